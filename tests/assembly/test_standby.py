"""A standby: who comes next, one seat after another, without a solver and without another ceremony."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.stays import roster, standing
from tirage.draws import draw_up
from tirage.draws.lottery import Request
from tirage.draws.seat_draw import fitting
from tirage.errors import Refused
from tirage.verify import Report, verify

RULE = {"seats": 3, "months": 6, "order": "hidden"}
EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
SHORT = Instance((("f",), ("f",), ("f",), ("h",), ("h",)), ("",) * 5, (("g", (("f", 1, 1), ("h", 2, 2))),), 3)
"""Both men sit, so that nobody can take the seat of one."""


def failed(report: Report) -> list[object]:
    return [check for check in report.checks if check.status == "failed"]


def said(report: Report) -> dict[str, str]:
    return {check.code: check.got for check in report.checks}


@pytest.mark.parametrize("order", ["hidden", "published"])
def test_vacancies_are_filled_in_the_order_of_the_record(order: str) -> None:
    assembly = Assembly(EVEN, standby={**RULE, "order": order})
    assembly.stand_by()
    first, second = assembly.life.seated[:2]
    assembly.leave(second)
    assembly.leave(first)
    assert assembly.life.due == (second, first)
    assembly.succeed()
    bodies = [entry.body for entry in assembly.entries if entry.type == "successor"]
    assert [body["vacancy"] for body in bodies] == [second, first]
    assert len(assembly.life.seated) == 4
    report = verify(assembly.files)
    assert failed(report) == []
    assert said(report)["standby.next"] == "2"
    assert said(report)["beyond.standby"] == f"standby/1: {order}"
    # Everything that reads the record knows who took the seat.
    assert standing(assembly.files, assembly.entries, second).filled == "standby/1"
    assert standing(assembly.files, assembly.entries, bodies[0]["pid"]).act == "standby/1"
    assert tuple(
        each.pid for each in roster(assembly.files, assembly.entries, assembly.today, assembly.today)
    ) == (assembly.life.seated)


def test_over_one_seat_leximin_is_the_uniform_choice_among_those_who_fit() -> None:
    """What the solver would give is what a standby gives without one."""
    assembly = Assembly(EVEN, policy="residual")
    assembly.leave(assembly.life.seated[0])
    draw = assembly.open_seats()
    fit = {each.pid for each in fitting(draw)}
    lottery = draw_up.draw_up(draw.pool, draw.quotas, draw.request(Request(1, panels=60)), workers=1)
    chances = {
        lottery.pids[person]: chance
        for members, chance in zip(lottery.profiles.members, lottery.realised.chances, strict=True)
        for person in members
    }
    assert 0 < len(fit) < len(chances)
    assert chances == {pid: Fraction(pid in fit, len(fit)) for pid in chances}


def test_where_no_one_fits_the_seat_stays_open_for_another_draw() -> None:
    assembly = Assembly(SHORT, standby=RULE)
    assembly.stand_by()
    # The men are the last of the pool.
    assembly.leave("p003")
    woman = next(pid for pid in assembly.life.seated if pid < "p003")
    assembly.leave(woman)
    assembly.succeed()
    assert [entry.type for entry in assembly.entries[-2:]] == ["passed", "successor"]
    assert assembly.life.vacant == ("p003",)
    assert assembly.life.due == ()
    assert assembly.life.standbys.last is not None
    assert assembly.life.standbys.last.left == 2
    assembly.leave_open()
    assert failed(verify(assembly.files)) == []


def test_a_seat_that_opens_in_time_is_its_own_and_one_that_opens_later_is_not() -> None:
    assembly = Assembly(EVEN, standby={**RULE, "months": 1})
    assembly.stand_by()
    until = assembly.life.standbys.last.until  # type: ignore[union-attr]
    first, second = assembly.life.seated[:2]
    assembly.wait_until(until - timedelta(days=1))
    assembly.leave(first)
    assembly.leave(second)
    # Whoever waits for the end gains nothing by it.
    assembly.wait_until(until + timedelta(days=9))
    assert assembly.life.due == (first,)
    with pytest.raises(Refused, match=r"standby\.first"):
        assembly.open_seats()
    assembly.succeed()
    assert assembly.life.vacant == (second,)
    assembly.replace()
    assembly.stand_by("cd" * 32)
    assembly.leave(assembly.life.seated[0])
    assembly.succeed("cd" * 32)
    assert failed(verify(assembly.files)) == []


def test_a_used_up_standby_leaves_seats_to_other_draws() -> None:
    assembly = Assembly(EVEN, standby={**RULE, "seats": 1})
    assembly.stand_by()
    first, second = assembly.life.seated[:2]
    assembly.leave(first)
    assembly.leave(second)
    assembly.succeed()
    assert assembly.life.vacant == (second,)
    assembly.replace()
    assert failed(verify(assembly.files)) == []


def test_links_that_are_lost_end_it_on_record() -> None:
    assembly = Assembly(EVEN, standby=RULE)
    assembly.stand_by()
    assembly.leave(assembly.life.seated[0])
    with pytest.raises(Refused, match=r"standby\.wrong_key"):
        assembly.succeed("cd" * 32)
    assembly.lapse()
    assembly.replace()
    report = verify(assembly.files)
    assert failed(report) == []
    assert said(report)["beyond.lapse"] == "standby/1: 3 — the key is lost"


def test_a_guarantor_may_bring_the_next_link_alone() -> None:
    assembly, other = (Assembly(EVEN, standby=RULE) for _ in range(2))
    for each in (assembly, other):
        each.stand_by()
        each.leave(each.life.seated[0])
    assembly.succeed()
    link = str(assembly.entries[-1].body["link"])
    other.succeed(link)
    assert other.entries[-1].body == assembly.entries[-1].body
    other.leave(other.life.seated[0])
    with pytest.raises(Refused, match=r"standby\.wrong_key"):
        other.succeed(link)


def test_seats_of_a_cohort_whose_term_ends_are_renewed() -> None:
    assembly = Assembly(EVEN, standby={**RULE, "months": 24}, cohorts=2)
    assembly.begin(2, months=12)
    assembly.stand_by()
    leaver = assembly.life.seated[0]
    cohort = assembly.life.seat(leaver).cohort  # type: ignore[union-attr]
    assembly.leave(leaver)
    assembly.succeed()
    successor = str(assembly.entries[-1].body["pid"])
    assert assembly.life.seat(successor).cohort == cohort  # type: ignore[union-attr]
    assembly.end_term()
    assert assembly.life.due == ()
    assembly.replace()
    assembly.leave(assembly.life.seated[0])
    assembly.succeed()
    assert failed(verify(assembly.files)) == []


def test_a_departure_that_a_succession_rests_on_is_not_put_right() -> None:
    assembly = Assembly(EVEN, standby=RULE)
    assembly.stand_by()
    leaver = assembly.life.seated[0]
    assembly.leave(leaver)
    assembly.succeed()
    with pytest.raises(Refused, match=r"correct\.planned"):
        assembly.put_right(leaver)
