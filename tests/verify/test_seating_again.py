"""Four programs seat people by SPEC §6 alike: two verifiers, the product, and a stranger's."""

from __future__ import annotations

import json
import random
from array import array
from collections import Counter
from pathlib import Path

import pytest
from support import seating
from support.dossiers import Case, contents, dossier, numbered, ring_seed, seal

from tirage.chances.instance import profiles
from tirage.draws.draw_up import seat
from tirage.randomness.seeds import Turns
from tirage.verify import verify
from tirage.verify.checks.lottery.pool import read_pool
from tirage.verify.checks.lottery.quotas import read_quotas
from tirage.verify.checks.lottery.rings import reseated

VECTORS = json.loads(
    (Path(__file__).parents[2] / "src/tirage/spec/vectors/seating-vectors.json").read_text(encoding="utf-8")
)
KINDS = ("Fa", "Fb", "Ma", "Mb")


def random_case(number: int) -> Case:
    """People alone, couples and families of four classes or fewer; panels as full of them as can be."""
    draw = random.Random(number)
    classes = [draw.choices(KINDS, k=draw.choice((2, 2, 3, 4))) for _ in range(draw.randint(1, 4))]
    homes = [kind for kind in classes for _ in range(draw.randint(1, 5))]
    homes += [[draw.choice(KINDS)] for _ in range(draw.randint(0, 8))]
    draw.shuffle(homes)
    people = []
    for home, kinds in enumerate(homes):
        label = f"h{1 + sum(len(each) > 1 for each in homes[:home])}" if len(kinds) > 1 else ""
        people += [(f"p{len(people) + i:03}", label, tuple(kind)) for i, kind in enumerate(kinds)]
    seats = max(1, len(homes) - draw.choice((0, 0, 1, 3)))
    by_home = [[pid for pid, label, _ in people if (label or pid) == home] for home in _labels(people)]
    panels = [
        tuple(draw.choice(home) for home in draw.sample(by_home, seats)) for _ in range(draw.randint(1, 60))
    ]
    quotas = (("g", (("F", 0, 99), ("M", 0, 99))), ("s", (("a", 0, 99), ("b", 0, 99))))
    return Case(tuple(people), quotas, seats, panels=tuple(panels), fairness="maximin")


def _labels(people: list[tuple[str, str, tuple[str, ...]]]) -> list[str]:
    return list(dict.fromkeys(label or pid for pid, label, _ in people))


def rings(files: dict[str, bytes]) -> str:
    return next(check.status for check in verify(files).checks if check.code == "tickets.rings")


@pytest.mark.parametrize("number", range(25))
def test_every_program_seats_everyone_alike(number: int) -> None:
    case = random_case(number)
    files = contents(case)
    stage = ring_seed(case, files)
    person = {each[0]: each for each in case.people}
    rows = [Counter(seating.profile(case.people, person[pid]) for pid in panel) for panel in case.panels]
    wanted = seating.seated(case.people, rows, stage)

    found = profiles([each[2] for each in case.people], [each[1] for each in case.people], (), case.seats)
    compositions = [[row[profile] for profile in found.profiles] for row in rows]
    pids = [each[0] for each in case.people]
    drawn = seat(compositions, found, pids, stage)
    assert [tuple(sorted(pids[i] for i in panel)) for panel in drawn] == wanted

    pool = read_pool(files["guarantors/pool.csv"], read_quotas(files["public/quotas.json"]))
    listed = [array("L", [t for t, n in enumerate(row) for _ in range(n)]) for row in compositions]
    again = reseated(listed, pool, stage)
    assert [tuple(sorted(pids[i] for i in panel)) for panel in again] == wanted

    assert rings(dossier(case)) == "ok"


@pytest.mark.parametrize("number", range(25))
def test_two_people_alike_who_change_places_in_a_panel_are_noticed(number: int) -> None:
    case = random_case(number)
    files = contents(case)
    panels = [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]
    kind = {each[0]: seating.profile(case.people, each) for each in case.people}
    home = {pid: label or pid for pid, label, _ in case.people}
    changes = [
        (place, inside, outside)
        for place, panel in enumerate(panels)
        for inside in panel
        for outside in kind
        if kind[outside] == kind[inside] and home[outside] not in {home[pid] for pid in panel}
    ]
    if not changes:
        assert len(panels) == 1 or case.seats == len(set(home.values()))
        return
    place, inside, outside = random.Random(number).choice(changes)
    panels[place] = tuple(outside if pid == inside else pid for pid in panels[place])
    files["public/lottery.csv"] = numbered(panels, ring_seed(case, files))
    assert rings(seal(case, files)) == "failed"


@pytest.mark.parametrize("case", VECTORS["seating"])
def test_the_known_answers_are_reproduced(case):
    people = [(pid, home, tuple(features)) for pid, home, features in case["people"]]
    found = profiles([each[2] for each in people], [each[1] for each in people], (), 1)
    rows = [Counter(found.profiles[t] for t in row) for row in case["compositions"]]
    again = seating.seated(people, rows, case["stage_seed"])
    assert [list(panel) for panel in again] == case["panels"]
    compositions = [[row.count(t) for t in range(len(found.profiles))] for row in case["compositions"]]
    pids = [each[0] for each in people]
    drawn = seat(compositions, found, pids, case["stage_seed"])
    assert [sorted(pids[i] for i in panel) for panel in drawn] == case["panels"]


def test_a_known_turn():
    known = VECTORS["turns"]
    turns = Turns(known["stage_seed"], [known["pid"]])(0, known["block"])
    assert "".join(f"{turn >> 32:08x}" for turn in turns) == known["digest"]
