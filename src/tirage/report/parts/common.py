"""What several reports say: the head, exclusions, the checks made, and what nobody can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tirage.dossier.canonical import sha256
from tirage.dossier.layout import PLAN, RULES
from tirage.i18n import numbers
from tirage.i18n.catalogue import catalogue
from tirage.i18n.typography import typeset
from tirage.report.document import Block, Document, Fact, Facts, Items, Paragraph, Section, Table, Value
from tirage.report.parts.representation import met
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording
from tirage.verify import texts
from tirage.verify.kernel import Check
from tirage.verify.words import said


@dataclass(frozen=True, slots=True)
class Household:
    """How the members of a household are kept from sitting together; nothing in either: they are not."""

    seats: tuple[str, ...]
    """Columns by which the plan tells the households of volunteers apart: one seat at most for each."""
    letters: tuple[str, ...]
    """What a household shares by the rules, where the dossier begins with a roll: one letter at most."""


def household(known: VerifiedDossier) -> Household:
    """The household rule, from the plan and from the rules of the letters."""
    seats = known.document(PLAN)["inputs"]["household"] if known.planned else ()
    letters = known.document(RULES).get("household", ()) if known.framed and RULES in known.files else ()
    return Household(tuple(seats), tuple(letters))


def document(
    known: VerifiedDossier, voice: Wording, kind: str, verdict: Paragraph, sections: Iterator[Section]
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


def verdict(known: VerifiedDossier, voice: Wording) -> Paragraph:
    """Whether every quota is met, in one sentence."""
    results = [met(line) for line in known.summary.quotas]
    if not known.drawn:
        return voice.paragraph("report.verdict.planned", "lead", seats=known.summary.seats)
    if all(results):
        return voice.paragraph("report.verdict.met", "good", quotas=len(results))
    return voice.paragraph("report.verdict.unmet", "bad", unmet=results.count(False), quotas=len(results))


def essentials(known: VerifiedDossier, voice: Wording) -> Facts:
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


def fixed(known: VerifiedDossier, voice: Wording) -> tuple[Fact, Fact]:
    """The two hashes to be compared: of the plan, and of the journal when the panel was drawn, or now."""
    plan = voice.fact("plan", known.summary.plan_hash, "hash")
    if not known.drawn:
        return plan, voice.fact("head", known.head, "hash")
    return plan, voice.fact("head_drawn", sha256(known.panel.data), "hash")


def numbered(known: VerifiedDossier) -> str:
    """The number of the panel, with the zeros that the balls had."""
    assert known.summary.draw is not None
    return str(known.summary.draw.number).zfill(len(str(known.summary.panels - 1)))


def moment(time: str, voice: Wording) -> str:
    """`2026-11-23T09:05:00Z` → the day and the hour in words."""
    date, _, clock = time.removesuffix("Z").partition("T")
    return voice.text("report.moment", day=day(date, voice), clock=clock[:5])


def day(date: str, voice: Wording) -> str:
    """`2026-11-23` → the day in words."""
    return numbers.day(date, voice.language)


def changes(known: VerifiedDossier, voice: Wording) -> Iterator[Section]:
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


def exclusions(known: VerifiedDossier, voice: Wording) -> Section:
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


def cause(name: str, voice: Wording) -> str:
    """A cause in words; one that the rules of the assembly name stays as they name it."""
    code = f"report.cause.{name}"
    return voice.text(code) if code in catalogue("en") else name


Outcome = Literal["passed", "not-applicable", "not-checked"]
NOTHING = {"none", "by-hand", "0"}
"""What the verifier found where a check had nothing to check."""


def checks(known: VerifiedDossier, voice: Wording) -> Section:
    """Every check by its number, how many times it was made, and its result."""
    made = Counter(
        (check.number, check.code, outcome(check, known))
        for check in known.verified.checks
        if not check.code.startswith("beyond.")
    )
    rows = tuple(
        (number, sentence(code, voice), count, result) for (number, code, result), count in made.items()
    )
    columns = (
        voice.column("check"),
        voice.column("sentence"),
        voice.column("times", "count"),
        voice.column("result", "outcome"),
    )
    table = Table("checks", voice.text("report.caption.checks"), columns, rows)
    return Section("checks", voice.text("report.title.checks"), (checked(known, voice), table))


def outcome(check: Check, known: VerifiedDossier) -> Outcome:
    """What came of a check; one with nothing to check has not passed, it does not apply."""
    if check.status == "not-checked":
        return "not-checked"
    if check.code == "lottery.households":
        return "passed" if household(known).seats else "not-applicable"
    # A panel may have the number 0.
    idle = check.got in NOTHING and check.code != "panel.number"
    return "not-applicable" if idle else "passed"


def sentence(code: str, voice: Wording) -> str:
    """What a check says, as it is printed."""
    words = texts.sentence(code, voice.language)
    return typeset(words) if voice.language == "fr" else words


def checked(known: VerifiedDossier, voice: Wording) -> Paragraph:
    """How many checks passed, how many did not apply, and how many points stay open; none failed."""
    found = Counter(outcome(check, known) for check in known.verified.checks)
    return voice.paragraph(
        "report.checked", passed=found["passed"], idle=found["not-applicable"], open=found["not-checked"]
    )


def beyond(known: VerifiedDossier, voice: Wording) -> Section:
    """What neither this report nor any verifier can say."""
    words = []
    for check in known.verified.checks:
        if check.code.startswith("beyond."):
            values = said(check, voice.language)
            words.append(sentence(check.code, voice) + (f" ({values})." if values else "."))
    words.append(voice.text("report.beyond.report"))
    if known.census is not None:
        words.append(voice.text("report.beyond.census"))
    return Section("beyond", voice.text("report.title.beyond"), (Items(tuple(words)),))
