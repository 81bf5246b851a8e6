"""Whoever would choose among rolls: ways to type one, few outcomes, a number where a seed was promised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.attacks import body, caught, failures, retold
from support.ceremonies import EARLY, Ceremony, held, told
from support.ceremonies import retold as retold_at
from support.dossier_cases import EVEN
from support.dossiers import DICE, Files, dossier, h, sha

from tirage.verify import verify

GENUINE = dossier(EVEN)


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
