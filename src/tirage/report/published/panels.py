"""The panel drawn and the panels that it was drawn of, against quotas and households."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tirage.acts.records.published import BestLottery, PublishedAudit
from tirage.analysis.published.panels import JudgedPanel, JudgedPanels
from tirage.quotas.model import Bound
from tirage.report.document import Block, Column, Marked, Paragraph, Table
from tirage.report.wording import Wording, abridged


def panel(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    """The people drawn; nothing where no file says who they are."""
    judged = found.panel
    if judged is None:
        return
    if judged.size != found.published.seats:
        yield wording.paragraph("published.panel.size", "bad", size=judged.size, seats=found.published.seats)
    if judged.rows:
        yield _quotas(judged, found.best, wording)
        unmet = len(judged.unmet)
        yield wording.paragraph(
            "published.panel.unmet" if unmet else "published.panel.met",
            "bad" if unmet else "good",
            count=unmet,
        )
    if judged.shared:
        yield wording.paragraph("published.panel.shared", "bad", count=judged.shared)
    drawn = found.lottery.drawn if found.lottery else None
    if drawn is not None:
        code = "published.panel.listed" if drawn else "published.panel.unlisted"
        yield wording.paragraph(code, "good" if drawn else "bad", panels=abridged(drawn), count=len(drawn))
    if found.best and judged.rows and found.lottery is None:
        yield _typical(judged, found.best, wording)


def _quotas(panel: JudgedPanel, best: BestLottery | None, wording: Wording) -> Table:
    """Every quota and the seats of the panel; beside them what the best lottery's panels have."""
    keys = ("minimum", "seats", "maximum")
    columns = [
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        *(wording.screen_column(f"show.{key}", "count") for key in keys),
    ]
    if best:
        columns.append(Column("expected", wording.text("published.column.expected"), "number"))
        columns.append(Column("range", wording.text("published.column.range"), "figure"))
    rows = []
    for number, row in enumerate(panel.rows):
        seats = Marked(row.seats, "good" if row.met else "bad")
        beside = (best.expected[number], _range(best.ranges[number])) if best else ()
        rows.append((row.criterion, row.category, row.minimum, seats, row.maximum, *beside))
    return Table("quotas", "", tuple(columns), tuple(rows))


def _range(ends: tuple[int, int]) -> str:
    low, high = ends
    return str(low) if low == high else f"{low}–{high}"


def _typical(panel: JudgedPanel, best: BestLottery, wording: Wording) -> Paragraph:
    """Whether a panel of the best lottery could have these seats, quota by quota."""
    outside = [
        row.category
        for row, (low, high) in zip(panel.rows, best.ranges, strict=True)
        if not low <= (row.seats or 0) <= high
    ]
    code = "published.panel.outside" if outside else "published.panel.inside"
    return wording.paragraph(
        code, "note" if outside else "plain", names=abridged(outside), panels=best.panels
    )


def panels(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    """All panels; nothing where they were not published."""
    judged = found.lottery
    if judged is None:
        return
    counts = {"count": judged.panels, "distinct": judged.distinct}
    yield wording.paragraph("published.panels.counted", **counts)
    if judged.distinct < judged.panels:
        yield wording.paragraph("published.panels.repeated", "note", count=judged.panels - judged.distinct)
    if judged.weighted:
        yield _total(judged, wording)
    if set(judged.sizes) != {found.published.seats}:
        sizes = wording.joined(f"{size} × {count}" for size, count in judged.sizes.items())
        yield wording.paragraph("published.panels.sizes", "bad", sizes=sizes, seats=found.published.seats)
    for names, code in ((judged.unmet, "unmet"), (judged.shared, "shared")):
        if names:
            yield wording.paragraph(
                f"published.panels.{code}", "bad", count=len(names), names=abridged(names)
            )
    if judged.unmet and found.published.quotas:
        yield _broken(judged, found.published.quotas.bounds, wording)
    if found.published.quotas and not judged.unmet:
        yield wording.paragraph("published.panels.met", "good", count=judged.panels)


def _total(judged: JudgedPanels, wording: Wording) -> Paragraph:
    """What the probabilities add up to; they are never put right."""
    off = judged.total - 1
    if not off:
        return wording.paragraph("published.panels.exact", "good")
    known = {"off": f"{float(abs(off)):.2g}", "total": f"{float(judged.total):.12g}"}
    code = ("short" if off < 0 else "over") if not judged.adds_up else "rounded"
    return wording.paragraph(f"published.panels.{code}", "plain" if judged.adds_up else "bad", **known)


def _broken(judged: JudgedPanels, bounds: Sequence[Bound], wording: Wording) -> Table:
    """The quotas that panels break, and how many."""
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        Column("panels", wording.text("published.column.panels"), "count"),
    )
    rows = tuple(
        (bound.criterion, bound.category, count)
        for bound, count in zip(bounds, judged.broken, strict=True)
        if count
    )
    return Table("broken", "", columns, rows)
