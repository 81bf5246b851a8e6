"""Void, contested, erased: attacks by somebody who writes the journal himself and chains it anew."""

from __future__ import annotations

import pytest
from support.attacks import body, caught, retold
from support.dossier_cases import EVEN, PLANNED
from support.dossiers import acts_of, dossier, rechained, sha

from tirage.verify import verify

DRAWN, WAITING = dossier(EVEN), dossier(PLANNED)
PLAN = sha(WAITING["public/plan.json"])
VOID = ("void", {"act": "panel", "plan": PLAN, "reason": "mistaken"})
ROLLED = next(act for act in acts_of(DRAWN) if act[0] == "contribution")
PANEL = max(name for name in DRAWN if name.startswith("journal/"))
CONTESTED = ("contested", {"act": "panel", "entry": sha(DRAWN[PANEL]), "reason": "dice"})


def added(files, *acts):
    return rechained(files, [*acts_of(files), *acts])


def test_the_attacks_start_from_lawful_endings():
    for files in (added(WAITING, VOID), added(DRAWN, CONTESTED), added(DRAWN, ("erase", {"reason": "time"}))):
        assert verify(files).ok
        assert {check.status for check in verify(files).checks if check.code == "order.end"} == {"ok"}


def test_void_after_the_dice():
    rolled = (ROLLED[0], {**ROLLED[1], "plan": PLAN})
    caught(added(WAITING, rolled, VOID), "order.end")


def test_void_after_the_draw():
    caught(
        added(DRAWN, (VOID[0], {**VOID[1], "plan": sha(DRAWN["public/plan.json"])})),
        "order.types",
        "order.end",
    )


def test_void_of_another_plan():
    caught(added(WAITING, ("void", {**VOID[1], "plan": "0" * 64})), "order.end", "order.plan")


def test_a_draw_from_a_plan_that_is_void():
    def edit(acts):
        acts.insert(-2, ("void", {**VOID[1], "plan": sha(DRAWN["public/plan.json"])}))

    caught(retold(DRAWN, edit), "order.types")


@pytest.mark.parametrize(
    "entry", ["0" * 64, sha(DRAWN["journal/0001-open.json"]), sha(DRAWN["public/panel.csv"])]
)
def test_contested_what_is_no_result(entry):
    caught(added(DRAWN, ("contested", {**CONTESTED[1], "entry": entry})), "order.end")


def test_contested_before_anything_was_opened():
    caught(rechained(WAITING, [CONTESTED, *acts_of(WAITING)]), "order.types", "order.end")


def test_an_objection_taken_out_of_the_record():
    """As every tail that is replaced, the head tells: it was read aloud."""
    assert verify(added(DRAWN, CONTESTED)).head != verify(DRAWN).head


def test_erased_while_a_plan_waits():
    caught(added(WAITING, ("erase", {"reason": "in a hurry"})), "order.types")


def test_an_act_after_everything_was_erased():
    caught(
        added(DRAWN, ("erase", {"reason": "time"}), ("panel", body(acts_of(DRAWN), "panel"))), "order.types"
    )
