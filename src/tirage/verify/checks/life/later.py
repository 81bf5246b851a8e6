"""Draws of seats after the panel's, by the very checks of the panel: the same files under other names.

The files of `replacements/2` are called `public/replacements-2-plan.json` and so on. Seen without that
beginning, and with its entries called those of a panel, such a draw is a panel's. Check 10.9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ...kernel import Files, Known
from ...primitives.held import Renamed
from ...reading.acts import LATER, RESULTS
from ...reading.documents import Malformed, canonical, parse_json
from ...reading.journal import later_plans
from ...reading.pack import FILE as PACK
from ...report import BLOCKED, Check, Said, judged, line
from ..lottery.chances import FILE as CHANCES
from ..lottery.had import Earlier
from ..record.journal import Entry
from ..record.marks import Marks
from ..scope import Scope

Draw = Callable[[Known, Scope], Iterable[Check]]
"""The checks of one draw of seats, given `files`, `act`, `entries`, `journal` and `marks`."""
_UNTOLD = {"no-pool", "no-guarantors", "blocked", "not-drawn", "reader"}
"""Why a check of a later draw was not made, where the same is said of the panel or of the whole dossier."""
_FIGURES = {"lottery.delivered"}
"""What is told of each draw, right or not: its figures are what it is about."""


def acts_of(entries: list[Entry]) -> list[str]:
    """The later draws that are planned, in order."""
    return [entry.act for entry in entries if entry.type == "plan" and LATER.fullmatch(entry.act)]


def at(name: str, act: str) -> str:
    """Where a file of a later draw is, from where that of the panel is.

    >>> at("public/plan.json", "replacements/2")
    'public/replacements-2-plan.json'
    """
    folder, _, file = name.partition("/")
    return f"{folder}/{act.replace('/', '-')}-{file}"


def files_of(files: Files, act: str) -> Files:
    """The files of a later draw, under the names of the panel's."""
    start = f"{act.replace('/', '-')}-"
    found = {}
    for name in files:
        folder, _, file = name.partition("/")
        if file.startswith(start) and folder != "journal":
            found[f"{folder}/{file.removeprefix(start)}"] = name
    return Renamed(files, found, {PACK: _own_list(files[PACK], start)} if PACK in files else {})


def _own_list(data: bytes, start: str) -> bytes:
    """The list of a pack, with what it leaves out of a later draw under the names of the panel's."""
    try:
        pack = parse_json(data)
        left_out = pack["left_out"].items() if isinstance(pack, dict) else ()
        own = {name.replace(f"/{start}", "/", 1): why for name, why in left_out if f"/{start}" in name}
        return canonical({**pack, "left_out": own}) if isinstance(pack, dict) else data
    except (Malformed, KeyError, AttributeError):
        return data


def check_later(
    files: Files, entries: list[Entry], draw: Draw, marks: Marks, scope: Scope, *, by_need: bool | None
) -> Iterator[Check]:
    """Each later draw: one line for all that is right, and one for each check that is not.

    `by_need`: whether the chances alone say how many panels it has; None where nobody knows.
    """
    acts = acts_of(entries)
    earlier, done = Earlier(files), 0
    for number, act in enumerate(acts, 1):
        if not scope.has(act):
            continue
        own = files_of(files, act)
        mine = _entries_of(entries, act)
        known: Known = {"files": own, "act": act, "entries": mine, "journal": mine, "marks": marks}
        before = _done_before(entries, act)
        if len(before) < done:
            # An act that is planned twice: what counts is what was done at the first of its plans.
            earlier, done = Earlier(files), 0
        for each in before[done:]:
            earlier.add(CHANCES if each == "panel" else at(CHANCES, each))
        done, known["earlier"] = len(before), earlier
        checks = list(draw({**known, "by_need": by_need}, scope))
        for check in checks:
            untold = check.status == "ok" or (check.status == "not-checked" and check.got in _UNTOLD)
            if not untold or check.code in _FIGURES:
                yield _placed(check, number, act, own)
        failed = sum(check.status == "failed" for check in checks)
        right = sum(check.status == "ok" for check in checks)
        whole = judged(not failed, got=right, expected=right + failed)
        yield _numbered(number, whole, at("public/plan.json", act))
    for number in range(len(acts) + 1, len(later_plans(files)) + 1):
        # A plan is there whose act cannot be read.
        yield _numbered(number, BLOCKED)
        for code in sorted(_FIGURES):
            yield _placed(line(code, BLOCKED), number, "", {})


def _done_before(entries: list[Entry], act: str) -> list[str]:
    """The draws of seats that were done when this one was planned, in order."""
    planned = next(i for i, entry in enumerate(entries) if entry.type == "plan" and entry.act == act)
    return [entry.act for entry in entries[:planned] if entry.type in {"panel", *RESULTS.values()}]


def _numbered(number: int, said: Said, file: str = "") -> Check:
    return replace(line("life.draw", said, file), number=f"10.9.{number}")


def _entries_of(entries: list[Entry], act: str) -> list[Entry]:
    """The opening, and the entries of one act as those of a panel."""
    return [
        entry
        if entry.type == "open"
        else replace(
            entry,
            type="panel" if entry.type in RESULTS.values() else entry.type,
            body={**entry.body, "act": "panel"},
        )
        for entry in entries
        if entry.type == "open" or entry.act == act
    ]


def _placed(check: Check, number: int, act: str, own: Mapping[str, bytes]) -> Check:
    """A check of the panel as one of the later draw: its number, and the file's own name."""
    there = check.file in own or check.file.startswith(("public/", "guarantors/"))
    return replace(
        check, number=f"10.9.{number}.{check.number}", file=at(check.file, act) if there else check.file
    )
