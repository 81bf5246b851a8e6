"""Why the demands of a conflict exclude each other, as an addition of small whole numbers.

It is a proof by rows (`proof`) whose ceiling is below zero: take each demand so many times, the seats so many
times, each class of households so many times, and what the minimums require is more than the maximums, the
seats and the people left can give. The smallest such numbers make the plainest sentence. Demands that only
whole seats make impossible have no such addition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof
from tirage.feasibility.conflicts import Conflict
from tirage.feasibility.demands import HOUSEHOLDS, merged, only
from tirage.feasibility.fractions import Fractions, named_by
from tirage.solvers.integer import LinearRow, integer_program

MOST_TIMES = 1000
"""No addition takes a demand more often: with ten demands or fewer none has to."""
SIMPLER = 10**7
"""An addition with fewer terms is better whatever the difference it shows."""
LIMIT = 1.0
FEW = 6
"""Demands of a conflict whose addition is looked for among all; of more, the first that is found is told."""

ConflictClass = tuple[frozenset[int], int]
"""The rows that a profile is counted in, and its class of households (−1: none)."""


@dataclass(frozen=True, slots=True)
class Argument:
    """The addition: `need` > `room`."""

    proof: RowProof
    """μ < 0 for a minimum, > 0 for a maximum; ν < 0 where seats have to be filled, > 0 where they run out."""
    need: int
    """Seats that the minimums require, or that there are to fill."""
    room: int
    """Seats that maximums, households, the panel's size and the people left allow for them."""
    served: tuple[int, ...]
    """By profile: for how many of these requirements one of its people counts."""
    free: tuple[int, ...]
    """By profile: for how many of them beyond all limits; that many times `sizes` is part of the room."""


def argue(instance: Instance, conflict: Conflict) -> Argument | None:
    """The plainest addition that shows the conflict; None where only whole seats make it one."""
    if len({number for number, _ in conflict.demands}) < len(conflict.demands):
        # Both limits of one row: in an addition they would cancel out.
        return None
    bare = only(instance, conflict.demands, households=conflict.households)
    # Of many demands the prices are one another's multiples, whichever solver says them.
    proof = _plainest(bare, conflict) if len(conflict.demands) <= FEW else None
    if proof is None:
        demands = [*conflict.demands, *([HOUSEHOLDS] if conflict.households else [])]
        kinds, _ = merged(instance, demands)
        proof = Fractions(kinds, conflict.demands).proof(conflict.demands, households=conflict.households)
    return None if proof is None or named_by(proof) != set(conflict.demands) else _argument(bare, proof)


def _plainest(bare: Instance, conflict: Conflict) -> RowProof | None:
    """Variables: each demand, the seats from above and from below, each household class, each kind's rest."""
    demands, classes = conflict.demands, range(len(bare.households))
    kinds = _kinds(bare, conflict)
    first_class = len(demands) + 2
    first_rest = first_class + len(classes)
    above, below = len(demands), len(demands) + 1
    sign = {number: -1 if side == "minimum" else 1 for number, side in demands}
    position = {number: i for i, (number, _) in enumerate(demands)}
    need = [0] * (first_rest + len(kinds))
    for i, (number, side) in enumerate(demands):
        row = bare.quotas[number]
        need[i] = row.lower if side == "minimum" else -row.upper
    need[above], need[below] = -bare.seats, bare.seats
    for h in classes:
        need[first_class + h] = -bare.households[h].upper
    for p, people in enumerate(kinds.values()):
        need[first_rest + p] = -people
    most = MOST_TIMES * (len(demands) + 2)
    bounds = [(1, MOST_TIMES)] * len(demands) + [(0, MOST_TIMES)] * 2
    bounds += [(0, MOST_TIMES)] * len(classes) + [(0, most)] * len(kinds)

    def rows() -> Iterator[LinearRow]:
        yield LinearRow(range(len(need)), need, 1, SIMPLER)
        for p, (numbers, home) in enumerate(kinds):
            counted = sorted(numbers)
            members = [first_rest + p, above, below, *(position[number] for number in counted)]
            weights = [1, 1, -1, *(sign[number] for number in counted)]
            if home >= 0:
                members.append(first_class + home)
                weights.append(1)
            yield LinearRow(members, weights, 0, 3 * most)

    objective = list(need)
    for i in range(first_class):
        objective[i] -= SIMPLER
    values = integer_program(bounds, rows(), objective, limit=LIMIT).values
    if values is None:
        return None
    return RowProof(
        values[above] - values[below],
        {number: sign[number] * values[i] for i, (number, _) in enumerate(demands)},
        {h: values[first_class + h] for h in classes if values[first_class + h]},
    )


def _kinds(bare: Instance, conflict: Conflict) -> Counter[ConflictClass]:
    """How many people the conflict treats alike, by kind."""
    numbers: list[set[int]] = [set() for _ in bare.sizes]
    for number, _ in conflict.demands:
        for t in bare.quotas[number].members:
            numbers[t].add(number)
    home = {t: h for h, row in enumerate(bare.households) for t in row.members}
    kinds: Counter[ConflictClass] = Counter()
    for t, size in enumerate(bare.sizes):
        kinds[frozenset(numbers[t]), home.get(t, -1)] += size
    return kinds


def _argument(bare: Instance, proof: RowProof) -> Argument:
    """The proof as seats needed and seats there are, with the times that each profile counts for both."""
    served, limited = [max(0, -proof.seats)] * len(bare.sizes), [max(0, proof.seats)] * len(bare.sizes)
    need, room = max(0, -proof.seats) * bare.seats, max(0, proof.seats) * bare.seats
    for number, times in proof.quotas.items():
        row = bare.quotas[number]
        if times < 0:
            need -= times * row.lower
        else:
            room += times * row.upper
        for t in row.members:
            served[t] += max(0, -times)
            limited[t] += max(0, times)
    for h, times in proof.households.items():
        room += times * bare.households[h].upper
        for t in bare.households[h].members:
            limited[t] += times
    free = tuple(max(0, s - c) for s, c in zip(served, limited, strict=True))
    room += sum(size * each for size, each in zip(bare.sizes, free, strict=True))
    return Argument(proof, need, room, tuple(served), free)
