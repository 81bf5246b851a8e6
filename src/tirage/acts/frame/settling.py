"""Whatever a person decides about the people of a frame: duplicates, and rows of lists of exclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.acts.frame.inputs import FrameOptions
from tirage.discretion import brief
from tirage.dossier.disk import PRIVATE
from tirage.dossier.packs import write_private
from tirage.errors import Defect, InputInvalid, told
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.people.engines.kept import Tables
from tirage.people.frame import duplicates, eligibility, exclusions
from tirage.people.frame.exclusions import Exclusions, Where
from tirage.people.frame.store import Store
from tirage.people.guards.struck import ListFigures, figures
from tirage.people.review import Decisions, place_of, review_csv, stale
from tirage.tabular.files import Manner

NOBODY = "exclusions-unmatched.csv"
"""In `private/`: rows of lists that are nobody's, and who is nearest."""


@dataclass(repr=False, frozen=True, slots=True)
class Settled:
    """Who is one person, and who is left out."""

    excluded: Mapping[int, str]
    """Person → cause."""
    lists: tuple[ListFigures, ...]
    """Of exclusion, in the order in which they were given."""
    listed: Exclusions
    struck: Mapping[Where, Sequence[int]]
    """Row of a list → rows of those whom it excludes."""
    notes: tuple[Note, ...]

    @property
    def missing(self) -> dict[str, tuple[int, int]]:
        """Cause → (rows of its list, those on no roll)."""
        return {each.list: (each.rows, each.rows - each.matched) for each in self.lists}

    def __repr__(self) -> str:
        return brief(self, excluded=len(self.excluded))


def settle(  # noqa: PLR0913 - all that is known by then
    store: Store,
    folder: Path,
    decisions: Decisions,
    options: FrameOptions,
    on: date,
    stops: Sequence[Defect],
    files: Mapping[str, str],
    *,
    tables: Tables | None = None,
) -> Settled:
    """Merge duplicates and find the people of lists of exclusion, as was decided.

    `stops`: what is known by then to stop the frame, said in the same breath; `files`: hash → name of each
    file, for the table; `tables`: what an earlier run found.
    Raises InputInvalid with the defects of lists, and where a doubt has no decision: the table to decide in
    is then written to `private/`.
    """
    lists, language = {cause: Path(path) for cause, path in options.exclude.items()}, options.language
    pairs = duplicates.find(store, files, tables)
    listed = exclusions.find(store, lists, on, Manner(hidden=options.manner.hidden), files)
    doubts = [*{each.case: each for each in (*pairs, *(doubt for doubt, *_ in listed.doubts))}.values()]
    notes = stale(decisions, doubts)
    if undecided := decisions.undecided(doubts):
        table = review_csv(doubts, decisions.words, language)
        path = place_of(folder / PRIVATE, table)
        write_private(path.parent, {path.name: table})
        with told((*notes, *_near(listed, decisions))):
            doubt = Defect("frame.doubts", str(path), values={"count": undecided, "path": path})
            raise InputInvalid([doubt, *stops])
    del pairs, doubts
    duplicates.merge(store, decisions, str(options.decisions or ""))
    eligibility.gather(store)
    found = listed.excluded(decisions.words)
    nobody = [where for where, rows in found.items() if not rows]
    if nobody:
        path = folder / PRIVATE / NOBODY
        write_private(path.parent, {NOBODY: exclusions.nobody_csv(store, listed, nobody, language)})
        notes += tuple(
            Note("frame.unmatched", {"cause": cause, "count": len(lines), "lines": few(lines), "path": path})
            for cause, lines in _by_cause(nobody).items()
        )
    excluded = exclusions.people(store, found)
    return Settled(excluded, figures(listed, found, excluded), listed, found, notes)


def _near(listed: Exclusions, decisions: Decisions) -> Iterable[Note]:
    """The lines of each list that somebody has to decide about."""
    asked = [where for doubt, where, _ in listed.doubts if doubt.case not in decisions.words]
    for cause, lines in _by_cause(asked).items():
        yield Note("frame.exclusion.near", {"cause": cause, "count": len(lines), "lines": few(lines)})


def _by_cause(found: Iterable[Where]) -> dict[str, list[int]]:
    """Lines, each once, by cause."""
    lines: dict[str, list[int]] = {}
    for cause, line in dict.fromkeys(found):
        lines.setdefault(cause, []).append(line)
    return lines
