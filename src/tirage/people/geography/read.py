"""A geography from a table that ships, or from a file (CSV, workbook, YAML): all defects at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.geography.codes import SIGN, Station, stations
from tirage.people.geography.model import Geography, Part, Tile
from tirage.people.geography.spellings import key
from tirage.people.identity import canonical
from tirage.quotas.census.totals import is_total
from tirage.tabular.cells import closest, quoted
from tirage.tabular.files import read_bytes
from tirage.tabular.tables import Table, parse
from tirage.tabular.yaml_nodes import table_of

Wrong = Callable[[str, str], None]
"""Notes what is wrong: the end of a code, and a field."""
WHOLE = "*"
"""The label of a row that leads to the whole, and to no place in it."""
LONGEST = 200
"""Letters of a label: no quotas can be made of more, and no paper shows them."""
MOST = 50
"""Columns and rows of a picture."""
HEADERS = {
    "label": ("label", "place", "lieu", "libelle", "modalite", "category", "name", "nom"),
    "population": ("population", "residents", "habitants"),
    "column": ("column", "colonne"),
    "row": ("row", "ligne"),
    "bureau": (
        "bureau",
        "bureaux",
        "bureau de vote",
        "bureaux de vote",
        "polling station",
        "polling stations",
    ),
    "commune": ("commune", "communes", "code commune", "codes communes", "code insee", "codes insee"),
    "postcode": ("postcode", "postcodes", "code postal", "codes postaux"),
    "district": ("district", "districts", "iris", "quartier", "quartiers"),
    "names": ("names", "noms", "other names", "autres noms", "spellings", "graphies"),
    "source": ("source", "sources"),
}
"""Columns by what they are called; all but the label may be left out."""


def shipped() -> tuple[str, ...]:
    """Names of the tables that ship, sorted."""
    found = (path.name for path in (files("tirage.people.geography") / "data").iterdir())
    return tuple(sorted(name.removesuffix(".csv") for name in found if name.endswith(".csv")))


@cache
def cities() -> tuple[str, ...]:
    """Names of those that ship whose places are in one city, sorted: what a column is taken for unasked."""
    return tuple(name for name in shipped() if not all(part.label for part in read_geography(name).parts))


def read_geography(name: str | Path, folder: Path = Path()) -> Geography:
    """The table that ships under that name, or the one in a file, whose path is seen from `folder`.

    Raises InputInvalid with every defect of the table; for a name that is neither, with what there is.
    """
    if str(name) in shipped():
        return _shipped(str(name))
    path = folder / name
    if not path.suffix and not path.exists():
        known = shipped()
        values = {"found": quoted(str(name)), "known": ", ".join(known), "closest": closest(str(name), known)}
        raise InputInvalid([Defect("geography.unknown", str(name), values=values)])
    return read_table(read_bytes(path), path)


@cache
def _shipped(name: str) -> Geography:
    path = files("tirage.people.geography") / "data" / f"{name}.csv"
    return read_table(path.read_bytes(), Path(f"{name}.csv"))


def read_table(data: bytes, path: Path) -> Geography:
    """The geography in the bytes of a file; `path` only names it. Raises InputInvalid with every defect."""
    yaml = path.suffix.lower() in {".yaml", ".yml"}
    table, defects = table_of(data, path, "places") if yaml else parse(data, path)
    columns, more = _columns(table, str(path))
    defects += more
    if "label" not in columns:
        raise InputInvalid(defects)
    rows = [_read(line, cells, columns, str(path)) for line, cells in table.rows]
    sums = [row for row in rows if _is_sum(row.part)]
    rows = [row for row in rows if row not in sums]
    defects += _wrong_sums(sums, rows, str(path))
    defects += [defect for row in rows for defect in row.defects]
    defects += _together(rows, str(path))
    if defects:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return Geography(path.stem, table.sha256, _source(table, columns), tuple(row.part for row in rows))


def _source(table: Table, columns: Mapping[str, int]) -> str:
    """The first that a row names."""
    place = columns.get("source")
    return "" if place is None else next((cells[place] for _, cells in table.rows if cells[place]), "")


def _columns(table: Table, file: str) -> tuple[dict[str, int], list[Defect]]:
    """Place of each column; a defect for what is no column of such a table, and for one that comes twice."""
    places: dict[str, int] = {}
    defects = []
    for place, name in enumerate(table.header):
        field = next((field for field, known in HEADERS.items() if canonical(name).lower() in known), "")
        if field and field not in places:
            places[field] = place
            continue
        code = "geography.column.twice" if field else "geography.column.unknown"
        values = {"found": quoted(name), "known": ", ".join(HEADERS), "closest": closest(name, HEADERS)}
        defects.append(Defect(code, file, 1, quoted(name), values))
    if "label" not in places:
        defects.append(
            Defect("geography.column.label", file, 1, "label", {"closest": closest("label", table.header)})
        )
    return places, defects


def _is_sum(part: Part) -> bool:
    """Whether a row is called a total and leads nowhere: the sum of the places, and none of them."""
    leads = part.tile or part.stations or part.postcodes or part.communes or part.districts or part.names
    return not leads and is_total(part.label)


def _wrong_sums(sums: list[_Row], rows: list[_Row], file: str) -> Iterator[Defect]:
    """A total that is not the sum of the places: a row is missing, or a figure is wrong."""
    total = sum(row.part.population or 0 for row in rows)
    for row in sums:
        if row.part.population is not None and row.part.population != total:
            values = {"found": quoted(row.part.label), "total": row.part.population, "sum": total}
            yield Defect("geography.total", file, row.line, "population", values)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    part: Part
    defects: tuple[Defect, ...]


def _read(line: int, cells: tuple[str, ...], columns: Mapping[str, int], file: str) -> _Row:
    """One row, and what is wrong in its cells."""
    said = {field: cells[columns[field]] if field in columns else "" for field in HEADERS}
    found: list[Defect] = []

    def wrong(code: str, field: str) -> None:
        found.append(Defect(f"geography.{code}", file, line, field, {"found": quoted(said[field])}))

    def codes(field: str) -> tuple[str, ...]:
        each = tuple(map(_code, said[field].replace("|", " ").replace(",", " ").split()))
        if not all(SIGN.fullmatch(code) for code in each):
            wrong("code", field)
        return each

    if not said["label"]:
        wrong("label", "label")
    if len(said["label"]) > LONGEST:
        wrong("label.long", "label")
    digits = "".join(said["population"].split()).removesuffix(".0")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 10):
        wrong("population", "population")
        digits = ""
    return _Row(
        line,
        Part(
            "" if said["label"] == WHOLE else said["label"],
            int(digits) if digits else None,
            _tile(said, wrong),
            _stations(said["bureau"], wrong),
            codes("postcode"),
            codes("commune"),
            codes("district"),
            tuple(filter(None, (name.strip() for name in said["names"].split("|")))),
        ),
        tuple(found),
    )


def _code(written: str) -> str:
    """A code in capitals, with the zero that a spreadsheet ate, without the fraction that it added.

    >>> _code("1400"), _code("2a004"), _code("69003.0")
    ('01400', '2A004', '69003')
    """
    code = written.upper().removesuffix(".0")
    return code.zfill(5) if len(code) == 4 and code.isdigit() else code


def _tile(said: Mapping[str, str], wrong: Wrong) -> Tile | None:
    across, down = said["column"], said["row"]
    if not across and not down:
        return None
    sound = [each.isascii() and each.isdigit() and 1 <= int(each) <= MOST for each in (across, down)]
    if not all(sound):
        wrong("tile", "row" if sound[0] else "column")
        return None
    return int(across), int(down)


def _stations(cell: str, wrong: Wrong) -> tuple[Station, ...]:
    found: list[Station] = []
    for each in cell.upper().replace("|", " ").replace(",", " ").split():
        own = stations(each)
        if not own:
            wrong("bureau", "bureau")
        found += own
    return tuple(found)


def _together(rows: list[_Row], file: str) -> Iterator[Defect]:
    """What each row may say, and the table as a whole may not."""
    placed = [row for row in rows if row.part.label]
    labels = list(dict.fromkeys(row.part.label for row in placed))
    if len(labels) < 2:
        yield Defect("geography.few", file, values={"count": len(labels)})
    yield from _alike(placed, file)
    yield from _taken(placed, file)
    for field in ("population", "tile"):
        told = {row.part.label for row in placed if getattr(row.part, field) is not None}
        missing = [label for label in labels if label not in told]
        if told and missing and not any(row.defects for row in rows):
            values = {"count": len(missing), "labels": ", ".join(map(quoted, missing[:5]))}
            yield Defect(f"geography.{field}.some", file, None, "row" if field == "tile" else field, values)
    for label in labels:
        own = [row for row in placed if row.part.label == label and row.part.population]
        if len(own) > 1 and len({row.part.population for row in own}) == 1:
            values = {"label": quoted(label), "found": own[0].part.population, "count": len(own)}
            yield Defect("geography.population.repeated", file, own[1].line, "population", values)


def _alike(placed: list[_Row], file: str) -> Iterator[Defect]:
    """Labels that are one place, written in two ways."""
    first: dict[tuple[str, ...], _Row] = {}
    for row in placed:
        earlier = first.setdefault(key(row.part.label), row)
        if earlier.part.label != row.part.label:
            values = {
                "found": quoted(row.part.label),
                "other": quoted(earlier.part.label),
                "first": earlier.line,
            }
            yield Defect("geography.label.alike", file, row.line, "label", values)


def _taken(placed: list[_Row], file: str) -> Iterator[Defect]:
    """Tiles and polling stations that two places have."""
    tiles: dict[Tile, _Row] = {}
    bureaus: dict[Station, _Row] = {}
    for row in placed:
        if row.part.tile is not None:
            earlier = tiles.setdefault(row.part.tile, row)
            if earlier.part.label != row.part.label:
                values = {"other": quoted(earlier.part.label), "first": earlier.line}
                yield Defect("geography.tile.taken", file, row.line, "row", values)
        others = [own for each in row.part.stations if (own := bureaus.setdefault(each, row)) is not row]
        taken = [own for own in others if own.part.label != row.part.label]
        if taken:
            values = {"count": len(taken), "other": quoted(taken[0].part.label), "first": taken[0].line}
            yield Defect("geography.bureau.taken", file, row.line, "bureau", values)
