"""Public ids: who someone is, to those who hold the key, and nothing to those who do not (SPEC §3, §9).

A plain hash of an identity is never published: names and birth dates can be tried one by one. What is
published is made with the dossier's key, 32 bytes that stay in `private/`.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from tirage.randomness.lines import H, line

KEY_BYTES = 32
PID_DIGITS = 32


def key_hash(key: bytes) -> str:
    """What the journal says of the key before anything is drawn.

    >>> key_hash(bytes(32)) == H("key", "00" * 32)
    True
    """
    return H("key", key.hex())


def uid(identity: str, number: str = "", namesake: int = 1) -> str:
    """The private id of a person: the national elector's number, else the hash of the canonical identity.

    `identity`: birth surname, first names, birth date and birth commune code in canonical form, joined by
    `|`; `namesake` 2, 3, … for those whom a person declared to be others of the same identity.
    """
    if number:
        return number
    return sha256(identity.encode("utf-8")).hexdigest() + (f"+{namesake}" if namesake > 1 else "")


def pid(key: bytes, uid: str) -> str:
    """The public id of a person, 32 hex digits.

    >>> pid(bytes.fromhex("00" * 31 + "01"), "123456789")
    '03718a452ac9d5b0fc5d7b145cac9c37'
    """
    return hmac.digest(key, line("pid", uid), "sha256").hex()[:PID_DIGITS]


def idc(key: bytes, pid: str, identity: str) -> str:
    """What binds a pid to an identity in the frame's tree, and says nothing to those without the nonce."""
    return sha256(f"tirage1|id|{nonce(key, pid)}|{identity}".encode()).hexdigest()


def nonce(key: bytes, pid: str) -> str:
    """What a citizen is told, to check their own leaf: 64 hex digits."""
    return hmac.digest(key, line("nonce", pid), "sha256").hex()


def leaf(pid: str, stratum: str, idc: str) -> bytes:
    """A person's leaf in the frame's tree."""
    return line("roll", pid, stratum, idc)
