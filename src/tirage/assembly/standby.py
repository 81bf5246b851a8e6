"""A standby, and how far it has come: successors for the seats that open in a period, by one ceremony."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tirage.assembly.term import after
from tirage.dossier.documents.plans import StandbyPlan
from tirage.dossier.entries import Lapse, Passed, Standby, Successor, SuccessorByLink

Said = Standby | Successor | Passed | Lapse


@dataclass(frozen=True, slots=True)
class StandbyState:
    """A standby whose dice are rolled."""

    act: str
    """`standby/1`, …"""
    seats: int
    """Successors at most."""
    until: date
    """Seats that open from this day on are not its own."""
    hidden: bool
    """Whether a link has to be shown for each succession."""
    link: str
    """The last that was shown, at first the head of the chain; empty where the order is published."""
    seed: str
    """Of the stage."""
    filled: int = 0
    lapsed: bool = False

    @property
    def left(self) -> int:
        """Successors that it can still draw."""
        return 0 if self.lapsed else self.seats - self.filled

    def in_force(self, day: date) -> bool:
        """Whether a seat that opens on this day is its own."""
        return self.left > 0 and day < self.until


@dataclass(frozen=True, slots=True)
class Standbys:
    """The standbys of an assembly at one moment."""

    last: StandbyState | None = None
    passed: frozenset[str] = frozenset()
    """Whose seats a standby could not fill, as no one fitted."""
    vacated: Mapping[str, str] = field(default_factory=dict)
    """By former member, the day on which the record first said so, `2026-11-23`."""

    def left(self, pid: str, day: str) -> Standbys:
        """The same once the record says that a member has left."""
        return replace(self, vacated={**self.vacated, pid: day})

    def after(self, body: Said, plan: bytes, planned: str) -> Standbys:
        """The same after one more entry; `plan`: of the standby that begins, fixed on the day `planned`."""
        if isinstance(body, Standby):
            fixed = StandbyPlan.from_bytes(plan).inputs
            until = after(date.fromisoformat(planned), fixed.months)
            hidden = fixed.order == "hidden"
            last = StandbyState(body.act, fixed.seats, until, hidden, fixed.head, body.stage_seed)
            return replace(self, last=last)
        if isinstance(body, Passed):
            return replace(self, passed=self.passed | {body.vacancy})
        if self.last is None:
            return self
        if isinstance(body, Lapse):
            return replace(self, last=replace(self.last, lapsed=True))
        link = body.link if isinstance(body, SuccessorByLink) else ""
        return replace(self, last=replace(self.last, filled=self.last.filled + 1, link=link))

    def due(self, vacant: Iterable[str], ended: Collection[str]) -> tuple[str, ...]:
        """Of those whose seats are open, whose the standby fills; not of those whose term has `ended`."""
        if self.last is None:
            return ()
        before = self.last.until.isoformat()
        waiting = [pid for pid in vacant if pid not in ended and pid not in self.passed]
        return tuple(pid for pid in waiting if self.vacated[pid] < before)[: self.last.left]
