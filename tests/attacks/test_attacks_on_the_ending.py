"""Void, contested, erased: attacks by somebody who writes the journal himself and chains it anew."""

from __future__ import annotations

import pytest
from support.attacks import body, caught, failures, retold
from support.ceremonies import BEFORE, DUE, EARLY, LATER, Ceremony, held, told
from support.ceremonies import retold as retold_at
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


ALONE = Ceremony(revealed=("amina", "bruno", "chloe"), dice=None, dropped=("public",))
"""The roll was not brought: the beacon would draw beside values that the organiser may know."""


def void_at(time, ceremony=ALONE, *, beacon=True):
    """The plan of a ceremony declared void instead of drawn."""
    kept = [act for act in told(held(ceremony, upto=-1)) if beacon or act[0] != "beacon"]
    kept = [act for act in kept if beacon or act[1].get("kind") != "dropped"]
    plan = next(body["sha256"] for kind, body, _ in kept if kind == "plan")
    return retold_at(held(ceremony, upto=-1), [*kept, ("void", {**VOID[1], "plan": plan}, time)])


@pytest.mark.parametrize("beacon", [True, False])
def test_a_plan_that_nobody_attested_and_whose_roll_was_dropped_is_void_as_it_is_never_drawn(beacon):
    assert not failures(void_at(LATER, beacon=beacon))
    assert not failures(void_at(LATER, Ceremony(form="words", dice="ciel bleu"), beacon=beacon))


def test_void_after_a_round_that_could_draw():
    """By the roll beside it, or by whoever attests the plan: then the result is known, and may displease."""
    for beacon in (True, False):
        caught(void_at(LATER, Ceremony(), beacon=beacon), "order.end")
        caught(
            void_at(LATER, Ceremony(witnessed=EARLY, dice=None, dropped=("public",)), beacon=beacon),
            "order.end",
        )
    assert not failures(void_at(EARLY, Ceremony(witnessed=BEFORE), beacon=False))


def test_void_beside_a_beacon_recorded_before_it_was_due():
    caught(void_at(EARLY, ALONE.at(beacon=EARLY, dropped=EARLY)), "order.end")
    assert DUE > EARLY


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
