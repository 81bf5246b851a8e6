"""What was a mistake is put right; nobody takes a seat back, gives one away or keeps one by that road."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, failures
from support.dossiers import sha
from support.instances import Instance

from tirage.assembly import state
from tirage.assembly.stays import roster, standing
from tirage.errors import Refused
from tirage.verify import verify

QUOTAS = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
Act = tuple[str, dict[str, Any]]
SOME = Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 3)
EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)


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


def correction(entry: str, instead: tuple[str, dict[str, Any]] | None = None, **said: Any) -> Act:
    body = {"entry": entry, "reason": "typing", "evidence": "", **said}
    if instead is not None:
        body["instead"] = {"type": instead[0], "body": instead[1]}
    return "correction", body


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
    assert {
        member.pid for member in roster(assembly.files, assembly.entries, assembly.today, assembly.today)
    } == {
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
    assert [check.got for check in report.checks if check.code == "life.corrected"] == ["1"]
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
    # What was said before can be put right as well.
    thirds.put_right(mover)
    assert thirds.life.leaving_at_end == {} and mover in thirds.life.seated
    refused(thirds, mover, r"correct\.none")
    thirds.end_term()
    thirds.replace()
    assert verify(thirds.files).ok


def test_a_former_member_back_after_the_successor_is_planned(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    gone = named(assembly)
    assembly.replace()
    refused(assembly, first, r"correct\.planned")
    told = retold(assembly.files, lambda acts: acts.append(correction(gone)))
    caught(told, "life.corrected")


def test_a_former_member_back_after_a_plan_that_was_void(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    gone = named(assembly)
    assembly.plan(assembly.open_seats())
    assembly.void()
    refused(assembly, first, r"correct\.planned")
    caught(
        retold(assembly.files, lambda acts: acts.append(correction(gone))),
        "life.corrected",
    )


def test_a_seat_drawn_although_nobody_had_left_it(assembly: Assembly) -> None:
    first, second, _ = assembly.life.seated
    assembly.leave(first)
    gone = named(assembly)
    assembly.leave(second)
    assembly.replace()

    def hide(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "plan" and _["act"] == "replacements/1")
        acts.insert(place, correction(gone))

    caught(retold(assembly.files, hide), "life.vacancies")


@pytest.mark.parametrize(
    "entry",
    [
        lambda assembly: named(assembly, "panel"),
        lambda _: "e" * 64,
    ],
    ids=["the panel", "nothing"],
)
def test_what_cannot_be_put_right_is(assembly: Assembly, entry: Callable[[Assembly], str]) -> None:
    first, second, _ = assembly.life.seated
    refused(assembly, first, r"correct\.none")
    refused(assembly, volunteer(assembly), r"correct\.none")
    assembly.leave(second)
    told = correction(entry(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.corrected")


def test_a_departure_is_put_right_twice(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    assembly.put_right(first)
    refused(assembly, first, r"correct\.none")
    told = correction(named(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.corrected")


def test_the_first_of_two_departures_is_put_right(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    before = named(assembly)
    assembly.put_right(first)
    assembly.leave(first)
    told = correction(before)
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.corrected")


def test_the_end_of_a_term_is_put_right(thirds: Assembly) -> None:
    gone = next(seat.pid for seat in thirds.life.seats if seat.cohort == 1)
    thirds.end_term()
    refused(thirds, gone, r"correct\.term")
    told = correction(named(thirds))
    caught(retold(thirds.files, lambda acts: acts.append(told)), "life.corrected")


def test_nothing_is_erased(assembly: Assembly) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    before = {name: data for name, data in assembly.files.items() if name.startswith("journal/")}
    assembly.put_right(first)
    assert before.items() <= assembly.files.items()
    (body,) = [entry.body for entry in assembly.entries if entry.type == "correction"]
    assert json.loads(json.dumps(body)) == {"entry": named(assembly), "reason": "typing", "evidence": ""}


def test_another_person_left_on_another_day_for_another_reason(assembly: Assembly) -> None:
    first, second, third = assembly.life.seated
    assembly.leave(first)
    assembly.put_right(first, reason="confusion", person=second, kind="refusal")
    assert (assembly.life.seated, assembly.life.vacant) == ((first, third), (second,))
    # A correction that was wrong as well is put right like any entry.
    assembly.put_right(second, kind="withdrawal")
    assert assembly.entries[-1].body["instead"]["body"]["kind"] == "withdrawal"
    (drawn,) = assembly.replace()
    assert set(assembly.life.seated) == {first, third, drawn}
    assert standing(assembly.files, assembly.entries, second).filled == "replacements/1"
    assert verify(assembly.files).ok


def test_an_acceptance_of_the_wrong_person_was_a_refusal_of_the_right_one(assembly: Assembly) -> None:
    first, second, third = assembly.life.seated
    assembly.leave(third)
    assembly.accept(first)
    assembly.replace()
    # No draw rests on an acceptance: it can be put right after one.
    assembly.put_right(first, person=second, kind="refusal", reason="confusion")
    assert assembly.life.vacant == (second,)
    seat = assembly.life.seat(first)
    assert seat is not None and not seat.accepted
    assert verify(assembly.files).ok


def test_an_absence_of_the_wrong_person_counts_for_the_right_one(assembly: Assembly) -> None:
    first, second, _ = assembly.life.seated
    assembly.miss(first)
    assembly.miss(second)
    assembly.put_right(first, person=third_of(assembly), reason="confusion")
    assert set(assembly.life.absences) == {second, third_of(assembly)}
    (day,) = (date.fromisoformat(each) for each in assembly.life.absences[third_of(assembly)])
    with pytest.raises(Refused, match=r"life\.absent_already"):
        assembly.put_right(second, person=third_of(assembly), day=day)
    with pytest.raises(Refused, match=r"correct\.same"):
        assembly.put_right(second, person=second)
    assert verify(assembly.files).ok


def third_of(assembly: Assembly) -> str:
    return assembly.life.seated[2]


def test_whoever_waits_for_a_renewal_can_be_put_right_after_replacements(thirds: Assembly) -> None:
    mover, other = (next(seat.pid for seat in thirds.life.seats if seat.cohort == each) for each in (3, 2))
    thirds.leave(mover, "moved")
    thirds.leave(other)
    thirds.replace()
    thirds.put_right(mover)
    assert thirds.life.leaving_at_end == {}
    thirds.end_term()
    thirds.replace()
    assert verify(thirds.files).ok


@pytest.mark.parametrize(
    "instead",
    [
        # Somebody who does not sit; a day to come; a seat refused that was accepted.
        lambda assembly: left(volunteer(assembly)),
        lambda assembly: left(assembly.life.seated[0], date="2031-01-01"),
        lambda assembly: left(assembly.life.seated[0], kind="refusal"),
    ],
    ids=["who does not sit", "a day to come", "a refusal"],
)
def test_what_a_correction_says_instead_is_unlawful(
    assembly: Assembly, instead: Callable[[Assembly], Act]
) -> None:
    first, second, _ = assembly.life.seated
    assembly.accept(first)
    assembly.leave(second)
    told = correction(named(assembly), instead(assembly))
    caught(retold(assembly.files, lambda acts: acts.append(told)), "life.members")


def left(pid: str, **said: Any) -> Act:
    body = {"pid": pid, "kind": "withdrawal", "cause": "", "date": "2026-11-23", "evidence": ""}
    return "vacancy", {**body, **said}


def test_a_correction_says_a_cause_that_is_none_or_borrows_evidence(assembly: Assembly) -> None:
    first, second, _ = assembly.life.seated
    assembly.accept(second, evidence="d" * 64)
    assembly.leave(first)
    day = assembly.today.isoformat()
    for said, code in (
        ({"cause": "illness", "date": day}, "causes.form"),
        ({"evidence": "d" * 64, "date": day}, "evidence.once"),
    ):
        told = correction(named(assembly), left(first, **said))
        caught(retold(assembly.files, lambda acts, told=told: acts.append(told)), code)


def test_no_one_fits_is_not_said_of_the_record_before_a_correction(assembly: Assembly) -> None:
    """Some of the open seats alone may be drawn once no one fits all: a mistake is no way to that."""
    first, second, _ = assembly.life.seated
    assembly.leave(first)
    assembly.put_right(first, person=second)
    assert assembly.life.unfilled == ()


def amended(assembly: Assembly, **said: Any) -> Act:
    before = [entry for entry in assembly.entries if entry.type == "term"][-1]
    body = {**before.body, **said}
    evidence = body.pop("evidence", "")
    reason = body.pop("reason", "typing")
    return correction(sha(before.data), ("term", body), evidence=evidence, reason=reason)


def test_a_term_is_put_right_and_extended(thirds: Assembly) -> None:
    assert thirds.life.term is not None
    thirds.amend(start=thirds.today.replace(day=1), months=15)
    thirds.end_term()
    thirds.replace()
    # Once a renewal is drawn: longer, by a decision that has its evidence, and from then on.
    thirds.amend("decision", "e" * 64, months=24)
    assert thirds.life.term.months == 24
    leavers = [seat.pid for seat in thirds.life.seats if seat.cohort == 2]
    thirds.end_term()
    assert set(leavers) <= set(thirds.life.former_members)
    thirds.replace()
    report = verify(thirds.files)
    assert report.ok
    assert [check.got for check in report.checks if check.code == "life.amended"] == ["2"]
    for said, code in (
        ({"months": 18}, "renewed"),
        ({"start": thirds.today}, "renewed"),
        ({}, "same_term"),
    ):
        with pytest.raises(Refused, match=f"correct.{code}"):
            thirds.amend(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"months": 12, "end": "2026-12-01", "start": "2025-12-01"},
        {"months": 15, "end": "2029-01-01"},
        {"months": 30, "by_rules": False},
        {"cohorts": 1},
        {"sha256": "a" * 64},
        {"reason": "decision", "months": 15},
        {"leavers": {"moved": "at-once", "age_limit": "at-once"}, "last": 2},
    ],
    ids=["an end that is past", "another end", "too long", "cohorts", "a file", "no evidence", "leavers"],
)
def test_a_term_is_put_right_as_no_term_is(thirds: Assembly, said: dict[str, Any]) -> None:
    thirds.leave(thirds.life.seated[0])
    caught(retold(thirds.files, lambda acts: acts.append(amended(thirds, **said))), "life.amended")


def test_a_term_gets_shorter_under_the_feet_of_those_who_sit(thirds: Assembly) -> None:
    thirds.end_term()
    with pytest.raises(Refused, match=r"correct\.renewing"):
        thirds.amend(months=15)
    thirds.replace()
    was = next(entry.body for entry in thirds.entries if entry.type == "term")
    months = was["months"] - 3
    told = amended(thirds, months=months, by_rules=True)
    caught(retold(thirds.files, lambda acts: acts.append(told)), "life.amended")


def test_a_term_that_has_ended_for_everyone_is_put_right(assembly: Assembly) -> None:
    assembly.begin(months=12)
    told = amended(assembly, months=15)
    assembly.end_term()
    with pytest.raises(Refused, match=r"life\.closed"):
        assembly.amend(months=15)
    caught(retold(assembly.files, lambda acts: acts.append(told)), "order.types", "life.amended")


def test_a_term_is_put_right_twice_by_the_same_name(thirds: Assembly) -> None:
    told = amended(thirds, months=thirds.life.term.months + 3, by_rules=True)  # type: ignore[union-attr]
    thirds.amend(months=15)
    caught(retold(thirds.files, lambda acts: acts.append(told)), "life.amended")


@pytest.mark.parametrize(
    "edit",
    [
        {"reason": "because"},
        {"instead": {"type": "close", "body": {}}},
        {"instead": {"type": "term", "body": {}}},
    ],
    ids=["a reason in words", "another type", "a body of another type"],
)
def test_a_correction_of_another_form(assembly: Assembly, edit: dict[str, Any]) -> None:
    first = assembly.life.seated[0]
    assembly.leave(first)
    kind, body = correction(named(assembly))
    caught(retold(assembly.files, lambda acts: acts.append((kind, {**body, **edit}))), "documents.shape")


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program for which a departure that is put right is one of today."""
    monkeypatch.setattr(state, "first_left", lambda _: {})


def left_twice(assembly: Assembly, *, again: bool) -> tuple[str, str]:
    """Two leave; the first departure is put right, in one act or by a return and another departure."""
    first, second = assembly.life.seated[:2]
    assembly.leave(first)
    assembly.leave(second)
    if again:
        assembly.put_right(first)
        assembly.leave(first, cause="work")
    else:
        assembly.put_right(first, cause="work")
    return first, second


@pytest.mark.parametrize("again", [False, True])
def test_a_seat_keeps_its_place_when_its_departure_is_put_right(again: bool) -> None:
    assembly = Assembly(EVEN, policy="residual", batch=1)
    first, second = left_twice(assembly, again=again)
    assert assembly.life.vacant == (first, second)
    assembly.replace()
    assert assembly.life.vacant == (second,)
    assert not failures(assembly.files)


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("again", [False, True])
def test_a_seat_is_put_behind_another_by_putting_its_departure_right(again: bool) -> None:
    """Of two seats one is drawn, that open for longest; the organiser would rather have the other drawn."""
    assembly = Assembly(EVEN, policy="residual", batch=1)
    first, second = left_twice(assembly, again=again)
    assert assembly.life.vacant == (second, first)
    assembly.replace()
    caught(assembly.files, "life.vacancies")


@pytest.mark.usefixtures("forgetful")
def test_a_departure_is_put_right_once_the_time_of_the_standby_is_over() -> None:
    """Whoever has looked ahead, and did not like who comes, would rather roll dice for the seat."""
    assembly = Assembly(EVEN, standby={"seats": 3, "months": 1, "order": "hidden"})
    assembly.stand_by()
    gone = assembly.life.seated[0]
    assembly.leave(gone)
    assembly.wait_until(assembly.life.standbys.last.until)  # type: ignore[union-attr]
    assembly.put_right(gone, cause="work")
    assert assembly.life.due == ()
    assembly.replace()
    assert failures(assembly.files) == {"standby.next"}
