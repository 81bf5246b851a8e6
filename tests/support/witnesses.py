"""A journal's key and its witnesses, made by hand-sized code: nothing of tirage is imported here.

Checkpoints, cosignatures and roots as c2sp.org and RFC 6962 write them down, with the keys of a library.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LOG = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
WITNESSES = {f"witness-{i}.example": Ed25519PrivateKey.from_private_bytes(bytes([i]) * 32) for i in (2, 3, 4)}
FIRST = "witness-2.example"


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def policy(names: Sequence[str] = (FIRST,), quorum: int = 1) -> dict[str, Any]:
    """The body of an entry `witnesses`."""
    named = [{"name": name, "key": public(WITNESSES[name]).hex()} for name in names]
    return {"log": public(LOG).hex(), "witnesses": named, "quorum": quorum}


def root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, as it is written."""
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()


def origin(opening: bytes, log: Ed25519PrivateKey = LOG) -> str:
    line = f"tirage1|log|{sha256(opening).hexdigest()}|{public(log).hex()}"
    return f"tirage/{sha256(line.encode()).hexdigest()[:32]}"


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def text(entries: Sequence[bytes]) -> str:
    return f"{origin(entries[0])}\n{len(entries)}\n{base64(root(entries))}\n"


def signed(said: str, name: str, log: Ed25519PrivateKey = LOG) -> str:
    """The line of the log's signature."""
    key_id = sha256(name.encode() + b"\n\1" + public(log)).digest()[:4]
    return f"— {name} {base64(key_id + log.sign(said.encode()))}\n"


def cosigned(said: str, name: str, seconds: int, key: Ed25519PrivateKey | None = None) -> str:
    """The line of a witness's signature."""
    key = key or WITNESSES[name]
    key_id = sha256(name.encode() + b"\n\4" + public(key)).digest()[:4]
    signature = key.sign(f"cosignature/v1\ntime {seconds}\n{said}".encode())
    return f"— {name} {base64(key_id + seconds.to_bytes(8, 'big') + signature)}\n"


def vkey(name: str) -> str:
    """The key of a witness as it makes it known."""
    key = public(WITNESSES[name])
    key_id = sha256(name.encode() + b"\n\4" + key).digest()[:4]
    return f"{name}+{key_id.hex()}+{base64(bytes([4]) + key)}"


def seconds(time: str) -> int:
    return int(datetime.fromisoformat(time).timestamp())


def anchor(entries: Sequence[bytes], time: str, names: Sequence[str] = (FIRST,)) -> dict[str, Any]:
    """The body of an entry `anchor`: the checkpoint of these entries, cosigned at that time."""
    said = text(entries)
    lines = "".join(cosigned(said, name, seconds(time)) for name in names)
    return noted(entries, f"{said}\n{signed(said, origin(entries[0]))}{lines}")


def noted(entries: Sequence[bytes], note: str) -> dict[str, Any]:
    return {"head": sha256(entries[-1]).hexdigest(), "note": note}


def second_key(body: Mapping[str, Any]) -> dict[str, Any]:
    """The same witnesses under the key of another log."""
    return {**body, "log": public(WITNESSES["witness-4.example"]).hex()}


def guarantor(entries: Sequence[bytes], name: str = "amina") -> dict[str, Any]:
    """The body of an anchor: a guarantor's signature of the last of these entries, as ssh-keygen makes it."""

    def string(data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + data

    key, kind = WITNESSES[FIRST], string(b"ssh-ed25519")
    head = sha256(entries[-1]).hexdigest()
    beside = string(b"tirage") + string(b"") + string(b"sha256")
    digest = sha256(f"tirage1|anchor|{head}".encode()).digest()
    made = kind + string(key.sign(b"SSHSIG" + beside + string(digest)))
    blob = b"SSHSIG\0\0\0\1" + string(kind + string(public(key))) + beside + string(made)
    return {"head": head, "id": name, "signature": base64(blob)}
