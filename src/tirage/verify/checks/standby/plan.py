"""The plan of a standby, or of a list of alternates, and its chance. Check 10.25, and 3 to 5 of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...kernel import Files, Known, Table, Unusable
from ...reading.acts import STANDBY
from ...reading.bodies import LIST
from ...reading.documents import Malformed, parse_json
from ...reading.journal import has_standbys
from ...reading.shapes import (
    exactly,
    is_field,
    is_hash,
    is_months,
    is_number,
    list_of,
    one_of,
    record,
    shaped,
)
from ...report import Check, Said, faulty, judged, skipped
from ..chance.act_plan import HEAD, ActPlan, act_plan
from ..chance.beacon import BEACON
from ..chance.contributions import CONTRIBUTIONS
from ..chance.draw import SEED
from ..chance.plan import FILE as PANEL_PLAN
from ..chance.plan import read_plan as read_panel_plan
from ..record.journal import Entry
from ..record.marks import Marks
from ..scope import EVERYTHING, Scope

PLAN = Table()
"""Check 10.25 of one of them."""
FIGURES = ("people", "confidence", "dropout", "tried", "repaired")
"""What a list is made for and worth: the plan has it, and its entry again."""
_STANDBY = {
    "journal": is_hash,
    "seats": is_number,
    "months": is_months,
    "order": one_of("hidden", "published"),
    "head": lambda value: value == "" or is_hash(value),
}
_ALTERNATES = {
    "journal": is_hash,
    "pids": list_of(is_field),
    **{key: LIST[key] for key in FIGURES},
}
_RULE = ("seats", "months", "order")
"""What is fixed with the panel."""


def plan_file(act: str) -> str:
    """Where such a plan is."""
    return f"public/{act.replace('/', '-')}-plan.json"


def read_plan(data: bytes, act: str) -> ActPlan:
    """The plan of canonical bytes; Malformed where it is not in the form of docs/formats.md."""
    of_standby = act.startswith("standby/")
    shape = {
        **HEAD,
        "act": exactly(act),
        "stage": one_of(act, f"test/{act}"),
        "inputs": record(_STANDBY if of_standby else _ALTERNATES),
    }
    plan = shaped(parse_json(data), shape)
    inputs = plan["inputs"]
    if of_standby and ((inputs["order"] == "hidden") != bool(inputs["head"]) or not inputs["months"]):
        raise Malformed("wrong-value", "inputs")
    return act_plan(plan, data, act, plan_file(act))


@PLAN.fact("standby.plan")
def plan(files: Files, act: str) -> ActPlan:
    """The plan of the act."""
    name = plan_file(act)
    try:
        return read_plan(files.get(name, b""), act)
    except Malformed as fault:
        raise Unusable(judged(False, got=fault.shown, file=name), skipped("blocked", name)) from None


@PLAN.check("standby.plan", due=has_standbys)
def check_plan(plan: ActPlan, files: Files, entries: list[Entry]) -> Said:
    """The record means this plan and no other, and the plan what was fixed with the panel."""
    try:
        fixed = read_panel_plan(files.get(PANEL_PLAN, b"")).later
    except Malformed:
        return skipped("blocked", plan.file)
    named = {entry.body["sha256"] for entry in entries if entry.type == "plan"}
    named |= {entry.body["plan"] for entry in entries if "plan" in entry.body}
    faults = sorted(named - {plan.digest})
    before = [entry.prev for entry in entries if entry.type == "plan"]
    if before != [plan.inputs["journal"]]:
        faults.append(f"journal ({plan.inputs['journal'][:16]})")
    if plan.act.startswith("standby/"):
        faults += _otherwise(plan, fixed)
    roll = "20d6" if fixed["roll"] == "hand" else fixed["roll"]
    if plan.form != roll:
        faults.append(f"roll ({plan.form or 'none'} ≠ {roll})")
    return faulty(faults, wanted=plan.digest, file=plan.file)


def _otherwise(plan: ActPlan, fixed: Mapping[str, Any]) -> Iterator[str]:
    """Where a standby has another rule than was fixed with the panel."""
    rule = fixed.get("standby") or dict.fromkeys(_RULE)
    if fixed["policy"] != "residual":
        yield f"policy ({fixed['policy']})"
    yield from (f"{key} ({plan.inputs[key]} ≠ {rule[key]})" for key in _RULE if plan.inputs[key] != rule[key])


WHOLE = Table(PLAN, BEACON, CONTRIBUTIONS, SEED)
"""Every check of one of them, given `files`, `entries`, `act` and `marks`."""


def check_standbys(
    files: Files, journal: list[Entry], marks: Marks, scope: Scope = EVERYTHING
) -> Iterator[Check]:
    """Every standby and planned list of the scope, in the order of the record."""
    acts = list(dict.fromkeys(entry.act for entry in journal if STANDBY.fullmatch(entry.act)))
    if not acts and has_standbys(files):
        yield from PLAN.unsaid(files)
    for act in filter(scope.has, acts):
        # To its chance a list is what a standby is.
        mine = [
            replace(entry, type="standby") if entry.type == "alternates" else entry
            for entry in journal
            if entry.act == act or entry.type == "open"
        ]
        known: Known = {"files": files, "entries": mine, "journal": journal, "act": act, "marks": marks}
        yield from WHOLE.run(known)
