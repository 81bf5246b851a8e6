"""That quotas of later draws gave way no more than they had to: the weight of the least change. Check 10.29.

The changes of limits become people of one more draw, whose tree shows what any of them weighs at least.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from operator import add, sub
from typing import Any

from ...reading.documents import Malformed, canonical, natural
from ...report import Said, faulty, judged, skipped
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from ..lottery.seating import Known, compositions, taken_by_row
from .prices import Ground
from .tree import NOBODY_BYTES, NOBODY_WORK, Allowance, read_tree, refuse_open

UNIT = 720_720
"""What a seat of a maximum weighs."""


@dataclass(frozen=True)
class Change:
    """Limits that gave way for a draw, and what they were."""

    relaxed: dict[str, Any]
    """As the plan has it."""
    strict: Quotas
    """The quotas without it."""
    whole: Quotas
    """Those of the panel, whose minimums say what a seat weighs."""
    seats: int

    @cached_property
    def weights(self) -> dict[str, list[int]]:
        """What a seat weighs by limit and row: 1 of a maximum, of a minimum l 1 + 2/l, rounded."""
        return {
            "minimum": [
                UNIT + (4 * UNIT + least) // (2 * least) if least else 0 for least in self.whole.minimum
            ],
            "maximum": [UNIT] * len(self.whole.rows),
        }

    def weight(self) -> int:
        """What all moves weigh; Malformed for one of a row that is not there."""
        rows = {names: row for row, names in enumerate(self.strict.rows)}
        total = 0
        for move in self.relaxed["moves"]:
            names = move["criterion"], move["category"]
            if names not in rows:
                raise Malformed("wrong-value", " ".join(names))
            total += self.weights[move["limit"]][rows[names]] * abs(move["to"] - move["from"])
        return total

    def needed(self, pool: Pool, composition: Known) -> int:
        """What the limits weigh that a composition misses."""
        taken = taken_by_row(pool, self.strict, composition)
        below = map(sub, self.strict.minimum, taken)
        above = map(sub, taken, self.strict.maximum)
        missed = {"minimum": below, "maximum": above}
        return sum(
            sum(w * max(0, n) for w, n in zip(self.weights[side], missed[side], strict=True))
            for side in missed
        )


def judge_least(change: Change, pool: Pool, lottery: bytes) -> Said:
    """That no change weighs less than this one, nor needs any panel of the `lottery` a lesser one."""
    weight, least, proved = change.weight(), change.relaxed.get("least"), 0
    if least is not None:
        proved = natural(least["proved"])
        if natural(least["weight"]) != weight:
            raise Malformed("wrong-value", "weight")
        if proved > weight:
            raise Malformed("out-of-range", "proved")
        _refuse_lesser(least["tree"], proved, change, pool)
    if "stopped" not in change.relaxed:
        panels = set(compositions(pool, lottery, change.seats))
        found = min((change.needed(pool, panel) for panel in panels), default=weight)
        if found < weight:
            return judged(False, expected=_shown(weight), got=_shown(found))
    if proved < weight:
        return skipped(f"not-proved-here: {_shown(weight)} ({_shown(proved)})")
    return faulty([], checked=len(change.relaxed["moves"]))


def _shown(weight: int) -> str:
    return str(Fraction(weight, UNIT))


def _refuse_lesser(item: object, proved: int, change: Change, pool: Pool) -> None:
    """Malformed where the tree does not show that every change weighs `proved` at least."""
    allowance = Allowance(NOBODY_BYTES, NOBODY_WORK)
    allowance.read(len(canonical(item)))
    tree = read_tree(item)
    ground, costs, rest = _of_changes(change, pool)
    refuse_open(tree, costs, rest - proved, ground, allowance)


def _of_changes(change: Change, pool: Pool) -> tuple[Ground, list[int], int]:
    """The draw of all changes, its weights, and what a change weighs that leaves no room unused."""
    strict, weights = change.strict, change.weights
    people = Counter[int]()
    for rows, size in zip(pool.rows_of, pool.sizes, strict=True):
        people.update(dict.fromkeys(rows, size))
    room = [max(0, min(people[row], change.seats) - most) for row, most in enumerate(strict.maximum)]
    added: list[tuple[tuple[int, ...], int, int]] = []
    for row, least in enumerate(strict.minimum):
        for size, cost in ((least, -weights["minimum"][row]), (room[row], weights["maximum"][row])):
            if size:
                added.append(((row,), size, cost))
    rest = sum(size * cost for _, size, cost in added if cost > 0)
    wide = sum(size for _, size, _ in added)
    added.append(((), wide, 0))
    everyone = len(strict.rows)
    wider = replace(
        pool,
        rows_of=(*((*rows, everyone) for rows in pool.rows_of), *(rows for rows, _, _ in added)),
        class_of=(*pool.class_of, *[-1] * len(added)),
        sizes=(*pool.sizes, *(size for _, size, _ in added)),
    )
    quotas = replace(
        strict,
        rows=(*strict.rows, ("", "")),
        minimum=(*map(add, strict.minimum, room), change.seats),
        maximum=(*map(add, strict.maximum, room), change.seats),
    )
    costs = [0] * len(pool.sizes) + [cost for _, _, cost in added]
    return Ground(change.seats + wide, wider, quotas), costs, rest
