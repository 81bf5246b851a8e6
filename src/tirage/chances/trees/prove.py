"""Cuts with their trees: of the whole cut where one is found, else of something weaker, one leaf at last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tirage.chances.instance import Instance
from tirage.chances.objectives.choose import Capped, Goldilocks, Objective, Target
from tirage.chances.objectives.nash import Product
from tirage.chances.proof import RowProof
from tirage.chances.rising import Unproved
from tirage.chances.trees.gomory import Rounded, rounds
from tirage.chances.trees.program import SCALES, NodeProgram
from tirage.chances.trees.search import Exhausted, Search
from tirage.chances.trees.tree import Branching, Leaf, Tree, added, size, work
from tirage.solvers.integer import LinearRow

STEPS = 150_000.0
"""Steps of the linear programs of one tree; some 45,000 a second."""
ALL_STEPS = 1_200_000.0
"""Of all trees of one draw."""
QUICK_STEPS = 150_000.0
"""Of one tree, before cuts of its own are looked for."""
CLAIM_ROUNDS, ALL_ROUNDS = 10, 60
"""Rounds of these for one claim, and for all of one draw; a second for some ten of them."""
WEAKER_STEPS, ALL_WEAKER_STEPS = 10_000.0, 60_000.0
"""The same for something weaker in place of a claim whose tree is too large."""
QUARTERS = (1, 2, 3)
"""What is tried then: so much of the way from the claim to what fractions show."""
MOST_BYTES, MOST_WORK = 2**20 - 2**12, 2**21
"""What the cuts of one draw may have with their trees, and may cost who checks these (docs/formats.md)."""
MOST_ADDED = 2**22
"""Weights of cuts that the proofs of one draw may add up."""
NOBODY_BYTES, NOBODY_WORK = 2**18 - 2**12, 2**19
"""The same for a tree that shows that there is no panel."""


@dataclass(frozen=True, slots=True)
class ProvedCut:
    """A cut, and a tree that shows the whole of it or something weaker."""

    cut: LinearRow
    proved: int
    """What the tree shows that its sum is not above: its limit, or more."""
    tree: Tree

    @property
    def limit(self) -> LinearRow:
        """The cut as far as it is proved."""
        return self.cut._replace(upper=self.proved)

    @property
    def size(self) -> int:
        """Bytes of its document, about, and never fewer."""
        weights = zip(self.cut.members, self.cut.weights, strict=True)
        named = sum(len(f'"{t}":"{weight}",') for t, weight in weights)
        return 60 + named + len(str(self.cut.upper)) + len(str(self.proved)) + size(self.tree)

    def renumbered(self, numbers: Mapping[int, int]) -> ProvedCut:
        """The same where the cuts that its tree names have other numbers."""
        return replace(self, tree=tuple(_node(node, numbers) for node in self.tree))


class Prover:
    """The cuts that proofs rest on, each with its tree, within one effort.

    `instance`: with every cut that was found, by the numbers that the proofs name. Those that no proof names
    are left out. A tree may use the cuts before its own, as far as they are proved.
    """

    def __init__(self, instance: Instance, steps: float = ALL_STEPS) -> None:
        self._found = instance.cuts
        self._instance = replace(instance, cuts=())
        self._left, self._spare = steps, ALL_WEAKER_STEPS
        self._rounds = ALL_ROUNDS
        self._bytes, self._work = MOST_BYTES, MOST_WORK
        self.cuts: list[ProvedCut] = []

    def target(self, target: Target) -> tuple[Target, tuple[ProvedCut, ...]]:
        """The same chances, and the cuts of their proofs, by the numbers that these name now.

        Raises `rising.Unproved` where cuts are more, or larger, than a certificate may have.
        """
        proofs: list[RowProof] = []
        _with_proofs(target, lambda proof: _kept(proof, proofs))
        numbers: dict[int, int] = {}
        places: dict[LinearRow, int] = {}
        for number in self._in_turn({number for proof in proofs for number in proof.cuts}):
            cut = self._found[number]
            if cut not in places:
                self.proved(cut)
                places[cut] = len(self.cuts) - 1
            numbers[number] = places[cut]
        if sum(added(proof, replace(self._instance, cuts=self._found)) for proof in proofs) > MOST_ADDED:
            raise Unproved
        return _with_proofs(target, lambda proof: _renumbered(proof, numbers)), tuple(self.cuts)

    def _in_turn(self, numbers: Collection[int]) -> list[int]:
        """Those with small weights first: the trees of others are smaller where they rest on them."""
        return sorted(numbers, key=lambda number: (max(map(abs, self._found[number].weights)), number))

    def proved(self, cut: LinearRow) -> ProvedCut:
        """A cut with its tree, the last of `cuts` then; before it come those that the tree rests on."""
        weights = [0] * len(self._instance.sizes)
        for t, weight in zip(cut.members, cut.weights, strict=True):
            weights[t] = weight
        helpers: tuple[Rounded, ...] = ()
        tree, proved = self._tree(self._instance, weights, cut.upper, QUICK_STEPS), cut.upper
        if tree is None and self._left > 0:
            helpers = rounds(self._instance, weights, cut.upper, min(CLAIM_ROUNDS, self._rounds))
            self._rounds -= CLAIM_ROUNDS
            tree = self._tree(self._with(helpers), weights, cut.upper, STEPS)
        if tree is None or not self._keep(cut, proved, tree, helpers):
            tree, proved = self._weaker(weights, cut.upper)
            if not self._keep(cut, proved, tree, ()):
                raise Unproved
        return self.cuts[-1]

    def _with(self, helpers: Sequence[Rounded]) -> Instance:
        return replace(self._instance, cuts=(*self._instance.cuts, *(each.cut for each in helpers)))

    def _keep(self, cut: LinearRow, proved: int, tree: Tree, helpers: Sequence[Rounded]) -> bool:
        """Whether there is room for a cut; then it is kept, after those of the helpers that it needs."""
        first = len(self._instance.cuts)
        shown = [ProvedCut(each.cut, each.cut.upper, (each.leaf,)) for each in helpers]
        numbers = {number: number for number in range(first)}
        new: list[ProvedCut] = []
        for number in _needed(tree, shown, first):
            numbers[number] = first + len(new)
            new.append(shown[number - first].renumbered(numbers))
        new.append(ProvedCut(cut, proved, tree).renumbered(numbers))
        whole = replace(self._instance, cuts=(*self._instance.cuts, *(each.limit for each in new)))
        took = sum(each.size for each in new), sum(work(each.tree, whole) for each in new)
        if took[0] > self._bytes or took[1] > self._work:
            return False
        self._bytes, self._work = self._bytes - took[0], self._work - took[1]
        self._instance = whole
        self.cuts += new
        return True

    def _weaker(self, weights: Sequence[int], best: int) -> tuple[Tree, int]:
        """A small tree that shows something between the claim and what one leaf shows, or that leaf."""
        leaf, shown = single_leaf(self._instance, weights)
        for quarters in QUARTERS:
            claim = best + (shown - best) * quarters // 4
            if best < claim < shown and self._spare > 0:
                search = Search(self._instance, weights, claim, min(WEAKER_STEPS, self._spare))
                tree = _run(search)
                self._spare -= search.spent
                if (
                    tree is not None
                    and size(tree) <= self._bytes
                    and work(tree, self._instance) <= self._work
                ):
                    return tree, claim
        return (leaf,), max(shown, best)

    def _tree(self, ground: Instance, weights: Sequence[int], best: int, steps: float) -> Tree | None:
        """The tree of a claim; None where none is found."""
        search = Search(ground, weights, best, min(steps, self._left))
        tree = _run(search)
        self._left -= search.spent
        return tree


def _needed(tree: Tree, helpers: Sequence[ProvedCut], first: int) -> list[int]:
    """Numbers, from `first` on, of the helpers that a tree rests on, or another that it rests on."""
    needed = _named(tree)
    for number in range(first + len(helpers) - 1, first - 1, -1):
        if number in needed:
            needed |= _named(helpers[number - first].tree)
    return sorted(number for number in needed if number >= first)


def _named(tree: Tree) -> set[int]:
    return {number for node in tree if isinstance(node, Leaf) for number in node.prices.cuts}


def _node(node: Branching | Leaf, numbers: Mapping[int, int]) -> Branching | Leaf:
    """A node with other numbers of cuts."""
    return replace(node, prices=_renumbered(node.prices, numbers)) if isinstance(node, Leaf) else node


def _renumbered(proof: RowProof, numbers: Mapping[int, int]) -> RowProof:
    """The same with other numbers of cuts; two that have become one are added up."""
    prices: dict[int, int] = {}
    for number, price in proof.cuts.items():
        prices[numbers[number]] = prices.get(numbers[number], 0) + price
    return replace(proof, cuts=prices)


def _kept(proof: RowProof, proofs: list[RowProof]) -> RowProof:
    proofs.append(proof)
    return proof


def _with_proofs(target: Target, changed: Callable[[RowProof], RowProof]) -> Target:
    """A target with other proofs."""
    levels = tuple(replace(level, proof=changed(level.proof)) for level in target.levels)
    objective = target.objective and _objective(target.objective, changed)
    return replace(target, levels=levels, objective=objective)


def _objective(objective: Objective, changed: Callable[[RowProof], RowProof]) -> Objective:
    match objective:
        case Product():
            return replace(objective, proof=changed(objective.proof))
        case Goldilocks():
            highest = replace(objective.highest, proof=changed(objective.highest.proof))
            shown_by = replace(objective.shown_by, proof=changed(objective.shown_by.proof))
            return replace(objective, highest=highest, shown_by=shown_by)
        case Capped():
            floor = replace(objective.floor, proof=changed(objective.floor.proof))
            shown_by = replace(objective.shown_by, proof=changed(objective.shown_by.proof))
            return replace(objective, floor=floor, shown_by=shown_by)


@dataclass(frozen=True, slots=True)
class Efforts:
    """Steps of the linear programs of one claim that stands alone."""

    whole: float
    weaker: float
    """Of each of the claims that are weaker."""


def bounded(instance: Instance, weights: Sequence[int], best: int, efforts: Efforts) -> tuple[Tree, int]:
    """The tree of a claim as large as that of no panel may be, and what it shows: the claim, or less."""
    leaf, shown = single_leaf(instance, weights)
    claims = dict.fromkeys(best + (shown - best) * quarters // 4 for quarters in (0, *QUARTERS))
    for claim in claims:
        if claim < shown:
            steps = efforts.whole if claim == best else efforts.weaker
            tree = _small(_run(Search(instance, weights, claim, steps)), instance)
            if tree is not None:
                return tree, claim
    return (leaf,), max(shown, best)


def _small(tree: Tree | None, instance: Instance) -> Tree | None:
    """A tree that stands alone, if it is as small as it may be."""
    fits = tree is not None and size(tree) <= NOBODY_BYTES and work(tree, instance) <= NOBODY_WORK
    return tree if fits else None


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
    return _small(_run(Search(instance, [0] * len(instance.sizes), -1, steps)), instance)
