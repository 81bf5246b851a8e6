"""Pools whose fairest lottery is poorer than the linear relaxation promises, found by search and kept.

In each of `HULL_GAP` the leximin chances over real panels differ from those over fractional ones; in
`NEVER_DRAWN` somebody has a chance in fractions and none in any panel; in `NO_PANEL` fractions meet the
quotas and no panel does. A method that trusts the relaxation is wrong on all of them.
"""

from __future__ import annotations

from support.instances import Instance

Ranges = dict[str, tuple[int, int]]


def _pool(seats: int, people: str, *ranges: Ranges, homes: str = "") -> Instance:
    """People as words, a letter a criterion; `homes`, a digit a person, 0 for someone alone."""
    features = tuple(tuple(word) for word in people.split())
    labels = tuple("" if digit == "0" else f"h{digit}" for digit in homes or "0" * len(features))
    quotas = tuple(
        (f"c{c}", tuple((name, low, high) for name, (low, high) in categories.items()))
        for c, categories in enumerate(ranges, start=1)
    )
    return Instance(features, labels, quotas, seats)


LONE_PAIR = _pool(
    2,
    "aab aba baa bab bbb",
    {"a": (1, 1), "b": (1, 2)},
    {"a": (1, 1), "b": (1, 1)},
    {"a": (1, 1), "b": (0, 1)},
)
"""One valid panel, {aba, bab}; fractions promise 1/3, 2/3, 1/3, 1/3, 1/3."""

NEVER_DRAWN: tuple[Instance, ...] = (
    LONE_PAIR,
    _pool(
        2,
        "aaa aab abb bab bba bbb",
        {"a": (1, 2), "b": (0, 1)},
        {"a": (1, 2), "b": (1, 2)},
        {"a": (1, 2), "b": (1, 1)},
    ),
    _pool(
        3,
        "aabb abab abba baba bbab bbbb",
        {"a": (1, 1), "b": (2, 2)},
        {"a": (0, 1), "b": (1, 2)},
        {"a": (0, 1), "b": (2, 3)},
        {"a": (1, 1), "b": (2, 3)},
    ),
    _pool(
        3,
        "aaa aab bba bbb bbb",
        {"a": (1, 1), "b": (2, 2)},
        {"a": (1, 1), "b": (2, 2)},
        {"a": (0, 1), "b": (2, 2)},
        homes="10001",
    ),
    _pool(
        4,
        "aaba aabb abab abbb baaa baaa bbaa bbba",
        {"a": (3, 3), "b": (1, 2)},
        {"a": (1, 2), "b": (2, 3)},
        {"a": (0, 1), "b": (3, 3)},
        {"a": (2, 2), "b": (2, 3)},
        homes="01120000",
    ),
)
"""Least chance 0, and above 0 in fractions."""

LOWER: tuple[Instance, ...] = (
    _pool(
        5,
        "aaa aba abb abb baa bab bba",
        {"a": (3, 3), "b": (2, 2)},
        {"a": (2, 3), "b": (3, 3)},
        {"a": (3, 3), "b": (2, 3)},
    ),
    _pool(
        4,
        "aaaa aaaa aaba abbb baab babb bbab bbba",
        {"a": (1, 2), "b": (2, 2)},
        {"a": (2, 2), "b": (2, 2)},
        {"a": (1, 2), "b": (2, 2)},
        {"a": (1, 2), "b": (2, 3)},
    ),
    _pool(
        5,
        "aab aab aba abb baa bab bab bba bbb bbb",
        {"a": (2, 2), "b": (3, 4)},
        {"a": (2, 2), "b": (3, 3)},
        {"a": (1, 2), "b": (2, 3)},
        homes="0002011200",
    ),
    _pool(
        5,
        "aaab aaab abaa abbb baab baba baba bbba",
        {"a": (2, 3), "b": (3, 4)},
        {"a": (3, 3), "b": (2, 2)},
        {"a": (1, 2), "b": (3, 4)},
        {"a": (2, 3), "b": (2, 3)},
        homes="00012000",
    ),
)
"""Everyone can be drawn, and the least chance is below the relaxation's."""

HIGHER_LEVEL: tuple[Instance, ...] = (
    _pool(
        4,
        "aaa abb baa bab bba bbb",
        {"a": (0, 1), "b": (2, 3)},
        {"a": (2, 2), "b": (2, 2)},
        {"a": (2, 2), "b": (2, 2)},
    ),
    _pool(
        4,
        "aaa aab aba aba abb baa bab bbb",
        {"a": (2, 2), "b": (2, 3)},
        {"a": (1, 2), "b": (2, 2)},
        {"a": (0, 1), "b": (3, 3)},
    ),
    _pool(
        5,
        "aaa aba abb bab bba bba bbb",
        {"a": (2, 3), "b": (3, 3)},
        {"a": (1, 1), "b": (4, 4)},
        {"a": (2, 3), "b": (2, 2)},
        homes="1020000",
    ),
)
"""The least chance is the relaxation's; a later level is not."""

HULL_GAP: tuple[Instance, ...] = NEVER_DRAWN + LOWER + HIGHER_LEVEL
"""All instances where leximin over panels and over fractions differ."""

NO_PANEL: tuple[Instance, ...] = (
    _pool(
        2,
        "aba aab baa bbb",
        {"a": (1, 1), "b": (1, 1)},
        {"a": (1, 1), "b": (1, 1)},
        {"a": (1, 1), "b": (1, 1)},
    ),
    _pool(
        5,
        "aab aac aba abc baa bcb cab cbb ccc",
        {"a": (2, 2), "b": (0, 1), "c": (1, 2)},
        {"a": (2, 2), "b": (2, 2), "c": (1, 1)},
        {"a": (1, 1), "b": (3, 3), "c": (0, 1)},
        homes="020000020",
    ),
)
"""Halves of people fit, no whole panel does. The first is an odd cycle: every two of three share an `a`."""
