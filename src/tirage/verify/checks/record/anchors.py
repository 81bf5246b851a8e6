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
from collections.abc import Generator
from hashlib import new, sha256

from ...legacy import Check, faulty, skipped
from ...primitives.ed25519 import is_genuine
from ...primitives.lines import line
from ...reading.documents import Malformed
from .journal import Entry

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


def check_anchors(entries: list[Entry]) -> Generator[Check, None, None]:
    """Every signature and every stamp on the record; nothing where there is none."""
    anchors = [place for place, entry in enumerate(entries) if entry.type == "anchor"]
    yield from _stamps(entries, [place for place in anchors if "stamp" in entries[place].body])
    found = [place for place in anchors if "signature" in entries[place].body]
    if not found:
        return
    faults, unknown, keys = [], [], []
    for place in found:
        entry = entries[place]
        try:
            signed = is_signed(entry.body["signature"], entry.body["head"])
            keys.append(f"{entry.body['id']} {fingerprint(entry.body['signature'])}")
        except Malformed as fault:
            faults.append(f"{entry.file} ({fault.shown})")
            continue
        if entry.body["head"] not in {each.digest for each in entries[:place]} or signed is False:
            faults.append(entry.file)
        elif signed is None:
            unknown.append(entry.file)
    if faults or len(unknown) < len(found):
        yield faulty("anchors", faults, checked=len(found) - len(unknown), file="journal/")
    if unknown:
        yield skipped("anchors", f"other-key: {', '.join(unknown)}", "journal/")
    yield skipped("beyond.keys", "; ".join(keys))


def _stamps(entries: list[Entry], places: list[int]) -> Generator[Check, None, None]:
    """A stamp must be of the head of an entry before; a forged one of it is not told apart."""
    faults = []
    for place in places:
        entry = entries[place]
        subject = sha256(statement(entry.body["head"])).digest()
        known = entry.body["head"] in {each.digest for each in entries[:place]}
        if not known or subject not in _decoded(entry.body["stamp"]):
            faults.append(entry.file)
    if faults:
        yield faulty("stamps", faults, checked=len(places), file="journal/")
    elif places:
        files = ", ".join(entries[place].file for place in places)
        yield skipped("stamps", f"needs-authority: {files}", "journal/")


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
