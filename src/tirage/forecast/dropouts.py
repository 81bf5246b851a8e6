"""How likely each member is to leave before the end of a term: a flat rate, or what past terms have shown.

In practice 10 to 17 % of the members of an assembly leave. That is the Beta prior of the rate of all, and a
hundred members' worth: two thirds of it lie in that range. What past terms have shown is added. A member
leaves with the rate of all times a factor for each category, as if these did not depend on one another
(Assos, Baharav, Flanigan, Procaccia 2025). A factor is the departures of the category over those that were
to be expected of as many members; a hundred members' departures are added to both, so that few members say
little (a Gamma prior of mean 1). Where every category of a criterion left alike, its factors are 1: one more
criterion makes nobody likelier to stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tirage.assembly.state import AssemblyState
from tirage.people.pool.model import Pool

PRIOR_LEFT, WEIGHT = 13, 100
"""Those who leave, of so many members that the prior stands for."""
ALL = ("", "")
"""Stands for every member, where a criterion and a category do for some."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Members of past terms."""

    left: int = 0
    """Who left a seat before the end of the term, or refused it."""
    members: int = 0
    """Who had one."""


@dataclass(frozen=True, slots=True)
class Dropouts:
    """The assumed probability that a member leaves before the end of a term."""

    flat: Fraction | None = None
    """The same for everyone; None: as learnt."""
    learnt: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    """By criterion and category, `ALL` with the members of all past terms; nothing without one."""

    @property
    def overall(self) -> Fraction:
        """The rate of all.

        >>> Dropouts().overall, Dropouts(learnt={ALL: Tally(27, 100)}).overall
        (Fraction(13, 100), Fraction(1, 5))
        """
        if self.flat is not None:
            return self.flat
        past = self.learnt.get(ALL, Tally())
        return Fraction(PRIOR_LEFT + past.left, WEIGHT + past.members)

    def rate(self, criterion: str, category: str) -> Fraction:
        """The probability to leave of the members of one category, as far as this category says.

        >>> Dropouts(learnt={ALL: Tally(27, 100), ("g", "f"): Tally(20, 50)}).rate("g", "f")
        Fraction(16, 67)
        """
        past, whole = self.learnt.get((criterion, category), Tally()), self.learnt.get(ALL, Tally())
        usual = WEIGHT * self.overall
        expected = Fraction(past.members * whole.left, whole.members or 1)
        return self.overall * (usual + past.left) / (usual + expected)

    def of(self, criteria: Sequence[str], features: Sequence[str]) -> Fraction:
        """The probability to leave of a member with these features, one a criterion; 1 at most."""
        rate = self.overall
        if self.flat is None:
            for named in zip(criteria, features, strict=True):
                rate *= self.rate(*named) / self.overall
        return min(rate, Fraction(1))

    def document(self) -> dict[str, object]:
        """As the journal has it: the flat rate, or how many left of how many."""
        rows = [
            {"criterion": criterion, "category": category, "left": past.left, "members": past.members}
            for (criterion, category), past in sorted(self.learnt.items())
        ]
        return {"flat": "" if self.flat is None else str(self.flat), "learnt": rows}


def learn(past: Iterable[tuple[Pool, AssemblyState]]) -> Dropouts:
    """What past terms have shown, each by its pool and its life as it stands.

    Who left because the term ended has not dropped out.
    """
    left: Counter[tuple[str, str]] = Counter()
    members: Counter[tuple[str, str]] = Counter()
    for pool, life in past:
        gone = set(life.former_members) - life.ended
        for person in pool.people:
            if person.pid in life.members:
                categories = [ALL, *zip(pool.criteria, person.features, strict=True)]
                members.update(categories)
                left.update(categories if person.pid in gone else ())
    return Dropouts(None, {each: Tally(left[each], members[each]) for each in sorted(members)})
