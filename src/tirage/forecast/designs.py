"""Which alternates to keep: whoever is missed most often joins, and whoever is needed least goes.

For each simulated series of departures an integer program mends the panel with as few people from outside the
list as it takes. Somebody who alone would mend a series counts whole, each of two a sixth, each of three a
27th; somebody on the list counts once for each series that uses them. Who has been of use before is taken
rather than others, so that the list comes to hold people who are of use often. Where few series are left
unmended more of them are looked at. The list that left fewest of the most series unmended is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tirage.draws.kinds import Features, kinds_in_row
from tirage.quotas.model import Quotas, residual
from tirage.solvers.integer import SumRow, integer_program

PROGRAMS = 600
"""Integer programs solved at most; a hundred take less than two seconds."""
SCENARIOS, MOST = 60, 240
"""Series looked at in the first round, and at most."""
FEW = 12
"""Of so many series one may be left unmended, before more of them are looked at."""
EXCHANGES, SLOWER = 3, 4
"""People exchanged in a round at first, and rounds after which it is one fewer."""
SHARED = 3
"""By how much less somebody is worth for each other who is missing too."""
EFFORT = 0.3
"""Deterministic time of one program."""
OUTSIDE, KNOWN = 1000, 90
"""What somebody from outside costs, and what having been of use is worth at most."""


class Mended(NamedTuple):
    """Who mends one series of departures, by kind."""

    used: Counter[Features]
    """From the list."""
    missing: Counter[Features]
    """From outside it."""


def designed(
    quotas: Quotas,
    seats: int,
    available: Mapping[Features, int],
    scenarios: Sequence[Sequence[Features]],
    start: Counter[Features],
) -> Counter[Features]:
    """Alternates by kind, as many as in `start`, that mend as many of these series as was found.

    `seats` of the panel; `scenarios`: in each, the features of those who stay.
    """
    own, best = Counter(start), start
    fewest = (0, len(scenarios) + 1)
    known: Counter[Features] = Counter()
    looked_at = min(SCENARIOS, len(scenarios))
    left, number = PROGRAMS, 0
    while left >= looked_at:
        mended = [_mended(quotas, seats, available, stay, own, known) for stay in scenarios[:looked_at]]
        left -= looked_at
        unmended = sum(each is not None and bool(each.missing) for each in mended)
        if (-looked_at, unmended) < fewest:
            best, fewest = +own, (-looked_at, unmended)
        if not unmended and looked_at == len(scenarios):
            break
        # In the first round nobody is known to be of use.
        if number:
            _exchange(own, [each for each in mended if each], max(1, EXCHANGES - number // SLOWER))
        for each in filter(None, mended):
            known.update(each.used.keys() | each.missing.keys())
        known = Counter({kind: count * 4 // 5 for kind, count in known.items()})
        number += 1
        if unmended * FEW <= looked_at:
            looked_at = min(2 * looked_at, MOST, len(scenarios))
    return best


def _exchange(own: Counter[Features], mended: Sequence[Mended], most: int) -> None:
    """Exchange those missed most for those needed least: one of each, and others where that helps."""
    needed: Counter[Features] = Counter()
    missed: dict[Features, Fraction] = {}
    for each in mended:
        needed.update(each.used.keys())
        whole = sum(each.missing.values())
        for kind, count in each.missing.items():
            worth = Fraction(count, whole * SHARED ** (whole - 1))
            missed[kind] = missed.get(kind, Fraction(0)) + worth
    joining = sorted(missed, key=lambda kind: (-missed[kind], kind))[:most]
    use = {kind: Fraction(needed[kind], count) for kind, count in own.items() if count}
    leaving = sorted(use, key=lambda kind: (use[kind], kind))
    for place, (new, old) in enumerate(zip(joining, leaving, strict=False)):
        if not place or missed[new] > use[old]:
            own[new] += 1
            own[old] -= 1


def _mended(
    quotas: Quotas,
    seats: int,
    available: Mapping[Features, int],
    stay: Sequence[Features],
    own: Counter[Features],
    known: Counter[Features],
) -> Mended | None:
    """Who takes the open seats, as few as can be from outside; None where nobody can, or it took too long."""
    vacant, left = seats - len(stay), residual(quotas, stay).bounds
    shut = [row for row in left if not row.maximum]
    kinds = [kind for kind in sorted(available) if not any(row.counts(kind) for row in shut)]
    inside = [kind for kind in kinds if own[kind]]
    outside = [kind for kind in kinds if available[kind] > own[kind]]
    places = [*inside, *outside]
    bounds = [(0, min(vacant, own[kind])) for kind in inside]
    bounds += [(0, min(vacant, available[kind] - own[kind])) for kind in outside]
    rows = [SumRow(range(len(places)), vacant, vacant)]
    rows += [SumRow(kinds_in_row(places, row), row.minimum, row.maximum) for row in left if row.maximum]
    worth = [min(KNOWN, known[kind]) for kind in places]
    worth = [value - (OUTSIDE if place >= len(inside) else 0) for place, value in enumerate(worth)]
    values = integer_program(bounds, rows, worth, limit=EFFORT).values
    if values is None:
        return None
    used, missing = values[: len(inside)], values[len(inside) :]
    return Mended(
        +Counter(dict(zip(inside, used, strict=True))), +Counter(dict(zip(outside, missing, strict=True)))
    )
