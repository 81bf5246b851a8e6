"""The key of a dossier's public ids, as a file: 64 hex digits, which stay in `private/` (SPEC §3)."""

from __future__ import annotations

from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.ids import KEY_BYTES
from tirage.randomness.secrets import new_key


def key_file(key: bytes) -> bytes:
    """The bytes of `private/key`."""
    return f"{key.hex()}\n".encode()


def read_key(path: str | Path | None) -> bytes:
    """The key in a file; a new one without a file. Raises InputInvalid for what is no key."""
    if path is None:
        return new_key()
    try:
        key = bytes.fromhex(Path(path).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise InputInvalid([Defect("frame.key", str(path))])
    return key


def same_key(path: str | Path | None, own: Path) -> bytes:
    """The key of the dossier, in `own`, under which a person keeps their id; `path` may hold no other."""
    key = read_key(own)
    if path is not None and read_key(path) != key:
        raise InputInvalid([Defect("frame.key.other", str(path))])
    return key
