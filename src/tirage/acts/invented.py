"""Electoral rolls of people who do not exist, written by as many processes as there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tirage.dossier.system.places import check_place
from tirage.errors import Defect, InputInvalid
from tirage.people.geography.invented import area_of
from tirage.people.geography.read import read_geography
from tirage.processes import spread
from tirage.progress import Progress, Silent
from tirage.synth.area import By
from tirage.synth.communes import with_communes
from tirage.synth.rolls import Layout, Lists, Quirks, rolls
from tirage.tabular.files import check_new, unfinished_of, write_side_by_side

AT_ONCE = 2_000_000
"""Bytes of the lists, at least, that a process is given together."""


def write_rolls(  # noqa: PLR0913 - what can be said of them
    folder: str | Path,
    *,
    people: int,
    seed: str,
    geography: str,
    communes: int = 0,
    by: By = "commune",
    layout: Layout = "A",
    quirks: Quirks = "real",
    processes: int = 1,
    progress: Progress | None = None,
) -> int:
    """Write three lists for each commune or place of a geography; how many files there are now.

    `people`: about how many, on the main lists; `communes`: in how many the places are divided whose table
    names the beginning of codes, 0 for one each; `by`: what has files of its own. The same bytes for the same
    seed, whatever the number of processes.
    Raises InputInvalid for fewer communes than there are places, Refused where one of the files is there
    already, before any is written.
    """
    folder = Path(folder)
    area = area_of(read_geography(geography))
    if communes:
        if communes < len(area.parts):
            values = {"found": communes, "least": len(area.parts)}
            raise InputInvalid([Defect("synth.communes", "--communes", values=values)])
        area = with_communes(area, communes, seed)
    lists = rolls(people, seed, layout, quirks, area, by)
    check_place(folder)
    paths = [folder / name for each in lists for name in each.names.values()]
    for path in paths:
        check_new(path)
    shares = [*_shares(lists)]
    sizes = [sum(each.size for each in share) for share in shares]
    try:
        spread(partial(_write, folder), shares, sizes, processes, progress or Silent(), "synth")
    except BaseException:
        # A process that is ended leaves what it was writing.
        for path in paths:
            unfinished_of(path).unlink(missing_ok=True)
        raise
    return len(paths)


def _shares(lists: Sequence[Lists]) -> Iterator[tuple[Lists, ...]]:
    """The lists in order, small ones together."""
    share: list[Lists] = []
    size = 0
    for each in lists:
        share.append(each)
        size += each.size
        if size >= AT_ONCE:
            yield tuple(share)
            share, size = [], 0
    if share:
        yield tuple(share)


def _write(folder: Path, share: Sequence[Lists]) -> None:
    for each in share:
        paths = {kind: folder / name for kind, name in each.names.items()}
        write_side_by_side(paths, each.lines(), each.encoding)
