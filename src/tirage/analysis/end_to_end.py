"""From end to end: the chance of a resident of each group to be written to, to answer, and to have a seat.

    letters / residents × volunteers / letters × mean chance of a seat = expected seats / residents

The three factors are exact; only the middle one is an observation that another wave would not repeat. Its
interval is Wilson's at 95 %, and the interval of the product is the same with the two other factors as they
stand. It is compared with the chance that every resident would have if seats were drawn among all: seats over
residents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.analysis.letter_counts import Category, Count
from tirage.analysis.statistics import wilson
from tirage.draws.lottery import Lottery
from tirage.people.pool.model import Pool


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

    def interval(self) -> tuple[float, float] | None:
        """Of the whole: the response varies, letters and seats as they stand. None where one is unknown."""
        if self.letter is None or not self.letters or self.seat is None:
            return None
        low, high = wilson(self.volunteers, self.letters)
        return low * float(self.letter * self.seat), high * float(self.letter * self.seat)


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
) -> tuple[Group, ...]:
    """The groups of sound lines, in their order; `seats` expected by criterion and category, of a `panel`."""
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
        )
        for count in counts
    )
