"""Everyone's chance under a plan that is only thought of: what `tirage chances` shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tirage.analysis.crossings.coverage import Pair, coverage, shares
from tirage.discretion import brief
from tirage.draws import draw_up
from tirage.draws.lottery import Lottery, Request
from tirage.errors import Refused
from tirage.i18n.note import Note
from tirage.people.pool.model import Pool
from tirage.progress import SILENT, Progress
from tirage.quotas.census.table import read_census
from tirage.quotas.model import Quotas
from tirage.shown import Shown


@dataclass(repr=False, frozen=True, slots=True)
class PlannedChances(Shown):
    """A plan that was worked out and not written."""

    files: Mapping[str, bytes]
    """The files that it would fix, by path."""
    coverage: tuple[Pair, ...]
    """The crossings of two criteria."""
    notes: tuple[Note, ...]
    """Why a plan with so many panels would be refused; empty where it would not."""

    def __repr__(self) -> str:
        return brief(self, files=len(self.files))


def planned_chances(
    pool: Pool,
    quotas: Quotas,
    request: Request,
    census: Path | None = None,
    *,
    progress: Progress = SILENT,
) -> PlannedChances:
    """The plan that a draw would have.

    `census`: a table that says what the crossings' shares of the population are.
    """
    known = shares(read_census(census), quotas, str(census)) if census else None
    lottery = draw_up.draw_up(pool, quotas, request, progress=progress)
    files = draw_up.planned(pool, quotas, request, lottery)
    return PlannedChances(files, tuple(coverage(files, known)), _too_few(lottery))


def _too_few(lottery: Lottery) -> tuple[Note, ...]:
    try:
        draw_up.check_panels(lottery)
    except Refused as error:
        codes = ("note.too_few", error.code, f"{error.code}.remedy")
        return tuple(Note(code, error.values) for code in codes)
    return ()
