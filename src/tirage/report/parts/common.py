"""What several reports say: the head, exclusions, the checks made, and what nobody can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tirage.dossier.canonical import sha256
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.entries import ChangedQuotas, Frame, Pool, Quotas, Regulation, SettledPool
from tirage.dossier.layout import PLAN, RULES
from tirage.draws.chance import read_chance_sources
from tirage.i18n.typography import typeset
from tirage.randomness.rolls import roll_form
from tirage.report.causes import cause
from tirage.report.document import Block, Document, Fact, Facts, Items, Paragraph, Section, Table, Value
from tirage.report.parts.rolls import mode
from tirage.report.summary import Outline
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording
from tirage.verify import texts
from tirage.verify.report import Check
from tirage.verify.words import said


@dataclass(frozen=True, slots=True)
class Household:
    """How the members of a household are kept from sitting together; nothing in either: they are not."""

    seats: tuple[str, ...]
    """Columns by which the plan tells the households of volunteers apart: one seat at most for each."""
    letters: tuple[str, ...]
    """What a household shares by the rules, where the dossier begins with a roll: one letter at most."""


def household(dossier: VerifiedDossier) -> Household:
    """The household rule, from the plan and from the rules of the letters."""
    seats = PanelPlan.from_bytes(dossier.files[PLAN]).inputs.household if dossier.planned else ()
    letters = (
        dossier.document(RULES).get("household", ()) if dossier.framed and RULES in dossier.files else ()
    )
    return Household(tuple(seats), tuple(letters))


def document(
    dossier: VerifiedDossier, wording: Wording, kind: str, verdict: Paragraph, sections: Iterator[Section]
) -> Document:
    """A report with what every one of them carries."""
    return Document(
        kind=kind,
        language=wording.language,
        title=wording.text(f"report.title.{kind}"),
        subtitle=dossier.name or wording.text("report.unnamed"),
        rehearsal=wording.text("show.rehearsal") if dossier.rehearsal else "",
        verdict=verdict,
        head=dossier.head,
        head_label=wording.text("show.head"),
        sections=(*without(dossier, wording), *sections),
    )


def without(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """What the paper cannot tell as it is made from a pack; nothing for a whole dossier."""
    if not dossier.partial:
        return
    said = [wording.paragraph("report.without", "note", count=dossier.unchecked)]
    if small := [path for path in dossier.left_out if path.startswith("public/")]:
        said.append(wording.paragraph("report.without.small", "note", files=", ".join(small)))
    yield Section("without", wording.text("report.title.without"), tuple(said))


def verdict(dossier: VerifiedDossier, wording: Wording) -> Paragraph:
    """Whether every quota is met, in one sentence."""
    outline = dossier.outline
    if not dossier.drawn:
        code = "report.verdict.planned" if outline.quotas else "report.verdict.planned.plain"
        return wording.paragraph(code, "lead", seats=outline.seats)
    return all_met(outline, wording)


def all_met(outline: Outline, wording: Wording) -> Paragraph:
    """Whether every quota of a draw is met; where there are none, how many were drawn from how many."""
    results = [line.met for line in outline.quotas]
    if not results:
        return wording.paragraph("report.verdict.plain", "good", seats=outline.seats, people=outline.people)
    if all(results):
        return wording.paragraph("report.verdict.met", "good", quotas=len(results))
    return wording.paragraph("report.verdict.unmet", "bad", unmet=results.count(False), quotas=len(results))


def essentials(dossier: VerifiedDossier, wording: Wording) -> Facts:
    """The figures of the draw."""
    summary = dossier.outline
    rows: list[Fact] = [
        wording.fact("seats", summary.seats, "count"),
        wording.fact("volunteers", summary.people, "count"),
        wording.fact("panels", summary.panels, "count"),
        wording.fact("fairness", summary.fairness),
    ]
    if summary.draw is not None:
        rows += [
            wording.fact("number", numbered(dossier)),
            wording.fact("by", brought(dossier, wording)),
            wording.fact("time", wording.moment(dossier.panel.time)),
        ]
    return Facts((*rows, *fixed(dossier, wording)))


def brought(dossier: VerifiedDossier, wording: Wording) -> str:
    """How the panel was drawn in public, by the form that its plan fixed."""
    form = roll_form(read_chance_sources(PanelPlan.from_bytes(dossier.files[PLAN])).form)
    assert form is not None, "a plan that was verified"
    return mode(form, wording)


def fixed(dossier: VerifiedDossier, wording: Wording) -> tuple[Fact, ...]:
    """The hashes to be compared: of the regulation, the plan, the journal as the panel was drawn, or now."""
    ruled = dossier.last(Regulation)
    adopted = (wording.fact("regulation", ruled.sha256, "hash"),) if ruled else ()
    plan = wording.fact("plan", dossier.outline.plan_hash, "hash")
    if not dossier.drawn:
        return *adopted, plan, wording.fact("head", dossier.head, "hash")
    return *adopted, plan, wording.fact("head_drawn", sha256(dossier.panel.data), "hash")


def numbered(dossier: VerifiedDossier) -> str:
    """The number of the panel, with the zeros that the balls had."""
    assert dossier.outline.draw is not None
    return str(dossier.outline.draw.number).zfill(len(str(dossier.outline.panels - 1)))


def changes(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """Where quotas were changed on the record: when, why, which limits; nothing where they were not."""
    quotas = dossier.last(Quotas)
    found = quotas.changes if isinstance(quotas, ChangedQuotas) else ()
    blocks: list[Block] = []
    columns = (
        wording.column("criterion"),
        wording.column("category"),
        wording.column("limit"),
        wording.column("from", "count"),
        wording.column("to", "count"),
    )
    for change in found:
        date = wording.day(change.date)
        blocks.append(Paragraph(wording.text("report.change", date=date, reason=change.reason)))
        rows = tuple(
            (row.criterion, row.category, wording.text(f"show.{row.limit}"), row.from_, row.to)
            for row in change.rows
        )
        caption = wording.text("report.caption.change", date=date)
        blocks.append(Table("change", caption, columns, rows))
    if blocks:
        first = wording.paragraph("report.changes", changes=len(found))
        yield Section("changes", wording.text("report.title.changes"), (first, *blocks))


def exclusions(dossier: VerifiedDossier, wording: Wording) -> Section:
    """Who is not in the frame or in the pool, by cause."""
    found = [body for body in (dossier.last(Frame), dossier.last(Pool)) if body is not None]
    rows: list[tuple[Value, ...]] = [
        (wording.text(f"report.list.{body.type}"), cause(each, wording), count)
        for body in found
        for each, count in sorted(body.causes.items())
    ]
    counts = [
        wording.text(f"report.read.{body.type}", read=body.read, kept=body.kept, excluded=body.excluded)
        for body in found
    ]
    blocks: list[Block] = [Items((*counts, *_settled(dossier.last(Pool), wording)))]
    if rows:
        columns = (wording.column("list"), wording.column("cause"), wording.column("rows", "count"))
        blocks.append(Table("causes", wording.text("report.caption.causes"), columns, tuple(rows)))
    else:
        blocks.append(wording.paragraph("report.excluded.none"))
    return Section("excluded", wording.text("report.title.excluded"), tuple(blocks))


def _settled(pool: Pool | None, wording: Wording) -> Iterator[str]:
    """What somebody decided about a file of volunteers, in figures."""
    if isinstance(pool, SettledPool) and pool.decisions:
        values = {"count": pool.same + pool.different, "same": pool.same, "different": pool.different}
        yield wording.text("report.decided", **values)
    if isinstance(pool, SettledPool) and pool.no_household:
        yield wording.text("report.no_household", count=pool.addresses)


Outcome = Literal["passed", "not-checked"]


def checks(dossier: VerifiedDossier, wording: Wording) -> Section:
    """Every check by its number, how many times it was made, and its result."""
    made = Counter(
        (check.number, check.code, outcome(check))
        for check in dossier.verified.checks
        if not check.code.startswith("beyond.")
    )
    rows = tuple(
        (number, sentence(code, wording), count, result) for (number, code, result), count in made.items()
    )
    columns = (
        wording.column("check"),
        wording.column("sentence"),
        wording.column("times", "count"),
        wording.column("result", "outcome"),
    )
    table = Table("checks", wording.text("report.caption.checks"), columns, rows)
    return Section("checks", wording.text("report.title.checks"), (checked(dossier, wording), table))


def outcome(check: Check) -> Outcome:
    """What came of a check, of which none failed; one with nothing to check has no line."""
    return "not-checked" if check.status == "not-checked" else "passed"


def sentence(code: str, wording: Wording) -> str:
    """What a check says, as it is printed."""
    words = texts.sentence(code, wording.language)
    return typeset(words) if wording.language == "fr" else words


def checked(dossier: VerifiedDossier, wording: Wording) -> Paragraph:
    """How many checks passed, and how many points stay open; none failed."""
    code = "report.checked.pack" if dossier.partial else "report.checked"
    return wording.paragraph(code, **counted(dossier))


def counted(dossier: VerifiedDossier) -> dict[str, int]:
    """How many checks passed, could not be made for want of files, and are beyond any program."""
    found = Counter(outcome(check) for check in dossier.verified.checks)
    # Only a sentence about a pack tells them apart: in that of a whole dossier none may be lost.
    absent = dossier.unchecked if dossier.partial else 0
    return {"passed": found["passed"], "absent": absent, "open": found["not-checked"] - absent}


def beyond(dossier: VerifiedDossier, wording: Wording) -> Section:
    """What neither this report nor any verifier can say: each point once, with the values of its checks."""
    found: dict[str, list[str]] = {}
    for check in dossier.verified.checks:
        if check.code.startswith("beyond.") or check.got.startswith("not-proved-here"):
            values = found.setdefault(check.code, [])
            # Profiles that meet are told in words with the chances.
            if check.code != "beyond.meetings":
                values += filter(None, [said(check, wording.language)])
    words = [
        sentence(code, wording) + (f" ({wording.joined(values)})." if values else ".")
        for code, values in found.items()
    ]
    words.append(wording.text("report.beyond.report"))
    if dossier.census is not None:
        words.append(wording.text("report.beyond.census"))
    return Section("beyond", wording.text("report.title.beyond"), (Items(tuple(words)),))
