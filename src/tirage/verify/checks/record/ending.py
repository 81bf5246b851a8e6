"""Acts that end others: a plan declared void, a result contested, names destroyed. Check 2.6.

A plan is void only while nobody can know what it would draw: whoever could look first and then declare it
void would draw until he likes it. What was drawn stays; it can be contested, in words that stay beside it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

from ...legacy import Check, faulty, skipped
from ...reading.bodies import LATER, LETTERS
from ...reading.documents import Malformed, parse_json
from ..chance.beacon import Beacon, is_beacon
from ..life.later import at
from .journal import Entry

_NO_RESULT = {
    "open",
    "key",
    "roll",
    "frame",
    "quotas",
    "responses",
    "pool",
    "lottery",
    "plan",
    "contribution",
}
_NO_RESULT |= {"beacon", "void", "contested", "anchor", "erase"}
_NO_RESULT |= {"vacancy", "unavailable", "acceptance", "unfilled", "term", "alternates", "absence"}
_NO_RESULT |= {"close", "leaving"}


def check_ending(files: Mapping[str, bytes], entries: list[Entry]) -> Generator[Check, None, None]:
    """That each ending was lawful when it came, and what it says; nothing where there is none."""
    ends = [place for place, entry in enumerate(entries) if entry.type in {"void", "contested", "erase"}]
    if not ends:
        return
    faults = []
    results = {
        each.digest: (each.act, place)
        for place, each in reversed([*enumerate(entries)])
        if each.type not in _NO_RESULT
    }
    for place in ends:
        entry = entries[place]
        if entry.type == "void" and _is_known(entry, entries[:place], _beacon(files, entry.act)):
            faults.append(entry.file)
        act, came = results.get(str(entry.body.get("entry")), ("", place))
        if entry.type == "contested" and (act != entry.act or came >= place):
            faults.append(f"{entry.file} ({entry.body['entry']})")
    yield faulty("order.end", faults, checked=len(ends), file="journal/")
    for place in ends:
        entry = entries[place]
        said = f"{entry.act} — {entry.body['reason']}" if entry.act else entry.body["reason"]
        yield skipped(f"beyond.{entry.type}", said, entry.file)


def _is_known(void: Entry, before: list[Entry], beacon: Beacon | None) -> bool:
    """Whether the result of a plan was drawn, or could be computed, when it was declared void."""
    mine = [entry for entry in before if entry.act == void.act]
    plans = [entry.body["sha256"] for entry in mine if entry.type == "plan"]
    if plans[-1:] != [void.body["plan"]]:
        return True
    if beacon is not None:
        rolled = void.time >= beacon.due
    else:
        rolled = any("text" in entry.body for entry in mine if entry.type == "contribution")
    return rolled or any(entry.type not in {"plan", "contribution"} for entry in mine)


def _beacon(files: Mapping[str, bytes], act: str) -> Beacon | None:
    """That of the plan of an act; None where there is none to read, which other checks say."""
    wave = LETTERS.fullmatch(act)
    later = at("public/plan.json", act) if LATER.fullmatch(act) else "public/plan.json"
    name = f"public/letters-{wave[1]}-plan.json" if wave else later
    try:
        plan = parse_json(files.get(name, b""))
    except Malformed:
        return None
    beacon = plan.get("beacon") if isinstance(plan, dict) else None
    return Beacon(**beacon) if isinstance(beacon, dict) and is_beacon(beacon) else None
