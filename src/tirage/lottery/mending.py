"""Bundles that cannot be split, mended together with finished panels.

That a bundle cannot be split says nothing of the counts as a whole. With a few finished panels added it is
another bundle, which can perhaps; what comes of it is kept where fewer panels are lost than before, or as
many, for then the panels are others, and the next round has something new to try.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import TYPE_CHECKING, NamedTuple

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Bundles, Composition, joined
from tirage.lottery.splitting import Halving, Parts
from tirage.solvers.integer import integer_program
from tirage.solvers.stream import Stream, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HELPERS = (2, 6, 6, 14)
"""Finished panels that are added to a bundle, round after round."""
PATIENCE = 12
"""Rounds without a panel gained after which mending ends."""
EFFORT = 10_000
"""Panels that may be split once more in all, whatever comes of it; a thousand take about a second."""
EFFORT_A_PANEL = 4
"""And as many times each panel of the lottery."""
MOST_NEAR = 4
"""Panels for a bundle that stays whole."""
ENOUGH = 16
"""Bundles left whole that still get panels, as a start for another method."""


class _Round(NamedTuple):
    """Bundles and finished panels put together."""

    merged: Bundles
    """`origin`: the number among `parts.stubborn`."""
    spent: NDArray[np.int64]
    """Positions of the finished panels, by bundle and helper."""


def mend(parts: Parts, halving: Halving) -> Parts:
    """The parts with as few panels in bundles as was found, the same together."""
    stream = Stream(digest(parts.stubborn.counts, parts.stubborn.panels))
    lost = int(parts.stubborn.panels.sum())
    effort = EFFORT + EFFORT_A_PANEL * (len(parts.single.panels) + lost)
    since = number = 0
    while lost and since < PATIENCE and effort > 0:
        together = _put_together(parts, HELPERS[number % len(HELPERS)], stream)
        if together is not None:
            panels = int(together.merged.panels.sum())
            parts = _better(parts, together, halving.down(together.merged, panels))
            effort -= panels
        before, lost = lost, int(parts.stubborn.panels.sum())
        since = 0 if lost < before else since + 1
        number += 1
    return parts


def _put_together(parts: Parts, helpers: int, stream: Stream) -> _Round | None:
    """Each bundle with finished panels of its own, as long as there are enough; None without any."""
    import numpy as np

    single, stubborn = parts
    order = stream.order(len(single.panels))
    count = min(len(stubborn.panels), len(order) // helpers)
    if not count:
        return None
    spent = np.array(order[: count * helpers]).reshape(count, helpers)
    counts = stubborn.counts[:count] + single.counts[spent].sum(axis=1, dtype=np.int64)
    return _Round(Bundles(counts, stubborn.panels[:count] + helpers, np.arange(count)), spent)


def _better(parts: Parts, together: _Round, found: Parts) -> Parts:
    """What came of the bundles where no panel more is lost, and the rest as it was."""
    import numpy as np

    single, stubborn = parts
    count = len(together.spent)
    lost = np.bincount(found.stubborn.origin, found.stubborn.panels, count).astype(np.int64)
    taken = np.zeros(len(stubborn.panels), np.bool_)
    taken[:count] = lost <= stubborn.panels[:count]
    unspent = np.ones(len(single.panels), np.bool_)
    unspent[together.spent[taken[:count]]] = False
    return Parts(
        joined([single.of(unspent), found.single.of(taken[found.single.origin])]),
        # Those that got no helpers come first in the next round.
        joined([stubborn.of(~taken), found.stubborn.of(taken[found.stubborn.origin])]),
    )


def nearest(stubborn: Bundles, instance: Instance, workers: Executor) -> list[Composition]:
    """Valid compositions for bundles that cannot be split, those whose turn it is first."""

    def panels_of(bundle: Bundles) -> list[Composition]:
        left, many = bundle.counts[0].tolist(), int(bundle.panels[0])
        found: list[Composition] = []
        for panels in range(many, max(0, many - MOST_NEAR), -1):
            wish = [1000 * count // (panels * size) for count, size in zip(left, instance.sizes, strict=True)]
            answer = integer_program([(0, size) for size in instance.sizes], instance.rows, wish, limit=0.1)
            if answer.values is None:
                continue
            found.append(answer.values)
            left = [count - taken for count, taken in zip(left, answer.values, strict=True)]
        return found

    return [each for found in workers.map(panels_of, stubborn.of(slice(ENOUGH)).chunks(1)) for each in found]
