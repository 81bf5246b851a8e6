"""Alternates: what they are worth is counted right, and a designed choice is as good as any on tiny cases."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from support.assemblies import Assembly
from support.instances import Instance, tiny

from tirage.assembly.remaining import current_pool, first_quotas
from tirage.forecast import alternates
from tirage.forecast.alternates import Basis, basis, choose, enough
from tirage.forecast.designs import designed
from tirage.forecast.dropouts import Dropouts
from tirage.quotas.model import residual


def of(assembly: Assembly, dropout: float = 0.3) -> Basis:
    return basis(
        current_pool(assembly.files),
        first_quotas(assembly.files),
        assembly.life,
        Dropouts(Fraction(repr(dropout))),
        "test",
        assembly.tickets,
    )


TEN = Instance(
    tuple(("f" if i % 2 else "h", "n" if i % 3 else "s") for i in range(14)),
    ("",) * 14,
    (("g", (("f", 2, 3), ("h", 2, 3))), ("q", (("n", 2, 4), ("s", 1, 3)))),
    5,
)


def mends(found: Basis, kinds: Counter, stay: tuple) -> bool:
    """By trying every set of people."""
    seats = len(found.sitting) - len(stay)
    people = sorted(kinds.elements())
    rows = residual(found.quotas, stay).bounds
    return any(
        all(
            row.minimum <= sum(all(p[c] == n for c, n in row.where) for p in some) <= row.maximum
            for row in rows
        )
        for some in combinations(people, seats)
    )


def test_what_alternates_can_repair_is_what_trying_everyone_finds() -> None:
    found = of(Assembly(TEN))
    stream = alternates._departures(found, "test")
    scenarios = [next(stream) for _ in range(30)]
    for count in range(5):
        kinds = Counter(person.features for person in found.people[:count])
        expected = sum(mends(found, kinds, stay) for stay in scenarios)
        assert alternates._repaired(found, kinds, scenarios) == expected


def test_the_designed_choice_misses_as_little_as_the_best_of_all() -> None:
    found = of(Assembly(TEN))
    stream = alternates._departures(found, "test")
    scenarios = [next(stream) for _ in range(8)]
    start = Counter(person.features for person in found.people[:3])
    kinds = designed(found.quotas, found.seats, found.available, scenarios, start)
    assert kinds.total() == 3 and all(kinds[kind] <= size for kind, size in found.available.items())
    best = max(
        alternates._repaired(found, Counter(person.features for person in some), scenarios)
        for some in combinations(found.people, 3)
    )
    assert alternates._repaired(found, kinds, scenarios) == best


def test_everyone_is_as_good_as_it_gets_and_the_choice_is_the_same_again() -> None:
    found = of(Assembly(TEN), 0.2)
    whole = choose(found, 100)
    assert len(whole.pids) == len(found.people)
    assert whole.designed == whole.scaled == whole.random == whole.everyone
    few = choose(found, 3)
    assert few == choose(found, 3)
    assert set(few.pids) <= {person.pid for person in found.people}
    assert few.designed <= whole.designed


def test_as_many_as_it_takes() -> None:
    found = of(Assembly(TEN), 0.2)
    chosen = enough(found, 0.5)
    assert chosen.designed >= 0.5 * chosen.tried or len(chosen.pids) == len(found.people)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_who_sits_or_lives_with_a_member_is_an_alternate(seed: int) -> None:
    assembly = Assembly(tiny(seed))
    found = of(assembly)
    homes = [person.household for person in found.people if person.household]
    assert len(homes) == len(set(homes)), "one of each household"
    assert not {person.pid for person in found.people} & set(assembly.life.members)
