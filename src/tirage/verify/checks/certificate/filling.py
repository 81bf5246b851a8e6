"""Why some of the open seats were drawn and others not, where no one fitted all of them. Part of check 10.8.

Not one more could be filled; of several ways to fill as many, the one was taken that has the seat open for
longest, then the next. Whoever held a seat that stays open counts as sitting. So each claim is that a draw
of all these seats has no panel: among everyone who remains and those who held them, with one criterion more,
of which at least so many have to be drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...kernel import Files
from ...reading.documents import Malformed, canonical
from ...report import Said, faulty, judged, skipped
from ..chance.plan import Plan
from ..life.remains import FirstPool, kept, remaining, residual, row, whether_nobody
from ..life.snapshot import Snapshot
from ..lottery.seating import Spent

_DRAWN, _HELD = "drawn", "held"
Proof = dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Posed:
    """All the seats that a draw was of, as one draw."""

    people: bytes
    """Everyone who remained, as a table."""
    quotas: dict[str, Any]
    pool: FirstPool
    seats: Sequence[str]

    def bytes(self, given_up: Collection[str], least: int) -> tuple[bytes, bytes]:
        """Pool and quotas, where seats may stay with who held them but for some, and `least` are drawn."""
        header, *lines = self.people.decode().split("\n")[:-1]
        stay = [
            row([pid, "", *features, _HELD])
            for pid, _, features in self.pool.people
            if pid in self.seats and pid not in given_up
        ]
        every = sorted([*(f"{line},{_DRAWN}" for line in lines), *stay], key=lambda each: each.split(",")[0])
        name = ":".join(("seat", *self.pool.header[2:]))
        limits = [{"name": _DRAWN, "minimum": least}, {"name": _HELD, "minimum": 0}]
        added = {"name": name, "categories": [{**each, "maximum": len(self.seats)} for each in limits]}
        quotas = {**self.quotas, "criteria": [*self.quotas["criteria"], added]}
        text = "\n".join([f"{header},{row([name])}", *every, ""])
        return text.encode(), canonical(quotas)


def candidates(moment: Snapshot, panel: Plan) -> tuple[str, ...]:
    """The seats that a draw was of, all of them or as many as was fixed."""
    batch = None if moment.entry.act.startswith("renewal/") else panel.later["batch"]
    return moment.vacant[:batch]


def judge_filling(
    files: Files, pool: FirstPool | None, moment: Snapshot, panel: Plan, filling: dict[str, Any], claims: int
) -> Said:
    """That not one more seat could be filled, nor an earlier one instead; `claims`: how many there are."""
    if pool is None:
        return skipped("no-pool")
    seats = candidates(moment, panel)
    if not 0 < len(moment.drawn) < len(seats) or not set(moment.drawn) < set(seats):
        return faulty([f"{len(moment.drawn)}/{len(seats)}"])
    whole = replace(moment, drawn=seats)
    try:
        quotas = residual(kept(files), pool.seats(whole.counted))
        posed = _Posed(remaining(pool, whole, "everyone"), quotas, pool, seats)
        due = list(_claims(moment, seats))
        proofs: list[Proof] = [filling["most"], *filling["first"]]
        if len(due) != len(proofs):
            raise Malformed("wrong-value", "filling")
        unproved = False
        faults: list[str] = []
        for proof, (given_up, least) in zip(proofs, due, strict=True):
            left, strict = posed.bytes(given_up, least)
            try:
                faults += whether_nobody(proof, left, strict, len(seats), claims=claims)
            except Spent:
                unproved = True
    except Malformed as fault:
        return judged(False, got=fault.shown)
    return skipped("not-proved-here") if unproved and not faults else faulty(faults)


def _claims(moment: Snapshot, seats: Sequence[str]) -> Iterator[tuple[set[str], int]]:
    """(seats that are given up for certain, how many are drawn at least) of each draw that has no panel."""
    most = len(moment.drawn)
    yield set(), most + 1
    before: set[str] = set()
    for pid in seats:
        if len(before) == most:
            return
        if pid in moment.drawn:
            before.add(pid)
        else:
            yield {*before, pid}, most
