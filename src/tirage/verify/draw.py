"""From what was rolled to the panel: contributions, seed, number, panel, seats. Checks 3, 4, 5 and 9."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, Protocol

from .checks import Check, compared, faulty, judged, skipped
from .journal import Entry
from .lines import contribution_value, contributions_hash, seed, stage_seed, uniform
from .lottery import FILE as LOTTERY
from .lottery import check_panel
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
    def contributors(self) -> list[str]: ...  # noqa: D102
    @property
    def beacon(self) -> object: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


def check_contributions(plan: AnyPlan, entries: list[Entry]) -> Generator[Check, None, str]:
    """The contributions hash, after checking who contributed and what each text is worth.

    `entries` are those of the plan's act.
    """
    given = [entry for entry in entries if entry.type == "contribution"]
    drawn = _drawn(entries)
    by_hand = drawn is not None and drawn.get("by") == "hand"
    names = sorted(entry.body["id"] for entry in given)
    wanted = [] if by_hand else sorted(plan.contributors)
    digest = contributions_hash((entry.body["id"], entry.body["value"]) for entry in given)
    if drawn is None and not given:
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
    if drawn is None:
        yield skipped("contributions.hash", "not-drawn")
    elif by_hand:
        yield judged("contributions.hash", True, got="by-hand")
    else:
        yield compared("contributions.hash", drawn["contributions"], digest, "journal/")
    return digest


def check_fresh(entries: list[Entry]) -> Check:
    """Nothing that was rolled for one act serves another: it would be known before the second plan."""
    rolled = [(entry.file, entry.body["text"].split()) for entry in entries if entry.type == "contribution"]
    repeated = [file for i, (file, words) in enumerate(rolled) if words in [other for _, other in rolled[:i]]]
    return faulty("contributions.fresh", repeated, checked=len(rolled), file="journal/")


def _names(names: list[str]) -> str:
    return ", ".join(names) or "none"


def _drawn(entries: list[Entry]) -> dict[str, Any] | None:
    """What the record says of the draw: of a panel, or of letters."""
    return first(entries, "panel") or first(entries, "letters")


def check_beacon(plan: AnyPlan) -> Check:
    """No beacon, or one that this verifier has no means to check."""
    if plan.beacon is None:
        return judged("beacon", True, got="none")
    return skipped("beacon", "beacon", plan.file)


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
        own = seed(plan.digest, contributions)
        # A seed that hides behind a beacon nobody here can check is not a seed.
        seeds = [drawn["seed"]] if plan.beacon is not None or drawn["seed"] != own else []
        yield faulty("seed.seed", seeds, wanted=own, file="journal/")
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
