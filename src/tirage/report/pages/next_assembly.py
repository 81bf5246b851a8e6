"""The screen once the term of everyone has ended and the next assembly is opened."""

from __future__ import annotations

from tirage.acts.life.ending import NextAssembly
from tirage.dossier.chain import head
from tirage.report.document import Document, Section
from tirage.report.wording import Wording


def page(opened: NextAssembly, wording: Wording) -> Document:
    """The end, the cooling-off, and the next step."""
    former, cooling = opened.former, opened.cooling
    end = next(entry.body for entry in former.entries if entry.type == "close")
    facts = {"date": end["date"], "members": end["members"], "path": str(opened.path)}
    periods = {"members": cooling.members, "invited": cooling.invited}
    top = {"journal_head": head(former.entries), "written": opened.written}
    blocks = (
        wording.paragraph("next.closed", "lead", date=wording.day(str(end["date"])), members=end["members"]),
        wording.paragraph("next.cooling" if cooling.any else "next.no_cooling", **periods),
        wording.head(former.entries),
    )
    step = "next.dry" if not opened.written else "next.frame" if former.framed else "next.pool"
    sections = (
        Section("close", "", blocks),
        Section("next", "", (wording.paragraph(step, **facts),)),
    )
    return Document(
        "succession", wording.language, "", sections, {"act": "close", **facts, "cooling_off": periods, **top}
    )
