"""The draw and its verifier share no code; they must agree on every text that may be rolled."""

from __future__ import annotations

import hashlib
import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tirage.randomness import lines, rolls, seeds
from tirage.randomness import seeds as integers
from tirage.randomness import seeds as tickets
from tirage.verify.primitives import lines as verifier
from tirage.verify.primitives import rolls as readers

SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000"
NOT_SPACES = "\u180e\u200b\u200d\u2060\ufeff"
"""Invisible, and no white space for Python."""
OTHER_DIGITS = "٠٣٩۵०९５０𝟗²⑤½"
CODEPOINTS = st.characters(exclude_categories=["Cs"])
TEXTS = st.one_of(
    st.text(CODEPOINTS, min_size=1),
    st.text(alphabet="0123456789" + SPACES, min_size=1, max_size=80),
    st.text(
        alphabet="0123456789" + SPACES + NOT_SPACES + OTHER_DIGITS + "é\u0301\u1100\u1161",
        min_size=1,
        max_size=80,
    ),
).filter(str.strip)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
FIELDS = st.from_regex(r"[A-Za-z0-9._:+/-]+", fullmatch=True)


FORMS = st.sampled_from(["20d6", "3x10", "3x1000", "2d2", "1x1000000000", "64x10", "words"])


@given(FORMS, TEXTS)
@example("4x10", "3\u00a05\u20034\u30006")
@example("4x10", "٣٥٤٦")
@example("4x10", "３５４６")
@example("1x10", "²")
@example("2x10", "3\u200b5")
@example("4x10", "\ufeff3546")
@example("words", "e\u0301")
@example("words", "\u1e9b\u0323")
@example("64x10", "0" * 64)
@example("64x10", "0" * 65)
def test_a_roll_has_one_reading(name: str, text: str) -> None:
    """What the draw writes the verifier reads alike, and it takes no other way to write it."""
    # As a journal has every text.
    text = normalize("NFC", text)
    form = rolls.roll_form(name)
    assert form is not None
    try:
        read = rolls.read_roll(form, text)
    except rolls.Misread:
        assert readers.roll_value(name, text) is None
        return
    assert readers.roll_value(name, read.text) == read.value
    assert readers.roll_value(name, text) == (read.value if text == read.text else None)
    assert re.fullmatch("[0-9a-f]{64}", read.value)


@given(
    st.text("0123456789dxwordshan", max_size=12) | st.from_regex("[0-9]{1,3}[dx][0-9]{1,10}", fullmatch=True)
)
@example("64d9")
@example("65d9")
@example("6x10000000000")
@example("hand")
def test_a_form_is_one_for_both(name: str) -> None:
    form = rolls.roll_form(name)
    assert readers.is_form(name) == (form is not None)
    if form is not None:
        assert readers.outcomes(name) == form.outcomes


@given(HASHES, TEXTS, st.integers(1, 10**6), FIELDS)
def test_seeds_tickets_and_numbers(plan: str, text: str, panels: int, pid: str) -> None:
    value = rolls.read_roll(rolls.RollForm("words"), text).value
    ours = seeds.contributions_hash({"public": value})
    assert ours == verifier.contributions_hash([("public", value)])
    for name in ("panel", "test/panel"):
        stage = seeds.stage_seed(seeds.seed(plan, ours), name)
        assert stage == verifier.stage_seed(verifier.seed(plan, ours), name)
        number = integers.uniform(stage, panels)
        assert number == verifier.uniform(stage, panels)
        assert 0 <= number < panels
        assert tickets.ticket(stage, pid) == verifier.ticket(stage, pid)
    assert seeds.rings_seed(plan) == verifier.rings_seed(plan)


@given(HASHES, st.integers(1, 2**256))
@example("0" * 64, 2**255 + 1)
@example("0" * 64, 2**256)
@example("0" * 64, 1)
def test_integers_of_any_size(stage: str, n: int) -> None:
    """Just above 2^255 every second try is rejected."""
    assert integers.uniform(stage, n) == verifier.uniform(stage, n)


@given(st.lists(FIELDS, min_size=1, max_size=5))
def test_lines(fields: list[str]) -> None:
    assert lines.H(*fields) == verifier.digest(*fields)
    by_hand = hashlib.sha256("|".join(["tirage1", *fields]).encode()).hexdigest()
    assert lines.H(*fields) == by_hand


@given(st.text(CODEPOINTS, max_size=4).filter(lambda text: not re.fullmatch(r"[A-Za-z0-9._:+/-]+", text)))
@example("")
@example("a|b")
@example("a\n")
@example("é")
def test_what_is_no_field_has_no_line(field: str) -> None:
    for line in (lines.line, verifier.line):
        with pytest.raises(ValueError):
            line("ticket", field)
