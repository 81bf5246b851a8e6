"""The journal: one canonical document an act, each holding the hash of the one before (SPEC §8).

Checks 1.4 to 1.7, 1.9, 2.1, 2.2 and 3.4. A journal that hangs together can still be a whole new one: only its
head, read aloud on the day, tells (check 11.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...kernel import Files, Inapplicable, Table
from ...primitives.lines import hash_of
from ...reading.acts import ASIDES, LATER, LAWFUL, LETTERS, ORDER, RESULTS, STANDBY, step, types
from ...reading.bodies import BODIES
from ...reading.documents import Malformed, parse_json
from ...reading.journal import START, has_contributions, is_begun, is_framed, place
from ...reading.shapes import Shape, anything, exactly, is_count, is_hash, is_text, is_tool, shaped
from ...report import Said, compared, faulty, judged

JOURNAL = Table()
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_OF_STANDBY = ("successor", "passed", "lapse")
"""Types of what comes of a standby after its result; check 10.26 is about them."""
_MANY = frozenset(types(many=True))
"""Types that may come several times."""
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
    tool: str
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
        return step(self.type, self.body)


def first(entries: list[Entry], kind: str) -> dict[str, Any] | None:
    """Body of the first entry of that type."""
    return next((entry.body for entry in entries if entry.type == kind), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A journal as far as it can be read."""

    entries: list[Entry]
    unreadable: list[str]
    misnamed: list[str]
    count: int
    """Files of the journal."""


def read_journal(files: Files) -> Reading:
    """The entries of a journal in order; what is wrong with its files is told, not raised."""
    names = sorted((name for name in files if name.startswith("journal/")), key=place)
    found = Reading([], [], [], len(names))
    for position, name in enumerate(names, 1):
        try:
            entry, number = _entry(name, files[name])
        except Malformed as fault:
            found.unreadable.append(f"{name} ({fault.shown})")
            continue
        found.entries.append(entry)
        if name != f"journal/{position:04}-{entry.type}.json" or number != position:
            found.misnamed.append(f"{name} (i {number})")
    if not names:
        found.unreadable.append("absent")
    return found


@JOURNAL.fact("documents.shape")
def reading(files: Files) -> Reading:
    """The journal, as far as it can be read."""
    return read_journal(files)


@JOURNAL.fact()
def journal(reading: Reading) -> list[Entry]:
    """Every entry that can be read, in order."""
    return reading.entries


@JOURNAL.check("documents.shape", "journal/")
def check_shape(reading: Reading) -> Said:
    """Every entry has exactly the fields of its type."""
    return faulty(reading.unreadable, checked=reading.count)


@JOURNAL.check("journal.names", "journal/")
def check_names(reading: Reading) -> Said:
    """Entries are numbered without a gap, and bear their names."""
    return faulty(reading.misnamed)


def _entry(name: str, data: bytes) -> tuple[Entry, int]:
    whole = shaped(parse_json(data), _ENTRY)
    kind, body = whole["type"], whole["body"]
    keys = BODIES.get(_form(kind, body))
    if keys is None or " " in kind:
        raise Malformed("unknown-type", kind)
    entry = Entry(name, kind, whole["time"], whole["tool"], whole["prev"], shaped(body, keys), hash_of(data))
    return entry, whole["i"]


_FORMS = {
    "anchor stamp": "stamp",
    "anchor note": "note",
    "quotas changed": "changes",
    "regulation changed": "changed",
    "frame over findings": "findings",
    "letters fewer": "planned",
    "responses recoded": "recoding",
    "open next": "after",
    "term ruled": "leavers",
    "correction instead": "instead",
    "pool settled": "lists",
    "volunteers settled": "lists",
    "successor linked": "link",
    "alternates drawn": "plan",
}
"""Forms of a body by a key that only they have."""


def _form(kind: str, body: object) -> str:
    """The form of an entry's body, as `BODIES` has it."""
    said = body if isinstance(body, dict) else {}
    if kind == "panel" or kind in RESULTS.values():
        return f"{kind} by seed" if said.get("by") == "seed" else kind
    for form, told_by in _FORMS.items():
        if kind == form.partition(" ")[0] and told_by in said:
            return _placed(form, said)
    if kind not in {"contribution", "beacon"}:
        return kind if kind == "void" else _placed(step(kind, body), said)
    form = f"{kind} {said['kind']}" if said.get("kind") in ("sealed", "dropped") else kind
    return f"{form} of {step(kind, body).partition(' ')[2]}"


def _placed(form: str, said: Mapping[str, object]) -> str:
    """The form of a frame by what it has besides: places, homes that are none, parts, lists of exclusion."""
    if not form.startswith("frame"):
        return form
    told = {"placed": "geography", "declared": "no_household", "in parts": "parts", "listed": "exclusions"}
    return " ".join([form, *(word for word, key in told.items() if key in said)])


@JOURNAL.check("journal.chain", "journal/")
def check_chain(journal: list[Entry]) -> Said:
    """Every entry holds the hash of the one before."""
    before = START
    faults = []
    for entry in journal:
        if entry.prev != before:
            faults.append(f"{entry.file} ({entry.prev} ≠ {before})")
        before = entry.digest
    return faulty(faults)


@JOURNAL.check("journal.times", "journal/")
def check_times(journal: list[Entry]) -> Said:
    """Every time is a UTC time to the second, and none is before that of the entry before."""
    before = ""
    faults = []
    for entry in journal:
        if not _is_time(entry.time) or entry.time < before:
            since = f" < {before}" if before else ""
            faults.append(f"{entry.file} ({entry.time}{since})")
        before = max(before, entry.time)
    return faulty(faults)


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:-1])
    except ValueError:
        return False
    return True


@JOURNAL.check("order.types", "journal/")
def check_order(journal: list[Entry]) -> Said:
    """Entries come in an order that the specification has."""
    steps = [entry.step for entry in journal if entry.type not in ASIDES]
    aside = journal[:1] and journal[0].type in ASIDES
    lawful = not aside and ORDER.fullmatch(", ".join(steps)) is not None
    # Only a next assembly is opened before anything is in it.
    lawful = lawful and (steps != ["open"] or "after" in journal[0].body)
    lawful = lawful and _waves(journal) and _after_letters(journal) and _in_turn(journal)
    said = [entry.type if entry.act in {"", "panel"} else f"{entry.type} {entry.act}" for entry in journal]
    return judged(lawful, got=", ".join(said), expected=LAWFUL)


@JOURNAL.check("order.once", "journal/")
def check_once(journal: list[Entry], files: Files) -> Said:
    """What may come once an act does; quotas twice where they were announced before the letters."""
    acts = Counter(f"{entry.type} {entry.act}".strip() for entry in journal if entry.type not in _MANY)
    most = {"quotas": 2 if is_framed(files) else 1}
    return faulty([f"{count} {act}" for act, count in acts.items() if count > most.get(act, 1)])


def _waves(entries: list[Entry]) -> bool:
    """Whether waves count up from 1, and what belongs to one stands together."""
    of_letters = [entry.act for entry in entries if LETTERS.fullmatch(entry.act)]
    in_turn = list(dict.fromkeys(of_letters))
    together = sorted(of_letters, key=in_turn.index) == of_letters
    return together and in_turn == [f"letters/{wave}" for wave in range(1, len(in_turn) + 1)]


def _after_letters(entries: list[Entry]) -> bool:
    """Whether addresses are put right of waves that are drawn."""
    drawn: set[str] = set()
    for entry in entries:
        if entry.type == "addresses" and f"letters/{entry.body['wave']}" not in drawn:
            return False
        drawn |= {entry.act} if entry.type == "letters" else set()
    return True


def _in_turn(entries: list[Entry]) -> bool:
    """Whether later draws count up from 1, kind by kind, and each has its own chance and result."""
    results = {**RESULTS, "standby": "standby", "alternates": "alternates"}
    planned = dict.fromkeys(results, 0)
    act = ""
    for entry in entries:
        aside = entry.type in ASIDES or entry.type in _OF_STANDBY
        match = None if aside else LATER.fullmatch(entry.act) or STANDBY.fullmatch(entry.act)
        if match and entry.type == "plan":
            act = entry.act
            planned[match[1]] += 1
            if int(match[2]) != planned[match[1]]:
                return False
        elif match and (entry.act != act or entry.type in set(results.values()) - {results[match[1]]}):
            return False
    return True


@JOURNAL.check("contributions.fresh", "journal/", due=has_contributions)
def check_fresh(journal: list[Entry]) -> Said:
    """Nothing that was brought to one act serves another: it would be known before the second plan."""
    brought = [(e.file, e.body["value"]) for e in journal if e.type == "contribution" and "value" in e.body]
    if not brought:
        raise Inapplicable
    values = [value for _, value in brought]
    repeated = [file for place, (file, value) in enumerate(brought) if value in values[:place]]
    return faulty(repeated, checked=len(brought))


@JOURNAL.check("counts.balance", "journal/", due=is_begun)
def check_balance(journal: list[Entry]) -> list[Said]:
    """Read = kept + excluded, and the excluded by cause, in every act that counts."""
    counting = [entry.body for entry in journal if entry.type in {"frame", "pool", "volunteers"}]
    pairs = (
        ((body["read"], body["kept"] + body["excluded"]), (body["excluded"], sum(body["causes"].values())))
        for body in counting
    )
    return [compared(f"{read}, {out}", f"{total}, {causes}") for (read, total), (out, causes) in pairs]
