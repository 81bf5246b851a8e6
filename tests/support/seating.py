"""Who sits where, by SPEC §6: a third time, as a stranger would write it, with no care for speed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

Profile = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
Person = tuple[str, str, tuple[str, ...]]
"""pid, household, features."""


def _h(*fields: str) -> str:
    return hashlib.sha256("|".join(("tirage1", *fields)).encode()).hexdigest()


def profile(people: Sequence[Person], person: Person) -> Profile:
    _, home, features = person
    return features, tuple(sorted(f for _, other, f in people if home and other == home))


def seated(
    people: Sequence[Person], compositions: Sequence[Mapping[Profile, int]], stage: str
) -> list[tuple[str, ...]]:
    """The panels, in the order of their compositions."""
    kinds = sorted({profile(people, person) for person in people})
    rows = sorted(
        [t for t, kind in enumerate(kinds) for _ in range(row.get(kind, 0))] for row in compositions
    )
    panels: list[list[str]] = [[] for _ in rows]
    circles: dict[Hashable, list[int]] = {}
    for t, (features, household) in enumerate(kinds):
        circles.setdefault(household or (features, t), []).append(t)
    for profiles in circles.values():
        homes: dict[str, dict[int, list[str]]] = {}
        for person in sorted(people, key=lambda each: _h("ticket", stage, each[0])):
            if (t := kinds.index(profile(people, person))) in profiles:
                homes.setdefault(person[1] or person[0], {}).setdefault(t, []).append(person[0])
        for panel, pid in _circle(homes, rows, stage):
            panels[panel].append(pid)
    return [tuple(sorted(panel)) for panel in panels]


def _circle(
    homes: Mapping[str, Mapping[int, list[str]]], rows: Sequence[Sequence[int]], stage: str
) -> list[tuple[int, str]]:
    """(panel, pid) of one circle; `seats` has (panel, profile, round, home)."""
    seats: set[tuple[int, int, int, str]] = set()
    taken: Counter[int] = Counter()

    def member(home: str, t: int, number: int) -> str:
        return homes[home][t][number % len(homes[home][t])]

    def turn(home: str, t: int, number: int) -> tuple[str, str]:
        pid = member(home, t, number)
        at = 8 * (number % 8)
        return _h("turns", stage, str(number // 8), pid)[at : at + 8], pid

    for panel, row in enumerate(rows):
        for t in (t for t in row if t in next(iter(homes.values()))):
            number, _ = divmod(taken[t], len(homes))
            taken[t] += 1
            order = sorted(homes, key=lambda home, t=t, number=number: turn(home, t, number))
            waiting = [h for h in order if not any(s[1:] == (t, number, h) for s in seats)]
            outside = [h for h in order if not any((s[0], s[3]) == (panel, h) for s in seats)]
            home = next((h for h in waiting if h in outside), waiting[0])
            if home not in outside:
                seats = _exchanged(seats, panel, home, outside[0])
            seats.add((panel, t, number, home))
    return [(panel, member(home, t, number)) for panel, t, number, home in seats]


def _exchanged(
    seats: set[tuple[int, int, int, str]], panel: int, home: str, other: str
) -> set[tuple[int, int, int, str]]:
    path = []
    at: int | None = panel
    while at is not None and (mine := [s for s in seats if (s[0], s[3]) == (at, home)]):
        path += mine
        theirs = [s for s in seats if s[1:] == (*mine[0][1:3], other)]
        path += theirs
        at = theirs[0][0] if theirs else None
    exchange = {home: other, other: home}
    return seats.difference(path) | {(*s[:3], exchange[s[3]]) for s in path}
