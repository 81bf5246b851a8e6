"""From end to end: the chance of a resident of each group to be written to, to answer, and to have a seat.

    letters / residents × volunteers / letters × mean chance of a seat = expected seats / residents

The three factors are exact; only the middle one is an observation that another wave would not repeat. How far
the product would move is found by simulating the whole chain: each household answers as often as chance makes
it, once in the mean, and the pool so made has chances of its own. A category of exactly k seats has its seats
whoever answers, so it has no interval. The product is compared with the chance that every resident would have
if seats were drawn among all: seats over residents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import exp, floor

from tirage.analysis.letter_counts import Category, Count
from tirage.chances.objectives.choose import Fairness, target_chances
from tirage.chances.rising import Empty, Unproved
from tirage.draws.draw_up import group
from tirage.draws.lottery import Lottery
from tirage.people.pool.model import Person, Pool
from tirage.progress import Progress, Silent
from tirage.quotas.model import Quotas
from tirage.randomness.simulation import numbers

POOLS = 60
"""Pools that are simulated at most, and"""
PEOPLE = 60_000
"""people in all of them, so that large pools take no longer."""
FEWEST = 20
TAIL = Fraction(1, 40)
"""What an interval leaves out on each side."""


@dataclass(frozen=True, slots=True)
class Group:
    """The residents of one category of one criterion, on their way to a seat."""

    criterion: str
    category: str
    residents: int
    """1 or more."""
    letters: int | None
    """None where the roll does not tell this criterion."""
    volunteers: int
    seats: Fraction
    """Seats that the volunteers can expect, all chances added up."""
    equal: Fraction
    """Seats of the panel over all residents."""
    between: tuple[Fraction, Fraction] | None = None
    """Seats that they could expect in 95 of 100 simulated waves; None where none was simulated."""

    @property
    def letter(self) -> Fraction | None:
        """Chance of a letter, of a resident; None where the letters are not known."""
        return None if self.letters is None else Fraction(self.letters, self.residents)

    @property
    def response(self) -> Fraction | None:
        """Volunteers in a letter; None without letters."""
        return Fraction(self.volunteers, self.letters) if self.letters else None

    @property
    def seat(self) -> Fraction | None:
        """Mean chance of a seat, of a volunteer; None without volunteers."""
        return self.seats / self.volunteers if self.volunteers else None

    @property
    def whole(self) -> Fraction:
        """Chance of a seat, of a resident."""
        return self.seats / self.residents

    @property
    def share(self) -> Fraction:
        """Of the chance that every resident would have: 1 where it is the same."""
        return self.whole / self.equal

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """Of the whole, with other answers to the same letters; None where nothing was simulated."""
        if self.between is None:
            return None
        low, high = self.between
        return low / self.residents, high / self.residents


@dataclass(frozen=True, slots=True)
class Again:
    """The same letters sent again, many times."""

    pools: int
    met: int
    """Those in which the quotas can be met, and that `between` counts."""
    between: Mapping[Category, tuple[Fraction, Fraction]]
    """Seats that the volunteers of each category could expect, in 95 of 100 of them."""


def expected(pool: Pool, lottery: Lottery) -> dict[Category, Fraction]:
    """Seats that the volunteers of each category can expect: theirs in all panels, over the panels."""
    found: dict[Category, Fraction] = {}
    compositions = lottery.realised.compositions
    for t, profile in enumerate(lottery.profiles.profiles):
        seats = Fraction(sum(composition[t] for composition in compositions), len(compositions))
        for key in zip(pool.criteria, profile.features, strict=True):
            found[key] = found.get(key, Fraction(0)) + seats
    return found


def groups(
    counts: Sequence[Count],
    volunteers: Mapping[Category, int],
    seats: Mapping[Category, Fraction],
    panel: int,
    between: Mapping[Category, tuple[Fraction, Fraction]] | None = None,
) -> tuple[Group, ...]:
    """The groups of sound lines, in their order; `seats` expected by criterion and category, of a `panel`.

    `between` as of `Again`.
    """
    residents: dict[str, int] = {}
    for count in counts:
        residents[count.criterion] = residents.get(count.criterion, 0) + count.residents
    return tuple(
        Group(
            count.criterion,
            count.category,
            count.residents,
            count.letters,
            volunteers.get((count.criterion, count.category), 0),
            seats.get((count.criterion, count.category), Fraction(0)),
            Fraction(panel, residents[count.criterion]),
            (between or {}).get((count.criterion, count.category)),
        )
        for count in counts
    )


def again(
    pool: Pool, quotas: Quotas, seats: int, fairness: Fairness, progress: Progress | None = None
) -> Again:
    """What other answers to the same letters would have made of the seats of each category.

    Where every category has exactly so many seats, none is simulated.
    """
    keys = [(bound.criterion, bound.category) for bound in quotas.bounds if len(bound.where) == 1]
    fixed = {
        (bound.criterion, bound.category): (Fraction(bound.minimum), Fraction(bound.minimum))
        for bound in quotas.bounds
        if bound.minimum == bound.maximum
    }
    if fixed.keys() >= set(keys):
        return Again(0, 0, fixed)
    pools = min(POOLS, max(FEWEST, PEOPLE // max(len(pool.people), 1)))
    shown = progress or Silent()
    found: dict[Category, list[Fraction]] = {key: [] for key in keys}
    met = 0
    for number in range(pools):
        shown.step("again", number, pools)
        there = _seats_of(_answered_again(pool, number), quotas, seats, fairness)
        if there is not None:
            met += 1
            for key in keys:
                found[key].append(there.get(key, Fraction(0)))
    between = {key: _ends(values) for key, values in found.items()} if met else {}
    return Again(pools, met, {**between, **fixed})


def _seats_of(pool: Pool, quotas: Quotas, seats: int, fairness: Fairness) -> dict[Category, Fraction] | None:
    """Seats that each category can expect, before any lottery; None where the quotas cannot be met."""
    if len(pool.people) < seats:
        return None
    grouped = group(pool, quotas, seats)
    try:
        chances = target_chances(grouped.instance, fairness).chances
    except (Empty, Unproved):
        return None
    found: dict[Category, Fraction] = {}
    sizes = grouped.instance.sizes
    for profile, size, chance in zip(grouped.profiles, sizes, chances, strict=True):
        for key in zip(pool.criteria, profile.features, strict=True):
            found[key] = found.get(key, Fraction(0)) + chance * size
    return found


def _answered_again(pool: Pool, number: int) -> Pool:
    """The pool with each household as often as chance makes it: Poisson, once in the mean."""
    chance = numbers("end-to-end", str(number))
    homes: dict[str, list[Person]] = {}
    for person in pool.people:
        homes.setdefault(person.household or f" {person.pid}", []).append(person)
    people = [
        replace(
            person,
            pid=f"{person.pid} {copy}",
            household=f"{person.household} {copy}" if person.household else "",
        )
        for members in homes.values()
        for copy in range(_poisson(chance))
        for person in members
    ]
    return Pool(pool.criteria, tuple(sorted(people, key=lambda person: person.pid)))


def _poisson(chance: Iterator[float]) -> int:
    """A Poisson number of mean 1."""
    value, count, one = next(chance), 0, exp(-1)
    while value >= one and count < 30:
        value, count = value - one, count + 1
        one /= count
    return count


def _ends(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    """What leaves `TAIL` of the values out on each side."""
    ordered, out = sorted(values), floor(TAIL * len(values))
    return ordered[out], ordered[-1 - out]
