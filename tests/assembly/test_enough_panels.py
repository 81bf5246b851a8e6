"""A plan whose whole panels cannot give everyone the chance aimed at is refused, whichever act makes it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.assemblies import Assembly
from support.instances import Instance, write

from tirage.chances.instance import Instance as OfProfiles
from tirage.draws import draw_up
from tirage.draws import seat_draw as seats
from tirage.draws.delivered import check_delivered
from tirage.draws.lottery import Request
from tirage.errors import Refused
from tirage.lottery.panel_count import MOST_PANELS
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import read_pool
from tirage.quotas.read import QuotaFile, read_quotas


def crowd(people: int, seats: int = 1) -> Instance:
    """Everyone alike: each has seats/people."""
    return Instance((("a",),) * people, ("",) * people, (("c", (("a", seats, seats),)),), seats)


def read(instance: Instance, folder: Path) -> tuple[PoolFile, QuotaFile]:
    pool, quotas = write(instance, folder)
    asked = read_quotas(quotas, seats=instance.seats)
    return read_pool(pool, asked.quotas), asked


def plan(instance: Instance, panels: int, folder: Path) -> dict[str, bytes]:
    pool, asked = read(instance, folder)
    request = Request(instance.seats, panels=panels)
    return dict(
        draw_up.plan(pool, asked, request, draw_up.draw_up(pool.pool, asked.quotas, request, workers=1)).files
    )


@pytest.mark.parametrize(("people", "panels"), [(10, 10), (10, 11), (9, 9), (100, 100), (5, 5)])
def test_one_panel_each_is_enough(people: int, panels: int, tmp_path: Path) -> None:
    rows = plan(crowd(people), panels, tmp_path)["guarantors/chances.csv"].decode().splitlines()[1:]
    assert all(int(row.split(",")[1]) >= 1 for row in rows)


@pytest.mark.parametrize(
    ("people", "panels", "enough"), [(10, 9, 10), (11, 10, 100), (12, 1, 100), (101, 100, 1000)]
)
def test_fewer_are_refused_and_the_smallest_power_of_ten_is_named(
    people: int, panels: int, enough: int, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        plan(crowd(people), panels, tmp_path)
    assert refusal.value.code == "panels.too_few"
    assert dict(refusal.value.values) == {
        "panels": panels,
        "people": people,
        "chance": f"1/{people}",
        "enough": enough,
    }
    assert plan(crowd(people), enough, tmp_path)


def test_those_whom_no_panel_can_hold_need_none(tmp_path: Path) -> None:
    features = (("a",),) * 4 + (("b",),) * 30
    instance = Instance(features, ("",) * 34, (("c", (("a", 2, 2), ("b", 0, 0))),), seats=2)
    assert plan(instance, 2, tmp_path)


def test_where_no_number_of_panels_is_enough_none_is_named() -> None:
    realised = SimpleNamespace(chances=(Fraction(1, 10**6 + 1), Fraction(1, 2)))
    profiles = SimpleNamespace(instance=OfProfiles(seats=1, sizes=(3, 1), quotas=()))
    lottery: Any = SimpleNamespace(realised=realised, profiles=profiles, panels=(("p",),) * 1000)
    with pytest.raises(Refused) as refusal:
        draw_up.check_panels(lottery)
    assert refusal.value.code == "panels.beyond"
    assert refusal.value.values["most"] == MOST_PANELS


def test_a_draw_of_open_seats_is_held_to_it_too() -> None:
    assembly = Assembly(crowd(20, seats=2), panels=12)
    assembly.leave(assembly.life.seated[0])
    opening = assembly.open_seats()
    request = opening.request(Request(1, panels=12))
    lottery = draw_up.draw_up(opening.pool, opening.quotas, request, workers=1)
    with pytest.raises(Refused) as refusal:
        seats.plan(opening, request, lottery)
    assert refusal.value.code == "panels.too_few"
    assert refusal.value.values["enough"] == 100


def test_columns_that_are_far_from_what_they_aim_at_are_refused() -> None:
    """Five of ten panels for a chance of 1/5 is more than a quarter and a panel away; three of ten is not."""
    profiles = SimpleNamespace(members=((0,),))
    realised = SimpleNamespace(method="columns", chances=(Fraction(1, 5),))
    far: Any = SimpleNamespace(
        realised=realised, profiles=profiles, pids=("p",), panels=((),) * 10, count_by_pid=lambda: {"p": 5}
    )
    with pytest.raises(Refused) as refusal:
        check_delivered(far)
    assert refusal.value.code == "panels.apart"
    assert dict(refusal.value.values) == {"panels": 10, "people": 1, "more": 100}
    far.count_by_pid = lambda: {"p": 3}
    check_delivered(far)
    far.realised.method = "polytope"
    far.count_by_pid = lambda: {"p": 5}
    check_delivered(far)
