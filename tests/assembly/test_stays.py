"""Where each person stands, by every road out of a seat and into one."""

from __future__ import annotations

from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.stays import Standing, standing

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
