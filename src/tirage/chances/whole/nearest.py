"""The two linear programs of the question whether expected seats are a mixture of compositions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from tirage.chances.rising import SETTINGS, Unproved
from tirage.chances.whole.face import Face
from tirage.chances.whole.mixture import Composition
from tirage.solvers.linear import LinearProgram

INFINITE = float("inf")


class Nearest:
    """The mixture of compositions that misses the fewest of the expected seats, kept warm."""

    def __init__(self, seats: Sequence[float]) -> None:
        self._seats = seats
        self._compositions: list[Composition] = []
        self._setting = 0
        self._build()
        self.distance = INFINITE
        """Seats missed in all."""

    def _build(self) -> None:
        self._lp = LinearProgram(SETTINGS[self._setting])
        for row, seats in enumerate(self._seats):
            self._lp.row(seats, seats)
            for sign in (1, -1):
                self._lp.set_coefficient(row, self._lp.variable(objective=-1), sign)
        self._one = self._lp.row(1, 1)
        for each in self._compositions:
            self._column(each)

    def _column(self, composition: Composition) -> None:
        new = self._lp.variable()
        self._lp.set_coefficient(self._one, new, 1)
        for t, people in enumerate(composition):
            if people:
                self._lp.set_coefficient(t, new, people)

    def add(self, composition: Composition) -> None:
        """One composition more."""
        self._compositions.append(composition)
        self._column(composition)

    def solve(self) -> list[float]:
        """Prices by profile, from −1 to 1: what a composition is to have more of, and less."""
        for _ in SETTINGS:
            if self._lp.solve():
                self.distance = -self._lp.objective
                return [-self._lp.dual(t) for t in range(len(self._seats))]
            # A warm basis may have gone bad numerically.
            self._setting = (self._setting + 1) % len(SETTINGS)
            self._build()
        raise Unproved

    @property
    def iterations(self) -> int:
        """Steps of the last solution."""
        return self._lp.iterations

    def weights(self) -> tuple[float, ...]:
        """Of each composition in the mixture, summing to 1."""
        first = 2 * len(self._seats)
        raw = [max(0.0, self._lp.value(first + j)) for j in range(len(self._compositions))]
        # One after the other: what `sum` makes of floats is not the same in every Python.
        total = reduce(add, raw, 0.0)
        return tuple(weight / total for weight in raw)


class Relaxed:
    """The best point of a face in fractions, kept warm from prices to prices."""

    def __init__(self, face: Face) -> None:
        self._count = len(face.bounds)
        self._lp = LinearProgram()
        for low, high in face.bounds:
            self._lp.variable(low, high)
        for row in face.rows:
            self._lp.row(row.lower, row.upper, zip(row.members, row.weights, strict=True))

    def solve(self, prices: Sequence[float]) -> None:
        """Find it for these prices."""
        for t, price in enumerate(prices):
            self._lp.set_objective(t, price)
        if not self._lp.solve():
            raise Unproved

    @property
    def seats(self) -> list[float]:
        """By profile."""
        return [self._lp.value(t) for t in range(self._count)]

    @property
    def reduced(self) -> list[float]:
        """By profile, what a seat more is worth beyond what the rows ask for it."""
        return [self._lp.reduced_cost(t) for t in range(self._count)]
