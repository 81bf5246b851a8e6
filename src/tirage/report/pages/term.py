"""The screen once the term of an assembly is on the record."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.life.term import TermRecorded, term_in_force
from tirage.dossier.chain import head
from tirage.report.document import Block, Document, Section
from tirage.report.wording import Wording


def page(recorded: TermRecorded, wording: Wording) -> Document:
    """How long the assembly sits, and when each cohort leaves."""
    entries = recorded.dossier.entries
    said = term_in_force(recorded.dossier).entry
    data = {**said.body, "sizes": list(recorded.sizes), "journal_head": head(entries)}
    blocks = (*_ends(recorded, wording), wording.head(entries))
    return Document("term", wording.language, "", (Section("term", "", blocks),), data)


def _ends(recorded: TermRecorded, wording: Wording) -> Iterator[Block]:
    term = recorded.term
    yield wording.paragraph("term.recorded", months=term.months, start=term.start)
    if term.cohorts == 1:
        yield wording.paragraph("status.due.full", date=term.end())
    else:
        for cohort, members in enumerate(recorded.sizes, 1):
            said = {"cohort": cohort, "members": members, "date": term.end(cohort), "months": term.months}
            yield wording.paragraph("term.cohort", **said)
    if term.last:
        yield wording.paragraph("term.everyone", date=term.over)
