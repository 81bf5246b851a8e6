"""The figures of a census table by a mapping that a person has read: nothing is guessed, nothing passed over.

A cell is of the categories that its row and its column say. The figures of a criterion are those of the cells
that say it and as little else as possible, added up over what else they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.quotas.census.figures import Census, Figure, Remark, decimal
from tirage.quotas.census.labels import age_of, band_of, overlapping
from tirage.quotas.census.mapping import EVERYONE, LEFT_OUT, CensusMap, tags_of
from tirage.quotas.census.numbers import amount, printed
from tirage.quotas.census.source import Row, Source
from tirage.quotas.census.table import whole
from tirage.quotas.census.totals import left_out
from tirage.quotas.model import ROUNDING, SIGN
from tirage.tabular.cells import closest, fold, listed, quoted

Tags = frozenset[tuple[str, str]]
"""(criterion, category) of a cell."""


@dataclass(frozen=True, slots=True)
class _Cell:
    tags: Tags
    line: int
    column: str
    value: Fraction | None
    """None where no figure was published."""


@dataclass(slots=True)
class _Reading:
    """The cells of a table, and what is wrong in it."""

    source: Source
    chosen: CensusMap
    cells: list[_Cell] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    flags: dict[str, int] = field(default_factory=dict)
    aside: list[int] = field(default_factory=list)
    """Lines that hold no figure: titles, notes."""
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    """By column, labels that the mapping does not have, and the first line of each."""
    percent: set[bool] = field(default_factory=set)

    def add(self, code: str, line: int | None = None, column: str = "", **values: object) -> None:
        self.defects.append(Defect(code, self.source.file, line, column or None, values))


def mapped(source: Source, chosen: CensusMap) -> Census:
    """The criteria and crossings of a table; raises InputInvalid with every defect of table and mapping."""
    reading = _Reading(source, chosen)
    found = source.below(int(chosen.header)) if chosen.header.isdigit() else None
    if found is None:
        reading.add("census.map.header", found=quoted(chosen.header))
        raise InputInvalid(reading.defects)
    names, rows = found
    _check_columns(reading, names)
    if not reading.defects:
        _read(reading, names, rows)
    if reading.defects:
        raise InputInvalid(reading.defects)
    census = Census(notes=tuple(_notes(reading)))
    _margins(reading, census)
    if not census.criteria and not reading.defects:
        reading.add("census.map.nothing")
    if not reading.defects:
        reading.defects += left_out(census, source.file)
        reading.defects += whole(census, source.file)
    if reading.defects:
        raise InputInvalid(sorted(reading.defects, key=lambda defect: defect.line or 0))
    return census


def _check_columns(reading: _Reading, names: Sequence[str]) -> None:
    """Columns of the mapping that the table lacks, or that stand in it twice."""
    chosen = reading.chosen
    wanted = [*chosen.where, *(each.column for each in chosen.rows.values()), *chosen.columns]
    for name in wanted:
        if names.count(name) != 1:
            near = closest(name, names)
            reading.add("census.map.column", found=quoted(name), closest=near, known=listed(names))
    if not any(said != LEFT_OUT for said in chosen.columns.values()):
        reading.add("census.map.nothing")
    for rows in chosen.rows.values():
        ages = [(name, band_of(said)) for name, said in rows.bands.items()]
        for name, band in ages:
            if band is None:
                reading.add("census.map.band", None, rows.column, found=quoted(rows.bands[name]))
        for wider, other in overlapping([(name, band) for name, band in ages if band]).items():
            reading.add("census.overlap", None, rows.column, found=quoted(wider), other=quoted(other))
    for name, said in chosen.columns.items():
        tags = {} if said == LEFT_OUT else tags_of(said)
        if tags is None or any(criterion in chosen.rows for criterion in tags):
            reading.add("census.map.tags", None, name, found=quoted(said))


def _read(reading: _Reading, names: Sequence[str], rows: Sequence[Row]) -> None:
    """The cells of all rows that count."""
    chosen = reading.chosen
    at = {name: place for place, name in enumerate(names)}
    figures = {name: tags_of(said) or {} for name, said in chosen.columns.items() if said != LEFT_OUT}
    first: dict[tuple[str, ...], int] = {}
    counted = 0
    for line, cells in rows:
        if not any(cells[at[name]] for name in figures):
            reading.aside += [line] if any(cells) else []
            continue
        if any(fold(cells[at[name]]) != fold(value) for name, value in chosen.where.items()):
            continue
        counted += 1
        labels = tuple(cells[at[each.column]] for each in chosen.rows.values())
        if labels in first:
            reading.add("census.map.twice", line, "", first=first[labels], found=listed(labels))
            continue
        first[labels] = line
        own = _of_row(reading, line, labels)
        if own is not None:
            for name, tags in figures.items():
                _read_cell(reading, line, name, cells[at[name]], frozenset({*own, *tags.items()}))
    _judge(reading, counted, [name for name, tags in figures.items() if not tags])


def _judge(reading: _Reading, counted: int, everyone: Sequence[str]) -> None:
    """What only all rows show: `counted` of them were read, and these columns are of everyone."""
    for column, lines in reading.unknown.items():
        # What is wrong in the same way is one defect.
        values = {"count": len(lines), "lines": few(sorted(lines.values()))}
        reading.add("census.map.label", min(lines.values()), column, found=listed(lines), **values)
    if not counted:
        reading.add("census.map.no_row", where=listed(f"{k} = {v}" for k, v in reading.chosen.where.items()))
    if len(everyone) > 1:
        reading.add("census.map.everyone", found=listed(everyone))
    if len(reading.percent) > 1:
        reading.add("census.map.mixed")


def _of_row(reading: _Reading, line: int, labels: Sequence[str]) -> Tags | None:
    """The categories of a row; None where nothing is made of it."""
    own = set()
    for (name, rows), label in zip(reading.chosen.rows.items(), labels, strict=True):
        category = rows.categories.get(label) or _within(label, rows.bands)
        if category is None:
            reading.unknown.setdefault(rows.column, {}).setdefault(label, line)
            return None
        if category == LEFT_OUT:
            return None
        if category != EVERYONE:
            own.add((name, category))
    return frozenset(own)


def _within(label: str, bands: Mapping[str, str]) -> str | None:
    """The category in whose ages those of a label lie; None for one that lies in none, or across several."""
    own = age_of(label) if bands else None
    if own is None:
        return None
    ages = ((category, band_of(said)) for category, said in bands.items())
    return next((name for name, band in ages if band and band[0] <= own[0] and own[1] <= band[1]), None)


def _read_cell(reading: _Reading, line: int, column: str, cell: str, tags: Tags) -> None:
    each = printed(cell)
    value = None
    if cell and each is None:
        reading.add("census.map.figure", line, column, found=quoted(cell))
        return
    if each is not None and each.text:
        value = amount(each.text, reading.chosen.decimal)
        if value is None:
            reading.add("census.map.figure", line, column, found=quoted(cell))
            return
        if each.flag:
            reading.flags[each.flag] = reading.flags.get(each.flag, 0) + 1
        reading.percent.add(each.percent)
    reading.cells.append(_Cell(tags, line, column, value))


def _margins(reading: _Reading, census: Census) -> None:
    """Each criterion, and each pair of criteria of which there are all cells, in the order of the table."""
    named = list(
        dict.fromkeys([*reading.chosen.rows, *(n for c in reading.cells for n, _ in sorted(c.tags))])
    )
    order = [name for name in named if any(name in dict(cell.tags) for cell in reading.cells)]
    for name in order:
        found = _added(reading, (name,))
        if found is not None:
            census.criteria[name] = found
            if reading.chosen.unit == "percent" or reading.percent == {True}:
                census.shares.add(name)
            _compare(reading, name, census)
    for some in combinations(order, 2):
        if census.shares or not all(name in census.criteria for name in some):
            continue
        if any({name for name, _ in cell.tags} == set(some) for cell in reading.cells):
            crossed = _added(reading, some)
            if crossed is not None:
                census.crossings[SIGN.join(some)] = crossed


def _added(reading: _Reading, wanted: tuple[str, ...]) -> list[Figure] | None:
    """The figures of one criterion or crossing: of the cells that say it and as little else as possible."""
    kinds = [frozenset(name for name, _ in cell.tags) for cell in reading.cells]
    fitting = [kind for kind in dict.fromkeys(kinds) if kind.issuperset(wanted)]
    kind = min(fitting, key=len)
    percent = reading.chosen.unit == "percent" or True in reading.percent
    if percent and len(kind) > len(wanted):
        reading.add("census.map.percent", found=quoted(SIGN.join(wanted)))
        return None
    sums: dict[str, Fraction] = {}
    lines: dict[str, int] = {}
    lacking = []
    for cell, own in zip(reading.cells, kinds, strict=True):
        if own != kind:
            continue
        tags = dict(cell.tags)
        category = SIGN.join(tags[name] for name in wanted)
        lines.setdefault(category, cell.line)
        if cell.value is None:
            lacking.append(cell)
        else:
            sums[category] = sums.get(category, Fraction(0)) + cell.value
    if lacking:
        said = few(sorted({cell.line for cell in lacking}))
        columns = listed(dict.fromkeys(cell.column for cell in lacking))
        reading.add(
            "census.map.missing", lacking[0].line, columns, lines=said, found=quoted(SIGN.join(wanted))
        )
        return None
    source = ", ".join(filter(None, (reading.chosen.source, reading.source.name)))
    return [Figure(category, lines[category], value, source) for category, value in sums.items()]


def _compare(reading: _Reading, name: str, census: Census) -> None:
    """What everyone is, where the table says so, beside what the categories add up to."""
    everyone = next((cell for cell in reading.cells if not cell.tags and cell.value is not None), None)
    if everyone is None or everyone.value is None:
        return
    figures = census.criteria[name]
    total = sum((figure.amount for figure in figures), Fraction(0))
    room = ROUNDING if name in census.shares else Fraction(len(figures) + 1, 2)
    near = abs(everyone.value - total) <= room
    values = {"total": decimal(everyone.value), "sum": decimal(total), "found": quoted(everyone.column)}
    if total > everyone.value and not near:
        reading.add("census.map.sum", everyone.line, everyone.column, of=quoted(name), **values)
        return
    code = "census.map.total" if near else "census.map.other_total"
    census.remarks.append(Remark(code, quoted(name), everyone.line, values))


def _notes(reading: _Reading) -> Iterator[Note]:
    """What was passed over: titles and notes, flags."""
    yield from reading.source.notes
    if reading.aside:
        yield Note("note.census.aside", {"count": len(reading.aside), "lines": few(reading.aside)})
    if reading.flags:
        said = ", ".join(f"{flag} × {count}" for flag, count in sorted(reading.flags.items()))
        yield Note("note.census.flags", {"flags": said})


def unread(where: Mapping[str, str], chosen: CensusMap) -> dict[str, str]:
    """What was typed that the mapping says otherwise: column → what the mapping has."""
    own = {fold(name): value for name, value in chosen.where.items()}
    return {
        name: own.get(fold(name), "—")
        for name, value in where.items()
        if fold(own.get(fold(name), "")) != fold(value)
    }
