"""The screen once somebody has left, accepted, was absent or became unavailable."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.life.departures import Recorded
from tirage.assembly.departures import CORRECTION, words_of
from tirage.assembly.remaining import references_in
from tirage.dossier.chain import head
from tirage.dossier.entries import Absence, Departure, Leaving, OfPerson
from tirage.report.document import Block, Document, Section
from tirage.report.pages.status import absences
from tirage.report.wording import Wording


def page(recorded: Recorded, wording: Wording) -> Document:
    """The entry, and how many seats are open now."""
    top = head(recorded.dossier.entries)
    seats: dict[str, object] = {"seated": 0, "seats": 0, "vacant": []}
    if recorded.dossier.drawn is not None:
        state = recorded.dossier.state
        seats = {"seated": len(state.seated), "seats": len(state.seats), "vacant": list(state.vacant)}
    data = {"act": recorded.body.type, **recorded.body.document(), **seats, "journal_head": top}
    return Document("recorded", wording.language, "", tuple(_sections(recorded, wording)), data)


def corrected(recorded: Recorded, wording: Wording) -> Document:
    """What was put right, and how many seats are open now."""
    dossier = recorded.dossier
    state, top = dossier.state, head(dossier.entries)
    entry = next(each for each in reversed(dossier.entries) if each.type == CORRECTION)
    code, said = words_of(entry, dossier.entries, references_in(dossier.files))
    seats = {"seated": len(state.seated), "seats": len(state.seats), "vacant": len(state.vacant)}
    blocks = [wording.paragraph(f"life.recorded.{code}", **said), wording.paragraph("life.seats", **seats)]
    sections = [Section("recorded", "", (*blocks, wording.head(dossier.entries)))]
    if state.vacant:
        sections.append(Section("next", "", (wording.paragraph("life.next", path=dossier.path),)))
    data = {"act": entry.type, **entry.body, **seats, "vacant": list(state.vacant), "journal_head": top}
    return Document("recorded", wording.language, "", tuple(sections), data)


def _sections(recorded: Recorded, wording: Wording) -> Iterator[Section]:
    body = recorded.body
    assert isinstance(body, OfPerson), "a correction has a page of its own"
    kind = wording.text(f"life.kind.{body.kind}") if isinstance(body, (Departure, Leaving)) else ""
    reference = references_in(recorded.dossier.files).get(body.pid, body.pid)
    said: dict[str, object] = {"pid": reference, "kind": kind, "date": body.date}
    blocks: list[Block] = [wording.paragraph(f"life.recorded.{body.type}", **said)]
    if recorded.dossier.drawn is None:
        yield Section("recorded", "", (*blocks, wording.head(recorded.dossier.entries)))
        return
    state = recorded.dossier.state
    if isinstance(body, Absence):
        blocks += absences(state, wording, body.pid)
    seats = {"seated": len(state.seated), "seats": len(state.seats), "vacant": len(state.vacant)}
    blocks += [wording.paragraph("life.seats", **seats), wording.head(recorded.dossier.entries)]
    yield Section("recorded", "", tuple(blocks))
    if state.vacant:
        yield Section("next", "", (wording.paragraph("life.next", path=recorded.dossier.path),))
