"""The form of a public roll, which the plan fixes, and the one way to read what was rolled (SPEC §4).

A roll that can be typed in many ways can be typed in the way that pleases: the form leaves one. And a roll of
few outcomes could be met by a plan made for it: a form has 2^50 of them at least, or a beacon beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

DEFAULT = "20d6"
"""Twenty dice: 6^20 outcomes, 51.7 bits."""
HAND = "hand"
"""The number of a panel, drawn by hand in public; there is no seed then."""
WORDS = "words"
"""Any text: nobody knows how many outcomes it had, so it never stands alone."""
ENOUGH = 2**50
"""Outcomes of a roll that stands without a beacon."""
LENGTH = 64
"""Digits of a value."""
_DICE = re.compile(r"([1-9][0-9]?)d([2-9])")
_NUMBERS = re.compile(r"([1-9][0-9]?)x(10{1,9})")


@dataclass(frozen=True, slots=True)
class RollForm:
    """What a public roll looks like."""

    name: str
    """`20d6`, `3x1000`, `words` or `hand`, as the plan has it."""
    count: int = 0
    """How many dice or numbers; 0 for words and by hand."""
    width: int = 0
    """Digits of each."""
    lowest: int = 0
    highest: int = 0
    """Of a digit."""

    @property
    def outcomes(self) -> int:
        """How many rolls there are, all equally likely; 1 where nobody can say."""
        return int((self.highest - self.lowest + 1) ** (self.count * self.width)) if self.count else 1

    @property
    def group(self) -> int:
        """Digits that are shown together: those of a number, else four."""
        return self.width if self.width > 1 else 4

    @property
    def enough(self) -> bool:
        """Whether it may stand without a beacon."""
        return self.outcomes >= ENOUGH

    @property
    def by_hand(self) -> bool:
        """Whether a number is drawn, and no seed made."""
        return self.name == HAND


def roll_form(name: str) -> RollForm | None:
    """The form of that name; None for a name that is none.

    >>> roll_form("20d6").outcomes == 6**20
    True
    >>> roll_form("3x1000").outcomes
    1000000000
    """
    if name in {HAND, WORDS}:
        return RollForm(name)
    if dice := _DICE.fullmatch(name):
        form = RollForm(name, int(dice[1]), 1, 1, int(dice[2]))
    elif numbers := _NUMBERS.fullmatch(name):
        form = RollForm(name, int(numbers[1]), len(numbers[2]) - 1, 0, 9)
    else:
        return None
    return form if form.count * form.width <= LENGTH else None


def grouped(signs: str, size: int) -> str:
    """Signs with a space after every `size`.

    >>> grouped("354631", 4)
    '3546 31'
    """
    return " ".join(signs[at : at + size] for at in range(0, len(signs), size))


class PublicRoll(NamedTuple):
    """What was rolled in public, read by its form."""

    text: str
    """The one way to write it: numbers, or words, with a space between."""
    value: str
    """64 hexadecimal digits."""


class Misread(ValueError):
    """A text that is no roll of its form."""

    def __init__(self, length: int, signs: dict[int, str]) -> None:
        super().__init__(length)
        self.length = length
        """Signs of the text, white space apart."""
        self.signs = signs
        """Those that no such roll has, by place, counted from 1."""


def read_roll(form: RollForm, text: str) -> PublicRoll:
    """What `text` says in a form; white space does not count. Misread where it is no such roll.

    >>> read_roll(roll_form("3x100"), " 07 1 200").text
    '07 12 00'
    >>> read_roll(roll_form("20d6"), "3546 3115 5611 2163 6246").value
    '3546311556112163624600000000000000000000000000000000000000000000'
    """
    words = normalize("NFC", text).split()
    signs = "".join(words)
    if form.name == WORDS and words:
        joined = " ".join(words)
        return PublicRoll(joined, sha256(joined.encode()).hexdigest())
    lawful = {str(digit) for digit in range(form.lowest, form.highest + 1)}
    wrong = {place: sign for place, sign in enumerate(signs, 1) if sign not in lawful}
    if wrong or not signs or len(signs) != form.count * form.width:
        raise Misread(len(signs), wrong)
    numbers = (signs[i : i + form.width] for i in range(0, len(signs), form.width))
    return PublicRoll(" ".join(numbers), signs.ljust(LENGTH, "0"))
