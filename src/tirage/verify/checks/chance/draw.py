"""From what was rolled to the panel: contributions, seed, number, panel, seats. Checks 3, 4, 5 and 9."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, Protocol

from ...kernel import Check, compared, judged, skipped
from ...primitives.lines import seed, stage_seed, uniform
from ..lottery.lottery import FILE as LOTTERY
from ..lottery.lottery import check_panel
from ..record.journal import Entry
from .beacon import Beacon, check_beacon, pulse
from .contributions import Contributors, check_contributions
from .plan import Plan, first

_FEWEST_DIGITS = 20


class AnyPlan(Protocol):
    """What every plan says of chance."""

    @property
    def act(self) -> str: ...  # noqa: D102
    @property
    def stage(self) -> str: ...  # noqa: D102
    @property
    def rehearsal(self) -> bool: ...  # noqa: D102
    @property
    def contributors(self) -> Contributors: ...  # noqa: D102
    @property
    def beacon(self) -> Beacon | None: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


def check_chance(plan: AnyPlan, entries: list[Entry]) -> Generator[Check, None, str]:
    """The contributions hash of an act, after checking all that was brought to it, and its beacon."""
    drawn = _drawn(entries)
    contributions = yield from check_contributions(plan.contributors, plan.beacon, entries, drawn)
    yield from check_beacon(plan.beacon, entries, plan.file, drawn=drawn is not None)
    return contributions


def _drawn(entries: list[Entry]) -> dict[str, Any] | None:
    """What the record says of the draw: of a panel, or of letters."""
    return first(entries, "panel") or first(entries, "letters")


def check_seed(plan: AnyPlan, entries: list[Entry], contributions: str) -> Generator[Check, None, None]:
    """The stage, the seed and the stage seed."""
    yield _check_stage(plan, entries)
    drawn = _drawn(entries)
    codes = ("seed.seed", "seed.stage-seed")
    if drawn is None:
        yield from (skipped(code, "not-drawn") for code in codes)
    elif drawn.get("by") == "hand":
        yield from (judged(code, True, got="by-hand") for code in codes)
    else:
        own = seed(plan.digest, contributions, *pulse(plan.beacon, entries))
        yield compared("seed.seed", drawn["seed"], own, "journal/")
        yield compared("seed.stage-seed", drawn["stage_seed"], stage_seed(own, plan.stage), "journal/")


def _check_stage(plan: AnyPlan, entries: list[Entry]) -> Check:
    """A rehearsal says so in the first entry, in the plan and in the name of its stage, or nowhere."""
    opened = first(entries, "open")
    said = (opened is not None and opened["rehearsal"], plan.rehearsal, plan.stage == f"test/{plan.act}")
    got = f"{said[0]}, {plan.rehearsal}, {plan.stage}".lower()
    wanted = f"true, true, test/{plan.act}" if any(said) else f"false, false, {plan.act}"
    return compared("seed.stage", got, wanted, plan.file)


def check_draw(
    files: Mapping[str, bytes], plan: Plan, entries: list[Entry], contributions: str
) -> Generator[Check, None, list[str]]:
    """The pids of the panel that the number points at, after checking number and panel."""
    panel = first(entries, "panel")
    if panel is None:
        yield from (skipped(code, "not-drawn") for code in ("panel.number", "panel.line"))
        return []
    yield _number(plan, panel, seed(plan.digest, contributions, *pulse(plan.beacon, entries)))
    return (
        yield from check_panel(
            files.get(LOTTERY, b""), panel["number"], files.get("public/panel.csv", b""), plan.panels
        )
    )


def _number(plan: Plan, panel: dict[str, Any], own: str) -> Check:
    if panel["by"] == "hand":
        inside = panel["number"] < plan.panels
        expected = f"0–{plan.panels - 1}"
        return judged("panel.number", inside, got=panel["number"], expected=expected, file="journal/")
    if plan.panels < 1:
        return judged("panel.number", False, got=panel["number"], expected="none", file="journal/")
    stage = stage_seed(own, plan.stage)
    return compared("panel.number", panel["number"], uniform(stage, plan.panels), "journal/")


def few_digits(entries: list[Entry]) -> str:
    """The roll that is words, or too few digits to make every panel equally likely; else empty.

    Where others bring chance too, it is not the roll alone that makes them so.
    """
    shared = {e.act for e in entries if e.type == "beacon" or e.body.get("kind") == "sealed"}
    for entry in entries:
        if entry.type == "contribution" and "text" in entry.body and entry.act not in shared:
            digits = "".join(entry.body["text"].split())
            if not (digits.isascii() and digits.isdecimal()):
                return "words"
            if len(digits) < _FEWEST_DIGITS:
                return str(len(digits))
    return ""
