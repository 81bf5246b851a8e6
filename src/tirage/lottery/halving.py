"""A bundle of panels split in two, and in two again, until each panel stands alone.

Bundles are split side by side (`splitting`); those that are left are mended together with panels that are
there already (`mending`). Of many profiles that are rarely drawn each, panels are taken one by one instead
(`peeling`). That a bundle cannot be split proves nothing: its counts may be a sum of panels all the same. So
counts are given up when the effort is spent, which is counted and not timed.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import NamedTuple

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Bundles, Composition, one_bundle
from tirage.lottery.mending import mend, nearest
from tirage.lottery.peeling.peel import many, peel
from tirage.lottery.splitting import CHUNK, Halving
from tirage.progress import Progress

SOON = 8
"""Part of the panels that may be lost before another way is gone, where there is one."""


class Halved(NamedTuple):
    """The compositions that a bundle of counts was halved into."""

    compositions: tuple[Composition, ...]
    exact: bool
    """True when the compositions add up to the bundle's counts."""


def halve(
    counts: Composition, panels: int, instance: Instance, workers: Executor, progress: Progress
) -> Halved:
    """`panels` valid compositions that add up to `counts`, or as near as could be found.

    Bundles are split side by side by `workers`; the result does not depend on how many.
    """
    halving, whole = Halving(instance, workers, progress), one_bundle(counts, panels)
    peelable = many(whole)
    # Where half of all panels is lost, the counts are at fault, not the splits; of many profiles, the splits.
    parts = halving.down(whole, panels // (SOON if peelable else 2))
    if len(parts.stubborn.panels) and len(parts.single.panels) * 2 >= panels:
        parts = mend(parts, halving)
    if len(parts.stubborn.panels) and peelable:
        parts = peel(whole, halving.matrix, progress)
    done = compositions(parts.single)
    if not len(parts.stubborn.panels):
        return Halved(done, exact=True)
    return Halved((*done, *nearest(parts.stubborn, instance, workers)), exact=False)


def compositions(single: Bundles) -> tuple[Composition, ...]:
    """Bundles of one panel each as tuples, equal ones as one object: there may be many panels."""
    known: dict[Composition, Composition] = {}
    rows = (row for chunk in single.chunks(CHUNK) for row in chunk.counts.tolist())
    return tuple(known.setdefault(each, each) for each in map(tuple, rows))
