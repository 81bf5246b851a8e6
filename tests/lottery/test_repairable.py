"""Panels that can be repaired: the same counts, every panel valid, fewer members without a successor."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.commands import DICE, PETIT, draw
from support.instances import tight
from support.journey import run
from support.pools import read

from tirage.draws import draw_up
from tirage.draws.lottery import LaterDraws, Lottery, Request
from tirage.lottery.preference.exchanges import Effort
from tirage.lottery.preference.repairable import Repairable
from tirage.lottery.preference.successors import Successors
from tirage.verify import read as read_dossier
from tirage.verify import verify


def alone(lottery: Lottery) -> int:
    panels = np.array(lottery.realised.compositions)
    return int(Successors(lottery.profiles.instance).without(panels).sum())


def test_chances_are_the_same_and_fewer_members_are_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Repairable, "effort", Effort(40, 1_000))
    case = tight(3)
    pool, quotas = read(case)
    usual = Request(case.seats, panels=60, later=LaterDraws())
    plain = draw_up.draw_up(pool, quotas, usual)
    wish = replace(usual, later=LaterDraws(prefer="repairable"))
    preferred = draw_up.draw_up(pool, quotas, wish)
    counts = [np.array(each.realised.compositions).sum(axis=0).tolist() for each in (plain, preferred)]
    assert counts[0] == counts[1] and plain.realised.levels == preferred.realised.levels
    features = {person.pid: person.features for person in pool.people}
    homes = {person.pid: person.household for person in pool.people}
    for panel in preferred.panels:
        seated = quotas.count(features[pid] for pid in panel)
        assert all(row.minimum <= n <= row.maximum for row, n in zip(quotas.bounds, seated, strict=True))
        assert max(Counter(homes[pid] for pid in panel if homes[pid]).values(), default=1) == 1
    assert alone(preferred) < alone(plain)
    assert preferred.panels == draw_up.draw_up(pool, quotas, wish).panels


def test_where_the_tolerance_leaves_nobody_alone_nothing_is_exchanged() -> None:
    case = tight(3)
    pool, quotas = read(case)
    usual = Request(case.seats, panels=20, later=LaterDraws(tolerance={"": 1}))
    wish = replace(usual, later=LaterDraws(tolerance={"": 1}, prefer="repairable"))
    drawn = [draw_up.draw_up(pool, quotas, each).panels for each in (usual, wish)]
    assert drawn[0] == drawn[1]


def test_what_was_preferred_stands_in_the_plan_and_nothing_else_may(tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    assert draw(PETIT / "volontaires.csv", out, "--later", "prefer=repairable") == 0
    assert run("draw", "panel", "--dossier", out, "--seed", DICE, "--yes") == 0
    files = read_dossier(out)
    assert json.loads(files["public/plan.json"])["later"]["prefer"] == "repairable"
    assert verify(files).ok
    plan = files["public/plan.json"].replace(b'"prefer":"repairable"', b'"prefer":"our-friends"')
    assert not verify({**files, "public/plan.json": plan}).ok
    assert draw(PETIT / "volontaires.csv", tmp_path / "other", "--later", "prefer=our-friends") == 3
