"""Signatures and time-stamps over the head of the journal. Checks 2.7 and 2.8.

Guarantors sign by `ssh-keygen -Y sign -n tirage`, an authority stamps by RFC 3161. What is signed is the line
`tirage1|anchor|HEAD`, without a newline, HEAD being the hash of an entry before. Whose key it is, no file can
tell: its fingerprint is shown (`marks`), to be compared with the one that was made known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from ...kernel import Files, Inapplicable, Table
from ...primitives.base64 import decoded
from ...primitives.times import utc
from ...reading.documents import Malformed
from ...reading.journal import may_say
from ...reading.sshsig import fingerprint, is_signed, statement
from ...reading.stamps import TimeStamp, read_stamp
from ...report import Said, faulty, skipped
from .journal import Entry

ANCHORS = Table()
SKEW = 300
"""Seconds by which the organiser's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is attested of the head of an entry before."""

    entry: Entry
    """The anchor."""
    place: int
    """Of the entry whose head it is, from 0."""
    key: str
    """Who attests, and the fingerprint of the key."""
    time: int | None = None
    """Seconds since 1970, where it is attested too."""


@dataclass(slots=True)
class Attested:
    """The anchors of a kind on record."""

    genuine: list[Attestation] = field(default_factory=list)
    unknown: list[Entry] = field(default_factory=list)
    """Those under a key that cannot be checked here."""
    faults: list[str] = field(default_factory=list)


def may_be_signed(files: Files) -> bool:
    """Whether a signature is on record, or an anchor cannot be read."""
    return may_say(files, "anchor", "signature")


def may_be_stamped(files: Files) -> bool:
    """Whether a stamp is on record, or an anchor cannot be read."""
    return may_say(files, "anchor", "stamp")


@ANCHORS.fact()
def signatures(journal: list[Entry]) -> Attested:
    """Every signature on record, checked."""

    def judge(entry: Entry, place: int) -> Attestation | None:
        genuine = is_signed(entry.body["signature"], entry.body["head"])
        if genuine is False:
            raise Malformed("wrong-value", "signature")
        key = f"{entry.body['id']} {fingerprint(entry.body['signature'])}"
        return Attestation(entry, place, key) if genuine else None

    return _attested(journal, "signature", judge)


@ANCHORS.fact()
def stamps(journal: list[Entry]) -> Attested:
    """Every time-stamp on record, checked."""

    def judge(entry: Entry, place: int) -> Attestation | None:
        stamp = read_stamp(decoded(entry.body["stamp"]))
        fault = _fault(stamp, entry, journal[place])
        if fault:
            raise Malformed("wrong-value", fault)
        return Attestation(entry, place, f"{entry.body['id']} {stamp.key}", stamp.time) if stamp.key else None

    return _attested(journal, "stamp", judge)


def _attested(journal: list[Entry], key: str, judge: Callable[[Entry, int], Attestation | None]) -> Attested:
    """The anchors with a key in their body; Inapplicable where there are none."""
    found, heads = Attested(), dict[str, int]()
    for place, entry in enumerate(journal):
        if key in entry.body and entry.type == "anchor":
            try:
                if entry.body["head"] not in heads:
                    raise Malformed("wrong-value", "head")
                said = judge(entry, heads[entry.body["head"]])
            except Malformed as fault:
                found.faults.append(f"{entry.file} ({fault.shown})")
            else:
                found.genuine += [said] if said else []
                found.unknown += [] if said else [entry]
        heads[entry.digest] = place
    if not (found.genuine or found.unknown or found.faults):
        raise Inapplicable
    return found


def _fault(stamp: TimeStamp, anchor: Entry, stamped: Entry) -> str:
    """What a stamp says that is not so; empty where nothing is."""
    if stamp.imprint != sha256(statement(stamped.digest)).digest():
        return "imprint"
    if stamp.signed is False:
        return "signature"
    return "" if is_between(stamped.time, stamp.time, anchor.time) else utc(stamp.time)


def is_between(first: str, seconds: int, last: str) -> bool:
    """Whether a time lies between two of the journal, as far as the organiser's clock may be wrong."""
    return utc(seconds + SKEW) >= first and utc(seconds - SKEW) <= last


@ANCHORS.check("anchors", "journal/", due=may_be_signed)
def check_signatures(signatures: Attested) -> Iterator[Said]:
    """Each is a signature of the head of an entry before; that of another kind of key is not checked."""
    return _said(signatures, "other-key")


@ANCHORS.check("stamps", "journal/", due=may_be_stamped)
def check_stamps(stamps: Attested) -> Iterator[Said]:
    """Each is of the head of an entry before, at a time that fits, signed under a certificate in it."""
    return _said(stamps, "needs-authority")


def _said(found: Attested, why: str) -> Iterator[Said]:
    if found.faults or found.genuine:
        yield faulty(found.faults, checked=len(found.genuine))
    if found.unknown:
        yield skipped(f"{why}: {', '.join(entry.file for entry in found.unknown)}")
