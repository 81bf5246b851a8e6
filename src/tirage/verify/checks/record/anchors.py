"""Signatures and time-stamps over the head of the journal. Checks 2.7 and 2.8.

Guarantors sign by `ssh-keygen -Y sign -n tirage`, an authority stamps by RFC 3161.

What is signed is the line `tirage1|anchor|HEAD`, without a newline, HEAD being the hash of an entry before.
An Ed25519 signature is checked here; that of another kind of key is not, and says so. Whose key it is, no
file can tell: its fingerprint is shown, to be compared with the one that the guarantor made known. Of a
stamp only its subject is checked here: who stamped, and when, takes the authority's certificate.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new, sha256

from ...kernel import Files, Inapplicable, Table
from ...primitives.ed25519 import is_genuine
from ...primitives.lines import line
from ...reading.documents import Malformed
from ...reading.journal import may_say
from ...report import Said, faulty, skipped
from .journal import Entry

ANCHORS = Table()
MAGIC = b"SSHSIG"
NAMESPACE = b"tirage"
_HASHES = {b"sha256", b"sha512"}
_ED25519 = b"ssh-ed25519"
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def statement(head: str) -> bytes:
    """What a guarantor signs.

    >>> statement("ab")
    b'tirage1|anchor|ab'
    """
    return line("anchor", head).encode("ascii")


def fingerprint(signature: str) -> str:
    """That of the key in a signature, as `ssh-keygen -l` shows it; Malformed for what is no signature."""
    return "SHA256:" + b64encode(sha256(_parts(signature)[0]).digest()).decode().rstrip("=")


def is_signed(signature: str, head: str) -> bool | None:
    """Whether a signature, base64 without its armour, is one of this head; None for a key of another kind.

    Malformed for what is no signature in the namespace of tirage.
    """
    key, algorithm, signed = _parts(signature)
    kind, rest = _string(key)
    named, left = _string(signed)
    if kind != _ED25519:
        return None
    public, more = _string(rest)
    made, end = _string(left)
    digest = new(algorithm.decode("ascii"), statement(head)).digest()
    message = MAGIC + b"".join(_framed(part) for part in (NAMESPACE, b"", algorithm, digest))
    return not more and not end and named == kind and is_genuine(public, message, made)


def may_be_signed(files: Files) -> bool:
    """Whether a signature is on record, or an anchor cannot be read."""
    return may_say(files, "anchor", "signature")


def may_be_stamped(files: Files) -> bool:
    """Whether a stamp is on record, or an anchor cannot be read."""
    return may_say(files, "anchor", "stamp")


@dataclass(frozen=True, slots=True)
class Signed:
    """The signatures on record: files with a fault, files with a key of another kind, keys."""

    count: int
    faults: list[str]
    unknown: list[str]
    keys: list[str]


@ANCHORS.fact()
def signatures(journal: list[Entry]) -> Signed:
    """Every signature on record, checked."""
    found = [
        (place, each)
        for place, each in enumerate(journal)
        if each.type == "anchor" and "signature" in each.body
    ]
    if not found:
        raise Inapplicable
    signed = Signed(len(found), [], [], [])
    for place, entry in found:
        try:
            genuine = is_signed(entry.body["signature"], entry.body["head"])
            signed.keys.append(f"{entry.body['id']} {fingerprint(entry.body['signature'])}")
        except Malformed as fault:
            signed.faults.append(f"{entry.file} ({fault.shown})")
            continue
        if not _is_before(journal, place) or genuine is False:
            signed.faults.append(entry.file)
        elif genuine is None:
            signed.unknown.append(entry.file)
    return signed


@ANCHORS.check("anchors", "journal/", due=may_be_signed)
def check_signatures(signatures: Signed) -> Iterator[Said]:
    """Each is a signature of the head of an entry before; that of another kind of key is not checked."""
    faults, unknown = signatures.faults, signatures.unknown
    if faults or len(unknown) < signatures.count:
        yield faulty(faults, checked=signatures.count - len(unknown))
    if unknown:
        yield skipped(f"other-key: {', '.join(unknown)}")


@ANCHORS.check("beyond.keys", due=may_be_signed)
def say_keys(signatures: Signed) -> Said:
    """Whose keys they are, no file can tell."""
    return skipped("; ".join(signatures.keys))


@ANCHORS.check("stamps", "journal/", due=may_be_stamped)
def check_stamps(journal: list[Entry]) -> Said:
    """A stamp must be of the head of an entry before; a forged one of it is not told apart."""
    found = [(place, each) for place, each in enumerate(journal) if "stamp" in each.body]
    if not found:
        raise Inapplicable
    faults = [
        entry.file
        for place, entry in found
        if not _is_before(journal, place)
        or sha256(statement(entry.body["head"])).digest() not in _decoded(entry.body["stamp"])
    ]
    if faults:
        return faulty(faults, checked=len(found))
    return skipped(f"needs-authority: {', '.join(entry.file for _, entry in found)}")


def _is_before(journal: list[Entry], place: int) -> bool:
    """Whether the head that an anchor names is that of an entry before it."""
    return journal[place].body["head"] in {each.digest for each in journal[:place]}


def _decoded(text: str) -> bytes:
    """Base64 in its one form; empty for anything else."""
    data = b64decode(text) if _is_base64(text) else b""
    return data if b64encode(data).decode() == text else b""


def _is_base64(text: str) -> bool:
    return len(text) % 4 == 0 and _BASE64.fullmatch(text) is not None


def _parts(signature: str) -> tuple[bytes, bytes, bytes]:
    """Public key, hash and signature of an SSHSIG blob of version 1 in the namespace of tirage."""
    if not _is_base64(signature):
        raise Malformed("wrong-value", "base64")
    data = b64decode(signature)
    if not data.startswith(MAGIC + b"\0\0\0\1") or b64encode(data).decode() != signature:
        raise Malformed("wrong-value", "SSHSIG")
    parts, rest = [], data[len(MAGIC) + 4 :]
    for _ in range(5):
        part, rest = _string(rest)
        parts.append(part)
    key, namespace, reserved, algorithm, signed = parts
    if rest or reserved or namespace != NAMESPACE or algorithm not in _HASHES:
        raise Malformed("wrong-value", "SSHSIG")
    return key, algorithm, signed


def _string(data: bytes) -> tuple[bytes, bytes]:
    """A string with its length before it, and what follows."""
    end = 4 + int.from_bytes(data[:4], "big")
    if len(data) < end:
        raise Malformed("wrong-value", "SSHSIG")
    return data[4:end], data[end:]


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part
