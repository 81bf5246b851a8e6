"""Who was drawn, as the files say it: a column beside everybody, a file of them alone, a list of ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.published.crowd import Crowd
from tirage.people.published.ids import Names, resolved
from tirage.people.published.kinds import YES, id_place
from tirage.people.published.opened import several
from tirage.people.published.sheets import Sheet, cells_of
from tirage.tabular.cells import bare


@dataclass(repr=False, frozen=True, slots=True)
class Drawn:
    """What one file says."""

    name: str
    listed: tuple[tuple[int | None, str], ...]
    """(line, id) of each."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.listed))


def drawn(people: Crowd, lists: Sequence[Sheet], column: str | None) -> list[Drawn]:
    """What each file says of who was drawn, if it says it; `column`: the title of the ids, where said."""
    found = [*_marked(people, column)]
    if people.selected is not None:
        found.append(Drawn(people.selected.name, tuple(_ids(people.selected, column))))
    return found + [Drawn(sheet.name, tuple(_ids(sheet, column))) for sheet in lists]


def _marked(people: Crowd, column: str | None) -> Iterator[Drawn]:
    for sheet in (*people.all, *people.again):
        place = sheet.mark
        if place is None:
            continue
        identity = id_place(sheet, column)
        ids = dict(cells_of(sheet, identity)) if identity is not None else {}
        numbers = {line: str(number) for number, (line, _) in enumerate(sheet.body)}
        marked = [line for line, cell in cells_of(sheet, place) if bare(cell) in YES]
        yield Drawn(sheet.name, tuple((line, ids[line] if ids else numbers[line]) for line in marked))


def _ids(sheet: Sheet, column: str | None) -> Iterator[tuple[int | None, str]]:
    if sheet.document is not None:
        yield from ((None, str(each)) for each in sheet.document)
        return
    place = id_place(sheet, column)
    if place is None:
        yield from ((line, cells[0]) for line, cells in zip(sheet.lines, sheet.rows, strict=True) if cells)
    else:
        yield from ((line, cell) for line, cell in cells_of(sheet, place) if cell)


def panel_of(said: Sequence[Drawn], names: Names) -> tuple[str, ...] | None:
    """The pids of those drawn, ascending; InputInvalid where files differ, or somebody is twice."""
    panels: dict[tuple[str, ...], str] = {}
    for each in said:
        found = [pid for (pid,) in resolved([(line, (pid,)) for line, pid in each.listed], names, each.name)]
        times = Counter(found)
        lines = [line for (line, _), pid in zip(each.listed, found, strict=True) if times[pid] > 1]
        if lines:
            raise InputInvalid([Defect("published.twice", each.name, line) for line in lines])
        panels.setdefault(tuple(sorted(found)), each.name)
    if len(panels) > 1:
        raise InputInvalid([several([*panels.values()])])
    return next(iter(panels), None)
