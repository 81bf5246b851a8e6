"""What a set of files is together: the same one twice, two for one list, a list that no file has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tirage.people.communes import LAST, PARIS, of_code
from tirage.people.lists import ROLLS
from tirage.people.survey import Survey


@dataclass(frozen=True, slots=True)
class Collection:
    """All files of one check."""

    repeated: tuple[tuple[str, str], ...]
    """(file, the earlier file that has the same bytes); lists on which nobody is may well be alike."""
    shared: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(list, commune, files) of which there are several: two exports of one list, or the parts of one."""
    missing: tuple[tuple[str, tuple[int, ...]], ...]
    """(list, arrondissements that no file has), where there is any roll of Paris at all."""
    dates: tuple[str, ...]
    """Days of export, where there is more than one."""


def collect(surveys: Sequence[Survey]) -> Collection:
    """What the surveys show together, in their order."""
    return Collection(
        tuple(_repeated(surveys)),
        tuple(_shared(surveys)),
        tuple(_missing(surveys)),
        tuple(dates) if len(dates := sorted({each.date for each in surveys} - {""})) > 1 else (),
    )


def _repeated(surveys: Sequence[Survey]) -> Iterator[tuple[str, str]]:
    first: dict[str, int] = {}
    for i, each in enumerate(surveys):
        if each.read and (earlier := first.setdefault(each.sha256, i)) != i:
            yield each.file, surveys[earlier].file


def _shared(surveys: Sequence[Survey]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    files: dict[tuple[str, str], dict[str, str]] = {}
    for each in surveys:
        for kind, commune, _ in each.counts:
            if kind in ROLLS:
                files.setdefault((kind, commune), {}).setdefault(each.sha256, each.file)
    for (kind, commune), found in sorted(files.items()):
        if len(found) > 1:
            yield kind, commune, tuple(found.values())


def _missing(surveys: Sequence[Survey]) -> Iterator[tuple[str, tuple[int, ...]]]:
    there = {pair for each in surveys for pair in _covered(each)}
    if not any(arrondissement for _, arrondissement in there):
        return
    for kind in ROLLS:
        missing = tuple(n for n in range(1, LAST + 1) if (kind, n) not in there)
        if missing:
            yield kind, missing


def _covered(survey: Survey) -> Iterator[tuple[str, int]]:
    """(list, arrondissement) that a file is the roll of; an empty file is one by its name."""
    yield survey.named[0], of_code(survey.named[1])
    for kind, commune, registered in survey.counts:
        yield kind, registered if commune == PARIS else of_code(commune)
