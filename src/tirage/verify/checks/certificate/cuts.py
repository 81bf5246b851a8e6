"""Cuts: what the weighted seats of a valid panel are not above, each with a tree of its own. Check 8.7.

The proofs of a certificate may rest on them as on quotas. What its tree shows of a cut is proved; where that
is more than what the cut says, it is an integer program's word, held against the panels of the lottery and
those near them (`refuter`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ...kernel import Inapplicable, Table, never
from ...reading.documents import Malformed
from ...report import Said, faulty, skipped
from ..lottery.lottery import panels_of
from ..lottery.pool import Pool
from ..lottery.quotas import Quotas
from .certificate import Certificate
from .prices import Ground, Limit, within
from .proofs import FILE
from .refuter import refuted
from .tree import Allowance, refuse_open

CUTS = Table()
"""Check 8.7 of a draw of seats."""


@CUTS.fact()
def resting(certificate: Certificate) -> bool:
    """That proofs may rest on cuts."""
    if not certificate.cuts:
        raise Inapplicable
    return True


@CUTS.fact("certificate.best")
def ground(certificate: Certificate, pool: Pool, quotas: Quotas) -> Ground:
    """What every composition meets, once the tree of each cut shows what it is to show."""
    found: list[Limit] = []
    before, allowance = Ground(certificate.seats, pool, quotas, found), Allowance()
    for number, cut in enumerate(certificate.cuts):
        try:
            within(cut.limit.weights, len(pool.sizes))
            refuse_open(cut.tree, cut.limit.dense(len(pool.sizes)), cut.limit.proved, before, allowance)
        except Malformed as fault:
            raise Malformed(f"cut {number}: {fault.shown}") from None
        found.append(cut.limit)
    return before


@CUTS.check("certificate.best", FILE, due=never)
def check_best(resting: bool, ground: Ground, lottery: bytes | None = None) -> Said:
    """Cuts that trees prove; others, a program's word, hold for the lottery's panels and near them."""
    claims = {f"cut {number}": limit for number, limit in enumerate(ground.cuts) if limit.is_open}
    if not claims:
        return faulty([], checked=len(ground.cuts))
    if lottery is None:
        return skipped("blocked")
    pool = ground.pool
    faults = outdone(claims, pool, lottery) or refuted(claims, pool, ground.quotas, lottery)
    if faults:
        return faulty(faults)
    left = [f"{name}: {limit.best} ({limit.proved})" for name, limit in claims.items()]
    more = f" (+{len(left) - 3})" if len(left) > 3 else ""
    return skipped(f"not-proved-here: {'; '.join(left[:3])}{more}")


def outdone(claims: Mapping[str, Limit], pool: Pool, lottery: bytes) -> list[str]:
    """Cuts that a panel of the lottery is beyond."""
    reached: dict[str, int] = {}
    for panel in panels_of(lottery):
        profiles = [pool.profile_of[pool.numbers[pid]] for pid in panel if pid in pool.numbers]
        for name, limit in claims.items():
            total = sum(limit.weights.get(t, 0) for t in profiles)
            reached[name] = max(total, reached.get(name, total))
    return [
        f"{name}: {claims[name].best} < {most}" for name, most in reached.items() if claims[name].best < most
    ]
