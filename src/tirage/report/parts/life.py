"""What has become of a panel: who sits today, who has left, what was drawn since, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from tirage.assembly.departures import corrected
from tirage.assembly.ends import next_end
from tirage.assembly.remaining import current_pool, features_of, kept_quotas
from tirage.assembly.state import AssemblyState
from tirage.dossier.chain import bodies
from tirage.dossier.documents.plans import LaterPlan, Relaxed
from tirage.dossier.entries import Drawn, Standby, Vacancy
from tirage.dossier.layout import PLAN, files_of_draw, path_in_draw
from tirage.quotas.model import BoundCount
from tirage.report.deeds.standby import successions, table, terms
from tirage.report.document import Block, Fact, Facts, Paragraph, Section, Table, Tone, Value
from tirage.report.parts.delivered import planned
from tirage.report.parts.representation import measured
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def lines_today(dossier: VerifiedDossier, life: AssemblyState) -> tuple[BoundCount, ...]:
    """What the assembly keeps to, with the seats of those who sit now, or who sat when the assembly ended.

    The quotas of the panel as long as nobody has left, then with the tolerance fixed with it.
    """
    counted = dossier.quotas.count(features_of(current_pool(dossier.files), life.seated or life.last))
    kept = kept_quotas(dossier.files) if life.former_members else dossier.quotas
    return tuple(
        replace(line, seats=seats, minimum=row.minimum, maximum=row.maximum)
        for line, row, seats in zip(dossier.summary.quotas, kept.bounds, counted, strict=True)
    )


def sitting(dossier: VerifiedDossier, wording: Wording, life: AssemblyState) -> Section:
    """Quotas and seats as they are now, beside what the panel had."""
    if not dossier.complete:
        return Section("today", wording.text(f"report.title.{_when(life)}"), (held(wording, life),))
    lines = lines_today(dossier, life)
    drawn = {(line.criterion, line.category): line.seats for line in dossier.summary.quotas}
    when = _when(life)
    blocks: list[Block] = [held(wording, life)]
    for criterion, group in groupby(lines, lambda line: line.criterion):
        some = list(group)
        top = Fraction(max([1, *(max(line.maximum, line.seats or 0) for line in some)]))
        columns = (
            wording.column("category"),
            wording.column("band", "band"),
            wording.column("first", "count"),
            wording.column(when, "count"),
            wording.column("minimum", "count"),
            wording.column("maximum", "count"),
            wording.column("met", "met"),
        )
        rows: list[tuple[Value, ...]] = [
            (
                line.category,
                measured(line, top),
                drawn[criterion, line.category],
                line.seats,
                line.minimum,
                line.maximum,
                line.met,
            )
            for line in some
        ]
        caption = wording.text(f"report.caption.{when}", name=criterion)
        blocks.append(Table("today", caption, columns, tuple(rows), "cards"))
    return Section("today", wording.text(f"report.title.{when}"), tuple(blocks))


def held(wording: Wording, life: AssemblyState, tone: Tone = "plain") -> Paragraph:
    """How many sit and how many seats are open, or were when the assembly ended."""
    facts = {"members": len(life.seated or life.last), "vacant": _vacant(life)}
    code = f"report.{_when(life)}" if facts["vacant"] else f"report.{_when(life)}.full"
    return wording.paragraph(code, tone, **facts)


def _when(life: AssemblyState) -> str:
    return "today" if life.closed is None else "ended"


def _vacant(life: AssemblyState) -> int:
    """Seats that are open, or were when the assembly ended."""
    return len(life.vacant) - len(life.last)


def departures(dossier: VerifiedDossier, wording: Wording) -> Section:
    """How many members left, by cause."""
    left = bodies(corrected(dossier.entries), Vacancy)
    kinds = Counter(str(vacancy.kind) for vacancy in left)
    title = wording.text("report.title.vacancies")
    if not kinds:
        return Section("vacancies", title, (wording.paragraph("report.vacancies.none", "note"),))
    rows: list[tuple[Value, ...]] = [
        (wording.text(f"life.kind.{kind}"), count) for kind, count in sorted(kinds.items())
    ]
    said = wording.paragraph("report.vacancies.some", count=kinds.total())
    columns = (wording.column("cause"), wording.column("seats", "count"))
    table = Table("departures", wording.text("report.caption.departures"), columns, tuple(rows))
    return Section("vacancies", title, (said, table))


def draws(dossier: VerifiedDossier, wording: Wording) -> Section:
    """Every draw of seats since the panel's."""
    title = wording.text("report.title.draws")
    rows = tuple(_draws(dossier, wording))
    unfilled = sum(entry.type == "unfilled" for entry in dossier.entries)
    blocks: list[Block] = []
    if rows:
        columns = (
            wording.column("draw"),
            wording.column("day"),
            wording.column("seats", "count"),
            wording.column("volunteers", "count"),
            wording.column("number"),
            wording.column("relaxed"),
        )
        given = [_delivered(dossier, wording)] if dossier.complete else []
        blocks += [
            wording.paragraph("report.draws.some", count=len(rows)),
            Table("draws", wording.text("report.caption.draws"), columns, rows, "cards"),
            *given,
        ]
    else:
        blocks.append(wording.paragraph("report.draws.none", "note"))
    for act in (body.act for body in bodies(dossier.entries, Standby)):
        blocks.append(terms(dossier.files, dossier.entries, act, wording))
        if found := successions(dossier.entries, act):
            blocks.append(replace(table(dossier.references, found, wording), key=act.replace("/", "-")))
    if unfilled:
        blocks.append(wording.paragraph("report.draws.unfilled", count=unfilled))
    if unproved := dossier.unproved("life.nobody"):
        blocks.append(wording.paragraph("report.draws.unproved", "note", count=unproved))
    if unproved := dossier.unproved("certificate.best"):
        blocks.append(wording.paragraph("report.draws.bounds", "note", count=unproved))
    return Section("draws", title, tuple(blocks))


def _draws(dossier: VerifiedDossier, wording: Wording) -> Iterator[tuple[Value, ...]]:
    for entry in dossier.entries:
        if not isinstance(body := entry.content, Drawn) or body.act == "panel":
            continue
        act, (kind, _, number) = body.act, body.act.partition("/")
        plan = LaterPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)])
        inputs, seats, people = plan.inputs, plan.inputs.seats, plan.people
        drawn = str(body.number).zfill(len(str(inputs.panels - 1)))
        name = wording.text(f"report.draw.{kind}", number=int(number))
        if inputs.filling is not None:
            name += f" ({wording.text('report.draw.part')})"
        yield (
            name,
            wording.day_of(entry.time),
            seats,
            people,
            drawn,
            relaxed_limits(inputs.relaxed, wording),
        )


def _delivered(dossier: VerifiedDossier, wording: Wording) -> Table:
    """What the lottery of each of these draws gave, counted in its panels."""
    columns = (
        wording.column("draw"),
        wording.column("panels", "count"),
        wording.column("least", "percent"),
        wording.column("largest", "percent"),
        wording.column("furthest", "percent"),
        wording.column("never", "count"),
        wording.column("certain", "count"),
    )
    rows: list[tuple[Value, ...]] = []
    for act in (each.act for each in dossier.bodies(Drawn) if each.act != "panel"):
        kind, _, number = act.partition("/")
        found = planned(files_of_draw(dossier.files, act))
        ends = (Fraction(end.panels, found.panels) for end in (found.least, found.greatest))
        none = len(found.never) + len(found.unplaced)
        name = wording.text(f"report.draw.{kind}", number=int(number))
        rows.append((name, found.panels, *ends, found.aimed.deviation, none, len(found.always)))
    return Table("delivered", wording.text("report.caption.delivered"), columns, tuple(rows), "cards")


def relaxed_limits(found: Relaxed | None, wording: Wording) -> str:
    """The limits that gave way for one draw."""
    if found is None:
        return "—"
    said = []
    for move in found.moves:
        limit = wording.text(f"show.{move.limit}")
        said.append(f"{move.criterion} {move.category}, {limit} {move.from_} → {move.to}")
    return "; ".join(said)


def term(dossier: VerifiedDossier, wording: Wording, life: AssemblyState) -> Section:
    """Until when the assembly sits, and who leaves next, on the day of the last act."""
    title = wording.text("report.title.term")
    mandate = life.term
    if mandate is None:
        return Section("term", title, (wording.paragraph("report.term.none", "note"),))
    rows: list[Fact] = [
        wording.fact("start", wording.day(mandate.start)),
        wording.fact("months", mandate.months, "count"),
        wording.fact("cohorts", mandate.cohorts, "count"),
    ]
    end = next_end(life, date.fromisoformat(dossier.entries[-1].time[:10]))
    if end is not None:
        rows.append(wording.fact("end", wording.day(end.day)))
        rows.append(wording.fact("leaving", len(end.pids), "count"))
    return Section("term", title, (Facts(tuple(rows)),))
