"""The least chance against quotas and counts alone, for whoever has no pool. Check 7.20.

Every row counts people apart: where u of its n people can sit, not all of them have more than u/n. In a
criterion each category takes its minimum or the seats that such a chance is worth, whichever is more, and
together they take k at most. A pool of any composition with these counts is bound by that, and by no more:
where it is what the certificate says, no lottery gives everyone more, and nobody needs the pool to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ...kernel import Inapplicable, Table, never
from ...reading.documents import displayed
from ...report import Said, faulty, judged, skipped
from ..chance.plan import Plan
from ..lottery.delivered import Delivered
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from ..lottery.tables import COUNTS
from .certificate import Capped, Certificate, Goldilocks


class Size(NamedTuple):
    """How many people there are, for how many seats."""

    people: int
    seats: int


HIGHEST = Table()
"""Check 7.20 of a draw of seats."""


@HIGHEST.fact()
def without_pool(pool: Pool | None = None) -> bool:
    """That the pool is not at hand; with it, the proofs say all of this and more."""
    if pool is not None:
        raise Inapplicable
    return True


@HIGHEST.check("lottery.highest", COUNTS, due=never)
def check_highest(
    without_pool: bool,
    certificate: Certificate,
    delivered: Delivered,
    figures: list[int],
    plan: Plan,
    quotas: Quotas,
) -> Said:
    """Neither panels nor certificate give everyone more than is possible; green where they give that."""
    nobody = sum(level.people for level in certificate.levels if not level.value)
    if certificate.cumulated or nobody >= plan.people:
        raise Inapplicable
    most, why = min(limits(figures, quotas, Size(plan.people, plan.seats), nobody), default=(Fraction(1), ""))
    given = Fraction(delivered.counts[nobody], plan.panels)
    value = _promised(certificate)
    said = f"{displayed(most)} ({why})"
    faults = [f"{displayed(each)} > {said}" for each in (given, value) if each > most]
    if faults:
        return faulty(faults)
    # Nash promises no figure, and goldilocks gives up some of the least chance for a lower largest one.
    if certificate.fairness == "nash" or (certificate.fairness == "goldilocks" and value < most):
        raise Inapplicable
    if value < most:
        return skipped(f"not-proved-here: {displayed(value)} < {said}")
    return judged(True, got=said)


def _promised(certificate: Certificate) -> Fraction:
    """The least chance of whoever can be drawn; 0 where none is said."""
    if isinstance(certificate.objective, Capped | Goldilocks):
        return certificate.objective.floor.value
    return min((level.value for level in certificate.levels if level.value), default=Fraction(0))


def limits(figures: list[int], quotas: Quotas, size: Size, nobody: int) -> Iterator[tuple[Fraction, str]]:
    """What everyone can have at most who can be drawn, and for which row or criterion.

    `nobody`: people whom no panel can hold, who may all be of any row.
    """
    counts = [max(0, count - nobody) for count in figures]
    for row, people in enumerate(counts):
        if people:
            seats = quotas.maximum[row]
            yield Fraction(seats, people), f"{' '.join(quotas.rows[row])}: {seats} / {people}"
    families = [
        *zip(quotas.criteria, (index.values() for index in quotas.index), strict=True),
        *((quotas.rows[min(c.index.values())][0], c.index.values()) for c in quotas.crossings),
    ]
    for name, rows in families:
        others = max(0, size.people - nobody - sum(figures[row] for row in rows))
        yield from _shares(name, [(quotas.minimum[row], counts[row]) for row in rows], size.seats, others)


def _shares(
    name: str, rows: Iterable[tuple[int, int]], seats: int, people: int
) -> Iterator[tuple[Fraction, str]]:
    """Seats that are left beside the minima of some rows, for the `people` of the others.

    `rows`: (minimum, people) of each, apart from one another. Those whose minimum is worth least a head are
    the first not to have it.
    """
    order = sorted((Fraction(least, count), least, count) for least, count in rows if count)
    left = seats - sum(least for least, _ in rows)
    for number in range(len(order) + 1):
        if people or left < 0:
            # Minima alone that are more than the seats leave nobody anything.
            yield Fraction(left, people or 1), f"{name}: {left} / {people}"
        if number < len(order):
            _, least, count = order[number]
            left, people = left + least, people + count
