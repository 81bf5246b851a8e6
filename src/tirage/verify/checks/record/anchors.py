"""Signatures and time-stamps over the head of the journal. Checks 2.7 and 2.8.

Guarantors sign by `ssh-keygen -Y sign -n tirage`, an authority stamps by RFC 3161. What is signed is the line
`tirage1|anchor|HEAD`, without a newline, HEAD being the hash of an entry before. Whose key it is, no file can
tell: whoever verifies says which keys they trust, and the others are shown (`marks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ...kernel import Files, Inapplicable, Table
from ...primitives.base64 import decoded
from ...primitives.times import utc
from ...reading.documents import Malformed
from ...reading.journal import may_say
from ...reading.sshsig import fingerprint, is_signed, statement
from ...reading.stamps import TimeStamp, read_stamp
from ...report import Said, faulty, skipped
from ...trust import CERTIFICATE, Trust
from .journal import Entry

ANCHORS = Table()
SKEW = 300
"""Seconds by which the organiser's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who attests."""

    shown: str
    """With the fingerprint of the key."""
    key: str = ""
    """As the file of trusted keys has it; empty for a kind of key that it has not."""
    time: int | None = None
    """Seconds since 1970, where it is attested too."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is attested of the head of an entry before."""

    entry: Entry
    """The anchor."""
    place: int
    """Of the entry whose head it is, from 0."""
    signers: tuple[Signer, ...]
    quorum: int = 1
    """How many of them it takes."""

    @property
    def by(self) -> str:
        """Who attests."""
        return ", ".join(signer.shown for signer in self.signers)

    @property
    def time(self) -> int | None:
        """When enough had; None where no time is attested."""
        times = sorted(signer.time for signer in self.signers if signer.time is not None)
        return times[self.quorum - 1] if times else None

    def among(self, trust: Trust) -> Attestation | None:
        """The same by trusted keys alone; None where they are too few."""
        trusted = tuple(signer for signer in self.signers if signer.key in trust)
        return replace(self, signers=trusted) if len(trusted) >= self.quorum else None


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
def trust() -> Trust:
    """The keys that whoever verifies trusts: none unless they are given."""
    return frozenset()


@ANCHORS.fact("anchors")
def signatures(journal: list[Entry]) -> Attested:
    """Every signature on record, checked."""

    def judge(entry: Entry, place: int) -> Attestation | None:
        genuine = is_signed(entry.body["signature"], entry.body["head"])
        if genuine is False:
            raise Malformed("wrong-value", "signature")
        key = f"{entry.body['id']} {fingerprint(entry.body['signature'])}"
        return Attestation(entry, place, (Signer(key),)) if genuine else None

    return _attested(journal, "signature", judge)


@ANCHORS.fact("stamps")
def stamps(journal: list[Entry]) -> Attested:
    """Every time-stamp on record, checked."""

    def judge(entry: Entry, place: int) -> Attestation | None:
        stamp = read_stamp(decoded(entry.body["stamp"]))
        fault = _fault(stamp, entry, journal[place])
        if fault:
            raise Malformed("wrong-value", fault)
        key = f"{CERTIFICATE}{stamp.key}"
        signer = Signer(f"{entry.body['id']} {key}", key, stamp.time)
        return Attestation(entry, place, (signer,)) if stamp.key else None

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
def check_stamps(stamps: Attested, trust: Trust) -> Iterator[Said]:
    """Each is of the head of an entry before, at a time that fits, signed under a certificate in it."""
    return _said(stamps, "needs-authority", trust)


def attested(genuine: list[Attestation], faults: list[str], trust: Trust) -> Said:
    """Passed where there is no fault; how many are genuine and, of these, under keys that are trusted."""
    said = faulty(faults, checked=len(genuine))
    trusted = sum(each.among(trust) is not None for each in genuine)
    return replace(said, got=f"{said.got} (trusted: {trusted})") if trust and not faults else said


def _said(found: Attested, why: str, trust: Trust = frozenset()) -> Iterator[Said]:
    if found.faults or found.genuine:
        yield attested(found.genuine, found.faults, trust)
    if found.unknown:
        yield skipped(f"{why}: {', '.join(entry.file for entry in found.unknown)}")
