"""Who could follow a member who leaves: as many as are found by trying everyone who remains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from support.instances import tiny
from support.pools import read

from tirage.chances.instance import Profiles
from tirage.draws.draw_up import draw_up, group
from tirage.draws.lottery import Request
from tirage.lottery.preference.successors import Successors
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas, residual


def tried(pool: Pool, quotas: Quotas, panel: Sequence[str], tolerance: int = 0) -> dict[str, int]:
    """How many could follow each member, by the quotas that are left for one seat."""
    people = {person.pid: person for person in pool.people}
    homes = {people[pid].household for pid in panel} - {""}
    rest = [p for p in pool.people if p.pid not in panel and p.household not in homes]
    wider = Quotas(
        tuple(
            replace(row, minimum=max(0, row.minimum - tolerance), maximum=row.maximum + tolerance)
            for row in quotas.bounds
        )
    )
    found = {}
    for pid in panel:
        rows = residual(wider, [people[other].features for other in panel if other != pid]).bounds
        found[pid] = sum(
            all(row.minimum <= row.counts(p.features) <= row.maximum for row in rows) for p in rest
        )
    return found


def composition(grouped: Profiles, pids: Sequence[str], panel: Sequence[str]) -> tuple[int, ...]:
    return tuple(sum(pids[i] in panel for i in members) for members in grouped.members)


def check(pool: Pool, quotas: Quotas, seats: int, tolerance: int = 0) -> list[int]:
    lottery = draw_up(pool, quotas, Request(seats, panels=12))
    grouped, alone = lottery.profiles, []
    successors = Successors(grouped.instance, [tolerance] * len(quotas.bounds))
    profile = {lottery.pids[i]: t for t, members in enumerate(grouped.members) for i in members}
    for panel in lottery.panels:
        seated = composition(grouped, lottery.pids, panel)
        counts = successors.counts(seated)
        expected = tried(pool, quotas, panel, tolerance)
        assert {pid: counts[successors.kind_of[profile[pid]]] for pid in panel} == expected
        alone.append(Counter(expected.values())[0])
        assert successors.without(np.array([seated])).sum() == alone[-1]
    whole = np.array([composition(grouped, lottery.pids, panel) for panel in lottery.panels])
    assert successors.without(whole).sum(axis=1).tolist() == alone, "all panels at once"
    return alone


@pytest.mark.parametrize("tolerance", [0, 1])
def test_as_many_can_follow_as_trying_everyone_finds(tolerance: int) -> None:
    found = [each for seed in range(12) for each in check(*read(tiny(seed)), tiny(seed).seats, tolerance)]
    # With a tolerance of a seat there is always somebody: a panel misses no quota by more.
    assert any(found) == (not tolerance) and not all(found)


def test_more_rows_than_one_number_has_bits() -> None:
    names = [f"n{i:02}" for i in range(70)]
    pool = Pool(
        ("g", "n"),
        tuple(Person(f"p{i:03}", ("fh"[i % 2], names[i % 70]), "") for i in range(210)),
        (),
    )
    quotas = Quotas.of({"g": {"f": (6, 6), "h": (6, 6)}, "n": dict.fromkeys(names, (0, 1))})
    # Every name that sits is full: only a namesake of the same sex, or one of a name without a seat.
    assert check(pool, quotas, 12) == [0] * 12
    assert group(pool, quotas, 12).instance.quotas[71].upper == 1
