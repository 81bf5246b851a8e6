"""The highest floor that everyone not yet settled can have, exactly, with its proof.

The linear program is solved in floating point, then its optimal basis once more in fractions: the
value, the composition behind it and the prices are exact, and checked before they are passed on.
Variables are what a profile has above its floor, so that the program has one row a quota and none
a profile; people who would exceed certainty get a row of their own when it happens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof, integers
from tirage.chances.rational import Singular, solve
from tirage.solving import LinearProgram, Place, Span

# Tried in this order: another way to the optimum ends in another basis, hence in other rounding.
TIGHT = "primal_feasibility_tolerance:1e-10 dual_feasibility_tolerance:1e-10"
SETTINGS = (
    "",
    "use_dual_simplex:true",
    "use_preprocessing:false",
    f"use_preprocessing:false use_scaling:false {TIGHT}",
    f"use_dual_simplex:true use_preprocessing:false {TIGHT}",
)
NEVER_TIGHT = -1


class Unproved(ArithmeticError):
    """No basis that the solver found is optimal in exact arithmetic."""


class Empty(ArithmeticError):
    """The quotas contradict each other: there is no chance to share."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The answer of one level."""

    value: Fraction
    """The highest possible least chance of those not settled before."""
    proof: RowProof
    """Why there is none higher."""


@dataclass(frozen=True, slots=True)
class _Vertex:
    floor: Fraction
    above: dict[int, Fraction]
    prices: dict[int, int]
    """By tight row, up to a positive factor."""


class FloorProgram:
    """The linear program of an instance, kept warm from one level to the next."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        # A household or a certainty limits from above only: −1 keeps its lower side from ever being tight.
        limits = (row._replace(lower=NEVER_TIGHT) for row in instance.households)
        self._rows: list[Span] = [instance.rows[0], *instance.quotas, *limits]
        self._rows_of = [list(rows) for rows in instance.rows_of]
        self._capped: set[int] = set()
        self._settled: dict[int, Fraction] = {}
        # A row's sum is slope·floor + base + what its people have above their floor.
        self._slope = [sum(instance.sizes[t] for t in row.members) for row in self._rows]
        self._base = [Fraction(0)] * len(self._rows)
        self._settings = 0
        self._build()

    def settle(self, profiles: Iterable[int], chance: Fraction) -> None:
        """These profiles keep this chance from now on."""
        moved = [0] * len(self._rows)
        for t in profiles:
            self._settled[t] = chance
            for number in self._rows_of[t]:
                moved[number] += self._instance.sizes[t]
        for number, people in enumerate(moved):
            if people:
                self._slope[number] -= people
                self._base[number] += people * chance

    def solve(self) -> Floor:
        """Raise the floor of everyone who is not settled.

        Raises Empty when no composition exists, Unproved when no exact optimum was found.
        """
        while True:
            vertex = self._exact_vertex()
            too_certain = self._above_certainty(vertex)
            if not too_certain:
                return self._floor(vertex)
            for t in too_certain:
                self._cap(t)

    def _build(self) -> None:
        self._lp = LinearProgram(SETTINGS[self._settings])
        self._z = self._lp.variable(0, 1, objective=1)
        for _ in self._instance.sizes:
            self._lp.variable()
        for row in self._rows:
            self._lp.row(row.lower, row.upper, ((1 + t, 1) for t in row.members))

    def _cap(self, t: int) -> None:
        size = self._instance.sizes[t]
        self._capped.add(t)
        self._rows_of[t].append(len(self._rows))
        self._rows.append(Span((t,), NEVER_TIGHT, size))
        self._slope.append(0 if t in self._settled else size)
        self._base.append(size * self._settled[t] if t in self._settled else Fraction(0))
        self._lp.row(NEVER_TIGHT, size, ((1 + t, 1),))

    def _exact_vertex(self) -> _Vertex:
        for _ in SETTINGS:
            self._load()
            if self._solve_within_certainty():
                vertex = self._read_basis()
                if vertex is not None and self._is_optimal(vertex):
                    return vertex
            elif not self._settled and self._settings == len(SETTINGS) - 1:
                raise Empty
            self._settings = (self._settings + 1) % len(SETTINGS)
            self._build()
        raise Unproved

    def _solve_within_certainty(self) -> bool:
        """Solve until no float chance exceeds 1: cheaper than finding it out in fractions."""
        while self._lp.solve():
            floor = self._lp.value(self._z)
            above = [
                t
                for t, size in enumerate(self._instance.sizes)
                if t not in self._capped
                and self._lp.value(1 + t) > size * (1 - float(self._settled.get(t, floor))) + 1e-7
            ]
            if not above:
                return True
            for t in above:
                self._cap(t)
            self._load()
        return False

    def _load(self) -> None:
        for number, row in enumerate(self._rows):
            base = self._base[number]
            self._lp.set_coefficient(number, self._z, self._slope[number])
            self._lp.set_bounds(number, float(row.lower - base), float(row.upper - base))

    def _read_basis(self) -> _Vertex | None:
        places = [self._lp.row_place(number) for number in range(len(self._rows))]
        tight = {
            number: i for i, number in enumerate(n for n, p in enumerate(places) if p is not Place.BASIC)
        }
        basic = [t for t in range(len(self._instance.sizes)) if self._lp.variable_place(1 + t) is Place.BASIC]
        free = self._lp.variable_place(self._z) is Place.BASIC
        columns = [{tight[number]: 1 for number in self._rows_of[t] if number in tight} for t in basic]
        if free:
            columns.append({i: self._slope[number] for number, i in tight.items() if self._slope[number]})
        certain = 0 if free else 1
        right = [
            (self._rows[number].upper if places[number] is Place.UPPER else self._rows[number].lower)
            - self._base[number]
            - self._slope[number] * certain
            for number in tight
        ]
        transposed: list[dict[int, int]] = [{} for _ in tight]
        for j, column in enumerate(columns):
            for i, value in column.items():
                transposed[i][j] = value
        try:
            solution = solve(columns, right)
            prices = solve(transposed, [0] * len(basic) + [1] * free)
        except Singular:
            return None
        floor = solution.pop() if free else Fraction(1)
        return _Vertex(
            floor, dict(zip(basic, solution, strict=True)), dict(zip(tight, integers(prices), strict=True))
        )

    def _is_optimal(self, vertex: _Vertex) -> bool:
        """Both sides of duality, exactly."""
        if not 0 <= vertex.floor <= 1 or any(value < 0 for value in vertex.above.values()):
            return False
        sums = [base + slope * vertex.floor for base, slope in zip(self._base, self._slope, strict=True)]
        for t, value in vertex.above.items():
            if value:
                for number in self._rows_of[t]:
                    sums[number] += value
        if any(not row.lower <= total <= row.upper for row, total in zip(self._rows, sums, strict=True)):
            return False
        if vertex.floor == 1:
            return True
        for number, price in vertex.prices.items():
            row = self._rows[number]
            if (price > 0 and sums[number] != row.upper) or (price < 0 and sums[number] != row.lower):
                return False
        return all(sum(vertex.prices.get(number, 0) for number in rows) >= 0 for rows in self._rows_of)

    def _above_certainty(self, vertex: _Vertex) -> list[int]:
        sizes = self._instance.sizes
        return [
            t
            for t, above in sorted(vertex.above.items())
            if above > sizes[t] * (1 - self._settled.get(t, vertex.floor)) and t not in self._capped
        ]

    def _floor(self, vertex: _Vertex) -> Floor:
        if vertex.floor == 1:
            # Everyone left is certain: the seats alone prove it.
            return Floor(vertex.floor, RowProof(1, {}, {}))
        quotas = len(self._instance.quotas)
        inner = len(self._instance.rows)
        kept = {number: price for number, price in sorted(vertex.prices.items()) if price and number < inner}
        return Floor(
            vertex.floor,
            RowProof(
                kept.get(0, 0),
                {number - 1: price for number, price in kept.items() if 1 <= number <= quotas},
                {number - 1 - quotas: price for number, price in kept.items() if number > quotas},
            ),
        )
