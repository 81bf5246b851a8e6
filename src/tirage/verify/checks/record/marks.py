"""What others than the organiser attest of the journal, and when: the marks from outside.

The journal's own times are the organiser's word. A time-stamp and a cosignature hold a time that somebody
else has signed; a guarantor's signature holds none, and is worth the guarantor's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...kernel import Files, Table
from ...primitives.times import utc
from ...reading.journal import kinds
from ...report import Said, skipped
from .anchors import Attested
from .journal import Entry
from .witnesses import Quorum

MARKS = Table()
_NOTHING, _NOBODY = Attested(), Quorum([], [])


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody attests the entries up to a place."""

    place: int
    """Of the last one, from 0."""
    by: str
    """Who, with the fingerprint of the key or of the certificate."""
    time: str
    """Attested too; of a mere signature, the time of its entry, by the organiser."""
    timed: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Every mark on record."""

    places: dict[str, int]
    """Of each entry, by its hash."""
    marks: tuple[Mark, ...] = ()
    unknown: tuple[str, ...] = ()
    """Who attests under a key that cannot be checked here."""

    def over(self, entry: Entry, due: str) -> list[Mark]:
        """The marks of this entry before that time, the first one first."""
        place = self.places.get(entry.digest, len(self.places))
        found = (mark for mark in self.marks if mark.place >= place and mark.time < due)
        return sorted(found, key=lambda mark: (not mark.timed, mark.time, mark.by))


@MARKS.fact()
def marks(
    journal: list[Entry],
    signatures: Attested = _NOTHING,
    stamps: Attested = _NOTHING,
    quorum: Quorum = _NOBODY,
) -> Marks:
    """Every mark on record."""
    genuine = [*signatures.genuine, *stamps.genuine, *quorum.genuine]
    unknown = [entry.body["id"] for each in (signatures, stamps) for entry in each.unknown]
    found = (
        Mark(
            each.place,
            each.key,
            each.entry.time if each.time is None else utc(each.time),
            timed=each.time is not None,
        )
        for each in genuine
    )
    return Marks({entry.digest: at for at, entry in enumerate(journal)}, tuple(found), tuple(unknown))


def has_anchors(files: Files) -> bool:
    """Whether anybody attests anything."""
    return "anchor" in kinds(files)


@MARKS.check("beyond.keys", due=has_anchors)
def say_keys(marks: Marks) -> Iterator[Said]:
    """Whose keys they are, no file can tell."""
    keys = dict.fromkeys(mark.by for mark in marks.marks)
    keys |= dict.fromkeys(f"{name} (needs-authority)" for name in marks.unknown)
    if keys:
        yield skipped("; ".join(keys))
