"""From profiles to people: whose turn it is, panel after panel (algorithms.md §3–4).

People of one profile stand on a ring in ticket order; each panel takes the next ones. Households of
one class stand on a ring too: their places in all panels are an edge colouring of the bipartite graph
between panels and profiles, one colour a household, so that no panel has two members of a household,
and so that every household and every member of a profile serves equally often, to one panel
(D. König 1916; D. de Werra 1971 for the equal shares).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import cycle, islice

from tirage.chances.instance import Profiles

_Vertex = tuple[int, ...]
"""A panel (one number) or a group of places of a profile (two)."""
_At = dict[_Vertex, dict[int, tuple[_Vertex, _Vertex]]]
"""The edge of each colour at each vertex."""


def assign_people(
    compositions: Sequence[Sequence[int]], profiles: Profiles, rank: Sequence[int]
) -> list[list[int]]:
    """Panels of people (positions in the pool) for compositions (seats by profile).

    `rank[person]` is the person's place in ticket order. Within a profile two people's numbers of
    panels differ by at most 1; at most one person of a household is in a panel.
    """
    panels: list[list[int]] = [[] for _ in compositions]
    takes = list(zip(*compositions, strict=True))
    for t, profile in enumerate(profiles.profiles):
        if not profile.household:
            seat_alone(panels, takes[t], sorted(profiles.members[t], key=rank.__getitem__))
    for homes in profiles.homes:
        ordered = [
            {t: sorted(people, key=rank.__getitem__) for t, people in home.items()}
            for home in sorted(
                homes, key=lambda home: min(rank[i] for people in home.values() for i in people)
            )
        ]
        seat_households(panels, {t: takes[t] for t in sorted(ordered[0])}, ordered)
    return panels


def seat_alone(panels: list[list[int]], takes: Sequence[int], people: Sequence[int]) -> None:
    """Add to each panel the next `takes[panel]` of `people`, who stand in ticket order.

    >>> panels = [[], [], []]
    >>> seat_alone(panels, [2, 1, 2], [7, 8, 9])
    >>> panels
    [[7, 8], [9], [7, 8]]
    """
    ring = cycle(people)
    for panel, count in zip(panels, takes, strict=True):
        panel += islice(ring, count)


def seat_households(
    panels: list[list[int]],
    takes: Mapping[int, Sequence[int]],
    households: Sequence[Mapping[int, Sequence[int]]],
) -> None:
    """Add people of one class of households, at most one a household in each panel.

    `takes[profile][panel]` places; `households`, in ticket order, give their members by profile, in
    ticket order.
    """
    served: dict[tuple[int, int], int] = defaultdict(int)
    for (panel, profile), home in sorted(colour(takes, len(households)).items()):
        for household in home:
            members = households[household][profile]
            panels[panel].append(members[served[household, profile] % len(members)])
            served[household, profile] += 1


def colour(takes: Mapping[int, Sequence[int]], colours: int) -> dict[tuple[int, int], list[int]]:
    """(panel, profile) → the colours of its places, distinct in a panel, balanced in each profile.

    Every profile is cut into groups of `colours` places; a proper colouring of the groups, which
    exists since no panel has more than `colours` places, gives each colour once a group.

    >>> colour({0: [1, 1], 1: [1, 1]}, 2)
    {(0, 0): [1], (1, 0): [0], (0, 1): [0], (1, 1): [1]}
    """
    at: _At = defaultdict(dict)
    for profile, counts in sorted(takes.items()):
        place = 0
        for panel, count in enumerate(counts):
            for _ in range(count):
                _insert(at, (panel,), (profile, place // colours), colours)
                place += 1
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for vertex, edges in at.items():
        if len(vertex) == 2:
            for shade, (source, _) in edges.items():
                found[source[0], vertex[0]].append(shade)
    return {place: sorted(shades) for place, shades in found.items()}


def _insert(at: _At, panel: _Vertex, group: _Vertex, colours: int) -> None:
    """Colour one more edge, exchanging two colours along a path where no colour is free at both ends."""
    first = _free(at[panel], colours)
    second = _free(at[group], colours)
    if first != second:
        _exchange(at, group, first, second)
    at[panel][first] = at[group][first] = (panel, group)


def _free(used: Mapping[int, object], colours: int) -> int:
    return next(shade for shade in range(colours) if shade not in used)


def _exchange(at: _At, start: _Vertex, first: int, second: int) -> None:
    """Swap the two colours on the path from `start`; it never meets the panel, the graph being bipartite."""
    path = []
    vertex, shade = start, first
    while shade in at[vertex]:
        edge = at[vertex][shade]
        path.append((edge, shade))
        vertex = edge[0] if edge[1] == vertex else edge[1]
        shade = second if shade == first else first
    for (panel, group), shade in path:
        del at[panel][shade], at[group][shade]
    for (panel, group), shade in path:
        other = second if shade == first else first
        at[panel][other] = at[group][other] = (panel, group)
