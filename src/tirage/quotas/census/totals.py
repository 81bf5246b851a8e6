"""Rows of a census table that add up the others: no categories, whatever they are called.

A row that is called a total is compared with the sum and left out. One that is not, and is the sum of all
others to the last person, is refused: only who made the table knows whether half of all people are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tirage.errors import Defect
from tirage.quotas.census.figures import Census, Figure, Remark, ages, decimal
from tirage.quotas.model import ROUNDING, parts
from tirage.tabular.cells import fold, quoted

TOTALS = frozenset(
    (
        *(
            "total",
            "totaux",
            "total general",
            "grand total",
            "ensemble",
            "ensemble de la population",
            "somme",
        ),
        *("tous", "toutes", "tout", "tous ages", "tous les ages", "les deux sexes", "deux sexes confondus"),
        *("population", "population totale", "total population", "effectif total"),
        *("all", "all ages", "both sexes", "sum", "overall", "everyone", "t", "_t"),
        *("all persons", "all people", "all categories", "all usual residents", "persons"),
    )
)
"""What tables call the row that adds up the others, folded; `T` and `_T` as statistical offices code it."""
_HEADED = re.compile(r"(?:total|ensemble|all categories) ?(?::|-|\u2013|\u2014) .+")
"""`Total: All usual residents`, `Ensemble - 15 ans ou plus`."""
FEWEST = 2
"""Other rows of which a row can be taken for the sum, where it is not called one."""


def is_total(text: str) -> bool:
    """Whether a row is called a total.

    >>> is_total("Ensemble"), is_total("TOTAL"), is_total("Total: All persons"), is_total("Total (15+)")
    (True, True, True, False)
    """
    return fold(text) in TOTALS or _HEADED.fullmatch(fold(text)) is not None


def left_out(census: Census, file: str) -> Iterator[Defect]:
    """Take the totals out of the categories; a defect for one that is alone, or no sum, or not called one."""
    yield from _named(census.criteria, file, census)
    yield from _named(census.crossings, file, census)
    # Where the sum of all is there by its name, no other row is it.
    summed = {remark.criterion for remark in census.remarks if remark.code == "census.total"}
    for name, figures in census.criteria.items():
        figure = None if quoted(name) in summed else _unnamed(figures, shares=name in census.shares)
        if figure is not None:
            values = {"found": quoted(figure.category), "total": decimal(figure.amount)}
            census.criteria[name] = [each for each in figures if each is not figure]
            yield Defect("census.total.unnamed", file, figure.line, quoted(name), values)


def _unnamed(figures: Sequence[Figure], *, shares: bool) -> Figure | None:
    """The row that is the sum of all others and says nothing of it.

    Of a band of ages apart from all others, and of a share of 50 %, there is no doubt that it is none.
    """
    whole = sum((figure.amount for figure in figures), Fraction(0))
    if len(figures) <= FEWEST or not whole or (shares and whole <= 100 + ROUNDING):
        return None
    sums = (each for each in figures if 2 * each.amount == whole and not _apart(each, figures))
    return next(sums, None)


def _apart(figure: Figure, figures: Sequence[Figure]) -> bool:
    """Whether all rows are bands of ages, and this one has no age in common with another."""
    own, others = ages(figure.category), [ages(each.category) for each in figures if each is not figure]
    return own is not None and all(
        other is not None and (other[1] < own[0] or own[1] < other[0]) for other in others
    )


def _named(criteria: dict[str, list[Figure]], file: str, census: Census) -> Iterator[Defect]:
    """Rows that are called a total."""
    for name, figures in criteria.items():
        totals = [figure for figure in figures if any(map(is_total, parts(figure.category)))]
        others = [figure for figure in figures if figure not in totals]
        if totals and not others:
            values = {"found": quoted(totals[0].category)}
            yield Defect("census.total.only", file, totals[0].line, quoted(name), values)
            continue
        criteria[name] = others
        for figure in totals:
            summed = [other.amount for other in others if _is_part(other.category, figure.category)]
            total = sum(summed, Fraction(0))
            # Each figure was rounded by itself, the total too.
            room = ROUNDING if name in census.shares else Fraction(len(summed) + 1, 2)
            values = {
                "found": quoted(figure.category),
                "total": decimal(figure.amount),
                "sum": decimal(total),
            }
            if abs(figure.amount - total) > room:
                yield Defect("census.total.sum", file, figure.line, quoted(name), values)
            else:
                census.remarks.append(Remark("census.total", quoted(name), figure.line, values))


def _is_part(category: str, total: str) -> bool:
    """Whether a category is among those that a total adds up: `Femme × 16e` is of `Femme × Total`."""
    own, of = parts(category), parts(total)
    if len(of) == 1:
        return True
    return len(own) == len(of) and all(
        is_total(whole) or part == whole for part, whole in zip(own, of, strict=True)
    )
