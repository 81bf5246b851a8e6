"""As many of some open seats as can be filled together, where no one fits all of them. Pure.

Which ones is nobody's choice. The most that can be filled are filled; of several ways to do that, the one
that has the seat open for longest, then the next. Whoever held a seat that stays open counts as sitting, and
the quotas of all these seats must hold. So the seats are posed as one draw: among everyone who remains and
those who held them, with one criterion more that counts who is drawn, and at least so many of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tirage.draws.seat_draw import SeatDraw, disproof
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Bound, Quotas

DRAWN, HELD = "drawn", "held"
"""The categories of the criterion that is added."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The seats that are filled, and why no others are."""

    vacancies: tuple[str, ...]
    """Who held them, in the order of the record; at least one, and not all."""
    reason: Mapping[str, object]
    """As a plan has it: `most`, the tree that shows that not one more can be filled, and `first`, for each
    seat left open before one that is filled, that it cannot be filled with those filled before it; None where
    a tree was not found."""


def fill(draw: SeatDraw, holders: Sequence[Person]) -> Filled | None:
    """The seats of a draw, which no one fits as a whole, that are filled; None where none of them can be.

    `holders`: who held them, in the order of `draw.vacancies`.
    """
    most = _most(draw, holders)
    if not most:
        return None
    chosen: list[str] = []
    passed: list[object] = []
    for holder in holders:
        if len(chosen) == most:
            break
        posed = _posed(draw, holders, {*chosen, holder.pid}, most)
        if posed.possible:
            chosen.append(holder.pid)
        else:
            passed.append(disproof(posed))
    reason = {"first": passed, "most": disproof(_posed(draw, holders, (), most + 1))}
    return Filled(tuple(chosen), reason)


def can_fill(draw: SeatDraw, holders: Sequence[Person]) -> bool:
    """Whether some seats of a draw, but not all, can be filled together."""
    return len(holders) > 1 and _posed(draw, holders, (), 1).possible


def claims(draw: SeatDraw, holders: Sequence[Person], filled: Collection[str]) -> Iterator[SeatDraw]:
    """The draws that have no panel where these seats are rightly filled: that of `most`, those of `first`."""
    yield _posed(draw, holders, (), len(filled) + 1)
    before: list[str] = []
    for holder in holders:
        if len(before) == len(filled):
            return
        if holder.pid in filled:
            before.append(holder.pid)
        else:
            yield _posed(draw, holders, {*before, holder.pid}, len(filled))


def _most(draw: SeatDraw, holders: Sequence[Person]) -> int:
    """How many can be filled together; fewer can be, whenever more can."""
    low, high = 0, len(holders) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _posed(draw, holders, (), middle).possible:
            low = middle
        else:
            high = middle - 1
    return low


def _posed(draw: SeatDraw, holders: Sequence[Person], given_up: Collection[str], least: int) -> SeatDraw:
    """The draw in which who held the seats may keep them, but for those `given_up`; `least` are drawn."""
    stay = [Person(each.pid, (*each.features, HELD), "") for each in holders if each.pid not in given_up]
    drawn = [replace(each, features=(*each.features, DRAWN)) for each in draw.pool.people]
    people = sorted((*drawn, *stay), key=lambda person: person.pid)
    name = criterion(draw.pool.criteria)
    pool = Pool((*draw.pool.criteria, name), tuple(people), draw.pool.household)
    return replace(draw, pool=pool, quotas=_counting(draw.quotas, name, least, len(holders)))


def criterion(names: Sequence[str]) -> str:
    """The name of the criterion that is added: longer than any of these.

    >>> criterion(("genre", "âge"))
    'seat:genre:âge'
    """
    return ":".join(("seat", *names))


def _counting(quotas: Quotas, name: str, least: int, seats: int) -> Quotas:
    """The quotas with the criterion that is added, after the other criteria and before the crossings."""
    place = len(quotas.criteria)
    single = [bound for bound in quotas.bounds if len(bound.where) == 1]
    crossed = [bound for bound in quotas.bounds if len(bound.where) > 1]
    added = [Bound(name, ((place, DRAWN),), least, seats), Bound(name, ((place, HELD),), 0, seats)]
    return Quotas((*single, *added, *crossed))
