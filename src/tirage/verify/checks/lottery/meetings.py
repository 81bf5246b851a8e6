"""Which profiles meet in the panels: what the rule of SPEC §6 leaves free, as one figure. Line 11.26."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations_with_replacement
from typing import NamedTuple

from ...kernel import Table
from ...report import Said, skipped
from .lottery import FILE, Seated

MEETINGS = Table()
"""Line 11.26 of a draw of seats."""
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
    # To the nearest hundredth, as papers have it.
    ratio = (200 * most.together * panels + most.seats) // (2 * most.seats)
    figures = f"{most.first} + {most.second}: {most.together} / {most.seats // panels}"
    return [skipped(f"{figures} = {ratio // 100}.{ratio % 100:02} ({pairs})")]


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
