"""Who stands in the published files: aliases made with a key, or the organiser's ids.

An alias has one form, so that nobody's card number is passed off as one. Whether the key made it, only who
holds the key can tell.
"""

from __future__ import annotations

import re
from itertools import islice

from ...kernel import Files, Table
from ...reading.journal import kinds
from ...report import Said, faulty, skipped
from ..lottery.lottery import lines_of
from .corrected import told as all_told
from .journal import Entry, first

IDS = Table()
_ALIAS = re.compile(rb"[0-9a-f]{32}")
_ALIASES = re.compile(rb"[0-9a-f]{32}(?:,[0-9a-f]{32})*+")
_LATER = r"((replacements|renewal)-[1-9][0-9]*-)?"
_LISTS = re.compile(
    rf"public/({_LATER}panel|alternates-[1-9][0-9]*|cohorts)\.csv|guarantors/{_LATER}(pool|chances)\.csv"
    r"|guarantors/volunteers-[1-9][0-9]*\.csv"
)
"""Tables whose first column is of people."""
_LOTTERY = re.compile(rf"public/{_LATER}lottery\.csv")


def has_pool(files: Files) -> bool:
    """Whether the record has come to a pool."""
    return "pool" in kinds(files)


@IDS.check("ids.form", "journal/", due=has_pool)
def check_ids(files: Files, journal: list[Entry]) -> list[Said]:
    """There is a key where there are aliases, and every public id is one."""
    pool = first(journal, "pool")
    if pool is None:
        return []
    keyed = first(journal, "key") is not None
    if (pool["ids"] == "alias") != keyed:
        return [faulty([f"{pool['ids']}, key: {'present' if keyed else 'absent'}"])]
    if not keyed:
        return [faulty([])]
    tables = [name for name in sorted(files) if _LISTS.fullmatch(name) or _LOTTERY.fullmatch(name)]
    told = [entry for entry in all_told(journal) if "pid" in entry.body]
    # The files alone are named: what stands there instead is somebody's number.
    faults = [name for name in tables if not _are_aliases(name, files[name])]
    faults += [entry.file for entry in told if not _ALIAS.fullmatch(entry.body["pid"].encode())]
    return [faulty(faults, checked=len(tables) + len(told))]


@IDS.note("beyond.aliases")
def say_aliases(journal: list[Entry]) -> list[Said]:
    """That the key made the aliases, each from one person's id: two for one person look like two people."""
    return [skipped("")] if first(journal, "key") is not None else []


@IDS.note("beyond.own-ids")
def say_ids(journal: list[Entry]) -> list[Said]:
    """That the organiser's own ids are public."""
    pool = first(journal, "pool")
    return [skipped("")] if pool is not None and pool["ids"] == "published" else []


def _are_aliases(name: str, data: bytes) -> bool:
    """Whether a table holds aliases alone: in every panel, or in the first column after the header."""
    lines = lines_of(data)
    if _LOTTERY.fullmatch(name):
        return all(map(_ALIASES.fullmatch, lines))
    return all(_ALIAS.fullmatch(line.partition(b",")[0]) for line in islice(lines, 1, None))
