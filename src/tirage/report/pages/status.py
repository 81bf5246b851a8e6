"""Where a dossier stands: the next step first, then the end of the term and the acts on the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from tirage.analysis.replaceable import followers
from tirage.assembly.departures import CORRECTION, words_of
from tirage.assembly.lineage import ServedRow
from tirage.assembly.remaining import references_in
from tirage.assembly.state import AssemblyState
from tirage.assembly.status import Status
from tirage.dossier.chain import Entry
from tirage.dossier.disk import PRIVATE
from tirage.dossier.layout import NEXT, POOL
from tirage.i18n.catalogue import catalogue
from tirage.report.causes import draw_name
from tirage.report.document import Block, Column, Document, Paragraph, Section, Step, Steps, Table
from tirage.report.parts.rolls import how
from tirage.report.wording import NAMED, Wording

AHEAD = 120
"""Days before the end of a term from which on its renewal is to be prepared."""
_SHOWN = 30
"""Acts that are shown, the last ones; those before are counted."""
_FACTS = (
    "act",
    "people",
    "excluded",
    "files",
    "rows",
    "wave",
    "read",
    "kept",
    "count",
    "round",
    "panels",
    "number",
    "list",
    "files",
    "id",
    "kind",
    "pid",
    "members",
)
"""What a line says of an act, by the keys of its body."""


def page(status: Status, wording: Wording) -> Document:
    """The next step, the end of the term, the absences, the seats over several terms, the last acts."""
    entries = status.dossier.entries if status.dossier is not None else ()
    acts = [_act(entry) for entry in entries]
    if status.dossier is not None:
        wording = wording.at(status.dossier.zone)
    data: dict[str, Any] = {"dossier": str(status.path), "acts": acts, "next": status.step}
    data["due"] = _due_values(status)
    data["waits"] = waiting = _waits(status)
    rolling = status.dossier if status.step.endswith(".roll") else None
    said = how(rolling, wording) if rolling is not None else {}
    following = status.path / NEXT
    if status.exposed:
        data["exposed"] = True
    step = wording.paragraph(f"status.next.{status.step}", "lead", path=status.path, next=following, **said)
    first = _regulation(status, wording)
    sections = [Section("next", "", (step, *first, *_waiting(waiting, wording), *_due(status, wording)))]
    if status.served:
        sections.append(Section("served", "", (_served(status.served, wording),)))
    if acts:
        sections.append(Section("acts", "", tuple(_acts(status, acts, wording))))
    rehearsed = status.dossier is not None and status.dossier.rehearsal
    mark = wording.text("show.rehearsal") if rehearsed else ""
    return Document("status", wording.language, "", tuple(sections), data, rehearsal=mark)


def _regulation(status: Status, wording: Wording) -> Iterator[Block]:
    """That a regulation can be adopted, while there are rules and nothing else."""
    if status.step in {"rules", "file", "opened"}:
        yield wording.paragraph("status.regulation.first", path=status.path)


def _due_values(status: Status) -> dict[str, object] | None:
    end = status.due
    if end is None:
        return None
    facts = {"date": end.day.isoformat(), "days": status.days, "members": len(end.pids)}
    return {**facts, "cohort": end.cohort}


def _waits(status: Status) -> dict[str, Any] | None:
    """Seats that are open, the standby that fills them, and members whom nobody could follow.

    None before the panel and after the end; `nobody` is null where the pool is not here.
    """
    dossier = status.dossier
    if dossier is None or dossier.drawn is None or dossier.state.closed is not None:
        return None
    state, standby = dossier.state, status.standby
    known = POOL in dossier.files
    return {
        "open": len(state.vacant),
        "due": len(state.due),
        "standby": standby and {"act": standby.act, "left": standby.left, "until": standby.until.isoformat()},
        "nobody": list(followers(dossier.files, state).values()).count(0) if known else None,
    }


def _waiting(found: Mapping[str, Any] | None, wording: Wording) -> Iterator[Block]:
    """The same in sentences; nothing of what there is none of."""
    if found is None:
        return
    if found["open"]:
        yield wording.paragraph("status.waits.open", count=found["open"])
    if standby := found["standby"]:
        said = {"name": draw_name(standby["act"], wording), "until": wording.day(standby["until"])}
        yield wording.paragraph("status.waits.standby", left=standby["left"], due=found["due"], **said)
    if found["nobody"]:
        yield wording.paragraph("status.waits.nobody", count=found["nobody"])


def _due(status: Status, wording: Wording) -> Iterator[Block]:
    """Who else may open `private/`, when the term ends, and who may be removed for absences."""
    if status.exposed:
        yield wording.paragraph("status.exposed", "bad", folder=status.path / PRIVATE)
    if status.due is not None:
        values = {"date": status.due.day, "members": len(status.due.pids)}
        partial = status.due.cohort is not None
        code = "status.due" if partial else "status.due.full"
        yield wording.paragraph(code, **values, cohort=status.due.cohort)
        if status.days <= 0:
            yield wording.paragraph("status.due.now", path=status.path)
        elif status.days <= AHEAD:
            yield wording.paragraph("status.due.soon", days=status.days)
    if status.unrecorded:
        yield wording.paragraph("status.term.unrecorded", path=status.path)
    if status.dossier is not None and status.dossier.drawn is not None:
        yield from absences(status.dossier.state, wording)


def _acts(status: Status, acts: Sequence[Mapping[str, Any]], wording: Wording) -> Iterator[Block]:
    names = references_in(status.dossier.files) if status.dossier is not None else {}
    entries = status.dossier.entries if status.dossier is not None else ()
    steps: list[Step] = []
    for ends, group in groupby(acts, lambda act: act["type"] == "vacancy" and act["kind"] == "term"):
        run = list(group)
        if ends and len(run) > 1:
            words = wording.text("status.term.ends", count=len(run))
            steps.append(Step(run[0]["number"], wording.moment(run[0]["time"]), words))
        else:
            steps += [
                Step(act["number"], wording.moment(act["time"]), _words(act, entries, names, wording))
                for act in run
            ]
    if len(steps) > _SHOWN:
        before = steps[-_SHOWN].number - 1
        yield wording.paragraph("status.before", count=before, path=status.path)
    yield Steps(tuple(steps[-_SHOWN:]))


def _words(
    act: Mapping[str, Any], entries: Sequence[Entry], names: Mapping[str, str], wording: Wording
) -> str:
    """The line of an act among `entries`; people by `names`, their references."""
    if act["type"] == CORRECTION:
        correction = next(entry for entry in entries if entry.number == act["number"])
        what, values = words_of(correction, entries, names)
        return wording.text(f"status.{what}", **values)
    code = "status.contribution.dropped" if act["kind"] == "dropped" else f"status.{act['type']}"
    code = "status.anchor.note" if act["type"] == "anchor" and not act["id"] else code
    kind = f"life.kind.{act['kind']}"
    # The kind of a later version is told as the journal has it.
    known = act["type"] in {"vacancy", "unavailable", "leaving"} and kind in catalogue("en")
    said = {"kind": wording.text(kind)} if known else {}
    said["act"] = draw_name(str(act["act"]), wording)
    said["pid"] = names.get(act["pid"], act["pid"])
    return wording.text(code, **{**act, "drawn": str(act["drawn"]), **said})


def absences(state: AssemblyState, wording: Wording, *only: str) -> list[Paragraph]:
    """How often members were absent, and who may be removed for it; `only`: of these pids."""
    pids = only or sorted(state.absences)
    lines = []
    for pid in pids[:NAMED]:
        count, allowed = len(state.absences[pid]), state.absences_allowed
        code = "life.absences.enough" if count >= allowed else "life.absences"
        lines.append(wording.paragraph(code, pid=pid, count=count, allowed=allowed))
    if len(pids) > NAMED:
        lines.append(wording.paragraph("life.absences.more", count=len(pids) - NAMED))
    return lines


def _act(entry: Entry) -> dict[str, Any]:
    """What a line says of an act; an empty text for what the act does not have."""
    facts: dict[str, Any] = {name: entry.body.get(name, "") for name in _FACTS}
    # The entry has a number of its own.
    facts["drawn"] = facts.pop("number")
    if not isinstance(facts["people"], int):
        facts["people"] = ""
    return {"number": entry.number, "type": entry.type, "time": entry.time, **facts}


def _served(rows: Sequence[ServedRow], wording: Wording) -> Table:
    """The seats that each category has had in the panels of several terms."""
    columns = (
        Column("criterion", wording.text("show.criterion"), "group"),
        Column("category", wording.text("show.category")),
        Column("terms", wording.text("served.terms"), "count"),
        Column("minimum", wording.text("show.minimum"), "count"),
        Column("held", wording.text("served.held"), "count"),
        Column("maximum", wording.text("show.maximum"), "count"),
    )
    values = tuple(
        (row.criterion, row.category, row.terms, row.minimum, row.held, row.maximum) for row in rows
    )
    return Table("served", wording.text("served.panels"), columns, values)
