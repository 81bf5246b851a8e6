"""Proofs by composition with their trees: of the claim itself where one is found, else of one leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tirage.chances.instance import Instance
from tirage.chances.objectives.capped import Cut
from tirage.chances.objectives.choose import Capped, Goldilocks, Objective, Target
from tirage.chances.objectives.nash import Product
from tirage.chances.proof import CompositionProof, Proof, RowProof
from tirage.chances.trees.program import SCALES, NodeProgram
from tirage.chances.trees.search import Exhausted, Search
from tirage.chances.trees.tree import Leaf, Tree, size, work

STEPS = 80_000.0
"""Steps of the linear programs of one tree; some 30,000 a second."""
ALL_STEPS = 400_000.0
"""Of all trees of one draw."""
WEAKER_STEPS, ALL_WEAKER_STEPS = 10_000.0, 60_000.0
"""The same for something weaker in place of a claim whose tree is too large."""
QUARTERS = (1, 2, 3)
"""What is tried then: so much of the way from the claim to what fractions show."""
MOST_BYTES, MOST_WORK = 2**20 - 2**12, 2**21
"""What the trees of one draw may have, and may cost who checks them (docs/formats.md)."""
NOBODY_BYTES, NOBODY_WORK = 2**18 - 2**12, 2**19
"""The same for a tree that shows that there is no panel."""


@dataclass(frozen=True, slots=True)
class TreeProof(CompositionProof):
    """A proof by composition, and a tree that shows the whole of it or something weaker."""

    proved: int
    """What the tree shows: `best`, or more."""
    tree: Tree


class Prover:
    """Trees for the proofs of one draw, within one effort."""

    def __init__(self, instance: Instance, steps: float = ALL_STEPS) -> None:
        self._instance = instance
        self._left, self._spare = steps, ALL_WEAKER_STEPS
        self._bytes, self._work = MOST_BYTES, MOST_WORK
        self._found: dict[tuple[tuple[int, ...], int], Tree | None] = {}

    def target(self, target: Target) -> Target:
        """The same chances, each proof by composition with its tree."""
        levels = tuple(replace(level, proof=self.proof(level.proof)) for level in target.levels)
        return replace(target, levels=levels, objective=self._objective(target.objective))

    def proof(self, proof: Proof) -> Proof:
        """The same; with its tree, where it is one by composition."""
        if isinstance(proof, RowProof):
            return proof
        weights = proof.weights(self._instance)
        tree, proved = self._tree(tuple(weights), proof.best), proof.best
        if tree is None or not self._fits(tree):
            tree, proved = self._weaker(weights, proof.best)
        self._bytes -= size(tree)
        self._work -= work(tree, self._instance)
        return TreeProof(proof.weights_by_profile, proof.best, proved, tree)

    def _weaker(self, weights: Sequence[int], best: int) -> tuple[Tree, int]:
        """A small tree that shows something between the claim and what one leaf shows, or that leaf."""
        leaf, shown = single_leaf(self._instance, weights)
        for quarters in QUARTERS:
            claim = best + (shown - best) * quarters // 4
            if best < claim < shown and self._spare > 0:
                search = Search(self._instance, weights, claim, min(WEAKER_STEPS, self._spare))
                tree = _run(search)
                self._spare -= search.spent
                if tree is not None and self._fits(tree):
                    return tree, claim
        return (leaf,), max(shown, best)

    def _fits(self, tree: Tree) -> bool:
        return size(tree) <= self._bytes and work(tree, self._instance) <= self._work

    def _objective(self, objective: Objective | None) -> Objective | None:
        match objective:
            case None:
                return None
            case Product():
                return replace(objective, proof=self.proof(objective.proof))
            case Goldilocks():
                highest = replace(objective.highest, proof=self.proof(objective.highest.proof))
                return replace(objective, highest=highest, shown_by=self._cut(objective.shown_by))
            case Capped():
                floor = replace(objective.floor, proof=self.proof(objective.floor.proof))
                return replace(objective, floor=floor, shown_by=self._cut(objective.shown_by))

    def _cut(self, cut: Cut) -> Cut:
        return replace(cut, proof=self.proof(cut.proof))

    def _tree(self, weights: tuple[int, ...], best: int) -> Tree | None:
        """The tree of a claim; None where none is found. Two proofs may make the same one."""
        if (weights, best) not in self._found:
            search = Search(self._instance, weights, best, min(STEPS, self._left))
            self._found[weights, best] = _run(search)
            self._left -= search.spent
        return self._found[weights, best]


def _run(search: Search) -> Tree | None:
    try:
        return search.run()
    except Exhausted:
        return None


def single_leaf(instance: Instance, weights: Sequence[int]) -> tuple[Leaf, int]:
    """The best leaf that the relaxation alone gives, and what it shows of Σ weights·x."""
    program = NodeProgram(instance, weights, elastic=False)
    found = [Leaf(1, RowProof(0, {}, {}), {})]
    if program.solve(()):
        found += (program.leaf((), scale) for scale in SCALES)
    shown = [leaf.upper_bound((), weights, instance) // leaf.scale for leaf in found]
    proved = min(shown)
    return found[shown.index(proved)], proved


def disproof(instance: Instance, steps: float = STEPS) -> Tree | None:
    """A tree that shows that no composition meets the rows; None where none is found."""
    tree = _run(Search(instance, [0] * len(instance.sizes), -1, steps))
    fits = tree is not None and size(tree) <= NOBODY_BYTES and work(tree, instance) <= NOBODY_WORK
    return tree if fits else None
