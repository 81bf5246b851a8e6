"""The engine by itself: known answers, odd bytes, any byte changed, one person, and the replay."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.ceremonies import ROUND, ROUNDS, held
from support.dossier_cases import BY_HAND, CROSSED, EVEN, QUOTED
from support.dossiers import DICE, dossier, sha
from support.engine import Engine, packed
from support.instances import Instance
from support.packing import packed_for
from support.waves import Hat, sealed

from tirage.assembly.stays import standing
from tirage.verify.primitives import lines

DATA = Path(__file__).parents[1] / "data"
VECTORS = json.loads(
    (DATA.parents[1] / "src/tirage/spec/vectors/tirage-vectors.json").read_text(encoding="utf-8")
)
ROLLS = json.loads((DATA / "rolls.json").read_text(encoding="utf-8"))
GENUINE = dossier(EVEN)
LISTED = b'{"body":{"act":["replacements/1"]}}'
PLAN = {
    "plan": "a" * 64,
    "form": "20d6",
    "text": DICE,
    "others": "",
    "pulse": "",
    "stage": "panel",
    "panels": "1000",
}


@pytest.fixture(scope="module")
def opened(engine: Engine) -> Engine:
    """The engine with a dossier that begins with a roll."""
    engine.ask("open", given=packed(sealed()))
    return engine


# --- Documents and tables -----------------------------------------------------------------------------------

ODD_DOCUMENTS = [
    b"",
    b"{",
    b"{}",
    b"null",
    b"[]",
    b"[1,]",
    b'{"a":1,}',
    b'{"a":1,"a":1}',
    b'{"a":{"b":1,"b":2}}',
    b'{"a":1.0}',
    b'{"a":1e3}',
    b'{"a":1.}',
    b'{"a":.5}',
    b'{"a":+1}',
    b'{"a":01}',
    b'{"a":-}',
    b'{"a":NaN}',
    b'{"a":-Infinity}',
    b'{"a":nul}',
    b'{"a":9007199254740991}',
    b'{"a":9007199254740992}',
    b'{"a":-9007199254740991}',
    b'{"a":' + b"9" * 5000 + b"}",
    b'{"a":-0}',
    b'{"a": 1}',
    b' {"a":1}',
    b'{"a":1}\n',
    b'{"a":1}x',
    b'{"b":1,"a":1}',
    b'{"10":1,"2":1}',
    b'{"a":"\\u0041"}',
    b'{"a":"\\/"}',
    b'{"a":"\\x"}',
    b'{"a":"\\u00g0"}',
    b'{"a":"\\ud83d\\ude00"}',
    b'{"a":"\\ud800"}',
    b'{"a":"\xed\xa0\x80"}',
    b'{"a":"\xff"}',
    b'{"a":"\xc0\x80"}',
    b'{"a":"\n"}',
    b'{"a":"\x7f"}',
    b'\xef\xbb\xbf{"a":1}',
    '{"a":"e\u0301"}'.encode(),
    '{"é":1}'.encode(),
    b'{"__proto__":1,"constructor":2,"spec":"tirage/2"}',
    '{"a":"\u2028\u00e9\U0001f600"}'.encode(),
    b"[" * 100 + b"]" * 100,
    b"[" * 101 + b"]" * 101,
    b'"' + b"[" * 200 + b'"',
    b'"\\"' + b"[" * 200 + b'"',
    b"[" * 200_000,
    b'{"a":' * 200_000,
]


@pytest.mark.parametrize("data", ODD_DOCUMENTS, ids=lambda data: repr(data[:24]))
def test_a_document_in_odd_bytes(data: bytes, engine: Engine):
    for name in ("public/quotas.json", "public/certificate.json", "journal/0001-open.json"):
        engine.verify({**GENUINE, name: data})


ODD_TABLES = [
    b"",
    b"\n",
    b"\xef\xbb\xbfpid,household,gender,age\n",
    b"pid,household,gender,age\r\n",
    b"pid,household,gender,age",
    b"pid,household,gender\n",
    b"pid,household,gender,age\np00,,F\n",
    b"pid,household,gender,age\np00,,F,Y,\n",
    b'pid,household,gender,age\n"p00",,F,Y\n',
    b'pid,household,gender,age\np00,,"F,Y\n',
    b'pid,household,gender,age\np00,,F"x,Y\n',
    b'pid,household,gender,age\np00,,"F"x,Y\n',
    b'pid,household,gender,age\np00,,"F""",Y\n',
    b'pid,household,gender,age\np00,,"F,",Y\n"',
    b"pid,household,gender,age\n\xff,,F,Y\n",
    b"pid,household,gender,age\np00,,F,Y\n\n",
    b"pid,household,gender,age\np00,h1,F,Y\np01,h3,F,Y\n",
    "pid,household,gender,age\np00,h\u0661,F,Y\n".encode(),
    b"pid,household,gender,age\np00,h" + b"9" * 30 + b",F,Y\n",
]


@pytest.mark.parametrize("data", ODD_TABLES, ids=lambda data: repr(data[-24:]))
def test_a_table_in_odd_bytes(data: bytes, engine: Engine):
    engine.verify({**GENUINE, "guarantors/pool.csv": data})
    rows = data.replace(b"household,gender,age", b"panels,chance")
    engine.verify({**GENUINE, "guarantors/chances.csv": rows})


@pytest.mark.parametrize(
    "text", ["4/8", "0/3", "-1/2", "01", "1.5", "9" * 3000, "1/" + "9" * 999, "2", "1/0"]
)
def test_a_fraction_in_odd_forms(text: str, engine: Engine):
    data = GENUINE["guarantors/chances.csv"].replace(b"1/3", text.encode())
    engine.verify({**GENUINE, "guarantors/chances.csv": data})


def test_categories_beyond_the_basic_plane_come_in_the_order_of_their_bytes(engine: Engine):
    """U+FF21 comes before U+1F600, although UTF-16 puts it after: profiles are numbered by code points."""
    names = {"F": "\U0001f600", "M": "\uff21"}
    people = tuple((pid, home, (names[g], age)) for pid, home, (g, age) in EVEN.people)
    quotas = (("gender", ((names["F"], 2, 2), (names["M"], 2, 2))), EVEN.quotas[1])
    turns = ({(names[g], a): 1 for g in "FM" for a in "YO"},) * 10
    assert engine.verify(dossier(replace(EVEN, people=people, quotas=quotas, turns=turns))).ok


# --- Any byte -----------------------------------------------------------------------------------------------

PACKED = {
    "panel": packed_for("auditors", GENUINE),
    "letters": packed_for("auditors", sealed()),
    "ceremony": packed_for("public", held()),
}


@pytest.mark.parametrize("name", PACKED)
def test_one_byte_of_any_file_of_a_pack_changed_fails_and_names_the_file(name: str, engine: Engine):
    """The first byte, one in the middle and the last; one of them where each verdict costs a pairing."""
    files = PACKED[name]
    assert engine.verify(files).ok
    for number, (path, data) in enumerate(files.items()):
        positions = [0, len(data) // 2, len(data) - 1]
        for position in [positions[number % 3]] if name == "ceremony" else positions:
            changed = data[:position] + bytes([data[position] ^ 0x01]) + data[position + 1 :]
            failed = [c for c in engine.verify({**files, path: changed}).checks if c.status == "failed"]
            assert any(path in f"{c.file} {c.got}" for c in failed), f"{path}, byte {position}"


SAMPLES = [GENUINE, sealed(), dossier(QUOTED), dossier(CROSSED), dossier(BY_HAND), PACKED["panel"]]


@given(st.data())
@settings(max_examples=60)
def test_whatever_is_done_to_the_bytes_both_verifiers_say_the_same(engine: Engine, data: st.DataObject):
    files = dict(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 2))):
        name = data.draw(st.sampled_from(sorted(files)))
        old = files[name]
        start = data.draw(st.integers(0, len(old)))
        end = data.draw(st.sampled_from([start, start + 1, start + 2, len(old)]))
        bits = st.sampled_from([b"", b"\n", b",", b'"', b"0", b"-1", b"\x80", b"}", b"null", b"[[", b"1/2"])
        files[name] = old[:start] + data.draw(bits) + old[end:]
    engine.verify(files)


# --- Beyond the checklist -----------------------------------------------------------------------------------


def steps(engine: Engine, **typed: str) -> dict[str, str]:
    found = engine.ask("replay", **{**PLAN, **typed})
    assert found["mistakes"] == []
    return {step["name"]: step["value"] for step in found["steps"]}


@pytest.mark.parametrize("roll", ROLLS, ids=lambda r: r["why"])
def test_what_a_roll_is_worth(roll: dict[str, Any], engine: Engine):
    if roll["value"] is None:
        typed = {**PLAN, "form": roll["form"], "text": roll["text"]}
        assert engine.ask("replay", **typed)["mistakes"] == ["text"]
    else:
        assert steps(engine, form=roll["form"], text=roll["text"])["value"] == roll["value"]


def test_the_replay_of_the_known_answers(engine: Engine):
    dice, *others = sorted(VECTORS["contributions"], key=lambda each: not each["id"].startswith("public"))
    others = [*others, dice]
    beacon = VECTORS["beacon"]
    found = steps(
        engine,
        plan=VECTORS["plan_hash"],
        text="",
        others="\n".join(f"{each['id']} {each['value']}" for each in others),
        pulse=f"{beacon['chain']} {beacon['round']} {beacon['signature']}",
    )
    assert found["contributions"] == VECTORS["contributions_hash"]
    assert (found["seed"], found["stage"]) == (VECTORS["seed"], VECTORS["stage_seed_panel"])
    assert found["number"] == "227"


def test_every_line_of_the_replay_gives_its_hash(engine: Engine):
    for step in engine.ask("replay", **PLAN)["steps"]:
        assert not step["line"] or sha(step["line"].encode()) == step["value"]


@pytest.mark.parametrize("panels", ["1", "3", "7", "1000", "1000000"])
def test_the_number_is_that_of_the_other_verifier(panels: str, engine: Engine):
    found = steps(engine, panels=panels)
    assert found["number"] == str(lines.uniform(found["stage"], int(panels)))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("plan", "A" * 64),
        ("plan", "a" * 63),
        ("text", "  "),
        ("text", "1 2 3"),
        ("form", "20d1"),
        ("form", ""),
        ("others", "amina"),
        ("others", "amina " + "a" * 64 + " b"),
        ("others", "public " + "a" * 64),
        ("others", "amina " + "a" * 64 + "\namina " + "b" * 64),
        ("others", "a|b " + "a" * 64),
        ("pulse", "chain 1"),
        ("stage", "a b"),
        ("panels", "-1"),
        ("panels", "1000001"),
        ("panels", "ten"),
    ],
)
def test_what_cannot_be_replayed_is_named(field: str, typed: str, engine: Engine):
    assert engine.ask("replay", **{**PLAN, field: typed}) == {"mistakes": [field], "steps": []}


def test_what_a_dossier_has_for_the_replay(engine: Engine):
    (act,) = engine.ask("open", given=packed(held()))["acts"]
    found = steps(engine, **{key: act[key] for key in PLAN})
    assert act["pulse"].split()[1:] == [str(ROUND), ROUNDS[ROUND]]
    assert len(act["others"].split("\n")) == 3 and act["text"] == DICE
    known = act["recorded"]
    assert [found["seed"], found["stage"], int(found["number"])] == [
        known["seed"],
        known["stageSeed"],
        known["number"],
    ]
    panel = held()["public/panel.csv"].decode().split()[1:]
    assert found["panel"].split(",") == panel


def test_a_later_draw_is_replayed_from_its_own_lottery(engine: Engine):
    quota = (("g", (("f", 2, 3), ("h", 1, 2))),)
    assembly = Assembly(Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, quota, 4))
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    acts = engine.ask("open", given=packed(assembly.files))["acts"]
    assert [act["act"] for act in acts] == ["panel", "replacements/1"]
    for act in acts:
        found = steps(engine, act=act["act"], **{key: str(act[key]) for key in PLAN})
        assert found["number"] == str(act["recorded"]["number"])
        name = "public/panel.csv" if act["act"] == "panel" else "public/replacements-1-panel.csv"
        assert found["panel"].split(",") == assembly.files[name].decode().split()[1:]


def test_the_acts_of_waves_come_before_the_panels(opened: Engine):
    acts = opened.ask("open", given=packed(sealed()))["acts"]
    assert [act["act"] for act in acts] == ["letters/1", "letters/2"]
    for act in acts:
        found = steps(opened, **{key: str(act[key]) for key in PLAN})
        assert found["stage"] == act["recorded"]["stageSeed"] and "number" not in found


@pytest.mark.parametrize("size", [0, 4])
def test_what_the_files_say_of_a_person(size: int, engine: Engine):
    files = sealed(Hat(part=size))
    engine.ask("open", given=packed(files))
    drawn = files["guarantors/letters-1.csv"].decode().split("\n")[1].split(",")[0]
    assert {fact["code"]: fact["values"] for fact in engine.ask("person", pid=drawn)[:2]} == {
        "frame.yes": {"stratum": files["guarantors/letters-1.csv"].decode().split("\n")[1].split(",")[1]},
        "letters.yes": {"wave": 1},
    }
    assert [fact["code"] for fact in engine.ask("person", pid="nobody")] == [
        "frame.no",
        "letters.no",
        "letters.no",
    ]


def test_what_the_files_of_a_draw_say_of_a_person(engine: Engine):
    engine.ask("open", given=packed(GENUINE))
    member = GENUINE["public/panel.csv"].decode().split()[1]
    facts = {fact["code"]: fact["values"] for fact in engine.ask("person", pid=member)}
    held_by = sum(member in line.split(",") for line in GENUINE["public/lottery.csv"].decode().split())
    assert facts["lottery"] == {"own": held_by, "all": 10}
    assert facts["chance.yes"] == {"chance": "1/3"} and "panel.yes" in facts
    assert {"pool.no", "chance.no", "panel.no"} <= {fact["code"] for fact in engine.ask("person", pid="x")}


# --- One person's seat --------------------------------------------------------------------------------------


def test_a_person_sits_by_any_draw_until_the_departure(engine: Engine):
    """The panel's draw is not the assembly."""
    quota = (("g", (("f", 2, 3), ("h", 1, 2))),)
    assembly = Assembly(Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, quota, 4))
    gone, stays, *_ = assembly.life.seated
    assembly.leave(gone)
    (drawn,) = assembly.replace()
    engine.ask("open", given=packed(assembly.files))
    everyone = [row.split(",")[0] for row in assembly.files["guarantors/pool.csv"].decode().split()[1:]]
    for pid in everyone:
        own = standing(assembly.files, assembly.entries, pid)
        (told,) = (fact for fact in engine.ask("person", pid=pid) if fact["code"].startswith("seat."))
        assert told["code"] == f"seat.{own.status}" and told["values"] == asdict(own)
    codes = {pid: {fact["code"] for fact in engine.ask("person", pid=pid)} for pid in (gone, stays, drawn)}
    assert {"panel.yes", "seat.left"} <= codes[gone] and "seat.sits" in codes[stays]
    assert {"panel.no", "seat.sits"} <= codes[drawn]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"body":[]}', b'{"body":{"act":1}}', LISTED, b"\xff"])
def test_an_entry_that_cannot_be_read_says_nothing_of_a_seat(data: bytes, engine: Engine):
    files = {**GENUINE, "journal/0008-replacement.json": data, "journal/0009-vacancy.json": data}
    engine.ask("open", given=packed(files))
    # A draw that cannot be read leaves open who sits.
    assert [fact["code"] for fact in engine.ask("person", pid="x")][-1] == "panel.no"
