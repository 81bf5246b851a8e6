"""Who lives with whom, as far as the columns of an address say.

Two people share a household if all key cells agree, accents, case and white space aside. A cell with no
letter or digit (blank, `-`, `?`) makes the address unknown, and an unknown address is never a household.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from tirage.people.pool.model import HouseholdCount, Person, Pool
from tirage.tabular.cells import fold

Key = tuple[str, ...]
Labels = dict[str, str]


def label(keys: Mapping[str, Sequence[str]], columns: tuple[str, ...]) -> tuple[Labels, HouseholdCount]:
    """Labels `h1`, `h2`… by pid, for households of two or more, numbered by smallest pid; and the counts.

    `keys`: cells of the key columns by pid; `columns`: their names, empty where no key was asked for.
    """
    if not columns:
        return {}, HouseholdCount(0, 0, 0)
    folded = {cell: fold(cell) for cell in set(chain.from_iterable(keys.values()))}
    unknown_cells = {cell for cell, key in folded.items() if not any(map(str.isalnum, key))}
    homes: defaultdict[Key, list[str]] = defaultdict(list)
    unknown = 0
    for pid in sorted(keys):
        if unknown_cells.isdisjoint(keys[pid]):
            homes[tuple([folded[cell] for cell in keys[pid]])].append(pid)
        else:
            unknown += 1
    # Dictionaries keep their order, so homes stand in the order of their smallest pid.
    shared = [pids for pids in homes.values() if len(pids) > 1]
    labels = {pid: f"h{number}" for number, pids in enumerate(shared, 1) for pid in pids}
    return labels, HouseholdCount(len(shared), len(labels), unknown)


def among(pool: Pool, people: Sequence[Person]) -> Pool:
    """The pool with some of its people only, their households numbered anew."""
    sharing = Counter(person.household for person in people if person.household)
    labels: dict[str, str] = {}
    for person in people:
        if sharing[person.household] > 1:
            labels.setdefault(person.household, f"h{len(labels) + 1}")
    left = tuple(Person(each.pid, each.features, labels.get(each.household, "")) for each in people)
    return Pool(pool.criteria, left, pool.household)
