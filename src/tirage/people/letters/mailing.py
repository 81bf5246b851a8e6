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
from pathlib import Path

from tirage.discretion import brief
from tirage.people.ids import answer_code
from tirage.people.letters.postal import MOST_LINES, Addressee, label
from tirage.people.rolls.lists import CARDS
from tirage.tabular.writing import csv_text

HEADER = (
    *("pid", "code", "stratum", "line1", "line2", "line3", "line4", "line5", "line6"),
    *("surname", "first_names", "guardian", "email", "origin", "to_correct"),
)
_TITLES = {"F": "Mme", "M": "M."}
_RISKY = tuple("=+-@\t\r")
_QUERY = """
    select pid, sex, surname, usage_name, first_names, guardian, complement1, complement2, street,
        locality, postcode, city, email, list
    from read_parquet($people) where pid in (select unnest($pids::varchar[])) order by pid
"""


@dataclass(repr=False, frozen=True, slots=True)
class Mailing:
    """Letters of one wave, ready for the printing house."""

    rows: tuple[tuple[str, ...], ...]
    """As `HEADER`, sorted by pid."""
    to_correct: int
    """Addresses with a line that is too long, or with too many lines: they are whole, and marked."""

    def __repr__(self) -> str:
        return brief(self, rows=len(self.rows))

    def csv(self) -> bytes:
        """UTF-8 with BOM, `;`, CRLF; no cell runs as a formula."""
        safe = [[f"'{cell}" if cell.startswith(_RISKY) else cell for cell in row] for row in self.rows]
        return b"\xef\xbb\xbf" + csv_text([HEADER, *safe], ";", "\r\n").encode()

    def xlsx(self) -> bytes:
        """The same as a workbook, every cell a text; the same bytes for the same rows."""
        import xlsxwriter

        buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = xlsxwriter.Workbook(buffer, options)
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a constant, not a time
        sheet = workbook.add_worksheet("letters")
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(HEADER):
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
        rows = [("what", "value"), ("sha256", hashlib.sha256(self.csv()).hexdigest())]
        rows += [("letters", str(len(self.rows))), ("to correct", str(self.to_correct))]
        rows += [(stratum, str(counts[stratum])) for stratum in sorted(counts)]
        return csv_text(rows).encode()


def mailing(people: Path, drawn: Sequence[tuple[str, str]], key: bytes, taken: Iterable[str] = ()) -> Mailing:
    """The letters of those drawn, (pid, stratum); `people`: private/frame.parquet; `taken`: codes in use."""
    import duckdb

    strata = dict(drawn)
    with duckdb.connect() as base:
        found = base.execute(_QUERY, {"people": str(people), "pids": list(strata)}).fetchall()
    codes = _codes([row[0] for row in found], key, set(taken))
    rows, wrong = [], 0
    for pid, sex, surname, usage, first_names, guardian, *where, email, listed in found:
        complement1, complement2, street, locality, postcode, city = where
        name = " ".join(part for part in (_TITLES.get(sex, ""), first_names, usage or surname) if part)
        printed = label(Addressee(name, guardian, complement1, complement2, street, locality, postcode, city))
        lines = (*printed.lines, *[""] * (MOST_LINES - len(printed.lines)))
        problems = [f"line{number} > 38" for number in printed.too_long]
        problems += ["> 6 lines"] if printed.too_many else []
        wrong += bool(problems)
        # A seventh line is put behind the sixth: nothing is cut, and the row is marked.
        shown = (*lines[: MOST_LINES - 1], " / ".join(lines[MOST_LINES - 1 :]))
        origin = "Carte citoyenne" if listed == CARDS else "liste électorale"
        rows.append(
            (
                *(pid, codes[pid], strata[pid], *shown),
                *(usage or surname, first_names, guardian, email, origin, ", ".join(problems)),
            )
        )
    return Mailing(tuple(rows), wrong)


def read_mailing(data: bytes) -> list[dict[str, str]]:
    """The rows of `Mailing.csv`, by header; they name people."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


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
