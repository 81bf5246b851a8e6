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
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress, count, repeat

from tirage.chances.instance import Profiles

Turns = Callable[[int, int], Sequence[int]]
"""Of a person and a block of eight rounds, the turn in each of them; turns compare, and no two are equal."""
ROUNDS = 8
Home = int
Round = tuple[int, int]
"""A profile, and the number of one of its rounds."""


def assign_people(
    compositions: Sequence[Sequence[int]], profiles: Profiles, rank: Sequence[int], turns: Turns
) -> list[list[int]]:
    """Panels of people (positions in the pool) for compositions (seats by profile), whatever their order.

    `rank[person]`, the place in ticket order, and `turns` decide who sits where. Within a profile the numbers
    of panels of two people differ by at most 1; at most one person of a household is in a panel.
    """
    listed = sorted(map(_listed, compositions))
    panels: list[list[int]] = [[] for _ in listed]
    places: dict[int, list[int]] = defaultdict(list)
    for panel, seats in enumerate(listed):
        for t in seats:
            places[t].append(panel)
    for t, profile in enumerate(profiles.profiles):
        if not profile.household:
            seat_alone(panels, places[t], profiles.members[t], turns)
    for homes in profiles.homes:
        members = [{t: sorted(people, key=rank.__getitem__) for t, people in home.items()} for home in homes]
        seat_households(panels, {t: places[t] for t in members[0]}, members, turns)
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


def seat_alone(panels: list[list[int]], places: Sequence[int], people: Sequence[int], turns: Turns) -> None:
    """Add to `panels` the people of a profile who live alone; `places`: the panel of each seat, ascending.

    Who sits in a panel since the round before waits until that panel has its seats.
    """
    size = len(people)
    seated: list[Home] = []
    starts = range(0, len(places), size)
    for start, order in zip(starts, rounds([(person,) for person in people], turns), strict=False):
        if start and (panel := places[start]) == places[start - 1]:
            sitting = seated[start - places[start - size : start].count(panel) :]
            first = [home for home in order if home not in sitting]
            del first[places[start : start + size].count(panel) :]
            seated += first
            seated += [home for home in order if home not in first]
        else:
            seated += order
    for panel, home in zip(places, seated, strict=False):
        panels[panel].append(people[home])


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
