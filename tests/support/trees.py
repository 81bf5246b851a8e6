"""A second opinion on trees: what a document of one shows, worked out anew, in fractions, from plain data.

Nothing of the product or of its verifiers is used here. Slow, for tiny pools: the inequalities that a leaf
adds up are written out one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Ground:
    """A pool in plain numbers."""

    sizes: Sequence[int]
    seats: int
    quotas: Sequence[tuple[frozenset[int], int, int]]
    """Profiles, least, most."""
    homes: Sequence[tuple[frozenset[int], int]] = ()
    """Profiles, most."""
    cuts: Sequence[tuple[Mapping[int, int], int]] = ()
    """Weights by profile, most."""


Inequality = tuple[dict[int, Fraction], Fraction]
"""Σ weight·x ≤ limit."""


@dataclass(frozen=True)
class Side:
    """A branching on the way: Σ sums·x ≤ limit."""

    sums: dict[int, Fraction]
    limit: Fraction
    upper: bool


def shows(tree: Sequence[Mapping[str, Any]], weights: Mapping[int, int], limit: int, ground: Ground) -> bool:
    """Whether a tree proves Σ weights·x ≤ limit for every composition; w = 0 and −1: that there is none."""
    left = list(reversed(tree))

    def node(above: list[Side]) -> bool:
        if not left:
            return False
        first = left.pop()
        if "most" not in first:
            return _leaf(first, weights, limit, ground, above)
        if "rows" in first:
            members = frozenset.intersection(*(ground.quotas[q][0] for q in first["rows"]))
        else:
            members = frozenset(first["profiles"])
        low = Side(dict.fromkeys(members, Fraction(1)), Fraction(first["most"]), upper=False)
        high = Side(dict.fromkeys(members, Fraction(-1)), Fraction(-first["most"] - 1), upper=True)
        # Both sides are walked, whatever the first comes to.
        lower = node([*above, low])
        upper = node([*above, high])
        return lower and upper

    return node([]) and not left


def _leaf(
    leaf: Mapping[str, Any],
    weights: Mapping[int, int],
    limit: int,
    ground: Ground,
    above: Sequence[Side],
) -> bool:
    """Inequalities added up, each as often as the leaf says, and what no profile can be beyond."""
    used: list[tuple[Fraction, Inequality]] = []
    everyone = dict.fromkeys(range(len(ground.sizes)), Fraction(1))
    used.append((Fraction(leaf["nu"]), (everyone, Fraction(ground.seats))))
    for q, price in leaf["quotas"].items():
        members, least, most = ground.quotas[int(q)]
        times = Fraction(price)
        if times > 0:
            used.append((times, (dict.fromkeys(members, Fraction(1)), Fraction(most))))
        else:
            used.append((-times, (dict.fromkeys(members, Fraction(-1)), Fraction(-least))))
    for h, price in leaf["households"].items():
        members, most = ground.homes[int(h)]
        used.append((Fraction(price), (dict.fromkeys(members, Fraction(1)), Fraction(most))))
    for c, price in leaf.get("cuts", {}).items():
        own, most = ground.cuts[int(c)]
        used.append((Fraction(price), ({t: Fraction(w) for t, w in own.items()}, Fraction(most))))
    for b, price in leaf["branchings"].items():
        if int(b) >= len(above):
            return False
        side = above[int(b)]
        used.append((-Fraction(price) if side.upper else Fraction(price), (side.sums, side.limit)))
    # The total is an equality: any sign will do. All others only as they stand.
    if any(times < 0 for times, _ in used[1:]):
        return False
    total = sum((times * most for times, (_, most) in used), Fraction(0))
    scale = Fraction(leaf["d"])
    for t, size in enumerate(ground.sizes):
        covered = sum((times * sums.get(t, Fraction(0)) for times, (sums, _) in used), Fraction(0))
        short = scale * weights.get(t, 0) - covered
        if short > 0:
            total += short * size
    return total < scale * (limit + 1)
