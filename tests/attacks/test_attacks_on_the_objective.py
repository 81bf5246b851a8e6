"""Forged objectives: capped, goldilocks and nash that claim more than their proofs show.

Everything is re-hashed and re-drawn around the forgery, so that only the arithmetic can give it away.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from support.attacks import caught, edited, failures
from support.dossier_cases import COLUMNS, EVEN, MAXIMIN, SCARCE
from support.dossiers import Case, Files, contents, dossier, seal
from support.objective_cases import (
    ALIKE_CAPPED,
    BY_PROGRAM,
    CAPPED,
    GOLDILOCKS,
    LEXIMIN,
    NASH,
    NASH_ROUNDED,
    OBJECTIVE_CASES,
    OBJECTIVES,
    level,
    rows,
    with_somebody_whom_nobody_can_draw,
)
from support.proofs import by_cut
from support.schemas import schema

from tirage.dossier.documents.certificate import Certificate

SCHEMA = jsonschema.Draft202012Validator(schema("certificate"))


def claiming(case: Case, **changes: Any) -> Files:
    """The dossier of a case whose objective says something else."""
    return dossier(replace(case, objective={**(case.objective or {}), **changes}))


def floored(case: Case, **changes: Any) -> Files:
    """The dossier of a capped case whose floor says something else."""
    objective = case.objective or {}
    return claiming(case, floor={**objective["floor"], **changes})


def levelled(case: Case, number: int, **changes: Any) -> Files:
    """The dossier of a case one of whose levels says something else."""
    levels = list(case.levels)
    levels[number] = {**levels[number], **changes}
    return dossier(replace(case, levels=tuple(levels)))


def certified(case: Case, edit: Any) -> Files:
    """The dossier of a case whose certificate was edited at will."""
    return seal(case, edited(contents(case), "public/certificate.json", edit))


# --- An objective where it belongs, in its form ------------------------------------------------------


@pytest.mark.parametrize("name", OBJECTIVES)
def test_an_objective_that_is_missing(name: str) -> None:
    files = certified(OBJECTIVES[name], lambda certificate: certificate.pop("objective"))
    caught(files, "certificate.form")
    assert not SCHEMA.is_valid(json.loads(files["public/certificate.json"]))


@pytest.mark.parametrize("case", [EVEN, COLUMNS, MAXIMIN], ids=["leximin", "columns", "maximin"])
def test_an_objective_where_there_is_none(case: Case) -> None:
    files = dossier(replace(case, objective=CAPPED.objective))
    caught(files, "certificate.form")
    assert not SCHEMA.is_valid(json.loads(files["public/certificate.json"]))


@pytest.mark.parametrize("name", OBJECTIVES)
@pytest.mark.parametrize("other", OBJECTIVES)
def test_the_objective_of_another_fairness(name: str, other: str) -> None:
    files = dossier(replace(OBJECTIVES[name], objective=OBJECTIVES[other].objective))
    assert failures(files) == (set() if name == other else {"certificate.form", *_blocked(files)})
    assert SCHEMA.is_valid(json.loads(files["public/certificate.json"])) is (name == other)


def _blocked(files: Files) -> set[str]:
    """What an unread certificate leaves: chances that may not be rounded are held to be exact."""
    return failures(files) & {"chances.slot"}


@pytest.mark.parametrize("name", OBJECTIVES)
def test_an_objective_with_a_key_less_or_more(name: str) -> None:
    case = OBJECTIVES[name]
    for key in case.objective or {}:
        files = certified(case, lambda certificate, key=key: certificate["objective"].pop(key))
        caught(files, "certificate.form")
        assert not SCHEMA.is_valid(json.loads(files["public/certificate.json"]))
    caught(claiming(case, value2="1"), "certificate.form")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("capped", {"mean": "-1"}),
        ("capped", {"mean": 0}),
        ("capped", {"mean": "0.5"}),
        ("capped", {"mean": "9" * 1001}),
        ("capped", {"cap": "-1/2"}),
        ("capped", {"cap": "2/4"}),
        ("capped", {"cap": 0.5}),
        ("capped", {"bound": "1/" + "3" * 1001}),
        ("capped", {"floor": "1/8"}),
        ("capped", {"floor": None}),
        ("capped", {"proof": by_cut({"0": "1", "3": "-1"}, "0")}),
        ("capped", {"proof": None}),
        ("goldilocks", {"mean": "-1"}),
        ("goldilocks", {"floor": {"value": "5/52"}}),
        ("goldilocks", {"value": "-4"}),
        ("goldilocks", {"proof": []}),
        ("nash", {"scale": "-10"}),
        ("nash", {"scale": "1/2"}),
        ("nash", {"scale": "9" * 1001}),
        ("nash", {"bound": "1.0"}),
        ("nash", {"proof": by_cut({"0": "72"}, "260")}),
    ],
)
def test_an_objective_in_another_form(name: str, changes: dict[str, Any]) -> None:
    files = claiming(OBJECTIVES[name], **changes)
    caught(files, "certificate.form")
    if changes.get("cap") != "2/4" and not changes.get("bound", "").startswith("1/3"):
        assert not SCHEMA.is_valid(json.loads(files["public/certificate.json"]))


def test_leximin_chances_sold_as_capped() -> None:
    """The plan asked for a cap; the certificate is a leximin one that passes for capped."""
    objective = {**(CAPPED.objective or {}), "cap": "2/3"}
    assert failures(dossier(replace(LEXIMIN, fairness="capped", objective=objective))) == {
        "certificate.objective"
    }
    case = replace(LEXIMIN, fairness="capped", objective={**objective, "bound": "2/3"})
    assert failures(dossier(case)) == {"certificate.objective"}


def test_a_negative_weight_in_a_level_without_a_cap() -> None:
    """It proves less than it seems: what it takes away is given back, for as much as anyone can have."""
    y = {str(t): "1" for t in range(4)}
    for case in (COLUMNS, replace(COLUMNS, fairness="maximin")):
        caught(levelled(case, 0, proof=by_cut({**y, "3": "-1"}, "4")), "certificate.proof")


# --- Cap and floor are those of the levels -----------------------------------------------------------


def test_a_cap_above_what_the_levels_use() -> None:
    assert failures(claiming(CAPPED, cap="2/3")) == {
        "certificate.range",
        "certificate.objective",
        "certificate.proof",
    }
    # The proof of the cap bent to it: the levels below still say what they say.
    assert "certificate.range" in failures(claiming(CAPPED, cap="2/3", bound="2/3"))
    assert failures(claiming(GOLDILOCKS, cap="2/3", value="26/5")) >= {"certificate.range"}


def test_a_cap_above_what_the_levels_use_with_column_generation() -> None:
    """Rounding explains a slot of m, no more; and no price hangs on the cap in these proofs."""
    levels = (level("1/8", 8, [4], rows(Z=1)), level("1/8", 8, [0], rows(X=1, Q=-1)), *CAPPED.levels[1:])
    case = replace(BY_PROGRAM["capped"], levels=(levels[0], {**levels[1], "bound": "21/160"}, *levels[2:]))
    # The cap's own proof says 1/2, and no slot of m explains what a proof leaves open.
    assert failures(claiming(case, cap="21/40")) == {"certificate.objective"}
    # A level further than 1/20 from its bound is not proved, whatever the slots of m.
    case = replace(case, levels=(levels[0], {**levels[1], "bound": "5/32"}, *levels[2:]))
    assert failures(claiming(case, cap="5/8")) == {"certificate.objective", "certificate.proof"}
    levels = ({**levels[1], "bound": "11/64"}, levels[0], *levels[2:])
    assert failures(claiming(replace(case, levels=levels), cap="11/16")) == {
        "certificate.range",
        "certificate.objective",
        "certificate.proof",
    }


def test_a_cap_below_what_the_levels_use() -> None:
    caught(claiming(CAPPED, cap="1/4", bound="1/4"), "certificate.range", "certificate.proof")


@pytest.mark.parametrize("name", ["capped", "goldilocks"])
def test_a_chance_above_the_cap(name: str) -> None:
    case = OBJECTIVES[name]
    files = contents(case)
    cap = (case.objective or {})["cap"]
    assert f",{cap}\n".encode() in files["guarantors/chances.csv"]
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(f",{cap}\n".encode(), b",5/7\n")
    caught(seal(case, files), "certificate.chances", "chances.sum")
    caught(levelled(case, -1, value="5/7", bound="5/7"), "certificate.proof", "certificate.range")


def test_a_floor_that_is_not_the_first_levels() -> None:
    better = {"value": "1/6", "bound": "1/6"}
    caught(floored(CAPPED, **better), "certificate.range", "certificate.objective")
    caught(floored(CAPPED, value="1/9"), "certificate.range", "certificate.objective")
    caught(floored(GOLDILOCKS, value="1/8"), "certificate.range")


def test_a_first_level_that_is_not_first() -> None:
    """Goldilocks hides its least favoured behind a level of more."""
    first, second, *others = GOLDILOCKS.levels
    files = dossier(replace(GOLDILOCKS, levels=(second, first, *others)))
    assert failures(files) == {"certificate.levels"}


# --- Bounds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bound", ["1/4", "3/8", "5/8", "0", "1"])
def test_a_bound_of_capped_that_its_proof_does_not_give(bound: str) -> None:
    assert failures(claiming(CAPPED, bound=bound)) == {"certificate.objective"}


def test_a_cap_that_its_proof_shows_not_to_be_the_least() -> None:
    """No prices: the bound is the floor, and nothing may be left between, whatever the method."""
    weaker = {"bound": "1/8", "mean": "1", "proof": rows()}
    assert failures(claiming(CAPPED, **weaker)) == {"certificate.objective"}
    assert failures(claiming(replace(CAPPED, method="columns"), **weaker)) == {"certificate.objective"}


def test_a_cap_below_its_own_bound() -> None:
    """A proof of columns that contradicts the lottery: the program's word cannot be true."""
    liar = {"bound": "3/4", "proof": by_cut({"0": "2", "3": "-1"}, "1/2")}
    caught(claiming(BY_PROGRAM["capped"], **liar), "certificate.form")
    liar["proof"] = by_cut({"0": "4", "3": "-2"}, "1")
    liar["bound"] = "3/4"
    caught(claiming(BY_PROGRAM["capped"], **liar), "certificate.objective")


def test_a_floor_whose_bound_is_forged() -> None:
    assert failures(floored(CAPPED, bound="1/9")) == {"certificate.objective"}
    assert failures(floored(CAPPED, bound="1/4")) == {"certificate.objective"}
    assert failures(floored(CAPPED, proof=rows(Z=-1))) == {"certificate.objective"}
    assert failures(floored(CAPPED, proof=rows(X=1, Q=-1))) == {"certificate.objective"}
    # A bound that is right and not reached: with the polytope there is no such thing.
    assert failures(floored(CAPPED, bound="5/26", proof=rows(nu=1))) == {"certificate.objective"}


def test_the_floor_is_proved_without_the_cap() -> None:
    """Under the cap the levels' own proof shows 1/8; of all lotteries it shows 1/4, which is not the same."""
    assert failures(floored(CAPPED, proof=rows(X=1, Q=-1))) == {"certificate.objective"}
    open_ = floored(replace(CAPPED, method="columns"), proof=rows(X=1, Q=-1), bound="1/4")
    assert failures(open_) == {"certificate.objective"}


def test_a_mean_that_was_changed() -> None:
    assert failures(claiming(CAPPED, mean="1")) == {"certificate.objective"}
    assert failures(claiming(ALIKE_CAPPED, mean="0")) == {"certificate.objective"}
    assert failures(claiming(GOLDILOCKS, mean="1")) == {"certificate.objective"}


def test_a_proof_that_says_nothing_of_the_cap() -> None:
    for case in (CAPPED, GOLDILOCKS):
        for proof in (rows(), rows(Z=1)):
            assert failures(claiming(case, proof=proof)) == {"certificate.objective"}


@pytest.mark.parametrize("bound", ["4000001/1000000", "5"])
def test_a_goldilocks_bound_above_its_value(bound: str) -> None:
    assert failures(claiming(GOLDILOCKS, bound=bound)) == {"certificate.objective"}


def test_a_goldilocks_bound_that_its_proof_does_not_give() -> None:
    weaker = {"mean": "1", "proof": rows(X=1, Q=-1)}
    for bound in ("4", "21/10", "11/5"):
        assert failures(claiming(GOLDILOCKS, **weaker, bound=bound)) == {"certificate.objective"}
    # A ceiling of a different sign shifts it the other way.
    assert failures(claiming(GOLDILOCKS, proof=rows(X=2, Q=-1), bound="4")) == {"certificate.objective"}


@pytest.mark.parametrize("changes", [{"value": "41/10"}, {"value": "39/10", "bound": "39/10"}])
def test_a_goldilocks_value_that_is_not_its_sum(changes: dict[str, str]) -> None:
    caught(claiming(GOLDILOCKS, **changes), "certificate.objective")


def test_goldilocks_of_other_chances_than_the_best() -> None:
    """The lottery of capped has 2.6 + 20/13, and its proof shows 4: what is left between is a fault."""
    own = {**(GOLDILOCKS.objective or {}), "cap": "1/2", "value": "269/65"}
    objective = {**own, "floor": {**own["floor"], "value": "1/8"}}
    other = replace(CAPPED, fairness="goldilocks", objective={**objective, "mean": "0"})
    report = caught(dossier(replace(other, objective={**objective, "bound": "269/65"})))
    assert {check.code for check in report.checks if check.status == "failed"} == {"certificate.objective"}
    assert failures(dossier(other)) == {"certificate.objective"}


def test_goldilocks_whose_highest_floor_is_forged() -> None:
    """A floor's bound below the truth would make the sum there pass for the least."""
    assert failures(floored(GOLDILOCKS, bound="5/52")) == {"certificate.objective"}
    assert failures(floored(GOLDILOCKS, proof=rows(Z=-1))) == {"certificate.objective"}
    assert failures(floored(GOLDILOCKS, value="0")) >= {"certificate.objective"}


# --- Nash --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", ["9", "11", "1", "100", "0"])
def test_a_scale_that_was_changed(scale: str) -> None:
    assert failures(claiming(NASH, scale=scale)) == {"certificate.objective"}


@pytest.mark.parametrize("bound", ["0", "1/2", "27/26", "2"])
def test_a_nash_bound_that_its_proof_does_not_give(bound: str) -> None:
    assert failures(claiming(NASH, bound=bound)) == {"certificate.objective"}


def test_nash_chances_that_are_another_lotterys() -> None:
    chances = {0: "1/8", 1: "1/4", 2: "1/4", 3: "1/2", 4: "1/8"}
    assert failures(dossier(replace(NASH, turns=CAPPED.turns, chances=chances))) == {"certificate.objective"}


def test_nash_chances_told_larger_than_they_are() -> None:
    """A bound below 1 would make a lottery better than the best; and sums give the lie away."""
    larger = dict.fromkeys(range(5), "1")
    caught(dossier(replace(NASH, chances=larger)), "chances.sum", "chances.quotas")
    rounded_up = {**NASH_ROUNDED.chances, 1: "222222223/1000000000", 2: "222222223/1000000000"}
    files = dossier(replace(NASH_ROUNDED, chances=rounded_up))
    assert failures(files) == {"certificate.objective"}
    better = {**(NASH_ROUNDED.objective or {}), "bound": "12999999997/13000000000"}
    caught(dossier(replace(NASH_ROUNDED, chances=rounded_up, objective=better)), "certificate.objective")
    one = {**better, "bound": "1"}
    assert failures(dossier(replace(NASH_ROUNDED, chances=rounded_up, objective=one))) == set()


def test_nash_that_gives_somebody_no_chance() -> None:
    chances = {0: "5/36", 1: "2/9", 2: "2/9", 3: "5/9", 4: "0"}
    caught(dossier(replace(NASH, chances=chances)), "certificate.objective", "certificate.chances")


def test_nash_with_a_level_of_some_value() -> None:
    levels = (level("1/8", 8, [4], rows(Z=1)),)
    assert failures(dossier(replace(NASH, levels=levels))) == {"certificate.levels"}


def test_a_chance_above_certainty() -> None:
    caught(dossier(replace(NASH, chances={**NASH.chances, 3: "10/9"})), "chances.panels")


# --- Whom nobody can draw ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", OBJECTIVES)
def test_somebody_said_to_be_out_of_reach_who_is_not(name: str) -> None:
    """A level of value 0 about people whom panels do hold would take them out of every sum."""
    case = OBJECTIVES[name]
    others = [row for row in case.levels if row["profiles"] != [4]]
    if name == "capped":
        others[0] = level("1/8", 8, [0], rows(X=1, Q=-1))
    nobody = level("0", 8, [4], rows(Z=1))
    files = dossier(replace(case, levels=(nobody, *others), chances={**case.chances, 4: "0"}))
    caught(files, "certificate.proof")


def test_somebody_whom_only_the_cap_keeps_out() -> None:
    """Under a cap of 0 nobody has a chance. That is no proof that nobody can be drawn."""
    nobody = level("0", 8, [0], rows(X=1, Q=-1))
    case = replace(CAPPED, levels=(nobody, level("1/8", 8, [4], rows(Z=1)), *CAPPED.levels[1:]))
    caught(claiming(case, cap="0"), "certificate.proof")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_somebody_left_out_while_it_is_open_whether_they_can_be_drawn(name: str) -> None:
    case = with_somebody_whom_nobody_can_draw(BY_PROGRAM[name])
    files = levelled(case, 0, bound="1/2", proof=by_cut({"5": "1"}, "1"))
    assert failures(files) == {"certificate.levels"}


def test_everybody_said_to_be_out_of_reach() -> None:
    nobody = level("0", 26, [0, 1, 2, 3, 4], by_cut({str(t): "1" for t in range(5)}, "0"))
    for name, case in BY_PROGRAM.items():
        nothing = dict.fromkeys(range(5), "0")
        files = dossier(replace(case, levels=(nobody,), chances=nothing))
        caught(files, "certificate.objective", "certificate.best"), name


# --- Programs and monsters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("capped", {"proof": by_cut({"0": "1", "3": "-1"}, "-1"), "bound": "1", "cap": "1"}),
        ("goldilocks", {"proof": by_cut({"0": "1", "3": "-1"}, "-1")}),
        ("goldilocks", {"proof": by_cut({"0": "1", "3": "-2"}, "-1")}),
        ("nash", {"proof": by_cut({"0": "72", "1": "45", "2": "45", "3": "18", "4": "80"}, "259")}),
    ],
)
def test_a_best_of_an_objective_that_the_lottery_itself_beats(name: str, changes: dict[str, Any]) -> None:
    caught(claiming(BY_PROGRAM[name], **changes), "certificate.best")


def test_prices_of_rows_and_profiles_that_are_not_there() -> None:
    for name, case in OBJECTIVES.items():
        proof = {"nu": "1", "quotas": {"6": "1"}, "households": {}}
        assert failures(claiming(case, proof=proof)) == {"certificate.objective"}, name
        proof = {"nu": "1", "quotas": {}, "households": {"0": "1"}}
        assert failures(claiming(case, proof=proof)) == {"certificate.objective"}, name
        proof = by_cut({"5": "1"}, "1")
        assert failures(claiming(BY_PROGRAM[name], proof=proof)) == {"certificate.best"}, name


@pytest.mark.parametrize("name", OBJECTIVES)
def test_monstrous_integers_are_answered(name: str) -> None:
    """The longest numbers that the form allows: a failed check, not an endless one."""
    nines = "9" * 999
    changes: dict[str, Any] = {"proof": {"nu": nines, "quotas": {"0": f"-{nines}"}, "households": {}}}
    changes["bound"] = f"{nines}/1{'0' * 999}"
    caught(claiming(OBJECTIVES[name], **changes), "certificate.objective")
    if name != "nash":
        caught(claiming(OBJECTIVES[name], mean=nines), "certificate.objective")
        caught(claiming(OBJECTIVES[name], cap=f"1/{nines}"), "certificate.proof")
    else:
        caught(claiming(NASH, scale=nines), "certificate.objective")


def test_chances_whose_sum_would_be_monstrous() -> None:
    """Forty denominators of a thousand digits, without a common factor to speak of."""
    people = tuple((f"p{i:02}", "", (f"c{i:02}",)) for i in range(40))
    quotas = (("one", tuple((f"c{i:02}", 0, 1) for i in range(40))),)
    chances = {t: f"1/{10**999 + 2 * t + 1}" for t in range(40)}
    panels = tuple((f"p{i:02}",) for i in range(40))
    case = Case(people, quotas, 1, panels=panels, objective=NASH.objective, chances=chances, fairness="nash")
    caught(dossier(case), "chances.panels")


def test_levels_whose_sum_would_be_monstrous() -> None:
    people = tuple((f"p{i:02}", "", (f"c{i:02}",)) for i in range(40))
    quotas = (("one", tuple((f"c{i:02}", 0, 1) for i in range(40))),)
    panels = tuple((f"p{i:02}",) for i in range(40))
    levels = tuple(
        {
            **level(f"{10**998 + 2 * t}/{10**998 + 2 * t + 1}", 1, [t], by_cut({str(t): "1"}, "1")),
            "bound": "1",
        }
        for t in range(39)
    )
    last = {**level("1", 1, [39], by_cut({str(t): "1" for t in range(40)}, "1")), "bound": "1"}
    case = Case(people, quotas, 1, panels=panels, levels=(*levels, last), method="columns")
    report = caught(dossier(case), "certificate.proof", "chances.panels")
    assert [c.got for c in report.checks if c.code == "certificate.proof"] == ["39: large-integer: 1/…"]


def test_the_attacks_start_from_genuine_dossiers() -> None:
    assert all(failures(dossier(case)) == set() for case in OBJECTIVE_CASES.values())
    assert failures(dossier(SCARCE)) == set()
    for case in OBJECTIVE_CASES.values():
        data = contents(case)["public/certificate.json"]
        assert SCHEMA.is_valid(json.loads(data))
        assert Certificate.from_bytes(data).data == data
