"""Doubtful duplicates as a table for a person to decide, and the decisions read back.

The table names people: it is written to `private/` and read from there, never shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import text
from tirage.i18n.languages import COMPLETE, FALLBACK, Language
from tirage.people.frame.duplicates import OTHER, SAME, Doubt
from tirage.tabular.cells import quoted
from tirage.tabular.tables import Table, read_table
from tirage.tabular.writing import spreadsheet_csv

COLUMNS = ("case", "decision", "reason")
SIDE = ("list", "surname", "usage_name", "first_names", "birth_date", "street", "postcode")
_WORDS = {"same": SAME, "meme": SAME, "même": SAME, "different": OTHER, "différent": OTHER}


def review_csv(doubts: Sequence[Doubt], decided: Mapping[str, str], language: Language = FALLBACK) -> bytes:
    """The table, for a spreadsheet: UTF-8 with BOM, `;`, CRLF."""
    sides = [text(f"review.column.{name}", language) for name in SIDE]
    header = (
        *(text(f"review.column.{name}", language) for name in COLUMNS),
        *(f"{name} 1" for name in sides),
        *(f"{name} 2" for name in sides),
    )
    rows: list[Sequence[str]] = [header]
    for doubt in doubts:
        rows.append((doubt.case, decided.get(doubt.case, ""), doubt.reason, *doubt.one, *doubt.other))
    return spreadsheet_csv(rows)


def read_decisions(path: Path) -> tuple[dict[str, str], str]:
    """(case → `same` or `different`, hash of the file); rows without a decision are left out.

    Raises InputInvalid for a missing column or a word that is no decision.
    """
    table = read_table(path)
    case, decision = _column(table, "case"), _column(table, "decision")
    if case is None or decision is None:
        raise InputInvalid([Defect("frame.decisions.column", str(path), 1)])
    found: dict[str, str] = {}
    defects = []
    for line, cells in table.rows:
        word = cells[decision].casefold()
        if word and word not in _WORDS:
            defects.append(
                Defect(
                    "frame.decisions.word", str(path), line, "decision", {"found": quoted(cells[decision])}
                )
            )
        elif word:
            found[cells[case]] = _WORDS[word]
    if defects:
        raise InputInvalid(defects)
    return found, hashlib.sha256(path.read_bytes()).hexdigest()


def _column(table: Table, name: str) -> int | None:
    """Where a column of `COLUMNS` is, whatever language wrote the table."""
    titles = (text(f"review.column.{name}", each) for each in COMPLETE)
    return next((place for title in titles if (place := table.column(title)) is not None), None)
