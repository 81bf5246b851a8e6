"""A member who moves out or reaches a limit of age: gone at once, or at the next end, by the rules."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.instances import Instance

from tirage.errors import Refused
from tirage.verify import verify

ONE = (("g", (("f", 2, 4), ("h", 2, 4))),)
MANY = Instance((("f",), ("h",)) * 10, ("",) * 20, ONE, 6)
LATER = "end-of-term"


def begun(**ruled: str) -> Assembly:
    assembly = Assembly(MANY, cohorts=3)
    assembly.begin(**ruled)
    return assembly


@pytest.mark.parametrize(
    ("kind", "ruled", "waits"),
    [
        ("moved", {}, False),
        ("moved", {"moved": LATER}, True),
        ("moved", {"age_limit": LATER}, False),
        ("age-limit", {}, False),
        ("age-limit", {"age_limit": LATER}, True),
        ("withdrawal", {"moved": LATER, "age_limit": LATER}, False),
    ],
)
def test_the_rule_says_when_the_seat_opens(kind: str, ruled: dict[str, str], waits: bool) -> None:
    assembly = begun(**ruled)
    pid = assembly.life.seated[0]
    assembly.leave(pid, kind)
    assert assembly.entries[-1].type == ("leaving" if waits else "vacancy")
    assert (pid in assembly.life.seated) is waits
    assert list(assembly.life.leaving_at_end) == ([pid] if waits else [])
    assert verify(assembly.files).ok


def test_without_a_term_on_the_record_it_is_at_once() -> None:
    assembly = Assembly(MANY)
    assembly.leave(assembly.life.seated[0], "moved")
    assert len(assembly.life.vacant) == 1


def test_who_waits_leaves_with_the_cohort_and_another_cohort_keeps_its_turn() -> None:
    assembly = begun(moved=LATER)
    mover = next(seat.pid for seat in assembly.life.seats if seat.cohort == 3)
    assembly.leave(mover, "moved")
    with pytest.raises(Refused, match=r"life\.leaving"):
        assembly.leave(mover, "moved")
    assembly.end_term()
    assert mover not in assembly.life.seated
    assert len(assembly.life.vacant) == 2 + 1
    successors = assembly.replace()
    assert assembly.entries[-1].type == "renewal"
    assert sorted(seat.cohort for seat in assembly.life.seats if seat.pid in successors) == [1, 1, 3]
    assembly.end_term()
    assembly.replace()
    assert verify(assembly.files).ok


def test_who_waits_may_still_leave_for_another_reason() -> None:
    assembly = begun(moved=LATER)
    mover = next(seat.pid for seat in assembly.life.seats if seat.cohort == 3)
    assembly.leave(mover, "moved")
    assembly.leave(mover, "withdrawal")
    assert not assembly.life.leaving_at_end
    assembly.replace()
    assembly.end_term()
    assert len(assembly.life.vacant) == 2
    assert verify(assembly.files).ok


def test_at_the_last_end_everyone_leaves_whatever_was_not_held_before() -> None:
    """A cohort of which nobody is left ends no term, and a renewal may have been forgotten."""
    assembly = Assembly(MANY, cohorts=3)
    mandate = assembly.begin(last=3)
    for seat in [seat for seat in assembly.life.seats if seat.cohort == 1]:
        assembly.leave(seat.pid)
    assembly.replace()
    assembly.end_term(days=(mandate.end(3) - mandate.end(1)).days)
    assert assembly.life.closed == mandate.over
    assert verify(assembly.files).ok


def test_seats_that_no_one_fits_do_not_keep_the_assembly_from_ending() -> None:
    few = Instance((("f",), ("h",)) * 3, ("",) * 6, ONE, 6)
    assembly = Assembly(few, cohorts=3)
    assembly.begin(last=3)
    assembly.end_term()
    assembly.leave_open()
    assembly.end_term(days=400)
    assert assembly.life.closed is not None and len(assembly.life.last) == 4
    assert verify(assembly.files).ok


@settings(max_examples=12)
@example([("age-limit", 5), ("age-limit", 2)], 2)
@given(
    st.lists(st.tuples(st.sampled_from(["moved", "age-limit", "withdrawal"]), st.integers(0, 5)), max_size=5),
    st.integers(1, 4),
)
def test_whatever_happens_the_record_verifies_to_the_end(
    departures: list[tuple[str, int]], last: int
) -> None:
    """Nobody who waits sits beyond the next end, and everyone leaves at the last."""
    assembly = Assembly(MANY, cohorts=3)
    assembly.begin(last=last, moved=LATER, age_limit="at-once")
    for kind, place in departures:
        pid = assembly.life.seated[place % len(assembly.life.seated)]
        if pid not in assembly.life.leaving_at_end:
            assembly.leave(pid, kind)
    for _ in range(1, last):
        waiting = set(assembly.life.leaving_at_end)
        assembly.end_term()
        assert not waiting & set(assembly.life.seated) and not assembly.life.leaving_at_end
        assembly.replace()
    assembly.end_term()
    assert assembly.life.closed is not None and not assembly.life.seated
    assert verify(assembly.files).ok
