"""What the organiser had received before a draw, and what was fixed before its chance, with the hashes."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import LaterPlan, LettersPlan, SeatsPlan, StandbyPlan
from tirage.dossier.entries import (
    Frame,
    Pool,
    Quotas,
    RecodedResponses,
    Regulation,
    Responses,
    Rolls,
    SettledPool,
)
from tirage.dossier.layout import (
    CERTIFICATE,
    CHANCES,
    COUNTS,
    LOTTERY,
    PIDS,
    POOL,
    QUOTAS,
    ROLLS,
    RULES,
    SITTING,
    part_path,
    path_in_draw,
    strata_path,
)
from tirage.people.received import ReceivedFile, received_files
from tirage.report.causes import cause
from tirage.report.deeds.draws import DrawOnRecord
from tirage.report.document import Block, Facts, Table, Value
from tirage.report.wording import Wording
from tirage.rules.regulation.paragraphs import specified

MOST_LISTED = 200
"""Rolls that a paper names one by one; of more, the file that does, by its hash."""


def received(draw: DrawOnRecord, wording: Wording) -> Table:
    """Every file that the journal had by then as received: what it was, when, its hash."""
    rows: list[tuple[Value, ...]] = [
        (what, wording.moment(entry.time), digest)
        for entry in draw.known
        for what, digest in _received(draw, entry, wording)
    ]
    columns = (wording.column("file"), wording.column("recorded"), wording.column("sha256", "hash"))
    return Table("received", wording.text("deed.caption.received"), columns, tuple(rows), "cards")


def _received(draw: DrawOnRecord, entry: Entry, wording: Wording) -> Iterator[tuple[str, str]]:
    """What an act took in, and its SHA-256."""
    match entry.content:
        case Rolls(sha256=digest, files=number):
            if number > MOST_LISTED:
                yield wording.text("deed.file.rolls", count=number, path=ROLLS), digest
            else:
                rolls = received_files(draw.dossier.files[ROLLS])
                yield from ((_roll(each, wording), each.sha256) for each in rolls)
        case Frame(decisions=digest) if digest:
            yield wording.text("deed.file.decisions"), digest
        case Quotas(source=digest, sha256=own) if digest != own:
            yield wording.text("deed.file.quotas"), digest
        case Responses(source=digest, round=number) as answers:
            yield wording.text("deed.file.responses", round=number), digest
            if isinstance(answers, RecodedResponses):
                yield wording.text("deed.file.recoded", round=number), answers.recoding
        case Pool(source=digest, recoding=recoding):
            yield wording.text("deed.file.pool"), digest
            if recoding:
                yield wording.text("deed.file.recoding"), recoding
            if isinstance(entry.content, SettledPool):
                yield from _decided(entry.content, wording)


def _decided(pool: SettledPool, wording: Wording) -> Iterator[tuple[str, str]]:
    """By what files it was decided who of a file of volunteers is in the pool."""
    if pool.decisions:
        yield wording.text("deed.file.decisions"), pool.decisions
    for name, digest in sorted(pool.lists.items()):
        yield wording.text("deed.file.list", cause=cause(name, wording)), digest
    if pool.no_household:
        yield wording.text("deed.file.no_household"), pool.no_household


def _roll(roll: ReceivedFile, wording: Wording) -> str:
    """A list by what it says of itself: which, of where, of what day."""
    said = [wording.text(f"deed.list.{roll.list or roll.kind}")]
    if roll.commune:
        said.append(wording.text("deed.list.commune", commune=roll.commune))
    if roll.date:
        said.append(wording.text("deed.list.date", day=wording.day(roll.date)))
    return ", ".join(said)


def fixed(draw: DrawOnRecord, wording: Wording) -> Iterator[Block]:
    """The plan, its fingerprint, and the files that it binds; for cohorts, what they follow from."""
    if draw.kind == "cohorts":
        panel = next(entry for entry in draw.known if entry.type == "panel")
        yield wording.paragraph("deed.fixed.cohorts")
        time = wording.fact("time", wording.moment(panel.time))
        yield Facts((time, wording.fact("head_drawn", sha256(panel.data), "hash")))
        return
    if regulation := draw.dossier.last(Regulation):
        last = len(specified())
        yield wording.paragraph(
            "deed.regulation", day=wording.day(regulation.date), edition=regulation.edition, last=last
        )
        yield Facts((wording.fact("regulation", regulation.sha256, "hash"),))
    entry = draw.plan_entry
    yield wording.paragraph("deed.fixed")
    yield Facts(
        (
            wording.fact("planned", wording.moment(entry.time)),
            wording.fact("plan", str(entry.body["sha256"]), "hash"),
            wording.fact("head_planned", sha256(entry.data), "hash"),
        )
    )
    if isinstance(draw.plan, StandbyPlan):
        if head := draw.plan.inputs.head:
            yield Facts((wording.fact("chain_head", head, "hash"),))
        return
    columns = (wording.column("file"), wording.column("path"), wording.column("sha256", "hash"))
    rows = tuple((wording.text(f"deed.part.{part}"), path, digest) for part, path, digest in _bound(draw))
    yield Table("fixed", wording.text("deed.caption.fixed"), columns, rows, "cards")


def _bound(draw: DrawOnRecord) -> Iterator[tuple[str, str, str]]:
    """Name, path and SHA-256 of the files that the plan binds."""
    plan = draw.plan
    if isinstance(plan, LettersPlan):
        frame = next(entry.body for entry in draw.dossier.entries if entry.type == "frame")
        number = frame.get("parts")
        people = PIDS if number is None else f"{part_path(1)} … {part_path(int(str(number)))}"
        yield "frame", people, plan.inputs.frame
        yield "rules", RULES, plan.inputs.rules
        yield "strata", strata_path(plan.wave), plan.inputs.strata
        return
    assert isinstance(plan, SeatsPlan)
    inputs = plan.inputs
    parts = [("pool", POOL, inputs.pool), ("quotas", QUOTAS, inputs.quotas), ("counts", COUNTS, plan.counts)]
    if isinstance(plan, LaterPlan):
        parts.append(("sitting", SITTING, plan.inputs.sitting))
    parts += [("lottery", LOTTERY, plan.lottery), ("certificate", CERTIFICATE, plan.certificate)]
    parts.append(("chances", CHANCES, plan.chances))
    for part, name, digest in parts:
        yield part, path_in_draw(name, draw.act), digest
