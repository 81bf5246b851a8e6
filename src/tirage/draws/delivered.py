"""Whether the panels give what is aimed at, as nearly as both verifiers ask (docs/formats.md)."""

from __future__ import annotations

from tirage.draws.lottery import Lottery
from tirage.errors import Refused


def check_delivered(lottery: Lottery) -> None:
    """Refused where panels found by columns are too far from a chance for it to be called one.

    Within a quarter and one panel the difference is stated. The polytope's are within a panel always.
    """
    if lottery.realised.method != "columns":
        return
    counts, panels = lottery.count_by_pid(), len(lottery.panels)
    far = 0
    for members, chance in zip(lottery.profiles.members, lottery.realised.chances, strict=True):
        slots = panels * chance
        held = (counts.get(lottery.pids[i], 0) for i in members)
        far += sum(4 * abs(count - slots) > slots + 4 for count in held)
    if far:
        raise Refused("panels.apart", panels=panels, people=far, more=10 * panels)
