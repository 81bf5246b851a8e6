"""Acts that end others: a plan declared void, a result contested, names destroyed. Check 2.6.

A plan is void only while nobody can know what it would draw: whoever could look first and then declare it
void would draw until he likes it. A plan that can never be drawn, as its beacon would draw alone and nobody
attests it before the round, may be void afterwards, too. What was drawn stays; it can be contested, in words
that stay beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...kernel import Files, Table
from ...primitives.rolls import ENOUGH, outcomes
from ...reading.acts import LATER, LETTERS, STANDBY, types
from ...reading.documents import Malformed, parse_json
from ...reading.journal import has_ends, kinds
from ...report import Said, faulty, skipped
from ..chance.beacon import Beacon, is_beacon
from ..chance.contributions import are_contributors, form_of
from ..life.later import at
from .journal import Entry
from .marks import Marks

ENDING = Table()
_NO_MARKS = Marks({})
_ENDS = types(ends=True)
_RESULTS = frozenset(types(result=True))


@ENDING.check("order.end", "journal/", due=has_ends)
def check_ending(files: Files, journal: list[Entry], marks: Marks = _NO_MARKS) -> list[Said]:
    """Each ending was lawful when it came."""
    ends = [(place, entry) for place, entry in enumerate(journal) if entry.type in _ENDS]
    results = {
        each.digest: (each.act, place)
        for place, each in reversed([*enumerate(journal)])
        if each.type in _RESULTS
    }
    faults = []
    for place, entry in ends:
        if entry.type == "void" and _is_known(entry, journal[:place], _planned(files, entry.act), marks):
            faults.append(entry.file)
        act, came = results.get(str(entry.body.get("entry")), ("", place))
        if entry.type == "contested" and (act != entry.act or came >= place):
            faults.append(f"{entry.file} ({entry.body['entry']})")
    return [faulty(faults, checked=len(ends))] if ends else []


def _say(kind: str) -> None:
    """Add the lines that say what was ended, and why."""

    @ENDING.check(f"beyond.{kind}", due=lambda files: kind in kinds(files))
    def say(journal: list[Entry]) -> list[Said]:
        ended = [entry for entry in journal if entry.type == kind]
        return [skipped(" — ".join(filter(None, [e.act, e.body["reason"]])), e.file) for e in ended]


for _kind in _ENDS:
    _say(_kind)


def _is_known(void: Entry, before: list[Entry], chance: tuple[Beacon | None, str], marks: Marks) -> bool:
    """Whether the result of a plan was drawn, or could be computed, when it was declared void."""
    mine = [entry for entry in before if entry.act == void.act]
    plans = [entry for entry in mine if entry.type == "plan"]
    if [plan.body["sha256"] for plan in plans[-1:]] != [void.body["plan"]]:
        return True
    beacon, form = chance
    rolled = any("text" in entry.body for entry in mine if entry.type == "contribution")
    lawful = {"plan", "contribution"}
    known = rolled if beacon is None else void.time >= beacon.due
    if (
        beacon
        and known
        and not (rolled and outcomes(form) >= ENOUGH)
        and not marks.over(plans[-1], beacon.due)
    ):
        # Nothing can be drawn by it, whatever the round brings (4.2).
        known, lawful = False, {*lawful, "beacon"}
    return known or any(entry.type not in lawful for entry in mine)


def _planned(files: Mapping[str, bytes], act: str) -> tuple[Beacon | None, str]:
    """Beacon and form of the roll of the plan of an act; none where nothing can be read, which others say."""
    wave = LETTERS.fullmatch(act)
    of_seats = LATER.fullmatch(act) or STANDBY.fullmatch(act)
    later = at("public/plan.json", act) if of_seats else "public/plan.json"
    name = f"public/letters-{wave[1]}-plan.json" if wave else later
    try:
        plan = parse_json(files.get(name, b""))
    except Malformed:
        return None, ""
    beacon, listed = (
        (plan.get("beacon"), plan.get("contributors")) if isinstance(plan, dict) else (None, None)
    )
    form = form_of(listed) if listed is not None and are_contributors(listed) else ""
    return (Beacon(**beacon) if isinstance(beacon, dict) and is_beacon(beacon) else None), form
