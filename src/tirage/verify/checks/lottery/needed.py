"""As many panels as the chances need, where nobody fixed a number beforehand. Check 7.17.

Whoever could choose the number once the chances are known would choose who is rounded up, and who is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...kernel import Files, Inapplicable, Table, never
from ...reading.pack import absence
from ...report import Said, compared, skipped
from ..certificate.certificate import Certificate
from ..chance.plan import Plan
from .chances import FILE as CHANCES
from .chances import Chances
from .lottery import FILE

NEEDED = Table()
"""Check 7.17 of a draw of seats."""
_FEWEST, _MOST = 1_000, 100_000
_NEAR = Fraction(1, 20)


@NEEDED.check("lottery.needed", FILE, due=never)
def check_needed(
    plan: Plan,
    by_need: bool | None,
    files: Files,
    certificate: Certificate | None = None,
    chances: Chances | None = None,
) -> Said:
    """The smallest power of ten that is near enough; by the certificate's levels where there is no pool."""
    if by_need is False:
        raise Inapplicable
    if by_need is None:
        return skipped("blocked")
    aimed: Iterable[tuple[Fraction, Fraction]] | None = None
    if chances is not None:
        aimed = ((p, chances.whole(t)) for t, p in enumerate(chances.target))
    elif certificate is not None and certificate.ranked:
        groups = (group for level in certificate.levels for group in level.groups)
        aimed = ((group.chance, group.whole) for group in groups)
    if aimed is None:
        return skipped("blocked" if CHANCES in files else absence(files, CHANCES), CHANCES)
    return compared(plan.panels, enough(aimed))


def enough(chances: Iterable[tuple[Fraction, Fraction]]) -> int:
    """How many panels leave no chance further off than a twentieth, or the most that anybody needs.

    A twentieth of the second of each two: of the chance itself, or of that with what was had before.

    >>> few = Fraction(7, 2000)
    >>> enough([(few, few), (Fraction(0), Fraction(1))]), enough([(few, few + Fraction(1, 10))])
    (10000, 1000)
    """
    aimed = {(chance, whole) for chance, whole in chances if chance}
    panels = _FEWEST
    while panels < _MOST and any(_off(p * panels) > _NEAR * whole * panels for p, whole in aimed):
        panels *= 10
    return panels


def _off(slots: Fraction) -> Fraction:
    """By how many panels whole ones may miss so many."""
    over = slots % 1
    return max(over, 1 - over) if over else Fraction(0)
