"""Why people left, as far as it is published: codes of a closed list, none of which tells of health.

And why people of a file of volunteers are not in the pool: each cause has what it rests on, on the record.
"""

from __future__ import annotations

from ...kernel import Files, Table, never
from ...reading.acts import CAUSES as SPECIFIED
from ...reading.acts import EXCLUSIONS
from ...reading.documents import Malformed, parse_json
from ...reading.journal import is_framed, kinds, may_say
from ...report import Said, faulty
from .corrected import told as all_told
from .journal import Entry

CAUSES = Table()
RULES = "public/rules.json"
_SAID = frozenset({"vacancy", "leaving", "unavailable"})
"""Types of entries that may say a cause."""
STATED = _SAID | {"acceptance", "absence"}
"""Types of entries that there may be evidence of."""


def has_departures(files: Files) -> bool:
    """Whether somebody left, or is kept out."""
    return not (_SAID | {"correction"}).isdisjoint(kinds(files))


@CAUSES.check("causes.form", "journal/", due=has_departures)
def check_causes(files: Files, journal: list[Entry]) -> list[Said]:
    """Each cause is one of the rules', or of the specification's where there are no rules."""
    told = [entry for entry in all_told(journal) if entry.type in _SAID]
    if not told:
        return []
    known = _known(files)
    return [faulty([each.file for each in told if each.body["cause"] not in known], checked=len(told))]


def has_evidence(files: Files) -> bool:
    """Whether there is evidence of something that is said of people."""
    return any(may_say(files, kind, "evidence") for kind in sorted(STATED))


@CAUSES.check("evidence.once", "journal/", due=has_evidence)
def check_evidence(journal: list[Entry]) -> list[Said]:
    """No piece of evidence is of two people: salted by the person, its hash would be another."""
    whose: dict[str, str] = {}
    told = [entry for entry in all_told(journal) if entry.type in STATED and entry.body["evidence"]]
    faults = [
        each.file
        for each in told
        if whose.setdefault(each.body["evidence"], each.body["pid"]) != each.body["pid"]
    ]
    return [faulty(faults, checked=len(told))] if told else []


@CAUSES.check("pool.settled", "journal/", due=never)
def check_settled(journal: list[Entry], files: Files) -> list[Said]:
    """Nobody is left out as a duplicate without a decision, nor by a cause of exclusion without its list."""
    pools = [entry for entry in journal if entry.type == "pool"]
    if is_framed(files):
        # Of people of the rolls all of this is settled with the frame.
        return [faulty(["lists"], file=entry.file) for entry in pools if "lists" in entry.body]
    return [each for entry in pools for each in _settled(entry)]


def _settled(entry: Entry) -> list[Said]:
    body = entry.body
    same, different, addresses = (body.get(key, 0) for key in ("same", "different", "addresses"))
    lists, causes = body.get("lists", {}), body["causes"]
    doubles = causes.get("duplicate", 0)
    faults = [f"duplicate: {doubles} > {same}"] if doubles > same else []
    faults += [f"{cause}: {causes[cause]}" for cause in EXCLUSIONS if cause in causes and cause not in lists]
    faults += [f"lists: {cause}" for cause in sorted(lists) if cause not in EXCLUSIONS]
    if (body.get("decisions", "") == "") != (same + different == 0):
        faults.append(f"decisions: {same} + {different}")
    if (body.get("no_household", "") == "") != (addresses == 0):
        faults.append(f"no_household: {addresses}")
    if not faults and "lists" not in body:
        return []
    return [faulty(faults, checked=same + different + addresses + len(lists), file=entry.file)]


def _known(files: Files) -> set[str]:
    if RULES not in files:
        return {"", *SPECIFIED}
    rules = parse_json(files[RULES])
    causes = rules.get("causes") if isinstance(rules, dict) else None
    if not isinstance(causes, list) or not all(isinstance(cause, str) for cause in causes):
        raise Malformed("wrong-value", "causes")
    return {"", *causes}
