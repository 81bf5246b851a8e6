"""Whom no valid panel holds, and whom every valid panel holds: a property of the quotas, not of a lottery.

Panels are found one after the other, each with as many as possible (or as few) of the people not yet seen
in one (or missing from one), until it is proved that there is no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from tirage.chances.instance import Instance
from tirage.chances.rising import Unproved
from tirage.solvers.integer import Program, Status, integer_program

Composition = tuple[int, ...]
"""People of each profile on a panel."""
GLANCE, THOROUGH = 0.2, 30.0
"""Deterministic time of a search for any such panel, then of one that may prove that there is none."""


def never_drawn(
    instance: Instance, met: list[Composition] | None = None, *, program: Program = integer_program
) -> tuple[int, ...]:
    """Profiles of which no composition holds anyone; the quotas are known to have a composition.

    `met`: compositions of the same people under other limits, which need not be searched for where they fit;
    those found now are added; `program`: what solves. Raises Unproved where the solver comes to no end.
    """
    met = [] if met is None else met
    seated = {t for each in met if _fits(instance, each) for t, people in enumerate(each) if people}
    left = [t for t in range(len(instance.sizes)) if t not in seated]
    while left and (found := _beyond(instance, left, 1, 0, program)):
        met.append(found)
        left = [t for t in left if not found[t]]
    return tuple(left)


def always_drawn(instance: Instance) -> tuple[int, ...]:
    """Profiles of which every composition holds everyone; the quotas are known to have a composition.

    Raises Unproved where the solver comes to no end.
    """
    left = list(range(len(instance.sizes)))
    while left and (found := _beyond(instance, left, -1, -sum(instance.sizes[t] for t in left))):
        left = [t for t in left if found[t] == instance.sizes[t]]
    return tuple(left)


def _fits(instance: Instance, composition: Composition) -> bool:
    return all(row.lower <= sum(composition[t] for t in row.members) <= row.upper for row in instance.rows)


def _beyond(
    instance: Instance,
    profiles: Sequence[int],
    weight: int,
    limit: int,
    program: Program = integer_program,
) -> Composition | None:
    """A composition whose seats of `profiles`, times `weight`, are above `limit`; None: there is none."""
    bounds = [(0, size) for size in instance.sizes]
    weights = [0] * len(bounds)
    for t in profiles:
        weights[t] = weight
    for effort in (GLANCE, THOROUGH):
        answer = program(bounds, instance.rows, weights, limit=effort)
        if answer.values and weight * sum(answer.values[t] for t in profiles) > limit:
            return answer.values
        if answer.status is Status.FOUND or (answer.bound is not None and answer.bound <= limit):
            return None
    raise Unproved
