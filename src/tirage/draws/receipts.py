"""How each volunteer was entered, under a root that the journal has (SPEC §9): features, and household size.

A leaf opens to whoever has its nonce: the volunteer, by a receipt, and the guarantors, who have the pool.
Nobody else can try features out, of which there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tirage.dossier.canonical import canonical, sha256
from tirage.people.pool.model import Pool
from tirage.randomness.lines import line
from tirage.tabular.writing import csv_text


def leaf(pid: str, nonce: str, features: Sequence[str], household: int) -> bytes:
    """A volunteer's leaf; `features`: in the order of the quotas, `household`: people of the pool in it."""
    entered = canonical({"features": list(features), "household": household})
    return line("receipt", pid, sha256(f"tirage1|receipt|{nonce}|".encode() + entered))


def leaves(pool: Pool, nonces: Mapping[str, str]) -> Iterator[bytes]:
    """The leaves of everyone in a pool, in ascending order of pids."""
    sizes = Counter(person.household for person in pool.people if person.household)
    for each in pool.people:
        yield leaf(each.pid, nonces[each.pid], each.features, sizes.get(each.household, 1))


def receipts_csv(pool: Pool, nonces: Mapping[str, str]) -> bytes:
    """The bytes of `guarantors/receipts.csv`: `pid,nonce`, one line a person, sorted by pid."""
    return csv_text([("pid", "nonce"), *((each.pid, nonces[each.pid]) for each in pool.people)]).encode()
