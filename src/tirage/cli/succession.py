"""The steps behind a full `tirage draw renewal`: everyone leaves, and the next assembly is opened."""

from __future__ import annotations

from datetime import date

from tirage.acts.term import leaving
from tirage.assembly import lineage, record
from tirage.assembly.lineage import NEXT
from tirage.assembly.state import AssemblyState
from tirage.cli.clock import now, tool
from tirage.cli.options import whole
from tirage.cli.output import Output
from tirage.dossier.chain import groups, head
from tirage.dossier.outcome import Changes
from tirage.dossier.packs import write_folder
from tirage.errors import Refused
from tirage.rules.model import CoolingOff

MOST_MONTHS = 1200


def open_next(
    found: record.Dossier, life: AssemblyState, months: int | None, talk: Output, *, dry: bool
) -> None:
    """End the term of everyone who sits, and open the next assembly inside this dossier.

    `months`: of cooling-off for former members, where there is no `tirage.yaml` to say it. What a crash left
    between the two is finished. Raises Refused before the day, and for a next assembly that is there.
    """
    if record.exists(found.path / NEXT):
        raise Refused("next.opened", path=str(found.path / NEXT))
    if (found.path / NEXT).exists():
        raise Refused("dossier.exists", path=str(found.path / NEXT))
    cooling = _cooling(found, months)
    time = now(rehearsal=found.rehearsal)
    ended = () if life.closed is not None else leaving(life, date.fromisoformat(time[:10]))
    after = found.after(Changes({}, ended), time=time, tool=tool())
    files = lineage.opening(after, cooling, time=time, tool=tool())
    if not dry:
        if ended:
            after = record.extend(found, Changes({}, ended), time=time, tool=tool())
        write_folder(found.path / NEXT, files)
    _show(after, cooling, talk, dry=dry)


def _cooling(found: record.Dossier, months: int | None) -> CoolingOff:
    """The periods that the rules say, or the option where there are no rules."""
    said = lineage.announced(found.path)
    if said is None:
        return CoolingOff(members=whole("--cooling-off", months or 0, 0, MOST_MONTHS))
    if months is not None and months != said.members:
        raise Refused("next.two_periods", months=months, members=said.members)
    return said


def _show(after: record.Dossier, cooling: CoolingOff, talk: Output, *, dry: bool) -> None:
    end = next(entry.body for entry in after.entries if entry.type == "close")
    facts = {"date": end["date"], "members": end["members"], "path": after.path / NEXT}
    periods = {"members": cooling.members, "invited": cooling.invited}
    if talk.as_json:
        top = {"journal_head": head(after.entries), "written": not dry}
        talk.data({"act": "close", **facts, "path": str(after.path / NEXT), "cooling_off": periods, **top})
        return
    console = talk.console()
    console.print(talk.text("next.closed", **facts), style="bold", soft_wrap=True)
    console.print(talk.text("next.cooling" if cooling.any else "next.no_cooling", **periods), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(after.entries)), soft_wrap=True)
    console.print()
    step = "next.dry" if dry else "next.frame" if after.framed else "next.pool"
    console.print(talk.text(step, **facts), soft_wrap=True)
