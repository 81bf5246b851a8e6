"""What identifies people, row by row, from the files of `private/`: to be looked for, never to be shown."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from tirage.people.engines.opening import people_of
from tirage.people.identity import canonical

PEOPLE = "private/frame.parquet"


def private_rows(
    dossier: Path, known: Collection[str], ids: Collection[str], words: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """(file, titles, cells) of the rows in `private/`, in canonical form; titles in `known` are left out.

    `ids`: the column of these is left out too; `words`: of the frame, only people of whom something is among
    them are given.
    """
    for path in sorted((dossier / "private").glob("*.csv")):
        header, rows = _table(path)
        # The column that the public ids were taken from is public, whatever it is called.
        own = next((i for i in range(len(header)) if all(row[i] in ids for row in rows)), None)
        kept = [
            i
            for i, title in enumerate(header)
            if i != own and title not in {*known, "PID", "STRATUM", "STRATE"}
        ]
        for row in rows:
            yield f"private/{path.name}", [header[i] for i in kept], [canonical(row[i]) for i in kept]
    if (dossier / PEOPLE).is_file():
        for row in _people(dossier / PEOPLE, words):
            yield PEOPLE, _TITLES, row


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Titles in canonical form, and rows as wide as they."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    header = [canonical(name) for name in rows[0]] if rows else []
    return header, [(row + [""] * len(header))[: len(header)] for row in rows[1:]]


_TITLES = (
    "NOM",
    "NOM USAGE",
    "PRENOMS",
    "BORN",
    "STREET",
    "EMAIL",
    "PHONE",
    "GUARDIAN",
    "ELECTOR NUMBER",
)
_COLUMNS = "surname, usage_name, first_names, born_first, street, email, phone, guardian, elector_number"


_CELL = "string_split(trim(regexp_replace(upper(strip_accents({0})), '[^A-Z0-9]+', ' ', 'g')), ' ')"
_PLAIN = "strlen(strip_accents({0})) = length(strip_accents({0}))"
"""Whether SQL can tell: letters of other scripts, œ and ł are left to `canonical`."""
_TELLING = (
    "list_has_all($words, string_split(surname_key, ' '))",
    "usage_key <> '' and list_has_all($words, string_split(usage_key, ' '))",
    "list_has_all($words, string_split(born_first::varchar, '-'))",
    "elector_number <> '' and list_contains($words, elector_number)",
    # Of an address the number and the kind of street: a regular expression for everyone would take a minute.
    f"not {_PLAIN.format('street')}",
    "list_has_all($words, string_split(upper(strip_accents(street)), ' ')[1:2])",
    *(
        f"{name} <> '' and (not {_PLAIN.format(name)} or list_has_all($words, {_CELL.format(name)}))"
        for name in ("email", "phone", "guardian")
    ),
)
_TESTS = ") or (".join(_TELLING)
_QUERY = f"select {_COLUMNS} from people where ({_TESTS})"  # noqa: S608 - words of ours


def _people(path: Path, words: Sequence[str]) -> Iterator[list[str]]:
    """Rows of the frame of which something may stand in a text with these words."""
    with people_of(path) as store:
        for row in store.rows(_QUERY, words=list(words)):
            yield [canonical("" if cell is None else str(cell)) for cell in row]
