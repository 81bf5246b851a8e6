"""Who of a profile sits in which panel, derived a second time from the compositions (SPEC §6). Check 6.2.

Only which profiles meet in a panel is free. The rest follows: panels in the order of their compositions,
homes (a person alone, or a household) round after round in the order of their turns, numbers by ticket.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import count, repeat
from struct import Struct

from ...kernel import Table
from ...primitives.lines import Tickets, line, rings_seed, ticket
from ...report import Said, faulty
from ..chance.plan import Plan
from .lottery import FILE, Seated, lines_of
from .pool import Pool

RINGS = Table()
"""Check 6.2 of a draw of seats."""
Order = Callable[[int], list[int]]
"""The homes of a profile, by their places in its circle, in the order of a round."""
_ROUNDS = 8
"""Rounds whose turns are in one digest."""
_EIGHT = Struct(">8I").unpack


@RINGS.check("tickets.rings", FILE, skip_file="")
def check_rings(lottery: bytes, seated: Seated, pool: Pool, plan: Plan, tickets: Tickets) -> Said:
    """The file is, byte for byte, what its own compositions and the tickets make of it."""
    if seated.strangers or seated.sharing:
        return faulty([*seated.strangers, *seated.sharing])
    people = reseated(seated.compositions, pool, rings_seed(plan.inputs_hash))
    # Lines of one ticket are the same, so that their order is none.
    wanted = sorted(_written(people, list(pool.numbers)), key=tickets.__getitem__)
    lines = enumerate(zip(lines_of(lottery), wanted, strict=True))
    return faulty([str(number) for number, (own, due) in lines if own != due], checked=plan.panels)


def _written(panels: Sequence[Sequence[int]], pids: list[str]) -> Iterator[bytes]:
    """The lines of panels of person numbers."""
    names = [pid.encode("ascii") for pid in pids]
    return (b",".join([names[person] for person in sorted(panel)]) for panel in panels)


def reseated(compositions: Sequence[array[int]], pool: Pool, stage: str) -> list[list[int]]:
    """Person numbers of the panels, in the order of their compositions (profile numbers, ascending).

    One person of a household sits in each panel at most.
    """
    panels: list[list[int]] = [[] for _ in compositions]
    places: list[list[int]] = [[] for _ in pool.sizes]
    for panel, seats in enumerate(sorted(compositions, key=tuple)):
        for t in seats:
            places[t].append(panel)
    members: list[list[int]] = [[] for _ in pool.sizes]
    for person, t in enumerate(pool.profile_of):
        members[t].append(person)
    names = [pid.encode("ascii") for pid in pool.numbers]
    for t, people in enumerate(members):
        if pool.class_of[t] < 0:
            _seat_alone(panels, places[t], people, _rounds(people, names, stage))
    for number in range(len(pool.households)):
        profiles = [t for t, own in enumerate(pool.class_of) if own == number]
        homes = {t: _at_home(members[t], pool, names, stage) for t in profiles}
        _Circle(pool.households[number], homes, {t: _order(homes[t], names, stage) for t in profiles}).seat(
            panels, places
        )
    return panels


def _at_home(people: list[int], pool: Pool, names: list[bytes], stage: str) -> list[list[int]]:
    """The people of a profile by household, in ascending household number, each in ticket order."""
    found: dict[int, list[int]] = {}
    for person in people:
        found.setdefault(pool.household_of[person], []).append(person)
    alike = (found[home] for home in sorted(found))
    return [sorted(own, key=lambda i: (ticket(stage, names[i].decode()), i)) for own in alike]


def _order(homes: list[list[int]], names: list[bytes], stage: str) -> Order:
    """The circle of a profile; members of a home, alike in number, have their turn one after another."""
    known: dict[int, list[list[int]]] = {}

    def of(number: int) -> list[int]:
        block, place = divmod(number, _ROUNDS)
        if block not in known:
            known.clear()
            known[block] = list(_block(homes, names, stage, block))
        return known[block][place]

    return (lambda _: [0]) if len(homes) == 1 else of


def _block(homes: list[list[int]], names: list[bytes], stage: str, block: int) -> Iterator[list[int]]:
    """The orders of the rounds of a block."""
    turns = [_turns([names[person] for person in home], stage, block) for home in homes]
    for place in range(_ROUNDS):
        turn = (_ROUNDS * block + place) % len(homes[0])
        keys = [(own[turn][place], home[turn]) for own, home in zip(turns, homes, strict=True)]
        yield [at for _, at in sorted(zip(keys, range(len(homes)), strict=True))]


def _turns(names: list[bytes], stage: str, block: int) -> list[tuple[int, ...]]:
    """The turns of people in the rounds of a block."""
    start = line("turns", stage, str(block)).encode("ascii") + b"|"
    return [_EIGHT(sha256(start + name).digest()) for name in names]


def _rounds(people: list[int], names: list[bytes], stage: str) -> Iterator[list[int]]:
    """The people of a profile who live alone, in the order of each round; `people` ascend."""
    own = [names[person] for person in people]
    for block in count():
        for turns in zip(*_turns(own, stage, block), strict=True):
            whose = dict(zip(turns, people, strict=True))
            if len(whose) < len(people):
                yield [person for _, person in sorted(zip(turns, people, strict=True))]
            else:
                yield [whose[turn] for turn in sorted(turns)]


def _seat_alone(
    panels: list[list[int]], places: list[int], people: list[int], rounds: Iterator[list[int]]
) -> None:
    """`places`: the panel of each seat of the profile, ascending."""
    if len(people) == 1:
        # Whose turn it is needs no digest.
        rounds = repeat(people)
    turns: list[int] = []
    for first, order in zip(range(0, len(places), len(people)), rounds, strict=False):
        panel = places[first]
        if first and places[first - 1] == panel:
            # Who sits there by the round before comes after those who complete the panel.
            there = turns[bisect_left(places, panel) :]
            missing = bisect_right(places, panel) - first
            fresh = [home for home in order if home not in there][:missing]
            turns += fresh + [home for home in order if home not in fresh]
        else:
            turns += order
    for panel, person in zip(places, turns, strict=False):
        panels[panel].append(person)


class _Circle:
    """The households of one class: in which panel each sits, for which profile and in which round."""

    def __init__(self, size: int, homes: dict[int, list[list[int]]], orders: dict[int, Order]) -> None:
        self.size = size
        self.homes = homes
        self.orders = orders
        self.order: dict[int, list[int]] = {}
        """The order of each profile's last round."""
        self.waiting: dict[int, list[int]] = {}
        """The homes without a seat in it yet, in that order."""
        self.number = dict.fromkeys(homes, -1)
        """The number of that round."""
        self.panels: dict[tuple[int, int], dict[int, int]] = {}
        """(profile, round) → home → panel."""
        self.seats: dict[int, dict[int, tuple[int, int]]] = {}
        """Panel → home → (profile, round)."""

    def seat(self, panels: list[list[int]], places: list[list[int]]) -> None:
        """Add a person to `panels` for each seat of `places`, which are by profile."""
        for at, t in sorted((panel, profile) for profile in self.homes for panel in places[profile]):
            self._one(at, t)
        for panel, seated in zip(panels, map(self.seats.get, range(len(panels))), strict=True):
            for home, (t, number) in (seated or {}).items():
                own = self.homes[t][home]
                panel.append(own[number % len(own)])

    def _one(self, panel: int, t: int) -> None:
        """A seat of profile `t`: to the first of the round that has none in it, nor in the panel."""
        if not self.waiting.get(t):
            self.number[t] += 1
            self.order[t] = self.orders[t](self.number[t])
            self.waiting[t] = list(self.order[t])
            self.panels[t, self.number[t]] = {}
        seated = self.seats.setdefault(panel, {})
        home = next((home for home in self.waiting[t] if home not in seated), None)
        if home is None:
            home = self.waiting[t][0]
            self._make_room(panel, home, next(each for each in self.order[t] if each not in seated))
        self.waiting[t].remove(home)
        self.panels[t, self.number[t]][home] = panel
        seated[home] = t, self.number[t]

    def _make_room(self, panel: int, home: int, other: int) -> None:
        """Exchange two homes from this panel on, where the first sits, along rounds and panels in turn."""
        moved: list[tuple[int, tuple[int, int], int]] = []
        there: int | None = panel
        while there is not None and (now := self.seats[there].get(home)):
            moved.append((there, now, other))
            there = self.panels[now].get(other)
            if there is not None:
                moved.append((there, now, home))
        for at, place, after in moved:
            before = home if after == other else other
            if self.seats[at].get(before) == place:
                del self.seats[at][before]
            if self.panels[place].get(before) == at:
                del self.panels[place][before]
            self.seats[at][after] = place
            self.panels[place][after] = at
        for t in {t for _, (t, number), _ in moved if number == self.number[t]}:
            held = self.panels[t, self.number[t]]
            self.waiting[t] = [each for each in self.order[t] if each not in held]
