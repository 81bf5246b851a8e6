"""The draw and its verifier share no code; they must agree on every text that may be rolled."""

from __future__ import annotations

import hashlib
import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tirage.randomness import lines, seeds
from tirage.randomness import seeds as integers
from tirage.randomness import seeds as tickets
from tirage.verify.primitives import lines as verifier

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


@given(TEXTS)
@example("3\u00a05\u20034\u30006")
@example("٣٥٤٦")
@example("３５４６")
@example("²")
@example("3\u200b5")
@example("\ufeff3546")
@example("e\u0301")
@example("\u1e9b\u0323")
@example("0" * 64)
@example("0" * 65)
def test_the_value_of_a_roll(text: str) -> None:
    value = seeds.contribution_value(text).value
    assert value == verifier.contribution_value(text)
    assert value == verifier.contribution_value(normalize("NFC", text))
    assert re.fullmatch("[0-9a-f]{64}", value)


@given(
    st.text("0123456789", min_size=1, max_size=64),
    st.lists(st.text(SPACES, max_size=3), min_size=65, max_size=65),
)
def test_white_space_never_counts_among_digits(digits: str, spaces: list[str]) -> None:
    spaced = "".join(space + digit for space, digit in zip(spaces, digits + " ", strict=False))
    assert seeds.contribution_value(spaced).value == digits.ljust(64, "0")
    assert verifier.contribution_value(spaced) == digits.ljust(64, "0")


@pytest.mark.parametrize("text", [*OTHER_DIGITS, "3\u200b5", "-3", "3,5", "0x1", "1" * 65])
def test_what_is_not_plain_digits_counts_as_text(text: str) -> None:
    """SPEC §4, done a third time by hand."""
    by_hand = hashlib.sha256(normalize("NFC", text).encode()).hexdigest()
    assert seeds.contribution_value(text) == (by_hand, "text", 0)
    assert verifier.contribution_value(text) == by_hand


@given(HASHES, TEXTS, st.integers(1, 10**6), FIELDS)
def test_seeds_tickets_and_numbers(plan: str, text: str, panels: int, pid: str) -> None:
    value = seeds.contribution_value(text).value
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
