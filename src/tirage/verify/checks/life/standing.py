"""Where one person stands after some entries: sits, has left, may be called, is out (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...kernel import Files
from ...reading.acts import RESULTS
from ...reading.documents import rows
from ..chance.plan import read_plan
from ..record.corrected import in_force
from ..record.journal import Entry
from .later import files_of

STATUS = ("sits", "left", "unavailable", "alternate", "never")


@dataclass(frozen=True, slots=True)
class Standing:
    """One person, as a proof has it."""

    status: str = "never"
    act: str = ""
    since: str = ""
    until: str = ""
    filled: str = ""
    place: int = 0


def standing(files: Files, entries: Iterable[Entry], pid: str) -> Standing:
    """Where a person stands after these entries; Malformed where a file that tells cannot be read."""
    found = Standing()
    for entry in in_force(entries):
        body = entry.body
        if entry.type == "panel" or entry.type in RESULTS.values():
            found = _after_draw(found, files, entry, pid)
        elif entry.type == "successor":
            found = _after_succession(found, entry, pid)
        elif entry.type == "close" or (entry.type == "vacancy" and body["pid"] == pid):
            if found.status == "sits":
                found = replace(found, status="left", until=body["date"])
        elif entry.type == "unavailable" and body["pid"] == pid:
            found = Standing("unavailable", until=body["date"])
        elif entry.type == "alternates" and found.status in {"never", "alternate"}:
            data = files.get(f"public/alternates-{body['list']}.csv", b"")
            called = [each for each, _ in rows(data, ["pid", "order"])]
            place = called.index(pid) + 1 if pid in called else 0
            found = Standing("alternate" if place else "never", place=place)
    return found


def _after_succession(found: Standing, entry: Entry, pid: str) -> Standing:
    if pid == entry.body["pid"]:
        return Standing("sits", entry.act, entry.time[:10])
    filled = found.status == "left" and not found.filled and pid == entry.body["vacancy"]
    return replace(found, filled=entry.act) if filled else found


def _after_draw(found: Standing, files: Files, entry: Entry, pid: str) -> Standing:
    own = files if entry.type == "panel" else files_of(files, entry.act)
    drawn = [each for (each,) in rows(own.get("public/panel.csv", b""), ["pid"])]
    if pid in drawn:
        return Standing("sits", entry.act, entry.time[:10])
    if found.status != "left" or found.filled:
        return found
    plan = read_plan(own.get("public/plan.json", b""), entry.act)
    return replace(found, filled=entry.act) if pid in plan.before["vacancies"] else found
