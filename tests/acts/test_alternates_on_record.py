"""Alternates on the record: who they may be, in which order, who falls out, and a draw among them first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.instances import Instance, tiny, tiny_instances

from tirage.assembly.remaining import current_pool, remaining, still_there
from tirage.dossier.documents.plans import AlternatesPlan
from tirage.draws import seat_draw as seats
from tirage.errors import Refused
from tirage.randomness.seeds import in_ticket_order
from tirage.verify import Report, verify

ROWS = (("g", (("f", 2, 3), ("h", 2, 3))), ("q", (("n", 2, 4), ("s", 1, 3))))
FEATURES = tuple(("f" if i % 2 else "h", "n" if i % 3 else "s") for i in range(14))
TEN = Instance(FEATURES, ("",) * 14, ROWS, 5)
RULE = {"count": 4, "confidence": "", "dropout": ""}


def failed(report: Report) -> list[object]:
    return [check for check in report.checks if check.status == "failed"]


def left(assembly: Assembly) -> tuple[str, ...]:
    return still_there(current_pool(assembly.files), assembly.life)


@pytest.mark.parametrize("seed", range(6))
def test_a_list_is_in_the_order_of_tickets_and_verifies(seed: int) -> None:
    assembly = Assembly(tiny(seed))
    if not remaining(current_pool(assembly.files), assembly.life).people:
        return
    chosen = assembly.list_alternates(3)
    assert list(chosen.pids) == sorted(chosen.pids, key=assembly.tickets)
    assert assembly.life.alternates == chosen.pids == left(assembly)
    report = verify(assembly.files)
    assert not failed(report)
    status = {check.code: check.status for check in report.checks}
    assert (status["life.alternates"], status["life.tickets"]) == ("ok", "ok")
    assert status["beyond.alternates"] == "not-checked"
    public = {name: data for name, data in assembly.files.items() if not name.startswith("guarantors/")}
    assert verify(public).ok


def test_of_those_alike_the_first_by_ticket_are_on_the_list() -> None:
    assembly = Assembly(TEN)
    pids = assembly.list_alternates(4).pids
    people = {person.pid: person.features for person in current_pool(assembly.files).people}
    passed = [each for each in people if each not in pids and each not in assembly.life.members]
    for pid in pids:
        alike = [each for each in passed if people[each] == people[pid]]
        assert all(assembly.tickets(pid) < assembly.tickets(each) for each in alike)


def test_an_alternate_who_withdrew_falls_out_and_is_not_drawn() -> None:
    assembly = Assembly(TEN)
    pids = assembly.list_alternates(5).pids
    assembly.withhold(pids[0])
    assert left(assembly) == pids[1:]
    assembly.leave(assembly.life.seated[0])
    opening = assembly.first_alternates()
    assert pids[0] not in {person.pid for person in opening.pool.people}
    assembly.replace(opening)
    assert not failed(verify(assembly.files))


def test_a_new_list_replaces_the_one_before() -> None:
    assembly = Assembly(TEN)
    assembly.list_alternates(5)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    second = assembly.list_alternates(2).pids
    assert (assembly.life.lists, assembly.life.alternates) == (2, second)
    assert "public/alternates-1.csv" in assembly.files, "what was published stays"
    assembly.leave(assembly.life.seated[0])
    opening = assembly.first_alternates()
    if opening.drawn_from != seats.EVERYONE:
        assert opening.drawn_from == "alternates/2"
    assembly.replace(opening)
    assert not failed(verify(assembly.files))


def test_a_draw_among_the_alternates_where_they_suffice() -> None:
    assembly = Assembly(TEN)
    pids = assembly.list_alternates(8).pids
    assembly.leave(assembly.life.seated[0])
    opening = assembly.first_alternates()
    assert opening.drawn_from == "alternates/1"
    assert {person.pid for person in opening.pool.people} == set(pids)
    (drawn,) = assembly.replace(opening)
    assert drawn in pids and drawn not in left(assembly)
    assert not failed(verify(assembly.files))


def test_a_draw_among_everyone_where_the_alternates_do_not_suffice() -> None:
    """Three seats for one alternate."""
    assembly = Assembly(TEN)
    assembly.list_alternates(1)
    for pid in assembly.life.seated[:3]:
        assembly.leave(pid)
    opening = assembly.first_alternates()
    assert opening.drawn_from == seats.EVERYONE and opening == assembly.open_seats()
    assembly.replace(opening)
    assert not failed(verify(assembly.files))


def test_without_a_list_the_draw_is_among_everyone() -> None:
    """A list made now would choose who is to have the seat."""
    assembly = Assembly(TEN, alternates=RULE)
    assembly.leave(assembly.life.seated[0])
    with pytest.raises(Refused, match=r"alternates\.vacant"):
        assembly.plan_alternates()
    assert assembly.first_alternates().drawn_from == seats.EVERYONE
    assembly.replace(assembly.first_alternates())
    assert not failed(verify(assembly.files))


def test_households_of_alternates() -> None:
    """Two of a household: one of them at most; and none of the household of somebody drawn since."""
    homes = ("a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "", "", "", "")
    assembly = Assembly(Instance(FEATURES, homes, ROWS, 5))
    pids = assembly.list_alternates(20).pids
    named = [homes[int(pid[1:])] for pid in pids if homes[int(pid[1:])]]
    assert len(named) == len(set(named))
    assert not failed(verify(assembly.files))
    assembly.leave(assembly.life.seated[0])
    (drawn,) = assembly.replace()
    assert all(
        homes[int(pid[1:])] != homes[int(drawn[1:])] or not homes[int(drawn[1:])] for pid in left(assembly)
    )


def test_the_order_of_a_list_follows_from_dice_of_its_own() -> None:
    """Until they are rolled nobody knows who comes first: the plan has who is on the list and no order."""
    assembly = Assembly(TEN, alternates=RULE)
    act = assembly.plan_alternates()
    fixed = AlternatesPlan.from_bytes(assembly.files["public/alternates-1-plan.json"])
    assert assembly.life.alternates == () and not failed(verify(assembly.files))
    assembly.void()
    pids = assembly.draw_alternates()
    assert (act, assembly.life.lists, sorted(pids)) == ("alternates/1", 1, sorted(fixed.inputs.pids))
    seed = assembly.entries[-1].body["stage_seed"]
    assert list(pids) == in_ticket_order(str(seed), pids) != sorted(pids, key=assembly.tickets)
    report = verify(assembly.files)
    assert not failed(report)
    assert {each.status for each in report.checks if each.code in {"standby.plan", "life.tickets"}} == {"ok"}
    public = {name: data for name, data in assembly.files.items() if not name.startswith("guarantors/")}
    assert verify(public).ok
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    assert not failed(verify(assembly.files))


WAYS = ("leave", "list", "withdraw", "void", "draw")


@settings(max_examples=40)
@given(
    tiny_instances(),
    st.sampled_from([None, 1, 2]),
    st.lists(st.tuples(st.sampled_from(WAYS), st.integers(0, 8)), max_size=9),
)
def test_whatever_is_listed_drawn_one_by_one_or_void_it_verifies(
    instance: Instance, batch: int | None, story: list[tuple[str, int]]
) -> None:
    assembly = Assembly(instance, panels=5, batch=batch)
    sat: list[str] = list(assembly.life.seated)
    for way, number in story:
        life = assembly.life
        if way == "leave" and life.seated:
            assembly.leave(life.seated[number % len(life.seated)])
        elif way == "list" and life.seated and remaining(current_pool(assembly.files), life).people:
            if not life.vacant:
                assembly.list_alternates(1 + number % 4)
        elif way == "withdraw" and left(assembly):
            assembly.withhold(left(assembly)[number % len(left(assembly))])
        if way not in {"void", "draw"} or not assembly.life.vacant:
            continue
        vacant = assembly.life.vacant
        opening = assembly.open_seats()
        # Who is on the list comes first under this policy, whatever is drawn: to pass over them fails (10.8).
        if assembly.life.lists:
            opening = assembly.first_alternates()
        if not opening.possible:
            continue
        if way == "void":
            assembly.plan(opening)
            assembly.void()
            assert assembly.life.vacant == vacant
            continue
        drawn = assembly.replace(opening)
        sat += drawn
        assert set(assembly.life.vacant) == set(vacant) - set(opening.vacancies)
        assert opening.drawn_from == seats.EVERYONE or set(drawn) <= set(assembly.life.alternates)
    assert len(set(sat)) == len(sat), "somebody sat twice"
    assert not failed(verify(assembly.files))
    public = {name: data for name, data in assembly.files.items() if not name.startswith("guarantors/")}
    assert verify(public).ok
