"""The files that were given, opened, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from tirage.errors import Defect, InputInvalid, attempt
from tirage.people.published.kinds import id_place, is_quotas, mark_place, role_of
from tirage.people.published.model import Role
from tirage.people.published.sheets import Sheet, cells_of, read_sheets
from tirage.quotas.read import QuotaFile, QuotasInvalid, is_yaml, read_quotas
from tirage.tabular.encodings import decode
from tirage.tabular.files import Manner, files_of, read_bytes, shown
from tirage.tabular.kinds import is_archive

ENOUGH = Fraction(1, 2)
"""The share of a row that must be known ids, for the row to be one of ids."""
TABLES = frozenset({"", ".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm", ".xls", ".ods", ".yaml", ".yml"})
"""Endings of what is looked into in a folder; any file that is named is."""
LOOKED_AT = 20
"""Rows by which a list of ids is known."""


@dataclass(frozen=True, slots=True)
class QuotaSource:
    """The file with the limits, which are read once the seats are known."""

    path: Path
    manner: Manner
    name: str
    criteria: tuple[str, ...]

    def read(self, seats: int) -> QuotaFile:
        """The quotas of a panel of so many; raises as `read_quotas` does."""
        return read_quotas(self.path, seats=seats, manner=self.manner)

    def fits(self, size: int) -> bool:
        """Whether so many can be a panel, as far as the sums of the limits say."""
        return attempt([], partial(self.read, size)) is not None


@dataclass(frozen=True, slots=True)
class Opened:
    """All files."""

    quotas: QuotaSource | None
    files: tuple[tuple[Sheet, Role], ...]
    """The others, in the order in which they were given."""
    left_out: tuple[str, ...]
    """Files of a folder that nobody looked into, by their endings; sheets that are nothing known."""

    def of(self, role: Role) -> list[Sheet]:
        """The files of a kind."""
        return [sheet for sheet, own in self.files if own == role]

    def one(self, role: Role) -> Sheet | None:
        """The only file of a kind; InputInvalid where there are several."""
        found = self.of(role)
        if len(found) > 1:
            raise InputInvalid([several([sheet.name for sheet in found])])
        return found[0] if found else None


def several(names: Sequence[str]) -> Defect:
    """Two files that say two things, or that are of two assemblies."""
    return Defect("published.several", names[0], values={"files": ", ".join(names)})


def open_files(paths: Iterable[str | Path], manner: Manner, column: str | None) -> Opened:
    """What each file is, folders standing for the files in them; `column`: the title of the ids, where said.

    Raises InputInvalid for what cannot be opened or is nothing that is known, for two files of quotas, and
    where no file says who could be drawn.
    """
    given = [Path(path) for path in paths]
    found = files_of(given)
    apart = [path for path in found if path not in given and path.suffix.lower() not in TABLES]
    yaml, sheets = _read([path for path in found if path not in apart], manner)
    tables = [sheet for sheet in sheets if is_quotas(sheet)]
    limits = [(path, manner, str(shown(path))) for path in yaml]
    limits += [(sheet.path, sheet.manner, sheet.name) for sheet in tables]
    if len(limits) > 1:
        names = ", ".join(name for *_, name in limits)
        raise InputInvalid([Defect("published.quotas", limits[0][2], values={"files": names})])
    source = QuotaSource(*limits[0], _criteria(*limits[0][:2])) if limits else None
    others = [sheet for sheet in sheets if sheet not in tables]
    roles = _roles(others, source.criteria if source else (), column)
    unknown = [sheet for sheet, role in roles if role is None]
    if defects := [
        Defect("published.unrecognised", sheet.name, values={"columns": len(sheet.header)})
        for sheet in unknown
        # A workbook may have notes on a sheet of its own.
        if not sheet.part
    ]:
        raise InputInvalid(defects)
    known = tuple((sheet, role) for sheet, role in roles if role is not None)
    return Opened(source, known, (*map(str, apart), *(sheet.name for sheet in unknown)))


def _read(paths: Sequence[Path], manner: Manner) -> tuple[list[Path], list[Sheet]]:
    """The files of YAML, and the tables of all others."""
    defects: list[Defect] = []
    yaml: list[Path] = []
    sheets: list[Sheet] = []
    for path in paths:
        data = attempt(defects, partial(read_bytes, path))
        if data is None:
            continue
        if attempt([], partial(_is_yaml, path, data, manner)):
            yaml.append(path)
        else:
            sheets += attempt(defects, partial(read_sheets, path, data, manner)) or []
    if defects:
        raise InputInvalid(defects)
    return yaml, sheets


def _is_yaml(path: Path, data: bytes, manner: Manner) -> bool:
    return not is_archive(data) and is_yaml(path, decode(data, str(path), manner.encoding)[0])


def _criteria(path: Path, manner: Manner) -> tuple[str, ...]:
    """The names of the criteria, whatever the seats: enough to tell a file of people by."""
    try:
        known = read_quotas(path, seats=1, manner=manner).quotas
    except QuotasInvalid as error:
        known = error.known
    except InputInvalid:
        return ()
    return tuple(criterion.name for criterion in known.criteria)


def _roles(
    sheets: Sequence[Sheet], criteria: Sequence[str], column: str | None
) -> Sequence[tuple[Sheet, Role | None]]:
    """What each file is, None for what is nothing known; a list of ids is known by those of people."""
    first = [(sheet, role_of(sheet, criteria, column)) for sheet in sheets]
    people = [sheet for sheet, role in first if role == "people"]
    if not people:
        names = ", ".join(sheet.name for sheet in sheets) or "—"
        raise InputInvalid([Defect("published.nobody", names)])
    known: set[str] = set()
    for sheet in people:
        place = id_place(sheet, column)
        numbers = map(str, range(len(sheet.body) + 1))
        known.update(numbers if place is None else (cell for _, cell in cells_of(sheet, place)))
    found = [(sheet, role) if role else _of_ids(sheet, known) for sheet, role in first]
    return [
        (replace(sheet, mark=mark_place(sheet, criteria)) if role == "people" else sheet, role)
        for sheet, role in found
    ]


def _of_ids(sheet: Sheet, known: set[str]) -> tuple[Sheet, Role | None]:
    """A column of ids is a panel, and rows of ids are panels, without their header where they have one."""
    rows = sheet.rows[1:] or sheet.rows
    if not rows or not all(_known(cells, known) for cells in rows[:LOOKED_AT]):
        return sheet, None
    if known.isdisjoint(sheet.header):
        sheet = replace(sheet, lines=sheet.lines[1:], rows=sheet.rows[1:])
    return sheet, "panel" if max(map(len, sheet.rows)) == 1 else "panels"


def _known(cells: Sequence[str], known: set[str]) -> bool:
    held = [cell for cell in cells if cell]
    return not held or sum(cell in known for cell in held) >= ENOUGH * len(held)
