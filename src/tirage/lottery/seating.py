"""From profiles to people: whose turn it is, panel after panel (SPEC §6).

Nothing here is chosen: the multiset of compositions, the households and the tickets of the rings' stage give
every panel its people. So whoever found the compositions cannot seat allies of one profile together.

Homes stand in a circle: the people of a profile who live alone, or the households of one class. Each round of
a profile seats every home once, in an order of its own. Where a household would sit twice in a panel, two
homes exchange places along a path, as in the edge colouring of a bipartite graph (D. König 1916), panels on
one side and rounds on the other, a colour a home.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, compress, count, islice, pairwise, repeat
from typing import TYPE_CHECKING, Any, Protocol

from tirage.chances.instance import Profiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROUNDS = 8
Home = int
Round = tuple[int, int]
"""A profile, and the number of one of its rounds."""


class Turns(Protocol):
    """Whose turn it is; people are numbered as in the pool."""

    def __call__(self, person: int, block: int) -> Sequence[int]:
        """Of a person and a block of eight rounds, the turn in each; turns compare, no two are equal."""

    def place(self, person: int) -> int:
        """By which two are told apart whose turns begin alike."""

    def digest(self, person: int, block: int) -> bytes:
        """The same eight turns without the place: 32 bytes, four a round, the highest first."""


def assign_people(
    compositions: Sequence[Sequence[int]], profiles: Profiles, rank: Sequence[int], turns: Turns
) -> list[list[int]]:
    """Panels of people (positions in the pool) for compositions (seats by profile), whatever their order.

    `rank[person]`, the place in ticket order, and `turns` decide who sits where. Within a profile the numbers
    of panels of two people differ by at most 1; at most one person of a household is in a panel.
    """
    import numpy as np

    listed = sorted(map(_listed, compositions))
    sizes = list(map(len, listed))
    kinds = np.fromiter(chain.from_iterable(listed), np.int32, sum(sizes))
    panel_of = np.repeat(np.arange(len(listed), dtype=np.int32), sizes)
    seats = np.argsort(kinds, kind="stable")
    ends = np.searchsorted(kinds[seats], np.arange(len(profiles.profiles) + 1))
    own = [seats[start:end] for start, end in pairwise(ends)]
    person_of = np.full(len(kinds), -1)
    for t, profile in enumerate(profiles.profiles):
        if not profile.household and len(own[t]):
            people = np.array(profiles.members[t])
            person_of[own[t]] = people[seat_alone(panel_of[own[t]], profiles.members[t], turns)]
    alone = person_of >= 0
    people = iter(person_of[alone].tolist())
    held = np.bincount(panel_of[alone], minlength=len(listed))
    panels = [list(islice(people, number)) for number in held.tolist()]
    for homes in profiles.homes:
        members = [{t: sorted(people, key=rank.__getitem__) for t, people in home.items()} for home in homes]
        seat_households(panels, {t: panel_of[own[t]].tolist() for t in members[0]}, members, turns)
    return panels


def _listed(composition: Sequence[int]) -> list[int]:
    """The profile of each seat, ascending."""
    held = list(compress(count(), composition))
    return list(chain.from_iterable(map(repeat, held, map(composition.__getitem__, held))))


def rounds(homes: Sequence[Sequence[int]], turns: Turns) -> Iterator[list[Home]]:
    """The homes of a profile in the order of round 0, 1, …; `homes`: the members of each, alike in number.

    In round r it is the turn of member r mod c of each home that has c of them.
    """
    if len(homes) == 1:
        # Whose turn it is needs no digest.
        yield from repeat([0])
    for block in count():
        drawn = [[turns(person, block) for person in home] for home in homes]
        for place in range(ROUNDS):
            member = (ROUNDS * block + place) % len(homes[0])
            holder = {own[member][place]: home for home, own in enumerate(drawn)}
            yield [holder[turn] for turn in sorted(holder)]


def seat_alone(places: NDArray[np.int32], people: Sequence[int], turns: Turns) -> list[Home]:
    """Who of a profile of people that live alone has each seat; `places`: its panel, ascending.

    Who sits in a panel since the round before waits until that panel has its seats.
    """
    size = len(people)
    if size == 1:
        # Whose turn it is needs no digest.
        return [0] * len(places)
    seated = _in_turn(people, -(-len(places) // size), turns)
    for start in range(size, len(places), size):
        if (panel := places[start]) == places[start - 1]:
            order = seated[start : start + size]
            first, last = places.searchsorted([panel, panel + 1])
            sitting = seated[first:start]
            fresh = [home for home in order if home not in sitting][: last - start]
            seated[start : start + size] = fresh + [home for home in order if home not in fresh]
    return seated[: len(places)]


def _in_turn(people: Sequence[int], number: int, turns: Turns) -> list[Home]:
    """The places in `people` in the order of each of `number` rounds, one round after the other."""
    import numpy as np

    places = sorted(range(len(people)), key=lambda home: turns.place(people[home]))
    blocks = range(-(-number // ROUNDS))
    drawn = b"".join([turns.digest(people[home], block) for home in places for block in blocks])
    table: NDArray[Any] = np.frombuffer(drawn, ">u4").reshape(len(people), -1)[:, :number]
    # Whose turns begin alike stay in the order of their places.
    order = np.ascontiguousarray(table.T, np.uint32).argsort(axis=1, kind="stable")
    found: list[Home] = np.array(places)[order].ravel().tolist()
    return found


def seat_households(
    panels: list[list[int]],
    places: Mapping[int, Sequence[int]],
    households: Sequence[Mapping[int, Sequence[int]]],
    turns: Turns,
) -> None:
    """Add people of one class of households, one a household at most in each panel.

    `places`: the panel of each seat, by profile; `households`: their people by profile, in ticket order.
    """
    circle = _Circle(len(households))
    members = {t: [home[t] for home in households] for t in places}
    orders = {t: rounds(members[t], turns) for t in places}
    taken = dict.fromkeys(places, 0)
    for panel, t in sorted((panel, t) for t, inside in places.items() for panel in inside):
        number, begun = divmod(taken[t], len(households))
        if not begun:
            circle.open(t, (t, number), next(orders[t]))
        taken[t] += 1
        circle.seat(panel, (t, number))
    for (t, number), seated in circle.panel_of.items():
        for home, panel in sorted(seated.items()):
            own = members[t][home]
            panels[panel].append(own[number % len(own)])


class _Circle:
    """Who of a class of households sits where."""

    def __init__(self, homes: int) -> None:
        self.homes = homes
        self.round_of: dict[int, dict[Home, Round]] = defaultdict(dict)
        """By panel, the round in which each of its homes has its seat."""
        self.panel_of: dict[Round, dict[Home, int]] = {}
        """By round, the panel in which each home has its seat."""
        self._order: dict[Round, list[Home]] = {}
        self._waiting: dict[Round, list[Home]] = {}
        """Of the rounds under way, the homes without a seat in it, in its order."""
        self._current: dict[int, Round] = {}

    def open(self, profile: int, number: Round, order: list[Home]) -> None:
        """The next round of a profile begins."""
        over = self._current.get(profile)
        if over:
            del self._order[over], self._waiting[over]
        self._current[profile] = number
        self.panel_of[number] = {}
        self._order[number] = order
        self._waiting[number] = list(order)

    def seat(self, panel: int, number: Round) -> None:
        """One more seat: to the first home of the round's order without one in it, nor in the panel."""
        waiting = self._waiting[number]
        home = next((each for each in waiting if each not in self.round_of[panel]), None)
        if home is None:
            home = waiting[0]
            self._exchange(
                panel, home, next(each for each in self._order[number] if each not in self.round_of[panel])
            )
        self._waiting[number].remove(home)
        self.round_of[panel][home] = number
        self.panel_of[number][home] = panel

    def _exchange(self, panel: int, one: Home, other: Home) -> None:
        """Put `other`, who is not in the panel, in the place of `one`, and so on along the path."""
        path = []
        at: int | None = panel
        while at is not None and one in self.round_of[at]:
            number = self.round_of[at][one]
            path.append((at, number, one, other))
            at = self.panel_of[number].get(other)
            if at is not None:
                path.append((at, number, other, one))
        for at, number, before, _ in path:
            del self.round_of[at][before], self.panel_of[number][before]
        for at, number, _, after in path:
            self.round_of[at][after] = number
            self.panel_of[number][after] = at
        for number in {number for _, number, _, _ in path} & self._waiting.keys():
            seated = self.panel_of[number]
            self._waiting[number] = [home for home in self._order[number] if home not in seated]
