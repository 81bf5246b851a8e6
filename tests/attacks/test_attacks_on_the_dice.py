"""Whoever would choose among rolls: ways to type one, few outcomes, a number where a seed was promised."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.assemblies import Assembly
from support.attacks import body, caught, failures, retold
from support.ceremonies import EARLY, Ceremony, held, told
from support.ceremonies import retold as retold_at
from support.dossier_cases import EVEN
from support.dossiers import DICE, Files, canon, dossier, h, sha
from support.instances import Instance
from support.waves import sealed as waves_sealed

from tirage.verify import verify

GENUINE = dossier(EVEN)
WAVES = waves_sealed()


def lived() -> Files:
    """An assembly that has lost a member, whose seat was drawn."""
    quotas = (("g", (("f", 1, 2), ("h", 1, 2))),)
    assembly = Assembly(Instance((("f",), ("h",)) * 4, ("",) * 8, quotas, 3))
    assembly.leave(assembly.life.seated[0], cause="work")
    assembly.replace()
    return assembly.files


def sealed(form: str, text: str | None) -> Files:
    """`EVEN` under a plan for another form of roll, everything re-hashed."""
    contributors = [{"id": "public", "kind": "public", "form": form}]
    return dossier(replace(EVEN, text=text, extra={"contributors": contributors}))


def typed(text: str, value: str) -> Files:
    """`EVEN` with its roll typed otherwise, and all that follows from that."""

    def edit(acts):
        body(acts, "contribution").update(text=text, value=value)
        panel = body(acts, "panel")
        panel["contributions"] = sha(f"public|{value}\n".encode())
        panel["seed"] = h("seed", panel["plan"], panel["contributions"], "none", "0", "none")
        panel["stage_seed"] = h("stage", panel["seed"], "panel")

    return retold(GENUINE, edit)


DIGITS = DICE.split()
WAYS = [
    "".join(DIGITS),
    "  ".join(DIGITS),
    ",".join(DIGITS),
    " ".join(reversed(DIGITS)) + " 1",
    f"{DICE} ",
    f"dice: {DICE}",
    DICE.replace("3", "٣"),
    DICE.replace(" ", "\u00a0"),
]


@pytest.mark.parametrize("text", WAYS)
def test_816_ways_to_type_one_roll(text):
    """Each way was another seed once: by its hash, or with more digits. One is left."""
    digits = "".join(text.split())
    plain = digits.isascii() and digits.isdecimal()
    caught(typed(text, digits.ljust(64, "0") if plain else sha(text.encode())), "contributions.value")


def test_a_roll_of_another_form():
    other = DICE.replace("6", "9")
    assert "contributions.value" in failures(typed(other, "".join(other.split()).ljust(64, "0")))
    caught(sealed("4x100000", DICE), "contributions.value")
    caught(sealed("words", DICE), "contributions.form")


FEW = [("1d6", "3"), ("19d6", " ".join(DIGITS[:19])), ("3x1000", "012 345 678")]


@pytest.mark.parametrize(("form", "text"), FEW)
def test_one_die_and_a_million_plans(form, text):
    """A plan can be made for each of a few outcomes: 2^50 of them, or a beacon beside."""
    caught(sealed(form, text), "contributions.form")
    beside = Ceremony(dice=text, form=form, commits={}, revealed=())
    assert failures(held(beside)) == {"beacon.time"}
    assert not failures(held(replace(beside, witnessed=EARLY)))


def test_a_number_drawn_by_hand_where_a_seed_was_promised_and_the_other_way_round():
    caught(sealed("20d6", None), "contributions.who")
    caught(sealed("hand", DICE), "contributions.who", "contributions.value")
    assert verify(sealed("hand", None)).ok


def test_a_plan_and_its_chance_in_one_second():
    """Whoever has the dice before the plan can write the plan for them."""

    def at_once(files):
        acts = told(files)
        time = next(time for kind, _, time in acts if kind == "plan")
        return retold_at(files, [(kind, body, min(time, own)) for kind, body, own in acts])

    caught(at_once(GENUINE), "order.closed")
    caught(at_once(sealed("hand", None)), "order.closed")
    assert "order.closed" not in failures(at_once(dossier(replace(EVEN, rehearsal=True))))
    report = verify(GENUINE)
    assert next(check.got for check in report.checks if check.code == "order.closed") == "0:01:00"


LIVED = lived()


@pytest.mark.parametrize(
    "later", [{"fairness": "maximin"}, {"panels": 7}, {"policy": "like-for-like"}, {"roll": "4x100000"}]
)
def test_a_later_draw_under_another_fairness_number_policy_or_roll(later):
    """Chosen once it was known who had left: the plan of the panel says otherwise."""
    assert not failures(LIVED)
    plan = json.loads(LIVED["public/plan.json"])
    plan["later"].update(later)
    forged = {**LIVED, "public/plan.json": canon(plan)}
    caught(forged, "order.kept")


@pytest.mark.parametrize("draws", [{"fairness": "maximin"}, {"panels": 7}, {"roll": "4x100000"}])
def test_letters_under_another_roll_than_the_rules(draws):
    """What the rules say before the first letter, letters and panel keep."""
    rules = json.loads(WAVES["public/rules.json"])
    rules["draws"].update(draws)
    found = failures({**WAVES, "public/rules.json": canon(rules)})
    assert ("order.kept" in found) == ("roll" in draws)
