"""A panel, replacements and a renewal from Python, as the commands call them: the caller holds the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import PETIT
from support.dossiers import TOOL

from tirage.acts import ceremony, panel
from tirage.acts.conduct import Conducted
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.life import departures, seats
from tirage.acts.life import term as terms
from tirage.acts.life.alternates import AlternatesOptions, draw_alternates, list_alternates
from tirage.acts.life.ending import NextAssembly
from tirage.acts.records.replay import replay
from tirage.assembly.record import load
from tirage.errors import InputInvalid, Refused
from tirage.verify import read, verify

SEATS = seats.SeatOptions(relax=True)
RENEWAL = seats.RenewalOptions(relax=True)
DICE = "3 1 4 1 5 6 2 6 5 3 5 3 1 2 3 3 2 3 4 1"
OTHER = "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3"


class Clock:
    """It is the day that the test says, a second later whenever it is asked."""

    asked = -1
    day = "2026-11-23"

    def __call__(self, *, rehearsal: bool) -> str:
        self.asked += 1
        return f"{self.day}T10:{self.asked // 60:02}:{self.asked % 60:02}Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


def options(*, rehearsal: bool = False, **more: object) -> DrawOptions:
    columns = {"household": ("adresse",), "rehearsal": rehearsal, "ids": "published", **more}
    return DrawOptions(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 39, **columns)  # type: ignore[arg-type]


def panel_drawn(path: Path, clock: Clock, *later: str) -> None:
    panel.draw_from_file(options(later=later), path, None, clock=clock, tool=TOOL)
    panel.draw(path, DICE, clock=clock, tool=TOOL)


def test_a_rehearsal_whose_number_no_panel_has_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    hand = options(rehearsal=True, chance=ChanceOptions(roll="hand"))
    with pytest.raises(InputInvalid) as invalid:
        panel.draw_from_file(hand, tmp_path / "d", 39, clock=clock, tool=TOOL)

    assert [defect.code for defect in invalid.value.defects] == ["option.range"]
    told = [note.code for note in invalid.value.notes]
    assert told == ["note.encoding", "note.compared", "note.households", "note.at_once"]
    assert not (tmp_path / "d").exists()


def test_a_plan_that_stands_is_gone_on_with_and_no_other(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "d"
    planned = panel.draw_from_file(options(), path, None, clock=clock, tool=TOOL)
    assert (planned.act, planned.dossier.drawn) == ("panel", None)

    with pytest.raises(Refused, match=r"draw\.other_plan"):
        panel.draw_from_file(options(fairness="maximin"), path, DICE, clock=clock, tool=TOOL)
    done = panel.draw_from_file(options(), path, DICE, clock=clock, tool=TOOL)

    assert done.dossier.drawn is not None
    assert verify(read(path)).ok
    with pytest.raises(Refused, match=r"draw\.done"):
        panel.draw(path, DICE, clock=clock, tool=TOOL)


def test_open_seats_are_foreseen_planned_and_drawn(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "d"
    panel_drawn(path, clock)
    member = load(path).state.seated[0]
    departures.record(path, "withdrawal", member, clock=clock, tool=TOOL)
    before = read(path)

    foreseen = seats.foresee(path, SEATS, clock=clock)
    assert read(path) == before
    assert not foreseen.dossier.is_planned("replacements/1")

    planned = seats.replace_members(path, SEATS, None, clock=clock, tool=TOOL)
    assert planned.act == foreseen.act == "replacements/1"
    name = "public/replacements-1-plan.json"
    assert planned.dossier.files[name] == foreseen.dossier.files[name]
    with pytest.raises(Refused, match=r"life\.planned"):
        seats.replace_members(path, replace(SEATS, panels=5), None, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"draw\.same_roll"):
        seats.replace_members(path, seats.SeatOptions(), DICE, clock=clock, tool=TOOL)

    done = seats.replace_members(path, seats.SeatOptions(), DICE[::-1], clock=clock, tool=TOOL)
    assert not done.dossier.state.vacant
    assert all(each.ok for each in replay(path))
    assert verify(read(path)).ok


def test_nobody_leaves_at_the_end_of_a_term_before_a_plan_fills_the_seats(
    tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "d"
    panel.draw_from_file(options(later=("cohorts=2",)), path, None, clock=clock, tool=TOOL)
    panel.draw(path, DICE, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"later\.fixed"):
        terms.record(path, clock=clock, tool=TOOL, start=date(2026, 12, 1), months=12, cohorts=3)
    terms.record(path, clock=clock, tool=TOOL, start=date(2026, 12, 1), months=12)
    clock.day = "2027-06-01"
    before = read(path)

    with pytest.raises(InputInvalid):
        seats.renew(path, replace(RENEWAL, panels=0), None, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"draw\.at_once"):
        seats.renew(path, RENEWAL, DICE, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"next\.partial"):
        seats.renew(path, seats.RenewalOptions(cooling_off=12), None, clock=clock, tool=TOOL)
    dry = seats.renew(path, RENEWAL, None, dry=True, clock=clock, tool=TOOL)
    assert isinstance(dry, Conducted) and read(path) == before

    planned = seats.renew(path, RENEWAL, None, clock=clock, tool=TOOL)
    assert isinstance(planned, Conducted) and planned.act == "renewal/1"
    assert [entry.type for entry in planned.dossier.entries[-4:]] == ["vacancy", "vacancy", "vacancy", "plan"]
    seats.renew(path, seats.RenewalOptions(), DICE[::-1], clock=clock, tool=TOOL)
    assert verify(read(path)).ok


def test_the_renewal_of_everyone_opens_the_next_assembly(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "d"
    panel_drawn(path, clock)
    terms.record(path, clock=clock, tool=TOOL, start=date(2026, 12, 1), months=12)
    clock.day = "2027-12-01"

    with pytest.raises(Refused, match=r"next\.nothing_drawn"):
        seats.renew(path, seats.RenewalOptions(), DICE, clock=clock, tool=TOOL)
    opened = seats.renew(path, seats.RenewalOptions(cooling_off=24), None, clock=clock, tool=TOOL)

    assert isinstance(opened, NextAssembly) and opened.written
    next_panel = panel.draw_from_file(options(), opened.path, None, clock=clock, tool=TOOL)
    left_out = [note for note in next_panel.notes if note.code == "next.left_out"]
    assert [note.values for note in left_out] == [{"count": 6, "cause": "former-member"}]
    assert verify(read(path)).ok


def test_a_ceremony_from_commitment_to_panel(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "d"
    kept = ceremony.commit(tmp_path / "clerk", "clerk")
    sealed = ChanceOptions(contributors=(f"clerk={kept.commit}",))
    panel.draw_from_file(options(chance=sealed), path, None, clock=clock, tool=TOOL)
    assert ceremony.state_of(path).dossier.ceremony.missing == ("clerk", "public")

    ceremony.reveal(path, "clerk", kept.file, clock=clock, tool=TOOL)
    rolled = ceremony.reveal(path, "public", DICE, clock=clock, tool=TOOL)

    assert rolled.dossier.ceremony.complete and rolled.genuine is None
    assert [note.code for note in rolled.notes] == ["note.value"]
    assert panel.draw(path, None, clock=clock, tool=TOOL).dossier.drawn is not None
    assert verify(read(path)).ok
    assert kept.file.read_text().strip() not in repr(kept)


def test_alternates_are_chosen_and_put_on_the_record(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "d"
    panel_drawn(path, clock, "alternates=3:20%")
    asked = AlternatesOptions(3, None, Fraction(1, 5))

    shown = list_alternates(path, asked)
    assert shown.list is None and shown.dossier.state.lists == 0
    fixed = draw_alternates(path, asked, clock=clock, tool=TOOL)
    assert fixed.act == "alternates/1" and fixed.dossier.state.lists == 0
    kept = draw_alternates(path, asked, dice=OTHER, clock=clock, tool=TOOL).dossier

    assert (kept.state.lists, set(kept.state.alternates)) == (1, set(shown.chosen.pids))
    assert verify(read(path)).ok
