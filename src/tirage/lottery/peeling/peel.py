"""Panels taken from one bundle, one after the other; what is left of it always has what the others need.

Half of two hundred people, such that forty rows get just their half, is hard to find; a hundred of fifteen
hundred is not, as there are many more of them. So only the last few panels of a bundle are hard, in place of
half of all. A panel starts from shares rounded, exchanges come near, and a joint exchange gives each row what
it still lacks. Where nothing is found, some panels go back and others are taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tirage.lottery.bundles import Bundles, Matrix, joined
from tirage.lottery.local_search import State
from tirage.lottery.peeling.groups import Index, Rows, grouped
from tirage.lottery.peeling.joint import Exchange, Search, change_within
from tirage.lottery.splitting import Parts
from tirage.progress import Progress
from tirage.solvers.stream import Stream, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tirage.lottery.peeling.groups import Numbers

MANY = 800
"""Profiles that may come, from which on groups of two are enough; towards the end there are fewer."""
WALKS = 1, 64
STEPS = 60, 1600
"""Starts at once, and exchanges from rounded shares, where there are many profiles and where few."""
GOALS = 4, 2
"""Changes tried from one start, by groups of two and of three."""
ROOM = 2
"""Places that a row may have more or less than its share, as far as its limits go, after starts in vain."""
PATIENCE = 100, 8
"""Starts in vain after which panels go back, where there are many profiles and where few."""
USELESS, AGAIN = 12, 16
"""Joint exchanges in vain, one after the other, after which only every so many starts are given one."""
BACK, MORE_BACK = 2, 5
"""Panels that go back: the least, and how many numbers there are."""
STALE = 0.9
"""Part of the profiles of an index still open, below which it is made anew."""
GROUPS_OUT, GROUPS_IN = 200_000, 1_000_000
HALVES, MORE_HALVES = 60_000, 1_500_000
"""Groups and half exchanges looked at, of two profiles and of three."""
FAR = 1 << 60
LIGHTER = 4
"""Profiles looked at in one step of a walk that count for one group."""
EFFORT, EFFORT_A_PANEL = 400_000_000, 300_000
"""Groups and halves looked at in all; and as many more for each panel."""


class _Start(NamedTuple):
    """A panel whose rows are not all right."""

    panel: Numbers
    """T"""
    least: Numbers
    most: Numbers
    """R: changes that make them right."""


def many(bundle: Bundles) -> bool:
    """Whether a bundle has so many profiles to choose from that panels can be taken from it."""
    return int((bundle.counts[0] % int(bundle.panels[0]) > 0).sum()) >= MANY


def peel(bundle: Bundles, matrix: Matrix, progress: Progress) -> Parts:
    """The panels of one bundle, and what of it is left; the last panel is one where its rows are right."""
    return _Peeling(bundle, matrix, progress).run()


class _Peeling:
    """A bundle that becomes less."""

    def __init__(self, bundle: Bundles, matrix: Matrix, progress: Progress) -> None:
        import numpy as np

        self._np, self._matrix, self._progress = np, matrix, progress
        self._stream = Stream(digest(bundle.counts, bundle.panels))
        self._rows = Rows(matrix, self._stream)
        self._places = tuple(range(len(self._rows.places)))
        self._counts, self._of = bundle.counts[0].astype(np.int64), int(bundle.panels[0])
        self._left, self._panels = self._counts, self._of
        self._taken: list[Numbers] = []
        self._index: Index | None = None
        self._indexed = np.zeros(len(matrix.sizes), np.bool_)
        self._starts = self._useless = 0
        self._effort = EFFORT + EFFORT_A_PANEL * self._panels

    def run(self) -> Parts:
        panels, vain = self._panels, 0
        while self._panels > 1 and self._effort > 0:
            self._progress.step("lottery", len(self._taken), panels)
            panel = self._panel(vain)
            if panel is not None:
                self._take(panel)
                vain = 0
            elif vain < PATIENCE[self._few]:
                vain += 1
            else:
                self._back(BACK + self._starts % MORE_BACK)
                vain = 0
        return self._parts()

    def _take(self, panel: Numbers) -> None:
        self._taken.append(panel)
        self._left = self._left - panel
        self._panels -= 1

    def _back(self, count: int) -> None:
        for _ in range(min(count, len(self._taken))):
            self._left = self._left + self._taken.pop()
            self._panels += 1

    def _parts(self) -> Parts:
        np = self._np
        whole = Bundles(self._left[None], np.array([self._panels]), np.zeros(1, np.int64)).packed()
        held = self._matrix.sums(whole.counts)[0]
        last = self._panels == 1 and bool(
            ((held >= self._matrix.lower) & (held <= self._matrix.upper)).all()
            and (self._left <= self._matrix.sizes).all()
        )
        taken = np.array(self._taken, np.int64).reshape(len(self._taken), len(self._left))
        ones = np.ones(len(taken), np.int64)
        single = Bundles(taken, ones, ones - 1).packed()
        return Parts(joined([single, whole]), whole.of(slice(0))) if last else Parts(single, whole)

    def _panel(self, vain: int) -> Numbers | None:
        """One panel, or none by this start; `vain` were in vain before it."""
        np = self._np
        self._starts += 1
        some, few = self._open, self._few
        start = self._start(1 + vain % ROOM if few else min(vain, ROOM), few=few)
        if not (start.least > 0).any() and not (start.most < 0).any():
            return start.panel
        if not few and self._useless >= USELESS and self._starts % AGAIN:
            return None
        free = some & (start.panel == self._left // self._panels)
        out = np.flatnonzero(some & ~free)
        size = 3 if few else 2
        if min(len(out), int(free.sum())) < 2 * size:
            return None
        leaving = grouped(out, size, GROUPS_OUT, self._rows, self._stream)
        if few:
            coming = grouped(np.flatnonzero(free), size, GROUPS_IN, self._rows, self._stream)
            self._effort -= coming.members.size
            search = Search(leaving, Index(coming), free, MORE_HALVES)
        else:
            search = Search(leaving, self._near(some), free, HALVES)
        self._effort -= leaving.members.size
        panel = self._joint(start, search, GOALS[few], sort=few)
        self._useless = 0 if panel is not None else self._useless + 1
        return panel

    @property
    def _open(self) -> NDArray[np.bool_]:
        """T: which profiles may have a seat more in a panel, or not."""
        loose: NDArray[np.bool_] = self._left % self._panels > 0
        return loose

    @property
    def _few(self) -> bool:
        """Whether few profiles are left to choose from."""
        return int(self._open.sum()) < MANY

    @property
    def _waited(self) -> Numbers:
        """T: how far each profile is behind its share of the panels taken, the next one among them."""
        waited: Numbers = self._left * self._of - self._counts * (self._panels - 1)
        return waited

    def _start(self, room: int, *, few: bool) -> _Start:
        """The nearest that walks from rounded shares come by."""
        np = self._np
        base, state, loose = self._begun(room, WALKS[few])
        best: tuple[int, _Start] | None = None
        for step in range(STEPS[few] + 1):
            least, most = state.lacking()
            missed = np.maximum(least, 0).sum(axis=1) - np.minimum(most, 0).sum(axis=1)
            nearest = int(missed.argmin())
            if best is None or missed[nearest] < best[0]:
                up = state.rounded_up(np.arange(WALKS[few]) == nearest, len(self._left))[0]
                best = int(missed[nearest]), _Start(base + up, least[nearest], most[nearest])
            if not best[0]:
                break
            state.exchange(step, self._stream, up_first=step % 2 == 0)
            self._effort -= WALKS[few] * loose // LIGHTER
        assert best is not None
        return best[1]

    def _begun(self, room: int, walks: int) -> tuple[Numbers, State, int]:
        """What a panel has in any case; walks from those who have waited longest; how many may come."""
        np = self._np
        base = self._left // self._panels
        loose = self._open
        seats = int(self._counts.sum()) // self._of - int(base.sum())
        chance = self._stream.numbers(walks * len(base)).reshape(walks, -1)
        key = np.where(loose, self._waited * 65536 + 2 * chance * self._of, -FAR)
        up = np.zeros(key.shape, np.int64)
        np.put_along_axis(up, np.argsort(-key, axis=1, kind="stable")[:, :seats], 1, axis=1)
        panels = np.full(1, self._panels)
        lower, upper = self._matrix.limits(
            self._matrix.sums(self._left[None]), panels, np.ones_like(panels), room
        )
        above = np.pad(self._matrix.sums(base + up) - lower, ((0, 0), (0, 1)))
        width = np.repeat(upper - lower, walks, axis=0)
        rows = self._matrix.rows_of
        return base, State(np.tile(loose, (walks, 1)), up, above, width, rows), int(loose.sum())

    def _near(self, some: NDArray[np.bool_]) -> Index:
        """All pairs of profiles that may come, and others that might a while ago."""
        np = self._np
        stale = some.sum() < STALE * self._indexed.sum() or (some & ~self._indexed).any()
        if self._index is None or stale:
            groups = grouped(np.flatnonzero(some), 2, 0, self._rows, self._stream)
            self._index, self._indexed = Index(groups), some
            self._effort -= groups.members.size
        return self._index

    def _joint(self, start: _Start, search: Search, goals: int, *, sort: bool) -> Numbers | None:
        tried: set[bytes] = set()
        for number in range(goals):
            change = change_within(start.least, start.most, self._rows, self._stream, smallest=not number)
            if change is None or change.tobytes() in tried:
                continue
            tried.add(change.tobytes())
            places = self._places
            if sort:
                # Halves that change nothing are many: the first places are those where nothing is to change.
                far = [int(abs(change[rows]).sum()) for rows in self._rows.places]
                places = tuple(sorted(places, key=lambda c: (far[c], c)))
            found, looked = search.exchanges(change, self._rows, places)
            self._effort -= looked
            panel = self._best(start, found)
            if panel is not None:
                return panel
        return None

    def _best(self, start: _Start, found: Exchange) -> Numbers | None:
        """The panel whose exchange brings those who wait for most seats."""
        if not len(found.out):
            return None
        waited = self._waited
        gain = waited[found.into].sum(axis=1) - waited[found.out].sum(axis=1)
        best = int(gain.argmax())
        panel: Numbers = start.panel.copy()
        panel[found.out[best]] -= 1
        panel[found.into[best]] += 1
        change = self._matrix.sums((panel - start.panel)[None])[0]
        right = bool(((change >= start.least) & (change <= start.most)).all())
        return panel if right else None
