"""Probabilities as they are written: exact, and by how much decimals left out may have rounded them."""

from __future__ import annotations

import re
from fractions import Fraction

# No more digits than Python reads from a text: what is longer is no probability that anybody wrote.
_DECIMAL = re.compile(r"([0-9]{0,1000})(?:[.,]([0-9]{1,1000}))?(?:[eE]([+-]?[0-9]{1,4}))?\s*(%?)")
_RATIO = re.compile(r"([0-9]{1,1000})\s*/\s*([0-9]{1,1000})")


def probability(text: str) -> tuple[Fraction, Fraction] | None:
    """The number, and half a unit of its last decimal; None for what is no number from 0 to 1.

    >>> probability("0.25"), probability("12,5 %")
    ((Fraction(1, 4), Fraction(1, 200)), (Fraction(1, 8), Fraction(1, 2000)))
    >>> probability("1/3"), probability("-1")
    ((Fraction(1, 3), Fraction(0, 1)), None)
    """
    if ratio := _RATIO.fullmatch(text):
        over = int(ratio[2])
        return _within(Fraction(int(ratio[1]), over), Fraction(0)) if over else None
    found = _DECIMAL.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return None
    decimals = found[2] or ""
    power = int(found[3] or 0) - len(decimals) - (2 if found[4] else 0)
    unit = Fraction(10) ** power
    value = int((found[1] or "0") + decimals) * unit
    # A whole number is one: nobody writes 1 for 0.996.
    return _within(value, unit / 2 if decimals or found[3] else Fraction(0))


def _within(value: Fraction, rounding: Fraction) -> tuple[Fraction, Fraction] | None:
    return (value, rounding) if 0 <= value <= 1 + rounding else None
