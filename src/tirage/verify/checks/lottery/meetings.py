"""Which profiles meet in the panels, in figures: SPEC §6 leaves it free. Lines 11.26 and 11.48."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations, combinations_with_replacement
from typing import NamedTuple

from ...kernel import Table
from ...report import Said, skipped
from ..chance.plan import Plan
from .lottery import FILE, Seated
from .pool import Pool
from .quotas import Quotas

MEETINGS = Table()
"""Lines 11.26 and 11.48 of a draw of seats."""
_MOST_PROFILES = 300
"""Of so many profiles, those with the most seats, every two are looked at."""
_OFTEN = 20
"""Two profiles that would not meet so often by chance are left out: a few meetings tell nothing."""


class Meeting(NamedTuple):
    """Two profiles, or one with itself, and how often their members sit together."""

    first: int
    second: int
    together: int
    """Pairs of members of a panel, over all panels: Σ x·y, or Σ x·(x − 1)."""
    seats: int
    """Product of their seats in all panels; over m, what `together` would be if neither minded the other."""


@MEETINGS.note("beyond.meetings", FILE)
def say_meetings(seated: Seated) -> list[Said]:
    """The two profiles that meet most often, for their seats; nothing where no two have enough of them."""
    panels = len(seated.compositions)
    pairs, most = most_often(seated.compositions)
    if most is None:
        return []
    figures = f"{most.first} + {most.second}: {most.together} / {most.seats // panels}"
    return [skipped(f"{figures} = {_rounded(most.together * panels, most.seats)} ({pairs})")]


def most_often(compositions: Sequence[array[int]]) -> tuple[int, Meeting | None]:
    """How many pairs were looked at, and the one that meets most often; of equal ones the first."""
    panels = len(compositions)
    seats = Counter(chain.from_iterable(compositions))
    chosen = sorted(sorted(seats, key=lambda t: (-seats[t], t))[:_MOST_PROFILES])
    digits = _digits(compositions, set(chosen))
    pairs = 0
    most: Meeting | None = None
    for s, t in combinations_with_replacement(chosen, 2):
        product = seats[s] * seats[t]
        if product < _OFTEN * panels:
            continue
        pairs += 1
        together = _products(digits[s], digits[t]) - (seats[s] if s == t else 0)
        if most is None or together * most.seats > most.together * product:
            most = Meeting(s, t, together, product)
    return pairs, most


def _products(ours: Sequence[int], theirs: Sequence[int]) -> int:
    """Σ x·y over all panels, from the binary digits of x and of y."""
    if len(ours) == len(theirs) == 1:
        return (ours[0] & theirs[0]).bit_count()
    return sum((x & y).bit_count() << i + j for i, x in enumerate(ours) for j, y in enumerate(theirs))


def _digits(compositions: Sequence[array[int]], chosen: set[int]) -> dict[int, list[int]]:
    """Binary digit after digit, the panels (one bit each) in whose number of seats of a profile it is set."""
    size = (len(compositions) + 7) // 8
    found: dict[int, list[bytearray]] = {t: [] for t in chosen}
    for panel, own in enumerate(compositions):
        place, bit = panel >> 3, 1 << (panel & 7)
        for t in own:
            # One seat more: the first digit that is not set is, those before it are no longer.
            for digit in found.get(t, ()):
                digit[place] ^= bit
                if digit[place] & bit:
                    break
            else:
                if t in found:
                    found[t].append(bytearray(size))
                    found[t][-1][place] = bit
    return {t: [int.from_bytes(digit, "little") for digit in digits] for t, digits in found.items()}


@MEETINGS.note("beyond.diverse", FILE)
def say_diverse(plan: Plan, seated: Seated, pool: Pool, quotas: Quotas) -> list[Said]:
    """Where panels that mix were preferred: combinations of two categories in a panel, and the most possible.

    Those that somebody in the pool has and no quota names; mean, worst and best panel. The counts of all
    panels together bound the mean: no combination is in more panels than it has seats.
    """
    if plan.later.get("prefer") != "diverse":
        return []
    cells = _cells(pool, quotas)
    seats = Counter(chain.from_iterable(seated.compositions))
    totals = Counter[frozenset[int]]()
    for profile, own in enumerate(cells):
        for cell in own:
            totals[cell] += seats[profile]
    numbers = {cell: place for place, cell in enumerate(totals)}
    masks = [sum(1 << numbers[cell] for cell in own) for own in cells]
    present = [_together(masks, composition) for composition in seated.compositions]
    panels = len(present)
    if not totals or not panels:
        return []
    mean = _rounded(sum(present), panels)
    most = _rounded(sum(min(panels, count) for count in totals.values()), panels)
    return [skipped(f"{mean} ({min(present)}–{max(present)}) ≤ {most} / {len(totals)}")]


def _cells(pool: Pool, quotas: Quotas) -> list[list[frozenset[int]]]:
    """By profile, its combinations of two categories that no quota names, as two rows each."""
    named = {
        frozenset(quotas.index[c][category] for c, category in zip(crossing.columns, cell, strict=True))
        for crossing in quotas.crossings
        for cell in crossing.index
    }
    width = len(quotas.criteria)
    return [
        [cell for cell in map(frozenset, combinations(rows[:width], 2)) if cell not in named]
        for rows in pool.rows_of
    ]


def _together(masks: Sequence[int], composition: Sequence[int]) -> int:
    """How many bits the masks of some profiles have together."""
    whole = 0
    for profile in set(composition):
        whole |= masks[profile]
    return whole.bit_count()


def _rounded(part: int, whole: int) -> str:
    """A ratio to the nearest hundredth, as papers have it."""
    ratio = (200 * part + whole) // (2 * whole)
    return f"{ratio // 100}.{ratio % 100:02}"
