"""How each volunteer was entered, under the root that the journal has (SPEC §9). Check of the pool's root.

Whoever has `guarantors/receipts.csv` opens every leaf; a volunteer has a receipt, which opens one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...kernel import Files, Inapplicable, Table
from ...primitives.lines import FIELD, HASH, hash_of, line
from ...primitives.trees import leaf_hash, root_of
from ...reading.documents import Malformed, canonical, header_of, rows
from ...reading.journal import kinds
from ...reading.pack import absence
from ...report import Said, compared, judged, skipped
from ..record.journal import Entry, first
from .pool import FILE as POOL

RECEIPTS = Table()
FILE = "guarantors/receipts.csv"


@dataclass(frozen=True, slots=True)
class Entered:
    """What the pool has of one person."""

    features: list[str]
    household: int
    """People of the pool in the household, this one included."""


def has_pool(files: Files) -> bool:
    """Whether a pool is on record."""
    return "pool" in kinds(files)


def entered(pool: bytes) -> dict[str, Entered]:
    """How everyone is entered in `guarantors/pool.csv`, by pid."""
    header = header_of(pool)
    if header[:2] != ["pid", "household"]:
        raise Malformed("header", ",".join(header))
    people = list(rows(pool, header))
    sizes = Counter(home for _, home, *_ in people if home)
    return {pid: Entered(features, sizes.get(home, 1)) for pid, home, *features in people}


def leaf_of(pid: str, nonce: str, features: list[str], household: int) -> bytes:
    """A volunteer's leaf."""
    said = canonical({"features": features, "household": household})
    return line("receipt", pid, hash_of(f"tirage1|receipt|{nonce}|".encode() + said)).encode("ascii")


@RECEIPTS.check("pool.root", FILE, due=has_pool)
def check_root(journal: list[Entry], files: Files) -> Said:
    """The root of the record is that of the pool, opened by everyone's nonce."""
    act = first(journal, "pool")
    if act is None:
        raise Inapplicable
    if (act["root"] == "") != (act["ids"] == "published"):
        return judged(False, got=act["root"] or "none", expected=act["ids"], file="journal/")
    if act["root"] == "":
        return skipped("no-receipts", POOL)
    missing = next((name for name in (POOL, FILE) if name not in files), None)
    if missing is not None:
        return skipped(absence(files, missing), FILE)
    return compared(root_of(_digests(files)), act["root"])


def _digests(files: Files) -> Iterator[bytes]:
    """The hashes of the leaves of everyone in the pool, in its order."""
    nonces = list(rows(files[FILE], ["pid", "nonce"]))
    people = entered(files[POOL])
    if [pid for pid, _ in nonces] != list(people):
        raise Malformed("wrong-value", "pid")
    for pid, nonce in nonces:
        if not (FIELD.fullmatch(pid) and HASH.fullmatch(nonce)):
            raise Malformed("wrong-value", pid)
        yield leaf_hash(leaf_of(pid, nonce, people[pid].features, people[pid].household))
