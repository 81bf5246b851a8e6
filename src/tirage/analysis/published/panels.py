"""Published panels against the quotas and the households that they were drawn under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.people.pool.model import Person, Pool
from tirage.people.published.model import Panels
from tirage.quotas.model import BoundCount, Quotas


@dataclass(frozen=True, slots=True)
class JudgedPanel:
    """One panel against quotas and households."""

    size: int
    rows: tuple[BoundCount, ...]
    """Every quota, with the seats that this panel gives it; nothing without quotas."""
    shared: int
    """Households with two members or more in it."""

    @property
    def unmet(self) -> tuple[BoundCount, ...]:
        """The quotas that it does not meet."""
        return tuple(row for row in self.rows if not row.met)


@dataclass(frozen=True, slots=True)
class JudgedPanels:
    """All panels of a lottery; panels are named as their file names them."""

    panels: int
    distinct: int
    weighted: bool
    """Whether the file gives each a probability of its own."""
    total: Fraction
    """The sum of the probabilities; 1 where there are none."""
    rounding: Fraction
    """By how much that sum may miss 1 because of decimals that were not written."""
    sizes: Mapping[int, int]
    """Members → panels with so many."""
    unmet: tuple[str, ...]
    """Panels that break a quota."""
    broken: tuple[int, ...]
    """By quota: how many panels break it."""
    shared: tuple[str, ...]
    """Panels with two members or more of one household."""
    drawn: tuple[str, ...] | None
    """Those whose members are the people drawn; None where nobody says who was drawn."""

    @property
    def adds_up(self) -> bool:
        """Whether the probabilities make 1, but for what their decimals leave out."""
        return abs(self.total - 1) <= self.rounding


def judge_panel(members: Sequence[str], pool: Pool, quotas: Quotas | None) -> JudgedPanel:
    """One panel; its members are pids of the pool."""
    people = {person.pid: person for person in pool.people}
    rows: tuple[BoundCount, ...] = ()
    if quotas is not None:
        everyone = quotas.count(person.features for person in pool.people)
        seats = quotas.count(people[pid].features for pid in members)
        rows = tuple(
            BoundCount(row.criterion, row.category, came, row.minimum, sat, row.maximum)
            for row, came, sat in zip(quotas.bounds, everyone, seats, strict=True)
        )
    return JudgedPanel(len(members), rows, _shared(people[pid] for pid in members))


def judge_panels(
    panels: Panels, pool: Pool, quotas: Quotas | None, drawn: Sequence[str] | None
) -> JudgedPanels:
    """Every panel of a lottery."""
    people = {person.pid: person for person in pool.people}
    bounds = quotas.bounds if quotas else ()
    broken = [0] * len(bounds)
    unmet, shared = [], []
    for label, members in zip(panels.labels, panels.members, strict=True):
        counts = quotas.count(people[pid].features for pid in members) if quotas else ()
        faults = [not row.minimum <= count <= row.maximum for row, count in zip(bounds, counts, strict=True)]
        broken = [before + now for before, now in zip(broken, faults, strict=True)]
        unmet += [label] if any(faults) else []
        shared += [label] if _shared(people[pid] for pid in members) else []
    found = None
    if drawn is not None:
        pairs = zip(panels.labels, panels.members, strict=True)
        found = tuple(label for label, members in pairs if members == tuple(drawn))
    return JudgedPanels(
        len(panels.members),
        len(set(panels.members)),
        panels.weights is not None,
        panels.total,
        panels.rounding,
        dict(sorted(Counter(map(len, panels.members)).items())),
        tuple(unmet),
        tuple(broken),
        tuple(shared),
        found,
    )


def _shared(people: Iterable[Person]) -> int:
    """Households with two of these people or more."""
    homes = Counter(person.household for person in people if person.household)
    return sum(count > 1 for count in homes.values())
