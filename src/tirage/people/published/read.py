"""Files that another program published, in any order, to what they say together.

Nothing is put right in silence: what each was taken for is in the list of files, and what had to be supposed
is a note. Columns that are neither ids nor criteria, such as names and addresses, are read and never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import LINE, pool_of
from tirage.people.published.crowd import Crowd, crowd
from tirage.people.published.drawn import drawn, panel_of
from tirage.people.published.ids import Names, names_of, resolved
from tirage.people.published.kinds import id_place
from tirage.people.published.listed import Row, rows_of, weights_of
from tirage.people.published.model import Panels, Published, PublishedFile, Role, SeatsFrom
from tirage.people.published.opened import Opened, open_files
from tirage.people.published.sheets import Sheet
from tirage.people.published.stated import curves, stated, total
from tirage.quotas.model import Quotas
from tirage.quotas.read import NO_QUOTAS, QuotaFile
from tirage.tabular.cells import bare
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.tables import Table, scan

HOUSEHOLDS = frozenset({"household", "household id", "foyer", "menage"})
"""Headers of a column that says who lives together, where nobody named another."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says about the files."""

    seats: int | None = None
    household: tuple[str, ...] | None = None
    """None: the column that has such a name, if any."""
    id_column: str | None = None
    manner: Manner = AS_IT_COMES


def read_published(paths: Iterable[str | Path], said: Said) -> Published:
    """What the files (or folders of files) say; InputInvalid with every defect that stops the reading."""
    given = open_files(paths, said.manner, said.id_column)
    column = said.id_column

    @cache
    def fits(size: int) -> bool:
        return size == said.seats if said.seats else given.quotas is None or given.quotas.fits(size)

    people = crowd(given.of("people"), fits, column)
    selections = drawn(people, given.of("panel"), column)
    listed = given.one("panels")
    rows = _rows(listed, column) if listed else ()
    drawings = tuple(curve for sheet in given.of("curve") for curve in curves(sheet))
    chances = given.one("chances")
    sums = [sum(curve.chances, Fraction(0)) for curve in drawings] + ([total(chances)] if chances else [])
    seats, source = _seats(said.seats, [len(each.listed) for each in selections], rows, sums, fits)
    asked = given.quotas.read(seats) if given.quotas else NO_QUOTAS
    file = _pool(people, asked.quotas, said)
    counts = {each.name: len(each.listed) for each in selections}
    counts |= {listed.name: len(rows)} if listed else {}
    names = names_of(
        file,
        (*(pid for each in selections for _, pid in each.listed), *(pid for row in rows for pid in row.ids)),
    )
    return Published(
        tuple(_described(given, people, asked, counts)),
        file,
        asked.quotas if given.quotas else None,
        seats,
        source,
        panel_of(selections, names),
        _panels(listed, rows, names) if listed else None,
        stated(chances, file, names, column) if chances else None,
        drawings,
        (*_supposed(given, people, names, file), *asked.notes, *file.notes),
    )


def _rows(sheet: Sheet, column: str | None) -> tuple[Row, ...]:
    """The panels of a file that has some; InputInvalid where it has none."""
    rows = rows_of(sheet, column)
    if not rows:
        raise InputInvalid([Defect("table.header_only", sheet.name)])
    return rows


def _seats(
    said: int | None,
    drawn_: Sequence[int],
    rows: Sequence[Row],
    sums: Sequence[Fraction],
    fits: Callable[[int], bool],
) -> tuple[int, SeatsFrom]:
    """The seats of a panel, and what says so: the user, those drawn, most panels, the sum of all chances.

    The first of them that the quotas allow: a panel of too few or too many is judged, and no measure.
    """
    if said:
        return said, "said"
    sizes = Counter(len(row.ids) for row in rows)
    known: list[tuple[int, SeatsFrom]] = [(size, "panel") for size in drawn_[:1]]
    known += [(size, "panels") for size in sorted(sizes, key=lambda each: (-sizes[each], -each))[:1]]
    known += [(round(each), "chances") for each in sums[-1:]]
    if found := [each for each in known if each[0]]:
        return next((each for each in found if fits(each[0])), found[0])
    raise InputInvalid([Defect("published.seats", "--seats")])


def _pool(people: Crowd, quotas: Quotas, said: Said) -> PoolFile:
    """Everybody, by the quotas' criteria."""
    read = [scan(sheet.path, sheet.manner) for sheet in people.all]
    table = _joined([each for each, _ in read]) if people.joined else read[0][0]
    identity = id_place(people.all[0], said.id_column)
    own = said.id_column if identity is not None or said.id_column else LINE
    homes = said.household
    if homes is None:
        homes = tuple(title for title in table.header if bare(title) in HOUSEHOLDS)[:1]
    return pool_of(
        table,
        [defect for _, found in read for defect in found],
        people.name,
        quotas,
        id_column=own if identity is None else people.all[0].header[identity],
        household=homes,
    )


def _joined(tables: Sequence[Table]) -> Table:
    """The rows of several tables under the columns that all have."""
    shared = [name for name in tables[0].header if all(name in each.header for each in tables)]
    rows = []
    for each in tables:
        places = [each.header.index(name) for name in shared]
        rows += [(line, tuple(cells[place] for place in places)) for line, cells in each.rows]
    return replace(tables[0], header=tuple(shared), rows=rows)


def _supposed(given: Opened, people: Crowd, names: Names, file: PoolFile) -> Iterator[Note]:
    """What the files do not say, and was taken to be so."""
    if given.left_out:
        yield Note("published.left_out", {"files": ", ".join(given.left_out)})
    if people.joined:
        yield Note("published.joined", {"files": people.name})
    if names.first is not None:
        yield Note("published.rows", {"first": names.first, "line": min(file.private.lines.values())})


def _described(
    given: Opened, people: Crowd, asked: QuotaFile, counts: Mapping[str, int]
) -> Iterator[PublishedFile]:
    """Every file, and what it was taken for; `counts`: the people drawn, or panels, of a list of them."""
    if given.quotas:
        yield PublishedFile(given.quotas.name, "quotas", asked.sha256, len(asked.quotas.bounds))
    apart: Mapping[str, Role] = {
        **{sheet.name: "remaining" for sheet in people.remaining},
        **({people.selected.name: "selected"} if people.selected else {}),
    }
    for sheet, role in given.files:
        rows = counts[sheet.name] if role in {"panel", "panels"} else len(sheet.body)
        yield PublishedFile(sheet.name, apart.get(sheet.name, role), sheet.sha256, rows)


def _panels(sheet: Sheet, rows: Sequence[Row], names: Names) -> Panels:
    """The panels by pid, with their probabilities; InputInvalid as `listed` and `ids` say."""
    members = resolved([(row.line, row.ids) for row in rows], names, sheet.name)
    weighed = weights_of(rows, sheet.name)
    labels = tuple(row.label for row in rows)
    return Panels(sheet.name, tuple(members), labels, weighed.weights, weighed.rounding)
