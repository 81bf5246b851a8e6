"""The screen once more volunteers have joined the pool of the draws to come."""

from __future__ import annotations

from tirage.acts.pool.joining import Joined
from tirage.assembly.remaining import first_quotas, remaining
from tirage.dossier.chain import head
from tirage.report.document import Document, Section, Table
from tirage.report.wording import Wording


def page(joined: Joined, wording: Wording) -> Document:
    """How many joined, of which categories, and how many of each can be drawn now."""
    dossier = joined.dossier
    quotas, new = first_quotas(dossier.files), set(joined.pids)
    free = remaining(joined.pool, dossier.state).people
    said = {"count": len(new), "list": joined.number, "people": len(free)}
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("show.joined", "count"),
        wording.screen_column("show.drawable", "count"),
    )
    counted = zip(
        quotas.bounds,
        quotas.count(each.features for each in joined.pool.people if each.pid in new),
        quotas.count(each.features for each in free),
        strict=True,
    )
    rows = tuple((bound.criterion, bound.category, more, left) for bound, more, left in counted)
    blocks = (Table("categories", "", columns, rows), wording.head(dossier.entries))
    after = (wording.paragraph("volunteers.next", path=dossier.path),)
    data = {**said, "pids": list(joined.pids), "journal_head": head(dossier.entries)}
    return Document(
        "joined",
        wording.language,
        wording.text("volunteers.title", **said),
        (Section("joined", "", blocks), Section("next", "", after)),
        data,
    )
