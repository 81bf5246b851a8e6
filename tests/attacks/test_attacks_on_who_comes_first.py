"""Who may take an open seat, chosen once it is known which one is open: by list, distance or relaxation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, edited, failures
from support.dossiers import sha
from support.instances import Instance

from tirage.acts.life import alternates
from tirage.assembly.remaining import current_pool
from tirage.draws import seat_draw
from tirage.draws.kinds import differing_criteria
from tirage.draws.seat_draw import SeatDraw
from tirage.forecast.dropouts import Dropouts
from tirage.people.pool.households import among
from tirage.randomness.seeds import in_ticket_order
from tirage.verify import verify

EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
ONE = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (
    ("f", "n"),
    ("f", "s"),
    ("f", "s"),
    ("h", "n"),
    ("h", "s"),
    ("h", "s"),
    ("f", "s"),
    ("h", "s"),
) * 2
MIXED = Instance(FEATURES, ("",) * len(FEATURES), ONE, 3)


def sex(pid: str) -> int:
    """Of a person of EVEN."""
    return int(pid[1:]) % 2


def test_a_list_of_one_friend_made_when_a_seat_is_open() -> None:
    """Alternates come first, so whoever makes the list then names the successor: a chance of 1."""
    assembly = Assembly(EVEN)
    assembly.list_alternates(4)
    assembly.leave(assembly.life.seated[0])
    assembly.list_alternates(1)
    friend = assembly.life.alternates
    assert assembly.replace(assembly.first_alternates()) == list(friend)
    assert failures(assembly.files) == {"life.alternates"}


def test_a_list_made_before_anybody_left_is_lawful() -> None:
    assembly = Assembly(EVEN)
    assembly.list_alternates(4)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    assembly.list_alternates(3)
    assert not failures(assembly.files)


OF_FOUR = {"count": 4, "confidence": "", "dropout": "1/5"}
OF_ALL = {"count": None, "confidence": "1", "dropout": "1/5"}


@pytest.mark.parametrize(
    ("rule", "count", "dropout", "lawful"),
    [
        (OF_FOUR, 4, Dropouts(Fraction(1, 5)), True),
        (OF_FOUR, 3, Dropouts(Fraction(1, 5)), False),
        (OF_FOUR, 4, Dropouts(Fraction(2, 5)), False),
        (OF_FOUR, 4, Dropouts(), False),
        (OF_ALL, 12, Dropouts(Fraction(1, 5)), False),
    ],
)
def test_a_list_made_for_something_else_than_was_fixed_with_the_panel(
    rule: dict[str, object], count: int, dropout: Dropouts, lawful: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sizes and rates are tried until a friend is on the list."""
    assembly = Assembly(EVEN, alternates=rule)
    other = alternates.AlternatesOptions(count, None, dropout.flat)
    monkeypatch.setattr(alternates, "_fixed", lambda _: other)
    assembly.draw_alternates()
    assert failures(assembly.files) == (set() if lawful else {"life.alternates"})


@cache
def drawn() -> Assembly:
    """A list by dice of its own."""
    assembly = Assembly(EVEN, alternates=OF_FOUR)
    assembly.draw_alternates()
    assert not failures(assembly.files)
    return assembly


def in_place(assembly: Assembly, pids: Sequence[str]) -> dict[str, bytes]:
    """The files with this list in the place of the one drawn."""
    lines = "".join(f"{pid},{place}\n" for place, pid in enumerate(pids, 1))
    data = f"pid,order\n{lines}".encode()

    def edit(acts: Acts) -> None:
        acts[-1][1].update({"sha256": sha(data), "count": len(pids)})

    return {**retold(assembly.files, edit), "public/alternates-1.csv": data}


def test_a_friend_comes_first_on_a_list_by_another_order_than_that_of_its_dice() -> None:
    assembly = drawn()
    pids = list(assembly.life.alternates)
    assert in_place(assembly, pids) == assembly.files
    caught(in_place(assembly, sorted(pids, key=assembly.tickets)), "life.alternates")


def test_a_friend_is_on_a_list_whose_plan_has_another() -> None:
    """Once the dice are known, a set is looked for in which a friend comes first."""
    assembly = drawn()
    pids, members = assembly.life.alternates, assembly.life.members
    others = [each.pid for each in current_pool(assembly.files).people if each.pid not in {*pids, *members}]
    seed = str(assembly.entries[-1].body["stage_seed"])
    caught(in_place(assembly, in_ticket_order(seed, [*pids[1:], others[0]])), "life.alternates")


def test_a_list_without_its_plan_has_no_order_of_its_own() -> None:
    """By the tickets of the panel everybody could tell beforehand who would come first."""
    assembly = Assembly(EVEN, alternates=OF_FOUR)
    assembly.list_alternates(4, Dropouts(Fraction(1, 5)))
    caught(assembly.files, "life.alternates")


@pytest.mark.parametrize("key", ["people", "confidence", "dropout", "tried", "repaired"])
def test_a_list_is_told_otherwise_than_in_its_plan(key: str) -> None:
    other = {
        "confidence": "1/2",
        "dropout": {"flat": "", "learnt": []},
        "repaired": dict.fromkeys(("designed", "scaled", "random", "everyone"), 1),
    }

    def edit(acts: Acts) -> None:
        acts[-1][1][key] = other.get(key, 999)

    caught(retold(drawn().files, edit), "life.alternates")


def test_the_plan_of_a_list_is_made_of_another_record() -> None:
    files = drawn().files
    name = "public/alternates-1-plan.json"
    other = edited(files, name, lambda plan: plan["inputs"].update(journal="0" * 64))

    def edit(acts: Acts) -> None:
        acts[-3][1]["sha256"] = acts[-1][1]["plan"] = sha(other[name])

    caught(retold(other, edit), "standby.plan")


def alike(assembly: Assembly, most: int) -> SeatDraw:
    """The draw of the open seats among those who differ from who left in so many criteria."""
    draw = assembly.open_seats()
    people = current_pool(assembly.record.files).people
    left = [person.features for person in people if person.pid in draw.vacancies]
    near = [
        each
        for each in draw.pool.people
        if min(differing_criteria(each.features, gone) for gone in left) <= most
    ]
    return replace(draw, pool=among(draw.pool, near), drawn_from=f"alike/{most}")


@pytest.mark.parametrize("further", [1, 2])
def test_people_like_who_left_are_passed_over_for_a_friend_who_is_not(further: int) -> None:
    """Like for like is the policy; how far is not the organiser's to say."""
    assembly = Assembly(MIXED, policy="like-for-like")
    assembly.leave(assembly.life.seated[0])
    due = assembly.alike()
    least = int(due.drawn_from.removeprefix("alike/"))
    lawful = Assembly(MIXED, policy="like-for-like")
    lawful.leave(lawful.life.seated[0])
    lawful.replace(due)
    assert not failures(lawful.files)
    assembly.replace(alike(assembly, least + further))
    assert failures(assembly.files) == {"life.nobody"}


def test_quotas_are_relaxed_for_the_only_alternate_where_others_fit() -> None:
    """Nobody of the list fits, somebody of the pool does: the quotas had no need to give way."""
    assembly = Assembly(EVEN)
    assembly.list_alternates(1)
    (friend,) = assembly.life.alternates
    assembly.leave(next(pid for pid in assembly.life.seated if sex(pid) != sex(friend)))
    draw = assembly.open_seats()
    own = among(draw.pool, [person for person in draw.pool.people if person.pid == friend])
    assembly.replace(seat_draw.relax(replace(draw, pool=own, drawn_from="alternates/1")))
    assert failures(assembly.files) == {"order.kept"}


def test_quotas_are_relaxed_among_those_alike_where_others_fit() -> None:
    """A woman and a man leave, and only men are like either in everything: a woman less like her fits."""
    people = (("f", "n"), ("f", "s"), *(("h", "s"),) * 4)
    quotas = (("g", (("f", 1, 1), ("h", 2, 2))), ("q", (("n", 0, 3), ("s", 0, 3))))
    assembly = Assembly(Instance(people, ("",) * 6, quotas, 3), policy="like-for-like")
    woman, man, *_ = assembly.life.seated
    assembly.leave(woman)
    assembly.leave(man)
    assembly.replace(seat_draw.relax(alike(assembly, 0)))
    assert failures(assembly.files) == {"order.kept"}


def test_limits_that_gave_way_are_told() -> None:
    """Which limits give way decides who may come, and no verifier says that they are the least."""
    quotas = (("g", (("f", 2, 2), ("h", 2, 2))), ("q", (("n", 0, 4), ("s", 2, 4))))
    kinds = (("f", "s"), ("f", "s"), *(("h", "n"),) * 3, ("h", "s"), *(("h", "n"),) * 2)
    assembly = Assembly(Instance(kinds, ("",) * 8, quotas, 4), policy="residual")
    assembly.leave("p000")
    assembly.replace(seat_draw.relax(assembly.open_seats()))
    report = verify(assembly.files)
    assert report.ok
    (told,) = [check.got for check in report.checks if check.code == "beyond.relaxed"]
    assert told == "replacements/1 g f minimum: 1 → 0; replacements/1 g h maximum: 0 → 1"
