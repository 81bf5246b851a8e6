"""Quotas and seats: one section a criterion, the crossings, the map of a city, and all pairs in an annex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from tirage.analysis.crossings.coverage import Pair, coverage
from tirage.quotas.model import SIGN, BoundCount
from tirage.report.document import Band, Block, Column, Paragraph, Picture, Section, Table, Value
from tirage.report.pictures.drawings import Square, Tile, tiled
from tirage.report.pictures.squares import squares_of
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording, plain

MOST_CELLS = 200
"""Cells of a pair of criteria that a page still shows; above, the workbook and the JSON have them."""
STRENGTHS = 4


def overview(dossier: VerifiedDossier, wording: Wording) -> Block:
    """One line a criterion or crossing: how many of its quotas are met; a sentence where there are none."""
    if not dossier.outline.quotas:
        return wording.paragraph("show.no_quotas")
    rows: list[tuple[Value, ...]] = []
    for criterion, lines in _criteria(dossier):
        kept = sum(bool(line.met) for line in lines)
        said = (kept, kept == len(lines)) if dossier.drawn else (None, None)
        rows.append((criterion, len(lines), *said))
    columns = (
        wording.column("criterion"),
        wording.column("quotas", "count"),
        wording.column("kept", "count"),
        wording.column("met", "met"),
    )
    return Table("overview", wording.text("report.caption.overview"), columns, tuple(rows))


def sections(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """A section for each criterion, and one for each crossing that has quotas."""
    for place, (criterion, lines) in enumerate(_criteria(dossier)):
        # The first table tells how all of them are read.
        legend = (
            "" if place else wording.text("report.legend.drawn" if dossier.drawn else "report.legend.planned")
        )
        blocks: list[Block] = [_table(dossier, wording, criterion, lines, legend)]
        if dossier.census and not any(dossier.share(criterion, line.category) is not None for line in lines):
            blocks.append(wording.paragraph("report.no_share", "note"))
        told = dossier.drawn or all(line.volunteers is not None for line in lines)
        if told and (squares := squares_of(lines, dossier.tables.get(criterion), dossier.named.city)):
            blocks.append(_map(wording, squares, criterion, lines))
        code = "report.title.crossing" if SIGN in criterion else "report.title.criterion"
        yield Section(f"criterion-{place + 1}", wording.text(code, name=criterion), tuple(blocks))


def _criteria(dossier: VerifiedDossier) -> list[tuple[str, list[BoundCount]]]:
    return [
        (name, list(lines)) for name, lines in groupby(dossier.outline.quotas, lambda line: line.criterion)
    ]


def _table(
    dossier: VerifiedDossier, wording: Wording, criterion: str, lines: Sequence[BoundCount], legend: str
) -> Table:
    """One row a category: census, volunteers, limits, seats, and a band that shows them."""
    shares = [dossier.share(criterion, line.category) for line in lines]
    seats = dossier.outline.seats
    ends = [Fraction(max(line.maximum, line.seats or 0)) for line in lines]
    ends += [share * seats for share in shares if share is not None]
    top = max([*ends, Fraction(1)])
    rows = [_row(line, share, seats, top) for line, share in zip(lines, shares, strict=True)]
    columns = [
        wording.column("category"),
        wording.column("band", "band"),
        wording.column("seats", "count"),
        wording.column("minimum", "count"),
        wording.column("maximum", "count"),
        wording.column("volunteers", "count"),
        wording.column("census", "percent"),
        wording.column("deviation", "signed"),
        wording.column("met", "met"),
    ]
    unknown = set() if any(shares) else {"census", "deviation"}
    unknown |= {"volunteers"} if all(line.volunteers is None for line in lines) else set()
    kept = [i for i, column in enumerate(columns) if column.key not in unknown]
    if not dossier.drawn:
        kept = [i for i in kept if columns[i].key not in {"seats", "met", "deviation"}]
    return Table(
        "quotas",
        wording.text("report.caption.criterion", name=criterion),
        tuple(columns[i] for i in kept),
        tuple(tuple(row[i] for i in kept) for row in rows),
        "cards",
        legend,
    )


def _row(line: BoundCount, share: Fraction | None, seats: int, top: Fraction) -> tuple[Value, ...]:
    target = None if share is None else share * seats
    band = measured(line, top, target)
    deviation = None if band.mark is None or target is None else band.mark - target
    bounds = (line.minimum, line.maximum, line.volunteers)
    return (line.category, band, line.seats, *bounds, share, deviation, line.met)


def measured(line: BoundCount, top: Fraction, target: Fraction | None = None) -> Band:
    """The seats of a line within its quota."""
    mark = None if line.seats is None else Fraction(line.seats)
    return Band(Fraction(line.minimum), Fraction(line.maximum), mark, top, target)


def _map(
    wording: Wording, squares: Mapping[Square, str], criterion: str, lines: Sequence[BoundCount]
) -> Picture:
    """All categories in one picture-like table, criterion after criterion."""
    most = max(_figure(line) for line in lines) or 1
    tile = {
        line.category: Tile(
            plain(line.category),
            wording.count(_figure(line)),
            _figure(line) * STRENGTHS // most,
            line.met is not False,
        )
        for line in lines
    }
    words = wording.text(
        "report.map.drawn" if lines[0].seats is not None else "report.map.planned",
        figures=", ".join(f"{line.category}\u00a0({_figure(line)})" for line in lines),
    )
    title = wording.text("report.map", name=criterion)
    shown = {square: tile[category] for square, category in squares.items()}
    return Picture("map", tiled(shown, plain(title)), words)


def _figure(line: BoundCount) -> int:
    return (line.volunteers or 0) if line.seats is None else line.seats


def pairs(dossier: VerifiedDossier, wording: Wording) -> Section:
    """Every pair of criteria, cell by cell, whether a quota asks for it or not."""
    found = coverage(dossier.files)
    blocks: list[Block] = [
        wording.paragraph("report.pairs.drawn" if dossier.drawn else "report.pairs.planned")
    ]
    if not found:
        blocks = [wording.paragraph("report.pairs.none", "note")]
    for pair in found:
        blocks += _pair(wording, pair)
    return Section("pairs", wording.text("report.title.pairs"), tuple(blocks))


def _pair(wording: Wording, pair: Pair) -> Iterator[Block]:
    """The cells of one pair of criteria as a table."""
    down = list(dict.fromkeys(cell.categories[0] for cell in pair.cells))
    across = list(dict.fromkeys(cell.categories[1] for cell in pair.cells))
    name = SIGN.join(pair.of)
    if len(pair.cells) > MOST_CELLS:
        yield Paragraph(wording.text("report.pairs.large", name=name, cells=len(pair.cells)), "note")
        return
    # The longer side goes down the page.
    turned = len(across) > len(down)
    rows, columns = (across, down) if turned else (down, across)
    figures = {cell.categories: cell.volunteers if cell.drawn is None else cell.drawn for cell in pair.cells}
    table: list[tuple[Value, ...]] = [
        (row, *(figures[(column, row) if turned else (row, column)] for column in columns)) for row in rows
    ]
    first = Column("category", pair.of[1] if turned else pair.of[0])
    titles = (first, *(Column(f"c{place}", column, "count") for place, column in enumerate(columns)))
    yield Table("pair", wording.text("report.caption.pair", name=name), titles, tuple(table), "matrix")
