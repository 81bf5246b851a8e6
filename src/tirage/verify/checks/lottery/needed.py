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
    target: tuple[Fraction, ...] | None = None,
) -> Said:
    """The smallest power of ten that is near enough; by the certificate's levels where there is no pool."""
    if by_need is False:
        raise Inapplicable
    if by_need is None:
        return skipped("blocked")
    levels = [level.value for level in certificate.levels] if certificate and certificate.ranked else None
    chances = levels if target is None else target
    if chances is None:
        return skipped("blocked" if CHANCES in files else absence(files, CHANCES), CHANCES)
    return compared(plan.panels, enough(chances))


def enough(chances: Iterable[Fraction]) -> int:
    """How many panels leave no chance further off than a twentieth, or the most that anybody needs.

    >>> enough([Fraction(1, 3), Fraction(0)]), enough([Fraction(7, 2000)]), enough([Fraction(1, 10**7)])
    (1000, 10000, 100000)
    """
    aimed = {chance for chance in chances if chance}
    panels = _FEWEST
    while panels < _MOST and any(_off(chance * panels) > _NEAR for chance in aimed):
        panels *= 10
    return panels


def _off(slots: Fraction) -> Fraction:
    """By how much whole panels may miss so many, as a share of them."""
    over = slots % 1
    return max(over, 1 - over) / slots if over else Fraction(0)
