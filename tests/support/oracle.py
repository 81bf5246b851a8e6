"""Brute force: the fairest chances of a tiny pool, in exact rationals, sharing no code with tirage.

A pool is given as plain data: `people` (one tuple of categories a person), `households` (a label a
person, "" for someone alone), `quotas` (per criterion, category -> (fewest, most) seats) and `k` seats.
Every valid panel is enumerated; a lottery is any weighting of them. Leximin is found level by level:
raise the least chance as far as it goes, keep at that level those whom no lottery lifts above it, and
go on with the others.

The sets in play are cones cut by one normalising row, so the origin is always a vertex to start from
and one small exact simplex is enough. Meant for 12 people or fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import gcd, lcm

Quotas = Sequence[Mapping[str, tuple[int, int]]]
People = Sequence[tuple[str, ...]]
Row = list[int]


class NoValidPanel(ValueError):
    """No panel meets the quotas, so nobody has a chance to speak of."""


def valid_panels(people: People, households: Sequence[str], quotas: Quotas, k: int) -> list[tuple[int, ...]]:
    """Every set of k people that meets the quotas with at most one person a household, as sorted indices."""
    return [
        panel
        for panel in combinations(range(len(people)), k)
        if _households_apart(panel, households) and _quotas_met(panel, people, quotas)
    ]


def leximin(
    people: People,
    households: Sequence[str],
    quotas: Quotas,
    k: int,
    *,
    by_person: bool = False,
    had: Sequence[Fraction] = (),
) -> dict[int, Fraction]:
    """The leximin chance of each person over all lotteries on the valid panels.

    People alike (same features, same household class) have equal leximin chances, so the work is done
    by group; `by_person` does without that argument, to check it. `had`: what each person had of chance
    before; then it is the sum that is leximin, person by person. Raises NoValidPanel.
    """
    groups = [[i] for i in range(len(people))] if by_person or had else alike(people, households)
    return _spread(groups, _leximin(_lotteries(people, households, quotas, k, groups), had))


def maximin(people: People, households: Sequence[str], quotas: Quotas, k: int) -> Fraction:
    """The largest least chance of any lottery on the valid panels. Raises NoValidPanel."""
    cone = _lotteries(people, households, quotas, k, alike(people, households))
    return _highest_floor(cone, [None] * len(cone.sizes))


def polytope_leximin(
    people: People, households: Sequence[str], quotas: Quotas, k: int
) -> dict[int, Fraction]:
    """The leximin chances if seats could be cut into fractions: the linear relaxation, never below `leximin`.

    "Never below" is meant in the leximin order. Raises NoValidPanel when not even fractions
    meet the quotas.
    """
    groups = alike(people, households)
    return _spread(groups, _leximin(_relaxation(people, households, quotas, k, groups)))


def least_cap(people: People, households: Sequence[str], quotas: Quotas, k: int, floor: Fraction) -> Fraction:
    """The least largest chance of the lotteries that give everyone who can be drawn at least the floor."""
    groups = alike(people, households)
    cone = _lotteries(people, households, quotas, k, groups)
    rows = [cone.at_least(t, floor) for t, shares in enumerate(cone.shares) if any(shares)]
    # Scaled so that the largest chance is 1: the weights then sum to 1 over it, which is to be the most.
    return 1 / maximise(cone.whole, [*rows, *cone.shares], [0] * len(rows) + cone.sizes)[0]


def capped_leximin(
    people: People, households: Sequence[str], quotas: Quotas, k: int, cap: Fraction
) -> dict[int, Fraction]:
    """The leximin chances among the lotteries in which no chance is above the cap."""
    groups = alike(people, households)
    cone = _lotteries(people, households, quotas, k, groups)
    rows = [[-share for share in cone.at_least(t, cap)] for t in range(len(groups))]
    return _spread(groups, _leximin(_Cone(rows, cone.whole, cone.shares, cone.sizes)))


def alike(people: People, households: Sequence[str]) -> list[list[int]]:
    """Indices of the people who cannot be told apart: same features, same features of all their household."""
    homes: dict[str, list[tuple[str, ...]]] = {}
    for features, label in zip(people, households, strict=True):
        if label:
            homes.setdefault(label, []).append(features)
    groups: dict[tuple[object, ...], list[int]] = {}
    for i, (features, label) in enumerate(zip(people, households, strict=True)):
        home = tuple(sorted(homes[label])) if label else ()
        groups.setdefault((features, home if len(home) > 1 else ()), []).append(i)
    return list(groups.values())


def _households_apart(panel: Iterable[int], households: Sequence[str]) -> bool:
    labels = [households[i] for i in panel if households[i]]
    return len(labels) == len(set(labels))


def _quotas_met(panel: tuple[int, ...], people: People, quotas: Quotas) -> bool:
    for place, categories in enumerate(quotas):
        seats = Counter(people[i][place] for i in panel)
        if any(not low <= seats[category] <= high for category, (low, high) in categories.items()):
            return False
        if not seats.keys() <= categories.keys():
            return False
    return True


def _spread(groups: list[list[int]], chances: list[Fraction]) -> dict[int, Fraction]:
    return dict(sorted((i, chance) for group, chance in zip(groups, chances, strict=True) for i in group))


# --- The sets of possible expected seats, as cones -----------------------------------------------


@dataclass(frozen=True)
class _Cone:
    """Variables v >= 0, rows.v <= 0, whole.v <= 1; group t expects shares[t].v seats for sizes[t] people."""

    rows: list[Row]
    whole: Row
    shares: list[Row]
    sizes: list[int]

    def at_least(self, group: int, chance: Fraction) -> Row:
        """The row that says: the people of this group have at least this chance."""
        seats = chance * self.sizes[group]
        return [
            w * seats.numerator - s * seats.denominator
            for w, s in zip(self.whole, self.shares[group], strict=True)
        ]


def _lotteries(
    people: People, households: Sequence[str], quotas: Quotas, k: int, groups: list[list[int]]
) -> _Cone:
    """One variable per distinct composition (seats of each group): its probability."""
    of = {i: t for t, group in enumerate(groups) for i in group}
    compositions: set[tuple[int, ...]] = set()
    for panel in valid_panels(people, households, quotas, k):
        seats = Counter(of[i] for i in panel)
        compositions.add(tuple(seats[t] for t in range(len(groups))))
    if not compositions:
        raise NoValidPanel
    ordered = sorted(compositions)
    shares = [[composition[t] for composition in ordered] for t in range(len(groups))]
    return _Cone([], [1] * len(ordered), shares, [len(group) for group in groups])


def _relaxation(
    people: People, households: Sequence[str], quotas: Quotas, k: int, groups: list[list[int]]
) -> _Cone:
    """Variables: the expected seats of each group, then the scale s that all bounds are multiplied by."""
    count = len(groups)
    rows: list[Row] = []

    def between(members: Callable[[int], bool], low: int, high: int) -> None:
        """low*s <= seats of the groups that `members` accepts <= high*s."""
        counted = [int(members(t)) for t in range(count)]
        rows.append([*counted, -high])
        rows.append([*(-c for c in counted), low])

    between(lambda t: True, k, k)
    for place, categories in enumerate(quotas):
        for category, (low, high) in categories.items():
            between(lambda t, p=place, c=category: people[groups[t][0]][p] == c, low, high)  # type: ignore[misc]
    for t, group in enumerate(groups):
        between(lambda u, t=t: u == t, 0, len(group))  # type: ignore[misc]
    for homes, living in _homes_alike(groups, households):
        between(lambda t, living=living: t in living, 0, homes)  # type: ignore[misc]
    shares = [[int(t == u) for u in range(count)] + [0] for t in range(count)]
    cone = _Cone(rows, [0] * count + [1], shares, [len(group) for group in groups])
    if maximise(cone.whole, [*rows, cone.whole], [0] * len(rows) + [1])[0] == 0:
        raise NoValidPanel
    return cone


def _homes_alike(groups: list[list[int]], households: Sequence[str]) -> list[tuple[int, set[int]]]:
    """(number of households, groups that live in them) for each kind of household of two or more."""
    living: dict[str, set[int]] = {}
    for t, group in enumerate(groups):
        for i in group:
            if households[i]:
                living.setdefault(households[i], set()).add(t)
    sizes = Counter(label for label in households if label)
    kinds = Counter(frozenset(living[label]) for label, size in sizes.items() if size > 1)
    return [(homes, set(kind)) for kind, homes in kinds.items()]


# --- Leximin on a cone ---------------------------------------------------------------------------


def _leximin(cone: _Cone, had: Sequence[Fraction] = ()) -> list[Fraction]:
    fixed: list[Fraction | None] = [None] * len(cone.sizes)
    before = had or [Fraction(0)] * len(cone.sizes)
    while None in fixed:
        level = _highest_floor(cone, fixed, before)
        floors = [
            max(Fraction(0), level - own) if chance is None else chance
            for chance, own in zip(fixed, before, strict=True)
        ]
        for t in _stuck(cone, floors, [t for t, chance in enumerate(fixed) if chance is None]):
            fixed[t] = floors[t]
    return [chance for chance in fixed if chance is not None]


def _highest_floor(
    cone: _Cone, fixed: list[Fraction | None], had: Sequence[Fraction] | None = None
) -> Fraction:
    """The largest z such that every group not fixed can have z at once, with what it `had`.

    z is one more variable.
    """
    rows = [[*row, 0] for row in cone.rows]
    for t, chance in enumerate(fixed):
        if chance is None:
            own = had[t] if had else Fraction(0)
            short = cone.at_least(t, -own)
            rows.append([*short, cone.sizes[t] * own.denominator])
        else:
            rows.append([*cone.at_least(t, chance), 0])
    width = len(cone.whole)
    objective = [0] * width + [1]
    # At a floor of 0 everything holds: the origin is where the search begins.
    return maximise(objective, [*rows, [*cone.whole, 0]], [0] * len(rows) + [1])[0]


def _stuck(cone: _Cone, floors: list[Fraction], candidates: list[int]) -> list[int]:
    """The candidates that no lottery lifts above their floor while all others keep theirs.

    One program lifts all candidates in sum; whoever rises is struck off, until the sum cannot rise.
    """
    rows = [*cone.rows, *(cone.at_least(t, floor) for t, floor in enumerate(floors)), cone.whole]
    bounds = [0] * (len(rows) - 1) + [1]
    while True:
        lifts = {t: [-a for a in cone.at_least(t, floors[t])] for t in candidates}
        gain, point = maximise([sum(column) for column in zip(*lifts.values(), strict=True)], rows, bounds)
        if gain == 0:
            return candidates
        candidates = [t for t in candidates if sum(a * v for a, v in zip(lifts[t], point, strict=True)) == 0]


# --- Exact simplex -------------------------------------------------------------------------------


def maximise(objective: Row, rows: list[Row], bounds: Row) -> tuple[Fraction, list[Fraction]]:
    """(largest objective.v, a vertex v that has it) over v >= 0 with rows.v <= bounds, where bounds >= 0.

    Integer-preserving simplex (every pivot divides exactly by the one before) under Bland's rule, which
    cannot cycle. ValueError when the objective has no largest value.
    """
    width, height = len(objective), len(rows)
    table = [
        [*_primitive([*row, bound], i, height)]
        for i, (row, bound) in enumerate(zip(rows, bounds, strict=True))
    ]
    table.append([-c for c in objective] + [0] * (height + 1))
    basis = list(range(width, width + height))
    scale = 1
    while (enter := next((j for j in range(width + height) if table[-1][j] < 0), None)) is not None:
        leave = _leaving(table, basis, enter)
        scale = _pivot(table, leave, enter, scale)
        basis[leave] = enter
    point = [Fraction(0)] * width
    for i, j in enumerate(basis):
        if j < width:
            point[j] = Fraction(table[i][-1], scale)
    return Fraction(table[-1][-1], scale), point


def _primitive(row: Row, place: int, height: int) -> Row:
    """A row with its slack column, divided by its common factor (the slack only changes its unit)."""
    factor = gcd(*row) or 1
    small = [a // factor for a in row]
    return [*small[:-1], *(int(i == place) for i in range(height)), small[-1]]


def _leaving(table: list[Row], basis: Row, enter: int) -> int:
    """The basic row that reaches zero first; the lowest variable among ties (Bland)."""
    rising = [i for i in range(len(basis)) if table[i][enter] > 0]
    if not rising:
        raise ValueError("the objective has no largest value")
    return min(rising, key=lambda i: (Fraction(table[i][-1], table[i][enter]), basis[i]))


def _pivot(table: list[Row], leave: int, enter: int, scale: int) -> int:
    """One integer-preserving pivot in place; returns the new common denominator."""
    pivot_row = table[leave]
    pivot = pivot_row[enter]
    for i, row in enumerate(table):
        if i != leave:
            here = row[enter]
            table[i] = [(a * pivot - here * b) // scale for a, b in zip(row, pivot_row, strict=True)]
    return pivot


def common_denominator(chances: Iterable[Fraction]) -> int:
    """The fewest equal panels that could realise these chances exactly."""
    return lcm(*(chance.denominator for chance in chances))
