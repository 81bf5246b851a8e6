"""All files of one check: each surveyed by itself, then compared with the others.

Together they show a file that is there twice, two files for one list, and a list that no file has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from tirage.people.geography.model import Geography
from tirage.people.geography.read import read_geography, shipped
from tirage.people.rolls.extract import NO_MAPPING
from tirage.people.rolls.lists import ROLLS
from tirage.people.rolls.survey import Survey, survey
from tirage.processes import is_worth_sharing, spread
from tirage.progress import Progress, Silent
from tirage.shown import Shown
from tirage.tabular.files import AS_IT_COMES, Manner, files_of, size_of


@dataclass(frozen=True, order=True, slots=True)
class Expected:
    """How many electors are known to be on a list."""

    list: str
    place: str
    """A commune or a place of the geography; empty for the whole list."""
    electors: int


class Received(Protocol):
    """What a file brings, as far as it is compared with others: `Survey`, and `Roll` of a frame."""

    @property
    def file(self) -> str:
        """As the user named it."""

    @property
    def sha256(self) -> str:
        """Of its bytes."""

    @property
    def date(self) -> str:
        """Of the export; empty where it is not known."""

    @property
    def read(self) -> int:
        """Rows below the header, blank ones aside."""

    @property
    def named(self) -> tuple[str, str]:
        """List and commune that it is of as a whole."""

    @property
    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """(list, commune, place of registration) → rows kept."""

    @property
    def geography(self) -> str:
        """Whose places these are; empty where there is none."""

    def lost(self) -> Mapping[str, int]:
        """Cause → rows in which somebody is lost."""

    def remarked(self) -> Mapping[str, int]:
        """Remark → rows."""


Unit = tuple[str, str]
"""A place and a commune in it, of which there is a file; or a place alone, where the table has no commune."""


@dataclass(frozen=True, slots=True)
class Collection:
    """All files of one check."""

    repeated: tuple[tuple[str, str], ...]
    """(file, the earlier file that has the same bytes); lists on which nobody is may well be alike."""
    shared: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(list, commune, files) of which there are several: two exports of one list, or the parts of one."""
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    """(list, places that no file has), where there is any roll of their geography at all."""
    dates: tuple[str, ...]
    """Days of export, where there is more than one."""


@dataclass(frozen=True, slots=True)
class SurveyedFiles(Shown):
    """The surveys of several files, and their comparison."""

    surveys: tuple[Survey, ...]
    """One a file, in the order in which the files were given."""
    together: Collection

    @property
    def blocking(self) -> int:
        """Defects to be settled before a frame can be closed on these files."""
        return sum(len(each.defects) for each in self.surveys) + len(self.together.repeated)


def survey_files(
    paths: Sequence[str | Path],
    *,
    on: date,
    manner: Manner = AS_IT_COMES,
    mapping: Mapping[str, str] = NO_MAPPING,
    geographies: Sequence[Geography] | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> SurveyedFiles:
    """Survey every file, then compare them; nothing is written, and defects are in the result, not raised.

    `paths`: files, or folders of files; `on`: the day on which birth dates are judged; `manner`: what is said
    of every file, the rest is found out; `mapping`: field → header, for files that are like no layout;
    `geographies`: the places that are told apart, by default those that ship for the commune of each file;
    `processes`: how many may share the work, where the files are large enough for that.
    """
    progress = progress or Silent()
    one = partial(survey, on=on, manner=manner, mapping=mapping, geographies=geographies)
    files = files_of(paths)
    sizes = [size_of(path) for path in files]
    if is_worth_sharing(sizes, processes):
        surveys = spread(one, files, sizes, processes, progress, "check")
    else:
        surveys = [one(path, progress=progress) for path in files]
    return SurveyedFiles(tuple(surveys), collect(surveys, geographies or ()))


def collect(surveys: Sequence[Received], geographies: Sequence[Geography] = ()) -> Collection:
    """The comparison of the surveys, in their order; `geographies`: those that do not ship."""
    return Collection(
        tuple(_repeated(surveys)),
        tuple(_shared(surveys)),
        tuple(_missing(surveys, geographies)),
        tuple(dates) if len(dates := sorted({each.date for each in surveys} - {""})) > 1 else (),
    )


def _repeated(surveys: Sequence[Received]) -> Iterator[tuple[str, str]]:
    first: dict[str, int] = {}
    for i, each in enumerate(surveys):
        if each.read and (earlier := first.setdefault(each.sha256, i)) != i:
            yield each.file, surveys[earlier].file


def _shared(surveys: Sequence[Received]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    files: dict[tuple[str, str], dict[str, str]] = {}
    for each in surveys:
        for kind, commune, _ in each.counts:
            if kind in ROLLS:
                files.setdefault((kind, commune), {}).setdefault(each.sha256, each.file)
    for (kind, commune), found in sorted(files.items()):
        if len(found) > 1:
            yield kind, commune, tuple(found.values())


def _missing(surveys: Sequence[Received], own: Sequence[Geography]) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = {each.name: each for each in own}
    for name in sorted({each.geography for each in surveys} - {""}):
        if name not in known and name not in shipped():
            continue
        wanted = _Wanted(known.get(name) or read_geography(name))
        there = {pair for each in surveys if each.geography == name for pair in wanted.covered(each)}
        for kind in ROLLS if there else ():
            missing = [unit for unit in wanted.units if (kind, unit) not in there]
            if missing:
                yield kind, wanted.named(missing)


class _Wanted:
    """What there should be a file of."""

    def __init__(self, geography: Geography) -> None:
        self._geography = geography
        self._of_commune: dict[str, list[Unit]] = {}
        self._of_place: dict[str, list[Unit]] = {}
        for part in geography.parts:
            communes = [code for code in part.communes if not code.endswith("*")]
            for unit in [(part.label, code) for code in communes or [""]] if part.label else []:
                self._of_commune.setdefault(unit[1], []).append(unit)
                self._of_place.setdefault(part.label, []).append(unit)
        self.units = list(dict.fromkeys(unit for units in self._of_place.values() for unit in units))
        """In the order of the table."""

    def covered(self, survey: Received) -> Iterator[tuple[str, Unit]]:
        """(list, unit) that a file is the roll of; an empty file is one by its name."""
        by_name = (*survey.named, self._geography.by_commune(survey.named[1]))
        for kind, commune, label in {by_name, *survey.counts}:
            whole = self._geography.is_whole(commune)
            found = self._of_commune.get(commune, []) if commune else []
            placed = [unit for unit in self._of_place.get(label, []) if whole or not unit[1]]
            yield from ((kind, unit) for unit in [*found, *placed])

    def named(self, missing: Sequence[Unit]) -> tuple[str, ...]:
        """Each place once where all of it is missing, else its communes."""
        count = Counter(label for label, _ in missing)
        whole = {label for label, number in count.items() if number == len(set(self._of_place[label]))}
        names = (label if label in whole else f"{label} ({commune})" for label, commune in missing)
        return tuple(dict.fromkeys(names))
