"""Who can be drawn at all, and who is in every panel, against every panel there is."""

from __future__ import annotations

import pytest
from support import oracle
from support.hull_gap import HULL_GAP
from support.instances import Instance, tiny
from support.realising import grouped

from tirage.feasibility.reach import always_drawn, never_drawn


def check(bare: Instance) -> tuple[int, int]:
    """Against enumeration; how many people are never and always drawn."""
    found = grouped(bare)
    panels = oracle.valid_panels(*bare.problem())
    everyone = set(range(len(bare.features)))

    def people(profiles: tuple[int, ...]) -> set[int]:
        return {i for t in profiles for i in found.members[t]}

    never, always = everyone.difference(*panels), everyone.intersection(*panels)
    assert people(never_drawn(found.instance)) == never
    assert people(always_drawn(found.instance)) == always
    return len(never), len(always)


@pytest.mark.parametrize("number", range(len(HULL_GAP)))
def test_outside_the_integer_hull(number: int) -> None:
    check(HULL_GAP[number])


def test_small_pools() -> None:
    counts = [check(tiny(seed)) for seed in range(80)]
    # Neither is rare in pools as small as these, so that the comparison has something to compare.
    assert sum(never > 0 for never, _ in counts) > 5
    assert sum(always > 0 for _, always in counts) > 5
