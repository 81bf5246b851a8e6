"""What several reports say: the head, exclusions, letters, the checks made, and what nobody can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tirage.assembly.frame import RULES
from tirage.assembly.paths import PLAN
from tirage.journal.canonical import sha256
from tirage.messages import TEXTS
from tirage.report import days
from tirage.report.blocks import Block, Document, Fact, Facts, Items, Paragraph, Section, Table, Value
from tirage.report.context import Context
from tirage.report.representation import met
from tirage.report.voice import Voice


@dataclass(frozen=True, slots=True)
class Household:
    """How the members of a household are kept from sitting together; nothing in either: they are not."""

    seats: tuple[str, ...]
    """Columns by which the plan tells the households of volunteers apart: one seat at most for each."""
    letters: tuple[str, ...]
    """What a household shares by the rules, where the dossier begins with a roll: one letter at most."""


def household(known: Context) -> Household:
    """The household rule, from the plan and from the rules of the letters."""
    seats = known.document(PLAN)["inputs"]["household"] if known.planned else ()
    letters = known.document(RULES).get("household", ()) if known.framed and RULES in known.files else ()
    return Household(tuple(seats), tuple(letters))


def document(
    known: Context, voice: Voice, kind: str, verdict: Paragraph, sections: Iterator[Section]
) -> Document:
    """A report with what every one of them carries."""
    return Document(
        kind=kind,
        language=voice.language,
        title=voice.text(f"report.title.{kind}"),
        subtitle=known.name or voice.text("report.unnamed"),
        rehearsal=voice.text("show.rehearsal") if known.rehearsal else "",
        verdict=verdict,
        head=known.head,
        head_label=voice.text("show.head"),
        sections=tuple(sections),
    )


def verdict(known: Context, voice: Voice) -> Paragraph:
    """Whether every quota is met, in one sentence."""
    results = [met(line) for line in known.summary.quotas]
    if not known.drawn:
        return voice.paragraph("report.verdict.planned", "lead", seats=known.summary.seats)
    if all(results):
        return voice.paragraph("report.verdict.met", "good", quotas=len(results))
    return voice.paragraph("report.verdict.unmet", "bad", unmet=results.count(False), quotas=len(results))


def essentials(known: Context, voice: Voice) -> Facts:
    """The figures of the draw."""
    summary = known.summary
    rows: list[Fact] = [
        voice.fact("seats", summary.seats, "count"),
        voice.fact("volunteers", summary.people, "count"),
        voice.fact("panels", summary.panels, "count"),
        voice.fact("fairness", summary.fairness),
    ]
    if summary.draw is not None:
        rows += [
            voice.fact("number", numbered(known)),
            voice.fact("by", voice.text(f"report.by.{summary.draw.by}")),
            voice.fact("time", moment(known.panel.time, voice)),
        ]
    return Facts((*rows, *fixed(known, voice)))


def fixed(known: Context, voice: Voice) -> tuple[Fact, Fact]:
    """The two hashes to be compared: of the plan, and of the journal when the panel was drawn, or now."""
    plan = voice.fact("plan", known.summary.plan_hash, "hash")
    if not known.drawn:
        return plan, voice.fact("head", known.head, "hash")
    return plan, voice.fact("head_drawn", sha256(known.panel.data), "hash")


def numbered(known: Context) -> str:
    """The number of the panel, with the zeros that the balls had."""
    assert known.summary.draw is not None
    return str(known.summary.draw.number).zfill(len(str(known.summary.panels - 1)))


def moment(time: str, voice: Voice) -> str:
    """`2026-11-23T09:05:00Z` → the day and the hour in words."""
    date, _, clock = time.removesuffix("Z").partition("T")
    return voice.text("report.moment", day=day(date, voice), clock=clock[:5])


def day(date: str, voice: Voice) -> str:
    """`2026-11-23` → the day in words."""
    return days.day(date, voice.language)


def changes(known: Context, voice: Voice) -> Iterator[Section]:
    """Where quotas were changed on the record: when, why, which limits; nothing where they were not."""
    found = known.act("quotas").get("changes", ())
    blocks: list[Block] = []
    columns = (
        voice.column("criterion"),
        voice.column("category"),
        voice.column("limit"),
        voice.column("from", "count"),
        voice.column("to", "count"),
    )
    for change in found:
        blocks.append(Paragraph(voice.text("report.change", date=change["date"], reason=change["reason"])))
        rows = tuple(
            (row["criterion"], row["category"], voice.text(f"show.{row['limit']}"), row["from"], row["to"])
            for row in change["rows"]
        )
        caption = voice.text("report.caption.change", date=change["date"])
        blocks.append(Table("change", caption, columns, rows))
    if blocks:
        first = voice.paragraph("report.changes", changes=len(found))
        yield Section("changes", voice.text("report.title.changes"), (first, *blocks))


def exclusions(known: Context, voice: Voice) -> Section:
    """Who is not in the frame or in the pool, by cause."""
    rows: list[tuple[Value, ...]] = []
    for kind in ("frame", "pool"):
        body = known.act(kind)
        causes: Mapping[str, int] = body.get("causes", {})
        rows += [
            (voice.text(f"report.list.{kind}"), cause(each, voice), causes[each]) for each in sorted(causes)
        ]
    counts = [
        voice.text(f"report.read.{kind}", read=body["read"], kept=body["kept"], excluded=body["excluded"])
        for kind in ("frame", "pool")
        if (body := known.act(kind))
    ]
    blocks: list[Block] = [Items(tuple(counts))]
    if rows:
        columns = (voice.column("list"), voice.column("cause"), voice.column("rows", "count"))
        blocks.append(Table("causes", voice.text("report.caption.causes"), columns, tuple(rows)))
    else:
        blocks.append(voice.paragraph("report.excluded.none"))
    return Section("excluded", voice.text("report.title.excluded"), tuple(blocks))


def cause(name: str, voice: Voice) -> str:
    """A cause in words; one that the rules of the assembly name stays as they name it."""
    code = f"report.cause.{name}"
    return voice.text(code) if code in TEXTS else name
