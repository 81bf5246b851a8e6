"""Find a person's pid from their letter code or name (private files only)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tirage.people.engines.opening import people_of
from tirage.people.identity import canonical
from tirage.people.ids import read_code
from tirage.people.letters.mailing import read_mailing

PEOPLE = "private/frame.parquet"
POOL = "private/pool.csv"
_JOINED = re.compile(r"volunteers-([1-9][0-9]*)\.csv")
_QUERY = """
    select pid from people
    where list_has_all(string_split(replace(identity, '|', ' ') || ' ' || usage_key, ' '), $words)
    order by pid limit 100
"""


def rows_of_pool(dossier: Path) -> Path:
    """Where the rows of everyone in the pool are, as it stands: who joined it since the panel among them."""
    found = [
        (int(match[1]), path)
        for path in (dossier / "private").glob("*.csv")
        if (match := _JOINED.fullmatch(path.name))
    ]
    return max(found)[1] if found else dossier / POOL


def by_code(dossier: Path, text: str) -> str | None:
    """The pid of the letter with this code; None where there is none, or what was typed is no code."""
    code = read_code(text)
    rows = (row for path in _letters(dossier) for row in read_mailing(path.read_bytes()))
    return next((row["pid"] for row in rows if code is not None and row.get("code") == code), None)


def codes(dossier: Path) -> dict[str, str]:
    """The code of each person's letter, by pid, wave after wave; nothing where none is on file."""
    rows = (row for path in _letters(dossier) for row in read_mailing(path.read_bytes()))
    return {row["pid"]: row["code"] for row in rows if row.get("code") and row.get("pid")}


def by_name(dossier: Path, text: str, pids: Sequence[str]) -> tuple[str, ...]:
    """The pids, a hundred at most, of those who have all these words in their name, date and place of birth.

    `pids`: those of the pool, in the order of their private rows, for a dossier that began with a pool.
    """
    words = canonical(text).split()
    if not words:
        return ()
    if (dossier / PEOPLE).is_file():
        return _in_frame(dossier / PEOPLE, words)
    if not rows_of_pool(dossier).is_file():
        return ()
    rows = zip(pids, _rows(rows_of_pool(dossier)), strict=False)
    found = [pid for pid, row in rows if set(words) <= set(canonical(" ".join(row.values())).split())]
    return tuple(found[:100])


def _in_frame(path: Path, words: Sequence[str]) -> tuple[str, ...]:
    with people_of(path) as store:
        return tuple(pid for (pid,) in store.rows(_QUERY, words=list(words)))


def _letters(dossier: Path) -> list[Path]:
    """The files for the printing house, wave after wave, without their slips."""
    return sorted(path for path in (dossier / "private").glob("letters-*.csv") if "slip" not in path.stem)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";", restval=""):
            yield {name: cell for name, cell in row.items() if isinstance(cell, str)}
