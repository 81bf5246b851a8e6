"""The regulation of a draw, for guarantors to read, adopt and sign; and the screen once it is adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tirage.acts.regulation.adopting import Written
from tirage.dossier.documents.regulation import PublishedParagraph, PublishedRegulation
from tirage.dossier.entries import ChangedRegulation, Regulation
from tirage.dossier.layout import REGULATION
from tirage.quotas.model import Quotas, published
from tirage.report.document import (
    Block,
    Column,
    Document,
    Items,
    Paragraph,
    Section,
    Signatures,
    Table,
    Value,
)
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording
from tirage.rules.regulation.paragraphs import specified

SIGNERS = 6
"""Places to sign."""


def page(written: Written, wording: Wording) -> Document:
    """The paper, in the language that it was adopted in: its words are those on record."""
    own = Wording("fr" if written.document.language == "fr" else "en", wording.zone)
    codes = [code for code, _ in specified()]
    sections = tuple(
        _section(code, each, own) for code, each in zip(codes, written.document.paragraphs, strict=True)
    )
    name = next(each.values["name"] for each in written.document.paragraphs if "name" in each.values)
    return Document(
        "regulation",
        own.language,
        own.text("regulation.page.title"),
        sections,
        data(written),
        subtitle=str(name),
        rehearsal=own.text("show.rehearsal") if written.rehearsal else "",
        verdict=Paragraph(_standing(written.entry, own), "plain" if written.entry else "note"),
        head=written.digest,
        head_label=own.text("regulation.page.hash"),
        rests=own.text("regulation.page.rests"),
    )


def adopted(written: Written, wording: Wording) -> Document:
    """The screen once it is adopted."""
    entry = written.entry
    assert entry is not None, "an adoption"
    said: dict[str, object] = {"day": wording.day(entry.date), "path": written.path}
    if isinstance(entry, ChangedRegulation):
        lead = wording.paragraph("regulation.done.again", "lead", **said, changed=_numbers(entry.changed))
    else:
        count = len(written.document.paragraphs)
        lead = wording.paragraph("regulation.done", "lead", **said, paragraphs=count)
    hashed = wording.digest("regulation.page.hash", written.digest)
    blocks = (lead, hashed, wording.paragraph("regulation.next", path=written.path))
    return Document("regulation", wording.language, "", (Section("done", "", blocks),), data(written))


def on_record(dossier: VerifiedDossier, wording: Wording) -> Document | None:
    """The paper of a dossier that was verified; None where no regulation was adopted."""
    entry = dossier.last(Regulation)
    if entry is None:
        return None
    document = PublishedRegulation.from_bytes(dossier.files[REGULATION.format(entry.edition)])
    return page(Written(Path(), document, entry, dossier.rehearsal), wording)


def data(written: Written) -> Mapping[str, object]:
    """What a program gets: the document, its hash, and what adopted it."""
    return {
        "path": str(written.path),
        "sha256": written.digest,
        "adopted": None if written.entry is None else written.entry.document(),
        "regulation": written.document.document(),
    }


def _standing(entry: Regulation | None, wording: Wording) -> str:
    """A draft, or when and why it was adopted."""
    if entry is None:
        return wording.text("regulation.page.draft")
    day = wording.day(entry.date)
    if not isinstance(entry, ChangedRegulation):
        return wording.text("regulation.page.adopted", day=day)
    return wording.text(
        "regulation.page.again",
        day=day,
        edition=str(entry.edition),
        reason=entry.reason,
        changed=_numbers(entry.changed),
        paragraphs=len(entry.changed),
    )


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _section(code: str, paragraph: PublishedParagraph, wording: Wording) -> Section:
    title = wording.text("regulation.page.section", number=paragraph.number, title=paragraph.title)
    return Section(f"p{paragraph.number}", title, tuple(_blocks(code, paragraph, wording)), "clause")


def _blocks(code: str, paragraph: PublishedParagraph, wording: Wording) -> Iterator[Block]:
    yield Paragraph(" ".join(paragraph.text))
    if paragraph.items:
        yield Items(paragraph.items)
    if code == "quotas":
        found: Any = paragraph.values["quotas"]
        yield from _tables(published(found), wording)
    if code == "signatures":
        yield Signatures(wording.text("regulation.signatures.caption"), ("",) * SIGNERS)


def _tables(quotas: Quotas, wording: Wording) -> Iterator[Table]:
    """One a criterion, or a crossing of several."""
    columns = tuple(
        Column(key, wording.text(f"regulation.page.column.{key}"), "text" if key == "category" else "count")
        for key in ("category", "minimum", "maximum")
    )
    rows: dict[str, list[tuple[Value, ...]]] = {}
    for each in quotas.bounds:
        rows.setdefault(each.criterion, []).append((each.category, each.minimum, each.maximum))
    for name, some in rows.items():
        caption = wording.text("regulation.quotas.caption", criterion=name)
        yield Table("bounds", caption, columns, tuple(some))
