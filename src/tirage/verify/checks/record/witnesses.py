"""Checkpoints of the journal that witnesses have cosigned (C2SP). Checks 2.9 and 2.10.

The journal is a log: its leaves are the files of its entries. A witness signs its root only where it follows
from every root that it has signed before. So a journal that was rewritten has another root than its witnesses
know, and needs nobody who has read a hash aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ...kernel import Files, Inapplicable, Table
from ...reading.documents import Malformed
from ...reading.journal import may_say
from ...reading.notes import NAME as WITNESS_NAME
from ...reading.notes import Note, cosigned, is_of_log, log_key, origin, read_note, witness_key
from ...report import Said, faulty, skipped
from ...trust import Trust, is_witness
from .anchors import Attestation, Signer, attested, is_between
from .journal import Entry

WITNESSES = Table()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint on record; no note where it is not one of this journal."""

    entry: Entry
    note: Note | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """The checkpoints that enough witnesses have cosigned, and what is wrong with the others."""

    genuine: list[Attestation]
    faults: list[str]


def may_be_witnessed(files: Files) -> bool:
    """Whether a checkpoint is on record, or an anchor cannot be read."""
    return may_say(files, "anchor", "note")


@WITNESSES.fact("witnesses.log")
def checkpoints(journal: list[Entry], files: Files) -> list[Checkpoint]:
    """Every checkpoint on record."""
    if not any(entry.type == "anchor" and "note" in entry.body for entry in journal):
        raise Inapplicable
    found: list[Checkpoint] = []
    tree = _Tree()
    policy: tuple[int, dict[str, Any]] | None = None
    for place, entry in enumerate(journal):
        if entry.type == "witnesses" and policy is None:
            policy = place, entry.body
        elif entry.type == "anchor" and "note" in entry.body:
            try:
                found.append(Checkpoint(entry, _read(entry, journal[:place], tree, policy)))
            except Malformed as fault:
                found.append(Checkpoint(entry, None, f"{entry.file} ({fault.shown})"))
        tree.grow(files[entry.file])
    return found


def _read(entry: Entry, before: list[Entry], tree: _Tree, policy: tuple[int, dict[str, Any]] | None) -> Note:
    """The note of an anchor; Malformed where it is none of the entries before, under the key on record."""
    note = read_note(entry.body["note"])
    # The key of the log, and who its witnesses are, is a part of what they sign.
    if policy is None or not policy[0] < note.size <= len(before):
        raise Malformed("wrong-value", str(note.size))
    log = policy[1]["log"]
    if note.origin != origin(before[0].digest, log):
        raise Malformed("wrong-value", note.origin)
    if note.root != tree.roots[note.size] or entry.body["head"] != before[note.size - 1].digest:
        raise Malformed("wrong-value", note.root)
    if not is_of_log(note, log):
        raise Malformed("wrong-value", log_key(note.origin, log))
    return note


class _Tree:
    """The roots of a growing list of leaves (RFC 6962 §2.1)."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []
        self.roots = [sha256(b"").hexdigest()]
        """Of the first 0, 1, 2… leaves."""

    def grow(self, leaf: bytes) -> None:
        """One leaf more."""
        size, top = 1, sha256(b"\0" + leaf).digest()
        while self._peaks and self._peaks[-1][0] == size:
            size, top = 2 * size, sha256(b"\1" + self._peaks.pop()[1] + top).digest()
        self._peaks.append((size, top))
        for _, left in reversed(self._peaks[:-1]):
            top = sha256(b"\1" + left + top).digest()
        self.roots.append(top.hex())


@WITNESSES.fact("witnesses.quorum")
def quorum(checkpoints: list[Checkpoint], journal: list[Entry]) -> Quorum:
    """The checkpoints that enough witnesses have cosigned."""
    policy = next((entry.body for entry in journal if entry.type == "witnesses"), None)
    found = Quorum([], _policy_faults(policy) if policy else [])
    for each in checkpoints if policy else ():
        if each.note is None:
            continue
        try:
            found.genuine.append(_attestation(each.entry, each.note, journal, policy or {}))
        except Malformed as fault:
            found.faults.append(f"{each.entry.file} ({fault.shown})")
    return found


def _policy_faults(policy: dict[str, Any]) -> list[str]:
    named = [each["name"] for each in policy["witnesses"]]
    keys = [each["key"] for each in policy["witnesses"]]
    faults = [name for name in named if not WITNESS_NAME.fullmatch(name)]
    if len({*named}) < len(named) or len({*keys, policy["log"]}) <= len(keys):
        faults.append("witnesses")
    return faults + ([] if 1 <= policy["quorum"] <= len(named) else [f"{policy['quorum']}/{len(named)}"])


def _attestation(entry: Entry, note: Note, journal: list[Entry], policy: dict[str, Any]) -> Attestation:
    """Who has cosigned; Malformed where they are too few, or it was at another time."""
    signers = []
    for each in policy["witnesses"]:
        time = cosigned(note, each["name"], each["key"])
        if time is not None:
            if not is_between(journal[note.size - 1].time, time, entry.time):
                raise Malformed("wrong-value", each["name"])
            key = witness_key(each["name"], each["key"])
            signers.append(Signer(key, key, time))
    wanted = policy["quorum"]
    if not 1 <= wanted <= len(signers):
        raise Malformed("wrong-value", f"{len(signers)}/{wanted}")
    return Attestation(entry, note.size - 1, tuple(signers), wanted)


@WITNESSES.check("witnesses.log", "journal/", due=may_be_witnessed)
def check_log(checkpoints: list[Checkpoint]) -> Said:
    """Each is of the first entries of this journal, under its own key."""
    return faulty([each.fault for each in checkpoints if each.fault], checked=len(checkpoints))


@WITNESSES.check("witnesses.quorum", "journal/", due=may_be_witnessed)
def check_quorum(quorum: Quorum, trust: Trust) -> Iterator[Said]:
    """As many witnesses as the record asks for have signed each, at a time that fits.

    Where a witness is trusted, it takes as many trusted ones.
    """
    known = frozenset(filter(is_witness, trust))
    yield attested(quorum.genuine, quorum.faults, known)
    few = [each for each in quorum.genuine if each.among(known) is None] if known else []
    if few:
        yield skipped(f"few-trusted: {', '.join(each.entry.file for each in few)}")
