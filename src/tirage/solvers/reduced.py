"""Integer programs of many variables, most of which are put aside by a proof.

The prices of a linear program, rounded to whole numbers, bound every solution: with prices p of the rows, a
variable's reduced gain is g = −cost − Σ p·coefficient, and −cost·x ≤ B − Σ |g|·(how far x is from its better
end), whatever the rounding. Where a solution of value V is known, a variable that would have to leave its
better end by more than (B − V)/|g| is in no solution as good. A pool of 20,000 people keeps some hundreds of
its profiles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from tirage.solvers.integer import IntegerResult, LinearRow, Program, Status, SumRow
from tirage.solvers.linear import LinearProgram

FINE = 10**6
"""Prices are whole numbers of a cost of this size."""
KEPT = 300
"""Variables that the first attempt is free to move."""
WIDER = 4
"""Times further that variables may move after an attempt without a solution."""

Bounds = list[tuple[int, int]]
Rows = Sequence[SumRow | LinearRow]


@dataclass(frozen=True, slots=True)
class Least:
    """The solution of least cost that was found."""

    values: tuple[int, ...]
    proved: bool
    """Whether no solution costs less."""
    bounds: Bounds
    """Where every solution that costs no more has its variables."""


class Stopped(Exception):
    """The effort ended before any solution was found."""


def least_cost(
    bounds: Sequence[tuple[int, int]],
    rows: Rows,
    costs: Sequence[int],
    program: Program,
    *,
    enough: int | None = None,
) -> Least | None:
    """The solution of least cost; None where there is none at all.

    `enough`: any solution of that cost will do, and None says that none costs so little. Raises Stopped.
    """
    prices = _Prices(bounds, rows, costs)
    gap = prices.first_gap
    if enough is not None:
        if prices.bound < -enough * prices.scale:
            return None
        far = sum(abs(cost) * max(map(abs, ends)) for cost, ends in zip(costs, bounds, strict=True))
        rows = [*rows, LinearRow(range(len(costs)), costs, -far, enough)]
    best: Least | None = None
    while True:
        tight = prices.within(gap)
        answer = solve_free(tight, rows, costs, program)
        if answer.values is None and answer.status is Status.STOPPED:
            if best is None:
                raise Stopped
            return best
        if answer.values is None:
            if gap >= (widest := prices.widest(enough)):
                return None
            gap = min(WIDER * max(gap, 1), widest)
            continue
        cost = sum(map(mul, costs, answer.values))
        needed = prices.bound + cost * prices.scale
        proved = answer.status is Status.FOUND and needed <= gap
        if best is None or proved or cost < sum(map(mul, costs, best.values)):
            best = Least(answer.values, proved, prices.within(needed))
        if proved or enough is not None or answer.status is Status.STOPPED:
            return best
        # Whoever was put aside too soon is let in: an optimum is proved sooner than that there is no better.
        gap = needed


class _Prices:
    """The linear relaxation of a program, as whole numbers that hold whatever the solver's rounding."""

    def __init__(self, bounds: Sequence[tuple[int, int]], rows: Rows, costs: Sequence[int]) -> None:
        self._bounds = bounds
        largest = max(map(abs, costs), default=0)
        self.scale = max(1, FINE // (largest or 1))
        self._gains = [-cost * self.scale for cost in costs]
        self.bound = 0
        for row, price in zip(rows, self._solved(bounds, rows, costs), strict=True):
            if not price:
                continue
            weights = _weights(row)
            self.bound += price * self._end(row, weights, upper=price > 0)
            for j, weight in zip(row.members, weights, strict=True):
                self._gains[j] -= price * weight
        self.bound += sum(
            max(gain * low, gain * high) for gain, (low, high) in zip(self._gains, bounds, strict=True)
        )
        gaps = sorted(abs(gain) for gain in self._gains)
        self.first_gap = gaps[min(KEPT, len(gaps)) - 1] if gaps else 0

    def _solved(self, bounds: Sequence[tuple[int, int]], rows: Rows, costs: Sequence[int]) -> list[int]:
        """A price for each row; all 0 where the linear program has no optimum."""
        lp = LinearProgram()
        for (low, high), cost in zip(bounds, costs, strict=True):
            lp.variable(low, high, -cost)
        numbers = []
        for row in rows:
            numbers.append(lp.row(row.lower, row.upper, zip(row.members, _weights(row), strict=True)))
        if not lp.solve():
            return [0] * len(numbers)
        return [round(lp.dual(number) * self.scale) for number in numbers]

    def _end(self, row: SumRow | LinearRow, weights: Sequence[int], *, upper: bool) -> int:
        """The most (or the least) that a row sums up to, by its own limit or by those of its variables."""
        spans = [
            (weight * self._bounds[j][0], weight * self._bounds[j][1])
            for j, weight in zip(row.members, weights, strict=True)
        ]
        return min(row.upper, sum(map(max, spans))) if upper else max(row.lower, sum(map(min, spans)))

    def widest(self, enough: int | None) -> int:
        """A gap that puts nothing aside that may be in a solution asked for."""
        if enough is not None:
            return self.bound + enough * self.scale
        spans = zip(self._gains, self._bounds, strict=True)
        return max((abs(gain) * (high - low) for gain, (low, high) in spans), default=0)

    def within(self, gap: int) -> Bounds:
        """Where the variables are in solutions whose value is no further from the bound than `gap`."""
        found = []
        for gain, (low, high) in zip(self._gains, self._bounds, strict=True):
            if not gain or (step := gap // abs(gain)) >= high - low:
                found.append((low, high))
            else:
                found.append((low, low + step) if gain < 0 else (high - step, high))
        return found


def _weights(row: SumRow | LinearRow) -> Sequence[int]:
    return row.weights if isinstance(row, LinearRow) else [1] * len(row.members)


def solve_free(
    bounds: Sequence[tuple[int, int]],
    rows: Rows,
    costs: Sequence[int],
    program: Program,
    *,
    limit: float = 60.0,
) -> IntegerResult:
    """The least cost by `program`, which is only told of variables that may move, within its `limit`."""
    free = [j for j, (low, high) in enumerate(bounds) if low < high]
    place = {j: i for i, j in enumerate(free)}
    told: list[SumRow | LinearRow] = []
    for row in rows:
        weights = _weights(row)
        members, own, fixed = [], [], 0
        for j, weight in zip(row.members, weights, strict=True):
            if j in place:
                members.append(place[j])
                own.append(weight)
            else:
                fixed += weight * bounds[j][0]
        if members:
            told.append(LinearRow(members, own, row.lower - fixed, row.upper - fixed))
        elif not row.lower <= fixed <= row.upper:
            return IntegerResult(Status.IMPOSSIBLE, None)
    answer = program([bounds[j] for j in free], told, [-costs[j] for j in free], limit=limit)
    if answer.values is None:
        return answer
    values = [low for low, _ in bounds]
    for j, value in zip(free, answer.values, strict=True):
        values[j] = value
    return IntegerResult(answer.status, tuple(values), answer.bound, answer.effort)
