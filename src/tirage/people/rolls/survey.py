"""Survey of one file: its kind, its counts, its remarks with their first lines; no person.

Three surnames are the exception: the commonest that have an accent, so that someone may judge the encoding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import filterfalse
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.people.geography.model import Geography
from tirage.people.rolls.entries import Batch
from tirage.people.rolls.extract import NO_MAPPING, Extract, open_extract
from tirage.people.rolls.layouts import propose
from tirage.people.rolls.places import BETWEEN
from tirage.people.rolls.readers import is_code
from tirage.progress import Progress, Silent
from tirage.tabular.files import AS_IT_COMES, Manner, shown

FIRST = 5
"""Lines named of each finding."""
NAMES = 3
"""Accented surnames shown."""
HARMLESS = frozenset({"row.header"})
"""Causes for which a row is set aside and nobody loses a chance."""


def seats(batch: Batch) -> Counter[tuple[str, str, str]]:
    """(list, commune, place of registration) → entries."""
    found: Counter[tuple[str, str, str]] = Counter()
    columns = map(batch.column, ("list", "commune", "registered"))
    for (kind, commune, place), rows in Counter(zip(*columns, strict=True)).items():
        found[kind, commune, place.partition(BETWEEN)[0]] += rows
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found once or many times in a file."""

    code: str
    count: int
    lines: tuple[int, ...] = ()
    """The first of them; empty where the file as a whole is meant."""
    column: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    """Of the first, for its sentences."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One file."""

    file: str
    """As the user named it."""
    sha256: str = ""
    kind: str = ""
    """`layout-a`, `layout-b`, `cards`, `mapping`; empty where it is not known."""
    encoding: str = ""
    delimiter: str = ""
    date: str = ""
    """Of the export, `2026-08-31`."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """`commune`, `list`, `date` → `column`, `name` (the file's) or empty: where each comes from."""
    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """(list, commune, place of registration) → rows kept, sorted."""
    geography: str = ""
    """The geography that the first of these places is of; empty where there is none."""
    named: tuple[str, str] = ("", "")
    """(list, commune) that the file's name says."""
    read: int = 0
    """Rows below the header, blank ones aside."""
    kept: int = 0
    blank: int = 0
    causes: Mapping[str, int] = field(default_factory=dict)
    """Cause → rows set aside; read = kept + all of these."""
    remarks: tuple[Finding, ...] = ()
    """Remarks on rows that are harmless, sorted by code."""
    defects: tuple[Finding, ...] = ()
    """What stands in the way: of the file, then of rows set aside."""
    absent: tuple[str, ...] = ()
    """Columns that the layout has and the file has not."""
    unused: tuple[str, ...] = ()
    """Columns of the file that nothing is made of."""
    proposal: Mapping[str, str] = field(default_factory=dict)
    """Field → closest header, for a file of no known layout."""
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""
    accented: tuple[str, ...] = field(default=(), repr=False)
    """The commonest accented surnames: to be shown to the official, and kept nowhere."""

    def lost(self) -> dict[str, int]:
        """Cause → rows in which somebody is lost: a header that is repeated is nobody."""
        return {cause: rows for cause, rows in self.causes.items() if cause not in HARMLESS}

    def remarked(self) -> dict[str, int]:
        """Remark → rows."""
        return {found.code: found.count for found in self.remarks}

    def total(self, position: int) -> dict[str, int]:
        """Rows by list (0) or by commune (1), sorted; `?` is all that is no code of a commune.

        Where a row has slipped a column, a name may stand there.
        """
        totals: Counter[str] = Counter()
        for key, rows in self.counts.items():
            said = str(key[position])
            totals[said if position == 0 or not said or is_code(said) else "?"] += rows
        return dict(sorted(totals.items()))


def survey(
    path: Path,
    *,
    on: date,
    manner: Manner = AS_IT_COMES,
    mapping: Mapping[str, str] = NO_MAPPING,
    geographies: Sequence[Geography] | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Everything of one file, its defects included; raises nothing. Parameters as of `open_extract`."""
    progress = progress or Silent()
    try:
        with open_extract(path, on=on, manner=manner, mapping=mapping, geographies=geographies) as extract:
            count = _Count()
            defects = list(extract.defects)
            try:
                for batch in () if defects else extract.batches():
                    count.add(batch)
                    progress.step("check", count.read, 0)
            except InputInvalid as error:
                defects += error.defects
            return _survey(extract, count, defects)
    except InputInvalid as error:
        return Survey(str(shown(path)), defects=_grouped(error.defects))


class _Count:
    """Running counts of batches."""

    def __init__(self) -> None:
        self.read = 0
        self.kept = 0
        self.seats: Counter[tuple[str, str, str]] = Counter()
        self.surnames: Counter[str] = Counter()
        self.remarks: dict[str, list[int]] = {}
        self.aside: dict[str, list[int]] = {}
        """Code → number of rows, and the first lines."""

    def add(self, batch: Batch) -> None:
        """Count the rows of one more batch."""
        self.kept += len(batch)
        self.read += len(batch) + len(batch.aside)
        self.seats.update(seats(batch))
        self.surnames.update(filterfalse(str.isascii, batch.column("surname")))
        for line, codes in zip(batch.column("line"), batch.column("remarks"), strict=True):
            for code in codes.split() if codes else ():
                _note(self.remarks, code, line)
        for line, cause in batch.aside:
            _note(self.aside, cause, line)


def _note(tally: dict[str, list[int]], code: str, line: int) -> None:
    lines = tally.setdefault(code, [0])
    lines[0] += 1
    if len(lines) <= FIRST:
        lines.append(line)


def _survey(extract: Extract, count: _Count, defects: Sequence[Defect]) -> Survey:
    """The survey of a file that was opened; `defects`: of the file, not of its rows."""
    records, layout, facts = extract.records, extract.layout, extract.facts
    positions = layout.positions if layout else {}
    aside = dict(sorted(count.aside.items()))
    harmless = {cause: lines for cause, lines in aside.items() if cause in HARMLESS}
    return Survey(
        file=records.file,
        sha256=records.sha256,
        kind=layout.kind if layout else "",
        encoding=records.encoding,
        delimiter=records.delimiter,
        date=extract.date,
        sources={
            "commune": "column" if "commune" in positions else "name" if facts.commune else "",
            "list": "column" if "list" in positions else "name" if facts.list else "",
            "date": extract.date_from,
        },
        counts=dict(sorted(count.seats.items())),
        geography=extract.geographies[0].name if extract.geographies else "",
        named=(facts.list, facts.commune),
        read=count.read,
        kept=count.kept,
        blank=records.blank_rows,
        causes={cause: lines[0] for cause, lines in aside.items()},
        remarks=tuple(_finding(code, lines) for code, lines in sorted((count.remarks | harmless).items())),
        defects=(
            *_grouped(defects),
            *(_finding(f"extract.{cause}", lines) for cause, lines in aside.items() if cause not in harmless),
        ),
        absent=layout.absent if layout else (),
        unused=layout.unused if layout else (),
        proposal={} if layout else propose(records.columns),
        accented=_commonest(count.surnames),
        notes=records.notes,
    )


def _finding(code: str, lines: list[int]) -> Finding:
    return Finding(code, lines[0], tuple(lines[1:]))


def _grouped(defects: Sequence[Defect]) -> tuple[Finding, ...]:
    """The defects of a file; defects of one code and column are one finding."""
    groups: dict[tuple[str, str | None], list[Defect]] = {}
    for defect in defects:
        groups.setdefault((defect.code, defect.column), []).append(defect)
    return tuple(
        Finding(
            code,
            len(group),
            tuple(defect.line for defect in group[:FIRST] if defect.line is not None),
            column,
            dict(group[0].values),
        )
        for (code, column), group in groups.items()
    )


def _commonest(surnames: Counter[str]) -> tuple[str, ...]:
    """The commonest say least of anyone."""
    return tuple(sorted(surnames, key=lambda surname: (-surnames[surname], surname))[:NAMES])
