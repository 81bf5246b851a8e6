"""How many combinations of two categories the panels of a lottery hold, beside what its chances allow.

The cells are those of `lottery.preference.crossings`: two categories that somebody in the pool has and that
no quota names together. Both bounds hold for every lottery in which everyone is in as many panels as in
this one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import CHANCES, LOTTERY, PLAN, POOL, QUOTAS
from tirage.draws.documents import csv_rows
from tirage.lottery.preference.crossings import Crossings, crossings
from tirage.quotas.model import published

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEMBERS = 12_000_000
"""Members of panels looked at, once for each pair of criteria; where there are more, of some panels."""
FEWEST = 50
"""Panels looked at, however many that makes."""


@dataclass(frozen=True, slots=True)
class Diversity:
    """The cells of all panels, counted."""

    cells: int
    """Combinations that somebody in the pool has and no quota names."""
    seats: int
    panels: int
    """Of the lottery."""
    examined: int
    """Panels looked at, evenly over the numbers."""
    mean: Fraction
    """Cells of which a panel has somebody, in the mean."""
    worst: int
    best: int
    possible: Fraction
    """The most that this mean can be with these chances."""
    apart: Fraction
    """Members who would have to be others for a panel to have of each cell what the lottery has in the mean:
    half the sum of what it has too much or too little, in the mean of panels and pairs of criteria."""
    least_apart: Fraction
    """The least that this can be with these chances, whole panels being what they are."""
    preferred: bool
    """Whether panels that hold more cells were preferred."""


def diversity(files: Mapping[str, bytes]) -> Diversity | None:
    """The figures of a plan, from its files; None where the pool is not among them, or there are no cells."""
    if any(name not in files for name in (POOL, LOTTERY, CHANCES)):
        return None
    import numpy as np

    plan = SeatsPlan.from_bytes(files[PLAN])
    people = {row[0]: tuple(row[2:]) for row in csv_rows(files[POOL])[1:]}
    kinds = sorted(set(people.values()))
    cells = crossings(kinds, published(json.loads(files[QUOTAS])).bounds)
    if not cells.members:
        return None
    number = {kind: t for t, kind in enumerate(kinds)}
    kind_of = {pid: number[kind] for pid, kind in people.items()}
    lines = files[LOTTERY].splitlines()
    some = lines[:: every(len(lines), plan.inputs.seats, len(cells.cell_of))]
    places = np.array([[kind_of[pid] for pid in line.decode("ascii").split(",")] for line in some])
    panels = np.zeros((len(some), len(kinds)), np.int64)
    np.add.at(panels, (np.arange(len(some))[:, None], places), 1)
    given = Counter[int]()
    for pid, count, *_ in csv_rows(files[CHANCES])[1:]:
        given[kind_of[pid]] += int(count)
    totals = cells.counts(np.array([[given[t] for t in range(len(kinds))]]))[0]
    later = getattr(plan, "later", None)
    return _figures(cells, panels, totals, len(lines), later is not None and later.prefer == "diverse")


def every(panels: int, seats: int, pairs: int) -> int:
    """Each of how many panels is looked at."""
    return -(-panels // max(FEWEST, MEMBERS // (seats * pairs)))


def _figures(
    cells: Crossings,
    panels: NDArray[np.int64],
    totals: NDArray[np.int64],
    count: int,
    preferred: bool,
) -> Diversity:
    """`panels`: those looked at, by kind; `totals`: what all `count` panels hold of each cell."""
    import numpy as np

    held = cells.counts(panels)
    present = (held > 0).sum(axis=1)
    # Half of what is too much or too little; m times that, to stay in whole numbers.
    off = int(np.abs(held * count - totals).sum())
    rest = totals % count
    least = int((2 * rest * (count - rest)).sum())
    pairs = 2 * len(cells.cell_of)
    return Diversity(
        len(totals),
        int(panels[0].sum()),
        count,
        len(panels),
        Fraction(int(present.sum()), len(panels)),
        int(present.min()),
        int(present.max()),
        Fraction(int(np.minimum(totals, count).sum()), count),
        Fraction(off, count * len(panels) * pairs),
        Fraction(least, count * count * pairs),
        preferred,
    )
