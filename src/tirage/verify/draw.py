"""From what was rolled to the panel: contributions, seed, number, panel, seats. Checks 3, 4, 5 and 9."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from .checks import Check, compared, faulty, judged, skipped
from .journal import Entry
from .lines import contribution_value, contributions_hash, seed, stage_seed, uniform
from .lottery import FILE as LOTTERY
from .lottery import check_panel
from .plan import Plan, check_stage, first

_FEWEST_DIGITS = 20


def check_contributions(plan: Plan, entries: list[Entry]) -> Generator[Check, None, str]:
    """The contributions hash, after checking who contributed and what each text is worth."""
    given = [entry for entry in entries if entry.type == "contribution"]
    panel = first(entries, "panel")
    by_hand = panel is not None and panel["by"] == "hand"
    names = sorted(entry.body["id"] for entry in given)
    wanted = [] if by_hand else sorted(plan.contributors)
    digest = contributions_hash((entry.body["id"], entry.body["value"]) for entry in given)
    if panel is None and not given:
        for code in ("contributions.who", "contributions.value", "contributions.hash"):
            yield skipped(code, "not-drawn")
        return digest
    # Without a contributor the seed would follow from the plan: whoever wrote the plan could have chosen it.
    passed = names == wanted and len(set(names)) == len(names) and (by_hand or bool(names))
    yield judged("contributions.who", passed, got=_names(names), expected=_names(wanted), file="journal/")
    faults = [
        f"{e.file} ({e.body['value']} ≠ {value})"
        for e in given
        if e.body["value"] != (value := contribution_value(e.body["text"]))
    ]
    yield faulty("contributions.value", faults, checked=len(given), file="journal/")
    if panel is None:
        yield skipped("contributions.hash", "not-drawn")
    elif by_hand:
        yield judged("contributions.hash", True, got="by-hand")
    else:
        yield compared("contributions.hash", panel["contributions"], digest, "journal/")
    return digest


def _names(names: list[str]) -> str:
    return ", ".join(names) or "none"


def check_beacon(plan: Plan) -> Check:
    """No beacon, or one that this verifier has no means to check."""
    if plan.beacon is None:
        return judged("beacon", True, got="none")
    return skipped("beacon", "beacon", "public/plan.json")


def check_seed(plan: Plan, entries: list[Entry], contributions: str) -> Generator[Check, None, None]:
    """The stage, the seed and the stage seed."""
    yield check_stage(plan, entries)
    panel = first(entries, "panel")
    codes = ("seed.seed", "seed.stage-seed")
    if panel is None:
        yield from (skipped(code, "not-drawn") for code in codes)
    elif panel["by"] == "hand":
        yield from (judged(code, True, got="by-hand") for code in codes)
    else:
        own = seed(plan.digest, contributions)
        # A seed that hides behind a beacon nobody here can check is not a seed.
        seeds = [panel["seed"]] if plan.beacon is not None or panel["seed"] != own else []
        yield faulty("seed.seed", seeds, wanted=own, file="journal/")
        yield compared("seed.stage-seed", panel["stage_seed"], stage_seed(own, plan.stage), "journal/")


def check_draw(
    files: Mapping[str, bytes], plan: Plan, entries: list[Entry], contributions: str
) -> Generator[Check, None, list[str]]:
    """The pids of the panel that the number points at, after checking number and panel."""
    panel = first(entries, "panel")
    if panel is None:
        yield from (skipped(code, "not-drawn") for code in ("panel.number", "panel.line"))
        return []
    yield _number(plan, panel, contributions)
    return (
        yield from check_panel(
            files.get(LOTTERY, b""), panel["number"], files.get("public/panel.csv", b""), plan.panels
        )
    )


def _number(plan: Plan, panel: dict[str, Any], contributions: str) -> Check:
    if panel["by"] == "hand":
        inside = panel["number"] < plan.panels
        expected = f"0–{plan.panels - 1}"
        return judged("panel.number", inside, got=panel["number"], expected=expected, file="journal/")
    if plan.panels < 1:
        return judged("panel.number", False, got=panel["number"], expected="none", file="journal/")
    stage = stage_seed(seed(plan.digest, contributions), plan.stage)
    return compared("panel.number", panel["number"], uniform(stage, plan.panels), "journal/")


def few_digits(entries: list[Entry]) -> str:
    """The contribution that is words, or too few digits to make every panel equally likely; else empty."""
    for entry in entries:
        if entry.type == "contribution":
            digits = "".join(entry.body["text"].split())
            if not (digits.isascii() and digits.isdecimal()):
                return "words"
            if len(digits) < _FEWEST_DIGITS:
                return str(len(digits))
    return ""
