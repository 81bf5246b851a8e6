"""Whole draws in memory, from any small pool to a verified record: what every one of them keeps to."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.assemblies import with_enough
from support.dice import rolled
from support.dossiers import TOOL
from support.instances import Instance, tiny, tiny_instances, write

from tirage.dossier.canonical import sha256
from tirage.dossier.chain import append
from tirage.dossier.layout import CHANCES, LOTTERY, PANEL, PLAN, PRIVATE_POOL, SEATS
from tirage.dossier.outcome import Changes
from tirage.draws import draw_up
from tirage.draws.chance import PUBLIC_ROLL, ChanceSources, proceed, read_ceremony
from tirage.draws.documents import csv_rows
from tirage.draws.lottery import Request
from tirage.errors import InputInvalid
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import read_pool
from tirage.quotas.read import QuotaFile, read_quotas
from tirage.verify.checklist import verify

TIME = "2026-11-23T09:00:00Z"
REQUESTS = st.builds(
    Request,
    seats=st.just(0),
    fairness=st.sampled_from(["leximin", "maximin"]),
    panels=st.integers(1, 25),
    rehearsal=st.booleans(),
)
ROLLS = st.one_of(st.integers(0, 0), st.builds(rolled, st.integers(0)))
"""A number drawn by hand, or twenty dice."""


def read(instance: Instance) -> tuple[PoolFile, QuotaFile]:
    with tempfile.TemporaryDirectory() as folder:
        pool_path, quotas_path = write(instance, Path(folder))
        quotas = read_quotas(quotas_path, seats=instance.seats)
        return read_pool(pool_path, quotas.quotas, household=("address1",)), quotas


def whole(instance: Instance, request: Request, roll: str | int) -> dict[str, bytes]:
    """The files of a whole draw, journal included and private ones left out."""
    pool, quotas = read(instance)

    def planned_with(panels: int) -> Changes:
        sources = PUBLIC_ROLL if isinstance(roll, str) else ChanceSources(form="hand")
        asked = replace(request, panels=panels, terms=sources)
        return draw_up.plan(pool, quotas, asked, draw_up.draw_up(pool.pool, quotas.quotas, asked, workers=1))

    planned = with_enough(request.panels, planned_with)

    acts, chance = (), roll
    if isinstance(roll, str):
        acts, chance = proceed(read_ceremony(planned.files[PLAN], ()), roll, TIME)
    drawn = draw_up.draw(planned.files, planned.files[PRIVATE_POOL], chance)
    entries = []
    for kind, body in (draw_up.opening(rehearsal=request.rehearsal), *planned.acts, *acts, *drawn.acts):
        time = f"2026-11-23T09:{len(entries):02}:00Z"
        entries.append(append(entries, kind, body, time=time, tool=TOOL))
    files = {**planned.files, **drawn.files, **{entry.name: entry.data for entry in entries}}
    return {name: data for name, data in files.items() if not name.startswith("private/")}


def asked(instance: Instance, request: Request) -> Request:
    return Request(instance.seats, request.fairness, request.panels, request.rehearsal)


@settings(max_examples=40)
@given(tiny_instances(), REQUESTS, ROLLS)
def test_any_draw_verifies(instance: Instance, request: Request, roll: str | int) -> None:
    files = whole(instance, asked(instance, request), roll)
    report = verify(files)
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    assert report.rehearsal == request.rehearsal


@settings(max_examples=25)
@given(tiny_instances(), REQUESTS, ROLLS)
def test_the_panel_is_a_line_of_the_lottery_and_meets_its_quotas(
    instance: Instance, request: Request, roll: str | int
) -> None:
    files = whole(instance, asked(instance, request), roll)
    lines = [line.split(",") for line in files[LOTTERY].decode().splitlines()]
    members = [row[0] for row in csv_rows(files[PANEL])[1:]]
    assert len(lines) == json.loads(files[PLAN])["inputs"]["panels"] >= request.panels
    assert members in lines
    assert len(set(members)) == instance.seats
    for _, _, minimum, seats, maximum in csv_rows(files[SEATS])[1:]:
        assert int(minimum) <= int(seats) <= int(maximum)
    counts = Counter(pid for line in lines for pid in line)
    assert {pid: int(panels) for pid, panels, _ in csv_rows(files[CHANCES])[1:]} == {
        pid: counts[pid] for pid, _, _ in csv_rows(files[CHANCES])[1:]
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("fairness", ["leximin", "maximin"])
def test_generated_pools_are_drawn_twice_alike(seed: int, fairness: str) -> None:
    instance = tiny(seed)
    request = Request(instance.seats, "leximin" if fairness == "leximin" else "maximin", 40)
    once, again = (whole(instance, request, "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6") for _ in range(2))
    assert once == again
    assert verify(once).ok


def test_every_number_can_be_drawn_by_hand_and_no_other() -> None:
    instance = tiny(1)
    request = Request(instance.seats, panels=5)
    drawn = [whole(instance, request, number)[PANEL] for number in range(5)]
    lines = whole(instance, request, 0)[LOTTERY].decode().splitlines()
    assert [",".join(data.decode().split()[1:]) for data in drawn] == lines
    for number in (-1, 5):
        with pytest.raises(InputInvalid):
            whole(instance, request, number)


def test_dice_decide_the_number_and_the_plan_decides_with_them() -> None:
    """Other dice, or the same dice for a plan that differs in its seed-free parts alone, are another draw."""
    instance = tiny(2)
    numbers = {
        sha256(whole(instance, Request(instance.seats, panels=25), rolled(i))[PANEL]) for i in range(12)
    }
    assert len(numbers) > 1
