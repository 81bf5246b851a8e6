"""Evidence of what is recorded of a person: a salted hash on the record, what opens it in `private/`.

The hash of a file alone could be tried: a form letter has a few thousand versions. With a nonce that only the
organiser has, it tells nothing until the nonce is given out with the file (SPEC §8).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from tirage.assembly.record import Dossier
from tirage.dossier.layout import KEY
from tirage.randomness.lines import line
from tirage.randomness.secrets import new_contribution


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence as it goes on record."""

    digest: str = ""
    """What is published; empty without evidence."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The nonce, in `private/`."""


def keep(dossier: Dossier, data: bytes | None, said: tuple[str, str, str]) -> Kept:
    """A file of evidence under a nonce of its own; nothing without a file.

    `said`: pid, kind and day of what it is evidence of: one letter of two people has two hashes.
    """
    if data is None:
        return Kept()
    nonce = _nonce(dossier, data, said)
    digest = salted(nonce, data)
    return Kept(digest, {f"private/evidence-{digest[:16]}.txt": f"{nonce}\n".encode()})


def salted(nonce: str, data: bytes) -> str:
    """What is published of evidence; `nonce`: 64 hex digits.

    >>> salted("0" * 64, b"letter")[:16]
    '51a8d3ad401b0a22'
    """
    return sha256(f"tirage1|evidence|{nonce}|".encode() + data).hexdigest()


def _nonce(dossier: Dossier, data: bytes, said: tuple[str, str, str]) -> str:
    """Of the dossier's key, where it has one: then the same act has the same bytes again. Else of chance."""
    if not (dossier.path / KEY).is_file():
        return new_contribution()
    key = bytes.fromhex(dossier.private(KEY).decode("ascii").strip())
    return hmac.digest(key, line("evidence", *said, sha256(data).hexdigest()), "sha256").hex()
