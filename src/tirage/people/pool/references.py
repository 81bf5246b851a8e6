"""References: the short names by which papers, screens and telephones call people.

Nobody reads 32 signs aloud. An id of ten signs or fewer is its own reference. Where one is longer, the
reference is the beginning of the id, as many signs of it as tell everybody apart, eight at least; and where
ten do not, as with ids that begin alike, it is `#` and the place of the person among the ids in ascending
order. A reference never changes: whoever joins the pool later gets one that nobody has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

SHORTEST, LONGEST = 8, 10
"""Signs of a reference."""


def references(pids: Collection[str], *later: Collection[str]) -> Mapping[str, str]:
    """Reference by pid, no two alike; `pids`: of everybody in the panel's pool; `later`: as it was since.

    >>> references(["b7", "a12"])
    {'a12': 'a12', 'b7': 'b7'}
    >>> references(["0123456789abcdef", "01234567f9abcdef"])
    {'0123456789abcdef': '012345678', '01234567f9abcdef': '01234567f'}
    >>> references(["paris-2026-1", "paris-2026-2"], ["paris-2026-1", "paris-2026-10", "paris-2026-2"])
    {'paris-2026-1': '#1', 'paris-2026-2': '#2', 'paris-2026-10': '#3'}
    >>> references(["0123456789abcdef"], ["0123456789abcdef", "01234567f9abcdef"])
    {'0123456789abcdef': '01234567', '01234567f9abcdef': '01234567f'}
    """
    found = _first(pids)
    for pool in later:
        found |= _others(found, sorted(set(pool) - found.keys()))
    return found


def _first(pids: Collection[str]) -> dict[str, str]:
    ordered = sorted(set(pids))
    if all(len(pid) <= LONGEST for pid in ordered):
        return {pid: pid for pid in ordered}
    for signs in range(SHORTEST, LONGEST + 1):
        beginnings = {pid: pid[:signs] for pid in ordered}
        if len(set(beginnings.values())) == len(ordered):
            return beginnings
    width = len(str(len(ordered)))
    return {pid: f"#{place:0{width}}" for place, pid in enumerate(ordered, 1)}


def _others(known: Mapping[str, str], new: Sequence[str]) -> dict[str, str]:
    """References of people who are new: one by one, the shortest that nobody's id begins with; else `#`."""
    found: dict[str, str] = {}
    ids = [*known, *new]
    taken = {signs: Counter(pid[:signs] for pid in ids) for signs in range(SHORTEST, LONGEST + 1)}
    for pid in new:
        short = [pid] if len(pid) <= LONGEST else []
        short += [pid[:signs] for signs, count in taken.items() if count[pid[:signs]] == 1]
        used = {*known.values(), *found.values()}
        free = [each for each in short if each not in used]
        found[pid] = free[0] if free else f"#{len(known) + len(found) + 1}"
    return found
