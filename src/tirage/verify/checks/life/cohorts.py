"""Which seats leave together, derived anew: by tickets, then exchanges without a choice (SPEC §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...primitives.lines import digest, stage_seed, ticket

ATTEMPTS = 20
MOST = 500
"""People among whom there are exchanges."""
Rows = tuple[int, ...]


def root_of(panel: dict[str, Any]) -> str:
    """What cohorts follow from: the panel's seed, or the number drawn by hand under its plan."""
    return panel["seed"] if panel["by"] == "seed" else digest("hand", panel["plan"], str(panel["number"]))


def derived(
    members: dict[str, Rows], width: int, cohorts: int, root: str, *, rehearsal: bool
) -> dict[str, int]:
    """Cohort by member, whose quota rows are given, of `width` in all."""
    best: tuple[int, dict[str, int]] | None = None
    for attempt in range(1, ATTEMPTS + 1):
        stage = stage_seed(root, f"{'test/' if rehearsal else ''}cohorts/{attempt}")
        order = sorted(members, key=lambda pid: (ticket(stage, pid), pid))
        dealt = [place % cohorts for place in range(len(order))]
        rows = [members[pid] for pid in order]
        counts = [[0] * width for _ in range(cohorts)]
        for own, number in zip(rows, dealt, strict=True):
            for row in own:
                counts[number][row] += 1
        totals = [sum(each[row] for each in counts) for row in range(width)]
        if len(members) <= MOST:
            _balance(rows, dealt, counts, totals)
        off = [_off(each[row], totals[row], cohorts) for each in counts for row in range(width)]
        found = {pid: number + 1 for pid, number in zip(order, dealt, strict=True)}
        if max(off, default=0) <= 1:
            return found
        if best is None or sum(off) < best[0]:
            best = (sum(off), found)
    return best[1] if best else {}


def _off(count: int, total: int, cohorts: int) -> int:
    """Seats above the share rounded up, or below it rounded down."""
    return max(0, total // cohorts - count, count - -(-total // cohorts))


def _balance(rows: Sequence[Rows], dealt: list[int], counts: list[list[int]], totals: list[int]) -> None:
    """Exchange the first two people by whom the excess falls, until there are none."""
    found = next(_falling(rows, dealt, counts, totals), None)
    while found is not None:
        i, j = found
        a, b = dealt[i], dealt[j]
        for row, step in _steps(rows[i], rows[j]):
            counts[a][row] += step
            counts[b][row] -= step
        dealt[i], dealt[j] = b, a
        found = next(_falling(rows, dealt, counts, totals), None)


def _falling(
    rows: Sequence[Rows], dealt: list[int], counts: list[list[int]], totals: list[int]
) -> Iterator[tuple[int, int]]:
    many = len(counts)
    for i, own in enumerate(rows):
        # People alike in one cohort change as much.
        seen: set[tuple[Rows, int]] = set()
        for j in range(i + 1, len(rows)):
            if dealt[j] == dealt[i] or (rows[j], dealt[j]) in seen:
                continue
            seen.add((rows[j], dealt[j]))
            change = 0
            for row, step in _steps(own, rows[j]):
                for number, by in ((dealt[i], step), (dealt[j], -step)):
                    count = counts[number][row]
                    change += _off(count + by, totals[row], many) - _off(count, totals[row], many)
            if change < 0:
                yield i, j


def _steps(own: Rows, other: Rows) -> list[tuple[int, int]]:
    """What the cohort of the one gains of each row when the other comes in their place."""
    return [(row, 1) for row in other if row not in own] + [(row, -1) for row in own if row not in other]
