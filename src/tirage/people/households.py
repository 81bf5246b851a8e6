"""Who lives with whom, of rolls and of files of volunteers alike.

People are of one household if they share a home and, where names count, any of the names they have, by birth
or in use; whoever shares with two of them brings the two together. A home that is not known is no household,
and neither is one that the organiser declares to be none: a residence, the office where people without a home
are registered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.people.groups import Groups

Key = tuple[str, str]
"""Of a home and a name; the name is empty where names do not count."""


@dataclass(repr=False, frozen=True, slots=True)
class Households:
    """Households of two people or more."""

    labels: Mapping[str, str]
    """`h1`, `h2`… by person, in the order of the smallest id of each household."""
    unknown: int
    """People whose home is not known, or who have no name where names count."""
    declared: int
    """People at homes that are declared to be no household."""

    @property
    def sizes(self) -> dict[int, int]:
        """Size → households of that size, the smallest first."""
        return dict(sorted(Counter(Counter(self.labels.values()).values()).items()))

    def __repr__(self) -> str:
        return brief(self, households=len(set(self.labels.values())), people=len(self.labels))


def households(
    homes: Mapping[str, str],
    names: Mapping[str, Collection[str]] | None = None,
    none: Collection[str] = frozenset(),
) -> Households:
    """The households of people.

    `homes`: key of the home by person, empty where it is not known (`addresses.HomeColumns`); `names`:
    canonical names by person, None where names do not count; `none`: keys of homes that are no household.

    >>> found = households(dict.fromkeys("abc", "7 RUE X"), {"a": {"X", "Y"}, "b": {"Y", "Z"}, "c": {"W"}})
    >>> dict(found.labels), found.sizes
    ({'a': 'h1', 'b': 'h1'}, {2: 1})
    """
    keys: dict[str, list[Key]] = {}
    unknown = declared = 0
    for person in sorted(homes):
        home = homes[person]
        found = [""] if names is None else sorted({*filter(None, names[person])})
        if not home or not found:
            unknown += 1
        elif home in none:
            declared += 1
        else:
            keys[person] = [(home, name) for name in found]
    joined = Groups((own[0], other) for own in keys.values() for other in own[1:])
    together: defaultdict[Key, list[str]] = defaultdict(list)
    for person, own in keys.items():
        together[joined.top(own[0])].append(person)
    # Dictionaries keep their order, so households stand in the order of their smallest person.
    shared = [people for people in together.values() if len(people) > 1]
    labels = {person: f"h{number}" for number, people in enumerate(shared, 1) for person in people}
    return Households(labels, unknown, declared)
