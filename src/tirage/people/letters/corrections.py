"""Address lines that the printing house has put right, by code; nothing else of a letter may be another.

The file is the one that was handed over (`mailing`), as a spreadsheet saved it: in any order of columns and
rows, with or without the rows that were right. Nobody's letter is added or taken away by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.i18n.languages import Language
from tirage.people.ids import read_code
from tirage.people.letters.mailing import HEADER, LINES, Mailing, names_of_titles
from tirage.people.letters.postal import WIDTH
from tirage.tabular.cells import clean, spelling
from tirage.tabular.tables import Table
from tirage.tabular.writing import unguarded

Letter = Mapping[str, str]
"""A row of a mailing, by the names of `HEADER`."""
_LEFT = ("to_correct",)
"""Columns that whoever corrects may write in."""


@dataclass(repr=False, frozen=True, slots=True)
class Corrected:
    """What came back."""

    letters: tuple[Letter, ...]
    """All letters of the wave, in their order."""
    rows: int
    """Letters with a line that is another."""

    def __repr__(self) -> str:
        return brief(self, letters=len(self.letters), rows=self.rows)

    def mailing(self, language: Language) -> Mailing:
        """The letters as they are handed over again."""
        rows = tuple(tuple(letter[name] for name in HEADER) for letter in self.letters)
        return Mailing(rows, sum(bool(letter["to_correct"]) for letter in self.letters), language)


def wave_of(table: Table, file: str, waves: Sequence[Sequence[Letter]]) -> int:
    """The wave, from 1, of the codes of a file: that of its first code that is one; 1 where there is none.

    InputInvalid for a file without a column of codes.
    """
    place = _places(table, file)["code"]
    found = {letter["code"]: number for number, letters in enumerate(waves, 1) for letter in letters}
    codes = (read_code(cells[place]) or "" for _, cells in table.rows)
    return next((found[code] for code in codes if code in found), 1)


def read_corrections(table: Table, file: str, letters: Sequence[Letter]) -> Corrected:
    """The letters with the lines of the table; raises InputInvalid with every defect of the file.

    No defect repeats what a cell says of a person.
    """
    places = _places(table, file)
    known = {letter["code"]: letter for letter in letters}
    defects: list[Defect] = []
    changed: dict[str, Letter] = {}
    seen: dict[str, int] = {}
    for line, cells in table.rows:
        said = {name: clean(unguarded(cells[place])) for name, place in places.items()}
        code = read_code(said["code"]) or ""
        if code not in known:
            defects.append(Defect("addresses.code", file, line, "code", {"length": len(said["code"])}))
            continue
        if code in seen:
            defects.append(Defect("addresses.twice", file, line, "code", {"other": seen[code]}))
            continue
        seen[code] = line
        own = known[code]
        others = [name for name in places if name not in {"code", *LINES, *_LEFT}]
        wrong = [name for name in others if said[name] != clean(own[name])]
        defects += (Defect("addresses.other", file, line, table.header[places[name]]) for name in wrong)
        lines = {name: said.get(name, clean(own[name])) for name in LINES}
        if all(lines[name] == clean(own[name]) for name in LINES):
            continue
        long = [name for name in LINES if len(lines[name]) > WIDTH and name in places]
        defects += (
            Defect(
                "addresses.long",
                file,
                line,
                table.header[places[name]],
                {"length": len(lines[name]), "most": WIDTH},
            )
            for name in long
        )
        if not any(lines.values()):
            defects.append(Defect("addresses.empty", file, line, "code"))
        still = ", ".join(f"{name} > {WIDTH}" for name in LINES if len(lines[name]) > WIDTH)
        changed[code] = {**own, **lines, "to_correct": still}
    if not changed and not defects:
        defects.append(Defect("addresses.none", file))
    if defects:
        raise InputInvalid(defects)
    return Corrected(tuple(changed.get(letter["code"], letter) for letter in letters), len(changed))


def _places(table: Table, file: str) -> dict[str, int]:
    """Name of each column that a mailing has → where it stands; its title is in any language."""
    titles = {spelling(title): name for title, name in names_of_titles().items()}
    found: dict[str, int] = {}
    for place, title in enumerate(table.header):
        name = titles.get(spelling(title))
        if name is not None:
            found.setdefault(name, place)
    missing = [] if "code" in found else ["code"]
    missing += [] if any(name in found for name in LINES) else [LINES[0]]
    if missing:
        at = table.header_line
        raise InputInvalid([Defect("addresses.column", file, at, None, {"column": each}) for each in missing])
    return found
