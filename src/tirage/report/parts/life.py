"""What has become of a panel: who sits today, who has left, what was drawn since, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby

from tirage.assembly.ends import next_end
from tirage.assembly.remaining import features_of, first_pool
from tirage.assembly.state import AssemblyState
from tirage.dossier.layout import PANEL, PLAN, POOL, RESULTS, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.report.document import Block, Fact, Facts, Section, Table, Value
from tirage.report.parts.common import day
from tirage.report.parts.representation import measured, met
from tirage.report.summary import QuotaLine
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def lines_today(known: VerifiedDossier, life: AssemblyState) -> tuple[QuotaLine, ...]:
    """The quotas of the panel, with the seats of those who sit now, or who sat when the assembly ended."""
    counted = known.quotas.count(features_of(first_pool(known.files), life.seated or life.last))
    return tuple(
        replace(line, seats=seats) for line, seats in zip(known.summary.quotas, counted, strict=True)
    )


def sitting(known: VerifiedDossier, voice: Wording, life: AssemblyState) -> Section:
    """Quotas and seats as they are now, beside what the panel had."""
    lines = lines_today(known, life)
    drawn = {(line.criterion, line.category): line.seats for line in known.summary.quotas}
    code = "report.today" if life.closed is None else "report.today.ended"
    members = len(life.seated or life.last)
    blocks: list[Block] = [voice.paragraph(code, members=members, vacant=_vacant(life))]
    for criterion, group in groupby(lines, lambda line: line.criterion):
        some = list(group)
        top = Fraction(max([1, *(max(line.maximum, line.seats or 0) for line in some)]))
        columns = (
            voice.column("category"),
            voice.column("band", "band"),
            voice.column("first", "count"),
            voice.column("today", "count"),
            voice.column("minimum", "count"),
            voice.column("maximum", "count"),
            voice.column("met", "met"),
        )
        rows: list[tuple[Value, ...]] = [
            (
                line.category,
                measured(line, top),
                drawn[criterion, line.category],
                line.seats,
                line.minimum,
                line.maximum,
                met(line),
            )
            for line in some
        ]
        caption = voice.text("report.caption.today", name=criterion)
        blocks.append(Table("today", caption, columns, tuple(rows), "cards"))
    return Section("today", voice.text("report.title.today"), tuple(blocks))


def _vacant(life: AssemblyState) -> int:
    """Seats that are open, or were when the assembly ended."""
    return len(life.vacant) - len(life.last)


def departures(known: VerifiedDossier, voice: Wording, life: AssemblyState) -> Section:
    """How many left, and why."""
    kinds = Counter(str(entry.body["kind"]) for entry in known.entries if entry.type == "vacancy")
    title = voice.text("report.title.vacancies")
    if not kinds:
        return Section("vacancies", title, (voice.paragraph("report.vacancies.none", "note"),))
    rows: list[tuple[Value, ...]] = [
        (voice.text(f"life.kind.{kind}"), count) for kind, count in sorted(kinds.items())
    ]
    said = voice.paragraph(
        "report.vacancies.some", count=kinds.total(), vacant=len(life.vacant) - len(life.last)
    )
    columns = (voice.column("cause"), voice.column("seats", "count"))
    table = Table("departures", voice.text("report.caption.departures"), columns, tuple(rows))
    return Section("vacancies", title, (said, table))


def draws(known: VerifiedDossier, voice: Wording) -> Section:
    """Every draw of seats since the panel's."""
    title = voice.text("report.title.draws")
    rows = tuple(_draws(known, voice))
    unfilled = sum(entry.type == "unfilled" for entry in known.entries)
    blocks: list[Block] = []
    if rows:
        columns = (
            voice.column("draw"),
            voice.column("day"),
            voice.column("seats", "count"),
            voice.column("volunteers", "count"),
            voice.column("number"),
            voice.column("relaxed"),
        )
        blocks += [
            voice.paragraph("report.draws.some", count=len(rows)),
            Table("draws", voice.text("report.caption.draws"), columns, rows, "cards"),
        ]
    else:
        blocks.append(voice.paragraph("report.draws.none", "note"))
    if unfilled:
        blocks.append(voice.paragraph("report.draws.unfilled", count=unfilled))
    return Section("draws", title, tuple(blocks))


def _draws(known: VerifiedDossier, voice: Wording) -> Iterator[tuple[Value, ...]]:
    for entry in known.entries:
        act = str(entry.body.get("act"))
        kind, _, number = act.partition("/")
        if entry.type not in RESULTS.values() or not number:
            continue
        inputs = known.document(path_in_draw(PLAN, act))["inputs"]
        seats, people = (len(csv_rows(known.files[path_in_draw(name, act)])) - 1 for name in (PANEL, POOL))
        drawn = str(entry.body["number"]).zfill(len(str(int(inputs["panels"]) - 1)))
        name = voice.text(f"report.draw.{kind}", number=int(number))
        yield (name, entry.time[:10], seats, people, drawn, _relaxed(inputs["relaxed"], voice))


def _relaxed(found: Mapping[str, list[Mapping[str, object]]] | None, voice: Wording) -> str:
    """The limits that gave way for one draw."""
    if found is None:
        return "—"
    said = []
    for move in found["moves"]:
        limit = voice.text(f"show.{move['limit']}")
        said.append(f"{move['criterion']} {move['category']}, {limit} {move['from']} → {move['to']}")
    return "; ".join(said)


def term(known: VerifiedDossier, voice: Wording, life: AssemblyState) -> Section:
    """Until when the assembly sits, and who leaves next, on the day of the last act."""
    title = voice.text("report.title.term")
    mandate = life.term
    if mandate is None:
        return Section("term", title, (voice.paragraph("report.term.none", "note"),))
    rows: list[Fact] = [
        voice.fact("start", day(mandate.start.isoformat(), voice)),
        voice.fact("months", mandate.months, "count"),
        voice.fact("cohorts", mandate.cohorts, "count"),
    ]
    end = next_end(life, date.fromisoformat(known.entries[-1].time[:10]))
    if end is not None:
        rows.append(voice.fact("end", day(end.day.isoformat(), voice)))
        rows.append(voice.fact("leaving", len(end.pids), "count"))
    return Section("term", title, (Facts(tuple(rows)),))
