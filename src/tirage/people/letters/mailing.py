"""The file for the printing house: one row a letter, six address lines, a code to answer with.

It names people, so it stays in `private/`. The slip beside it counts letters by stratum and holds the hash of
the file, for the delivery note.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from tirage.discretion import brief
from tirage.i18n.catalogue import text
from tirage.i18n.languages import COMPLETE, FALLBACK, Language
from tirage.people.engines.opening import people_of
from tirage.people.ids import answer_code
from tirage.people.letters.postal import MOST_LINES, Addressee, label, named
from tirage.people.rolls.lists import CARDS
from tirage.tabular.writing import csv_text, spreadsheet_csv, unguarded

HEADER = (
    *("pid", "code", "stratum", "line1", "line2", "line3", "line4", "line5", "line6"),
    *("surname", "first_names", "guardian", "email", "origin", "to_correct"),
)
"""Columns, by the names that a program knows them by; their titles are in the language of whoever draws."""
LINES = tuple(name for name in HEADER if name.startswith("line"))
_TITLES = {"F": "Mme", "M": "M."}
_QUERY = """
    select pid, sex, surname, usage_name, first_names, guardian, complement1, complement2, street,
        locality, postcode, city, email, list
    from people where pid in (select unnest($pids::varchar[])) order by pid
"""


@dataclass(repr=False, frozen=True, slots=True)
class Mailing:
    """Letters of one wave, ready for the printing house."""

    rows: tuple[tuple[str, ...], ...]
    """As `HEADER`, sorted by pid."""
    to_correct: int
    """Addresses with a line that is too long, or with too many lines: they are whole, and marked."""
    language: Language = FALLBACK
    """Of the titles of the columns."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows))

    @property
    def _titles(self) -> tuple[str, ...]:
        return tuple(text(f"mailing.column.{name}", self.language) for name in HEADER)

    def csv(self) -> bytes:
        """UTF-8 with BOM, `;`, CRLF; no cell runs as a formula."""
        return spreadsheet_csv([self._titles, *self.rows])

    def files(self, path: str) -> dict[str, bytes]:
        """All that is handed over: the CSV at a path, and beside it the workbook and the delivery note."""
        stem = path.removesuffix(".csv")
        return {path: self.csv(), f"{stem}.xlsx": self.xlsx(), f"{stem}-slip.csv": self.slip()}

    def xlsx(self) -> bytes:
        """The same as a workbook, every cell a text; the same bytes for the same rows."""
        import xlsxwriter

        buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = xlsxwriter.Workbook(buffer, options)
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a constant, not a time
        sheet = workbook.add_worksheet(text("mailing.sheet", self.language))
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(self._titles):
            sheet.write_string(0, column, name, bold)
        for line, row in enumerate(self.rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEADER) - 1, 20)
        workbook.close()
        return buffer.getvalue()

    def slip(self) -> bytes:
        """The delivery note: hash of the CSV, letters in all and by stratum."""
        counts = Counter(row[HEADER.index("stratum")] for row in self.rows)
        what, value, letters, wrong = (
            text(f"mailing.slip.{name}", self.language) for name in ("what", "value", "letters", "to_correct")
        )
        rows = [(what, value), ("sha256", hashlib.sha256(self.csv()).hexdigest())]
        rows += [(letters, str(len(self.rows))), (wrong, str(self.to_correct))]
        rows += [(stratum, str(counts[stratum])) for stratum in sorted(counts)]
        return csv_text(rows).encode()


def mailing(
    people: Path,
    drawn: Sequence[tuple[str, str]],
    key: bytes,
    taken: Iterable[str] = (),
    language: Language = FALLBACK,
) -> Mailing:
    """The letters of those drawn, (pid, stratum); `people`: private/frame.parquet; `taken`: codes in use."""
    strata = dict(drawn)
    with people_of(people) as store:
        found = [*store.rows(_QUERY, pids=list(strata))]
    codes = _codes([row[0] for row in found], key, set(taken))
    rows, wrong = [], 0
    for pid, sex, surname, usage, first_names, guardian, *where, email, listed in found:
        complement1, complement2, street, locality, postcode, city = where
        name = named(_TITLES.get(sex, ""), first_names, usage or surname)
        printed = label(Addressee(name, guardian, complement1, complement2, street, locality, postcode, city))
        lines = (*printed.lines, *[""] * (MOST_LINES - len(printed.lines)))
        problems = [f"line{number} > 38" for number in printed.too_long]
        problems += ["> 6 lines"] if printed.too_many else []
        wrong += bool(problems)
        # A seventh line is put behind the sixth: nothing is cut, and the row is marked.
        shown = (*lines[: MOST_LINES - 1], " / ".join(lines[MOST_LINES - 1 :]))
        origin = text(f"mailing.origin.{'cards' if listed == CARDS else 'roll'}", language)
        rows.append(
            (
                *(pid, codes[pid], strata[pid], *shown),
                *(usage or surname, first_names, guardian, email, origin, ", ".join(problems)),
            )
        )
    return Mailing(tuple(rows), wrong, language)


def read_mailing(data: bytes) -> list[dict[str, str]]:
    """The rows of `Mailing.csv` by the names of `HEADER`, whatever language wrote it; they name people."""
    titles, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    known = names_of_titles()
    names = [known.get(title, title) for title in titles]
    return [dict(zip(names, map(unguarded, row), strict=False)) for row in rows]


@cache
def names_of_titles() -> Mapping[str, str]:
    """Title of a column, in any language → its name in `HEADER`."""
    return {text(f"mailing.column.{name}", each): name for each in COMPLETE for name in HEADER}


def _codes(pids: Sequence[str], key: bytes, taken: set[str]) -> Mapping[str, str]:
    """A code for everyone, another one where somebody has it already."""
    found = {}
    for pid in pids:
        attempt = 0
        while (code := answer_code(key, pid, attempt)) in taken:
            attempt += 1
        taken.add(code)
        found[pid] = code
    return found
