"""Who could be drawn and who was, from one file of people or several.

One file of all, or several that do not overlap (those selected, and those who remain), or one of all and
files of some of them. Of some it is asked, by their number, whether they can be a panel under the quotas;
where that fits several files, the names of the files tell, or somebody must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tirage.errors import Defect, InputInvalid
from tirage.people.published.kinds import id_place
from tirage.people.published.sheets import Sheet, cells_of
from tirage.tabular.cells import bare

_SELECTED = re.compile(r"select|drawn|panel|chosen|tire|retenu")
_REMAINING = re.compile(r"remain|reserve|rest|not[ -]?select|non[ -]?(tire|retenu)")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Files of people, by what they are."""

    all: tuple[Sheet, ...]
    """Together everybody who could be drawn."""
    selected: Sheet | None = None
    remaining: tuple[Sheet, ...] = ()
    again: tuple[Sheet, ...] = ()
    """Those that list everybody once more: by a column of theirs they may say who was drawn."""

    @property
    def name(self) -> str:
        """The names of the files of everybody."""
        return " + ".join(sheet.name for sheet in self.all)

    @property
    def joined(self) -> bool:
        """Whether everybody is known from those drawn and those left alone."""
        return len(self.all) > 1


def crowd(sheets: Sequence[Sheet], fits: Callable[[int], bool], column: str | None) -> Crowd:
    """What each file of people is; `fits`: whether so many can be a panel, `column`: the title of the ids.

    Raises InputInvalid where they do not go together, and where two of them may be the panel.
    """
    if len(sheets) == 1:
        return Crowd((sheets[0],))
    ids = [_ids(sheet, column) for sheet in sheets]
    if blank := [sheet.name for sheet, own in zip(sheets, ids, strict=True) if not own]:
        raise InputInvalid([Defect("published.no_ids", name) for name in blank])
    whole = max(range(len(sheets)), key=lambda i: (len(ids[i]), len(sheets[i].header)))
    union = frozenset[str]().union(*ids)
    if ids[whole] == union:
        parts = [sheet for sheet, own in zip(sheets, ids, strict=True) if own != union]
        everybody: tuple[Sheet, ...] = (sheets[whole],)
        again = tuple(sheet for i, sheet in enumerate(sheets) if i != whole and ids[i] == union)
        left = {sheet.name: len(union) - len(own) for sheet, own in zip(sheets, ids, strict=True)}
    elif sum(map(len, ids)) == len(union):
        parts, everybody, again, left = list(sheets), tuple(sheets), (), {}
    else:
        names = ", ".join(sheet.name for sheet in sheets)
        raise InputInvalid([Defect("published.people", sheets[whole].name, values={"files": names})])
    selected = _selected(parts, fits) or _of_another_size(parts, fits, left)
    remaining = tuple(sheet for sheet in parts if sheet is not selected)
    return Crowd(everybody, selected, remaining, again)


def _ids(sheet: Sheet, column: str | None) -> frozenset[str]:
    place = id_place(sheet, column)
    return frozenset() if place is None else frozenset(cell for _, cell in cells_of(sheet, place) if cell)


def _selected(parts: Sequence[Sheet], fits: Callable[[int], bool]) -> Sheet | None:
    """The file of those drawn; None where there is none among them, since one has a column that says it."""
    said = [sheet for sheet in parts if _named(sheet)]
    fitting = [sheet for sheet in parts if fits(len(sheet.body))]
    for found in (fitting, [sheet for sheet in fitting if sheet in said], said):
        if len(found) == 1:
            return found[0]
    if not fitting or any(sheet.mark is not None for sheet in parts):
        return None
    names = ", ".join(sheet.name for sheet in fitting)
    raise InputInvalid([Defect("published.several", fitting[0].name, values={"files": names})])


def _of_another_size(
    parts: Sequence[Sheet], fits: Callable[[int], bool], left: Mapping[str, int]
) -> Sheet | None:
    """The only file of some that nothing says are those not drawn: a panel of too few or too many is one.

    `left`: by file, how many of everybody are not in it; where so many can be a panel, it has the others.
    """
    if any(fits(len(sheet.body)) for sheet in parts):
        return None
    found = [sheet for sheet in parts if not _REMAINING.search(_bare(sheet)) and sheet.name in left]
    found = [sheet for sheet in found if not fits(left[sheet.name])]
    return found[0] if len(found) == 1 else None


def _named(sheet: Sheet) -> bool:
    name = _bare(sheet)
    return bool(_SELECTED.search(name)) and not _REMAINING.search(name)


def _bare(sheet: Sheet) -> str:
    """The name of its file without folders, as it is compared."""
    return bare(sheet.name.rpartition("/")[2])
