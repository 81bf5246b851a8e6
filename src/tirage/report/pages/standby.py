"""The screen of a standby: its plan and what to do next, who took the seats since, how many are left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tirage.assembly.record import Dossier
from tirage.assembly.remaining import references_in
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import head
from tirage.dossier.documents.plans import StandbyPlan
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.report.deeds.standby import successions, table, terms, until
from tirage.report.document import Block, Document, Section
from tirage.report.parts.rolls import how
from tirage.report.wording import Wording


def page(dossier: Dossier, act: str, wording: Wording) -> Document:
    """One standby, `standby/1`: its terms, its successions, and the next step."""
    data = dossier.files[path_in_draw(PLAN, act)]
    blocks = (*_blocks(dossier, act, wording), wording.digest("show.plan", sha256(data)))
    drawn = dossier.is_drawn(act)
    state = dossier.state.standbys.last
    over = state is not None and state.act == act and not state.left and not dossier.state.due
    step = "standby.next.roll" if not drawn else "standby.next.others" if over else "standby.next"
    said = {} if drawn else how(dossier, wording)
    sections = (
        Section("standby", "", (*blocks, wording.head(dossier.entries))),
        Section("next", "", (wording.paragraph(step, path=dossier.path, **said),)),
    )
    rehearsal = wording.text("show.rehearsal") if dossier.rehearsal and not drawn else ""
    values = _values(dossier, act, data)
    return Document("standby", wording.language, "", sections, values, rehearsal=rehearsal)


def _blocks(dossier: Dossier, act: str, wording: Wording) -> Iterator[Block]:
    yield terms(dossier.files, dossier.entries, act, wording)
    found = successions(dossier.entries, act)
    if found:
        yield table(references_in(dossier.files), found, wording)
    state = dossier.state.standbys.last
    if state is not None and state.act == act:
        code = "standby.lapsed" if state.lapsed else "standby.left"
        yield wording.paragraph(code, count=state.left)
    if waiting := len(dossier.state.due):
        yield wording.paragraph("standby.waiting", count=waiting)


def _values(dossier: Dossier, act: str, data: bytes) -> dict[str, Any]:
    state = dossier.state.standbys.last
    known = state is not None and state.act == act
    return {
        "act": act,
        **StandbyPlan.from_bytes(data).inputs.document(),
        "until": until(dossier.files, dossier.entries, act),
        "left": state.left if state is not None and known else None,
        "successions": [{"type": each.type, **each.body} for each in successions(dossier.entries, act)],
        "waiting": list(dossier.state.due),
        "plan_hash": sha256(data),
        "dossier": str(dossier.path),
        "journal_head": head(dossier.entries),
    }
