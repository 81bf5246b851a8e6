"""Renewals that are held late: whatever is said and drawn in between, the record verifies after every act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from support.assemblies import Assembly, retold
from support.attacks import caught, failures
from support.instances import Instance

from tirage.errors import QuotasImpossible, Refused

ONE = (("g", (("f", 1, 5), ("h", 1, 5))),)
MANY = Instance(tuple(("f" if i % 2 else "h",) for i in range(40)), ("",) * 40, ONE, 6)
LATER = "end-of-term"


def begun(**ruled: object) -> Assembly:
    assembly = Assembly(MANY, panels=4, cohorts=3)
    assembly.begin(**ruled)
    return assembly


def due(assembly: Assembly) -> date:
    """The day of the next end."""
    mandate = assembly.life.term
    assert mandate is not None
    return mandate.end(assembly.life.renewals + 1)


def of_cohort(assembly: Assembly, number: int) -> str:
    return next(seat.pid for seat in assembly.life.seats if seat.cohort == number and not seat.open)


def test_who_is_drawn_after_the_day_of_a_late_renewal_leaves_no_sooner() -> None:
    assembly = begun()
    day = due(assembly)
    assembly.leave(of_cohort(assembly, 1))
    assembly.wait_until(day + timedelta(days=5))
    (late,) = assembly.replace()
    since = assembly.life.seat(late).since
    assembly.end_term(days=20)
    dates = {entry.body["pid"]: entry.body["date"] for entry in assembly.entries if entry.type == "vacancy"}
    assert dates[late] == since > day.isoformat()
    assert sorted(dates.values())[-2] == day.isoformat(), "who was drawn before leaves on the day"
    assert not failures(assembly.files)
    assembly.replace()
    assert not failures(assembly.files)


def test_a_move_told_after_the_day_of_a_late_renewal_opens_the_seat_no_sooner() -> None:
    assembly = begun(moved=LATER)
    day = due(assembly)
    mover = of_cohort(assembly, 2)
    assembly.wait_until(day + timedelta(days=5))
    told = assembly.today
    assembly.leave(mover, "moved", day=told - timedelta(days=30))
    assembly.end_term(days=20)
    said = next(entry for entry in reversed(assembly.entries) if entry.body.get("pid") == mover)
    assert (said.type, said.body["date"]) == ("vacancy", told.isoformat())
    assert not failures(assembly.files)
    assembly.replace()
    assert not failures(assembly.files)


def test_a_move_told_between_the_end_and_its_draw_opens_the_seat_at_once() -> None:
    assembly = begun(moved=LATER)
    mover = of_cohort(assembly, 2)
    assembly.end_term()
    assembly.leave(mover, "moved")
    assert not assembly.life.leaving_at_end
    assert mover in assembly.life.vacant
    assert len(assembly.replace()) == 3
    assert not failures(assembly.files)


def test_no_seat_is_drawn_once_the_term_of_everyone_has_ended() -> None:
    assembly = begun(last=2)
    gone = of_cohort(assembly, 1)
    assembly.leave(gone)
    assembly.wait_until(assembly.life.term.over)
    with pytest.raises(Refused, match=r"life\.ended"):
        assembly.open_seats()


def test_dice_rolled_after_the_term_of_everyone_end_it_no_sooner() -> None:
    assembly = begun(last=1)
    assembly.leave(of_cohort(assembly, 1))
    assembly.plan(assembly.open_seats())
    over = assembly.life.term.over
    assembly.wait_until(over + timedelta(days=3))
    assembly.roll()
    assembly.end_term(days=9)
    assert assembly.life.closed == over + timedelta(days=3)
    assert not failures(assembly.files)
    caught(retold(assembly.files, lambda acts: acts[-1][1].update(date=over.isoformat())), "life.term")


@dataclass
class Story:
    """A life that a number tells, act by act."""

    seed: int
    assembly: Assembly = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(f"late/{self.seed}")
        rules = {"moved": self.chance.choice([LATER, "at-once"]), "last": self.chance.choice([0, 2, 4])}
        self.assembly = begun(**rules)

    def tell(self) -> None:
        """One act, or none where it is refused."""
        choices: list[Callable[[], object]] = [self.draw, self.wait, self.end]
        choices += [self.depart] * 2 if self.assembly.life.seated else []
        try:
            self.chance.choice(choices)()
        except (Refused, QuotasImpossible):
            return

    def depart(self) -> None:
        pid = self.chance.choice(self.assembly.life.seated)
        kind = self.chance.choice(["moved", "moved", "withdrawal", "age-limit"])
        self.assembly.leave(
            pid, kind, day=self.assembly.today - timedelta(days=self.chance.choice([0, 0, 9]))
        )

    def draw(self) -> None:
        self.assembly.replace()

    def wait(self) -> None:
        self.assembly.wait_until(self.assembly.today + timedelta(days=self.chance.randint(1, 120)))

    def end(self) -> None:
        if not self.assembly.life.renewing:
            self.assembly.end_term(days=self.chance.choice([0, 10, 150]))


@pytest.mark.parametrize("seed", range(8))
def test_lives_with_late_renewals_verify_after_every_act(seed: int) -> None:
    story = Story(seed)
    for _ in range(30):
        before = len(story.assembly.entries)
        story.tell()
        if len(story.assembly.entries) > before:
            assert not failures(story.assembly.files), story.assembly.entries[-1].name
        if story.assembly.life.closed is not None:
            break
