"""The guards of a pool that comes in a file: who is in it twice, who may not be drawn, who lives together.

Doubts are for somebody to decide, in the same table as those of a frame; nothing is drawn before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tirage.acts.interface import Note
from tirage.assembly.cooling import without
from tirage.discretion import brief
from tirage.dossier.disk import PRIVATE
from tirage.errors import Defect, InputInvalid, attempt, told
from tirage.i18n.languages import FALLBACK, Language
from tirage.i18n.numbers import FEW, few
from tirage.people.guards.declared import Declared, said_of
from tirage.people.guards.exclusions import CAUSES, Matched, match, read_cause
from tirage.people.guards.no_household import apart, large, large_csv, read_no_household
from tirage.people.guards.settling import FIELDS, Asked, asked, decided, left_out, traits_of
from tirage.people.guards.traits import Traits
from tirage.people.pool.model import PoolFile, Settled
from tirage.people.review import (
    OTHER,
    SAME,
    Decisions,
    place_of,
    read_decisions,
    review_csv,
    stale,
)
from tirage.tabular.cells import listed
from tirage.tabular.files import AS_IT_COMES, Manner

HOMES = "households.csv"


@dataclass(frozen=True, slots=True)
class Guards:
    """What somebody has decided about a file of volunteers."""

    decisions: str | Path | None = None
    """The table of doubts that an earlier try has written, with a decision for each."""
    exclude: Mapping[str, str | Path] = field(default_factory=dict)
    """Cause → list of people who may not be drawn."""
    no_household: str | Path | None = None
    """List of addresses at which people share no household."""
    language: Language = FALLBACK
    """Of the table of doubts."""
    manner: Manner = AS_IT_COMES
    """How the lists are to be read."""


NO_GUARDS = Guards()


def guarded(file: PoolFile, guards: Guards, home: Path, settled: Collection[str] = frozenset()) -> PoolFile:
    """The pool of a file under its own ids, once everything doubtful in it is decided.

    `settled`: ids of those in it who are in a pool already. They stay, and nothing is asked of them alone.
    Raises InputInvalid with the defects of every list, and where a doubt has no decision: the table to decide
    in is then written to `private/` in `home`.
    """
    known = _known(file, guards, settled)
    found, decisions = known.found, known.decisions
    if undecided := [each for each in found if each.doubt.case not in decisions.words]:
        doubts = [each.doubt for each in found]
        table = review_csv(doubts, decisions.words, guards.language, FIELDS)
        path = place_of(home / PRIVATE, table)
        from tirage.dossier.packs import write_private

        write_private(path.parent, {path.name: table})
        with told(stale(decisions, doubts)):
            raise InputInvalid(_undecided(file, undecided, path))
    kept = _settle(file, guards, known, settled)
    asking = None if guards.no_household or settled else home
    return replace(kept, notes=(*kept.notes, *_of_large(kept, asking)))


def looked_at(file: PoolFile, guards: Guards) -> PoolFile:
    """As `guarded`, for who only looks: what is not decided is told, and two rows are two people."""
    known = _known(file, guards)
    words = known.decisions.words
    undecided = [each for each in known.found if each.doubt.case not in words]
    sure = [each for each in known.found if each.doubt.case in words]
    kept = _settle(file, guards, replace(known, found=sure))
    values = {"count": len(undecided), "lines": _pairs([each.lines for each in undecided])}
    doubts = [Note("note.doubts", values)] if undecided else []
    return replace(kept, notes=(*kept.notes, *doubts, *_of_large(kept, None)))


@dataclass(repr=False, frozen=True, slots=True)
class _Known:
    """What the files of the guards say of a file of volunteers."""

    compared: Sequence[str]
    """Titles of the columns that people are told apart by."""
    people: Sequence[Traits]
    lists: Matched
    decisions: Decisions
    none: Declared
    found: Sequence[Asked]

    def __repr__(self) -> str:
        return brief(self, people=len(self.people))


def _known(file: PoolFile, guards: Guards, settled: Collection[str] = frozenset()) -> _Known:
    """InputInvalid with the defects of every list."""
    columns, people = traits_of(file)
    defects: list[Defect] = []
    lists = attempt(defects, lambda: match(people, columns, file.private.own, _lists(guards), guards.manner))
    decisions = attempt(defects, lambda: read_decisions(guards.decisions, (SAME, OTHER)))
    none = attempt(defects, lambda: _none(guards, file))
    if defects or lists is None or decisions is None or none is None:
        raise InputInvalid(defects)
    compared = [file.private.header[i] for i in columns.compared]
    there = {place for place, each in enumerate(people) if each.pid in settled}
    certain = {place: cause for place, cause in lists.certain.items() if place not in there}
    lists = replace(lists, certain=certain, near=[each for each in lists.near if each.place not in there])
    found = [
        each
        for each in asked(file, people, columns, lists)
        if each.one not in there or (each.other is not None and each.other not in there)
    ]
    return _Known(compared, people, lists, decisions, none, found)


def _settle(file: PoolFile, guards: Guards, known: _Known, there: Collection[str] = frozenset()) -> PoolFile:
    """The pool, all its doubts being decided; InputInvalid where decisions contradict each other."""
    found, words = known.found, known.decisions.words
    out = left_out(known.people, found, words, known.lists, str(guards.decisions))
    out = {pid: cause for pid, cause in out.items() if pid not in there}
    settled, homes = apart(file, known.none)
    kept = without(settled, out)
    settling = _settled(found, known.decisions, known.lists, known.none, len(homes))
    compared = {"columns": listed(known.compared)}
    notes = (
        Note("note.compared", compared) if known.compared else Note("note.uncompared"),
        *_of_lists(known.lists, kept),
        *_of_doubts(found, settling),
        *stale(known.decisions, [each.doubt for each in found]),
        *said_of(known.none, known.none.homes.keys() - homes, len(homes), kept.households.declared),
    )
    source = replace(kept.source, settled=settling)
    return replace(kept, source=source, notes=(*file.notes, *notes))


def _lists(guards: Guards) -> dict[str, Path]:
    """The lists by their causes; InputInvalid for a cause that is none, and for one that is named twice."""
    lists: dict[str, Path] = {}
    defects = []
    for typed, path in guards.exclude.items():
        cause = read_cause(typed)
        values = {"cause": typed[:60], "known": ", ".join(CAUSES)}
        if cause is None or cause in lists:
            code = "pool.exclusion.cause" if cause is None else "pool.exclusion.twice"
            defects.append(Defect(code, "--exclude", values=values))
        else:
            lists[cause] = Path(path)
    if defects:
        raise InputInvalid(defects)
    return lists


def _none(guards: Guards, file: PoolFile) -> Declared:
    if guards.no_household is None:
        return Declared()
    return read_no_household(Path(guards.no_household), file, guards.manner)


def _undecided(file: PoolFile, found: Sequence[Asked], path: Path) -> list[Defect]:
    """A defect for the people of lists who may be volunteers, one for the rows that may be one person."""
    kinds = {
        "pool.listed": [each for each in found if each.other is None],
        "pool.doubts": [each for each in found if each.other is not None],
    }
    defects = []
    for code, doubts in kinds.items():
        # Those of somebody in the pool already are 0: they are in no line of the file.
        lines = tuple(sorted({line for each in doubts for line in each.lines} - {0}))
        values = {"count": len(doubts), "lines": _pairs([each.lines for each in doubts]), "path": path}
        defects += [Defect(code, file.source.name, lines[0], None, values, lines)] if doubts else []
    return defects


def _pairs(found: Sequence[tuple[int, ...]]) -> str:
    """`2 + 22, 3 + 23 …`."""
    shown = ", ".join(" + ".join(map(str, lines)) for lines in found[:FEW])
    return shown + (" …" if len(found) > FEW else "")


def _settled(
    found: Sequence[Asked], decisions: Decisions, lists: Matched, none: Declared, addresses: int
) -> Settled | None:
    """What goes on record; None where nothing was decided."""
    counts = decided(found, decisions.words)
    settled = Settled(
        decisions.sha256 if found else "",
        counts[SAME],
        counts[OTHER],
        dict(sorted(lists.hashes.items())),
        none.sha256 if addresses else "",
        addresses,
    )
    return None if settled == Settled() else settled


def _of_lists(lists: Matched, kept: PoolFile) -> list[Note]:
    notes = []
    for cause, read in lists.read.items():
        out, missing = kept.source.excluded.get(cause, 0), lists.unmatched[cause]
        name = Note(f"report.cause.{cause}")
        notes.append(Note("note.excluded", {"cause": name, "count": out, "rows": read}))
        if missing:
            values = {"cause": name, "count": len(missing), "lines": few(missing)}
            notes.append(Note("note.unmatched", values))
    return notes


def _of_doubts(found: Sequence[Asked], settled: Settled | None) -> list[Note]:
    if settled is None or not found:
        return []
    return [Note("note.decided", {"same": settled.same, "different": settled.different})]


def _of_large(file: PoolFile, home: Path | None) -> list[Note]:
    """Remarkable households; their addresses go to `private/` in `home`, where none stand there yet."""
    found = large(file)
    notes = [Note("note.household.large", {"size": len(each), "lines": few(each)}) for each in found[:FEW]]
    if found and home is not None:
        path = home / PRIVATE / HOMES
        if not path.exists():
            from tirage.dossier.packs import write_private

            write_private(path.parent, {HOMES: large_csv(file)})
        notes.append(Note("note.household.declare", {"path": path}))
    return notes
