"""Checkpoints of a journal: signed notes of C2SP, with the cosignatures of witnesses.

c2sp.org/signed-note, tlog-checkpoint and tlog-cosignature. The text of a note is three lines, each with its
end: the origin, the number of entries, and the base64 of their root (RFC 6962). Below an empty line it has a
line a signature: `— NAME BASE64`, of four bytes that tell the key and the signature. The log signs the text;
a witness signs the time and the text, and its signature begins with the time.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from ..primitives.base64 import decoded
from ..primitives.ed25519 import is_genuine
from ..primitives.lines import digest
from ..primitives.times import LATEST
from .documents import Malformed

_LOG, _WITNESS = b"\1", b"\4"
NAME = re.compile(r"[!-*,-~]{1,255}")
"""Of a witness: ASCII without a space and without `+`."""
_SIGNATURE = re.compile(r"— ([!-*,-~]{1,255}) ([A-Za-z0-9+/]{8,}={0,2})")
_SIZE = re.compile(r"[1-9][0-9]{0,14}")
_MOST = 64
"""Signatures of a note."""


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint and its signatures."""

    text: str
    """What is signed: three lines, the end of the last one included."""
    origin: str
    size: int
    root: str
    """64 hex digits."""
    signatures: tuple[tuple[str, bytes], ...]
    """Name, then key id and signature, of each line."""

    def of(self, name: str, key_id: bytes) -> list[bytes]:
        """The signatures that claim to be of this key."""
        return [each[4:] for said, each in self.signatures if said == name and each[:4] == key_id]


def origin(opening: str, log: str) -> str:
    """The name of a journal among logs, from the hash of its first entry and its key, 64 hex digits each.

    >>> origin("00" * 32, "11" * 32)
    'tirage/f89854d64cd3a0907bd34b7f57659e23'
    """
    return f"tirage/{digest('log', opening, log)[:32]}"


def read_note(text: str) -> Note:
    """A note; Malformed for what is none."""
    said, _, below = text.rpartition("\n\n")
    lines, signed = said.split("\n"), below.split("\n")
    matches = [match for each in signed[:-1] if (match := _SIGNATURE.fullmatch(each))]
    parts = [(match[1], decoded(match[2])) for match in matches]
    whole = len(matches) == len(signed) - 1 and signed[-1] == "" and 1 <= len(parts) <= _MOST
    root = decoded(lines[-1])
    if not whole or len(lines) != 3 or not _SIZE.fullmatch(lines[1]) or len(root) != 32:
        raise Malformed("wrong-value", "C2SP")
    if not NAME.fullmatch(lines[0]) or not all(len(signature) > 4 for _, signature in parts):
        raise Malformed("wrong-value", "C2SP")
    return Note(f"{said}\n", lines[0], int(lines[1]), root.hex(), tuple(parts))


def is_of_log(note: Note, log: str) -> bool:
    """Whether the log's key, 64 hex digits, has signed a note of its origin once."""
    key = bytes.fromhex(log)
    signatures = note.of(note.origin, _key_id(note.origin, _LOG, key))
    return len(signatures) == 1 and is_genuine(key, note.text.encode(), signatures[0])


def cosigned(note: Note, name: str, witness: str) -> int | None:
    """The time at which a witness has signed, seconds since 1970; None where it did not.

    Malformed for a signature that claims to be of its key, and is not.
    """
    key = bytes.fromhex(witness)
    signatures = note.of(name, _key_id(name, _WITNESS, key))
    if not signatures:
        return None
    time = int.from_bytes(signatures[0][:8], "big")
    said = f"cosignature/v1\ntime {time}\n{note.text}".encode()
    if len(signatures) > 1 or time > LATEST or not is_genuine(key, said, signatures[0][8:]):
        raise Malformed("wrong-value", name)
    return time


def log_key(name: str, log: str) -> str:
    """The key of a log as witnesses take it: `NAME+ID+BASE64`."""
    return _written(name, _LOG, bytes.fromhex(log))


def witness_key(name: str, witness: str) -> str:
    """The key of a witness as it makes it known."""
    return _written(name, _WITNESS, bytes.fromhex(witness))


def read_key(text: str) -> tuple[str, str]:
    """Name of a witness and its key, 64 hex digits, from `NAME+ID+BASE64`; Malformed for anything else."""
    parts = text.split("+", 2)
    key = decoded(parts[-1])
    if len(parts) != 3 or len(key) != 33 or witness_key(parts[0], key[1:].hex()) != text:
        raise Malformed("wrong-value", "C2SP")
    if not NAME.fullmatch(parts[0]):
        raise Malformed("wrong-value", parts[0])
    return parts[0], key[1:].hex()


def _written(name: str, kind: bytes, key: bytes) -> str:
    return f"{name}+{_key_id(name, kind, key).hex()}+{b64encode(kind + key).decode()}"


def _key_id(name: str, kind: bytes, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + kind + key).digest()[:4]
