"""How each volunteer was entered, under the root that the journal has (SPEC §9). Check of the pool's root.

Whoever has `guarantors/receipts.csv` opens every leaf; a volunteer has a receipt, which opens one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    return _leaf(pid, nonce, canonical({"features": features, "household": household}))


def _leaf(pid: str, nonce: str, said: bytes) -> bytes:
    return line("receipt", pid, hash_of(f"tirage1|receipt|{nonce}|".encode() + said)).encode("ascii")


@RECEIPTS.check("pool.root", FILE, due=has_pool)
def check_root(journal: list[Entry], files: Files) -> list[Said]:
    """The root of the record is that of the pool, opened by everyone's nonce; so of those who joined it."""
    act = first(journal, "pool")
    if act is None:
        raise Inapplicable
    lists = [entry.body for entry in journal if entry.type == "volunteers"]
    return [_root(act, files), *(_joined(each, act["ids"], files) for each in lists)]


def joined_files(number: object) -> tuple[str, str]:
    """Where the pool is after a list, and what opens the receipts of those who joined with it."""
    return f"guarantors/volunteers-{number}.csv", f"guarantors/volunteers-{number}-receipts.csv"


def _joined(body: Mapping[str, Any], ids: str, files: Files) -> Said:
    """The root of a list is that of those who joined with it: as many as it says, entered as in its pool."""
    pool, nonces = joined_files(body["list"])
    if (body["root"] == "") != (ids == "published"):
        return judged(False, got=body["root"] or "none", expected=ids, file="journal/")
    if body["root"] == "":
        return skipped("no-receipts", pool)
    missing = next((name for name in (pool, nonces) if name not in files), None)
    if missing is not None:
        return skipped(absence(files, missing), nonces)
    try:
        opened = list(rows(files[nonces], ["pid", "nonce"]))
        people = entered(files[pool])
        strange = [pid for pid, _ in opened if pid not in people]
        if strange or len(opened) != body["kept"]:
            return judged(False, got=f"{len(opened)}", expected=body["kept"], file=nonces)
        return compared(root_of(_leaves(opened, people)), body["root"], nonces)
    except Malformed as fault:
        return judged(False, got=fault.shown, file=nonces)


def _root(act: Mapping[str, Any], files: Files) -> Said:
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
    yield from _leaves(nonces, people)


def _leaves(nonces: Iterable[Sequence[str]], people: Mapping[str, Entered]) -> Iterator[bytes]:
    last = ""
    # Of those who are entered alike, once.
    alike: dict[tuple[str, ...], bytes] = {}
    for pid, nonce in nonces:
        if pid <= last:
            raise Malformed("not-ascending", pid)
        last = pid

        if not (FIELD.fullmatch(pid) and HASH.fullmatch(nonce)):
            raise Malformed("wrong-value", pid)
        features, household = people[pid].features, people[pid].household
        key = (str(household), *features)
        if key not in alike:
            alike[key] = canonical({"features": features, "household": household})
        yield leaf_hash(_leaf(pid, nonce, alike[key]))
