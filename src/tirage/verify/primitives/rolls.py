"""The form of a public roll, and the one way to read a roll of that form (SPEC §4)."""

from __future__ import annotations

import re

from .lines import hash_of

_DICE = re.compile(r"([1-9][0-9]?)d([2-9])")
_NUMBERS = re.compile(r"([1-9][0-9]?)x1(0{1,9})")
_LENGTH = 64
ENOUGH = 2**50
"""Outcomes of a roll that stands without a beacon, or beside one that nobody attests."""


def is_form(value: object) -> bool:
    """Whether a value is the name of a form."""
    return isinstance(value, str) and (value in {"hand", "words"} or _digits(value) is not None)


def outcomes(form: str) -> int:
    """How many rolls of a form there are, all as likely; 1 of words and by hand."""
    count, _, low, high = _digits(form) or (0, 0, 0, 0)
    return int((high - low + 1) ** count)


def roll_value(form: str, text: str) -> str | None:
    """The value of a roll of that form, 64 hex digits; None unless the text is written in its one way.

    >>> roll_value("3x100", "07 12 00")
    '0712000000000000000000000000000000000000000000000000000000000000'
    >>> roll_value("3x100", "071200") is roll_value("2d6", "1 7") is roll_value("hand", "1") is None
    True
    """
    words = text.split()
    if form == "words":
        return hash_of(text.encode()) if words and text == " ".join(words) else None
    shape = _digits(form)
    if shape is None:
        return None
    count, width, low, high = shape
    digits = "".join(words)
    numbers = [digits[i : i + width] for i in range(0, len(digits), width)]
    lawful = {str(digit) for digit in range(low, high + 1)}
    if len(digits) != count or text != " ".join(numbers) or not set(digits) <= lawful:
        return None
    return digits.ljust(_LENGTH, "0")


def _digits(form: str) -> tuple[int, int, int, int] | None:
    """How many digits, how many of them in a number, the lowest and the highest; None of what has none."""
    if dice := _DICE.fullmatch(form):
        shape = (int(dice[1]), 1, 1, int(dice[2]))
    elif numbers := _NUMBERS.fullmatch(form):
        shape = (int(numbers[1]) * len(numbers[2]), len(numbers[2]), 0, 9)
    else:
        return None
    return shape if shape[0] <= _LENGTH else None
