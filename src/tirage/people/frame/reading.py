"""Files of lists, read into entries that a store takes in; and the facts of each file for the record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import catalogue
from tirage.i18n.languages import FALLBACK
from tirage.i18n.note import Note
from tirage.people.engines.duckdb.entries import write_entries
from tirage.people.engines.kept import ENTRIES, Facts, Shelf, mark_of
from tirage.people.frame.store import Away
from tirage.people.geography.model import Geography
from tirage.people.rolls.entries import Batch
from tirage.people.rolls.extract import Extract, open_extract
from tirage.people.rolls.lists import CARDS
from tirage.people.rolls.survey import HARMLESS, seats
from tirage.processes import spread
from tirage.progress import Progress
from tirage.tabular.files import AS_IT_COMES, Manner, size_of

TOGETHER = 4_000_000
"""Bytes of files that go into one file of entries, at most, unless one file has more."""
MOST_SET_ASIDE = Fraction(1, 2)
"""Of the rows of one file at most: where more are set aside, the file was not understood."""


@dataclass(frozen=True, slots=True)
class Roll:
    """One file that was read."""

    sha256: str
    kind: str
    list: str
    """LP, LCM, LCE or CC, as the file says as a whole; empty where only its rows do."""
    commune: str
    date: str
    encoding: str
    read: int
    kept: Mapping[str, int]
    """Rows that someone was read from, by list."""
    causes: Mapping[str, int]
    """Rows set aside, by cause."""
    file: str = ""
    """As the user named it."""
    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """(list, commune, place of registration) → rows kept."""
    remarks: Mapping[str, int] = field(default_factory=dict)
    """Remark → rows kept that have it."""
    geography: str = ""
    """Whose places these are; empty where there is none."""
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""

    @property
    def named(self) -> tuple[str, str]:
        """List and commune that the file as a whole is of."""
        return self.list, self.commune

    def remarked(self) -> Mapping[str, int]:
        """Remark → rows."""
        return self.remarks

    @property
    def set_aside(self) -> int:
        """Rows that nobody could be read from."""
        return sum(self.causes.values())

    def lost(self) -> dict[str, int]:
        """Cause → rows in which somebody is lost: a header that is repeated is nobody."""
        return {cause: rows for cause, rows in self.causes.items() if cause not in HARMLESS}


def read_rolls(  # noqa: PLR0913 - what is said of every file
    paths: Sequence[Path],
    shelf: Shelf,
    *,
    on: date,
    columns: Mapping[str, str],
    geographies: Sequence[Geography] | None,
    manner: Manner = AS_IT_COMES,
    tool: str,
    processes: int,
    progress: Progress,
    away: Away | None = None,
) -> tuple[tuple[Roll, ...], tuple[Path, ...]]:
    """(The facts of every file, the files of their entries); raises as `settled` does.

    `shelf`: where the entries of an earlier run are, and those of this one go; `on`: the day on which birth
    dates are judged; `columns`: header → field, for files like no layout; `geographies`: the places that are
    told apart, as of `open_extract`; `manner`: what is said of every file; `tool`: the program that reads;
    `away`: of a store on other machines, which reads the files itself and takes their entries in.
    """
    mapping = {field: header for header, field in columns.items()}
    some = partial(read_some, on=on, mapping=mapping, geographies=geographies, manner=manner)
    sizes = [size_of(path) for path in paths]
    # A pipe can be read once, so nobody can tell later whether it says the same.
    again = all(sizes) and sum(sizes) >= shelf.least
    under = {
        "tool": tool,
        "on": on.isoformat(),
        "mapping": mapping,
        "manner": asdict(manner),
        "geographies": None if geographies is None else [(each.name, each.sha256) for each in geographies],
    }
    if away is not None:
        marks = [mark_of({**under, "files": [str(path)]}) for path in paths]
        return settled(paths, away(some, marks, paths, progress)), ()
    groups = grouped(paths, sizes)
    jobs = [(group, mark_of({**under, "files": [*map(str, group)]})) for group, _ in groups]
    shelf.clear(but=frozenset(mark for _, mark in jobs))
    entries = partial(_read_or_kept, some, shelf, again)
    found = spread(entries, jobs, [size for _, size in groups], processes, progress, "frame.read")
    rolls = [*chain.from_iterable(some for some, _ in found)]
    return settled(paths, rolls), tuple(path for _, path in found)


def _read_or_kept(
    read: Callable[[tuple[Sequence[Path], Path]], list[Roll | tuple[Defect, ...]]],
    shelf: Shelf,
    again: bool,
    job: tuple[Sequence[Path], str],
) -> tuple[list[Roll | tuple[Defect, ...]], Path]:
    """What `read` gives of some files, and the file of their entries: an earlier one where it says the same.

    `again`: whether entries are put by for a later run.
    """
    sources, mark = job
    if again and (kept := shelf.find(mark, sources)):
        return [*map(roll_of, kept[1])], kept[0]
    target = shelf.fresh / f"{mark}{ENTRIES}"
    found = read((sources, target))
    rolls = [each for each in found if isinstance(each, Roll)]
    facts = [said for each in rolls if (said := facts_of(each)) is not None]
    if again and len(facts) == len(sources):
        shelf.note(mark, [each.sha256 for each in rolls], facts)
    return found, target


def said_of(roll: Roll) -> Facts:
    """What there is to say of a roll, in lists and dictionaries."""
    said = {each.name: getattr(roll, each.name) for each in fields(roll)}
    said["counts"] = [[*seat, rows] for seat, rows in roll.counts.items()]
    said["notes"] = [[note.code, dict(note.values)] for note in roll.notes]
    return said


def facts_of(roll: Roll) -> Facts | None:
    """A roll as JSON has it; None where that would not be the same roll."""
    try:
        plain: Facts = json.loads(json.dumps(said_of(roll)))
    except TypeError:
        return None
    return plain if roll_of(plain) == roll else None


def roll_of(facts: Facts) -> Roll:
    """The roll of which `facts_of` gave these."""
    counts = {(name, commune, place): rows for name, commune, place, rows in facts["counts"]}
    notes = tuple(Note(code, values) for code, values in facts["notes"])
    return Roll(**{**facts, "counts": counts, "notes": notes})


def grouped(paths: Sequence[Path], sizes: Sequence[int]) -> list[tuple[list[Path], int]]:
    """Files that go together into one file of entries, in their order, and their bytes together.

    A country has a hundred thousand lists, most of a few hundred rows: a file of entries for each would take
    longer to open than to read.

    >>> [len(group) for group, _ in grouped([Path("a")] * 5, [3 * TOGETHER, 0, 1, 1, TOGETHER])]
    [1, 1, 2, 1]
    """
    groups: list[tuple[list[Path], int]] = []
    for path, size in zip(paths, sizes, strict=True):
        # What has no size may be a pipe, which no other process can read.
        if groups and size and groups[-1][1] and groups[-1][1] + size <= TOGETHER:
            group, before = groups[-1]
            group.append(path)
            groups[-1] = group, before + size
        else:
            groups.append(([path], size))
    return groups


def read_some(
    job: tuple[Sequence[Path], Path],
    *,
    on: date,
    mapping: Mapping[str, str],
    geographies: Sequence[Geography] | None,
    manner: Manner = AS_IT_COMES,
) -> list[Roll | tuple[Defect, ...]]:
    """Read some files and write their entries for a store; job: (the files, where their entries go).

    It may run in a process of its own, so defects are given back, not raised.
    """
    found: list[Roll | tuple[Defect, ...]] = []

    def entries() -> Iterator[tuple[str, Batch]]:
        for source in job[0]:
            try:
                opened = open_extract(source, on=on, manner=manner, mapping=mapping, geographies=geographies)
                with opened as extract:
                    found.append((yield from _read(extract, source)))
            except InputInvalid as error:
                found.append(error.defects)

    write_entries(job[1], entries())
    return found


def _read(extract: Extract, source: Path) -> Generator[tuple[str, Batch], None, Roll]:
    """Every batch of a file, with the file's hash; and the facts of it, once all is read."""
    kept: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    remarks: Counter[str] = Counter()

    for batch in extract.batches():
        counts.update(seats(batch))
        remarks.update(chain.from_iterable(map(str.split, filter(None, batch.column("remarks")))))
        causes.update(aside.cause for aside in batch.aside)
        yield extract.records.sha256, batch
    kind = extract.layout.kind if extract.layout else ""
    for (name, _, _), rows in counts.items():
        kept[name] += rows
    return Roll(
        extract.records.sha256,
        kind,
        extract.facts.list or (CARDS if kind == "cards" else ""),
        extract.facts.commune,
        extract.date,
        extract.records.encoding,
        sum(kept.values()) + sum(causes.values()),
        dict(sorted(kept.items())),
        dict(sorted(causes.items())),
        str(source),
        dict(sorted(counts.items())),
        dict(sorted(remarks.items())),
        extract.geographies[0].name if extract.geographies else "",
        extract.records.notes,
    )


def settled(paths: Sequence[Path], found: Sequence[Roll | tuple[Defect, ...]]) -> tuple[Roll, ...]:
    """The rolls of all files, sorted by hash.

    Raises InputInvalid with the defects of every file; among them, a file given twice, one that was cut off
    in its last row, one of which more than MOST_SET_ASIDE is set aside. Lists on which nobody is may have
    the same bytes: each is recorded.
    """
    defects: list[Defect] = []
    rolls: list[Roll] = []
    seen: set[str] = set()
    for path, each in zip(paths, found, strict=True):
        if not isinstance(each, Roll):
            defects += each
        elif each.sha256 in seen and each.read:
            defects.append(Defect("frame.file.twice", str(path)))
        elif "row.cut" in each.causes:
            defects.append(Defect("frame.file.cut", str(path), values={"path": path}))
        elif _is_mostly_lost(each):
            lost = each.lost()
            values = {"count": sum(lost.values()), "rows": each.read, "causes": counted(lost), "path": path}
            defects.append(Defect("frame.file.set_aside", str(path), values=values))
        else:
            seen.add(each.sha256)
            rolls.append(each)
    if defects:
        raise InputInvalid(defects)
    return tuple(sorted(rolls, key=lambda roll: (roll.sha256, roll.list, roll.commune, roll.date)))


def _is_mostly_lost(roll: Roll) -> bool:
    lost = sum(roll.lost().values())
    return lost > MOST_SET_ASIDE * (lost + sum(roll.kept.values()))


def counted(causes: Mapping[str, int]) -> list[Note]:
    """Causes in words with their rows, the commonest first; one that rules name stays as they name it.

    >>> from tirage.i18n.catalogue import spoken
    >>> spoken(counted({"birth.missing": 2, "list.unknown": 850}), "en")
    'a list of no known name: 850, no birth date: 2'
    """
    most = sorted(causes.items(), key=lambda item: (-item[1], item[0]))
    known = catalogue(FALLBACK)
    return [
        Note("frame.by_cause", {"cause": Note(code) if code in known else cause, "rows": rows})
        for cause, rows in most
        for code in [f"report.cause.{cause}"]
    ]
