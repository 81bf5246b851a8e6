"""What a deed carries on pages of its own, each with the hash by which it is told from any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tirage.dossier.canonical import sha256
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.layout import COHORTS, PANEL, path_in_draw
from tirage.draws.documents import csv_rows
from tirage.people.pool.references import LONGEST
from tirage.report.deeds.draws import STANDBY, SUCCESSIONS, DrawOnRecord, turns
from tirage.report.deeds.standby import table
from tirage.report.document import Block, Items, Names, Paragraph, Section, Table
from tirage.report.parts.common import beyond, checks
from tirage.report.wording import Wording
from tirage.verify.words import whole_document


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex."""

    key: str
    """Its name, and that of its title: `deed.annex.KEY`."""
    source: str
    """The file, or the command that writes the same."""
    digest: str
    """SHA-256 of that."""
    blocks: tuple[Block, ...]


def people(draw: DrawOnRecord, wording: Wording) -> Iterator[Annex]:
    """Who was drawn, by reference; nobody is named in a deed of letters, whose list the guarantors keep."""
    if draw.kind in {"letters", STANDBY}:
        return
    if draw.kind == SUCCESSIONS:
        found = table(draw.references, turns(draw), wording)
        yield Annex(
            "successions",
            f"journal/ 1–{draw.result.number}",
            sha256(draw.result.data),
            (_rule(draw, wording), found),
        )
        return
    if draw.kind == "cohorts":
        yield _cohorts(draw, wording)
        return
    path = path_in_draw(PANEL, draw.act)
    drawn = [draw.references[row[0]] for row in csv_rows(draw.dossier.files[path])[1:]]
    block: Block = Names("members", wording.text("deed.caption.members", count=len(drawn)), tuple(drawn))
    if isinstance(draw.plan, LaterPlan):
        # The people drawn take over the seats in ascending order, in the order in which they were left.
        rows = tuple(zip(drawn, (draw.references[pid] for pid in draw.plan.inputs.vacancies), strict=True))
        columns = (wording.column("reference"), wording.column("instead"))
        block = Table("members", wording.text("deed.caption.members", count=len(drawn)), columns, rows)
    yield Annex("members", path, str(draw.result.body["panel"]), (_rule(draw, wording), block))


def _rule(draw: DrawOnRecord, wording: Wording) -> Paragraph:
    """What a reference is, by the longest: an id as it is, its beginning, or a place among the ids."""
    pid, reference = max(draw.references.items(), key=lambda each: len(each[0]))
    whole = draw.dossier.partial and len(pid) > LONGEST and pid == reference
    kind = (
        "whole"
        if whole
        else "own"
        if pid == reference
        else "place"
        if reference.startswith("#")
        else "beginning"
    )
    return wording.paragraph(f"deed.reference.{kind}", signs=len(reference))


def _cohorts(draw: DrawOnRecord, wording: Wording) -> Annex:
    numbers: dict[str, list[str]] = {}
    for pid, cohort in csv_rows(draw.dossier.files[COHORTS])[1:]:
        numbers.setdefault(cohort, []).append(draw.references[pid])
    lists = (
        Names(
            f"cohort-{n}", wording.text("deed.caption.cohort", number=int(n), count=len(found)), tuple(found)
        )
        for n, found in sorted(numbers.items(), key=lambda each: int(each[0]))
    )
    digest = str(draw.result.body["sha256"])
    return Annex("cohorts", COHORTS, digest, (_rule(draw, wording), *lists))


def long(draw: DrawOnRecord, key: str, source: str, digest: str, table: Table) -> Annex:
    """A table too long to stand between two sentences; its file, or the journal where it has none."""
    return Annex(
        key, source or f"journal/ 1–{draw.result.number}", digest or sha256(draw.result.data), (table,)
    )


def verification(draw: DrawOnRecord, wording: Wording) -> Annex:
    """Every check that was made anew, and what none can say; as `tirage verify --json` writes them."""
    spoken = wording.language if wording.language in {"fr", "en"} else "en"
    data = whole_document([draw.dossier.verified], spoken).encode()
    sections = (checks(draw.dossier, wording), beyond(draw.dossier, wording))
    table, limits = (tuple(_without_verdict(section.blocks)) for section in sections)
    blocks = (*table, wording.paragraph("deed.beyond"), *limits)
    command = f"tirage verify --json --lang {spoken}"
    return Annex("checks", command, sha256(data), blocks)


def _without_verdict(blocks: Sequence[Block]) -> Iterator[Block]:
    """The table or the list, not the sentence that the body has already."""
    yield from (block for block in blocks if isinstance(block, (Table, Items)))


def listed(annexes: Sequence[Annex], wording: Wording) -> Table:
    """The annexes by number: title, where it comes from, its hash."""
    columns = (
        wording.column("annex"),
        wording.column("title"),
        wording.column("source"),
        wording.column("sha256", "hash"),
    )
    rows = tuple(
        (str(place), wording.text(f"deed.annex.{annex.key}"), annex.source, annex.digest)
        for place, annex in enumerate(annexes, 1)
    )
    return Table("annexes", wording.text("deed.caption.annexes"), columns, rows, "cards")


def sections(annexes: Sequence[Annex], wording: Wording) -> Iterator[Section]:
    """The annexes themselves, each on pages of its own."""
    for place, annex in enumerate(annexes, 1):
        title = wording.text("deed.annex.title", number=place, title=wording.text(f"deed.annex.{annex.key}"))
        yield Section(f"annex-{place}", title, annex.blocks, "annex")
