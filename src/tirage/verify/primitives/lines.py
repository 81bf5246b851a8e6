"""Lines, hashes, seeds, tickets and integers: SPEC §1, §4 and §5, written a second time.

A line is ASCII fields joined by `|`, the first one `tirage1`; `digest` is the lower-case hex SHA-256 of it.
Everything that chance decides is such a digest, so that `sha256sum` and a pencil can follow:

>>> line("ticket", "ab", "p1")
'tirage1|ticket|ab|p1'
>>> ticket("ba74a54ba5cc3921165163ea18e3a5c5212de916bd7e331c39cad272baabf26e", "p0000000")[:16]
'5c9fae7fe2b503b7'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

FIELD = re.compile(r"[A-Za-z0-9._:+/-]+")
HASH = re.compile(r"[0-9a-f]{64}")


def line(*fields: str) -> str:
    """The line of these fields, without `tirage1`; ValueError for a field outside the grammar of SPEC §1."""
    for field in fields:
        if not FIELD.fullmatch(field):
            raise ValueError(field)
    return "|".join(("tirage1", *fields))


def digest(*fields: str) -> str:
    """H(f1, f2, …) of SPEC §1, 64 hex digits."""
    return hash_of(line(*fields).encode("ascii"))


def hash_of(data: bytes) -> str:
    """SHA-256 of bytes, 64 hex digits."""
    return sha256(data).hexdigest()


def contributions_hash(contributions: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of `id|value` and LF in ascending id, from pairs (id, value)."""
    return hash_of("".join(f"{name}|{value}\n" for name, value in sorted(contributions)).encode("ascii"))


def seed(
    plan: str, contributions: str, chain: str = "none", drand_round: str = "0", signature: str = "none"
) -> str:
    """The seed of SPEC §4; the last three fields are those of a draw without a beacon."""
    return digest("seed", plan, contributions, chain, drand_round, signature)


def stage_seed(parent: str, stage: str) -> str:
    """The seed of one stage, such as `panel` or `test/panel`."""
    return digest("stage", parent, stage)


def rings_seed(inputs_hash: str) -> str:
    """The seed of the lottery's own order (SPEC §6), from the inputs alone."""
    return stage_seed(digest("inputs", inputs_hash), "rings")


def ticket(stage: str, name: str) -> str:
    """The ticket of `name` under a stage seed (SPEC §5)."""
    return digest("ticket", stage, name)


class Tickets(dict[bytes, bytes]):
    """The tickets of lines of a lottery under a stage seed, by line, each worked out once: 32 bytes.

    A line is named by its hash (SPEC §6). Two lines have one ticket where they are the same, no others do.

    >>> Tickets("ab")[b"p1,p2"].hex() == ticket("ab", hash_of(b"p1,p2"))
    True
    """

    def __init__(self, stage: str) -> None:
        super().__init__()
        self._start = sha256(line("ticket", stage).encode("ascii") + b"|")

    def __missing__(self, own: bytes) -> bytes:
        """The ticket of a line that was not asked for before."""
        hashed = self._start.copy()
        hashed.update(hash_of(own).encode("ascii"))
        self[own] = found = hashed.digest()
        return found


def uniform(stage: str, n: int) -> int:
    """An integer from 0 to n − 1, 1 ≤ n ≤ 2^256, by rejection (SPEC §5)."""
    limit = 2**256 - 2**256 % n
    attempt = 0
    while (x := int(digest("int", stage, str(attempt)), 16)) >= limit:
        attempt += 1
    return x % n
