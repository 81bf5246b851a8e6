"""Members whom nobody could follow, counted over the panels of a lottery before one of them is drawn.

One member leaves, everyone who remains may follow, and the quotas are to be met as before. Where that leaves
nobody, the member cannot be replaced without a change of the quotas. With a tolerance the panel with its
successor may miss each quota by so many seats.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tirage.assembly.remaining import current_pool, features_of, kept_quotas, pools, remaining
from tirage.assembly.state import AssemblyState
from tirage.chances.instance import Profiles
from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import LOTTERY, PLAN, POOL, QUOTAS
from tirage.draws.draw_up import group
from tirage.lottery.halving import halve
from tirage.lottery.preference.successors import Successors
from tirage.lottery.rounding import quantise
from tirage.progress import SILENT
from tirage.quotas.model import Bound, published, residual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAIRS = 120_000_000
"""Pairs of a seat and a kind of successor looked at; where all panels have more, some are looked at."""
THOUGHT_OF = 200
"""Panels made where no lottery is to be kept."""
FEWEST = 50
"""Panels looked at, however many pairs they have."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The members of one category."""

    criterion: str
    category: str
    seats: Fraction
    """Members of it, in the mean of the panels."""
    alone: Fraction
    """Those of them whom nobody could follow."""


@dataclass(frozen=True, slots=True)
class Replaceable:
    """How many members nobody could follow."""

    seats: int
    panels: int
    """Of the lottery."""
    examined: int
    """Panels looked at, evenly over the numbers."""
    remaining: int
    """Volunteers who do not sit."""
    tolerant: bool
    """Whether a tolerance is fixed for replacements; it counts here."""
    mean: Fraction
    """Members whom nobody could follow, in the mean of the panels."""
    worst: int
    """The same in the panel that has most."""
    best: int
    looser: Fraction
    """The mean, were one more seat of tolerance allowed."""
    lacking: tuple[Lacking, ...]
    """By category, in the order of the quotas; those where `alone` is above 0."""


def replaceable(files: Mapping[str, bytes]) -> Replaceable | None:
    """The figures of a plan, from its files; None where the pool is not among them, or nothing is asked."""
    if POOL not in files or LOTTERY not in files:
        return None
    import numpy as np

    pool, quotas = pools(files)[0], published(json.loads(files[QUOTAS]))
    plan = SeatsPlan.from_bytes(files[PLAN])
    if not quotas.bounds:
        return None
    tolerance = room(quotas.bounds, kept_quotas(files).bounds)
    grouped = group(pool, quotas, plan.inputs.seats)
    profile = {pool.people[i].pid: t for t, members in enumerate(grouped.members) for i in members}
    lines = files[LOTTERY].splitlines()
    some = lines[:: every(len(lines), grouped)]
    places = np.array([[profile[pid] for pid in line.decode("ascii").split(",")] for line in some])
    compositions = np.zeros((len(some), len(grouped.profiles)), np.int32)
    np.add.at(compositions, (np.arange(len(some))[:, None], places), 1)
    return of_compositions(grouped, quotas.bounds, compositions, len(lines), tolerance)


def expected(
    grouped: Profiles, bounds: Sequence[Bound], chances: Mapping[int, Fraction]
) -> Replaceable | None:
    """The figures of panels made for these chances by profile; None where none could be made."""
    instance = grouped.instance
    counts = quantise([chances[t] * size for t, size in enumerate(instance.sizes)], THOUGHT_OF, instance)
    if counts is None or not bounds:
        return None
    import numpy as np

    with ThreadPoolExecutor(1) as worker:
        panels = halve(counts, THOUGHT_OF, instance, worker, SILENT).compositions
    return of_compositions(grouped, bounds, np.array(panels), len(panels)) if panels else None


def followers(files: Mapping[str, bytes], state: AssemblyState) -> dict[str, int]:
    """How many people could follow each member who sits today, leaving alone; by pid, ascending.

    Under the quotas and the tolerance of replacements; other open seats count as held.
    """
    pool, quotas = current_pool(files), kept_quotas(files)
    left = Counter(person.features for person in remaining(pool, state).people)
    held = state.counted(())
    features = dict(zip(held, features_of(pool, held), strict=True))
    found: dict[tuple[str, ...], int] = {}
    for pid in sorted(state.seated):
        own = features[pid]
        if own not in found:
            rows = residual(quotas, [each for other, each in features.items() if other != pid]).bounds
            found[own] = sum(
                count
                for kind, count in left.items()
                if all(row.minimum <= row.counts(kind) <= row.maximum for row in rows)
            )
    return {pid: found[features[pid]] for pid in sorted(state.seated)}


def room(bounds: Sequence[Bound], kept: Sequence[Bound]) -> list[int]:
    """Seats by which replacements may miss each quota: the tolerance fixed with the panel."""
    return [wide.maximum - row.maximum for row, wide in zip(bounds, kept, strict=True)]


def every(panels: int, grouped: Profiles) -> int:
    """Each of how many panels is looked at."""
    each = grouped.instance.seats * len(grouped.profiles)
    return -(-panels // max(FEWEST, PAIRS // each))


def of_compositions(
    grouped: Profiles,
    bounds: Sequence[Bound],
    compositions: NDArray[np.signedinteger[Any]],
    panels: int,
    tolerance: Sequence[int] = (),
) -> Replaceable:
    """The figures of panels given by their seats by profile, of `panels` in all."""
    instance = grouped.instance
    found = Successors(instance, tolerance)
    alone = found.without(compositions)
    totals = alone.sum(axis=1)
    looser = Successors(instance, [seats + 1 for seats in tolerance or [0] * len(bounds)]).without(
        compositions
    )
    examined = len(compositions)
    seats = found.by_row(found.by_kind(compositions)).sum(axis=0)
    lonely = found.by_row(alone).sum(axis=0)
    lacking = tuple(
        Lacking(row.criterion, row.category, Fraction(int(held), examined), Fraction(int(nobody), examined))
        for row, held, nobody in zip(bounds, seats, lonely, strict=True)
        if nobody
    )
    return Replaceable(
        instance.seats,
        panels,
        examined,
        sum(instance.sizes) - instance.seats,
        any(tolerance),
        Fraction(int(totals.sum()), examined),
        int(totals.max()),
        int(totals.min()),
        Fraction(int(looser.sum()), examined),
        lacking,
    )
