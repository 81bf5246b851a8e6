"""Lines, documents, tables and the numbers that anyone derives from a pool."""

from __future__ import annotations

import json
import tracemalloc
from fractions import Fraction
from pathlib import Path

import pytest
from support.dossier_cases import HOMES, SCARCE
from support.dossiers import canon, contents, table
from support.known_answers import ROLLS

from tirage.verify.checks.lottery.pool import read_pool
from tirage.verify.checks.lottery.quotas import read_quotas
from tirage.verify.primitives import lines, rolls
from tirage.verify.reading.documents import Malformed, displayed, fraction, integer, natural, parse_json, rows

MOST = 2**20
"""Values of a document, and cells of a line."""
VECTORS = json.loads((Path(__file__).parents[2] / "src/tirage/spec/vectors/tirage-vectors.json").read_text())


# --- Known answers -----------------------------------------------------------------------------------


def test_the_seed_of_the_known_answers():
    plan = VECTORS["plan_canonical_utf8"].encode()
    assert lines.hash_of(plan) == VECTORS["plan_hash"]
    given = [(c["id"], c["value"]) for c in VECTORS["contributions"]]
    assert lines.contributions_hash(reversed(given)) == VECTORS["contributions_hash"]
    beacon = VECTORS["beacon"]
    fields = (beacon["chain"], str(beacon["round"]), beacon["signature"])
    seed = lines.seed(VECTORS["plan_hash"], VECTORS["contributions_hash"], *fields)
    assert seed == VECTORS["seed"]
    assert lines.stage_seed(seed, "panel") == VECTORS["stage_seed_panel"]


def test_the_tickets_of_the_known_answers():
    stage = lines.stage_seed(VECTORS["seed"], "letters/1")
    for known in VECTORS["ticket"]:
        assert lines.ticket(VECTORS["stage_seed_invite"], known["pid"]) == known["ticket"]
    assert len(stage) == 64


def test_the_integers_of_the_known_answers():
    for known in VECTORS["uniform"]:
        assert str(lines.uniform(VECTORS["stage_seed_panel"], int(known["n"]))) == known["value"]
    for known in VECTORS["uniform_rejection"]:
        stage = lines.stage_seed(VECTORS["seed"], known["stage"])
        assert str(lines.uniform(stage, int(known["n"]))) == known["value"]


@pytest.mark.parametrize("roll", ROLLS, ids=lambda roll: roll["why"])
def test_the_value_of_a_roll_is_read_off_its_one_way_to_be_written(roll):
    if roll["value"] is None:
        assert rolls.roll_value(roll["form"], roll["text"]) is None
    else:
        assert rolls.roll_value(roll["form"], roll["written"]) == roll["value"]


@pytest.mark.parametrize("field", ["", "a|b", "é", "a b", "a\n"])
def test_a_field_outside_the_grammar_has_no_line(field):
    with pytest.raises(ValueError):
        lines.line(field)


# --- Documents -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'{"a":1,"a":1}', "duplicate-key"),
        (b'{"a":{"b":1,"b":2}}', "duplicate-key"),
        (b'{"a":1.0}', "float"),
        (b'{"a":1e3}', "float"),
        (b'{"a":NaN}', "float"),
        (b'{"a":9007199254740992}', "large-integer"),
        (b'{"a":-9007199254740992}', "large-integer"),
        (b'{"a":' + b"9" * 5000 + b"}", "large-integer"),
        (b'{"a": 1}', "not-canonical"),
        (b'{"a":1}\n', "not-canonical"),
        (b'{"b":1,"a":1}', "not-canonical"),
        (b'{"a":"\\u0041"}', "not-canonical"),
        (b'{"a":-0}', "not-canonical"),
        (b'{"a":"\\ud800"}', "not-utf8"),
        (b'{"a":"\xff"}', "not-utf8"),
        (b'\xef\xbb\xbf{"a":1}', "not-json"),
        ('{"a":"e\u0301"}'.encode(), "not-nfc"),
        ('{"a":"\U0001fae8"}'.encode(), "unassigned"),
        ('{"a":"\u0378"}'.encode(), "unassigned"),
        ('{"a":"\U0010ffff"}'.encode(), "unassigned"),
        ('{"é":1}'.encode(), "key-not-ascii"),
        (b"[" * 200_000, "too-deep"),
        (b"[" + b"0," * MOST + b"0]", "too-much"),
        (b"[" + b"[]," * (MOST // 2) + b"0,0]", "too-much"),
        (b"", "not-json"),
        (b"{", "not-json"),
    ],
)
def test_a_document_has_one_form_only(data, word):
    with pytest.raises(Malformed) as fault:
        parse_json(data)
    assert fault.value.shown.split(":")[0] == word


@pytest.mark.parametrize(
    "data",
    [
        b'["' + b"\\n" * 2**20 + b'"]',
        b'["' + b"x" * 2**21 + b'"]',
        b'a,b\n"' + b"x" * 2**21 + b',",c\n',
        b'a,b\n"' + b'""' * 2**20 + b',",c\n',
    ],
    ids=["escapes", "text", "cell", "quotes in a cell"],
)
def test_what_is_made_of_a_file_is_a_few_times_as_long(data):
    tracemalloc.start()
    if data.startswith(b"["):
        parse_json(data)
    else:
        list(rows(data, ["a", "b"]))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * len(data)


def test_a_canonical_document_is_read():
    value = {"a": [1, -2, True, None, "é\n\u2028"], "b": {"c": 2**53 - 1}}
    assert parse_json(canon(value)) == value


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xef\xbb\xbfa,b\n", "bom"),
        (b"a,b\r\n", "carriage-return"),
        (b"a,b\n1,2", "no-final-newline"),
        (b"a,b\n1\n", "line"),
        (b"a,b\n1,2,3\n", "line"),
        (b"b,a\n", "header"),
        (b'a,b\n"1",2\n', "needless-quotes"),
        (b'a,b\n"1,2\n', "not-csv"),
        (b'a,b\n1"2,3\n', "not-csv"),
        (b"a,b\n\xff,1\n", "not-utf8"),
        (b"", "no-final-newline"),
        (b"a,b\n" + b"," * MOST + b"\n", "too-much"),
        (b'a,b\n"x,"' + b"," * MOST + b"\n", "too-much"),
    ],
)
def test_a_table_has_one_form_only(data, word):
    with pytest.raises(Malformed) as fault:
        list(rows(data, ["a", "b"]))
    assert fault.value.shown.split(":")[0] == word


def test_a_table_with_quoted_cells_is_read():
    data = 'a,b\n"x,""y""",é\n"l\nm",\n'.encode()
    assert list(rows(data, ["a", "b"])) == [['x,"y"', "é"], ["l\nm", ""]]


@pytest.mark.parametrize(
    "text", ["4/8", "4/1", "0/3", "-1/2", "1/0", "01", "1.5", "", "1/ 2", "١", None, 1, "9" * 3000]
)
def test_a_fraction_has_one_form_only(text):
    with pytest.raises(Malformed):
        fraction(text)


def test_exact_numbers():
    assert fraction("4/53") == Fraction(4, 53)
    assert (fraction("0"), fraction("1")) == (0, 1)
    assert (integer("-12"), natural("0")) == (-12, 0)
    for text in ("-0", "--1", "+1", "-", 3):
        with pytest.raises(Malformed):
            integer(text)
    with pytest.raises(Malformed):
        natural("-1")


def test_a_monstrous_fraction_is_shown_by_its_size():
    assert displayed(Fraction(10**6000, 3)).startswith("≈ 2^")


# --- The pool --------------------------------------------------------------------------------------------


def test_profiles_and_classes_are_numbered_as_documented():
    files = contents(HOMES)
    pool = read_pool(files["guarantors/pool.csv"], read_quotas(files["public/quotas.json"]))
    assert list(pool.profile_of) == [0, 0, 0, 0, 1, 1]
    assert pool.class_of == (0, -1)
    assert (pool.sizes, pool.households) == ((4, 2), (2,))
    assert list(pool.household_of) == [1, 2, 1, 2, 0, 0]


def test_people_alike_but_not_alone_are_another_profile():
    files = contents(SCARCE)
    quotas = read_quotas(files["public/quotas.json"])
    pool = table(
        ("pid", "household", "zone", "gender"),
        ("a", "", "b", "F"),
        ("b", "h1", "a", "M"),
        ("c", "h1", "a", "F"),
        ("d", "", "a", "F"),
        ("e", "h2", "a", "F"),
        ("f", "h2", "a", "F"),
    )
    found = read_pool(pool, quotas)
    # (a F, alone) < (a F, with a F) < (a F, with a M) < (a M, with a F) < (b F, alone)
    assert list(found.profile_of) == [4, 3, 2, 0, 1, 1]
    assert found.class_of == (-1, 0, 1, 1, -1)
    assert found.rows_of[3] == (0, 3)
    assert found.households == (1, 1)


@pytest.mark.parametrize(
    ("people", "word"),
    [
        ([("a", "", "x"), ("a", "", "x")], "not-ascending"),
        ([("b", "", "x"), ("a", "", "x")], "not-ascending"),
        ([("a|b", "", "x")], "not-ascending"),
        ([("", "", "x")], "not-ascending"),
        ([("a", "h1", "x")], "household-of-one"),
        ([("a", "h2", "x"), ("b", "h2", "x")], "household"),
        ([("a", "h01", "x"), ("b", "h01", "x")], "household"),
        ([("a", "H1", "x"), ("b", "H1", "x")], "household"),
        ([("a", "h1", "x"), ("b", "h1", "x"), ("c", "h0", "x")], "household"),
        ([("a", "", "z")], "unknown-category"),
    ],
)
def test_a_pool_has_one_form_only(people, word):
    quotas = read_quotas(contents(HOMES)["public/quotas.json"])
    with pytest.raises(Malformed) as fault:
        read_pool(table(("pid", "household", "zone"), *people), quotas)
    assert fault.value.shown.split(":")[0] == word
