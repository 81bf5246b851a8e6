"""References: the short names by which papers, screens and telephones call people.

Nobody reads 32 signs aloud. An id of ten signs or fewer is its own reference. Where one is longer, the
reference is the beginning of the id, as many signs of it as tell everybody apart, eight at least; and where
ten do not, as with ids that begin alike, it is `#` and the place of the person among the ids in ascending
order. A reference never changes: the ids are those of the first pool, of which all later ones are a part.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

SHORTEST, LONGEST = 8, 10
"""Signs of a reference."""


def references(pids: Collection[str]) -> Mapping[str, str]:
    """Reference by pid, no two alike; `pids`: of everybody in the pool of the panel.

    >>> references(["b7", "a12"])
    {'a12': 'a12', 'b7': 'b7'}
    >>> references(["0123456789abcdef", "01234567f9abcdef"])
    {'0123456789abcdef': '012345678', '01234567f9abcdef': '01234567f'}
    >>> references(["paris-2026-1", "paris-2026-2"])
    {'paris-2026-1': '#1', 'paris-2026-2': '#2'}
    """
    ordered = sorted(set(pids))
    if all(len(pid) <= LONGEST for pid in ordered):
        return {pid: pid for pid in ordered}
    for signs in range(SHORTEST, LONGEST + 1):
        beginnings = {pid: pid[:signs] for pid in ordered}
        if len(set(beginnings.values())) == len(ordered):
            return beginnings
    width = len(str(len(ordered)))
    return {pid: f"#{place:0{width}}" for place, pid in enumerate(ordered, 1)}
