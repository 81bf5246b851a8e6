"""Whoever would choose the seed: attacks on commitments, reveals, the order of words, and the beacon."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.attacks import caught, failures
from support.ceremonies import (
    BEFORE,
    DRAND,
    DUE,
    EARLY,
    LATER,
    NO_BEACON,
    QUICKNET,
    ROUND,
    ROUNDS,
    SECRETS,
    Ceremony,
    beacon_of,
    held,
    retold,
    told,
)
from support.dossiers import DICE, canon, h, sha

from tirage.verify import verify

HELD = held()
PUBLIC = {"id": "public", "kind": "public", "form": "20d6"}
NO_FORMS = ("0d6", "20D6", "20d10", "3x999", "65d6", "22x1000", "beacon", "")
REJECTED = QUICKNET["must_reject"]


def seen(report, code):
    """Status of the check of that code."""
    return next(check.status for check in report.checks if check.code == code)


# --- The plan and its time -------------------------------------------------------------------------------


def test_a_seed_ground_by_re_planning():
    """Chance that was brought to one plan is worth nothing for another: the seed holds the plan's hash."""
    other = held(Ceremony(beacon=beacon_of(ROUND + 1)))
    acts = [act for act in told(HELD) if act[0] in ("contribution", "beacon", "panel")]
    forged = retold(
        other, [act for act in told(other) if act[0] not in ("contribution", "beacon", "panel")] + acts
    )
    caught(forged, "order.plan", "beacon.round", "seed.seed")

    def adapted(kind, body):
        return kind, {**body, "plan": sha(other["public/plan.json"])} if "plan" in body else body

    caught(retold(other, [(*adapted(*act[:2]), act[2]) for act in told(forged)]), "seed.seed")


def test_a_draw_done_again_until_it_is_liked():
    twice = [*told(HELD), *told(HELD)[-1:]]
    caught(retold(HELD, twice), "order.types", "order.once")
    # Other dice after the result, and the result they give.
    again = held(Ceremony(dice=DICE[::-1]))
    more = [act for act in told(again) if act[0] in ("contribution", "beacon", "panel")]
    caught(retold(again, told(HELD) + more), "order.types", "order.once", "contributions.who")


def test_two_plans_for_one_act():
    acts = told(HELD)
    plan = next(act for act in acts if act[0] == "plan")
    caught(retold(HELD, [*acts[:5], plan, *acts[5:]]), "order.types", "order.once")
    other = ("plan", {**plan[1], "sha256": "a" * 64}, plan[2])
    caught(retold(HELD, [*acts[:4], other, *acts[4:]]), "order.types", "order.once", "order.plan")


def test_a_backdated_plan():
    """A plan made when the round was known, its time put before: what came in since has a later time."""
    assert failures(held(Ceremony().at(plan=DUE, brought=DUE))) >= {"beacon.time", "contributions.order"}
    late = held(Ceremony().at(plan=LATER, brought=LATER, beacon=LATER))
    caught(late, "beacon.time", "contributions.order")
    acts = told(late)
    back = [(kind, body, BEFORE if kind == "plan" else time) for kind, body, time in acts]
    caught(retold(late, back), "journal.times")


@pytest.mark.parametrize("number", [1, ROUND - 1000, ROUND])
def test_a_beacon_round_that_is_known_already(number):
    files = held(Ceremony(beacon=beacon_of(number), signature=ROUNDS.get(number, ROUNDS[1])).at(plan=DUE))
    caught(files, "beacon.time")


def test_a_rehearsal_passed_off_as_the_draw():
    files = held(Ceremony(rehearsal=True))
    plan = canon({**json.loads(files["public/plan.json"]), "rehearsal": False, "stage": "panel"})
    assert verify(files).rehearsal
    caught({**files, "public/plan.json": plan}, "order.plan", "seed.stage")
    acts = [
        (
            kind,
            body
            | ({"rehearsal": False} if kind == "open" else {})
            | ({"sha256": sha(plan)} if kind == "plan" else {})
            | ({"plan": sha(plan)} if "plan" in body else {}),
            time,
        )
        for kind, body, time in told(files)
    ]
    caught(retold({**files, "public/plan.json": plan}, acts), "seed.seed", "seed.stage-seed")


# --- Who brings what -------------------------------------------------------------------------------------


def test_a_changed_reveal():
    files = held(Ceremony(values={**SECRETS, "bruno": "d4" * 32}))
    assert failures(files) == {"contributions.commit"}


def test_a_reveal_under_somebody_elses_name():
    """Bruno took Amina's commitment for his own, and waits for her to open it."""
    commits = {**Ceremony().commits, "bruno": h("commit", "amina", SECRETS["amina"])}
    files = held(Ceremony(commits=commits, values={**SECRETS, "bruno": SECRETS["amina"]}))
    caught(files, "contributions.commit", "contributions.fresh")


def test_a_withheld_contribution():
    """Who does not reveal is dropped, on the record; he cannot just be missing, nor be replaced."""
    assert failures(held(Ceremony(revealed=("amina", "bruno")))) == {"contributions.who"}
    assert failures(held(Ceremony(revealed=("amina", "bruno"), dropped=("chloe",)))) == set()


@pytest.mark.parametrize("late", [DUE, LATER])
def test_a_reveal_once_the_round_can_be_known(late):
    """Chloe waits for the beacon, and reveals only if she likes what her value makes of it."""
    acts = told(HELD)
    place = next(i for i, act in enumerate(acts) if act[1].get("id") == "chloe")
    acts = [(*act[:2], late) if i >= place and act[2] < late else act for i, act in enumerate(acts)]
    assert failures(retold(HELD, acts)) == {"contributions.order"}


def test_a_reveal_after_the_dice_where_there_is_no_beacon():
    assert failures(held(NO_BEACON)) == set()
    assert failures(held(replace(NO_BEACON, dice_first=True))) == {"contributions.order"}
    dropped = replace(NO_BEACON, dice_first=True, revealed=("amina", "bruno"), dropped=("chloe",))
    assert failures(held(dropped)) == {"contributions.order"}


def test_a_contributor_dropped_while_there_was_time_to_reveal():
    early = Ceremony(revealed=("amina", "bruno"), dropped=("chloe",)).at(dropped=EARLY)
    assert failures(held(early)) == {"contributions.order"}


def test_somebody_both_revealed_and_dropped():
    caught(held(Ceremony(dropped=("chloe",))), "contributions.who")


def test_dice_dropped_where_nothing_else_is_public():
    caught(held(replace(NO_BEACON, dice=None, dropped=("public",))), "contributions.who")


def test_a_stranger_dropped_or_revealed():
    caught(held(Ceremony(dropped=("denis",))), "contributions.who")
    files = held(Ceremony(commits={"amina": Ceremony().commits["amina"]}))
    caught(files, "contributions.who", "contributions.commit")


def test_dice_passed_off_as_a_sealed_value_or_the_other_way_round():
    acts = told(HELD)
    sealed = next(body for _, body, _ in acts if body.get("id") == "amina")
    assert sealed["kind"] == "sealed"
    for change in ({"id": "public"}, {"kind": "public", "text": "1"}, {"kind": "dropped"}, {"kind": "other"}):
        edited = [(kind, body | change if body is sealed else body, time) for kind, body, time in acts]
        caught(retold(HELD, edited))


def test_all_of_the_guarantors_dropped_by_an_organiser_who_keeps_the_dice():
    """Nothing shows it but what the guarantors know: it is listed among what was not checked."""
    report = verify(held(replace(NO_BEACON, revealed=(), dropped=("amina", "bruno", "chloe"))))
    assert report.ok
    assert seen(report, "beyond.dropped") == "not-checked"


def test_a_number_by_hand_where_others_were_to_bring_chance():
    acts = told(HELD)
    body = {key: acts[-1][1][key] for key in ("act", "plan", "number", "panel", "seats")}
    by_hand = ("panel", {**body, "by": "hand"}, LATER)
    caught(retold(HELD, [*acts[:-1], by_hand]), "contributions.who")
    caught(retold(HELD, [*acts[:5], by_hand]), "contributions.who", "beacon.round")
    # Guarantors alone, and none of them asked.
    plain = held(NO_BEACON)
    alone = ("panel", {**by_hand[1], "plan": sha(plain["public/plan.json"])}, LATER)
    caught(retold(plain, [*told(plain)[:5], alone]), "contributions.who")


@pytest.mark.parametrize(
    "contributors",
    [
        [PUBLIC, PUBLIC],
        [PUBLIC, {"id": "amina", "kind": "sealed", "commit": "a" * 64}],
        [{"id": "public", "kind": "sealed", "commit": "a" * 64}],
        [{"id": "amina", "kind": "public", "form": "20d6"}],
        [{"id": "public", "kind": "public"}],
        *([{**PUBLIC, "form": form}] for form in NO_FORMS),
        [{"id": "amina", "kind": "sealed", "commit": "A" * 64}],
        [{"id": "a|b", "kind": "sealed", "commit": "a" * 64}],
        [{"id": "amina", "kind": "sealed"}],
    ],
)
def test_contributors_that_a_plan_cannot_have(contributors):
    plan = canon({**json.loads(HELD["public/plan.json"]), "contributors": contributors})
    caught({**HELD, "public/plan.json": plan}, "order.plan")


# --- The beacon -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "vector", [each for each in REJECTED if len(each["signature"]) == 96], ids=lambda each: each["why"]
)
def test_a_signature_that_is_none_of_the_round(vector):
    genesis = "2023-08-23T15:00:00Z"
    early = Ceremony(beacon=beacon_of(vector["round"]), signature=vector["signature"])
    files = held(early.at(plan=genesis, brought="2023-08-23T15:00:01Z"))
    assert failures(files) == {"beacon.signature"}


def test_a_truncated_signature():
    (vector,) = [each for each in REJECTED if each["why"] == "truncated"]
    caught(held(Ceremony(signature=vector["signature"])), "documents.shape")


def test_a_point_at_infinity():
    caught(held(Ceremony(signature="c0" + "0" * 94)), "beacon.signature")


def test_a_negated_point():
    flipped = f"{int(ROUNDS[ROUND][0], 16) ^ 2:x}{ROUNDS[ROUND][1:]}"
    assert failures(held(Ceremony(signature=flipped))) == {"beacon.signature"}


def test_a_signature_in_upper_case():
    caught(held(Ceremony(signature=ROUNDS[ROUND].upper())), "documents.shape")


@pytest.mark.parametrize(
    "change",
    [
        {"chain": DRAND["default_mainnet"]["chain_hash"]},
        {"public_key": DRAND["other_rfc9380_g1_key"]["public_key"]},
        {"public_key": FAST} if (FAST := DRAND["fastnet_wrong_dst"]["public_key"]) else {},
    ],
    ids=["chain", "key", "fastnet"],
)
def test_another_network(change):
    """Of a network of his own the organiser knows every round beforehand."""
    assert failures(held(Ceremony(beacon={**beacon_of(ROUND), **change}))) == {"beacon"}


def test_another_networks_genuine_signature():
    other = DRAND["other_rfc9380_g1_key"]
    plan = {**beacon_of(other["round"]), "public_key": other["public_key"]}
    genesis = "2023-08-23T15:00:00Z"
    files = held(Ceremony(beacon=plan, signature=other["signature"]).at(plan=genesis, brought=genesis))
    caught(files, "beacon", "beacon.signature")


def test_another_round_than_the_plans():
    acts = [
        (kind, {**body, "round": ROUND + 1} if kind == "beacon" else body, time)
        for kind, body, time in told(HELD)
    ]
    caught(retold(HELD, acts), "beacon.round")


def test_a_randomness_that_is_not_the_signatures():
    assert failures(held(Ceremony(randomness="a" * 64))) == {"beacon.round"}


def test_a_signature_on_record_before_there_was_one():
    caught(held(Ceremony().at(beacon=EARLY)), "beacon.time")


def test_a_beacon_left_out_because_it_displeased():
    acts = [act for act in told(HELD) if act[0] != "beacon"]
    caught(retold(HELD, acts), "beacon.round", "seed.seed")


def test_a_beacon_that_the_plan_does_not_name():
    beacon = next(act for act in told(HELD) if act[0] == "beacon")
    plain = held(NO_BEACON)
    acts = told(plain)
    body = {**beacon[1], "plan": sha(plain["public/plan.json"])}
    caught(retold(plain, [*acts[:-1], ("beacon", body, DUE), acts[-1]]), "beacon")


def test_a_contribution_after_the_beacon():
    acts = told(HELD)
    place = next(i for i, act in enumerate(acts) if act[0] == "beacon")
    last = (*acts[place - 1][:2], DUE)
    caught(retold(HELD, [*acts[: place - 1], acts[place], last, *acts[place + 1 :]]), "order.types")


@pytest.mark.parametrize("number", [0, -1, 10**10 + 1, True, "5555555", 1.5])
def test_a_round_that_is_none(number):
    plan = json.loads(HELD["public/plan.json"])
    plan["beacon"]["round"] = number
    caught({**HELD, "public/plan.json": canon(plan)}, "order.plan")


@pytest.mark.one_verifier
@pytest.mark.parametrize("kinds", [{"contribution"}, {"beacon"}], ids=["contributions", "beacon"])
def test_any_value_of_a_ceremony_replaced_never_stops_the_verifier(kinds):
    dropped = replace(NO_BEACON, revealed=("amina", "bruno"), dropped=("chloe",))
    files = HELD if "beacon" in kinds else held(dropped)
    assert verify(files).ok
    for new in (None, -1, "0" * 64, [{}]):
        for place, (kind, body, time) in enumerate(told(files)):
            for key in body if kind in kinds else ():
                acts = told(files)
                acts[place] = (kind, {**body, key: new}, time)
                assert not verify(retold(files, acts)).ok, (kind, key, new)
