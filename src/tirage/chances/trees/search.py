"""The search for a tree: branch and bound over profiles, asked that Σ w·x ≥ B + 1 has no composition.

Depth first, so that memory stays small; the effort is counted in steps of the linear programs and never in
seconds. The programs are GLOP's, so another machine may find another tree, or none: whoever is drawn does not
depend on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tirage.chances.instance import Instance
from tirage.chances.trees.branch import Forms
from tirage.chances.trees.gains import Gains
from tirage.chances.trees.program import SCALES, NodeProgram, Point
from tirage.chances.trees.tree import Branching, Leaf, Side, Tree

DEEPEST = 60
"""Branchings on the way to a leaf."""
GAIN = 1e-6
"""What a side that gains nothing counts as having gained, in parts of the node's value."""


class Exhausted(Exception):
    """The effort did not suffice, or the claim is false."""


class Search:
    """A tree for Σ weights·x ≤ best."""

    def __init__(self, instance: Instance, weights: Sequence[int], best: int, steps: float) -> None:
        self._instance, self._weights, self._best = instance, weights, best
        self._program = NodeProgram(instance, weights, elastic=False)
        self._missing: NodeProgram | None = None
        self._before = 0
        self._forms = Forms(instance)
        self._gains = Gains()
        self._steps = steps
        self._nodes: list[Branching | Leaf] = []

    def run(self) -> Tree:
        """The tree; raises Exhausted."""
        todo: list[tuple[Side, ...]] = [()]
        while todo:
            path = todo.pop()
            node = self._node(path)
            self._nodes.append(node)
            if isinstance(node, Branching):
                todo += [(*path, Side(node, upper=True)), (*path, Side(node, upper=False))]
        return tuple(self._nodes)

    @property
    def spent(self) -> float:
        """Steps of the programs."""
        return self._before + self._program.iterations + (self._missing.iterations if self._missing else 0)

    def _node(self, path: tuple[Side, ...]) -> Branching | Leaf:
        point = self._program.solve(path)
        if point is None:
            if leaf := self._empty(path):
                return leaf
            point = self._afresh(path)
        if point.value < self._best + 1 and (leaf := self._closed(self._program, path)):
            return leaf
        if len(path) == DEEPEST or self.spent > self._steps:
            raise Exhausted
        splits, value = self._forms.splits(point.seats), point.value
        if not splits:
            raise Exhausted
        least = GAIN * max(1.0, abs(value))
        return self._gains.best(splits, least, lambda side: self._gain(path, value, side)).branching

    def _afresh(self, path: Sequence[Side]) -> Point:
        """The best of a node that is not empty, though its last basis led the solver astray."""
        self._before += self._program.iterations
        self._program = NodeProgram(self._instance, self._weights, elastic=False)
        point = self._program.solve(path)
        if point is None:
            raise Exhausted
        return point

    def _empty(self, path: Sequence[Side]) -> Leaf | None:
        if self._missing is None:
            self._missing = NodeProgram(self._instance, self._weights, elastic=True)
        return self._closed(self._missing, path) if self._missing.solve(path) else None

    def _closed(self, program: NodeProgram, path: Sequence[Side]) -> Leaf | None:
        """The leaf that the last solution of a program gives; None where rounding spoils it."""
        for scale in SCALES:
            leaf = program.leaf(path, scale)
            if leaf.upper_bound(path, self._weights, self._instance) < leaf.scale * (self._best + 1):
                return leaf
        return None

    def _gain(self, path: tuple[Side, ...], value: float, side: Side) -> float:
        """By how much a side lowers the best of a node, no more than to where nothing is left to show."""
        enough = value - self._best - 1
        point = self._program.solve((*path, side))
        return enough if point is None else min(enough, value - point.value)
