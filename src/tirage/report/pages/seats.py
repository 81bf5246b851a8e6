"""The screen of `tirage draw replacements` and `renewal`: the panel before, after the loss and the draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tirage.assembly.record import Dossier
from tirage.assembly.remaining import kept_quotas, references_in
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import head
from tirage.dossier.documents.document import sorted_document
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.layout import PANEL, PLAN, POOL, SEATS, SITTING, files_of_draw, pool_path
from tirage.draws.documents import csv_rows
from tirage.report.document import Block, Document, Marked, Paragraph, Section, Table, Value
from tirage.report.parts import lottery
from tirage.report.parts.delivered import planned
from tirage.report.parts.life import relaxed_limits
from tirage.report.parts.rolls import how
from tirage.report.summary import Summary
from tirage.report.wording import Wording, abridged


@dataclass(frozen=True, slots=True)
class StateLine:
    """A row of the quotas in the course of a draw."""

    criterion: str
    category: str
    minimum: int
    before: int
    """Seats before these people left."""
    sitting: int
    """Seats of those who stay; other open seats count as held."""
    after: int | None
    """Seats once the draw is done; None before."""
    maximum: int
    volunteers: int
    """People who can be drawn."""

    def is_met(self, seats: int) -> bool:
        """Whether that many seats are within the limits."""
        return self.minimum <= seats <= self.maximum


def page(dossier: Dossier, act: str, wording: Wording) -> Document:
    """A plan and what to do next, or who was drawn; `unfilled`: seats that stay open."""
    if act == "unfilled":
        return _vacant(dossier, wording)
    own = files_of_draw(dossier.files, act)
    plan = LaterPlan.from_bytes(own[PLAN])
    lines = _lines(dossier, own, plan.inputs.vacancies)
    drawn = PANEL in own
    step = "show.next.drawn" if drawn else "life.next.roll" if dossier.is_planned(act) else "life.next.plan"
    said = how(dossier, wording) if step == "life.next.roll" else {}
    last = wording.paragraph(step, path=dossier.path, draw=act.partition("/")[0], **said)
    summary = planned(own)
    blocks = tuple(_blocks(dossier, act, plan, own, lines, wording))
    sections = (
        _lottery(summary, own, wording, drawn=drawn),
        Section("seats", "", blocks),
        Section("next", "", (last,)),
    )
    rehearsal = wording.text("show.rehearsal") if plan.rehearsal and not drawn else ""
    values = {**_values(dossier, act, plan, own, lines), "chances": _chances(summary, own)}
    return Document("seats", wording.language, "", sections, values, rehearsal=rehearsal)


def _vacant(dossier: Dossier, wording: Wording) -> Document:
    """Seats that stay open, by the last entry of the record."""
    body: Mapping[str, Any] = dossier.entries[-1].body
    top = head(dossier.entries)
    code = "life.unfilled" if body["proof"] is not None else "life.unfilled.unproved"
    said = wording.paragraph(code, count=len(body["vacancies"]), people=body["people"])
    section = Section("unfilled", "", (said, wording.digest("show.head", top)))
    values = {"act": "unfilled", **body, "journal_head": top}
    return Document("seats", wording.language, "", (section,), values)


def _lottery(summary: Summary, own: Mapping[str, bytes], wording: Wording, *, drawn: bool) -> Section:
    """The chances of those who may be drawn, or who might have been."""
    title = Paragraph(lottery.title(summary, wording), "lead")
    chances = lottery.chances(summary, own, wording)
    quotas = () if drawn else (lottery.quotas(summary, wording),)
    return Section("lottery", "", (title, *quotas, *chances))


def _chances(summary: Summary, own: Mapping[str, bytes]) -> dict[str, Any]:
    """What the lottery gives, in panels, and what was aimed at; with the draws before, where they count."""
    whole = lottery.in_all(own)
    return {
        **({"in_all_least": str(min(whole)), "in_all_largest": str(max(whole))} if whole else {}),
        "least": summary.least.panels,
        "greatest": summary.greatest.panels,
        "never": len(summary.never) + len(summary.unplaced),
        "always": len(summary.always),
        "aimed_least": str(summary.aimed.least),
        "aimed_largest": str(summary.aimed.largest),
        "deviation": str(summary.aimed.deviation),
    }


def _blocks(
    dossier: Dossier,
    act: str,
    plan: LaterPlan,
    own: Mapping[str, bytes],
    lines: Sequence[StateLine],
    wording: Wording,
) -> Iterator[Block]:
    kind, _, number = plan.inputs.among.partition("/")
    among = wording.text(f"life.among.{kind}", number=number, people=plan.people)
    if plan.inputs.cumulated:
        among += wording.text("life.among.cumulated", count=len(plan.inputs.cumulated))
    count = len(plan.inputs.vacancies)
    yield wording.paragraph("life.draw", "lead", act=act, count=count, among=among)
    if (relaxed := plan.inputs.relaxed) is not None:
        yield wording.paragraph("life.relaxed", moves=relaxed_limits(relaxed, wording))
        if not relaxed.is_least:
            why = "stopped" if relaxed.stopped else "unproved"
            yield wording.paragraph(f"life.relaxed.{why}", "note")
    yield _table(lines, wording) if lines else wording.paragraph("show.no_quotas")
    if PANEL in own:
        unmet = sum(not line.is_met(line.after or 0) for line in lines)
        if unmet:
            yield wording.paragraph("show.unmet", "bad", count=unmet)
        elif lines:
            yield wording.paragraph("show.met")
        names = references_in(dossier.files)
        yield wording.paragraph("life.drawn", pids=abridged([names.get(pid, pid) for pid in _pids(own)]))
    yield wording.digest("show.plan", sha256(own[PLAN]))
    yield wording.head(dossier.entries)


def _lines(dossier: Dossier, own: Mapping[str, bytes], vacated: Sequence[str]) -> list[StateLine]:
    quotas = kept_quotas(dossier.files)
    features = {row[0]: row[2:] for row in csv_rows(dossier.files[pool_path(dossier.files)])[1:]}
    lost = quotas.count(features[pid] for pid in vacated)
    gained = [int(row[3]) for row in csv_rows(own[SEATS])[1:]] if SEATS in own else None
    volunteers = quotas.count(row[2:] for row in csv_rows(own[POOL])[1:])
    sitting = [int(row[3]) for row in csv_rows(own[SITTING])[1:]]
    return [
        StateLine(
            row.criterion,
            row.category,
            row.minimum,
            sitting[i] + lost[i],
            sitting[i],
            sitting[i] + gained[i] if gained is not None else None,
            row.maximum,
            volunteers[i],
        )
        for i, row in enumerate(quotas.bounds)
    ]


def _table(lines: Sequence[StateLine], wording: Wording) -> Table:
    titles = {
        "minimum": "show.minimum",
        "before": "life.before",
        "sitting": "life.sitting",
        "after": "life.after",
        "maximum": "show.maximum",
        "volunteers": "show.volunteers",
    }
    names = [name for name in titles if name != "after" or lines[0].after is not None]
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        *(wording.screen_column(titles[name], "count") for name in names),
    )
    rows = tuple((line.criterion, line.category, *(_cell(line, name) for name in names)) for line in lines)
    return Table("seats", "", columns, rows)


def _cell(line: StateLine, name: str) -> Value:
    value: int = getattr(line, name)
    seats = name in {"before", "sitting", "after"}
    return Marked(value, "bad") if seats and not line.is_met(value) else value


def _pids(own: Mapping[str, bytes]) -> list[str]:
    return [row[0] for row in csv_rows(own[PANEL])[1:]]


def _values(
    dossier: Dossier,
    act: str,
    plan: LaterPlan,
    own: Mapping[str, bytes],
    lines: Sequence[StateLine],
) -> dict[str, Any]:
    inputs = sorted_document(plan.inputs)
    return {
        "act": act,
        **{name: inputs[name] for name in ("vacancies", "among", "relaxed")},
        "people": plan.people,
        "panels": inputs["panels"],
        "quotas": [asdict(line) for line in lines],
        "drawn": _pids(own) if PANEL in own else None,
        "plan_hash": sha256(own[PLAN]),
        "dossier": str(dossier.path),
        "journal_head": head(dossier.entries),
    }
