"""What was rolled, mistyped: each kind is refused with its place, nothing is written, and it is retyped."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import DICE, defects, draw, finish, on_disk

from tirage.verify import read, verify

DIGITS = DICE.replace(" ", "")
WRONG = {
    "a letter O": (f"{DICE[:-1]}O", {"roll.sign"}, "'O' (20)"),
    "a letter in the middle": (DIGITS[:12] + "O" + DIGITS[13:], {"roll.sign"}, "'O' (13)"),
    "a nine": (f"{DICE[:-1]}9", {"roll.sign"}, "'9' (20)"),
    "a nought": (f"0{DICE[1:]}", {"roll.sign"}, "'0' (1)"),
    "commas": (DICE.replace(" ", ","), {"roll.sign", "roll.length"}, "',' (2), ',' (4)"),
    "a full-width digit": (f"３{DICE[1:]}", {"roll.sign"}, "'３' (1)"),
    "quotation marks": (f"“{DICE}”", {"roll.sign", "roll.length"}, "'“' (1), '”' (22)"),
    "one die too few": (DICE[:-2], {"roll.length"}, "19 digits"),
    "one die too many": (f"{DICE} 1", {"roll.length"}, "21 digits"),
    "one die": ("3", {"roll.length"}, "1 digit"),
    "words": ("five dice fell", {"roll.sign", "roll.length"}, "'f' (1)"),
    "nothing": ("  ", {"option.seed"}, ""),
    "the placeholder": ("DIGITS OF THE DICE", {"option.placeholder"}, "DIGITS OF THE DICE"),
    "the other language's": ("chiffres des des", {"option.placeholder"}, "chiffres des des"),
    "an ellipsis": ("3 5 4 6 …", {"option.placeholder"}, "3 5 4 6 …"),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that waits for twenty dice; every wrong roll leaves it as it was."""
    from support.commands import PETIT

    out = tmp_path_factory.mktemp("roll") / "d"
    assert draw(PETIT / "volontaires.csv", out) == 0
    return out


@pytest.mark.parametrize("kind", WRONG)
def test_a_mistyped_roll_draws_nothing(kind: str, planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed, codes, words = WRONG[kind]
    before = on_disk(planned)
    capsys.readouterr()
    assert finish(planned, "--seed", typed, "--json") == 3
    found = defects(capsys)
    assert {each["code"] for each in found} == codes
    assert any(words in each["found"] for each in found)
    assert on_disk(planned) == before


def test_after_every_mistake_the_right_roll_still_draws(pool: Path, tmp_path: Path) -> None:
    out = tmp_path / "d"
    assert draw(pool, out) == 0
    for typed, _, _ in WRONG.values():
        assert finish(out, "--seed", typed) == 3
    assert finish(out, "--seed", DICE) == 0
    assert verify(read(out)).ok
