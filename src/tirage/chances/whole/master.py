"""The mixture of known compositions with the highest floor, and the prices that say what would raise it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add

from tirage.chances.instance import Instance
from tirage.chances.rising import SETTINGS, Unproved
from tirage.chances.whole.cuts import worth
from tirage.chances.whole.mixture import Composition
from tirage.solvers.linear import LinearProgram

SLACK = 1e-9
"""Room left to a chance already given, at first."""
MOST_SLACK = 1e-5
"""Room that rounding may come to need."""
USED = 1e-9
"""A composition of less weight is none of the mixture."""


class Master:
    """The best mixture of the compositions known so far."""

    def __init__(self, instance: Instance, compositions: Iterable[Composition]) -> None:
        self._instance = instance
        self._highest = 1 + float(max(instance.given, default=0))
        self._settled: dict[int, float] = {}
        self.compositions = list(compositions)
        self._slack = SLACK
        self._build("")

    def _build(self, settings: str) -> None:
        self._lp = LinearProgram(settings)
        self._z = self._lp.variable(0, self._highest, objective=1)
        for t, size in enumerate(self._instance.sizes):
            # The slack keeps the program feasible against the solver's own rounding.
            settled = t in self._settled
            floor = size * (self._settled[t] if settled else -float(self._instance.had(t)))
            floor -= self._slack if settled else 0
            self._lp.row(floor, float("inf"), [(self._z, 0 if t in self._settled else -size)])
        self._one = self._lp.row(1, 1)
        for composition in self.compositions:
            self._column(composition)

    def _column(self, composition: Composition) -> None:
        new = self._lp.variable()
        self._lp.set_coefficient(self._one, new, 1)
        for t, people in enumerate(composition):
            if people:
                self._lp.set_coefficient(t, new, people)

    def add(self, composition: Composition) -> None:
        """One composition more to mix."""
        self.compositions.append(composition)
        self._column(composition)

    def settle(self, chances: Mapping[int, float]) -> None:
        """These profiles keep these chances from now on, nearly."""
        for t, chance in chances.items():
            self._settled[t] = chance
            self._lp.set_coefficient(t, self._z, 0)
            self._lp.set_bounds(t, self._instance.sizes[t] * chance - self._slack, float("inf"))

    def solve(self) -> tuple[float, list[float]]:
        """The floor and the prices y ≥ 0 of the profiles."""
        if not self._lp.solve() and not self._solve_afresh():
            raise Unproved
        return self._lp.value(self._z), [
            max(0.0, -self._lp.dual(t)) for t in range(len(self._instance.sizes))
        ]

    def _solve_afresh(self) -> bool:
        """A warm basis may have gone bad numerically: once more from nothing, then with more room."""
        while self._slack <= MOST_SLACK:
            for settings in SETTINGS:
                self._build(settings)
                if self._lp.solve():
                    return True
            self._slack *= 10
        return False

    def level_with(self, weights: Sequence[int]) -> bool:
        """Whether all compositions of the mixture are worth the same, as under its own prices."""
        mixed = (x for j, x in enumerate(self.compositions) if self._lp.value(1 + j) > USED)
        return len({worth(weights, composition) for composition in mixed}) == 1

    def weights(self) -> tuple[float, ...]:
        """Of the compositions, in the last solution."""
        raw = [max(0.0, self._lp.value(1 + j)) for j in range(len(self.compositions))]
        # One after the other: what `sum` makes of floats is not the same in every Python.
        total = reduce(add, raw, 0.0)
        return tuple(weight / total for weight in raw)
