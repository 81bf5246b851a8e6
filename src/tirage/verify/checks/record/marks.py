"""What others than the organiser attest of the journal, and when: the marks from outside.

The journal's own times are the organiser's word. A time-stamp and a cosignature hold a time that somebody
else has signed; a guarantor's signature holds none, and is worth the guarantor's word. Whoever verifies
says whose keys they trust: the organiser may have made any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...kernel import Files, Table
from ...primitives.times import utc
from ...reading.journal import kinds
from ...report import Said, skipped
from ...trust import Trust
from .anchors import Attestation, Attested
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
    trusted: bool
    """Under keys that whoever verifies trusts."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Every mark on record."""

    places: dict[str, int]
    """Of each entry, by its hash."""
    marks: tuple[Mark, ...] = ()
    strange: tuple[str, ...] = ()
    """Who attests under a key that nobody has said to trust, or that cannot be checked here."""

    def over(self, entry: Entry, due: str) -> list[Mark]:
        """The marks of this entry before that time: trusted ones, those with a time, the first one first."""
        place = self.places.get(entry.digest, len(self.places))
        found = (mark for mark in self.marks if mark.place >= place and mark.time < due)
        return sorted(found, key=lambda mark: (not mark.trusted, not mark.timed, mark.time, mark.by))


@MARKS.fact()
def marks(
    journal: list[Entry],
    signatures: Attested = _NOTHING,
    stamps: Attested = _NOTHING,
    quorum: Quorum = _NOBODY,
    trust: Trust = frozenset(),
) -> Marks:
    """Every mark on record; one that trusted keys make by themselves is another."""
    genuine = [*signatures.genuine, *stamps.genuine, *quorum.genuine]
    strange = [signer.shown for each in genuine for signer in each.signers if signer.key not in trust]
    strange += [
        f"{entry.body['id']} (needs-authority)" for each in (signatures, stamps) for entry in each.unknown
    ]
    found = [_mark(each, trusted=False) for each in genuine]
    found += [_mark(own, trusted=True) for each in genuine if (own := each.among(trust))]
    return Marks({entry.digest: at for at, entry in enumerate(journal)}, tuple(found), tuple(strange))


def _mark(said: Attestation, *, trusted: bool) -> Mark:
    time = said.entry.time if said.time is None else utc(said.time)
    return Mark(said.place, said.by, time, timed=said.time is not None, trusted=trusted)


def has_anchors(files: Files) -> bool:
    """Whether anybody attests anything."""
    return "anchor" in kinds(files)


@MARKS.check("beyond.keys", due=has_anchors)
def say_keys(marks: Marks) -> Iterator[Said]:
    """Whose keys they are, no file can tell: those that nobody has said to trust."""
    if marks.marks or marks.strange:
        yield skipped("; ".join(dict.fromkeys(marks.strange)) or "all-trusted")
