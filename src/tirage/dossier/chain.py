"""The journal: one document an act, each holding the hash of the one before (SPEC §8). Pure.

What a reader can rely on: no entry can be changed, removed, inserted or reordered without changing the hash
of the last one, the head. The head is short enough to be read aloud on the day (`groups`). An act that is
not lawful after the last one is refused, and a journal that holds one is not read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from tirage.dossier.canonical import canonical, sha256
from tirage.errors import Refused, VerificationFailed

if TYPE_CHECKING:
    from tirage.dossier.entries import Body

B = TypeVar("B", bound="Body")
FOLDER = "journal/"
START = "0" * 64
"""Stands for the entry before the first."""
VERSION = 1

STATED = (
    *("vacancy", "unavailable", "acceptance", "unfilled", "term", "alternates", "absence", "leaving"),
    *("correction", "volunteers", "successor", "passed", "lapse"),
)
AMONG_LETTERS = (
    "plan letters",
    "contribution letters",
    "beacon letters",
    "letters",
    "addresses",
    "responses",
)
"""The steps of letters, which are other steps once a panel sits: what may follow is another thing then."""
SITTING = " while a panel sits"
LIFE = (
    *STATED,
    *("plan replacements", "plan renewal", "plan standby", "plan alternates", "plan letters"),
    *("addresses", "responses", "close", "erase"),
)
"""The steps that are lawful once a panel sits, unless a draw has begun."""


def _drawn_later(act: str, result: str) -> dict[str, tuple[str, ...]]:
    """The steps of a draw after the panel's."""
    contribution, beacon, void = f"contribution {act}", f"beacon {act}", f"void {act}"
    chance = (contribution, beacon, result, void)
    # A void plan leaves the seats as open as they were: the next plan has the next number.
    return {f"plan {act}": chance, contribution: chance, beacon: (result, void), result: LIFE, void: LIFE}


ANSWERED = ("letters", "addresses", "responses")
"""The steps after which answers come in, and somebody may be taken out of them before there is a pool."""
AFTER: Mapping[str, tuple[str, ...]] = {
    "": ("open",),
    **dict.fromkeys(("open", "regulation"), ("regulation", "quotas", "key")),
    "key": ("rolls", "quotas"),
    "rolls": ("frame",),
    "frame": ("quotas", "erase"),
    "quotas": ("pool", "plan letters", "quotas", "erase"),
    "plan letters": ("contribution letters", "beacon letters", "letters", "void letters"),
    "contribution letters": ("contribution letters", "beacon letters", "letters", "void letters"),
    "beacon letters": ("letters", "void letters"),
    **dict.fromkeys(ANSWERED, ("addresses", "responses", "plan letters", "quotas", "erase", "unavailable")),
    "pool": ("lottery",),
    "lottery": ("plan panel",),
    "plan panel": ("contribution panel", "beacon panel", "panel", "void panel"),
    "contribution panel": ("contribution panel", "beacon panel", "panel", "void panel"),
    "beacon panel": ("panel", "void panel"),
    "panel": LIFE,
    **dict.fromkeys(STATED, LIFE),
    **_drawn_later("replacements", "replacement"),
    **_drawn_later("renewal", "renewal"),
    **_drawn_later("standby", "standby"),
    **_drawn_later("alternates", "alternates"),
    # A wave that is planned while a panel sits is drawn: its plan is never void.
    **dict.fromkeys(
        (f"plan letters{SITTING}", f"contribution letters{SITTING}"),
        ("contribution letters", "beacon letters", "letters"),
    ),
    f"beacon letters{SITTING}": ("letters",),
    **dict.fromkeys((f"letters{SITTING}", f"addresses{SITTING}", f"responses{SITTING}"), LIFE),
    **dict.fromkeys(("void letters", "void panel"), ("erase",)),
    "close": ("erase",),
    # Names may be destroyed before the term of those who sit is closed.
    "erase": ("close",),
}
"""The steps that are lawful after each; quotas before the pool, a plan before its chance. A step is the type
of an entry, and for what several acts have, the act that it belongs to."""
AFTER_PANEL = frozenset({"panel", *STATED}).union(
    (place for place in AFTER if place.endswith(SITTING)),
    _drawn_later("replacements", "replacement"),
    _drawn_later("renewal", "renewal"),
    _drawn_later("standby", "standby"),
    _drawn_later("alternates", "alternates"),
)
"""The steps after which a panel sits."""
ASIDES = ("anchor", "contested", "witnesses")
"""What may be said after any act, and changes nothing of what may follow."""
OF_AN_ACT = ("plan", "contribution", "beacon", "void")

_NAME = re.compile(r"journal/([0-9]{4}|[1-9][0-9]{4,14})-([a-z]+)\.json")
_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z", re.ASCII)
_KEYS = {"v", "i", "prev", "type", "time", "tool", "body"}


@dataclass(frozen=True, repr=False)
class Entry:
    """One act on the record."""

    number: int
    """From 1."""
    type: str
    time: str
    """UTC to the second, `2026-11-23T09:00:00Z`."""
    tool: str
    """The program that wrote it, with its version."""
    prev: str
    """Hash of the entry before; 64 zeros in the first."""
    body: Mapping[str, object]
    """The document of what it says; `content` is the same as a model."""

    def __repr__(self) -> str:
        return f"Entry({self.name!r})"

    @cached_property
    def content(self) -> Body:
        """What it says; VerificationFailed for a body that is none of its type, as in a foreign journal."""
        # The models load pydantic, which `tirage --help` has no use for.
        from tirage.dossier.entries import read_body

        try:
            return read_body(self.type, self.body)
        except ValueError:
            raise _broken("journal.form", self.name, sha256(self.data), f"body: {self.type}") from None

    @property
    def name(self) -> str:
        """The path of its file in the dossier; its number has four digits at least."""
        return f"{FOLDER}{self.number:04}-{self.type}.json"

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        return canonical(
            {
                "v": VERSION,
                "i": self.number,
                "prev": self.prev,
                "type": self.type,
                "time": self.time,
                "tool": self.tool,
                "body": self.body,
            }
        )


def append(entries: Sequence[Entry], act: str, body: Mapping[str, object], time: str, tool: str) -> Entry:
    """The entry that follows `entries`, which stay as they are.

    Raises Refused for an act that is not lawful here and for a clock that runs backwards, ValueError for
    a time that is no UTC time to the second and for a body that is no canonical document.

    >>> append([], "open", {"spec": "tirage/2"}, "2026-11-23T09:00:00Z", "tirage 0.1.0").name
    'journal/0001-open.json'
    """
    if not is_time(time):
        raise ValueError(f"no UTC time to the second: {time!r}")
    last, new = _last(entries), step(act, body)
    if not _is_lawful(new, last):
        raise Refused(
            "journal.order",
            act=new,
            last=last.removesuffix(SITTING) or "—",
            lawful=", ".join(AFTER[last]) or "—",
        )
    if entries and time < entries[-1].time:
        raise Refused("journal.time", time=time, last=entries[-1].time)
    entry = Entry(len(entries) + 1, act, time, tool, head(entries), body)
    canonical(body)
    return entry


def step(act: str, body: Mapping[str, object]) -> str:
    """The place of an entry in the order of acts.

    >>> step("plan", {"act": "letters/2"}), step("pool", {})
    ('plan letters', 'pool')
    """
    return f"{act} {str(body.get('act')).partition('/')[0]}" if act in OF_AN_ACT else act


def _last(entries: Sequence[Entry]) -> str:
    """The step that decides what may come next; "" before the first."""
    last = ""
    sits = any(entry.type == "panel" for entry in entries)
    for entry in reversed(entries):
        if entry.type not in ASIDES:
            now = _there(step(entry.type, entry.body), sits=sits)
            if now != "unavailable" or sits:
                return now if not last or now in ANSWERED else last
            last = now
    return last


def _then(last: str, entry: Entry) -> str:
    """The step that decides what may come next, after one more entry."""
    if entry.type in ASIDES or (entry.type == "unavailable" and last in ANSWERED):
        return last
    return _there(step(entry.type, entry.body), sits=last in AFTER_PANEL)


def _there(new: str, *, sits: bool) -> str:
    """A step by its place: `sits`, whether a panel does."""
    return f"{new}{SITTING}" if sits and new in AMONG_LETTERS else new


def _is_lawful(new: str, last: str) -> bool:
    return new in AFTER[last] or (new in ASIDES and last != "")


def head(entries: Sequence[Entry]) -> str:
    """Hash of the last entry; 64 zeros where there is none."""
    return sha256(entries[-1].data) if entries else START


def bodies(entries: Iterable[Entry], form: type[B]) -> list[B]:
    """What the entries of a form say, in order: `bodies(entries, Vacancy)`.

    Raises VerificationFailed for a body that is none of its type, as in a foreign journal.
    """
    from tirage.dossier.entries import FORMS

    found = list(entries)
    there = {entry.type for entry in found}
    kinds = {kind for kind in there & FORMS.keys() if any(issubclass(each, form) for each in FORMS[kind])}
    contents = (entry.content for entry in found if entry.type in kinds)
    return [body for body in contents if isinstance(body, form)]


def in_order(names: Iterable[str]) -> list[str]:
    """The names in `journal/`, by the numbers of their entries; names of no entry come last.

    >>> in_order(["journal/10000-anchor.json", "public/plan.json", "journal/9999-anchor.json"])
    ['journal/9999-anchor.json', 'journal/10000-anchor.json']
    """
    return sorted((name for name in names if name.startswith(FOLDER)), key=_place)


def _place(name: str) -> tuple[float, str]:
    match = _NAME.fullmatch(name)
    return int(match[1]) if match else math.inf, name


def groups(digest: str) -> str:
    """A hash in eight groups of eight, to be read aloud.

    >>> groups("0123456789abcdef" * 4)
    '01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef'
    """
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def is_time(text: str) -> bool:
    """Whether a text is a UTC time to the second, as the journal has it.

    >>> is_time("2026-11-23T09:00:00Z"), is_time("2026-02-30T09:00:00Z"), is_time("2026-11-23 09:00")
    (True, False, False)
    """
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_chain(files: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """The entries of a dossier, in order, once the chain holds.

    `files` are those of a dossier by path; other folders than `journal/` are ignored. Raises
    VerificationFailed, naming the file, for the first entry that is not what its place requires.
    """
    entries: list[Entry] = []
    last = ""
    for name in in_order(files):
        entry = _entry(name, files[name], entries, last)
        entries.append(entry)
        last = _then(last, entry)
    return tuple(entries)


def _entry(name: str, data: bytes, before: Sequence[Entry], last: str) -> Entry:
    number = len(before) + 1
    match = _NAME.fullmatch(name)
    if match is None or int(match[1]) != number:
        raise _broken("journal.name", name, name, f"{FOLDER}{number:04}-….json")
    entry = _parse(name, data)
    if entry.name != name:
        raise _broken("journal.name", name, name, entry.name)
    if entry.prev != head(before):
        raise _broken("journal.prev", name, entry.prev, head(before))
    if not _is_lawful(new := step(entry.type, entry.body), last):
        raise _broken("journal.act", name, new, ", ".join(AFTER[last]) or "—")
    if before and entry.time < before[-1].time:
        raise _broken("journal.clock", name, entry.time, before[-1].time)
    return entry


def _parse(name: str, data: bytes) -> Entry:
    """The entry of some bytes, if they are the only bytes that it can have."""
    try:
        document = json.loads(data)
        exact = canonical(document) == data
    except (ValueError, RecursionError):
        exact = False
    if not exact or not _well_formed(document):
        raise _broken("journal.form", name, sha256(data), "{v, i, prev, type, time, tool, body}")
    return Entry(*(document[key] for key in ("i", "type", "time", "tool", "prev", "body")))


def _well_formed(document: object) -> bool:
    if not isinstance(document, dict) or document.keys() != _KEYS:
        return False
    # By `type`: to Python, True is an int, and equal to 1.
    return (
        all(type(document[key]) is int for key in ("v", "i"))
        and all(isinstance(document[key], str) for key in ("prev", "type", "time", "tool"))
        and document["v"] == VERSION
        and isinstance(document["body"], dict)
        and is_time(document["time"])
    )


def _broken(code: str, file: str, got: str, expected: str) -> VerificationFailed:
    return VerificationFailed(code, file=file, got=got, expected=expected)
