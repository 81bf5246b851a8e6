"""The chance that the panels give, against the one promised: attacks on their number and on who meets.

Everything is re-hashed; nothing but the panels themselves gives it away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from support.assemblies import Assembly
from support.attacks import failures
from support.dossier_cases import EVEN, MAXIMIN
from support.dossiers import Case, Files, contents, dossier, numbered, promises, ring_seed, seal
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
    assert failures(assembly.files) == {"lottery.enough", "life.draw"}
    assert failures(public(assembly.files)) == {"lottery.enough", "life.draw"}
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
