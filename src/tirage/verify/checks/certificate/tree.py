"""Trees of branchings: what an integer program says, proved in integers (docs/formats.md).

A tree shows Σ w·x ≤ B for every composition x, or, with w = 0, that there is none. Its nodes stand in a list:
a branching, then all of its lower side, then all of its upper side. No step of this calls itself, and the
work is counted before it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...reading.documents import Malformed, canonical, integer, natural
from ...reading.shapes import anything, is_count, is_text, shaped, some
from .prices import Ground, Limit, Prices, numbered, priced, read_prices

MOST_BYTES = 2**20
"""Of the cuts of one certificate together, as canonical JSON."""
DEEPEST = 100
MOST_WORK = 2**21
"""Profiles looked at, for the trees of one certificate together."""
NOBODY_BYTES, NOBODY_WORK = 2**18, 2**19
"""The same for a tree that shows that no one fits: a record may have many."""
_CELL = {"rows": some(is_count), "most": is_count}
_PROFILES = {"profiles": some(is_count), "most": is_count}
_CUT = {"weights": anything, "best": is_text, "proved": is_text, "tree": anything}
_LEAF = {"d": is_text, "branchings": anything}


@dataclass(slots=True)
class Allowance:
    """What may still be read of trees, and looked at for them."""

    size: int = MOST_BYTES
    work: int = MOST_WORK

    def read(self, size: int) -> None:
        """Count bytes; Malformed where they are too many."""
        self.size -= size
        if self.size < 0:
            raise Malformed("too-large", "tree")

    def look(self, profiles: int) -> None:
        """Count profiles; Malformed where they are too many."""
        self.work -= profiles
        if self.work < 0:
            raise Malformed("too-large", "tree")


@dataclass(frozen=True, slots=True)
class Branching:
    """Σx over some profiles is `most` at most, or above it."""

    rows: list[int]
    """The profiles that all of these quota rows count; empty where they are named."""
    profiles: list[int]
    most: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where integers show that nothing is left."""

    scale: int
    """D."""
    prices: Prices
    branchings: dict[int, int]
    """Multiplier by number of the branching on the way from the root."""


Tree = list[Branching | Leaf]


@dataclass(slots=True)
class _Step:
    """A branching on the way to a node."""

    most: int
    members: list[int]
    upper: bool = False


def read_tree(item: object, cuts: int = 0) -> Tree:
    """The nodes of a tree; Malformed where it is another form, or not the whole of a tree.

    `cuts`: how many its leaves may name.
    """
    if not isinstance(item, list):
        raise Malformed("wrong-value", "tree")
    nodes = [_node(each, cuts) for each in item]
    upper: list[bool] = []
    whole = False
    for number, node in enumerate(nodes):
        if whole:
            raise Malformed("tree", number)
        if isinstance(node, Branching):
            upper.append(False)
            if len(upper) > DEEPEST:
                raise Malformed("too-deep", number)
            continue
        while upper and upper[-1]:
            upper.pop()
        whole = not upper
        if upper:
            upper[-1] = True
    if not whole:
        raise Malformed("tree", len(nodes))
    return nodes


def _node(item: object, cuts: int) -> Branching | Leaf:
    if isinstance(item, dict) and "most" in item:
        named = "profiles" in item
        node = shaped(item, _PROFILES if named else _CELL)
        numbers = node["profiles" if named else "rows"]
        if sorted(set(numbers)) != numbers:
            raise Malformed("not-ascending", "tree")
        return Branching([] if named else numbers, numbers if named else [], node["most"])
    prices, leaf = read_prices(item, cuts, _LEAF)
    return Leaf(natural(leaf["d"]), prices, numbered(leaf["branchings"], integer))


@dataclass(frozen=True, slots=True)
class Cut:
    """As it is written."""

    limit: Limit
    tree: Tree


def read_cut(item: object, number: int, allowance: Allowance) -> Cut:
    """A cut by its number; Malformed for another form, and for a tree with cuts that are not before it."""
    allowance.read(len(canonical(item)))
    parts = shaped(item, _CUT)
    weights = numbered(parts["weights"], integer)
    best, proved = integer(parts["best"]), integer(parts["proved"])
    if not weights:
        raise Malformed("wrong-value", "weights")
    if proved < best:
        raise Malformed("out-of-range", "proved")
    return Cut(Limit(weights, best, proved), read_tree(parts["tree"], number))


def refuse_open(
    tree: Tree, weights: Sequence[int], proved: int, ground: Ground, allowance: Allowance
) -> None:
    """Malformed for the first leaf that does not show Σ weights·x ≤ proved; `tree` is whole."""
    path: list[_Step] = []
    for number, node in enumerate(tree):
        allowance.look(len(weights))
        if isinstance(node, Branching):
            path.append(_Step(node.most, _members(node, ground)))
            continue
        if _sum(node, path, weights, ground, allowance) >= node.scale * (proved + 1):
            raise Malformed("tree", number)
        while path and path[-1].upper:
            path.pop()
        if path:
            path[-1].upper = True


def _members(branching: Branching, ground: Ground) -> list[int]:
    """The profiles that a branching sums; Malformed for a number that is not there."""
    named = branching.profiles
    last, count = (
        (named[-1], len(ground.pool.sizes)) if named else (branching.rows[-1], len(ground.quotas.rows))
    )
    if last >= count:
        raise Malformed("out-of-range", last)
    cell = set(branching.rows)
    return named or [t for t, rows in enumerate(ground.pool.rows_of) if cell.issubset(rows)]


def _sum(
    leaf: Leaf, path: Sequence[_Step], weights: Sequence[int], ground: Ground, allowance: Allowance
) -> int:
    """What D·Σ w·x is not above, wherever the branchings on the way hold."""
    allowance.look(ground.added(leaf.prices))
    cost, total = priced(leaf.prices, ground)
    for number, price in leaf.branchings.items():
        if number >= len(path) or (price < 0) != path[number].upper:
            raise Malformed("out-of-range", number)
        step = path[number]
        allowance.look(len(step.members))
        total += price * (step.most + step.upper)
        for t in step.members:
            cost[t] += price
    scale = leaf.scale
    for size, weight, price in zip(ground.pool.sizes, weights, cost, strict=True):
        rest = scale * weight - price
        if rest > 0:
            total += size * rest
    return total
