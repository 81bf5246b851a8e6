"""Tiny pools whose quotas no panel meets, and what follows from a list of their panels, by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, count
from random import Random

from support import oracle
from support.instances import Instance, tiny
from tirage.feasibility.relaxation import UNIT

Demand = tuple[int, str]
"""Quota row and side; `HOUSEHOLDS` for one seat a household."""
HOUSEHOLDS: Demand = (-1, "maximum")
Row = tuple[int, str, int, int]
"""Place of the criterion, category, minimum, maximum."""


def rows(instance: Instance) -> list[Row]:
    """The quota rows, in order."""
    return [(c, *row) for c, (_, categories) in enumerate(instance.quotas) for row in categories]


def tightened(seed: int) -> Instance:
    """A pool of `instances.tiny` under quotas laid around seats that nobody has: drawn until no panel fits.

    The quotas of each criterion on its own always have room for the seats.
    """
    rng = Random(f"tightened/{seed}")
    for attempt in count():
        # A pool that most quotas suit is put aside in the end.
        instance = tiny(seed + 1000 * (attempt // 20))
        quotas = []
        for name, categories in instance.quotas:
            names = [category for category, _, _ in categories]
            wanted = rng.choices(names, k=instance.seats)
            ranges = [
                (each, max(0, wanted.count(each) - rng.randint(0, 1)), wanted.count(each) + rng.randint(0, 1))
                for each in names
            ]
            quotas.append((name, tuple(ranges)))
        instance = replace(instance, quotas=tuple(quotas))
        if not oracle.valid_panels(*instance.problem()):
            return instance
    raise AssertionError


def crowded(seed: int) -> Instance:
    """80 to 120 people of 6 to 8 criteria of 5 to 7 categories, under quotas laid around seats nobody has.

    People and seats are of unlike kinds, so that many limits contradict each other at once.
    """
    rng = Random(f"crowded/{seed}")
    people, seats = rng.randint(80, 120), rng.randint(20, 30)
    columns, quotas = [], []
    for c in range(rng.randint(6, 8)):
        names = [f"{letter}{c}" for letter in "ABCDEFG"[: rng.randint(5, 7)]]
        columns.append(rng.choices(names, [rng.random() ** 2 + 0.02 for _ in names], k=people))
        wanted = rng.choices(names, k=seats)
        around = [(each, max(0, wanted.count(each) - 1), wanted.count(each) + 1) for each in names]
        quotas.append((f"c{c}", tuple(around)))
    return Instance(tuple(zip(*columns, strict=True)), ("",) * people, tuple(quotas), seats)


def few_people(seed: int) -> Instance:
    """8 to 12 people, 3 to 5 seats, 6 to 8 criteria: drawn until no panel fits, and few enough to try all."""
    rng = Random(f"few/{seed}")
    while True:
        people, seats = rng.randint(8, 12), rng.randint(3, 5)
        columns, quotas = [], []
        for c in range(rng.randint(6, 8)):
            names = [f"{letter}{c}" for letter in "ABC"[: rng.randint(2, 3)]]
            columns.append(rng.choices(names, k=people))
            wanted = rng.choices(names, k=seats)
            low, high = rng.randint(0, 1), rng.randint(0, 1)
            around = [(each, max(0, wanted.count(each) - low), wanted.count(each) + high) for each in names]
            quotas.append((f"c{c}", tuple(around)))
        features = tuple(zip(*columns, strict=True))
        instance = Instance(features, ("",) * people, tuple(quotas), seats)
        if not oracle.valid_panels(*instance.problem()):
            return instance


def least_weight(instance: Instance, weights: Mapping[Demand, int]) -> int:
    """The least that any panel's missed limits weigh: all panels are tried."""
    return min(
        sum(
            max(0, low - got) * weights.get((number, "minimum"), 0)
            + max(0, got - high) * weights.get((number, "maximum"), 0)
            for number, ((_, _, low, high), got) in enumerate(
                zip(rows(instance), seats(instance, panel), strict=True)
            )
        )
        for panel in panels(instance)
    )


def least_by_people(instance: Instance, weights: Mapping[Demand, int], seconds: int = 60) -> float | None:
    """The same by another model and another solver: each person in or out, SCIP; None where it is stopped."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("SCIP")
    people = [solver.BoolVar("") for _ in instance.features]
    solver.Add(sum(people) == instance.seats)
    missed = []
    for number, (c, name, low, high) in enumerate(rows(instance)):
        got = solver.Sum([x for x, each in zip(people, instance.features, strict=True) if each[c] == name])
        for side, sign, limit in (("minimum", 1, low), ("maximum", -1, high)):
            short = solver.IntVar(0, instance.seats if (number, side) in weights else 0, "")
            solver.Add(sign * got + short >= sign * limit)
            missed.append((weights.get((number, side), 0) / UNIT) * short)
    solver.Minimize(solver.Sum(missed))
    solver.SetTimeLimit(1000 * seconds)
    exact = pywraplp.MPSolverParameters()
    exact.SetDoubleParam(exact.RELATIVE_MIP_GAP, 0.0)
    done: bool = solver.Solve(exact) == pywraplp.Solver.OPTIMAL
    return float(solver.Objective().Value()) * UNIT if done else None


def panels(instance: Instance, *, households: bool = True) -> Iterator[tuple[int, ...]]:
    """Every set of as many people as there are seats, whatever the quotas."""
    for panel in combinations(range(len(instance.features)), instance.seats):
        labels = [label for i in panel if (label := instance.households[i])]
        if not households or len(labels) == len(set(labels)):
            yield panel


def seats(instance: Instance, panel: Sequence[int]) -> list[int]:
    """What a panel gives each quota row."""
    return [sum(instance.features[i][c] == name for i in panel) for c, name, _, _ in rows(instance)]


def met(instance: Instance, panel: Sequence[int]) -> frozenset[Demand]:
    """The demands that a panel meets, those that cannot fail included."""
    found: set[Demand] = set()
    for number, ((_, _, low, high), got) in enumerate(
        zip(rows(instance), seats(instance, panel), strict=True)
    ):
        found |= {(number, "minimum")} if got >= low else set()
        found |= {(number, "maximum")} if got <= high else set()
    labels = [label for i in panel if (label := instance.households[i])]
    return frozenset(found | ({HOUSEHOLDS} if len(labels) == len(set(labels)) else set()))


def conflicts(instance: Instance, among: Sequence[Demand]) -> set[frozenset[Demand]]:
    """Every smallest set of these demands that no panel meets: all sets are tried, short ones first."""
    possible = {met(instance, panel) for panel in panels(instance, households=False)}
    found: list[frozenset[Demand]] = []
    for chosen in chain.from_iterable(combinations(among, size) for size in range(len(among) + 1)):
        tried = frozenset(chosen)
        if not any(each <= tried for each in found) and not any(tried <= each for each in possible):
            found.append(tried)
    return set(found)
