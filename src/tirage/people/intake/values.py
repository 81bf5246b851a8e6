"""From what stands in a column to the categories of a criterion: certain, proposed, or nobody's guess.

Certain is what is the same text (`words.key`), or the same ages. What only looks alike is proposed where it
is near and nothing else is: short codes and other figures are never taken for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from tirage.people.intake.bands import read_age, read_band, read_bands, read_birth
from tirage.people.intake.model import OPEN, Choice, Coding, Reading, certain, proposed
from tirage.people.intake.words import SAME, key

NEAR = 0.8
"""Likeness of two words that may be one."""
APART = 0.1
"""By how much the nearest must be nearer than the next."""
SHORTEST = 4
"""Letters of a word that is compared so."""
MOST = 80
"""Different values of a column of categories."""
MOSTLY = 0.8


def coding(column: Choice, cells: Sequence[str], categories: Sequence[str]) -> Coding:
    """How a column is read; `cells`: of those who may be volunteers."""
    reading = _reading(cells, categories)
    if reading != "values":
        return Coding(column, reading, bands=read_bands(categories))
    values = sorted(set(cells), key=lambda value: (-cells.count(value), value))
    return Coding(column, values={value: category_of(value, categories) for value in values[:MOST]})


def fit(cells: Sequence[str], categories: Sequence[str]) -> float:
    """The share of the cells with something in them that say a category, or ages where these are ages."""
    filled = [cell for cell in cells if cell]
    if not filled or len(set(filled)) > MOST:
        return 1.0 if filled and _reading(cells, categories) != "values" else 0.0
    if _reading(cells, categories) != "values":
        return 1.0
    known = {value for value in set(filled) if category_of(value, categories).state != "open"}
    return sum(cell in known for cell in filled) / len(filled)


def _reading(cells: Sequence[str], categories: Sequence[str]) -> Reading:
    """Whether a column has ages or birth dates, where the categories are bands of ages."""
    filled = [cell for cell in cells if cell]
    if not filled or not read_bands(categories):
        return "values"
    births = sum(read_birth(cell) is not None for cell in filled) / len(filled)
    ages = sum(read_age(cell) is not None for cell in filled) / len(filled)
    if births >= MOSTLY:
        return "birth-date"
    return "age" if ages >= MOSTLY else "values"


def category_of(value: str, categories: Sequence[str]) -> Choice:
    """The category that a value stands for, as far as it can be told."""
    said = key(value)
    if not said:
        return OPEN
    if (same := _only(name for name in categories if key(name) == said)) is not None:
        return certain(same)
    bands: Mapping[str, object] = read_bands(categories)
    band = read_band(value)
    if band is not None and (same := _only(name for name in bands if bands[name] == band)) is not None:
        return certain(same)
    groups = [group for group in SAME if said in group]
    if (
        len(groups) == 1
        and (like := _only(name for name in categories if key(name) in groups[0])) is not None
    ):
        return proposed(like)
    return _near(said, categories)


def _near(said: str, categories: Sequence[str]) -> Choice:
    if len(said) < SHORTEST:
        return OPEN
    likeness = sorted(
        ((SequenceMatcher(None, said, key(name), autojunk=False).ratio(), name) for name in categories),
        reverse=True,
    )
    best, name = likeness[0]
    alone = len(likeness) == 1 or best - likeness[1][0] >= APART
    same_figures = _figures(said) == _figures(key(name))
    return proposed(name) if best >= NEAR and alone and same_figures and len(key(name)) >= SHORTEST else OPEN


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _only(names: Iterable[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None
