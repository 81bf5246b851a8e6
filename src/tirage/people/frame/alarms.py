"""The frame against the population as it is known: a stratum that is empty, or far too small, is a lost file.

A whole list went missing for years elsewhere, and nobody saw it: so this is said each time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tirage.people.frame.eligibility import FrameRules, RollCriterion
from tirage.people.frame.sealing import Sealed

FEWEST, MOST = 0.5, 2.0
"""Of the people expected in proportion to the population."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A category with far fewer or more people than its population suggests."""

    criterion: str
    category: str
    people: int
    expected: int
    """In proportion to the population; 0 where nothing but emptiness is known."""


def alarms(sealed: Sealed, rules: FrameRules) -> list[Alarm]:
    """Categories without anyone, and places with less than half or more than twice the people expected."""
    found = []
    for place, name in enumerate(rules.strata, 1):
        counts: Counter[str] = Counter()
        for _, labels, people in sealed.strata:
            counts[labels[place]] += people
        criterion = next(each for each in rules.criteria if each.name == name)
        weights = _populations(criterion)
        if weights:
            total = sum(weights.values())
            for category, weight in weights.items():
                expected = round(sealed.people * weight / total)
                if not FEWEST * expected <= counts[category] <= MOST * expected:
                    found.append(Alarm(name, category, counts[category], expected))
        else:
            known = [category for category, _ in criterion.values] or _labels(criterion)
            found += [Alarm(name, category, 0, 0) for category in known if not counts[category]]
    return found


def _labels(criterion: RollCriterion) -> list[str]:
    return [] if criterion.geography is None else list(criterion.geography.labels)


def _populations(criterion: RollCriterion) -> dict[str, int]:
    """People by place, as far as its geography knows; nothing of what is no place."""
    places = {} if criterion.geography is None else criterion.geography.places
    return {label: place.population for label, place in places.items() if place.population is not None}
