"""Which seats leave together: drawn by ticket, balanced by a rule that leaves nothing to choose (SPEC §5).

Nobody picks a cohort, and no solver does: whoever has the panel, the quotas and the seed has the cohorts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tirage.randomness.lines import H
from tirage.randomness.seeds import in_ticket_order, stage_seed

ATTEMPTS = 20
"""Orders that are tried."""
MOST = 500
"""People among whom there are exchanges; more are dealt only, so that a verifier has little to do."""


def root_of(panel: Mapping[str, object]) -> str:
    """What cohorts follow from, by the body of the panel's entry: its seed, or the number drawn by hand."""
    if panel["by"] == "seed":
        return str(panel["seed"])
    return H("hand", str(panel["plan"]), str(panel["number"]))


def draw_cohorts(
    rows: Mapping[str, tuple[int, ...]], width: int, cohorts: int, root: str, *, rehearsal: bool
) -> dict[str, int]:
    """Cohort by pid of the panel as it was drawn, from 1; `rows`: the quota rows of each, of `width` in all.

    Attempt n deals the people in the order of their tickets, one cohort after the other, and then exchanges
    two of them, the first two in that order by whom the excess falls, until none are left (of no more than
    MOST people). The excess is how
    many seats the cohorts have, row by row, above their share rounded up or below it rounded down. The first
    attempt in which nothing is off by more than one seat holds, else that of the least excess.
    """
    found: list[tuple[int, dict[str, int]]] = []
    for attempt in range(1, ATTEMPTS + 1):
        stage = f"test/cohorts/{attempt}" if rehearsal else f"cohorts/{attempt}"
        deal = _Deal(in_ticket_order(stage_seed(root, stage), rows), rows, width, cohorts)
        while len(rows) <= MOST and deal.exchange():
            pass
        if deal.close:
            return deal.numbered()
        found.append((deal.excess, deal.numbered()))
    return min(found, key=lambda each: each[0])[1]


class _Deal:
    """People in the order of their tickets, and the cohort of each."""

    def __init__(
        self, order: Sequence[str], rows: Mapping[str, tuple[int, ...]], width: int, cohorts: int
    ) -> None:
        self._order = order
        self._rows = [rows[pid] for pid in order]
        self._cohort = [place % cohorts for place in range(len(order))]
        self._counts = [[0] * width for _ in range(cohorts)]
        for own, cohort in zip(self._rows, self._cohort, strict=True):
            for row in own:
                self._counts[cohort][row] += 1
        whole = [sum(column) for column in zip(*self._counts, strict=True)]
        self._bounds = [(total // cohorts, -(-total // cohorts)) for total in whole]

    def numbered(self) -> dict[str, int]:
        return {pid: cohort + 1 for pid, cohort in zip(self._order, self._cohort, strict=True)}

    @property
    def excess(self) -> int:
        return sum(self._off(row, count) for counts in self._counts for row, count in enumerate(counts))

    @property
    def close(self) -> bool:
        """Whether nothing is off by more than a seat."""
        return all(self._off(row, count) <= 1 for counts in self._counts for row, count in enumerate(counts))

    def exchange(self) -> bool:
        """Exchange the first two by whom the excess falls; False where there are none."""
        for i, (own, cohort) in enumerate(zip(self._rows, self._cohort, strict=True)):
            tried = set()
            for j in range(i + 1, len(self._order)):
                like = (self._rows[j], self._cohort[j])
                if self._cohort[j] == cohort or like in tried:
                    continue
                tried.add(like)
                if self._change(own, cohort, *like) < 0:
                    self._move(own, cohort, *like)
                    self._cohort[i], self._cohort[j] = self._cohort[j], cohort
                    return True
        return False

    def _off(self, row: int, count: int) -> int:
        low, high = self._bounds[row]
        off: int = max(0, low - count, count - high)
        return off

    def _change(self, own: tuple[int, ...], cohort: int, others: tuple[int, ...], other: int) -> int:
        """What an exchange adds to the excess."""
        change = 0
        for row in {*own} ^ {*others}:
            step = -1 if row in own else 1
            for counts, by in ((self._counts[cohort], step), (self._counts[other], -step)):
                change += self._off(row, counts[row] + by) - self._off(row, counts[row])
        return change

    def _move(self, own: tuple[int, ...], cohort: int, others: tuple[int, ...], other: int) -> None:
        for row in {*own} ^ {*others}:
            step = -1 if row in own else 1
            self._counts[cohort][row] += step
            self._counts[other][row] -= step
