"""The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).

Checks 1.3 to 1.7 and 2.1, 2.2. A journal that hangs together can still be a whole new one: only its head,
read aloud on the day, tells (check 11.1).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...kernel import Check, Files
from ...legacy import compared, faulty, judged, skipped
from ...primitives.lines import hash_of
from ...reading.bodies import BODIES, LATER, LETTERS, RESULTS
from ...reading.documents import Malformed, parse_json
from ...reading.shapes import Shape, anything, exactly, is_count, is_hash, is_text, is_tool, shaped

NAME = re.compile(r"journal/([0-9]{4}|[1-9][0-9]{4,14})-([a-z]+)\.json")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_END = "(, erase)?"
_LETTERS_CHANCE = ", plan letters(, contribution letters)*"
_LETTERS_PLANNED = f"{_LETTERS_CHANCE}(, beacon letters)?"
_WAVE = f"({_LETTERS_PLANNED}, letters(, responses)*)"
_LATER_CHANCE = ", plan later(, contribution later)*"
_LATER_PLANNED = f"{_LATER_CHANCE}(, beacon later)?"
_STATED = ", (vacancy|unavailable|acceptance|unfilled|term|alternates|absence|leaving)"
_ENDED = f"((, close)?{_END}|, erase, close)"
_LIFE = f"({_STATED}|{_LATER_PLANNED}, (replacement|renewal)|{_LATER_CHANCE}, void later)*"
_PANEL_CHANCE = ", pool, lottery, plan panel(, contribution panel)*"
_PANEL = f"{_PANEL_CHANCE}(, void panel{_END}|(, beacon panel)?(, panel{_LIFE}({_LATER_PLANNED}|{_ENDED}))?)"
_ORDER = re.compile(
    f"open(|, quotas{_PANEL}|, key(, roll)+, frame(, quotas)?{_WAVE}*"
    f"({_END}|{_LETTERS_PLANNED}|{_LETTERS_CHANCE}, void letters{_END}|, quotas{_PANEL}))"
)
_LAWFUL = (
    "open, [key, roll…, frame, quotas, (plan, contribution…, [beacon,] letters, responses…)…,] "
    "quotas, pool, lottery, plan, contribution…, [beacon,] panel, "
    "(vacancy, unavailable, acceptance, unfilled, term, alternates, absence, leaving; "
    "plan, contribution…, [beacon,] replacement or renewal, or the plan void)…; close; a plan void; erase"
)
_START = "0" * 64
_MANY = {"roll", "contribution", "responses", "anchor", "contested"}
_MANY |= {"vacancy", "unavailable", "acceptance", "unfilled", "alternates", "absence", "leaving"}
"""Types that may come several times."""
_ASIDES = {"anchor", "contested"}
"""Types that may come after any act, and change nothing of what may follow."""

_ENTRY: Mapping[str, Shape] = {
    "v": exactly(1),
    "i": is_count,
    "prev": is_hash,
    "type": is_text,
    "time": is_text,
    "tool": is_tool,
    "body": anything,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the record."""

    file: str
    type: str
    time: str
    prev: str
    body: dict[str, Any]
    digest: str
    """SHA-256 of the file."""

    @property
    def act(self) -> str:
        """`panel`, `letters/1`, …; empty for what belongs to no single act."""
        return str(self.body.get("act", ""))

    @property
    def step(self) -> str:
        """The type, and the kind of act for what several acts have."""
        return _step(self.type, self.body)


def head(files: Mapping[str, bytes]) -> str:
    """SHA-256 of the last entry by number; 64 zeros where there is none."""
    names = entry_names(files)
    return hash_of(files[names[-1]]) if names else _START


def kinds(files: Mapping[str, bytes]) -> list[str]:
    """Types of the entries as their file names say them, in order."""
    matches = (NAME.fullmatch(name) for name in entry_names(files))
    return [match[2] for match in matches if match]


def is_opened(files: Files) -> bool:
    """Whether nothing is on record but that an assembly is opened."""
    return [kind for kind in kinds(files) if kind != "anchor"] == ["open"]


def is_of_seats(files: Files) -> bool:
    """Whether seats are to be drawn: the record has come to a pool, or begins with one."""
    types = kinds(files)
    return "pool" in types or not ("frame" in types or is_opened(files))


def first(entries: list[Entry], kind: str) -> dict[str, Any] | None:
    """Body of the first entry of that type."""
    return next((entry.body for entry in entries if entry.type == kind), None)


def entry_names(files: Iterable[str]) -> list[str]:
    """Names of the entries among those of files, by their numbers."""
    return sorted((name for name in files if NAME.fullmatch(name)), key=_place)


def _place(name: str) -> tuple[float, str]:
    """By number; what is no entry's name comes last."""
    match = NAME.fullmatch(name)
    return int(match[1]) if match else math.inf, name


def check_journal(files: Mapping[str, bytes]) -> Generator[Check, None, list[Entry]]:
    """The entries that can be read, in order, after the checks of the journal as a chain."""
    names = sorted((name for name in files if name.startswith("journal/")), key=_place)
    entries: list[Entry] = []
    unreadable: list[str] = []
    misnamed: list[str] = []
    for position, name in enumerate(names, 1):
        try:
            entry, number = _entry(name, files[name])
        except Malformed as fault:
            unreadable.append(f"{name} ({fault.shown})")
            continue
        entries.append(entry)
        if name != f"journal/{position:04}-{entry.type}.json" or number != position:
            misnamed.append(f"{name} (i {number})")
    if not names:
        unreadable.append("absent")
    yield faulty("documents.shape", unreadable, checked=len(names), file="journal/")
    yield faulty("journal.names", misnamed, file="journal/")
    yield faulty("journal.chain", _breaks(entries), file="journal/")
    yield faulty("journal.times", _times(entries), file="journal/")
    yield from _order(entries)
    return entries


def _entry(name: str, data: bytes) -> tuple[Entry, int]:
    whole = shaped(parse_json(data), _ENTRY)
    kind, body = whole["type"], whole["body"]
    keys = BODIES.get(_form(kind, body))
    if keys is None or " " in kind:
        raise Malformed("unknown-type", kind)
    entry = Entry(name, kind, whole["time"], whole["prev"], shaped(body, keys), hash_of(data))
    return entry, whole["i"]


_FORMS = {
    "anchor stamp": "stamp",
    "quotas changed": "changes",
    "open next": "after",
    "term ruled": "leavers",
}
"""Forms of a body by a key that only they have."""


def _form(kind: str, body: object) -> str:
    """The form of an entry's body, as `BODIES` has it."""
    said = body if isinstance(body, dict) else {}
    if kind == "panel" or kind in RESULTS.values():
        return f"{kind} by seed" if said.get("by") == "seed" else kind
    for form, told_by in _FORMS.items():
        if kind == form.partition(" ")[0] and told_by in said:
            return form
    if kind not in {"contribution", "beacon"}:
        return kind if kind == "void" else _step(kind, body)
    form = f"{kind} {said['kind']}" if said.get("kind") in ("sealed", "dropped") else kind
    return f"{form} of {_step(kind, body).partition(' ')[2]}"


def _step(kind: str, body: object) -> str:
    """The type of an entry; plans and what comes of them are those of letters, later draws or the panel."""
    if kind not in {"plan", "contribution", "beacon", "void"}:
        return kind
    act = str(body.get("act")) if isinstance(body, dict) else ""
    return f"{kind} {'letters' if LETTERS.fullmatch(act) else 'later' if LATER.fullmatch(act) else 'panel'}"


def _breaks(entries: list[Entry]) -> list[str]:
    """Entries that do not hold the hash of the one before."""
    before = _START
    broken = []
    for entry in entries:
        if entry.prev != before:
            broken.append(f"{entry.file} ({entry.prev} ≠ {before})")
        before = entry.digest
    return broken


def _times(entries: list[Entry]) -> list[str]:
    """Entries whose time is no UTC time to the second, or is before the time of the entry before."""
    before = ""
    wrong = []
    for entry in entries:
        if not _is_time(entry.time) or entry.time < before:
            wrong.append(
                f"{entry.file} ({entry.time} < {before})" if before else f"{entry.file} ({entry.time})"
            )
        before = max(before, entry.time)
    return wrong


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:-1])
    except ValueError:
        return False
    return True


def _order(entries: list[Entry]) -> Generator[Check, None, None]:
    steps = [entry.step for entry in entries if entry.type not in _ASIDES]
    aside = entries[:1] and entries[0].type in _ASIDES
    lawful = not aside and _ORDER.fullmatch(", ".join(steps)) is not None
    # Only a next assembly is opened before anything is in it.
    lawful = lawful and (steps != ["open"] or "after" in entries[0].body)
    lawful = lawful and _waves(entries) and _in_turn(entries)
    said = ", ".join(
        entry.type if entry.act in {"", "panel"} else f"{entry.type} {entry.act}" for entry in entries
    )
    yield judged("order.types", lawful, got=said, expected=_LAWFUL, file="journal/")
    acts = Counter(f"{entry.type} {entry.act}".strip() for entry in entries if entry.type not in _MANY)
    announced = {"quotas": 2 if "frame" in steps else 1}
    repeated = [f"{count} {act}" for act, count in acts.items() if count > announced.get(act, 1)]
    yield faulty("order.once", repeated, file="journal/")


def _waves(entries: list[Entry]) -> bool:
    """Whether waves count up from 1, and what belongs to one stands together."""
    of_letters = [entry.act for entry in entries if LETTERS.fullmatch(entry.act)]
    in_turn = list(dict.fromkeys(of_letters))
    together = sorted(of_letters, key=in_turn.index) == of_letters
    return together and in_turn == [f"letters/{wave}" for wave in range(1, len(in_turn) + 1)]


def _in_turn(entries: list[Entry]) -> bool:
    """Whether later draws count up from 1, kind by kind, and each has its own chance and result."""
    planned = dict.fromkeys(RESULTS, 0)
    act = ""
    for entry in entries:
        match = None if entry.type in _ASIDES else LATER.fullmatch(entry.act)
        if match and entry.type == "plan":
            act = entry.act
            planned[match[1]] += 1
            if int(match[2]) != planned[match[1]]:
                return False
        elif match and (entry.act != act or entry.type in set(RESULTS.values()) - {RESULTS[match[1]]}):
            return False
    return True


def check_fresh(entries: list[Entry]) -> Generator[Check, None, None]:
    """Nothing that was brought to one act serves another: it would be known before the second plan."""
    brought = [(e.file, e.body["value"]) for e in entries if e.type == "contribution" and "value" in e.body]
    values = [value for _, value in brought]
    repeated = [file for place, (file, value) in enumerate(brought) if value in values[:place]]
    yield faulty("contributions.fresh", repeated, checked=len(brought), file="journal/")


def check_balance(files: Files, entries: list[Entry]) -> Generator[Check, None, None]:
    """Read = kept + excluded, and the excluded by cause, in every act that counts."""
    if is_opened(files):
        return
    counting = [entry for entry in entries if entry.type in {"frame", "pool"}]
    if not counting:
        yield skipped("counts.balance", "blocked")
    for entry in counting:
        body = entry.body
        total, causes = body["kept"] + body["excluded"], sum(body["causes"].values())
        yield compared(
            "counts.balance", f"{body['read']}, {body['excluded']}", f"{total}, {causes}", "journal/"
        )
