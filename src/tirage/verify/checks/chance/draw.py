"""From what was rolled to the panel: contributions, seed, number, panel, seats. Checks 3, 4, 5 and 9."""

from __future__ import annotations

import re
from typing import Any

from ...kernel import Absent, Files, Inapplicable, Table, never
from ...primitives.lines import hash_of, seed, stage_seed, uniform
from ...reading.documents import told
from ...report import Said, compared, judged, skipped
from ..lottery.lottery import line_at
from ..record.journal import Entry, first
from .beacon import AnyPlan, pulse
from .plan import Plan

_CHANCE = {"contribution", "beacon", "panel", "letters", "standby"}
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
SEED = Table()
"""Checks 5 of one act."""
NUMBER = Table()
"""Checks 9.1 and 9.2 of a draw of seats."""


@SEED.check("seed.stage")
def check_stage(plan: AnyPlan, entries: list[Entry]) -> Said:
    """A rehearsal says so in the first entry, in the plan and in the name of its stage, or nowhere."""
    opened = first(entries, "open")
    said = (opened is not None and opened["rehearsal"], plan.rehearsal, plan.stage == f"test/{plan.act}")
    got = f"{told(said[0])}, {told(plan.rehearsal)}, {plan.stage}"
    wanted = f"true, true, test/{plan.act}" if any(said) else f"false, false, {plan.act}"
    return compared(got, wanted, plan.file)


@SEED.check("order.closed", "journal/")
def check_closed(plan: AnyPlan, entries: list[Entry]) -> Said:
    """The plan was fixed before the second of its first chance, and how long before; not in a rehearsal."""
    fixed = [entry.time for entry in entries if entry.type == "plan"]
    asked = [entry.time for entry in entries if entry.type in _CHANCE]
    if not fixed or not asked:
        return skipped("not-drawn", "")
    if plan.rehearsal:
        return judged(True, got="rehearsal")
    seconds = [_seconds(time) for time in (fixed[-1], *asked)]
    if None in seconds:
        return judged(False, got=(fixed[-1], *asked)[seconds.index(None)])
    closed, *brought = [second for second in seconds if second is not None]
    return judged(closed < min(brought), got=_span(min(brought) - closed), expected="> 0:00:00")


def _span(seconds: int) -> str:
    """Hours, minutes and seconds."""
    sign, span = "-" if seconds < 0 else "", abs(seconds)
    return f"{sign}{span // 3600}:{span // 60 % 60:02}:{span % 60:02}"


def _seconds(time: str) -> int | None:
    """Seconds of the Gregorian calendar up to a time; None for what is no time."""
    parts = _TIME.fullmatch(time)
    if parts is None:
        return None
    year, month, day, hour, minute, second = map(int, parts.groups())
    # Years that begin in March: the day that is leapt is the last.
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day
    return ((days * 24 + hour) * 60 + minute) * 60 + second


@SEED.fact()
def own_seed(plan: AnyPlan, entries: list[Entry], contributions: str) -> str:
    """The seed that follows from the plan and from what was brought."""
    return seed(plan.digest, contributions, *pulse(plan.beacon, entries))


@SEED.check("seed.seed", due=never)
def check_seed(drawn: dict[str, Any] | None, own_seed: str) -> Said:
    """The seed on record."""
    return _seeded(drawn, "seed", own_seed)


@SEED.check("seed.stage-seed", due=never)
def check_stage_seed(drawn: dict[str, Any] | None, own_seed: str, plan: AnyPlan) -> Said:
    """The seed of the stage on record."""
    return _seeded(drawn, "stage_seed", stage_seed(own_seed, plan.stage))


def _seeded(drawn: dict[str, Any] | None, key: str, own: str) -> Said:
    if drawn is None:
        return skipped("not-drawn")
    if drawn.get("by") == "hand":
        raise Inapplicable
    return compared(drawn[key], own, "journal/")


@NUMBER.fact()
def panel(entries: list[Entry]) -> dict[str, Any]:
    """What the record says of the panel."""
    body = first(entries, "panel")
    if body is None:
        raise Absent("not-drawn", "")
    return body


@NUMBER.check("panel.number", "journal/")
def check_number(plan: Plan, panel: dict[str, Any], own_seed: str) -> Said:
    """The number that the seed gives, or one drawn by hand that a panel has."""
    number = panel["number"]
    if panel["by"] == "hand":
        return judged(number < plan.panels, got=number, expected=f"0–{plan.panels - 1}")
    if plan.panels < 1:
        return judged(False, got=number, expected="none")
    return compared(number, uniform(stage_seed(own_seed, plan.stage), plan.panels))


@NUMBER.fact()
def line_drawn(plan: Plan, panel: dict[str, Any], lottery_data: bytes) -> bytes | None:
    """The line of the lottery that the number points at; None where there is none."""
    return line_at(lottery_data, panel["number"]) if panel["number"] < plan.panels else None


@NUMBER.check("panel.line", "public/panel.csv")
def check_line(plan: Plan, panel: dict[str, Any], line_drawn: bytes | None, files: Files) -> Said:
    """`panel.csv` is that line."""
    if line_drawn is None:
        return judged(False, got=panel["number"], expected=f"0–{plan.panels - 1}")
    wanted = b"pid\n" + line_drawn.replace(b",", b"\n") + b"\n"
    return compared(hash_of(files.get("public/panel.csv", b"")), hash_of(wanted))


@NUMBER.fact()
def members(line_drawn: bytes | None) -> list[str]:
    """The pids of the panel drawn."""
    return [] if line_drawn is None else line_drawn.decode("ascii", "replace").split(",")
