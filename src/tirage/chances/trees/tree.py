"""A tree of branchings that proves what an integer program says (docs/formats.md; VIPR: Cheung et al. 2017).

Each branching splits the compositions by the sum of some profiles; each leaf shows with multipliers of rows
and of the branchings above it that Σ w·x ≤ B there: D·Σ w·x is not above a sum that is below D·(B + 1). With
w = 0 and D = 0 the sum is below 0, and there is no composition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof


@dataclass(frozen=True, slots=True)
class Form:
    """What a branching sums: seats of some profiles."""

    members: tuple[int, ...]
    """Ascending."""
    rows: tuple[int, ...] = ()
    """The quota rows that count these profiles, and together no others; none where the profiles are named."""


@dataclass(frozen=True, slots=True)
class Branching:
    """The sum is `most` at most, or above it."""

    form: Form
    most: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sides of a branching."""

    branching: Branching
    upper: bool

    @property
    def limit(self) -> int:
        """What the sum is at least on the upper side, at most on the lower one."""
        return self.branching.most + self.upper


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where integers show that nothing is left."""

    scale: int
    """D."""
    prices: RowProof
    branchings: Mapping[int, int]
    """β by number of the branching on the way from the root: ≥ 0 on its lower side, ≤ 0 on its upper one."""

    def upper_bound(self, path: Sequence[Side], weights: Sequence[int], instance: Instance) -> int:
        """What D·Σ weights·x is not above for any composition on this side of everything on the way."""
        cost, total = self.prices.weights(instance), self.prices.upper_bound(instance)
        for number, price in self.branchings.items():
            total += price * path[number].limit
            for t in path[number].branching.form.members:
                cost[t] += price
        for size, weight, price in zip(instance.sizes, weights, cost, strict=True):
            total += size * max(0, self.scale * weight - price)
        return total


Tree = tuple[Branching | Leaf, ...]
"""A leaf; or a branching, all nodes of its lower side, then all nodes of its upper side."""


def leaves(tree: Tree) -> int:
    """How many leaves a tree has."""
    return sum(isinstance(node, Leaf) for node in tree)


def size(tree: Tree) -> int:
    """Bytes of its document, about, and never fewer."""
    return sum(_leaf_size(node) if isinstance(node, Leaf) else _branching_size(node) for node in tree)


def work(tree: Tree, instance: Instance) -> int:
    """Profiles that whoever checks it looks at, and never fewer (docs/formats.md)."""
    found = [node for node in tree if isinstance(node, Leaf)]
    widest = max((len(node.form.members) for node in tree if isinstance(node, Branching)), default=0)
    multipliers = widest * sum(len(leaf.branchings) for leaf in found)
    return len(tree) * len(instance.sizes) + multipliers + sum(added(leaf.prices, instance) for leaf in found)


def added(proof: RowProof, instance: Instance) -> int:
    """Weights of cuts that a proof adds up."""
    return sum(len(instance.cuts[number].members) for number in proof.cuts)


def _leaf_size(leaf: Leaf) -> int:
    numbers = (leaf.scale, leaf.prices.seats)
    named = (leaf.prices.quotas, leaf.prices.households, leaf.prices.cuts, leaf.branchings)
    pairs = sum(len(f'"{key}":"{price}",') for prices in named for key, price in prices.items())
    return 90 + sum(len(str(number)) for number in numbers) + pairs


def _branching_size(branching: Branching) -> int:
    named = branching.form.rows or branching.form.members
    return 40 + len(str(branching.most)) + sum(len(f"{number},") for number in named)
