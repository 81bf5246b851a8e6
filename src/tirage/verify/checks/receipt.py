"""What a citizen's proof says of a volunteer: entered as what, and where the person stands. Checks 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..kernel import Files, Inapplicable, Table, never
from ..primitives.trees import root_by
from ..reading.documents import told
from ..reading.pack import absence
from ..reading.shapes import is_count, is_hash, is_number, is_text, list_of, one_of, record
from ..report import Said, compared, judged, skipped
from .life.standing import STATUS, standing
from .lottery.lottery import FILE as LOTTERY
from .lottery.pool import FILE as POOL
from .lottery.receipts import Entered, entered, joined_files, leaf_of
from .record.journal import Entry, first

RECEIPT = Table()
_TREE = {
    **dict.fromkeys(("root", "nonce"), is_hash),
    **dict.fromkeys(("people", "index"), is_count),
    "siblings": list_of(is_hash),
}
RECEIPT_KEYS = {
    "features": list_of(is_text),
    "household": is_count,
    "tree": lambda value: value is None or record(_TREE)(value),
}
JOINED_KEYS = {**RECEIPT_KEYS, "list": is_number}
"""Of somebody who joined the pool with a list."""
TODAY_KEYS = {
    "status": one_of(*STATUS),
    **dict.fromkeys(("act", "since", "until", "filled"), is_text),
    "place": is_count,
}


@RECEIPT.fact()
def until(proof: dict[str, Any], journal: list[Entry]) -> list[Entry]:
    """The entries up to the one at which the proof was made; all, where it is none of them."""
    made = next((i for i, each in enumerate(journal, 1) if each.digest == proof["head"]), len(journal))
    return journal[:made]


@RECEIPT.check("proof.receipt", "journal/", due=never)
def check_receipt(proof: dict[str, Any], until: list[Entry], files: Files) -> Said:
    """The path from what a volunteer was entered as to the root of the pool."""
    said = proof["receipt"]
    act = _entry(until, said.get("list", 0) if said else 0)
    if act is None:
        # The pool was not fixed yet when the proof was made.
        if said is None:
            raise Inapplicable
        return judged(False, got=said["household"], expected="none")
    if said is None:
        return _not_in_pool(proof["pid"], files, pool_in(until))
    tree = said["tree"]
    if tree is None:
        return judged(False, got="none", expected=act["root"]) if act["root"] else skipped("no-receipts")
    leaf = leaf_of(proof["pid"], tree["nonce"], said["features"], said["household"])
    own = root_by(leaf, tree["index"], tree["people"], tree["siblings"])
    own = own if own == tree["root"] else f"{tree['root']} ≠ {own}"
    return compared(f"{own}, {tree['people']}", f"{act['root'] or 'none'}, {act['kept']}")


def _entry(entries: list[Entry], number: int) -> Mapping[str, Any] | None:
    """What the record says of the pool, or of the list of those who joined it by that number."""
    lists = [entry.body for entry in entries if entry.type == "volunteers"]
    return first(entries, "pool") if not number else next((b for b in lists if b["list"] == number), None)


def pool_in(entries: list[Entry]) -> str:
    """Where the pool is after these entries."""
    lists = [entry.body["list"] for entry in entries if entry.type == "volunteers"]
    return joined_files(lists[-1])[0] if lists else POOL


def _not_in_pool(pid: str, files: Files, pool: str) -> Said:
    """A proof that speaks of no volunteer: the person is in no pool, and in no panel of the lottery."""
    if pool in files:
        return judged(f"\n{pid},".encode() not in files[pool], got="none", file=pool)
    if f",{pid},".encode() in b"," + files.get(LOTTERY, b"").replace(b"\n", b","):
        return judged(False, got="none", file=LOTTERY)
    return skipped(absence(files, POOL), POOL)


@RECEIPT.check("proof.entered", POOL, due=never)
def check_entered(proof: dict[str, Any], files: Files) -> Said:
    """Features and household are those of the pool."""
    said = proof["receipt"]
    if said is None:
        raise Inapplicable
    pool = joined_files(said["list"])[0] if said.get("list") else POOL
    if pool not in files:
        return skipped(absence(files, pool), pool)
    own = entered(files[pool]).get(proof["pid"])
    shown = Entered(said["features"], said["household"])
    return compared(told(asdict(shown)), told(asdict(own)) if own else "none", pool)


@RECEIPT.check("proof.today", "journal/", due=never)
def check_today(proof: dict[str, Any], until: list[Entry], files: Files) -> Said:
    """Where the person stood when the proof was made."""
    said = proof["today"]
    if first(until, "panel") is None:
        if said is None:
            raise Inapplicable
        return compared(said["status"], "none")
    own = told(asdict(standing(files, until, proof["pid"])))
    return compared(told(said) if said else "none", own)


@RECEIPT.note("proof.now", "journal/")
def say_now(proof: dict[str, Any], until: list[Entry], journal: list[Entry], files: Files) -> list[Said]:
    """Where the person stands now, if elsewhere than when the proof was made."""
    then, now = (standing(files, entries, proof["pid"]) for entries in (until, journal))
    return [skipped(told(asdict(now)))] if then != now else []
