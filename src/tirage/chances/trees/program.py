"""The linear programs of a node: how much is possible there, or by how much its demands are missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof
from tirage.chances.trees.tree import Form, Leaf, Side
from tirage.solvers.linear import BasisStatus, LinearProgram

INFINITE = float("inf")
MISSED = 1.0
"""Price of a seat by which a limit is missed."""
SCALES = (1, 2, 3, 4, 6, 8, 12, 24, 60, 1000, 10**5, 10**7)
"""Multipliers are rounded to whole parts of these, the first that shows what it is to show."""


@dataclass(frozen=True, slots=True)
class Point:
    """The best of a node in fractions."""

    value: float
    """Σ w·x."""
    seats: tuple[float, ...]
    """By profile."""


@dataclass(frozen=True, slots=True)
class Vertex:
    """The equations of a solution: as many rows as profiles that have neither nothing nor all."""

    numbers: tuple[int, ...]
    """Of the rows that are tight: total, quotas, households, cuts."""
    upper: tuple[bool, ...]
    """Whether it is their upper side."""
    weights: tuple[dict[int, int], ...]
    """Of each row, by place of the profile in `basic`."""
    basic: tuple[int, ...]
    full: frozenset[int]
    """Profiles of whom all have a seat."""


class NodeProgram:
    """The rows and cuts of an instance, and branchings, of which only the limits change from node to node.

    `elastic`: every limit may be missed at a price, and nothing else counts; it always has a solution.
    """

    def __init__(self, instance: Instance, weights: Sequence[int], *, elastic: bool) -> None:
        self._instance = instance
        self._unit = 1.0 if elastic else float(max(1, *map(abs, weights)))
        self._elastic = elastic
        lp = self._lp = LinearProgram()
        for size, weight in zip(instance.sizes, weights, strict=True):
            lp.variable(0, size, 0.0 if elastic else weight / self._unit)
        homes = 1 + len(instance.quotas)
        self._rows = [
            self._row(_ones(row.members), row.lower if number < homes else -INFINITE, row.upper)
            for number, row in enumerate(instance.rows)
        ]
        self._rows += [
            self._row(zip(cut.members, map(float, cut.weights), strict=True), -INFINITE, cut.upper)
            for cut in instance.cuts
        ]
        self._forms: dict[Form, int] = {}
        self.iterations = 0

    def solve(self, path: Sequence[Side]) -> Point | None:
        """The best of a node; None where nothing is possible there, or the solver gives up."""
        limits: dict[Form, tuple[float, float]] = dict.fromkeys(self._forms, (-INFINITE, INFINITE))
        for side in path:
            form = side.branching.form
            lower, upper = limits.get(form, (-INFINITE, INFINITE))
            limits[form] = (max(lower, side.limit), upper) if side.upper else (lower, min(upper, side.limit))
        for form, (lower, upper) in limits.items():
            if form not in self._forms:
                self._forms[form] = self._row(_ones(form.members), lower, upper)
            self._lp.set_bounds(self._forms[form], lower, upper)
        solved = self._lp.solve()
        self.iterations += 1 + self._lp.iterations
        if not solved:
            return None
        seats = tuple(self._lp.value(t) for t in range(len(self._instance.sizes)))
        return Point(self._lp.objective * self._unit, seats)

    def leaf(self, path: Sequence[Side], scale: int) -> Leaf:
        """The multipliers of the last solution in whole parts, each of a sign that it may have."""
        parts = scale * self._unit
        prices = [round(self._lp.dual(row) * parts) for row in self._rows]
        branchings: dict[int, int] = {}
        for number, side in enumerate(path):
            if self._binds(side, path):
                price = round(self._lp.dual(self._forms[side.branching.form]) * parts)
                price = min(0, price) if side.upper else max(0, price)
                if price:
                    branchings[number] = price
        return Leaf(0 if self._elastic else scale, self.proof(prices), branchings)

    def proof(self, prices: Sequence[int]) -> RowProof:
        """Prices of all rows; one below 0 falls away where there is none."""
        first_home, first_cut = 1 + len(self._instance.quotas), len(self._instance.rows)
        return RowProof(
            prices[0],
            {q: price for q, price in enumerate(prices[1:first_home]) if price},
            {h: price for h, price in enumerate(prices[first_home:first_cut]) if price > 0},
            {i: price for i, price in enumerate(prices[first_cut:]) if price > 0},
        )

    def vertex(self) -> Vertex:
        """The equations of the last solution, without branchings."""
        places = [self._lp.row_place(row) for row in self._rows]
        tight = [number for number, place in enumerate(places) if place is not BasisStatus.BASIC]
        profiles = [self._lp.variable_place(t) for t in range(len(self._instance.sizes))]
        basic = [t for t, place in enumerate(profiles) if place is BasisStatus.BASIC]
        where = {t: place for place, t in enumerate(basic)}
        rows: list[tuple[Sequence[int], Sequence[int]]] = [
            (row.members, (1,) * len(row.members)) for row in self._instance.rows
        ]
        rows += [(cut.members, cut.weights) for cut in self._instance.cuts]
        return Vertex(
            tuple(tight),
            tuple(places[number] is BasisStatus.UPPER or self._is_equal(number) for number in tight),
            tuple(
                {where[t]: weight for t, weight in zip(*rows[number], strict=True) if t in where}
                for number in tight
            ),
            tuple(basic),
            frozenset(t for t, place in enumerate(profiles) if place is BasisStatus.UPPER),
        )

    def _is_equal(self, number: int) -> bool:
        rows = self._instance.rows
        return number < len(rows) and rows[number].lower == rows[number].upper

    def _binds(self, side: Side, path: Sequence[Side]) -> bool:
        """Whether this is the first of the tightest sides of its form, whose limit the program has."""
        form = side.branching.form
        same = (each for each in path if each.branching.form == form and each.upper == side.upper)
        return side is max(same, key=lambda each: each.limit if side.upper else -each.limit)

    def _row(self, terms: Iterable[tuple[int, float]], lower: float, upper: float) -> int:
        terms = list(terms)
        if self._elastic:
            terms.append((self._lp.variable(objective=-MISSED), 1.0))
            terms.append((self._lp.variable(objective=-MISSED), -1.0))
        return self._lp.row(lower, upper, terms)


def _ones(members: Sequence[int]) -> Iterable[tuple[int, float]]:
    return ((t, 1.0) for t in members)
