"""What each contributor brought: who, what it is worth, whether it was committed, and in time. Checks 3.

Nobody may speak once the last word can be known: he would choose between two results by speaking or keeping
silent. With a beacon that is from the time when its round is due; without one, from the public roll on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...kernel import Absent, Inapplicable, Table, never
from ...primitives.lines import contributions_hash, digest
from ...primitives.rolls import ENOUGH, is_form, outcomes, roll_value
from ...reading.documents import Malformed
from ...reading.shapes import exactly, is_field, is_hash, list_of, record
from ...report import BLOCKED, Said, compared, faulty, judged, skipped
from ..record.journal import Entry
from .beacon import AnyPlan, Beacon

CONTRIBUTIONS = Table()
"""Checks 3 of one act: of its plan and of the entries that belong to it."""

_PUBLIC = record({"id": exactly("public"), "kind": exactly("public"), "form": is_form})
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


def form_of(listed: list[dict[str, str]]) -> str:
    """The form of the public roll; empty where the plan has none."""
    return next((each["form"] for each in listed if "form" in each), "")


@CONTRIBUTIONS.fact()
def ceremony(plan: AnyPlan) -> bool:
    """That the plan has more than the public roll."""
    if plan.beacon is None and not any(plan.contributors.values()):
        raise Inapplicable
    return True


@CONTRIBUTIONS.fact()
def brought(plan: AnyPlan, entries: list[Entry], drawn: dict[str, Any] | None) -> list[Entry]:
    """The contributions on record; absent before there is one."""
    given = [entry for entry in entries if entry.type == "contribution"]
    if drawn is None and not given:
        raise Absent("not-drawn", "")
    return given


@CONTRIBUTIONS.fact()
def contributions(plan: AnyPlan, entries: list[Entry]) -> str:
    """The hash of all that was brought, which the seed follows from."""
    given = [entry.body for entry in entries if entry.type == "contribution"]
    return contributions_hash([(body["id"], body["value"]) for body in given if "value" in body])


@CONTRIBUTIONS.check("contributions.who", "journal/")
def check_who(plan: AnyPlan, brought: list[Entry], drawn: dict[str, Any] | None) -> Said:
    """Everyone whom the plan names, once each, brought something or was dropped; nobody else did."""
    names = sorted(entry.body["id"] for entry in brought)
    by_hand = drawn is not None and drawn.get("by") == "hand"
    wanted = [] if by_hand else sorted(plan.contributors)
    lawful = all(_lawful(entry.body, plan.contributors, plan.beacon) for entry in brought)
    once = len(set(names)) == len(names) and lawful
    if drawn is None and once and set(names) < set(wanted):
        return skipped("still-to-come", "")
    # With nothing brought the seed would follow from the plan: whoever wrote that could have chosen it.
    enough = by_hand or plan.beacon is not None or any("value" in entry.body for entry in brought)
    # After the plan nobody chooses between a seed and a number.
    enough &= drawn is None or by_hand == (plan.form == "hand")
    otherwise = "hand" if by_hand else "none"
    got, expected = ", ".join(names) or otherwise, ", ".join(wanted) or otherwise
    return judged(names == wanted and once and enough, got=got, expected=expected)


@CONTRIBUTIONS.check("contributions.form")
def check_form(plan: AnyPlan) -> Said:
    """Nobody could try plans out against the roll: it has 2^50 outcomes or more, or a beacon beside it.

    By hand a number of a panel is drawn, of which each is as likely: nothing stands beside it.
    """
    got = plan.form or "none"
    if plan.form == "hand":
        alone = plan.beacon is None and len(plan.contributors) == 1 and not plan.act.startswith("letters/")
        return judged(alone, got=got, file=plan.file)
    passed = plan.beacon is not None or outcomes(plan.form) >= ENOUGH
    return judged(passed, got=got, expected="2^50", file=plan.file)


@CONTRIBUTIONS.check("contributions.value", "journal/", due=never)
def check_values(brought: list[Entry], plan: AnyPlan, drawn: dict[str, Any] | None) -> Said:
    """The text of a roll has the form of the plan, written in its one way, and its value."""
    rolled = [entry for entry in brought if "text" in entry.body]
    if not rolled:
        by_hand = drawn is None or drawn.get("by") == "hand"
        dropped = any(e.body["id"] == "public" and e.body["kind"] == "dropped" for e in brought)
        if by_hand or dropped or not plan.form:
            raise Inapplicable
        # What was rolled is not on record, or cannot be read.
        return BLOCKED
    faults = [
        f"{e.file} ({e.body['value']} ≠ {value or plan.form or 'none'})"
        for e in rolled
        if e.body["value"] != (value := roll_value(plan.form, e.body["text"]))
    ]
    return faulty(faults, checked=len(rolled))


@CONTRIBUTIONS.check("contributions.hash", due=never)
def check_hash(drawn: dict[str, Any] | None, contributions: str) -> Said:
    """The result names the hash of all that was brought."""
    if drawn is None:
        return skipped("not-drawn")
    if drawn.get("by") == "hand":
        raise Inapplicable
    return compared(drawn["contributions"], contributions, "journal/")


@CONTRIBUTIONS.check("contributions.commit", "journal/", due=never)
def check_commitments(ceremony: bool, brought: list[Entry], plan: AnyPlan) -> Said:
    """A sealed value is the one whose hash the plan has."""
    sealed = [entry for entry in brought if entry.body["kind"] == "sealed"]
    faults = []
    for entry in sealed:
        own = digest("commit", entry.body["id"], entry.body["value"])
        if own != plan.contributors.get(entry.body["id"]):
            faults.append(f"{entry.file} ({own} ≠ {plan.contributors.get(entry.body['id'], 'absent')})")
    return faulty(faults, checked=len(sealed))


@CONTRIBUTIONS.check("contributions.order", "journal/", due=never)
def check_in_time(ceremony: bool, brought: list[Entry], plan: AnyPlan) -> Said:
    """Nobody spoke when the result could be known; nobody was dropped who still had time."""
    return faulty(_late(plan.beacon, brought), checked=len(brought))


def _lawful(body: dict[str, Any], contributors: Contributors, beacon: Beacon | None) -> bool:
    """Whether an entry is of a kind that its contributor may have; only a beacon can do without the roll."""
    public = body["id"] == "public"
    if body["kind"] == "dropped":
        return beacon is not None or not public
    return (body["kind"] == "public") == public and body["id"] in contributors


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


def dropped(entries: list[Entry]) -> str:
    """The contributors who were dropped, act by act; else empty."""
    acts = [entry for entry in entries if entry.type == "contribution" and entry.body["kind"] == "dropped"]
    return ", ".join(f"{entry.body['id']} ({entry.act})" for entry in acts)
