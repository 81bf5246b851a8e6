"""Volunteers to keep in touch with, so that a panel that loses members can be made whole again.

Nobody knows who will leave. Many departures are simulated, each member leaving with a probability of their
own, and integer programs choose volunteers who repair the most of them (`designs`; the problem is that of
Assos, Baharav, Flanigan, Procaccia 2025). What the choice is worth is counted on other departures than those
it was made for, beside as many volunteers in the panel's proportions and as many at random. It decides
nothing: open seats are drawn, from everyone who remains or from the alternates on record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tirage.assembly.remaining import features_of, remaining
from tirage.assembly.state import AssemblyState
from tirage.draws.kinds import Features, instance
from tirage.feasibility.conflicts import has_panel
from tirage.forecast.designs import MOST, designed
from tirage.forecast.dropouts import Dropouts
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas, residual
from tirage.randomness.simulation import numbers

HELD_OUT = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """Alternates, and how often they can make the panel whole, of `HELD_OUT` simulated departures."""

    pids: tuple[str, ...]
    """In the order of their tickets."""
    people: int
    """Whom they were chosen among, one of each household."""
    designed: int
    """Departures that these can repair."""
    scaled: int
    """That as many volunteers in the proportions of the panel can."""
    random: int
    """That as many volunteers at random can."""
    everyone: int
    """That all who remain can."""
    tried: int = HELD_OUT


@dataclass(frozen=True, slots=True)
class Basis:
    """Who sits, who could follow, and the quotas of the panel."""

    quotas: Quotas
    seats: int
    """Of the panel; open ones are to be filled too."""
    sitting: tuple[Features, ...]
    leaving: tuple[float, ...]
    """Probability that each of those who sit leaves."""
    people: tuple[Person, ...]
    """Those who remain, the first of each household by ticket, in the order of their tickets."""
    name: str
    """What the simulations are named after: the panel's entry, and the number of the list."""

    @property
    def available(self) -> Counter[Features]:
        """How many could follow, by kind."""
        return Counter(person.features for person in self.people)


def basis(
    pool: Pool,
    quotas: Quotas,
    life: AssemblyState,
    dropouts: Dropouts,
    name: str,
    order: Callable[[str], tuple[str, str]],
) -> Basis:
    """What alternates are chosen from, for the assembly as it stands; `order`: the key that a ticket is."""
    sitting = tuple(features_of(pool, life.seated))
    leaving = tuple(float(dropouts.of(pool.criteria, each)) for each in sitting)
    homes: set[str] = set()
    people = []
    for person in sorted(remaining(pool, life).people, key=lambda each: order(each.pid)):
        if person.household not in homes:
            people.append(person)
        homes |= {person.household} - {""}
    return Basis(quotas, len(life.seats), sitting, leaving, tuple(people), name)


def choose(found: Basis, count: int) -> Chosen:
    """`count` alternates, at most everyone; the same for the same record on any machine."""
    count = min(count, len(found.people))
    scenarios = list(islice(_departures(found, "choice"), MOST))
    best = designed(found.quotas, found.seats, found.available, scenarios, _scaled(found, count))
    held_out = list(islice(_departures(found, "held-out"), HELD_OUT))
    return Chosen(
        tuple(_first(found.people, best)),
        len(found.people),
        _repaired(found, best, held_out),
        _repaired(found, _scaled(found, count), held_out),
        _repaired(found, Counter(person.features for person in found.people[:count]), held_out),
        _repaired(found, found.available, held_out),
    )


def enough(found: Basis, confidence: float) -> Chosen:
    """The fewest alternates, to within a few, that repair this share of departures; else everyone."""
    count = max(1, found.seats - len(found.sitting) + round(sum(found.leaving)))
    chosen = choose(found, count)
    while chosen.designed < confidence * chosen.tried and len(chosen.pids) < len(found.people):
        count += max(1, count // 4)
        chosen = choose(found, count)
    return chosen


def _departures(found: Basis, purpose: str) -> Iterator[tuple[Features, ...]]:
    """Endless simulated departures: the features of those who stay."""
    stream = numbers("alternates", found.name, purpose)
    while True:
        yield tuple(
            kind for kind, rate in zip(found.sitting, found.leaving, strict=True) if next(stream) >= rate
        )


def _repaired(found: Basis, kinds: Mapping[Features, int], scenarios: Sequence[tuple[Features, ...]]) -> int:
    """How many of the departures these alternates can make good, every quota met."""
    order = sorted(kind for kind, size in kinds.items() if size)
    everyone = sum(kinds.values())
    repaired = 0
    for stay in scenarios:
        seats = found.seats - len(stay)
        left = residual(found.quotas, stay)
        repaired += not seats or (seats <= everyone and has_panel(instance(seats, order, kinds, left)))
    return repaired


def _scaled(found: Basis, count: int) -> Counter[Features]:
    """Volunteers taken so that their categories are in the proportions of those who sit, while they last."""
    wanted = [seats * count / len(found.sitting) for seats in found.quotas.count(found.sitting)]
    available, taken = found.available, Counter[Features]()
    have = [0] * len(wanted)
    rows_of = {
        kind: [i for i, row in enumerate(found.quotas.bounds) if row.counts(kind)] for kind in available
    }
    for _ in range(count):
        open_kinds = [kind for kind in sorted(available) if taken[kind] < available[kind]]
        best = max(open_kinds, key=lambda kind: sum(wanted[i] - have[i] for i in rows_of[kind]))
        taken[best] += 1
        for i in rows_of[best]:
            have[i] += 1
    return taken


def _first(order: Sequence[Person], kinds: Mapping[Features, int]) -> Iterator[str]:
    """The first people of each kind."""
    left = Counter(kinds)
    for person in order:
        if left[person.features] > 0:
            left[person.features] -= 1
            yield person.pid
