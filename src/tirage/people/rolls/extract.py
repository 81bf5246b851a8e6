"""Electoral rolls and extracts of the Carte citoyenne: a file in, batches of normalised rows out.

This is the seam of the architecture. A batch is made from its own rows alone, so batches can be made in any
process; what looks across rows (`tirage frame`) takes them from here and from nowhere else::

    with open_extract(path, on=date(2026, 9, 1)) as extract:
        for batch in extract.batches():
            batch.column("surname")     # a value an entry, of each of `entries.COLUMNS`
            batch.entries               # the same as `RollEntry`, one by one
            batch.aside                 # `RejectedRow`: (line, cause)

Nothing is dropped: every row below the header is an entry, or aside with its cause, or blank and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from tirage.errors import Defect, InputInvalid
from tirage.people.geography.model import Geography
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.entries import Batch, RejectedRow
from tirage.people.rolls.layouts import is_layout, looks_like_data, recognise
from tirage.people.rolls.lists import of_file_name
from tirage.people.rolls.normalise import Normaliser
from tirage.people.rolls.places import of_commune
from tirage.people.rolls.readers import read_commune
from tirage.tabular.cells import clean
from tirage.tabular.csv import Record, Records
from tirage.tabular.files import AS_IT_COMES, Manner, open_bytes, shown, why_unreadable

ROWS = 200
"""Rows of a batch: so few are still in the processor's cache when their columns are read."""

NO_MAPPING: Mapping[str, str] = MappingProxyType({})


class Extract:
    """One file, of which the header is known; its rows can be gone through once."""

    def __init__(
        self,
        records: Records,
        name: str,
        on: date,
        mapping: Mapping[str, str],
        geographies: Sequence[Geography] | None = None,
    ) -> None:
        """As `open_extract` says; `name` is the file's, without its ending."""
        self.records = records
        """The file: `sha256`, `encoding`, `delimiter`, `columns`, and `blank_rows` so far."""
        self.facts = of_file_name(name)
        """Commune, list and day of export, as far as the file's name has them."""
        self.layout, defects = recognise(records.columns, records.file, records.header_line, mapping)
        """Where the fields are, None for a file that is like no layout."""
        # The defects of a header that is none would quote somebody's cells.
        of_header = () if self.layout is None and looks_like_data(records.columns) else records.of_header
        self.defects = [*of_header, *defects, *self._without_list()]
        """Why the rows cannot be read, as far as the header shows."""
        first = next(iter(records), None)
        self._rest = chain(() if first is None else (first,), records)
        self.date, self.date_from = self._date(first)
        """Of the export, `2026-08-31`; and what says so, the file's `name` or a `column`; or both empty."""
        self._on = on
        self.geographies = self._found(first) if geographies is None else geographies
        """The places that are told apart."""

    def batches(self, rows: int = ROWS) -> Iterator[Batch]:
        """The rows below the header, `rows` at a time, normalised.

        Raises InputInvalid: at once with `defects`; or after the last row that can be read, when quotation
        marks or the disk do not let the rest be read, or a column without a name turns out to hold something.
        """
        if self.layout is None or self.defects:
            raise InputInvalid(self.defects)
        normalise = Normaliser(self.records.columns, self.layout, self.facts, self._on, self.geographies)
        nameless = {i for i, name in enumerate(self.records.columns) if not name}
        records, ahead = _chunk(self._rest, rows), _chunk(self._rest, rows)
        while records:
            self._check_nameless(records, nameless)
            batch = normalise(records)
            yield batch if ahead else _cut(batch, records[-1], len(self.records.columns))
            records, ahead = ahead, _chunk(self._rest, rows)
        if found := self.records.defects + self.defects:
            raise InputInvalid(found)

    def _without_list(self) -> Iterator[Defect]:
        """Rows of which no one knows the list."""
        layout = self.layout
        if (
            layout is not None
            and layout.kind != "cards"
            and not self.facts.list
            and "list" not in layout.positions
        ):
            yield Defect("extract.list.missing", self.records.file, self.records.header_line)

    def _date(self, first: Record | None) -> tuple[str, str]:
        """A list bears one date: the first row says it, where the file's name does not."""
        if self.facts.date:
            return self.facts.date, "name"
        position = self.layout.positions.get("list_date") if self.layout else None
        if position is None or first is None or position >= len(first[1]):
            return "", ""
        written = Calendar(date.max).read(first[1][position])[0].first
        return written, "column" if written else ""

    def _found(self, first: Record | None) -> Sequence[Geography]:
        """The geography that ships for the commune of the file's name, else of the first row."""
        positions = self.layout.positions if self.layout else {}
        cells = dict.fromkeys(("commune", "department"), "")
        for field in cells:
            position = positions.get(field, -1)
            if first is not None and 0 <= position < len(first[1]):
                cells[field] = clean(first[1][position])
        return of_commune(self.facts.commune) or of_commune(read_commune(**cells))

    def _check_nameless(self, records: Sequence[Record], nameless: set[int]) -> None:
        """A defect for each column without a name that has a cell with something in it, once."""
        for position in sorted(nameless):
            line = next(
                (line for line, cells in records if "".join(cells[position : position + 1]).strip()), 0
            )
            if line:
                nameless.remove(position)
                values = {"numbers": str(position + 1), "first": line}
                where = (self.records.file, self.records.header_line)
                self.defects.append(Defect("table.column.nameless", *where, values=values))


@contextmanager
def open_extract(
    path: Path,
    *,
    on: date,
    manner: Manner = AS_IT_COMES,
    mapping: Mapping[str, str] = NO_MAPPING,
    geographies: Sequence[Geography] | None = None,
) -> Iterator[Extract]:
    """A roll or an extract of the cards: CSV, XML, XLSX, ODS or XLS.

    `on`: the day on which birth dates are judged (in the future, under 18, very old); `manner`: what is said
    of the file, the rest is found out; `mapping`: field (`layouts.FIELDS`) → header, for a file that is like
    no layout; `geographies`: the places that are told apart, by default those that ship for the commune of
    the file.
    Raises InputInvalid where the file has no header to be read; other defects are the extract's own, and
    `batches` raises them.
    """
    with open_bytes(path) as stream:
        try:
            records = Records(
                stream, shown(path), manner, lambda cells: is_layout(cells, mapping), elements=True
            )
            extract = Extract(records, path.stem, on, mapping, geographies)
        except OSError as error:  # a disk, or a network drive, that fails
            raise InputInvalid([why_unreadable(path, error)]) from error
        yield extract


def _chunk(records: Iterator[Record], rows: int) -> list[Record]:
    return list(islice(records, rows))


def _cut(batch: Batch, last: Record, width: int) -> Batch:
    """The last batch of a file: a last row that is too short means that the file was cut off."""
    line, cells = last
    if len(cells) < width:
        return Batch(batch.column, [*batch.aside[:-1], RejectedRow(line, "row.cut")])
    return batch
