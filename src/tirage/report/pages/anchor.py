"""The screen of the head of a journal, and of a signature or a time-stamp over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tirage.acts.records.anchor import Anchored, Head
from tirage.dossier.chain import groups, head
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.wording import Wording


class Written(NamedTuple):
    """The files that were written of a head, None where one was not asked for."""

    statement: Path | None
    request: Path | None
    slip: Path | None


def page(found: Head, written: Written, wording: Wording) -> Document:
    """The head to be read aloud, the files written of it, and how it is attested."""
    entry = found.entry
    data = {
        "dossier": str(found.dossier.path),
        "entry": entry.number,
        "type": entry.type,
        "time": entry.time,
        "journal_head": head(found.dossier.entries),
        "statement": found.statement,
    }
    blocks = tuple(_head(found, written, wording))
    return Document("head", wording.language, "", (Section("head", "", blocks),), data)


def _head(found: Head, written: Written, wording: Wording) -> Iterator[Block]:
    entry, path = found.entry, found.dossier.path
    time = wording.at(found.dossier.zone).moment(entry.time)
    yield wording.paragraph("anchor.head", number=entry.number, type=entry.type, time=time)
    yield Paragraph(f"  {groups(head(found.dossier.entries))}", "lead")
    for each in filter(None, written):
        yield wording.paragraph("anchor.written", path=each)
    if written.request is not None:
        yield wording.paragraph("stamp.next", path=path, request=written.request)
    elif written.statement is None:
        yield wording.paragraph("anchor.sign", path=path)


def recorded(anchored: Anchored, wording: Wording) -> Document:
    """The signature or the time-stamp that is on the record now."""
    body = anchored.dossier.entries[-1].body
    if anchored.key:
        attested = {"key": anchored.key}
        done = wording.paragraph("anchor.done", name=body["id"], **attested)
    else:
        attested = {"time": anchored.time}
        time = wording.at(anchored.dossier.zone).moment(anchored.time)
        done = wording.paragraph("stamp.done", name=body["id"], time=time)
    blocks = (done, wording.head(anchored.dossier.entries))
    data = {**body, **attested, "journal_head": head(anchored.dossier.entries)}
    return Document("anchor", wording.language, "", (Section("anchor", "", blocks),), data)
