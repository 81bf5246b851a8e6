"""Who of a file of volunteers lives with whom, as far as the columns of an address say (`people.households`).

Where a surname is among the columns, people of a household have a home and one of these names in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tirage.people.addresses import home_columns
from tirage.people.households import households
from tirage.people.identity import canonical
from tirage.people.intake.words import ROLES, key
from tirage.people.pool.model import HouseholdCount, Person, Pool

Labels = Mapping[str, str]
Cells = Sequence[str]


class Address:
    """The columns that people of one household have in common: where they live, and perhaps a name."""

    def __init__(self, titles: Sequence[str]) -> None:
        named = [i for i, title in enumerate(titles) if key(title) in ROLES["surname"]]
        # A name alone is all there is to go by.
        self._names = named if len(named) < len(titles) else []
        self._places = [i for i in range(len(titles)) if i not in self._names]
        self.titles = tuple(titles[i] for i in self._places)
        """Of the columns that say where."""
        self._home = home_columns(self.titles)

    def home(self, cells: Cells) -> str:
        """Where, to be compared; empty where it is not known."""
        return self._home([cells[i] for i in self._places])

    def place(self, cells: Cells) -> str:
        """Where, as it is written."""
        return ", ".join(cells[i] for i in self._places)

    def names(self, cells: Cells) -> set[str] | None:
        """The names that count, to be compared; None where none do."""
        return {canonical(cells[i]) for i in self._names} if self._names else None


def label(
    table: Mapping[str, Cells], titles: Sequence[str], none: Collection[str] = frozenset()
) -> tuple[Labels, HouseholdCount]:
    """Labels `h1`, `h2`… by pid, for households of two or more, numbered by smallest pid; and the counts.

    `table`: cells of the columns `titles` by pid, which are empty where no household was asked for; `none`:
    homes (`Address.home`) that are no household.
    """
    if not titles:
        return {}, HouseholdCount()
    address = Address(titles)
    homes = {pid: address.home(cells) for pid, cells in table.items()}
    names = {pid: own for pid, cells in table.items() if (own := address.names(cells)) is not None}
    found = households(homes, names or None, none)
    return found.labels, HouseholdCount(found.sizes, found.unknown, found.declared)


def among(pool: Pool, people: Sequence[Person]) -> Pool:
    """The pool with some of its people only, their households numbered anew."""
    sharing = Counter(person.household for person in people if person.household)
    labels: dict[str, str] = {}
    for person in people:
        if sharing[person.household] > 1:
            labels.setdefault(person.household, f"h{len(labels) + 1}")
    left = tuple(Person(each.pid, each.features, labels.get(each.household, "")) for each in people)
    return Pool(pool.criteria, left, pool.household)


def counted(pool: Pool, before: HouseholdCount) -> HouseholdCount:
    """How large the households of a pool are that was counted `before` it became smaller."""
    sizes = Counter(Counter(person.household for person in pool.people if person.household).values())
    return HouseholdCount(dict(sorted(sizes.items())), before.unknown, before.declared)
