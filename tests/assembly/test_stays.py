"""Where each person stands, by every road out of a seat and into one."""

from __future__ import annotations

from datetime import date, timedelta

from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.stays import Member, Standing, roster, standing

ONE = (("g", (("f", 2, 3), ("h", 1, 2))),)
TEN = Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, ONE, 4)


def of(assembly: Assembly, pid: str) -> Standing:
    return standing(assembly.files, assembly.entries, pid)


def test_standings_agree_with_the_life_after_every_act() -> None:
    assembly = Assembly(TEN, cohorts=2)
    assembly.begin(months=12)
    everyone = [row.split(",")[0] for row in assembly.files["guarantors/pool.csv"].decode().split()[1:]]

    def agree() -> None:
        life = assembly.life
        for pid in everyone:
            found = of(assembly, pid)
            assert (found.status == "sits") == (pid in life.seated), pid
            assert (found.status in {"sits", "left"}) == (pid in life.members), pid
            assert bool(found.filled) == (found.status == "left" and pid not in life.vacant), pid
            if pid in life.seated:
                seat = life.seat(pid)
                assert seat is not None and found.since == seat.since

    agree()
    assembly.leave(assembly.life.seated[0])
    agree()
    (drawn,) = assembly.replace()
    agree()
    found = of(assembly, drawn)
    assert found.act == "replacements/1"
    assembly.end_term()
    agree()
    (first, *_) = assembly.replace()
    agree()
    found = of(assembly, first)
    assert found.act == "renewal/1"


def test_everyone_leaves_on_the_day_when_the_assembly_ends() -> None:
    assembly = Assembly(TEN)
    assembly.begin(months=12)
    gone, *others = assembly.life.seated
    assembly.leave(gone)
    assembly.end_term()
    closed = assembly.life.closed
    assert closed is not None
    ends = {pid: of(assembly, pid).until for pid in (gone, *others)}
    assert {ends[pid] for pid in others} == {closed.isoformat()}
    assert ends[gone] < closed.isoformat()


def sitting(assembly: Assembly, day: date) -> dict[str, Member]:
    return {each.pid: each for each in roster(assembly.files, assembly.entries, day, assembly.today)}


def recorded(assembly: Assembly) -> date:
    """The day of the last entry."""
    return date.fromisoformat(assembly.entries[-1].time[:10])


def test_the_roster_of_a_day_is_the_life_of_that_day_and_stays_so() -> None:
    assembly = Assembly(TEN, cohorts=2)
    then: dict[date, set[str]] = {recorded(assembly): set(assembly.life.seated)}
    assembly.begin(months=12)
    assembly.leave(assembly.life.seated[0])
    then[recorded(assembly)] = set(assembly.life.seated)
    (drawn,) = assembly.replace()
    then[recorded(assembly)] = set(assembly.life.seated)
    assembly.end_term()
    assembly.replace()
    then[recorded(assembly)] = set(assembly.life.seated)
    assert len(then) == 4
    for day, seated in then.items():
        assert set(sitting(assembly, day)) == seated, day
    assert sitting(assembly, min(then) - timedelta(days=1)) == {}
    assert drawn in then[sorted(then)[2]] - then[sorted(then)[1]]


def test_a_departure_told_later_counts_from_its_own_day() -> None:
    assembly = Assembly(TEN)
    first = recorded(assembly)
    gone = assembly.life.seated[0]
    assembly.wait_until(first + timedelta(days=20))
    assembly.leave(gone, day=first + timedelta(days=10))
    before = sitting(assembly, first + timedelta(days=9))
    assert before[gone].until == first + timedelta(days=10)
    for days in (10, 15, 20):
        assert gone not in sitting(assembly, first + timedelta(days=days))


def test_until_is_the_end_of_the_term_of_each_cohort() -> None:
    assembly = Assembly(TEN, cohorts=2)
    assert {each.until for each in sitting(assembly, assembly.today).values()} == {None}
    term = assembly.begin(months=12)
    cohorts = {seat.pid: seat.cohort for seat in assembly.life.seats}
    members = sitting(assembly, assembly.today)
    assert {pid: each.cohort for pid, each in members.items()} == cohorts
    assert {pid: each.until for pid, each in members.items()} == {
        pid: term.end(cohort) for pid, cohort in cohorts.items()
    }
    # Of a day to come only the ends are known.
    assert set(sitting(assembly, term.end(1))) == {pid for pid, cohort in cohorts.items() if cohort == 2}
    assembly.end_term()
    assembly.replace()
    late = {each.cohort: each.until for each in sitting(assembly, assembly.today).values()}
    assert late == {1: term.end(3), 2: term.end(2)}


def test_nobody_sits_once_the_term_of_everyone_has_ended() -> None:
    assembly = Assembly(TEN)
    term = assembly.begin(months=12)
    assembly.end_term()
    assert len(sitting(assembly, term.end(1) - timedelta(days=1))) == 4
    assert sitting(assembly, term.end(1)) == {}


def test_who_waits_for_a_late_renewal_sits_until_it_is_held() -> None:
    assembly = Assembly(TEN, cohorts=2)
    term = assembly.begin(months=12)
    leavers = {seat.pid for seat in assembly.life.seats if seat.cohort == 1}
    late = term.end(1) + timedelta(days=40)
    assembly.wait_until(late)
    members = sitting(assembly, late)
    assert set(members) == set(assembly.life.seated) > leavers
    assert {members[pid].until for pid in leavers} == {term.end(1)}
    assert leavers.isdisjoint(sitting(assembly, late + timedelta(days=1)))
    assembly.end_term(days=40)
    assert set(sitting(assembly, assembly.today)) == set(assembly.life.seated)
    # The record has it that they left on the day due.
    assert leavers.isdisjoint(sitting(assembly, term.end(1)))


def test_a_correction_counts_on_the_day_that_it_says() -> None:
    assembly = Assembly(TEN)
    first = recorded(assembly)
    gone, other, *_ = assembly.life.seated
    assembly.wait_until(first + timedelta(days=20))
    assembly.leave(gone, day=first + timedelta(days=10))
    assembly.put_right(gone, person=other, day=first + timedelta(days=5))
    for days, sits in ((4, True), (5, False), (20, False)):
        found = sitting(assembly, first + timedelta(days=days))
        assert gone in found and (other in found) is sits


def test_an_acceptance_has_its_day() -> None:
    assembly = Assembly(TEN)
    said, *silent = assembly.life.seated
    assembly.accept(said)
    members = sitting(assembly, assembly.today)
    assert members[said].accepted is not None
    assert {members[pid].accepted for pid in silent} == {None}
