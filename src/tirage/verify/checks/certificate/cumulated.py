"""What the people of each level had before, where the draw makes up for it. Check 8.10."""

from __future__ import annotations

from ...kernel import Inapplicable, Table, never
from ...report import Said, faulty
from ..chance.plan import Plan
from ..lottery.chances import Chances
from ..lottery.had import CUMULATED as KEY
from ..lottery.pool import Pool
from .certificate import Certificate, Had, Level
from .proofs import FILE

CUMULATED = Table()
"""Check 8.10 of a draw of seats."""


@CUMULATED.fact()
def made_up(plan: Plan) -> bool:
    """That the draw makes up for those before."""
    if KEY not in plan.before:
        raise Inapplicable
    return True


@CUMULATED.check("certificate.cumulated", FILE, due=never)
def check_cumulated(made_up: bool, certificate: Certificate, pool: Pool, chances: Chances) -> Said:
    """The groups of each level are those that the draws before make."""
    faults = []
    for number, level in enumerate(certificate.levels):
        own = _groups(level, pool, chances)
        if own != level.had:
            faults.append(f"{number}: {_told(level.had)} ≠ {_told(own)}")
    return faulty(faults, checked=len(certificate.levels))


def _groups(level: Level, pool: Pool, chances: Chances) -> list[Had]:
    """The groups of a level, from the draws before and the lottery."""
    found: dict[int, list[int]] = {}
    for t in level.profiles:
        if t < len(pool.sizes):
            found.setdefault(pool.had[t], []).append(t)
    return [
        Had(had, sum(pool.sizes[t] for t in found[had]), min(chances.least[t] for t in found[had]))
        for had in sorted(found)
    ]


def _told(groups: list[Had]) -> str:
    return ", ".join(f"{group.millionths} {group.people} {group.panels}" for group in groups[:3])
