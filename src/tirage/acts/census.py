"""The census table that quotas are built from: in three columns, or as it was downloaded, by a mapping.

The mapping is a file that a person reads and corrects. Where there is none yet it is proposed and written,
and nothing is read by it as long as something in it is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tirage.dossier.canonical import sha256
from tirage.dossier.packs import write_file
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import Language, text
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.people.titles import has_role
from tirage.quotas.census.figures import Census
from tirage.quotas.census.mapped import mapped, unread
from tirage.quotas.census.mapping import CensusMap
from tirage.quotas.census.numbers import printed
from tirage.quotas.census.propose import Words, proposal
from tirage.quotas.census.source import Source, read_source
from tirage.quotas.census.table import read_census
from tirage.rules.census_map import census_map_text, parse_census_map
from tirage.tabular.cells import closest, fold, listed, quoted
from tirage.tabular.encodings import decode
from tirage.tabular.files import Manner, read_bytes

ABOVE = 20
"""Rows among which the titles of columns are."""
SIGNS = 16
"""Of a hash that is shown."""


def census_of(
    path: Path, manner: Manner, chosen: Path | None, where: Sequence[str], language: Language
) -> Census:
    """The figures of a table; with `chosen`, by the mapping in that file, which is written if there is none.

    `where`: `com=75056`, which rows count. Raises InputInvalid with every defect of table and mapping, and as
    long as something in the mapping is still to be said.
    """
    wanted = _where(where)
    if chosen is None:
        if wanted:
            raise InputInvalid([Defect("census.where.map", "--where")])
        return read_census(path, manner)
    fresh = not chosen.exists()
    if fresh:
        # The sheet that was chosen stands in the mapping.
        source = read_source(path, manner)
        _check_no_people(source)
        _check_where(source, wanted)
        found = proposal(source, wanted, _words(language))
        write_file(chosen, _text_of(source, found, language).encode("utf-8"))
    said, _ = decode(read_bytes(chosen), str(chosen))
    mapping, written = parse_census_map(said, str(chosen))
    if not fresh:
        sheet = mapping.sheet.removesuffix(" ?") or manner.sheet
        source = read_source(path, replace(manner, sheet=sheet))
        if mapping.sha256 != source.sha256:
            values: dict[str, object] = {"file": mapping.file, "found": source.name}
            raise InputInvalid([written.defect("census.map.other", ("sha256",), values)])
        if other := unread(wanted, mapping):
            values = {"found": listed(f"{name}: {value}" for name, value in other.items())}
            raise InputInvalid([written.defect("census.map.where", ("where",), values)])
    if mapping.pending:
        lines = sorted(written.line(place) for place in mapping.pending)
        open_places: dict[str, object] = {"count": len(lines), "lines": few(lines)}
        raise InputInvalid([Defect("census.map.pending", str(chosen), lines[0], values=open_places)])
    census = mapped(source, mapping.decided())
    notes = (Note("note.census.map", {"path": str(chosen), "sha256": sha256(said.encode("utf-8"))[:SIGNS]}),)
    census.notes += (Note("note.census.map.new", {"path": str(chosen)}), *notes) if fresh else notes
    return census


def _where(texts: Sequence[str]) -> dict[str, str]:
    """Column → value; InputInvalid with every text that is none."""
    found, defects = {}, []
    for each in texts:
        name, sign, value = (part.strip() for part in each.partition("="))
        if sign and name and value:
            found[name] = value
        else:
            defects.append(Defect("census.where.form", "--where", values={"found": quoted(each)}))
    if defects:
        raise InputInvalid(defects)
    return found


def _check_no_people(source: Source) -> None:
    """InputInvalid for a list of people, whose names would stand in the mapping."""
    titles = [cell for _, cells in source.rows[:ABOVE] for cell in cells if cell]
    if any(has_role(title, role) for title in titles for role in ("first-names", "email", "phone")):
        raise InputInvalid([Defect("census.people", source.file)])


def _check_where(source: Source, where: Mapping[str, str]) -> None:
    """InputInvalid for columns and values that the table does not have."""
    names, rows = source.below(source.header()) or ((), ())
    known = {fold(name): place for place, name in enumerate(names)}
    defects = []
    for name, value in where.items():
        place = known.get(fold(name))
        if place is None:
            values = {"found": quoted(name), "closest": closest(name, names), "known": listed(names)}
            defects.append(Defect("census.map.column", "--where", values=values))
        elif fold(value) not in {fold(cells[place]) for _, cells in rows}:
            there = list(dict.fromkeys(cells[place] for _, cells in rows))
            values = {"found": quoted(value), "closest": closest(value, there), "known": listed(there)}
            defects.append(Defect("census.where.value", "--where", None, quoted(name), values))
    if defects:
        raise InputInvalid(defects)


def _text_of(source: Source, found: CensusMap, language: Language) -> str:
    names, rows = source.below(int(found.header) if found.header.isdigit() else 0) or ((), ())
    figures = [place for place, name in enumerate(names) if name in found.columns]
    counted = [cells for _, cells in rows if any(printed(cells[place]) for place in figures)]
    columns = {name: list(dict.fromkeys(cells[i] for cells in counted)) for i, name in enumerate(names)}
    examples = {name: next((each for each in values if each), "") for name, values in columns.items()}
    return census_map_text(found, columns, examples, language)


def _words(language: Language) -> Words:
    return Words(*(text(f"censusmap.{name}", language) for name in ("sex", "age", "woman", "man")))
