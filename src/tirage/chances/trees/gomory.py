"""Cuts from a vertex of fractions: multipliers of the rows that meet there, and sums rounded down.

A vertex where somebody has a part of a seat solves as many equations as it has such people. Take the row of
one of them in the inverse, leave out whole multiples of the equations, round every weight down: what is left
is whole for panels, and its limit is rounded down too (Gomory 1958; Chvátal 1973). All in fractions: one
leaf shows the cut, whatever the linear program's rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, inf, lcm

from tirage.chances.exact import Singular, solve
from tirage.chances.instance import Instance
from tirage.chances.trees.program import NodeProgram, Vertex
from tirage.chances.trees.tree import Leaf
from tirage.solvers.integer import LinearRow

MULTIPLES = (1, 2, 3, -1)
"""Times that a row of the inverse is taken before whole multiples of the rows are left out."""
LARGEST = 60
"""The largest weight of a cut."""
DEEPEST = 10**4
"""The largest denominator of multipliers."""
VIOLATED = 0.05
"""Seats by which a vertex is beyond a cut, for each unit of the cut's length."""
MOST_ROWS = 12
"""Fractions of a vertex that are tried, those nearest to a half first."""


EACH = 8
"""Cuts that are taken from a vertex."""
LITTLE = 0.02
"""Part of the way to the claim that a round has to bring, or it is the last."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A cut, and the leaf that shows it."""

    cut: LinearRow
    leaf: Leaf
    depth: float
    """Distance of the vertex from it."""


def rounds(instance: Instance, weights: Sequence[int], best: int, most: int) -> tuple[Rounded, ...]:
    """Cuts that bring fractions nearer to Σ weights·x ≤ best, numbered after those of the instance.

    `most`: times that they are taken from a vertex.
    """
    found: list[Rounded] = []
    before = inf
    for _ in range(most):
        whole = replace(instance, cuts=(*instance.cuts, *(each.cut for each in found)))
        program = NodeProgram(whole, weights, elastic=False)
        point = program.solve(())
        if (
            point is None
            or point.value < best + 1
            or before - point.value < LITTLE * (point.value - best - 1)
        ):
            break
        before = point.value
        found += rounded(program, point.seats, whole)[:EACH]
    return tuple(found)


def rounded(program: NodeProgram, seats: Sequence[float], instance: Instance) -> list[Rounded]:
    """Cuts that leave out the last solution of a program without branchings, the deepest first."""
    vertex = program.vertex()
    found: dict[LinearRow, Rounded] = {}
    for place in _fractional(vertex, seats)[:MOST_ROWS]:
        try:
            inverse = solve(vertex.weights, [int(t == place) for t in vertex.basic])
        except Singular:
            return []
        for multiple in MULTIPLES:
            new = _rounded([multiple * each for each in inverse], vertex, seats, instance, program)
            if new is not None:
                found.setdefault(new.cut, new)
    return sorted(found.values(), key=lambda each: (-round(each.depth, 9), each.cut))


def _fractional(vertex: Vertex, seats: Sequence[float]) -> list[int]:
    """Profiles of the basis that have no whole number of seats, those nearest to a half first."""
    apart = [(abs(seats[t] - floor(seats[t]) - 0.5), t) for t in vertex.basic]
    return [t for far, t in sorted((round(far, 6), t) for far, t in apart) if far < 0.499]


def _rounded(
    multipliers: Sequence[Fraction],
    vertex: Vertex,
    seats: Sequence[float],
    instance: Instance,
    program: NodeProgram,
) -> Rounded | None:
    """The cut of multipliers of the rows, whole multiples of which are left out; None where it is none."""
    signed = [
        each - floor(each) if upper else -(-each - floor(-each))
        for each, upper in zip(multipliers, vertex.upper, strict=True)
    ]
    scale = lcm(*(each.denominator for each in signed))
    if not any(signed) or scale > DEEPEST:
        return None
    prices = [0] * (len(instance.rows) + len(instance.cuts))
    for number, each in zip(vertex.numbers, signed, strict=True):
        prices[number] = int(each * scale)
    proof = program.proof(prices)
    weights = proof.weights(instance)
    for t, weight in enumerate(weights):
        # Where all of a profile have a seat, it is those without one who are counted.
        weights[t] = -(-weight // scale) if t in vertex.full else weight // scale
    leaf = Leaf(scale, proof, {})
    most = leaf.upper_bound((), weights, instance) // scale
    length = sum(each * each for each in weights) ** 0.5
    if not length or max(map(abs, weights)) > LARGEST:
        return None
    depth = (sum(weight * x for weight, x in zip(weights, seats, strict=True) if weight) - most) / length
    if depth < VIOLATED:
        return None
    members = tuple(t for t, weight in enumerate(weights) if weight)
    return Rounded(LinearRow(members, tuple(weights[t] for t in members), 0, most), leaf, depth)
