"""Which checks are made: all of them, or those that the last entries of a journal can make fail.

Whoever is about to add entries asks before anything is written. What was fixed before them stays as it was:
the chances and panels of an earlier draw, the order of earlier tickets. A check that is not named here is
made in any case.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..reading.acts import ASIDES, LATER, STANDBY, STATED
from ..report import NUMBERS
from .record.journal import Entry

_BY_TYPES = {
    "documents.canonical": frozenset({"frame", "quotas", "pool", "plan", "responses"}),
    "ids.form": frozenset({"key", "pool", "volunteers"}),
    "life.cohorts": frozenset({"term"}),
    "next.cooling": frozenset({"frame", "pool", "volunteers"}),
    "volunteers.who": frozenset({"volunteers"}),
}
"""Checks that read much, and the types of entries that alone can make them fail."""
_OF_PLANS = frozenset({"6", "7", "8"})
"""Groups of checks of which everything stands in a plan: tickets, lottery, certificate."""
_BEYOND = "11"
"""The group of what is not checked."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The entries that the checks are about; of None, all of the journal."""

    fresh: tuple[Entry, ...] | None = None
    unread: frozenset[str] = frozenset()
    """Files that are there and are not read."""

    def wants(self, code: str) -> bool:
        """Whether a check of the whole record is made."""
        types = _BY_TYPES.get(code)
        return self.fresh is None or types is None or any(entry.type in types for entry in self.fresh)

    @property
    def of_beginning(self) -> bool:
        """Whether rolls, letters, answers or the panel are concerned."""
        # Those who join come from answers to letters, if there were any.
        lived = (STATED | ASIDES) - {"volunteers"}
        return self.fresh is None or any(
            not (entry.type in lived or LATER.fullmatch(entry.act) or STANDBY.fullmatch(entry.act))
            for entry in self.fresh
        )

    def has(self, act: str) -> bool:
        """Whether an act is concerned."""
        return self.fresh is None or any(entry.act == act for entry in self.fresh)

    def speaks(self, entry: Entry) -> bool:
        """Whether an entry is one of these."""
        return self.fresh is None or entry in self.fresh

    def wants_of(self, act: str, code: str) -> bool:
        """Whether a check of a draw of seats is made: those of what a plan fixes, with the plan only."""
        group = NUMBERS[code].partition(".")[0]
        if self.fresh is None or group not in {*_OF_PLANS, _BEYOND}:
            return True
        # What cannot be checked does not fail.
        return group != _BEYOND and any(entry.type == "plan" and entry.act == act for entry in self.fresh)


EVERYTHING = Scope()
