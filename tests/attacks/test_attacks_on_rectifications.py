"""A departure that was a mistake is put right; nobody takes a seat back, or gives one away, by that road."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught
from support.dossiers import sha
from support.instances import Instance

from tirage.assembly.stays import roster, standing
from tirage.errors import Refused
from tirage.verify import verify

QUOTAS = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 3)


@pytest.fixture
def assembly() -> Assembly:
    return Assembly(SOME)


@pytest.fixture
def thirds() -> Assembly:
    """Three cohorts, whose term has begun."""
    assembly = Assembly(SOME, cohorts=3)
    assembly.begin(moved="end-of-term", age_limit="at-once")
    return assembly


def named(assembly: Assembly, kind: str = "vacancy") -> str:
    """The hash of the last entry of a type."""
    return sha([entry.data for entry in assembly.entries if entry.type == kind][-1])


def rectification(assembly: Assembly, pid: str, entry: str) -> tuple[str, dict[str, Any]]:
    return "rectification", {"pid": pid, "entry": entry}


def refused(assembly: Assembly, pid: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        assembly.put_right(pid)


def volunteer(assembly: Assembly) -> str:
    rows = assembly.files["guarantors/pool.csv"].decode().split()[1:]
    sitting = {*assembly.life.seated, *assembly.life.former_members}
    return next(pid for pid in (row.split(",")[0] for row in rows) if pid not in sitting)


def test_whoever_left_by_mistake_sits_as_before(assembly: Assembly) -> None:
    first, second, third = assembly.life.seated
    assembly.accept(first)
    assembly.leave(first)
    assert assembly.life.vacant == (first,)
    assembly.put_right(first)
    assert (assembly.life.seated, assembly.life.vacant) == ((first, second, third), ())
    assert {member.pid for member in roster(assembly.files, assembly.entries, assembly.today)} == {
        first,
        second,
        third,
    }
    assert standing(assembly.files, assembly.entries, first).status == "sits"
    seat = assembly.life.seat(first)
    assert seat is not None and seat.accepted
    assembly.leave(second)
    (drawn,) = assembly.replace()
    assert set(assembly.life.seated) == {first, third, drawn}
    report = verify(assembly.files)
    assert report.ok
    assert [check.got for check in report.checks if check.code == "life.rectified"] == ["1"]
    # A mistake once put right is no licence: the same person may leave in earnest.
    assembly.leave(first)
    assembly.replace()
    assert verify(assembly.files).ok


def test_a_volunteer_kept_out_by_mistake_can_be_drawn_again(assembly: Assembly) -> None:
    out = volunteer(assembly)
    assembly.withhold(out)
    assembly.put_right(out)
    assert assembly.life.unavailable == frozenset()
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    assert out.encode() in assembly.files["guarantors/replacements-1-pool.csv"]
    assert verify(assembly.files).ok


def test_whoever_was_to_leave_at_the_end_of_a_term_stays(thirds: Assembly) -> None:
    mover = next(seat.pid for seat in thirds.life.seats if seat.cohort == 3)
    thirds.leave(mover, "moved")
    thirds.put_right(mover)
    assert thirds.life.leaving_at_end == {}
    thirds.end_term()
    thirds.replace()
    assert mover in thirds.life.seated
    assert verify(thirds.files).ok


def test_a_departure_that_waited_is_there_again_once_the_other_is_put_right(thirds: Assembly) -> None:
    mover = next(seat.pid for seat in thirds.life.seats if seat.cohort == 1)
    thirds.leave(mover, "moved")
    thirds.leave(mover, "withdrawal")
    thirds.put_right(mover)
    assert set(thirds.life.leaving_at_end) == {mover} and mover in thirds.life.seated
    # Once is enough: what was said before stays.
    refused(thirds, mover, r"rectify\.twice")
    thirds.end_term()
    thirds.replace()
    assert verify(thirds.files).ok


def test_a_former_member_back_after_the_successor_is_planned(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    gone = named(assembly)
    assembly.replace()
    refused(assembly, first, r"rectify\.planned")
    told = retold(assembly.files, lambda acts: acts.append(rectification(assembly, first, gone)))
    caught(told, "life.rectified")


def test_a_former_member_back_after_a_plan_that_was_void(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    gone = named(assembly)
    assembly.plan(assembly.open_seats())
    assembly.void()
    refused(assembly, first, r"rectify\.planned")
    caught(
        retold(assembly.files, lambda acts: acts.append(rectification(assembly, first, gone))),
        "life.rectified",
    )


def test_a_seat_drawn_although_nobody_had_left_it(assembly: Assembly) -> None:
    first, second, _ = assembly.life.seated
    assembly.leave(first)
    gone = named(assembly)
    assembly.leave(second)
    assembly.replace()

    def hide(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "plan" and _["act"] == "replacements/1")
        acts.insert(place, rectification(assembly, first, gone))

    caught(retold(assembly.files, hide), "life.vacancies")


@pytest.mark.parametrize(
    "entry",
    [
        lambda assembly: named(assembly, "acceptance"),
        lambda assembly: named(assembly, "panel"),
        lambda _: "e" * 64,
    ],
    ids=["an acceptance", "the panel", "nothing"],
)
def test_what_is_no_departure_is_put_right(assembly: Assembly, entry: Callable[[Assembly], str]) -> None:
    first, second, _ = assembly.life.seated
    assembly.accept(first)
    refused(assembly, first, r"rectify\.none")
    refused(assembly, volunteer(assembly), r"rectify\.none")
    assembly.leave(second)
    told = rectification(assembly, first, entry(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.rectified")


def test_the_departure_of_another_is_put_right(assembly: Assembly) -> None:
    first, second, _ = assembly.life.seated
    assembly.leave(first)
    told = rectification(assembly, second, named(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.rectified")


def test_a_departure_is_put_right_twice(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    assembly.put_right(first)
    refused(assembly, first, r"rectify\.twice")
    told = rectification(assembly, first, named(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.rectified")


def test_the_first_of_two_departures_is_put_right(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    before = named(assembly)
    assembly.put_right(first)
    assembly.leave(first)
    told = rectification(assembly, first, before)
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.rectified")


def test_the_end_of_a_term_is_put_right(thirds: Assembly) -> None:
    gone = next(seat.pid for seat in thirds.life.seats if seat.cohort == 1)
    thirds.end_term()
    refused(thirds, gone, r"rectify\.term")
    told = rectification(thirds, gone, named(thirds))
    caught(retold(thirds.files, lambda acts: acts.append(told)), "life.rectified")


def test_nothing_is_erased(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    before = {name: data for name, data in assembly.files.items() if name.startswith("journal/")}
    assembly.put_right(first)
    assert before.items() <= assembly.files.items()
    (body,) = [entry.body for entry in assembly.entries if entry.type == "rectification"]
    assert json.loads(json.dumps(body)) == {"pid": first, "entry": named(assembly)}
