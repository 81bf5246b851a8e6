"""Acts as the specification has them (`spec/acts.json`, `spec/layout.json`): their types, order and files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..data import specified
from .documents import told

_ACTS = specified("acts")
TYPES: Mapping[str, Mapping[str, str | bool]] = _ACTS["types"]
"""What is so of entries, by type."""
LETTERS = re.compile(_ACTS["acts"]["letters"])
"""The act of a wave of letters."""
LATER = re.compile(_ACTS["acts"]["later"])
"""The act of a draw of seats after the panel's."""
STANDBY = re.compile(_ACTS["acts"]["standby"])
"""The act of a standby, or of a list of alternates."""
RESULTS: Mapping[str, str] = {str(each["of"]): kind for kind, each in TYPES.items() if "of" in each}
"""Type of the entry with the result, by the kind of later act."""
LAWFUL: str = _ACTS["lawful"]
"""The order of entries, for people."""


def types(**wanted: str | bool) -> tuple[str, ...]:
    """The types of which this is so.

    >>> types(aside=True)
    ('contested', 'anchor', 'witnesses')
    """
    return tuple(kind for kind, each in TYPES.items() if wanted.items() <= each.items())


OF_MEMBER = types(stated="member")
"""Types of what is recorded of one who sits."""
STATED = frozenset(kind for kind, each in TYPES.items() if "stated" in each)
"""Types of what is recorded of members and volunteers, beside the later draws."""
ASIDES = frozenset(types(aside=True))
"""Types that may come after any act, and change nothing of what may follow."""
DEPARTURES: Mapping[str, Mapping[str, str | bool]] = _ACTS["departures"]
"""What is so of those who leave, by kind of departure."""
CAUSES: Sequence[str] = _ACTS["causes"]
"""Why somebody may be said to have left, where the rules of a dossier have no list of their own."""
CORRECTIONS: Sequence[str] = _ACTS["corrections"]
"""Why an entry may be said to have been wrong."""
EXCLUSIONS: Sequence[str] = _ACTS["exclusions"]
"""Why lists may keep volunteers out of a pool that no letters came before."""
LEAVERS = {kind: str(each["rule"]) for kind, each in DEPARTURES.items() if "rule" in each}
"""Who may keep a seat until the next end of a term: kind of departure → where the record has the rule."""
OF_SEATED = frozenset(kind for kind, each in DEPARTURES.items() if each.get("seated"))
"""Kinds of departure that only one who was drawn can have."""


MOST_PARTS = 65_536
"""Of a frame."""


def _order() -> re.Pattern[str]:
    parts: dict[str, str] = {}
    for name, pattern in _ACTS["order"]:
        parts[name] = re.sub(r"<([a-z ]+)>", lambda match: parts[match[1]], pattern)
    return re.compile(parts["journal"])


ORDER = _order()
"""The lawful orders of entries, each said as its step, with a comma and a space between."""


def step(kind: str, body: object) -> str:
    """The type of an entry; of plans and what comes of them, the kind of act too."""
    if not TYPES.get(kind, {}).get("chance"):
        return kind
    act = told(body.get("act")) if isinstance(body, dict) else ""
    forms = {"letters": LETTERS, "later": LATER, "standby": STANDBY}
    return f"{kind} {next((name for name, form in forms.items() if form.fullmatch(act)), 'panel')}"


def steps(entries: Sequence[tuple[str, Mapping[str, object]]]) -> list[str]:
    """The steps of entries, of which types and bodies are given, as `layout.json` has them.

    Quotas that no pool follows are those announced before the letters.
    """
    found = [step(kind, body) for kind, body in entries]
    framed = "frame" in found
    return [
        "quotas announced" if framed and each == "quotas" and found[place : place + 1] != ["pool"] else each
        for place, each in enumerate(found, 1)
    ]


def brought(at: str, body: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(path, key of its hash) of each file that an entry of step `at` brings; no key for some.

    The body need not be in order: nothing is brought for an act of another kind than the step has.
    """
    act = told(body.get("act"))
    wave, later = LETTERS.fullmatch(act), LATER.fullmatch(act) or STANDBY.fullmatch(act)
    # A list is counted for itself, whatever plan it is of.
    later = None if at == "alternates" else later
    for file in specified("layout").get(at, ()):
        path: str = file["path"]
        fits = ("{act}" in path) == bool(later) and ("{number}" not in path or wave)
        fits = fits and ("unless" not in file or file["unless"] not in body)
        if fits and ("if" not in file or body.get(file["if"], "") != ""):
            values = {"act": act.replace("/", "-"), "number": wave[1] if wave else ""}
            values |= {key: told(body.get(key)) for key in ("edition", "list", "round")}
            for part in range(1, _parts(body) + 1) if "{part}" in path else ("",):
                yield path.format_map({**values, "part": part}), file.get("hash", "")


def _parts(body: Mapping[str, object]) -> int:
    """In how many files the people of a frame are; none for a number of them that cannot be."""
    said = body.get("parts")
    return said if is_parts(said) else 0  # type: ignore[return-value]


def is_parts(value: object) -> bool:
    """A number of files that a frame may be in."""
    return type(value) is int and 2 <= value <= MOST_PARTS
