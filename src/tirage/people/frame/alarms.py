"""The frame against the population as it is known: a stratum that is empty, or far too small, is a lost file.

A whole list went missing for years elsewhere, and nobody saw it: so this is said each time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tirage.people.frame.eligibility import FrameRules
from tirage.people.frame.sealing import Sealed

PARIS = (
    *(15114, 19847, 32179, 27332, 55252, 40389, 48015, 35317, 57271, 83873),
    *(138170, 138024, 181271, 136455, 229713, 159386, 159212, 183127, 178691, 185140),
)
"""Population municipale 2023, 1er to 20e (Insee, recensement de la population, Licence Ouverte)."""
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
        if criterion.origin in {"address", "registration"}:
            weights = _places(by_sector=criterion.by_sector)
            total = sum(weights.values())
            for category, weight in weights.items():
                expected = round(sealed.people * weight / total)
                if not FEWEST * expected <= counts[category] <= MOST * expected:
                    found.append(Alarm(name, category, counts[category], expected))
        else:
            found += [Alarm(name, category, 0, 0) for category, _ in criterion.values if not counts[category]]
    return found


def _places(*, by_sector: bool) -> dict[str, int]:
    """Population by the categories of a place."""
    names = ["1er", *(f"{number}e" for number in range(2, 21))]
    if not by_sector:
        return dict(zip(names, PARIS, strict=True))
    return {"Paris Centre": sum(PARIS[:4]), **dict(zip(names[4:], PARIS[4:], strict=True))}
