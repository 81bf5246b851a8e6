"""What a notebook shows of a pool, of quotas and of a lottery before any of them is in a dossier."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tirage.draws.lottery import Lottery
from tirage.people.pool.model import Pool
from tirage.quotas.model import Quotas
from tirage.report.document import Bar, Block, Column, Document, Section, Table
from tirage.report.parts import lottery as parts
from tirage.report.summary import Summary
from tirage.report.wording import Wording, exact

MOST = 12
"""Different chances in a table; of more, the smallest and the largest."""


def pool(found: Pool, wording: Wording) -> Document:
    """How many volunteers each category has."""
    counts = Counter(
        (place, category) for each in found.people for place, category in enumerate(each.features)
    )
    rows = tuple(
        (found.criteria[place], category, counts[place, category]) for place, category in sorted(counts)
    )
    columns = (*_names(wording), wording.screen_column("show.volunteers", "count"))
    title = wording.text("notebook.pool", people=len(found.people))
    return _document("pool", title, (Table("pool", "", columns, rows),), wording)


def quotas(found: Quotas, wording: Wording) -> Document:
    """The limits of every category."""
    rows = tuple((each.criterion, each.category, each.minimum, each.maximum) for each in found.bounds)
    limits = (wording.screen_column(f"show.{key}", "count") for key in ("minimum", "maximum"))
    table = Table("quotas", "", (*_names(wording), *limits), rows)
    title = wording.text("notebook.quotas", criteria=len(found.criteria))
    return _document("quotas", title, (table,), wording)


def summary(found: Summary, wording: Wording) -> Document:
    """Every quota with its volunteers, and its seats once they are drawn."""
    return _document("summary", parts.title(found, wording), (parts.quotas(found, wording),), wording)


def lottery(found: Lottery, wording: Wording) -> Document:
    """How many people are aimed at each chance, and the smallest and largest that the panels give."""
    people: Counter[Fraction] = Counter()
    for members, chance in zip(found.profiles.members, found.realised.chances, strict=True):
        people[chance] += len(members)
    groups = sorted(people.items())
    top = groups[-1][0]
    few = [*groups[: MOST // 2], *groups[-MOST // 2 :]] if len(groups) > MOST else groups
    rows = tuple((exact(chance), chance, Bar(chance, top), count) for chance, count in few)
    columns = (
        Column("chance", wording.text("notebook.aimed"), "figure"),
        Column("share", "%", "percent"),
        Column("bar", "", "bar"),
        Column("people", wording.text("report.column.people"), "count"),
    )
    counts = found.count_by_pid()
    given = [counts.get(pid, 0) for pid in found.pids]
    total = len(found.panels)
    blocks: list[Block] = [Table("chances", "", columns, rows)]
    if len(few) < len(groups):
        blocks.append(wording.paragraph("notebook.more", "note", count=len(groups) - len(few)))
    ends = {
        name: wording.percent(Fraction(count, total))
        for name, count in (("least", min(given)), ("largest", max(given)))
    }
    blocks.append(wording.paragraph("notebook.given", **ends))
    facts = {"seats": len(found.panels[0]), "people": len(found.pids), "panels": total}
    title = wording.text("show.title.planned", first="0" * len(str(total - 1)), last=str(total - 1), **facts)
    return _document("lottery", title, tuple(blocks), wording)


def _names(wording: Wording) -> tuple[Column, Column]:
    return wording.screen_column("show.criterion", "group"), wording.screen_column("show.category")


def _document(kind: str, title: str, blocks: tuple[Block, ...], wording: Wording) -> Document:
    return Document(kind, wording.language, title, (Section(kind, "", blocks),))
