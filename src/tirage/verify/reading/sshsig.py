"""What attests a head, and signatures of it as `ssh-keygen -Y sign -n tirage` makes them.

An Ed25519 signature is checked here; that of another kind of key is not, and says so.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import new, sha256

from ..primitives.base64 import decoded
from ..primitives.ed25519 import is_genuine
from ..primitives.lines import line
from .documents import Malformed

MAGIC = b"SSHSIG"
NAMESPACE = b"tirage"
_HASHES = {b"sha256", b"sha512"}
_ED25519 = b"ssh-ed25519"


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


def _parts(signature: str) -> tuple[bytes, bytes, bytes]:
    """Public key, hash and signature of an SSHSIG blob of version 1 in the namespace of tirage."""
    data = decoded(signature)
    if not data.startswith(MAGIC + b"\0\0\0\1"):
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
