"""How many panels a lottery needs to give everyone the chance aimed at, or nearly.

With m panels a chance p becomes ⌊m·p⌋ or ⌈m·p⌉ panels. A profile's people may have either, so both count.
Where what people had before counts, it is their whole chance that may be off by so much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

FEWEST = 1_000
"""Panels at least, unless fewer are asked for: three lottery balls draw one of them by hand."""
MOST_UNASKED = 100_000
"""Panels at most, unless more are asked for."""
MOST_PANELS = 1_000_000
"""No lottery has more panels than this."""
NEAR = Fraction(1, 20)
"""The most by which a chance given may be off, as a share of the chance aimed at."""


def panel_count(chances: Iterable[Fraction], given: Sequence[Fraction] = ()) -> int:
    """The panels of a lottery for which no number is asked: enough of them, or MOST_UNASKED.

    `given`: beside each chance, what was had before; empty where that does not count.

    >>> panel_count([Fraction(1, 3), Fraction(0)]), panel_count([Fraction(7, 2000)])
    (1000, 10000)
    """
    return min(enough_panels(chances, given) or MOST_UNASKED, MOST_UNASKED)


def enough_panels(chances: Iterable[Fraction], given: Sequence[Fraction] = ()) -> int | None:
    """The smallest power of ten, FEWEST to MOST_PANELS, with no chance further off than NEAR; or None."""
    wanted = list(chances)
    before = given or [Fraction(0)] * len(wanted)
    aimed = {(chance, had) for chance, had in zip(wanted, before, strict=True) if chance}
    panels = FEWEST
    while panels <= MOST_PANELS:
        if all(deviation(chance, panels, had) <= NEAR for chance, had in aimed):
            return panels
        panels *= 10
    return None


def deviation(chance: Fraction, panels: int, had: Fraction = Fraction(0)) -> Fraction:
    """By how much a chance above 0 may be off with so many panels, as a share of itself and what was `had`.

    >>> deviation(Fraction(7, 2000), 1000), deviation(Fraction(7, 2000), 2000)
    (Fraction(1, 7), Fraction(0, 1))
    """
    places = chance * panels
    over = places - places.numerator // places.denominator
    return max(over, 1 - over) / (places + had * panels) if over else Fraction(0)
