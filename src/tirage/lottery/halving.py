"""A bundle of panels split in two, and in two again, until each panel stands alone.

A bundle (c, r) is r panels that hold c_t people of profile t together. It is split into r₁ = ⌊r/2⌋ and
r − r₁ panels so that every profile and every row gets its share, rounded down or up: both halves then
meet the quotas on average, and a bundle of one panel meets them (algorithms.md §2).
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import NamedTuple

from tirage.chances.instance import Instance
from tirage.progress import Progress
from tirage.solvers.integer import SumRow, integer_program

Composition = tuple[int, ...]


ATTEMPTS = 5
"""Splits tried on a bundle before it is given up."""
PATIENCE = 3
"""Bundles given up before a first failure is believed at once: the target is wrong, not the split."""

BATCH = 32
"""Bundles split side by side."""
HOPELESS = 12
"""Bundles given up before the others are not tried any more."""
ENOUGH = 60
"""Bundles left whole that still get panels, as a start for another method."""
MOST_NEAR = 4
"""Panels for each of them."""


class Bundle(NamedTuple):
    """Panels not yet told apart."""

    counts: Composition
    panels: int


class Halved(NamedTuple):
    """The compositions that a bundle of counts was halved into."""

    compositions: tuple[Composition, ...]
    exact: bool
    """True when the compositions add up to the bundle's counts."""


def split(
    bundle: Bundle, instance: Instance, attempt: int = 0, limit: float = 0.3
) -> tuple[Bundle, Bundle] | None:
    """Two halves of a bundle of two panels or more; None when none was found within the limit.

    Attempt 0 gives every profile and row its share; later ones leave rows as much more room as both
    halves can bear, and aim in a direction of their own, or the solver would give the same again.
    """
    half = bundle.panels // 2
    other = bundle.panels - half
    bounds, base = [], []
    for t, count in enumerate(bundle.counts):
        low, high = count * half // bundle.panels, -(-count * half // bundle.panels)
        if attempt:
            low, high = (
                max(0, low - 1, count - other * instance.sizes[t]),
                min(count, high + 1, half * instance.sizes[t]),
            )
        base.append(low)
        bounds.append((0, high - low))
    free = {t: i for i, t in enumerate(t for t, (_, room) in enumerate(bounds) if room)}
    rows = []
    for members, lower, upper in instance.rows:
        total = sum(bundle.counts[t] for t in members)
        low, high = total * half // bundle.panels, -(-total * half // bundle.panels)
        if attempt:
            low = max(low - attempt, lower * half, total - upper * other)
            high = min(high + attempt, upper * half, total - lower * other)
        given = sum(base[t] for t in members)
        rows.append(SumRow([free[t] for t in members if t in free], low - given, high - given))
    aim = [(t * 7919 + attempt * 104729) % 19 - 9 for t in free] if attempt else None
    answer = integer_program([bounds[t] for t in free], rows, aim, limit=limit)
    if answer.values is None:
        return None
    for t, extra in zip(free, answer.values, strict=True):
        base[t] += extra
    rest = tuple(count - taken for count, taken in zip(bundle.counts, base, strict=True))
    return Bundle(tuple(base), half), Bundle(rest, other)


def halve(
    counts: Composition, panels: int, instance: Instance, workers: Executor, progress: Progress
) -> Halved:
    """`panels` valid compositions that add up to `counts`, or as near as could be found.

    Bundles are split side by side by `workers`; the result does not depend on how many.
    """
    stubborn: list[Bundle] = []
    done: list[Composition] = []
    waiting = [Bundle(counts, panels)]
    while waiting and len(stubborn) < HOPELESS:
        batch, waiting = waiting[-BATCH:], waiting[:-BATCH]
        done += [bundle.counts for bundle in batch if bundle.panels == 1]
        bundles = [bundle for bundle in batch if bundle.panels > 1]
        firsts = workers.map(lambda bundle: split(bundle, instance), bundles)
        for bundle, first in zip(bundles, firsts, strict=True):
            pair = first
            for attempt in range(1, ATTEMPTS if len(stubborn) < PATIENCE else 1):
                pair = pair or split(bundle, instance, attempt)
            if pair is None:
                stubborn.append(bundle)
            else:
                waiting += pair
        progress.step("lottery", len(done), panels)
    for found in workers.map(lambda bundle: nearest(bundle, instance), (stubborn + waiting)[:ENOUGH]):
        done += found
    return Halved(tuple(done), not stubborn)


def nearest(bundle: Bundle, instance: Instance) -> list[Composition]:
    """Valid compositions for a bundle that cannot be split, those whose turn it is first."""
    left = list(bundle.counts)
    found: list[Composition] = []
    for panels in range(bundle.panels, max(0, bundle.panels - MOST_NEAR), -1):
        wish = [1000 * count // (panels * size) for count, size in zip(left, instance.sizes, strict=True)]
        answer = integer_program([(0, size) for size in instance.sizes], instance.rows, wish, limit=0.1)
        if answer.values is None:
            continue
        found.append(answer.values)
        left = [count - taken for count, taken in zip(left, answer.values, strict=True)]
    return found
