"""A floor that is raised until something stops it, exactly.

The linear program is solved in floating point, then its optimal basis once more in fractions: the
value, the composition behind it and the prices are exact, and checked before they are passed on.
Variables are what a profile has above its floor, so that the program has one row a quota and none
a profile; people who would exceed the largest chance allowed get a row of their own when it happens.

The least largest chance is the same program seen in a mirror: where x is −x, a ceiling is a floor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from tirage.chances.exact import Singular, solve
from tirage.chances.instance import NOTHING
from tirage.chances.proof import integers
from tirage.chances.vertex import Row, Vertex, is_optimal
from tirage.solvers.linear import BasisStatus, LinearProgram

# Tried in this order: another way to the optimum ends in another basis, hence in other rounding.
TIGHT = "primal_feasibility_tolerance:1e-10 dual_feasibility_tolerance:1e-10"
SETTINGS = (
    "",
    "use_dual_simplex:true",
    "use_preprocessing:false",
    f"use_preprocessing:false use_scaling:false {TIGHT}",
    f"use_dual_simplex:true use_preprocessing:false {TIGHT}",
)

CLEARLY = 1e-6
"""A floating-point floor so far above a chance is above it."""


class Unproved(ArithmeticError):
    """No basis that the solver found is optimal in exact arithmetic."""


class Empty(ArithmeticError):
    """The quotas contradict each other: there is no chance to share."""


class ParametricFloor:
    """Everyone's floor as high as it goes, a chance at a time: max z with x_t ≥ sizes[t]·z, exactly.

    `highest`: by profile, what a chance may be at most; z is between `lowest` and `top`. `given`: by profile,
    what its people had before; then x_t ≥ sizes[t]·max(0, z − given[t]), and z is at most `top` above the
    least of those not settled. Whoever had more than z waits: the floor raises them once it comes so far.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        rows: Sequence[Row],
        highest: Sequence[Fraction],
        lowest: Fraction,
        top: Fraction,
        given: Sequence[Fraction] = (),
    ) -> None:
        self._sizes = sizes
        self._rows = list(rows)
        self._highest = highest
        self._lowest, self._most = lowest, top
        self._given = given or [NOTHING] * len(sizes)
        self._given_near = [float(had) for had in self._given]
        # The least last.
        self._waiting = sorted(set(self._given), reverse=True)
        self._raised: set[int] = set()
        self._rows_of: list[list[tuple[int, int]]] = [[] for _ in sizes]
        for number, row in enumerate(self._rows):
            for t, weight in row.terms():
                self._rows_of[t].append((number, weight))
        self._capped: set[int] = set()
        self._settled: dict[int, Fraction] = {}
        self._settled_near: dict[int, float] = {}
        # A row's sum is slope·floor + base + what its people have above their floor.
        self._slope = [0] * len(self._rows)
        self._base = [Fraction(0)] * len(self._rows)
        self._settings = 0
        self.top = self._highest_floor()
        self._raise_next()
        self._build()

    def settle(self, chances: Mapping[int, Fraction]) -> None:
        """These profiles keep these chances from now on."""
        moved: dict[Fraction, list[int]] = {}
        for t, chance in chances.items():
            moved.setdefault(chance + self._given[t] if t in self._raised else chance, []).append(t)
        for chance, profiles in moved.items():
            self._move(profiles, chance)
        self._settled |= chances
        self._settled_near |= {t: float(chance) for t, chance in chances.items()}
        for t in self._raised.intersection(chances):
            self._raised.discard(t)
            for number, weight in self._rows_of[t]:
                self._slope[number] -= weight * self._sizes[t]
        if self.top != (top := self._highest_floor()):
            self.top = top
            self._build()

    def _move(self, profiles: Iterable[int], chance: Fraction) -> None:
        """Give these profiles so much more beside the floor and what is above it."""
        people = [0] * len(self._rows)
        for t in profiles:
            for number, weight in self._rows_of[t]:
                people[number] += weight * self._sizes[t]
        for number, count in enumerate(people):
            if count:
                self._base[number] += count * chance

    def _highest_floor(self) -> Fraction:
        """What nobody's floor can be above, for those not settled."""
        left = (had for t, had in enumerate(self._given) if t not in self._settled)
        return self._most + min(left, default=NOTHING)

    def _raise_next(self) -> None:
        """Let the floor raise those who had least of those who wait."""
        had = self._waiting.pop()
        due = [t for t, own in enumerate(self._given) if own == had and t not in self._settled]
        self._raised.update(due)
        for t in due:
            for number, weight in self._rows_of[t]:
                self._slope[number] += weight * self._sizes[t]
        if had:
            self._move(due, -had)

    def _at(self, t: int, floor: Fraction) -> Fraction:
        """The chance of a profile by this floor, without what it has above it."""
        if t in self._settled:
            return self._settled[t]
        return floor - self._given[t] if t in self._raised else NOTHING

    def _near(self, t: int, floor: float) -> float:
        """The same in floating point."""
        if t in self._settled_near:
            return self._settled_near[t]
        return floor - self._given_near[t] if t in self._raised else 0.0

    def solve(self) -> Vertex:
        """The highest floor of all who are not settled; raises Empty or Unproved."""
        while True:
            vertex = self._exact_vertex()
            if self._waiting and self._waiting[-1] < vertex.floor:
                self._raise_next()
                continue
            too_high = self._above_highest(vertex)
            if not too_high:
                return vertex
            for t in too_high:
                self._limit(t)

    def _build(self) -> None:
        self._lp = LinearProgram(SETTINGS[self._settings])
        self._z = self._lp.variable(float(self._lowest), float(self.top), objective=1)
        for _ in self._sizes:
            self._lp.variable()
        for row in self._rows:
            terms = ((1 + t, weight) for t, weight in row.terms())
            self._lp.row(float(row.lower), float(row.upper), terms)

    def _limit(self, t: int) -> None:
        size = self._sizes[t]
        most = size * self._highest[t]
        # One below anything it can be: its lower side is never tight.
        row = Row((t,), size * self._lowest - 1, most)
        self._capped.add(t)
        self._rows_of[t].append((len(self._rows), 1))
        self._rows.append(row)
        self._slope.append(size if t in self._raised else 0)
        self._base.append(size * self._at(t, NOTHING))
        self._lp.row(float(row.lower), float(row.upper), ((1 + t, 1),))

    def _exact_vertex(self) -> Vertex:
        """The optimum, under the first settings whose basis is optimal in fractions; Empty or Unproved."""
        for _ in SETTINGS:
            self._load()
            if self._solve_within_limits():
                vertex = self._read_basis()
                if vertex is not None and self._is_optimal(vertex):
                    return vertex
            elif not self._settled and self._settings == len(SETTINGS) - 1:
                raise Empty
            self._settings = (self._settings + 1) % len(SETTINGS)
            self._build()
        raise Unproved

    def _solve_within_limits(self) -> bool:
        """Solve until no float chance is too high: cheaper than finding it out in fractions."""
        highest = [float(chance) for chance in self._highest]
        while self._lp.solve():
            floor = self._lp.value(self._z)
            if self._waiting and self._waiting[-1] < floor - CLEARLY:
                self._raise_next()
                self._load()
                continue
            above = [
                t
                for t, value in enumerate(self._lp.values()[1 : 1 + len(self._sizes)])
                if value > self._sizes[t] * (highest[t] - self._near(t, floor)) + 1e-7
                and t not in self._capped
            ]
            if not above:
                return True
            for t in above:
                self._limit(t)
            self._load()
        return False

    def _load(self) -> None:
        for number, row in enumerate(self._rows):
            base = self._base[number]
            self._lp.set_coefficient(number, self._z, self._slope[number])
            self._lp.set_bounds(number, float(row.lower - base), float(row.upper - base))

    def _read_basis(self) -> Vertex | None:
        """The solver's basis solved once more in fractions; None where it is singular."""
        places = [self._lp.row_place(number) for number in range(len(self._rows))]
        tight = {
            number: i
            for i, number in enumerate(n for n, p in enumerate(places) if p is not BasisStatus.BASIC)
        }
        basic = [t for t in range(len(self._sizes)) if self._lp.variable_place(1 + t) is BasisStatus.BASIC]
        free = self._lp.variable_place(self._z) is BasisStatus.BASIC
        columns = [
            {tight[number]: weight for number, weight in self._rows_of[t] if number in tight} for t in basic
        ]
        if free:
            columns.append({i: self._slope[number] for number, i in tight.items() if self._slope[number]})
        top = 0 if free else self.top
        right = [
            (self._rows[number].upper if places[number] is BasisStatus.UPPER else self._rows[number].lower)
            - self._base[number]
            - self._slope[number] * top
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
        floor = solution.pop() if free else self.top
        return Vertex(
            floor, dict(zip(basic, solution, strict=True)), dict(zip(tight, integers(prices), strict=True))
        )

    def _is_optimal(self, vertex: Vertex) -> bool:
        """Both sides of duality, exactly."""
        if not self._lowest <= vertex.floor <= self.top or any(value < 0 for value in vertex.above.values()):
            return False
        if any(self._given[t] > max(NOTHING, vertex.floor) for t in self._raised):
            return False
        return is_optimal(vertex, self._rows, self._slope, self._base, self.top, self._sizes)

    def _above_highest(self, vertex: Vertex) -> list[int]:
        return [
            t
            for t, above in sorted(vertex.above.items())
            if above > self._sizes[t] * (self._highest[t] - self._at(t, vertex.floor))
            and t not in self._capped
        ]
