"""Bundles split in two, and in two again: by a local search, and what it leaves by integer programs."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING, NamedTuple

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Bundles, Matrix, joined, matrix
from tirage.lottery.hopeless import asked, hopeless
from tirage.lottery.local_search import search
from tirage.progress import Progress
from tirage.solvers.integer import SumRow, integer_program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 256
"""Bundles searched as one piece of work."""
WIDE = 4 * CHUNK
"""Bundles split before their halves are: what waits stays small."""
ROOMS = (0, 1)
"""Room beyond the shares of rows that the search is given, one after the other."""
WIDER_ROOMS = (0, 2)
"""The same for the integer programs; with room, profiles too may be one off their share."""
SAMPLE = 48
"""Integer programs after which is asked whether the others are worth while."""
EFFORT = 0.02
"""Deterministic time of an integer program."""


class Parts(NamedTuple):
    """Bundles halved as far as they could be."""

    single: Bundles
    """Those of one panel each: valid compositions."""
    stubborn: Bundles
    """Those that could not be split, or were not tried any more."""


class Halving:
    """The splitting of one instance's bundles; the result does not depend on how many `workers` share it."""

    def __init__(self, instance: Instance, workers: Executor, progress: Progress) -> None:
        self.matrix = matrix(instance)
        self._workers = workers
        self._progress = progress

    def down(self, bundles: Bundles, most_lost: int) -> Parts:
        """The bundles halved until each is one panel; given up once more than `most_lost` panels are lost."""
        panels = int(bundles.panels.sum())
        waiting, single, stubborn = [bundles], [bundles.of(slice(0)).packed()], [bundles.of(slice(0))]
        done = lost = 0
        while waiting and lost <= most_lost:
            bundles = waiting.pop()
            if len(bundles.panels) > WIDE:
                waiting.append(bundles.of(slice(WIDE, None)))
            bundles = bundles.of(slice(WIDE))
            single.append(bundles.of(bundles.panels == 1).packed())
            bundles = bundles.of(bundles.panels > 1)
            done += len(single[-1].panels)
            if len(bundles.panels):
                halves, found = self._split(bundles)
                stubborn.append(bundles.of(~found))
                lost += int(stubborn[-1].panels.sum())
                waiting.append(_both(bundles.of(found), halves[found]))
            self._progress.step("lottery", done, panels)
        return Parts(joined(single), joined([*stubborn, *waiting]))

    def _split(self, bundles: Bundles) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """B × T: the first half of each; B: whether there is one."""
        import numpy as np

        searched = list(self._workers.map(self._search, bundles.chunks(CHUNK)))
        halves = np.concatenate([part for part, _ in searched])
        found = np.concatenate([part for _, part in searched])
        left = np.flatnonzero(~found)
        vain = self._vain(bundles.of(left))
        failed = 0
        for start in range(0, len(left), SAMPLE):
            # Where most bundles are lost anyway, the programs for all others would be spent in vain.
            if 2 * failed * len(left) > start * len(found):
                break
            some = left[start : start + SAMPLE]
            worth = some[~vain[start : start + SAMPLE]]
            failed += len(some) - len(worth)
            for i, half in zip(
                worth, self._workers.map(self._solve, bundles.of(worth).chunks(1)), strict=True
            ):
                if half is None:
                    failed += 1
                else:
                    halves[i], found[i] = half, True
        return halves, found

    def _vain(self, bundles: Bundles) -> NDArray[np.bool_]:
        """B: for which no program would find a half, whatever its room."""
        import numpy as np

        # The widest room holds the others.
        wanted = (asked(part, self.matrix, WIDER_ROOMS[-1], spare=True) for part in bundles.chunks(CHUNK))
        parts = [hopeless(each, self.matrix) for each in wanted]
        return np.concatenate([np.zeros(0, np.bool_), *parts])

    def _search(self, bundles: Bundles) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        halves, found = search(bundles, self.matrix, ROOMS[0])
        for room in ROOMS[1:]:
            left = ~found
            if left.any():
                halves[left], found[left] = search(bundles.of(left), self.matrix, room)
        return halves, found

    def _solve(self, bundle: Bundles) -> NDArray[np.int64] | None:
        for room in WIDER_ROOMS:
            half = solve(bundle, self.matrix, room)
            if half is not None:
                return half
        return None


def solve(bundle: Bundles, rows: Matrix, room: int) -> NDArray[np.int64] | None:
    """T: what the first half of one bundle holds; None when none was found within the effort."""
    import numpy as np

    wanted = asked(bundle, rows, room, spare=bool(room))
    least, most = wanted.least[0], wanted.most[0]
    counts = bundle.counts[0]
    given = rows.sums(wanted.least)
    loose = np.flatnonzero(most > least)
    place = np.full(len(counts), -1)
    place[loose] = np.arange(len(loose))
    seats = int(wanted.seats[0]) - int(least.sum())
    sums = [SumRow(range(len(loose)), seats, seats)]
    for members, low, high in zip(
        rows.members, (wanted.lower - given)[0], (wanted.upper - given)[0], strict=True
    ):
        free = place[members]
        sums.append(SumRow(free[free >= 0].tolist(), int(low), int(high)))
    bounds = [(0, int(most[t] - least[t])) for t in loose]
    answer = integer_program(bounds, sums, limit=EFFORT, light=True)
    if answer.values is None:
        return None
    found = np.array(least, np.int64)
    found[loose] += np.array(answer.values, np.int64)
    return found


def _both(bundles: Bundles, halves: NDArray[np.int64]) -> Bundles:
    """The first halves, then the second ones."""
    half = bundles.panels // 2
    return joined(
        [
            Bundles(halves, half, bundles.origin),
            Bundles(bundles.counts - halves, bundles.panels - half, bundles.origin),
        ]
    )
