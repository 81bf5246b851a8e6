"""`prefer: repairable`: fewer members whom nobody could follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tirage.chances.instance import Instance
from tirage.lottery.bundles import Bundles, matrix
from tirage.lottery.local_search import search
from tirage.lottery.preference.exchanges import Effort
from tirage.lottery.preference.successors import Successors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Repairable:
    """A member whom nobody could follow, leaving alone, is a fault."""

    effort = Effort(rounds=40, panels=40_000)
    """A thousand panels take a quarter of a second."""

    def __init__(self, instance: Instance, tolerance: Sequence[int]) -> None:
        """`tolerance`: that of replacements, by quota."""
        self._successors, self._rows = Successors(instance, tolerance), matrix(instance)

    def faults(self, panels: NDArray[np.int64]) -> NDArray[np.int64]:
        """B: members whom nobody could follow."""
        import numpy as np

        return np.asarray(self._successors.without(panels).sum(axis=1))

    def split(self, pairs: Bundles) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Any valid half will do."""
        return search(pairs, self._rows, 0)
