"""No check is lost: what a check did not foresee is a failed check, and what was not said is not checked.

Which checks a dossier has follows from the names of its files, and from what can still be read of them. Where
an act cannot be read, nobody knows what it would have asked for, so that its checks are due as well.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from .checks.record.journal import NAME, kinds
from .kernel import NUMBERS, OF_A_CEREMONY, OF_A_FRAME, Check
from .legacy import judged, skipped
from .reading.documents import Malformed, parse_json
from .reading.pack import FILE as PACK

Files = Mapping[str, bytes]
Found = TypeVar("Found")

_ALWAYS = (
    "files.known",
    "files.present",
    "documents.canonical",
    "documents.shape",
    "journal.names",
    "journal.chain",
    "journal.times",
    "order.types",
    "order.once",
    "contributions.fresh",
    "later",
)
_AT_TIMES = OF_A_FRAME | OF_A_CEREMONY | {"certificate.best", "certificate.range", "certificate.objective"}
OF_A_DRAW = tuple(code for code, number in NUMBERS.items() if 3 <= int(number.split(".")[0]) <= 9)
"""Every check of a draw; those of letters are among them."""
OF_A_WAVE = (
    *(code for code in OF_A_DRAW if code.startswith(("contributions.", "beacon", "seed."))),
    "letters.strata",
    "letters.drawn",
)
"""Checks of a wave that its plan stands before."""
_FRAME = ("frame.counts", "frame.people", "frame.root")
_LIFE = ("life.members", "life.once", "life.vacancies")
_LATER_DRAW = ("life.sitting", "life.quotas", "life.pool")
_STATED = {"vacancy", "acceptance", "absence", "leaving", "unavailable", "unfilled", "term", "alternates"}
_STATED |= {"close", "replacement", "renewal"}
_ENDS = ("void", "contested", "erase")
_WAVE_FILE = re.compile(r"public/letters-[1-9][0-9]*-plan\.json")
_LATER_FILE = re.compile(r"public/(replacements|renewal)-[1-9][0-9]*-plan\.json")


def guarded(
    code: str, checks: Generator[Check, None, Found], otherwise: Found, file: str = ""
) -> Generator[Check, None, Found]:
    """What these checks give; where they stop unexpectedly, a failed check `code`, and `otherwise`."""
    try:
        return (yield from checks)
    except Exception:  # noqa: BLE001 - a file that stops a check is a failed check, whatever it holds
        yield judged(code, False, got="unexpected", file=file)
        return otherwise


def unsaid(files: Files, found: Iterable[Check]) -> Iterator[Check]:
    """The checks that this dossier has and that nothing was said of."""
    checks = list(found)
    said = {check.code for check in checks}
    numbers = {check.number for check in checks}
    yield from (skipped(code, "blocked") for code in dict.fromkeys(due(files)) if code not in said)
    later = sum(_LATER_FILE.fullmatch(name) is not None for name in files)
    for number in (f"10.9.{place}" for place in range(1, later + 1)):
        if number not in numbers:
            yield replace(skipped("life.draw", "blocked"), number=number)


def due(files: Files) -> Iterator[str]:
    """Codes of the checks that a dossier has, as its files tell without being checked."""
    types = kinds(files)
    held = set(types)
    opened = held - {"anchor"} == {"open"}
    framed = "frame" in held
    yield from _ALWAYS
    if not opened:
        yield from ("hash", "counts.balance")
    if PACK in files:
        yield from ("pack.files", "pack.reader")
    yield from _of_acts(files, held)
    if framed:
        yield from _of_a_frame(files, held)
    if not (framed or opened) or "pool" in held:
        yield from ("order.plan", "order.agree")
        yield from (code for code in OF_A_DRAW if code not in _AT_TIMES)
    if "panel" in types and _STATED & set(types[types.index("panel") :]):
        yield from _of_a_life(files, held)


def _of_acts(files: Files, held: set[str]) -> Iterator[str]:
    """What single acts ask for."""
    if _may_say(files, "open", "after"):
        yield "next.link"
        if held & {"frame", "pool"}:
            yield "next.cooling"
    if _may_say(files, "quotas", "changes"):
        yield "quotas.changes"
    if held & set(_ENDS):
        yield from ("order.end", *(f"beyond.{kind}" for kind in _ENDS if kind in held))
    if _may_say(files, "anchor", "signature"):
        yield from ("anchors", "beyond.keys")
    if _may_say(files, "anchor", "stamp"):
        yield "stamps"


def _of_a_frame(files: Files, held: set[str]) -> Iterator[str]:
    yield from _FRAME
    if "letters" in held or any(map(_WAVE_FILE.fullmatch, files)):
        yield "order.letters"
        yield from (code for code in OF_A_WAVE if code not in OF_A_CEREMONY)
    if "responses" in held:
        yield "responses.letters"
        if "pool" in held:
            yield "responses.pool"


def _of_a_life(files: Files, held: set[str]) -> Iterator[str]:
    yield from _LIFE
    if "term" in held:
        yield "life.term"
        if _may_say(files, "term", "sha256"):
            yield "life.cohorts"
    if "alternates" in held:
        yield from ("life.alternates", "life.tickets")
    plans = [data for name, data in files.items() if _LATER_FILE.fullmatch(name)]
    if plans:
        yield from _LATER_DRAW
    if "unfilled" in held or any(b'"relaxed":null' not in data for data in plans):
        yield "life.nobody"


def _may_say(files: Files, kind: str, key: str) -> bool:
    """Whether an act of that type says something under that key, or cannot be read."""
    names = [name for name in files if (match := NAME.fullmatch(name)) and match[2] == kind]
    return any(body.get(key, "") != "" for body in (_body(files[name], key) for name in names))


def _body(data: bytes, otherwise: str) -> Mapping[str, object]:
    try:
        entry = parse_json(data)
    except Malformed:
        return {otherwise: None}
    body = entry.get("body") if isinstance(entry, dict) else None
    return body if isinstance(body, dict) else {otherwise: None}
