"""From a share of the population to a range of seats, in exact arithmetic.

A share of p % and a tolerance of t allow ⌊p·seats/100⌋ minus t (never below 0) to ⌈p·seats/100⌉ + t seats.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction

ROUNDING = Fraction(1, 2)
"""Percentage points by which the rounded shares of a criterion may miss 100."""

_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,9})?)\s*%")


def percent(text: str) -> Fraction | None:
    """The percentage written `12.2 %`, `12,2 %` or `12.2%`; None for anything else.

    A number without `%` is refused: 0.5 may be a half or half a percent.

    >>> percent("12,2 %")
    Fraction(61, 5)
    """
    match = _PERCENT.fullmatch(text)
    return Fraction(match[1].replace(",", ".")) if match else None


def seat_range(percentage: Fraction, tolerance: int, seats: int) -> tuple[int, int]:
    """(minimum, maximum) seats for a share.

    >>> seat_range(Fraction("12.2"), 1, 100)
    (11, 14)
    >>> seat_range(Fraction(50), 0, 100)
    (50, 50)
    """
    exact = percentage * seats / 100
    return max(0, math.floor(exact) - tolerance), math.ceil(exact) + tolerance
