"""As many open seats as can be filled, which nobody chooses: by brute force, on record, under attack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from random import Random

import pytest
from support.assemblies import Assembly
from support.attacks import caught, failures
from support.instances import Instance

from tirage.assembly.remaining import current_pool, features_of, holders, kept_quotas, remaining, seats_of
from tirage.dossier.chain import head
from tirage.draws.seats.filling import claims
from tirage.errors import Refused

QUOTAS = (("g", (("f", 2, 2), ("h", 2, 2))), ("a", (("j", 1, 3), ("m", 0, 3), ("v", 0, 2))))


def assembly(seed: int) -> Assembly:
    """A small pool in which some seats can hardly be filled again."""
    chance = Random(f"fill/{seed}")
    people = [("f", "j"), ("f", "m"), ("h", "j"), ("h", "v")]
    people += [(chance.choice("ffh"), chance.choice("jmv")) for _ in range(chance.randint(0, 4))]
    homes = [chance.choice(["", "", "x"]) if place > 3 else "" for place in range(len(people))]
    return Assembly(Instance(tuple(people), tuple(homes), QUOTAS, 4), panels=4)


def bereft(seed: int) -> Assembly:
    """The same once three of four have left."""
    told = assembly(seed)
    for pid in Random(f"gone/{seed}").sample(told.life.seated, 3):
        told.leave(pid)
    return told


def drawn(told: Assembly, seats: tuple[str, ...], filling: Mapping[str, object] | None) -> dict[str, bytes]:
    """The dossier after a draw of these seats, whose plan has these reasons."""
    draw = seats_of(told.record.files, told.life, head(told.entries), "replacements/1", seats)
    told.replace(replace(draw, filling=filling))
    return told.files


def ways(told: Assembly, seats: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every set of these seats that can be filled, the others counting as if their holders sat still."""
    pool, quotas = current_pool(told.record.files), kept_quotas(told.record.files)
    left = remaining(pool, told.life).people
    for count in range(1, len(seats) + 1):
        for some in combinations(seats, count):
            held = features_of(pool, told.life.counted(some))
            for drawn in combinations(left, count):
                homes = [each.household for each in drawn if each.household]
                whole = quotas.count([*held, *(each.features for each in drawn)])
                bounds = zip(quotas.bounds, whole, strict=True)
                if len(set(homes)) == len(homes) and all(b.minimum <= n <= b.maximum for b, n in bounds):
                    yield some
                    break


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5, 12, 14, 18])
def test_the_most_seats_are_filled_and_those_open_for_longest(seed: int) -> None:
    told = bereft(seed)
    open_ones = told.life.vacant
    possible = list(ways(told, open_ones))
    if not possible:
        with pytest.raises(Refused, match=r"life\.fill_none"):
            told.filled()
        return
    most = max(map(len, possible))
    expected = min(
        (some for some in possible if len(some) == most),
        key=lambda some: [open_ones.index(pid) for pid in some],
    )
    draw = told.filled()
    assert draw.vacancies == expected
    assert bool(draw.filling) == (most < 3)
    told.replace(draw)
    assert told.life.vacant == tuple(pid for pid in open_ones if pid not in expected)
    assert not failures(told.files)


NOTHING = {"first": [], "most": None}


def test_fewer_seats_than_could_be_filled_are_found_out() -> None:
    """Two of three can be filled: the organiser fills the first alone, and says that no more could be."""
    for told in map(bereft, (4, 11, 15, 16, 22, 25, 35, 37)):
        first = told.life.vacant[:1]
        if first in ways(told, told.life.vacant):
            caught(drawn(told, first, NOTHING), "life.nobody")
            return
    pytest.fail("no such case")


def test_another_seat_than_the_one_open_for_longest_is_found_out() -> None:
    """One of three can be filled, the first; so could another, which the organiser prefers."""
    for told in map(bereft, (10, 12, 31, 38, 48, 58, 59)):
        place, (other,) = max((told.life.vacant.index(way[0]), way) for way in ways(told, told.life.vacant))
        if place:
            assert told.filled().vacancies == told.life.vacant[:1]
            caught(drawn(told, (other,), {"first": [None] * place, "most": None}), "life.nobody")
            return
    pytest.fail("no such case")


def test_all_seats_could_be_filled() -> None:
    told = bereft(0)
    caught(drawn(told, told.life.vacant[:2], NOTHING), "life.nobody")


def test_a_tree_of_another_claim_proves_nothing() -> None:
    told = bereft(1)
    reason = told.filled().filling
    assert reason is not None
    swapped = {"first": [reason["most"]], "most": reason["first"][0]}  # type: ignore[index]
    caught(drawn(told, told.filled().vacancies, swapped), "life.nobody")


def test_a_claim_left_out_is_missed() -> None:
    told = bereft(1)
    reason = told.filled().filling
    caught(drawn(told, told.filled().vacancies, {**(reason or {}), "first": []}), "life.nobody")


def test_without_trees_the_claims_are_tried_out() -> None:
    told = bereft(1)
    seats = told.filled().vacancies
    assert not failures(drawn(told, seats, {"first": [None], "most": None}))


def test_a_renewal_filled_in_part_is_over_and_its_open_seats_are_replaced_later() -> None:
    features = (("f", "j"), ("f", "m"), ("h", "j"), ("h", "v"), ("f", "j"), ("f", "v"), ("f", "m"))
    told = Assembly(Instance(features, ("",) * 7, QUOTAS, 4), panels=4, cohorts=2)
    told.begin()
    told.end_term()
    assert told.life.renewing
    draw = told.filled()
    assert draw.act == "renewal/1" and 0 < len(draw.vacancies) < 2 and draw.filling
    told.replace(draw)
    assert not told.life.renewing and told.life.renewals == 1 and len(told.life.vacant) == 1
    assert not failures(told.files)
    assert told.open_seats().act == "replacements/1"
    told.wait_until(told.life.term.end(2) + timedelta(days=1))  # type: ignore[union-attr]
    told.leave_open()
    assert not failures(told.files)


def test_what_no_tree_shows_a_solver_can_be_asked() -> None:
    told = bereft(1)
    draw = told.open_seats()
    held = holders(told.record.files, draw)
    assert [each.possible for each in claims(draw, held, told.filled().vacancies)] == [False, False]
    assert next(claims(draw, held, told.life.vacant[:1])).possible, "one more could be filled than one"
