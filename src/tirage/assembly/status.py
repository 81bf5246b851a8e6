"""Where a dossier stands: the next step, and when the term ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tirage.assembly.ends import End, next_end
from tirage.assembly.lineage import ServedRow, announced_term, follows, rows, whole_chain
from tirage.assembly.record import Dossier, exists, load
from tirage.assembly.standby import StandbyState
from tirage.dossier.chain import ASIDES
from tirage.dossier.disk import PRIVATE
from tirage.dossier.entries import Contribution, Plan
from tirage.dossier.layout import NEXT, VOLUNTEERS
from tirage.dossier.system.rights import is_open
from tirage.rules.model import RollRules
from tirage.rules.read import read_rules
from tirage.rules.recoding import RECODING
from tirage.rules.templates import RULES

_AFTER: Mapping[str, str] = {
    "open": "opened",
    "regulation": "adopted",
    "frame": "letters",
    "letters": "responses",
    "addresses": "responses",
    "responses": "panel",
    "panel": "verify",
    "void": "void",
    "erase": "verify",
}
"""Next step by the type of the last entry."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a dossier stands on one day."""

    path: Path
    dossier: Dossier | None
    """None where there is none yet."""
    step: str
    """The next step: its sentence is `status.next.STEP` in the catalogue."""
    due: End | None = None
    """The next end of the term; None without a term on the record."""
    days: int = 0
    """Days from today to that end; negative once it is past."""
    unrecorded: bool = False
    """Whether `tirage.yaml` has a term that is not on the record."""
    served: tuple[ServedRow, ...] = ()
    """Seats by category over several terms; empty for the first assembly of a chain."""
    standby: StandbyState | None = None
    """The one that fills the seats that open, or has open ones to fill; None without."""
    exposed: bool = False
    """Whether others may open `private/`, as far as this computer tells."""


def read_status(folder: str | Path, day_of: Callable[[Dossier], date]) -> Status:
    """Where the dossier at `folder` stands; `day_of`: the day it is, for a dossier.

    Raises InputInvalid for a `tirage.yaml` that has defects.
    """
    path = Path(folder)
    found = status_of(load(path), day_of) if exists(path) else Status(path, None, before(path))
    return replace(found, exposed=is_open(path / PRIVATE))


def status_of(dossier: Dossier, day_of: Callable[[Dossier], date]) -> Status:
    """The same of a dossier that was read."""
    path = dossier.path
    step, served = next_step(dossier), _served(dossier)
    if dossier.drawn is None:
        return Status(path, dossier, step, served=served)
    day = day_of(dossier)
    due = next_end(dossier.state, day)
    unrecorded = due is None and announced_term(path) is not None
    days = (due.day - day).days if due else 0
    return Status(path, dossier, step, due, days, unrecorded, served, _standby(dossier, day))


def _standby(dossier: Dossier, day: date) -> StandbyState | None:
    """The standby that somebody has to reckon with on a day."""
    last, state = dossier.state.standbys.last, dossier.state
    if last is None or state.closed is not None:
        return None
    return last if state.due or last.in_force(day) else None


def before(path: Path) -> str:
    """The next step where nothing is on record: none without rules, then those of their road."""
    if not (path / RULES).exists():
        return "none"
    if isinstance(read_rules(path / RULES), RollRules):
        return "rules"
    if (path / VOLUNTEERS).exists():
        return "prepared"
    return "recoding" if (path / RECODING).exists() else "file"


def next_step(dossier: Dossier) -> str:
    """The next step, by the last act."""
    last = next(entry for entry in reversed(dossier.entries) if entry.type not in ASIDES)
    if last.type in {"plan", "contribution", "beacon"} and not dossier.ceremony.terms.plain:
        return "ceremony"
    if isinstance(last.content, Plan | Contribution):
        act = last.content.act.partition("/")[0]
        return "replacements.roll" if act in {"replacements", "renewal"} else f"{act}.roll"
    if dossier.drawn is not None and last.type != "panel":
        return _of_life(dossier)
    return _AFTER.get(last.type, "letters" if dossier.framed else "panel.roll")


def _of_life(dossier: Dossier) -> str:
    """The next step of an assembly that sits, or has sat."""
    if dossier.state.closed is not None:
        return "followed" if exists(dossier.path / NEXT) else "closed"
    return "replacements" if dossier.state.vacant else "verify"


def _served(dossier: Dossier) -> tuple[ServedRow, ...]:
    """The seats of each category over the terms, once there are two."""
    if not follows(dossier) and not (dossier.path / NEXT).exists():
        return ()
    found = tuple(rows(whole_chain(dossier.path)))
    return found if any(row.terms >= 2 for row in found) else ()
