"""What several reports say: the head, exclusions, letters, the checks made, and what nobody can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from tirage.messages import TEXTS
from tirage.messages.typography import typeset
from tirage.report.blocks import Block, Document, Fact, Facts, Items, Paragraph, Section, Table, Value
from tirage.report.context import Context
from tirage.report.mail import Part, Wave, parts, waves
from tirage.report.representation import met
from tirage.report.statistics import wilson
from tirage.report.voice import Voice
from tirage.verify import texts
from tirage.verify.render import said


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
            voice.fact("time", moment(known.entries[-1].time, voice)),
        ]
    rows.append(voice.fact("plan", summary.plan_hash, "hash"))
    rows.append(voice.fact("head", known.head, "hash"))
    return Facts(tuple(rows))


def numbered(known: Context) -> str:
    """The number of the panel, with the zeros that the balls had."""
    assert known.summary.draw is not None
    return str(known.summary.draw.number).zfill(len(str(known.summary.panels - 1)))


def moment(time: str, voice: Voice) -> str:
    """`2026-11-23T09:05:00Z` → the day and the hour in words."""
    day, _, clock = time.removesuffix("Z").partition("T")
    year, month, number = day.split("-")
    name = voice.text("report.months").split()[int(month) - 1]
    first = voice.text("report.first") if number == "01" else str(int(number))
    return voice.text("report.moment", day=first, month=name, year=year, clock=clock[:5])


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


def letters(known: Context, voice: Voice) -> Iterator[Block]:
    """The waves, then people, letters and volunteers by each criterion that letters were spread by."""
    found = waves(known.files)
    if not found:
        yield voice.paragraph("report.letters.none", "note")
        return
    yield _waves(found, voice)
    yield voice.paragraph("report.interval", "note")
    if any(wave.drawn is None for wave in found):
        yield voice.paragraph("report.letters.undrawn", "note")
    criterion = None
    rows: list[Part] = []
    for part in (*parts(known.files), None):
        if part is None or part.criterion != criterion:
            if rows:
                yield _parts(rows, voice)
            rows = []
        if part is not None:
            criterion = part.criterion
            rows.append(part)


def _waves(found: tuple[Wave, ...], voice: Voice) -> Table:
    rows = tuple(
        (
            wave.number,
            wave.planned,
            wave.drawn,
            wave.answers.get("undelivered", 0),
            wave.accepted,
            sum(wave.answers.values()) - wave.accepted - wave.answers.get("undelivered", 0),
            *_rate(wave.accepted, wave.delivered),
        )
        for wave in found
    )
    columns = (
        voice.column("wave", "count"),
        voice.column("planned", "count"),
        voice.column("letters", "count"),
        voice.column("undelivered", "count"),
        voice.column("volunteers", "count"),
        voice.column("others", "count"),
        voice.column("rate", "percent"),
        voice.column("low", "percent"),
        voice.column("high", "percent"),
    )
    return Table("waves", voice.text("report.caption.waves"), columns, rows, "cards")


def _parts(found: list[Part], voice: Voice) -> Table:
    rows = tuple(
        (each.category, each.people, each.letters, each.volunteers, *_rate(each.volunteers, each.letters))
        for each in found
    )
    columns = (
        voice.column("category"),
        voice.column("residents", "count"),
        voice.column("letters", "count"),
        voice.column("volunteers", "count"),
        voice.column("rate", "percent"),
        voice.column("low", "percent"),
        voice.column("high", "percent"),
    )
    name = found[0].criterion
    caption = voice.text("report.caption.part", name=name) if name else voice.text("report.caption.streams")
    return Table("letters", caption, columns, rows, "cards")


def _rate(hits: int, trials: int) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """A rate and its interval, in thousandths of a percent."""
    if not trials:
        return None, None, None
    low, high = (Fraction(round(end * 100_000), 100_000) for end in wilson(hits, trials))
    return Fraction(hits, trials), low, high


def checks(known: Context, voice: Voice) -> Section:
    """Every check by its number, how many times it was made, and its result."""
    made: Counter[tuple[str, str, str]] = Counter()
    for check in known.verified.checks:
        if not check.code.startswith("beyond."):
            made[check.number, check.code, check.status] += 1
    rows = tuple(
        (number, sentence(code, voice), count, True if status == "ok" else None)
        for (number, code, status), count in made.items()
    )
    columns = (
        voice.column("check"),
        voice.column("sentence"),
        voice.column("times", "count"),
        voice.column("result", "met"),
    )
    table = Table("checks", voice.text("report.caption.checks"), columns, rows)
    return Section("checks", voice.text("report.title.checks"), (checked(known, voice), table))


def sentence(code: str, voice: Voice) -> str:
    """What a check says, as it is printed."""
    words = texts.sentence(code, voice.language)
    return typeset(words) if voice.language == "fr" else words


def checked(known: Context, voice: Voice) -> Paragraph:
    """How many checks, all passed, by which program."""
    statuses = Counter(check.status for check in known.verified.checks)
    return voice.paragraph("report.checked", passed=statuses["ok"], open=statuses["not-checked"])


def beyond(known: Context, voice: Voice) -> Section:
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
