"""An optimum of the raised floor, and whether it is one, in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Row(NamedTuple):
    """What the sum over some profiles may be, each counted once or by its own weight."""

    members: Sequence[int]
    lower: Fraction | int
    upper: Fraction | int
    weights: Sequence[int] = ()

    def terms(self) -> Iterable[tuple[int, int]]:
        """(profile, weight) of each member."""
        return zip(self.members, self.weights or (1,) * len(self.members), strict=True)


@dataclass(frozen=True, slots=True)
class Vertex:
    """An optimum, in fractions."""

    floor: Fraction
    above: dict[int, Fraction]
    """What profiles have above their floor, those with nothing left out."""
    prices: dict[int, int]
    """By tight row, up to a positive factor."""


def is_optimal(
    vertex: Vertex,
    rows: Sequence[Row],
    slope: Sequence[int],
    base: Sequence[Fraction],
    top: Fraction,
    sizes: Sequence[int],
) -> bool:
    """Both sides of duality, exactly: every row in range, and prices of tight rows alone that allow no more.

    A row's sum is slope·floor + base + what its people have above their floor; at `top` no price is needed.
    """
    above = [vertex.above.get(t, 0) for t in range(len(sizes))]
    # Everything over one denominator.
    parts = lcm(*(value.denominator for value in (vertex.floor, *base, *above)))
    floor, whole = _in(vertex.floor, parts), [_in(value, parts) for value in above]
    sums = []
    for row, own, fixed in zip(rows, slope, base, strict=True):
        if row.weights:
            held = sum([weight * whole[t] for t, weight in row.terms()])
        else:
            held = sum([whole[t] for t in row.members])
        sums.append(own * floor + _in(fixed, parts) + held)
    if any(not row.lower * parts <= each <= row.upper * parts for row, each in zip(rows, sums, strict=True)):
        return False
    if vertex.floor == top:
        return True
    weights = [0] * len(sizes)
    for number, price in vertex.prices.items():
        row = rows[number]
        if price and sums[number] != (row.upper if price > 0 else row.lower) * parts:
            return False
        if price:
            for t, weight in row.terms():
                weights[t] += weight * price
    return min(weights, default=0) >= 0


def _in(value: Fraction | int, parts: int) -> int:
    """How many parts a value is, of a unit of so many; they are a multiple of its denominator."""
    return value.numerator * (parts // value.denominator)
