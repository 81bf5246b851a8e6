"""Seats from shares: largest remainder, declared targets, tolerance; crossings that agree with their margins.

All in fractions, ties in the order of the table, so that the same census gives the same seats anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from tirage.quotas.model import parts
from tirage.solvers.integer import SumRow, integer_program

ROUNDS = 60
"""Of fitting a crossing to its margins; far more than it takes."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from its seats a category may stay: seats, or a part of its seats, rounded up."""

    seats: int = 0
    part: Fraction = Fraction(0)

    def of(self, seats: int) -> int:
        """Seats of tolerance for a category of that many."""
        return max(self.seats, ceil(self.part * seats))


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of one category, and how they were rounded."""

    category: str
    census: Fraction | None
    """Its share of the population."""
    share: Fraction
    """The share that is aimed at: the census's, or a target's."""
    exact: Fraction
    """Seats before rounding."""
    seats: int
    minimum: int
    maximum: int
    cut: bool
    """Whether the tolerance would have made the minimum negative: it is 0 then, and that is said."""


def targeted(weights: Mapping[str, Fraction], targets: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Shares with those of `targets` in place; the others keep their proportions.

    Raises ValueError where the targets are more than everything, or everything and not all.
    """
    rest = 1 - sum(targets.values(), Fraction(0))
    others = {name: weight for name, weight in weights.items() if name not in targets}
    total = sum(others.values(), Fraction(0))
    if rest < 0 or (rest and not total):
        raise ValueError("targets")
    return {
        name: targets.get(name, weight * rest / total if total else Fraction(0))
        for name, weight in weights.items()
    }


@dataclass(frozen=True, slots=True)
class Served:
    """What the panels of former terms gave the categories of one criterion."""

    held: Mapping[str, int] = field(default_factory=dict)
    """Seats by category, over these terms."""
    terms: int = 0

    @property
    def total(self) -> int:
        """Seats of all categories together."""
        return sum(self.held.values())

    def due(self, share: Fraction, seats: int) -> Fraction:
        """Seats that a share is worth in these terms and one of that many more."""
        return share * (self.total + seats)


def largest_remainder(
    shares: Mapping[str, Fraction], seats: int, served: Served = Served()
) -> dict[str, int]:
    """Whole seats that add up, each its exact number rounded down or up (Hamilton).

    Up go those to whom most is due, the seats they held in the terms before counted: of all such roundings
    none leaves Σ|seats held − seats due| over the terms smaller. Without any terms before, what is due is the
    remainder.

    >>> largest_remainder({"a": Fraction(1, 3), "b": Fraction(1, 3), "c": Fraction(1, 3)}, 10)
    {'a': 4, 'b': 3, 'c': 3}
    >>> largest_remainder({"a": Fraction(4, 10), "b": Fraction(6, 10)}, 1, Served({"a": 0, "b": 1}, 1))
    {'a': 1, 'b': 0}
    """
    exact = {name: share * seats for name, share in shares.items()}
    whole = {name: floor(value) for name, value in exact.items()}
    owed = {
        name: served.due(share, seats) - served.held.get(name, 0) - whole[name]
        for name, share in shares.items()
    }
    # |x| − |x − 1| grows with x: a seat more does most good where most is owed.
    order = [name for name in exact if exact[name] > whole[name]]
    order.sort(key=lambda name: -owed[name])
    for name in order[: seats - sum(whole.values())]:
        whole[name] += 1
    return whole


def apportion(
    weights: Mapping[str, Fraction],
    targets: Mapping[str, Fraction],
    seats: int,
    tolerance: Tolerance,
    served: Served = Served(),
) -> list[Seats]:
    """The seats of one criterion."""
    shares = targeted(weights, targets)
    whole = largest_remainder(shares, seats, served)
    return [
        _seats(name, weights[name], share, share * seats, whole[name], tolerance)
        for name, share in shares.items()
    ]


def _seats(
    name: str, census: Fraction | None, share: Fraction, exact: Fraction, whole: int, tolerance: Tolerance
) -> Seats:
    room = tolerance.of(whole)
    return Seats(name, census, share, exact, whole, max(0, whole - room), whole + room, whole < room)


def cross(
    cells: Mapping[str, Fraction],
    margins: Sequence[Sequence[Seats]],
    seats: int,
    tolerance: Tolerance,
) -> list[Seats]:
    """The seats of a crossing, which add up to those of each criterion crossed.

    `cells`: `Femme × 16e` → share, every cell of the crossing; `margins`: the seats of each criterion, in
    the order of the names. Raises ValueError where no whole numbers agree with all margins.
    """
    fitted = _fitted(cells, margins)
    exact = {name: share * seats for name, share in fitted.items()}
    names = list(exact)
    base = [floor(exact[name]) for name in names]
    wishes = [int((exact[name] - low) * 10**6) for name, low in zip(names, base, strict=True)]
    rows = []
    for place, margin in enumerate(margins):
        for category in margin:
            inside = [i for i, name in enumerate(names) if parts(name)[place] == category.category]
            left = category.seats - sum(base[i] for i in inside)
            rows.append(SumRow(inside, left, left))
    # Margins that were rounded far from the cells may need a cell two seats off; never more than that.
    for most in (1, 2):
        answer = integer_program([(max(-low, 1 - most), most) for low in base], rows, wishes)
        if answer.values is not None:
            return [
                _seats(name, cells[name], fitted[name], exact[name], low + extra, tolerance)
                for name, low, extra in zip(names, base, answer.values, strict=True)
            ]
    raise ValueError("crossing")


def _fitted(cells: Mapping[str, Fraction], margins: Sequence[Sequence[Seats]]) -> dict[str, Fraction]:
    """Shares of the cells that add up to the shares aimed at (iterative proportional fitting)."""
    found = dict(cells)
    for _ in range(ROUNDS):
        for place, margin in enumerate(margins):
            for category in margin:
                inside = [name for name in found if parts(name)[place] == category.category]
                total = sum((found[name] for name in inside), Fraction(0))
                for name in inside if total else ():
                    found[name] = (found[name] * category.share / total).limit_denominator(10**9)
    return found
