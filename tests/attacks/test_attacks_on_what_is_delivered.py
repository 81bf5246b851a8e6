"""The chance that the panels give, against the one promised: attacks on their number and on who meets.

Everything is re-hashed; nothing but the panels themselves gives it away.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from support.assemblies import Assembly
from support.attacks import caught, failures
from support.dossier_cases import EVEN, MAXIMIN, NEVER, SCARCE
from support.dossiers import Case, Files, canon, contents, dossier, numbered, promises, ring_seed, seal
from support.fields import rehashed
from support.genuine import from_the_roll
from support.instances import Instance
from support.objective_cases import CAPPED, GOLDILOCKS, LEXIMIN, NASH

from tirage.verify import verify

PUBLIC = ("journal/", "public/")


def public(files: Files) -> Files:
    return {name: data for name, data in files.items() if name.startswith(PUBLIC)}


def said(files: Files, code: str) -> str:
    return next(check.got for check in verify(files).checks if check.code == code)


# --- Too few panels ----------------------------------------------------------------------------------


def test_a_lottery_of_one_panel_under_a_leximin_certificate() -> None:
    """Two people of 26 go from 2/3 to certainty, most of the others from 1/6 to nothing."""
    files = dossier(replace(LEXIMIN, turns=LEXIMIN.turns[:1]))
    assert failures(files) == {"lottery.enough"}
    assert failures(public(files)) == {"lottery.enough"}
    assert said(files, "lottery.delivered").startswith("1/1–1/1; 21; 5; ")


@pytest.mark.parametrize("case", [LEXIMIN, CAPPED, GOLDILOCKS, NASH], ids=lambda case: case.fairness)
def test_fewer_panels_than_the_least_chance_needs_under_any_fairness(case: Case) -> None:
    files = dossier(replace(case, turns=case.turns[:6], levels=case.levels))
    assert "lottery.enough" in failures(files)
    assert ("lottery.enough" in failures(public(files))) == (case.fairness != "nash")


def test_a_replacement_by_one_panel_under_a_leximin_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seat of somebody who left, drawn from one panel: the successor was certain before the dice."""
    people = (("f",), ("h",)) * 6
    assembly = Assembly(Instance(people, ("",) * 12, (("g", (("f", 1, 2), ("h", 1, 2))),), 3))
    assembly.leave(assembly.life.seated[0], cause="work")
    monkeypatch.setattr("tirage.draws.draw_up.check_panels", lambda _: None)
    assembly._panels = 1
    assembly.replace()
    assert failures(assembly.files) == {"lottery.enough", "life.draw", "order.kept"}
    assert failures(public(assembly.files)) == {"lottery.enough", "life.draw", "order.kept"}
    told = [check for check in verify(assembly.files).checks if check.code == "lottery.delivered"]
    assert [check.number for check in told] == ["7.14", "10.9.1.7.14"]
    assert told[1].got.startswith("1/1–1/1; ")


# --- Promised and not given --------------------------------------------------------------------------


def test_a_certificate_that_promises_what_the_panels_do_not_give() -> None:
    """Eight of zone Z have 1/8 in the certificate; without the pool, the panels tell."""
    turns = ({("X", "P"): 1, ("X", "Q"): 1, ("Y", "P"): 1, ("Y", "Q"): 1, ("Z", "R"): 1},) * 16
    files = dossier(replace(LEXIMIN, turns=turns))
    assert {"chances.slot", "lottery.levels"} <= failures(files)
    assert failures(public(files)) == {"lottery.levels"}


@pytest.mark.parametrize("case", [LEXIMIN, CAPPED, GOLDILOCKS], ids=lambda case: case.fairness)
def test_a_level_that_claims_another_chance_than_its_panels_give(case: Case) -> None:
    """Told without the pool: nobody who may be of that level is in so many panels."""
    files = dossier(case)
    assert not failures(public(files))
    certificate = json.loads(files["public/certificate.json"])
    level = certificate["levels"][-1]
    count, panels = map(int, level["achieved"].split("/"))
    level["achieved"] = f"{count + 1}/{panels}"
    forged = rehashed(files, "public/certificate.json", canon(certificate))
    assert "lottery.levels" in failures(public(forged))
    assert {"lottery.levels", "certificate.achieved"} <= failures(forged)


def test_columns_as_an_excuse_for_a_friend_in_every_panel() -> None:
    """What whole panels cannot reach may be off by some panels, not by eight of twelve."""
    loose = replace(LEXIMIN, method="columns", turns=LEXIMIN.turns[:1] * 6 + LEXIMIN.turns[2:3] * 6)
    assert not failures(dossier(loose))
    files = contents(loose)
    panels = [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]
    friend, rivals = "p18", {f"p{i}" for i in range(18, 26)}
    panels = [tuple(friend if pid in rivals else pid for pid in panel) for panel in panels]
    assert sum(friend in panel for panel in panels) == 12
    files["public/lottery.csv"] = numbered(panels, ring_seed(loose, files))
    files |= promises(loose, files["public/lottery.csv"])
    assert {"chances.slot", "lottery.levels"} <= failures(seal(loose, files))


def test_maximin_as_an_excuse_for_people_in_no_panel() -> None:
    files = contents(MAXIMIN)
    panels = [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]
    files["public/lottery.csv"] = numbered([panels[0]] * len(panels), ring_seed(MAXIMIN, files))
    files |= promises(MAXIMIN, files["public/lottery.csv"])
    assert {"chances.slot", "lottery.levels"} <= failures(seal(MAXIMIN, files))
    assert failures(public(seal(MAXIMIN, files))) == {"lottery.levels"}


ALL_ALIKE = replace(
    SCARCE,
    turns=({("a", "F"): 2, ("a", "M"): 2}, {("a", "F"): 2, ("a", "M"): 2}, {("b", "F"): 2, ("b", "M"): 2})
    * 4,
    levels=({**EVEN.levels[0], "profiles": [0, 1, 2, 3], "value": "1/3"},),
)
"""A third for everybody, by panels of zone a alone and of zone b alone."""


@pytest.mark.parametrize("fairness", ["leximin", "maximin", "nash"])
def test_more_for_everyone_than_quotas_and_counts_allow(fairness: str) -> None:
    """Zone a has one seat for eight people: without the pool too, these panels are not of the quotas."""
    fair = dossier(SCARCE)
    assert _highest(public(fair)) == ("ok", "1/8 (zone a: 1 / 8)") and not _highest(fair)
    case = replace(ALL_ALIKE, fairness=fairness)
    if fairness == "nash":
        nash = {"scale": "1", "bound": "1", "proof": EVEN.levels[0]["proof"]}
        case = replace(case, levels=(), objective=nash)
    # The seats of the panel that is drawn would be forged too.
    assert failures(public(dossier(case))) - {"panel.seats"} == {"lottery.highest"}


def test_a_least_chance_that_counts_do_not_show_to_be_the_largest_is_not_green() -> None:
    """Nobody of zone b can be drawn, which the counts do not tell."""
    status, said = _highest(public(dossier(NEVER)))
    assert (status, said.partition(":")[0]) == ("not-checked", "not-proved-here")


def test_a_bound_that_stands_in_for_what_everyone_has() -> None:
    """Less for all than is possible, under a bound that is: what people have is held against it."""
    level = {**EVEN.levels[0], "value": "8/25", "bound": "1/3"}
    less = public(dossier(replace(EVEN, method="columns", levels=(level,))))
    assert _highest(less) == ("not-checked", "not-proved-here: 8/25 < 1/3 (age O: 2 / 6)")
    # Goldilocks gives some of it up, and claims nothing of the kind.
    assert not _highest(public(dossier(GOLDILOCKS)))
    assert _highest(public(dossier(CAPPED)))[0] == "ok"


def _highest(files: Files) -> tuple[str, ...]:
    found = [check for check in verify(files).checks if check.code == "lottery.highest"]
    return (found[0].status, found[0].got) if found else ()


def test_people_in_no_panel_who_are_not_counted() -> None:
    """`never` is counted without the pool."""
    files = dossier(EVEN)
    certificate = files["public/certificate.json"].replace(b'"never":0', b'"never":1')
    again = seal(EVEN, {**files, "public/certificate.json": certificate})
    assert failures(again) == failures(public(again)) == {"certificate.ends"}


# --- Allies ------------------------------------------------------------------------------------------

EIGHT = Case(
    people=tuple((f"p{i:02}", "", ("a" if i < 8 else "b",)) for i in range(16)),
    quotas=(("c", (("a", 0, 8), ("b", 0, 8))),),
    seats=8,
    turns=({("a",): 4, ("b",): 4},) * 60,
    levels=(
        {
            "value": "1/2",
            "profiles": [0, 1],
            "people": 16,
            "proof": {"nu": "1", "quotas": {}, "households": {}},
        },
    ),
)


def together(panels: list[tuple[str, ...]], allies: set[str]) -> int:
    return sum(allies <= set(panel) for panel in panels)


def test_allies_of_one_profile_seated_together_at_everyones_exact_chance() -> None:
    """Four of eight of a profile sit together in every second panel; by the rule, in one of seventy."""
    files = contents(EIGHT)
    panels = [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]
    allies = {"p00", "p01", "p02", "p03"}
    assert together(panels, allies) <= 5
    halves = (sorted(allies), ["p04", "p05", "p06", "p07"])
    forged = [
        (*halves[number % 2], *(pid for pid in panel if pid >= "p08")) for number, panel in enumerate(panels)
    ]
    assert together(forged, allies) == 30
    files["public/lottery.csv"] = numbered(forged, ring_seed(EIGHT, files))
    files |= promises(EIGHT, files["public/lottery.csv"])
    again = seal(EIGHT, files)
    assert failures(again) == {"tickets.rings"}
    assert Counter(check.status for check in verify(again).checks)["failed"] == 1


def test_allies_of_one_profile_together_by_compositions_are_told() -> None:
    """All eight in every second panel: whole profiles meet as the organiser likes, and the figure says so."""
    alone = ({("a",): 8}, {("b",): 8}) * 30
    assert not failures(dossier(EIGHT))
    # Σ x·(x − 1) is 60·4·3 and 30·8·7, for 240·240 / 60 if seats did not mind each other.
    assert said(dossier(EIGHT), "beyond.meetings") == "0 + 1: 960 / 960 = 1.00 (3)"
    files = dossier(replace(EIGHT, turns=alone))
    assert not failures(files)
    assert said(files, "beyond.meetings") == "0 + 0: 1680 / 960 = 1.75 (3)"


# --- What is left open, as an excuse -------------------------------------------------------------------

ROWS = {"nu": "1", "quotas": {}, "households": {}}


def lopsided(friends: int) -> Case:
    """So many of eight seats to a profile of friends in every panel; the other half of the pool has the rest.

    Leximin gives everyone 1/2, and the proof says so: what is left to the others is called a gap.
    """
    least, most = Fraction(8 - friends, 8), Fraction(friends, 8)
    rest = (8 - least * 8) / 8
    levels = (
        {"value": str(least), "bound": "1/2", "profiles": [1], "people": 8, "proof": ROWS},
        {"value": str(most), "bound": str(rest), "profiles": [0], "people": 8, "proof": ROWS},
    )
    return replace(
        EIGHT, method="columns", turns=({("a",): friends, ("b",): 8 - friends},) * 60, levels=levels
    )


@pytest.mark.parametrize("friends", [5, 6, 7])
def test_a_gap_as_an_excuse_for_a_profile_of_friends(friends: int) -> None:
    assert failures(dossier(lopsided(friends))) == {"certificate.proof"}


def test_everybody_at_nothing_but_a_friend_because_the_bound_is_said_to_be_open() -> None:
    """Nobody of the others in a panel at all, their level far below the bound that its own proof shows."""
    files = dossier(lopsided(8))
    assert "certificate.proof" in failures(files)


def test_a_gap_of_rounding_is_no_fault() -> None:
    halves = replace(EIGHT, method="columns")
    rounded = {**EIGHT.levels[0], "value": "499999999/1000000000", "bound": "1/2"}
    assert not failures(dossier(replace(halves, levels=(rounded,))))


# --- Fewer panels than the chances need ----------------------------------------------------------------


def test_fewer_panels_than_the_chances_need_where_nobody_fixed_a_number() -> None:
    """Everyone has 29.6 panels' worth of a thousand, or of sixty 1.8: rounded as it pleases, and unsaid."""
    assembly = Assembly(Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 1, 3), ("h", 1, 3))),), 4))
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    files = assembly.files
    assert not failures(files) and not said_of(files, "lottery.needed")
    plan = json.loads(files["public/plan.json"])
    for panels, code in ((None, "lottery.needed"), (7, "order.kept")):
        plan["later"]["panels"] = panels
        caught({**files, "public/plan.json": canon(plan)}, code)


def test_a_panel_of_a_roll_by_fewer_panels_than_its_rules_leave() -> None:
    files = from_the_roll()
    assert not failures(files)
    rules = json.loads(files["public/rules.json"])
    assert rules["draws"]["panels"] is not None
    rules["draws"]["panels"] = None
    caught({**files, "public/rules.json": canon(rules)}, "lottery.needed")


def said_of(files: Mapping[str, bytes], code: str) -> list[str]:
    return [check.got for check in verify(files).checks if check.code == code]
