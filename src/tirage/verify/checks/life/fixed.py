"""What is fixed beforehand is kept: seats, fairness, panels, policy, roll, cohorts. Checks 2.12 and 10.24.

Whoever could choose them once it is known who would gain by which would have a hand in the draw. On a roll
they stand in the rules before the first letter; else the plan of the panel fixes those of all later draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from ...kernel import Files, Inapplicable, Table
from ...reading.acts import LATER as LATER_ACT
from ...reading.acts import RESULTS
from ...reading.documents import Malformed, told
from ...reading.journal import is_framed, is_lived, is_of_seats, kinds, later_plans
from ...report import Said, faulty
from ..chance.plan import FILE, LATER, LATER_BESIDES, Plan, read_plan
from ..lottery.chances import FILE as CHANCES
from ..lottery.had import CUMULATED
from ..lottery.quotas import read_quotas
from ..record.journal import Entry
from ..roll.letters import plan_file, waves
from ..roll.letters import read_plan as read_wave
from ..roll.rules import FILE as RULES
from ..roll.rules import read_draws
from .later import acts_of, files_of

T = TypeVar("T")
FIXED = Table()
_DICE, _HAND = "20d6", "hand"


def by_need(files: Files, *, later: bool) -> bool | None:
    """Whether the chances alone say how many panels there are; None where it cannot be read.

    Of the panel, where there are rules; of a `later` draw, by the plan of the panel.
    """
    if later:
        plan = _or_none(lambda: read_plan(files.get(FILE, b"")))
        return None if plan is None else plan.later["panels"] is None
    if RULES not in files:
        return False
    draws = _or_none(lambda: read_draws(files[RULES], framed=is_framed(files)))
    return None if draws is None else draws["panels"] is None


def has_plans(files: Files) -> bool:
    """Whether something is planned that rules, or the plan of the panel, have fixed before."""
    held = kinds(files)
    planned = is_of_seats(files) or "plan" in held
    return (RULES in files and planned) or "term" in held or bool(later_plans(files))


@FIXED.check("order.kept", "journal/", due=has_plans)
def check_kept(files: Files, journal: list[Entry]) -> Said:
    """Every plan keeps to what was fixed before it; a plan that cannot be read is another check's failure."""
    framed = is_framed(files)
    draws = _or_none(lambda: read_draws(files[RULES], framed=framed)) if RULES in files else None
    panel = _or_none(lambda: read_plan(files.get(FILE, b"")))
    faults: list[str] = []
    count = 0
    if draws is not None:
        roll = _DICE if draws["roll"] == _HAND else draws["roll"]
        for wave in waves(journal):
            plan = _or_none(partial(read_wave, files.get(plan_file(wave), b""), wave))
            if plan is not None:
                count += 1
                faults += _differs(plan.act, "roll", plan.form, roll)
        if panel is not None:
            count += 1
            faults += _of_panel(panel, draws)
    if panel is not None:
        for act in acts_of(journal):
            own = files_of(files, act)
            later = _or_none(partial(read_plan, own.get(FILE, b""), act))
            if later is not None:
                count += 1
                faults += _kept(act, later, panel.later, whole=False)
                faults += _narrowed(act, later, files)
        terms = [entry for entry in journal if entry.type == "term"]
        count += len(terms)
        for entry in terms:
            faults += _differs("term", "cohorts", entry.body["cohorts"], panel.later["cohorts"])
    if not count:
        raise Inapplicable
    return faulty(faults, checked=count)


def _of_panel(panel: Plan, draws: dict[str, Any]) -> Iterator[str]:
    for key in LATER:
        yield from _differs("later", key, panel.later[key], draws[key])
    for key in LATER_BESIDES:
        said = [None if each.get(key) is None else told(each[key]) for each in (panel.later, draws)]
        yield from _differs("later", key, *said)
    yield from _kept("panel", panel, draws, whole=True)
    yield from _differs("panel", "seats", panel.seats, draws["seats"])
    if draws["household"] is not None:
        yield from _differs("panel", "household", told(panel.household), told(draws["household"]))


def _kept(act: str, plan: Plan, fixed: dict[str, Any], *, whole: bool) -> Iterator[str]:
    yield from _differs(act, "fairness", plan.fairness, fixed["fairness"])
    # Where so few panels cannot give somebody the chance aimed at, ten times as many are lawful.
    panels = plan.panels
    while not whole and fixed["panels"] and panels > fixed["panels"] and panels % 10 == 0:
        panels //= 10
    if fixed["panels"] is not None:
        yield from _differs(act, "panels", panels, fixed["panels"])
    if act.startswith("replacements/"):
        among = plan.before["among"].partition("/")[0]
        if among not in _AMONG[fixed["policy"]]:
            yield f"{act} policy ({plan.before['among']} ≠ {fixed['policy']})"
    elif act.startswith("renewal/") and plan.before["among"] != "everyone":
        yield f"{act} policy ({plan.before['among']} ≠ residual)"
    if not whole and (CUMULATED in plan.before) != (fixed["policy"] == CUMULATED):
        yield f"{act} policy ({CUMULATED if CUMULATED in plan.before else 'residual'} ≠ {fixed['policy']})"
    yield from _differs(act, "roll", plan.form, fixed["roll"])


def _narrowed(act: str, plan: Plan, files: Files) -> Iterator[str]:
    """Quotas give way only where no one at all fits: then the draw is among all who remain."""
    among = plan.before["among"]
    quotas = _or_none(lambda: read_quotas(files.get("public/quotas.json", b"")))
    if plan.before["relaxed"] and quotas is not None:
        whole = f"alike/{len(quotas.criteria)}" if among.startswith("alike/") else "everyone"
        yield from _differs(act, "relaxed", among, whole)


_AMONG = {
    "residual": ("everyone",),
    CUMULATED: ("everyone",),
    "like-for-like": ("alike",),
    "alternates-first": ("alternates", "everyone"),
}
"""Among whom a draw may be; whether alternates were passed over is check 10.8."""


def _differs(act: str, key: str, got: object, wanted: object) -> Iterator[str]:
    if got != wanted:
        shown = ["null" if each is None else str(each) for each in (got, wanted)]
        yield f"{act} {key} ({shown[0]} ≠ {shown[1]})"


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Malformed:
        return None


def may_cumulate(files: Files) -> bool:
    """Whether the plan of some later draw says so."""
    return is_lived(files) and any(b'"cumulated":' in files[name] for name in later_plans(files))


@FIXED.check("life.cumulated", "journal/", due=may_cumulate)
def check_earlier(files: Files, journal: list[Entry]) -> Said:
    """Each such plan names the draws done before it, in their order, and the chances that their plans fix."""
    done: list[dict[str, str]] = []
    faults: list[str] = []
    count = 0
    for entry in journal:
        if entry.type in {"panel", *RESULTS.values()}:
            done.append({"act": entry.act, "chances": _chances_of(files, entry.act)})
        elif entry.type == "plan" and LATER_ACT.fullmatch(entry.act):
            said = _earlier(files, entry.act)
            if said is None:
                continue
            count += 1
            if said != done:
                faults.append(f"{entry.act}: {_draws_told(said)} ≠ {_draws_told(done)}")
    if not count:
        raise Inapplicable
    return faulty(faults, checked=count)


def _earlier(files: Files, act: str) -> list[dict[str, str]] | None:
    """The draws before that a plan counts; None where it counts none, or cannot be read."""
    try:
        plan = read_plan(files_of(files, act).get(FILE, b""), act)
    except Malformed:
        return None
    found: list[dict[str, str]] | None = plan.before.get(CUMULATED)
    return found


def _draws_told(draws: list[dict[str, str]]) -> str:
    return " ".join(f"{each['act']} {each['chances'][:16]}" for each in draws)


def _chances_of(files: Files, act: str) -> str:
    """The hash of its chances that the plan of a draw fixes; empty where it cannot be read."""
    own = files if act == "panel" else files_of(files, act)
    try:
        return read_plan(own.get(FILE, b""), act).files[CHANCES]
    except Malformed:
        return ""
