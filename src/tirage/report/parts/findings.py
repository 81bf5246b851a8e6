"""What was serious when the frame was closed, and why it was closed all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tirage.dossier.entries import Frame, FrameOverFindings
from tirage.people.frame.findings import FrameFinding
from tirage.report.document import Block, Column, Section, Table
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def findings(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """The section of the findings on record; none where there are none."""
    frame = dossier.last(Frame)
    if isinstance(frame, FrameOverFindings):
        found = [
            FrameFinding(each.cause, each.subject, each.places, each.count, each.against)
            for each in frame.findings
        ]
        reasons = {each.cause: each.reason for each in frame.accepted}
        yield Section("findings", wording.text("report.title.findings"), blocks(found, reasons, wording))


def blocks(found: Sequence[FrameFinding], reasons: Mapping[str, str], wording: Wording) -> tuple[Block, ...]:
    """A sentence, and a line for each finding: its cause, what was found, why it was accepted."""
    columns = (
        wording.column("cause"),
        wording.column("found"),
        Column("reason", wording.text("report.column.accepted_for")),
    )
    rows = tuple(
        (each.cause, wording.text(each.note.code, **each.note.values), reasons.get(each.cause, ""))
        for each in found
    )
    first = wording.paragraph("report.findings", count=len(found))
    return first, Table("findings", wording.text("report.caption.findings"), columns, rows, "cards")
