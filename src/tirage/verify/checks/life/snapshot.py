"""Who sits, who left and who is out at one moment of the record."""

from __future__ import annotations

from dataclasses import dataclass

from ..chance.plan import Plan
from ..lottery.pool import FILE as POOL
from ..record.journal import Entry


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The assembly when a draw is planned, or when it is said that no one fits."""

    seated: frozenset[str]
    left: frozenset[str]
    """Everyone who has left a seat."""
    out: frozenset[str]
    """Volunteers without a seat who cannot be drawn."""
    vacant: tuple[str, ...]
    """Who held the seats that are open, in the order of the record."""
    drawn: tuple[str, ...]
    """Those of them whose seats this draw is to fill; all of them where nothing is drawn."""
    listed: tuple[int, tuple[str, ...]]
    """The number of the list of alternates that holds, 0 where there is none, and its pids."""
    entry: Entry
    """The plan, or the entry `unfilled`."""
    unfilled: bool = False
    """Whether it is on record that no one fits all of these seats together."""
    pool: str = POOL
    """Where the pool is: that of the panel, or as it is since volunteers have joined it."""
    plan: Plan | None = None
    """The plan as it was published; None for another entry, and for one that check 10.9 cannot read."""

    @property
    def counted(self) -> frozenset[str]:
        """Whom the quotas count as seated: who sits, and who held the open seats of other draws."""
        return self.seated | (frozenset(self.vacant) - frozenset(self.drawn))
