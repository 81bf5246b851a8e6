"""Where it is said that no one fits: quotas that gave way, seats left open. Checks 10.8 and 10.29."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..kernel import Files, Table
from ..reading.journal import is_lived, kinds, later_plans
from ..report import Said, skipped
from .certificate.filling import judge_filling
from .chance.plan import Plan
from .life.life import Life
from .life.passed import may_pass_nearer, may_pass_over, passed_over
from .life.remains import Claim, Pools, judge_change, judge_nobody
from .life.seats import LIFE, LaterDraw, of_each
from .lottery.quotas import Quotas
from .scope import Scope

NOBODY = Table(LIFE)
_MOST_MOVES = 10
"""Limits that gave way which are shown."""


def has_unfilled(files: Files) -> bool:
    """Whether it is said that no one fits, or may be."""
    plans = [files[name] for name in later_plans(files)]
    strict = all(b'"relaxed":null' in each and b'"filling":' not in each for each in plans)
    passing = may_pass_over(files) or may_pass_nearer(files)
    return is_lived(files) and ("unfilled" in kinds(files) or not strict or passing)


def has_relaxed(files: Files) -> bool:
    """Whether quotas of a later draw gave way, or may have."""
    return is_lived(files) and any(b'"relaxed":null' not in files[name] for name in later_plans(files))


@NOBODY.check("life.nobody", due=has_unfilled)
def check_nobody(
    judged_draws: list[LaterDraw],
    life: Life,
    first: Pools,
    files: Files,
    scope: Scope,
    plan: Plan | None = None,
) -> list[Said]:
    """Wherever quotas were relaxed, seats left open or people who come first passed over, no one fits."""
    said = [(each.moment, _claimed(each)) for each in judged_draws if each.plan.before["relaxed"]]
    over = [(each.moment, passed_over(each.moment, each.plan, files)) for each in judged_draws]
    said += [(moment, Claim(None, among)) for moment, among in over if among]
    unfilled = [each for each in life.moments if each.entry.type == "unfilled" and scope.speaks(each.entry)]
    said += [(each, Claim(each.entry.body["proof"], "everyone")) for each in unfilled]
    filled = [each for each in judged_draws if each.plan.before.get("filling")] if plan is not None else []
    claims = len(said) + sum(1 + len(each.plan.before["filling"]["first"]) for each in filled)
    found = []
    for moment, claim in said:
        each = judge_nobody(files, first.at(moment.pool), moment, claim, claims)
        found.append(replace(each, file=moment.entry.file))
    for draw in filled:
        assert plan is not None, "else none is judged"
        moment, filling = draw.moment, draw.plan.before["filling"]
        own = judge_filling(files, first.at(moment.pool), moment, plan, filling, claims)
        found.append(replace(own, file=moment.entry.file))
    return found


@NOBODY.check("life.least", due=has_relaxed)
def check_least(judged_draws: list[LaterDraw], quotas: Quotas, first: Pools, files: Files) -> list[Said]:
    """Quotas that were relaxed gave way no more than they had to."""

    def judge(each: LaterDraw) -> Said:
        lottery = each.files.get("public/lottery.csv", b"")
        return judge_change(files, first.at(each.moment.pool), each.moment, each.plan, quotas, lottery)

    return of_each([each for each in judged_draws if each.plan.before["relaxed"]], "plan.json", judge)


def _claimed(draw: LaterDraw) -> Claim:
    """What a draw under relaxed quotas says of the strict ones."""
    before = draw.plan.before
    return Claim(before["relaxed"]["proof"], before["among"], draw.files.get("public/lottery.csv", b""))


@NOBODY.note("beyond.relaxed")
def say_relaxed(later_draws: list[LaterDraw]) -> list[Said]:
    """Limits that gave way in later draws, in the order of the record: which ones, the organiser chose."""
    moves = [(each.moment.entry.act, move) for each in later_draws for move in _moves(each.plan)]
    shown = [
        f"{act} {m['criterion']} {m['category']} {m['limit']}: {m['from']} → {m['to']}" for act, m in moves
    ]
    shown[_MOST_MOVES:] = ["…"] if len(shown) > _MOST_MOVES else []
    return [skipped("; ".join(shown))] if shown else []


def _moves(plan: Plan) -> list[dict[str, Any]]:
    relaxed = plan.before["relaxed"]
    return relaxed["moves"] if relaxed else []
