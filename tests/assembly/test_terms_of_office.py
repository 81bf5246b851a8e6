"""The term of an assembly: its ends, its cohorts, and renewals that are draws like any other."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.assemblies import Assembly, retold
from support.attacks import caught, failures
from support.dossiers import sha
from support.instances import Instance, tiny_instances

from tirage.assembly.remaining import current_pool, first_quotas
from tirage.assembly.term import Term, after
from tirage.errors import QuotasImpossible, Refused
from tirage.quotas.model import Quotas
from tirage.randomness.cohorts import draw_cohorts
from tirage.verify import verify
from tirage.verify.checks.life.terms import after as verifiers_after

ONE = (("g", (("f", 2, 4), ("h", 2, 4))),)
TWENTY = Instance(tuple(("f" if i % 2 else "h",) for i in range(20)), ("",) * 20, ONE, 6)


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.integers(1, 60))
@example(date(2028, 2, 29), 12)
@example(date(2027, 8, 31), 18)
@example(date(2027, 12, 31), 2)
def test_the_same_day_some_months_later(day: date, months: int) -> None:
    found = after(day, months)
    assert found == verifiers_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (
        found.day < day.day and after(found, 0).month != (found.replace(day=28)).month + 1
    )


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    assert after(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert after(date(2028, 2, 29), 48) == date(2032, 2, 29)


def cohorts_of(
    pids: list[str], features: list[tuple[str, str]], quotas: Quotas, cohorts: int, root: str
) -> dict[str, int]:
    rows = {
        pid: tuple(place for place, row in enumerate(quotas.bounds) if row.counts(each))
        for pid, each in zip(pids, features, strict=True)
    }
    return draw_cohorts(rows, len(quotas.bounds), cohorts, root, rehearsal=False)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=2, max_size=24), st.data())
def test_each_cohort_is_a_miniature(features: list[tuple[str, str]], data: st.DataObject) -> None:
    cohorts = data.draw(st.integers(2, min(4, len(features))))
    names = (("c", "ab"), ("d", "xyz"))
    quotas = Quotas.of({name: dict.fromkeys(values, (0, 24)) for name, values in names})
    pids = [f"p{i:02}" for i in range(len(features))]
    found = cohorts_of(pids, features, quotas, cohorts, "a" * 64)
    assert cohorts_of(pids[::-1], features[::-1], quotas, cohorts, "a" * 64) == found
    for number in range(1, cohorts + 1):
        inside = [each for pid, each in zip(pids, features, strict=True) if found[pid] == number]
        assert len(features) // cohorts <= len(inside) <= -(-len(features) // cohorts)
        counted = zip(quotas.bounds, quotas.count(inside), quotas.count(features), strict=True)
        for row, count, whole in counted:
            assert whole // cohorts - 1 <= count <= -(-whole // cohorts) + 1, row


def test_everyone_is_as_likely_in_each_cohort() -> None:
    """One of a kind too: over 300 seeds each cohort has everyone about 100 times."""
    features = [("a", "x"), *[("b", "y")] * 5, *[("b", "z")] * 6]
    quotas = Quotas.of({"c": dict.fromkeys("ab", (0, 12)), "d": dict.fromkeys("xyz", (0, 12))})
    pids = [f"p{i:02}" for i in range(12)]
    times = Counter(
        (pid, number)
        for seed in range(300)
        for pid, number in cohorts_of(pids, features, quotas, 3, f"{seed:064x}").items()
    )
    assert all(70 <= times[pid, number] <= 130 for pid in pids for number in (1, 2, 3))


def test_a_year_with_departures_and_a_renewal_by_thirds() -> None:
    assembly = Assembly(TWENTY, cohorts=3)
    assembly.begin()
    cohorts = {seat.pid: seat.cohort for seat in assembly.life.seats}
    assert sorted(cohorts.values()) == [1, 1, 2, 2, 3, 3]
    gone = next(pid for pid, number in cohorts.items() if number == 1)
    assembly.leave(gone)
    (drawn,) = assembly.replace()
    assert assembly.life.seat(drawn).cohort == 1, "a seat keeps its cohort"
    stay = {pid for pid, number in cohorts.items() if number > 1}
    assembly.end_term()
    assert set(assembly.life.vacant) == {pid for pid in (*cohorts, drawn) if pid not in stay} - {gone}
    new = assembly.replace()
    assert assembly.entries[-1].type == "renewal"
    assert len(new) == 2 and not set(new) & {*cohorts, drawn}
    assert set(assembly.life.seated) == stay | set(new)
    assert assembly.life.term.due(2) == 2
    assert not failures(assembly.files)
    assembly.leave(assembly.life.seated[0])
    assembly.end_term(days=3)
    assert len(assembly.replace()) in {2, 3}
    assert not failures(assembly.files)
    assert [entry.body["act"] for entry in assembly.entries if entry.type == "renewal"] == [
        "renewal/1",
        "renewal/2",
    ]


@settings(max_examples=15)
@given(tiny_instances(), st.integers(2, 3), st.lists(st.integers(0, 8), max_size=2))
def test_whatever_happens_a_renewal_verifies(instance: Instance, cohorts: int, story: list[int]) -> None:
    assembly = Assembly(instance, panels=4, cohorts=cohorts)
    if cohorts > instance.seats:
        return
    assembly.begin()
    for leaver in story:
        assembly.leave(assembly.life.seated[leaver % len(assembly.life.seated)])
        if len(assembly.life.seated) == 0:
            break
    try:
        if story:
            assembly.replace()
        assembly.end_term()
        assembly.replace()
    except (QuotasImpossible, Refused):
        pass
    report = verify(assembly.files)
    assert report.ok, [check for check in report.checks if check.status == "failed"]


@pytest.mark.parametrize("months", [0, 11, 19, 120])
def test_terms_outside_twelve_to_eighteen_months(months: int) -> None:
    assembly = Assembly(TWENTY)
    with pytest.raises(Refused, match=r"term\.months"):
        assembly.begin(months=months)
    if months:
        assembly.begin(months=months, by_rules=True)
        assert not failures(assembly.files)
    with pytest.raises(Refused, match=r"term\.(months|twice)"):
        assembly.begin(months=months)


@pytest.mark.parametrize("cohorts", [0, 7])
def test_no_more_cohorts_than_seats(cohorts: int) -> None:
    with pytest.raises(Refused, match=r"term\.cohorts"):
        Assembly(TWENTY).begin(cohorts=cohorts)


def test_months_that_the_cohorts_do_not_share() -> None:
    with pytest.raises(Refused, match=r"term\.uneven"):
        Assembly(TWENTY, cohorts=5).begin()


def test_a_cohort_leaves_every_part_of_the_term_and_no_seat_is_held_longer() -> None:
    mandate = Term(date(2026, 12, 1), 18, 3)
    assert [mandate.end(n) for n in (1, 2, 3, 4)] == [
        date(2027, 6, 1),
        date(2027, 12, 1),
        date(2028, 6, 1),
        date(2028, 12, 1),
    ]
    assert all(after(mandate.end(n), 18) == mandate.end(n + 3) for n in range(1, 9))
    assert [mandate.due(n) for n in (1, 2, 3, 4)] == [1, 2, 3, 1]


def test_who_leaves_before_or_after_the_end() -> None:
    from tirage.acts.life.term import leaving

    assembly = Assembly(TWENTY)
    with pytest.raises(Refused, match=r"term\.none"):
        leaving(assembly.life, assembly.today)
    mandate = assembly.begin()
    with pytest.raises(Refused, match=r"term\.early"):
        leaving(assembly.life, mandate.end().replace(day=1))
    first, second, *_ = assembly.life.seated
    assembly._day = mandate.end()
    with pytest.raises(Refused, match=r"life\.over"):
        assembly.leave(first)
    assembly.leave(second, day=after(mandate.start, 11))
    assembly.end_term()
    assert assembly.life.closed == mandate.end()
    assert not assembly.life.seated
    with pytest.raises(Refused, match=r"life\.closed"):
        leaving(assembly.life, assembly.today)
    assert not failures(assembly.files)


def test_before_the_end_no_cohort_leaves() -> None:
    from tirage.acts.life.term import leaving

    assembly = Assembly(TWENTY, cohorts=2)
    mandate = assembly.begin()
    with pytest.raises(Refused, match=r"term\.early"):
        leaving(assembly.life, mandate.end().replace(day=1))


def renewed() -> Assembly:
    assembly = Assembly(TWENTY, cohorts=3)
    assembly.begin()
    assembly.end_term()
    assembly.replace()
    return assembly


RENEWED = renewed()


def of_term(acts) -> list[dict]:
    return [body for kind, body in acts if kind == "vacancy" and body["kind"] == "term"]


def test_an_attack_a_friend_spared_at_the_end_of_the_term() -> None:
    """One of the cohort stays; or another leaves instead."""
    other = next(seat.pid for seat in RENEWED.life.seats if seat.cohort == 2)

    def swap(acts) -> None:
        of_term(acts)[0]["pid"] = other

    caught(retold(RENEWED.files, swap), "life.term")

    def spare(acts) -> None:
        acts.remove(("vacancy", of_term(acts)[0]))

    caught(retold(RENEWED.files, spare), "life.term", "life.vacancies")


def test_an_attack_a_term_cut_short_or_drawn_out() -> None:
    for change in (
        {"months": 6},
        {"months": 15},
        {"end": "2027-01-01"},
        {"cohorts": 0},
        {"cohorts": 2},
        {"cohorts": 5},
        {"start": "2025-01-01"},
    ):

        def edit(acts, change=change) -> None:
            next(body for kind, body in acts if kind == "term").update(change)

        caught(retold(RENEWED.files, edit), "life.term")


def test_an_attack_an_end_on_another_day() -> None:
    def edit(acts) -> None:
        of_term(acts)[0]["date"] = "2027-11-20"

    caught(retold(RENEWED.files, edit), "life.term")


def test_an_attack_cohorts_that_are_no_miniatures() -> None:
    """All women in one, all men in another."""
    name = "public/cohorts.csv"
    features = {person.pid: person.features[0] for person in current_pool(RENEWED.files).people}
    pids = sorted(row.split(",")[0] for row in RENEWED.files[name].decode().splitlines()[1:])
    ordered = sorted(pids, key=lambda pid: (features[pid], pid))
    number = {pid: i // 2 + 1 for i, pid in enumerate(ordered)}
    data = ("pid,cohort\n" + "".join(f"{pid},{number[pid]}\n" for pid in pids)).encode()

    def edit(acts) -> None:
        next(body for kind, body in acts if kind == "term")["sha256"] = sha(data)

    caught(retold({**RENEWED.files, name: data}, edit), "life.term")
    caught({**RENEWED.files, name: data}, "life.cohorts")
    assert first_quotas(RENEWED.files).bounds


def test_an_attack_two_members_exchanged_between_cohorts() -> None:
    """Balanced as before, and chosen: somebody stays a year longer."""
    name = "public/cohorts.csv"
    features = {person.pid: person.features for person in current_pool(RENEWED.files).people}
    rows = [row.split(",") for row in RENEWED.files[name].decode().splitlines()[1:]]
    one, other = next(
        (one, other)
        for one in rows
        for other in rows
        if features[one[0]] == features[other[0]] and one[1] < other[1]
    )
    one[1], other[1] = other[1], one[1]
    data = ("pid,cohort\n" + "".join(f"{pid},{number}\n" for pid, number in rows)).encode()

    def edit(acts) -> None:
        next(body for kind, body in acts if kind == "term")["sha256"] = sha(data)

    caught(retold({**RENEWED.files, name: data}, edit), "life.cohorts")


def test_a_seat_has_the_cohort_of_whom_the_panel_gave_it_to() -> None:
    """When the term is put on the record changes nothing."""
    early, late = Assembly(TWENTY, cohorts=3), Assembly(TWENTY, cohorts=3)
    early.begin()
    gone = late.life.seated[0]
    late.leave(gone)
    (drawn,) = late.replace()
    late.begin()
    before = {seat.pid: seat.cohort for seat in early.life.seats}
    after_ = {seat.pid: seat.cohort for seat in late.life.seats}
    assert after_ == {drawn if pid == gone else pid: number for pid, number in before.items()}
    assert not failures(late.files)


def test_an_attack_a_renewal_called_a_replacement() -> None:
    files = {name.replace("renewal-1-", "replacements-1-"): data for name, data in RENEWED.files.items()}

    def edit(acts) -> None:
        for i, (kind, body) in enumerate(acts):
            if body.get("act") == "renewal/1":
                acts[i] = ("replacement" if kind == "renewal" else kind, {**body, "act": "replacements/1"})

    caught(retold(files, edit), "life.term")


def emptied() -> Assembly:
    """The first cohort has left altogether before its end."""
    assembly = Assembly(TWENTY, cohorts=3)
    assembly.begin()
    for seat in assembly.life.seats:
        if seat.cohort == 1:
            assembly.leave(seat.pid)
    return assembly


def test_the_end_of_a_cohort_in_which_nobody_sits_any_more() -> None:
    """Its seats are drawn as a renewal, and those who take them stay until the cohort's next end."""
    assembly = emptied()
    assembly.end_term()
    drawn = assembly.replace()
    assert assembly.entries[-1].body["act"] == "renewal/1"
    assert assembly.life.renewals == 1
    assembly.end_term()
    assert not set(drawn) & set(assembly.life.former_members), "the second cohort leaves now"
    assembly.replace()
    assert not failures(assembly.files)


def test_an_attack_a_renewal_before_the_cohorts_day() -> None:
    """An end that is counted too early would let the next cohort go before its time."""
    early = emptied()
    early._renewing = True
    early.replace()
    assert early.entries[-1].type == "renewal"
    caught(early.files, "life.term")


def test_an_attack_a_renewal_while_the_cohort_sits() -> None:
    assembly = Assembly(TWENTY, cohorts=3)
    mandate = assembly.begin()
    assembly._day = mandate.end()
    assembly.leave(next(seat.pid for seat in assembly.life.seats if seat.cohort == 2))
    assembly._renewing = True
    assembly.replace()
    caught(assembly.files, "life.term")
