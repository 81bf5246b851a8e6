"""The chances that were given, beside those that were possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tirage.acts.records.published import PublishedAudit
from tirage.analysis.objectives import binned
from tirage.analysis.published.chances import Compared
from tirage.analysis.statistics import Figures
from tirage.report.document import Block, Column, Names, Picture, Strip, Table, Tone
from tirage.report.pictures.strips import Chart, drawn
from tirage.report.wording import Wording

STRIP = 50
"""Columns of a strip."""
MOST_NAMED = 300
"""Ids that the report lists; the data have all."""


def chances(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    """Figures and distance, and who had none; nothing where no chances are known."""
    compared = found.compared
    if compared is not None:
        yield _figures(compared, wording)
        if picture := _picture(found, compared, wording):
            yield picture
        yield from _distance(found, compared, wording)
    elif found.chances is not None:
        none = [p.pid for p in found.published.file.pool.people if not found.chances.get(p.pid)]
        yield from named("published.chances.none", none, wording, "note")
    if found.apart is not None:
        bad = "stated.panels" in found.contradictions
        code = "published.chances.apart" if bad else "published.chances.agree"
        yield wording.paragraph(code, "bad" if bad else "good", most=f"{float(found.apart):.2g}")
    if "stated.total" in found.contradictions and found.published.stated:
        total = float(sum(found.published.stated.values()))
        yield wording.paragraph(
            "published.chances.total", "bad", total=f"{total:.6g}", seats=found.published.seats
        )
    if found.curves:
        yield _curves(found, wording)


def _picture(found: PublishedAudit, compared: Compared, wording: Wording) -> Picture | None:
    """Everyone's chance, as published and the best; None where nobody has any."""
    if found.chances is None or found.best is None or compared.given is None:
        return None
    best = found.best.chances
    charts = [
        Chart(wording.text(f"published.column.{name}"), figures, sorted(Counter(chances).items()))
        for name, figures, chances in (
            ("given", compared.given, [found.chances.get(pid, Fraction(0)) for pid in best]),
            ("best", compared.best, list(best.values())),
        )
    ]
    highest = max(each.chances.largest for each in charts)
    strips = tuple(Strip(each.name, tuple(binned(each.groups, highest, STRIP))) for each in charts)
    words = wording.text("compare.strips", highest=wording.percent(highest))
    drawing = drawn(charts, len(best), found.published.seats, wording.language).decode()
    return Picture("chances", drawing, words, strips)


def _figures(compared: Compared, wording: Wording) -> Table:
    measures: Sequence[tuple[str, Callable[[Figures], str]]] = (
        ("compare.least", lambda each: wording.percent(each.least)),
        ("compare.at_least", lambda each: wording.count(each.at_least)),
        ("compare.largest", lambda each: wording.percent(each.largest)),
        ("compare.at_largest", lambda each: wording.count(each.at_largest)),
        ("published.none", lambda each: wording.count(each.never)),
        ("compare.certain", lambda each: wording.count(each.certain)),
        ("compare.gini", lambda each: wording.decimal(each.gini)),
        ("compare.geometric", lambda each: wording.percent(each.geometric_mean)),
    )
    columns = (
        Column("measure", ""),
        Column("given", wording.text("published.column.given"), "figure"),
        Column("best", wording.text("published.column.best"), "figure"),
    )
    rows = tuple(
        (wording.text(code), value(compared.given) if compared.given else "—", value(compared.best))
        for code, value in measures
    )
    return Table("chances", "", columns, rows)


def _distance(found: PublishedAudit, compared: Compared, wording: Wording) -> Iterator[Block]:
    """How far from the leximin chances, and who was left out."""
    best = found.best
    assert best is not None, "they were compared with it"
    yield from named("published.chances.passed_over", compared.passed_over, wording, "bad")
    never = [pid for pid in compared.none if pid not in set(compared.passed_over)]
    yield from named("published.chances.never", never, wording, "note")
    if compared.below:
        floor = wording.percent(best.least)
        yield wording.paragraph("published.chances.below", count=compared.below, best=floor)
    if compared.rounded and compared.grain is None:
        yield wording.paragraph("published.chances.solved", "good")
    elif compared.rounded:
        yield wording.paragraph(
            "published.chances.rounded", "good", panels=found.lottery and found.lottery.panels
        )
    else:
        moved = {"seats": wording.decimal(compared.moved), "of": found.published.seats}
        yield wording.paragraph("published.chances.moved", **moved, widest=wording.percent(compared.widest))


def named(code: str, pids: Sequence[str], wording: Wording, tone: Tone) -> Iterator[Block]:
    """A sentence and the ids that it is about; nothing where there are none."""
    if pids:
        yield wording.paragraph(code, tone, count=len(pids))
        more = len(pids) - MOST_NAMED
        caption = wording.text("published.more", count=more) if more > 0 else ""
        yield Names(code.rpartition(".")[2], caption, tuple(pids[:MOST_NAMED]))


def _curves(found: PublishedAudit, wording: Wording) -> Table:
    kinds = (("least", "percent"), ("none", "count"), ("below", "count"), ("moved", "decimal"))
    columns = (
        Column("name", wording.text("published.column.curve")),
        *(Column(key, wording.text(f"published.column.{key}"), kind) for key, kind in kinds),  # type: ignore[arg-type]
    )
    rows = tuple((each.name, each.least, each.none, each.below, each.moved) for each in found.curves)
    return Table("curves", wording.text("published.curves"), columns, rows)
