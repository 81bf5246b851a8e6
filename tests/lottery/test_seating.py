"""Rings: equal turns, one seat a household (algorithms.md §3–4)."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tirage.lottery.seating import seat_alone, seat_households


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40), st.integers(5, 9))
def test_people_alone_take_equal_turns_and_never_sit_twice(takes: list[int], people: int) -> None:
    panels: list[list[int]] = [[] for _ in takes]
    seat_alone(panels, takes, range(people))
    counts = Counter(person for panel in panels for person in panel)
    turns = [counts[person] for person in range(people)]
    assert max(turns) - min(turns) <= 1
    assert [len(panel) for panel in panels] == takes
    assert all(len(set(panel)) == len(panel) for panel in panels)


@st.composite
def household_classes(draw: st.DrawFn) -> tuple[dict[int, list[int]], list[dict[int, list[int]]]]:
    """Places by profile and panel, and households whose members are 100·household + 10·profile + i."""
    homes = draw(st.integers(1, 5))
    profiles = draw(st.integers(1, 4))
    panels = draw(st.integers(1, 25))
    filled = draw(
        st.lists(st.lists(st.integers(0, profiles - 1), max_size=homes), min_size=panels, max_size=panels)
    )
    takes = {p: [row.count(p) for row in filled] for p in range(profiles)}
    alike = [draw(st.integers(1, 3)) for _ in range(profiles)]
    members = [
        {p: [100 * home + 10 * p + i for i in range(alike[p])] for p in range(profiles)}
        for home in range(homes)
    ]
    return takes, members


@given(household_classes())
def test_one_seat_a_household_and_equal_turns_within_a_profile(
    case: tuple[dict[int, list[int]], list[dict[int, list[int]]]],
) -> None:
    takes, homes = case
    panels: list[list[int]] = [[] for _ in takes[0]]
    seat_households(panels, takes, homes)
    counts = Counter(person for panel in panels for person in panel)
    for j, panel in enumerate(panels):
        seated = [person // 100 for person in panel]
        assert len(set(seated)) == len(seated)
        for profile, places in takes.items():
            assert sum(person // 10 % 10 == profile for person in panel) == places[j]
    for profile in takes:
        turns = [counts[person] for home in homes for person in home[profile]]
        assert max(turns) - min(turns) <= 1
