"""What is left of quotas once some people sit: the quotas under which the other seats are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tirage.quotas.model import Category, Cell, Quotas

Part = TypeVar("Part", Category, Cell)


def residual(quotas: Quotas, seated: Iterable[Sequence[str]]) -> Quotas:
    """Each minimum and maximum less the people seated whom its row counts, and no less than 0.

    `seated`: the features of those who stay, a category of each criterion, in order. A panel that was above a
    maximum has no room left there, and a minimum that is reached asks for nothing more.
    """
    taken = iter(quotas.count(seated))
    criteria = [
        replace(each, categories=tuple(_less(category, next(taken)) for category in each.categories))
        for each in quotas.criteria
    ]
    # Rows are numbered criteria first, then crossings, in the order in which `taken` is used up.
    crossings = [
        replace(each, cells=tuple(_less(cell, next(taken)) for cell in each.cells))
        for each in quotas.crossings
    ]
    return Quotas(tuple(criteria), tuple(crossings))


def _less(part: Part, taken: int) -> Part:
    return replace(part, minimum=max(0, part.minimum - taken), maximum=max(0, part.maximum - taken))
