"""What each contributor brought: who, what it is worth, whether it was committed, and in time. Checks 3.

Nobody may speak once the last word can be known: he would choose between two results by speaking or keeping
silent. With a beacon that is from the time when its round is due; without one, from the public roll on.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from ...kernel import Check, compared, faulty, judged, skipped
from ...primitives.lines import contribution_value, contributions_hash, digest
from ...reading.documents import Malformed
from ...reading.shapes import exactly, is_field, is_hash, list_of, record
from ..record.journal import Entry
from .beacon import Beacon

CODES = ("contributions.commit", "contributions.order")
"""Checks that only a plan with more than the public roll has."""

_PUBLIC = record({"id": exactly("public"), "kind": exactly("public")})
_SEALED = record({"id": is_field, "kind": exactly("sealed"), "commit": is_hash})
are_contributors = list_of(lambda value: _PUBLIC(value) or _SEALED(value))
Contributors = Mapping[str, str]
"""Commitment by id; empty for the public roll."""


def read_contributors(listed: list[dict[str, str]]) -> Contributors:
    """Those of a plan; Malformed unless they are in ascending order of their ids, no two alike."""
    names = [each["id"] for each in listed]
    sealed_roll = {"id": "public", "kind": "sealed"}.items()
    if names != sorted(set(names)) or any(sealed_roll <= each.items() for each in listed):
        raise Malformed("wrong-value", "contributors")
    return {each["id"]: each.get("commit", "") for each in listed}


def check_contributions(
    contributors: Contributors, beacon: Beacon | None, entries: list[Entry], drawn: dict[str, Any] | None
) -> Generator[Check, None, str]:
    """The contributions hash of one act, of which `entries` are; `drawn` is the body of its result."""
    given = [entry for entry in entries if entry.type == "contribution"]
    values = [(entry.body["id"], entry.body["value"]) for entry in given if "value" in entry.body]
    own = contributions_hash(values)
    ceremony = beacon is not None or any(contributors.values())
    codes = ("contributions.value", "contributions.hash", *(CODES if ceremony else ()))
    if drawn is None and not given:
        yield from (skipped(code, "not-drawn") for code in ("contributions.who", *codes))
        return own
    yield _who(contributors, beacon, given, drawn)
    rolled = [entry for entry in given if "text" in entry.body]
    faults = [
        f"{e.file} ({e.body['value']} ≠ {value})"
        for e in rolled
        if e.body["value"] != (value := contribution_value(e.body["text"]))
    ]
    yield faulty("contributions.value", faults, checked=len(rolled), file="journal/")
    if drawn is None:
        yield skipped("contributions.hash", "not-drawn")
    elif drawn.get("by") == "hand":
        yield judged("contributions.hash", True, got="by-hand")
    else:
        yield compared("contributions.hash", drawn["contributions"], own, "journal/")
    if ceremony:
        yield _opened(contributors, given)
        yield faulty("contributions.order", _late(beacon, given), checked=len(given), file="journal/")
    return own


def _who(
    contributors: Contributors, beacon: Beacon | None, given: list[Entry], drawn: dict[str, Any] | None
) -> Check:
    """Everyone whom the plan names, once each, brought something or was dropped; nobody else did."""
    names = sorted(entry.body["id"] for entry in given)
    by_hand = drawn is not None and drawn.get("by") == "hand"
    wanted = [] if by_hand else sorted(contributors)
    strange = [entry.file for entry in given if not _lawful(entry.body, contributors, beacon)]
    once = len(set(names)) == len(names) and not strange
    if drawn is None and once and set(names) < set(wanted):
        return skipped("contributions.who", "still-to-come")
    # With nothing brought the seed would follow from the plan: whoever wrote that could have chosen it.
    brought = beacon is not None or any("value" in entry.body for entry in given)
    if by_hand:
        # Which passes over nobody only where the public roll would have been all.
        brought = beacon is None and not any(contributors.values())
    got, expected = ", ".join(names) or "none", ", ".join(wanted) or "none"
    return judged(
        "contributions.who", names == wanted and once and brought, got=got, expected=expected, file="journal/"
    )


def _lawful(body: dict[str, Any], contributors: Contributors, beacon: Beacon | None) -> bool:
    """Whether an entry is of a kind that its contributor may have; only a beacon can do without the roll."""
    public = body["id"] == "public"
    if body["kind"] == "dropped":
        return beacon is not None or not public
    return (body["kind"] == "public") == public and body["id"] in contributors


def _opened(contributors: Contributors, given: list[Entry]) -> Check:
    sealed = [entry for entry in given if entry.body["kind"] == "sealed"]
    faults = []
    for entry in sealed:
        own = digest("commit", entry.body["id"], entry.body["value"])
        if own != contributors.get(entry.body["id"]):
            faults.append(f"{entry.file} ({own} ≠ {contributors.get(entry.body['id'], 'absent')})")
    return faulty("contributions.commit", faults, checked=len(sealed), file="journal/")


def _late(beacon: Beacon | None, given: list[Entry]) -> list[str]:
    """Words that came when the result could be known, and people dropped while they still had time."""
    if beacon is None:
        rolls = [place for place, entry in enumerate(given) if entry.body["kind"] == "public"]
        return [entry.file for entry in given[rolls[0] + 1 :]] if rolls else []
    due = beacon.due
    return [
        f"{entry.file} ({entry.time} {'<' if entry.time < due else '≥'} {due})"
        for entry in given
        if (entry.time < due) == (entry.body["kind"] == "dropped")
    ]


def check_fresh(entries: list[Entry]) -> Generator[Check, None, None]:
    """Nothing that was brought to one act serves another: it would be known before the second plan."""
    brought = [(e.file, e.body["value"]) for e in entries if e.type == "contribution" and "value" in e.body]
    values = [value for _, value in brought]
    repeated = [file for place, (file, value) in enumerate(brought) if value in values[:place]]
    yield faulty("contributions.fresh", repeated, checked=len(brought), file="journal/")


def dropped(entries: list[Entry]) -> str:
    """The contributors who were dropped, act by act; else empty."""
    acts = [entry for entry in entries if entry.type == "contribution" and entry.body["kind"] == "dropped"]
    return ", ".join(f"{entry.body['id']} ({entry.act})" for entry in acts)
