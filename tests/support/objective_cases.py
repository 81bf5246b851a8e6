"""One small pool under every objective, its lotteries and proofs found with a pencil.

26 people, 5 seats: one for zone Z, two for X and two for Y; of the last four, two for side P and two for Q.
So X and P take as many seats v as Y and Q, and the rest follows: v is all that there is to choose.

    profile   0 XP   1 XQ    2 YP    3 YQ   4 ZR
    people      8      4       4       2      8
    chance     v/8  (2−v)/4 (2−v)/4   v/2    1/8

leximin v = 4/3 (XP and XQ at 1/6, YQ at 2/3) · capped v = 1 (as little as leaves XP its 1/8) ·
goldilocks v = 10/13 (largest chance 5/13, smallest 5/52, and 26/5·5/13 + 5/26·52/5 = 4) · nash v = 10/9.
Rows: 0 X, 1 Y, 2 Z, 3 P, 4 Q, 5 R.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from support.dossier_cases import EVEN
from support.dossiers import Case
from support.proofs import by_cut

XP, XQ, YP, YQ, ZR = ("X", "P"), ("X", "Q"), ("Y", "P"), ("Y", "Q"), ("Z", "R")
_PEOPLE = (XP,) * 8 + (XQ,) * 4 + (YP,) * 4 + (YQ,) * 2 + (ZR,) * 8


def _turn(v: int) -> dict[tuple[str, ...], int]:
    return {XP: v, XQ: 2 - v, YP: 2 - v, YQ: v, ZR: 1}


def rows(nu: int = 0, **prices: int) -> dict[str, Any]:
    """A proof by rows, named by their letters."""
    named = {str("XYZPQRS".index(name)): str(price) for name, price in prices.items()}
    return {"nu": str(nu), "quotas": named, "households": {}}


def level(value: str, people: int, profiles: list[int], proof: Mapping[str, Any]) -> dict[str, Any]:
    return {"value": value, "people": people, "profiles": profiles, "proof": proof}


LEXIMIN = Case(
    people=tuple((f"p{i:02}", "", features) for i, features in enumerate(_PEOPLE)),
    quotas=(
        ("zone", (("X", 2, 2), ("Y", 2, 2), ("Z", 1, 1))),
        ("side", (("P", 2, 2), ("Q", 2, 2), ("R", 1, 1))),
    ),
    seats=5,
    turns=(_turn(1), _turn(1), _turn(2)) * 4,
    levels=(
        level("1/8", 8, [4], rows(Z=1)),
        level("1/6", 16, [0, 1, 2], rows(X=1, P=1)),
        level("2/3", 2, [3], rows(Q=1)),
    ),
)

CAPPED = replace(
    LEXIMIN,
    fairness="capped",
    turns=(_turn(1),) * 8,
    levels=(
        level("1/8", 16, [0, 4], rows(X=1, Q=-1, Z=1)),
        level("1/4", 8, [1, 2], rows(X=1, P=1)),
        level("1/2", 2, [3], rows(Q=1)),
    ),
    objective={
        "cap": "1/2",
        "bound": "1/2",
        "mean": "0",
        "proof": rows(X=1, Q=-1),
        "floor": {"value": "1/8", "bound": "1/8", "proof": rows(Z=1)},
    },
)
"""s is 1 for XP and −1 for YQ, so 8z − 2U ≤ 0: with the floor of 1/8, somebody has 1/2."""

GOLDILOCKS = replace(
    LEXIMIN,
    fairness="goldilocks",
    turns=(_turn(1),) * 10 + (_turn(0),) * 3,
    levels=(
        level("5/52", 8, [0], rows(X=1, Q=-1)),
        level("1/8", 8, [4], rows(Z=1)),
        level("4/13", 8, [1, 2], rows(X=1, P=1)),
        level("5/13", 2, [3], rows(Q=1)),
    ),
    objective={
        "cap": "5/13",
        "floor": {"value": "5/52", "bound": "1/8", "proof": rows(Z=1)},
        "value": "4",
        "bound": "4",
        "mean": "0",
        "proof": rows(X=1, Q=-1),
    },
)
"""The same proof: 2·√(8/2) is 4, and this lottery has it."""

NASH = replace(
    LEXIMIN,
    fairness="nash",
    turns=(_turn(1),) * 8 + (_turn(2),),
    levels=(),
    chances={0: "5/36", 1: "2/9", 2: "2/9", 3: "5/9", 4: "1/8"},
    objective={"scale": "10", "bound": "1", "proof": rows(X=45, P=27, Y=18, Z=80)},
)
"""10/p is 72, 45, 45, 18, 80, just what the rows cost: 45·2 + 27·2 + 18·2 + 80·1 = 26·10."""

NASH_ROUNDED = replace(
    NASH,
    chances={
        0: "138888889/1000000000",
        1: "111111111/500000000",
        2: "111111111/500000000",
        3: "138888889/250000000",
        4: "1/8",
    },
    objective={
        "scale": "10000000000",
        "bound": "16250000023/16250000000",
        "proof": rows(X=45 * 10**9, P=27 * 10**9, Y=18 * 10**9, Z=80 * 10**9),
    },
)
"""Chances in parts of 10^9. XQ and YP were rounded down and weigh 46 more than they cost; the others less."""


def with_somebody_whom_nobody_can_draw(case: Case) -> Case:
    """The case with two people of side S, which has no seat: profile 5, in a level of value 0."""
    zone, (side, categories) = case.quotas
    return replace(
        case,
        people=(*case.people, ("p26", "", ("Z", "S")), ("p27", "", ("Z", "S"))),
        quotas=(zone, (side, (*categories, ("S", 0, 0)))),
        levels=(level("0", 2, [5], rows(S=1)), *case.levels),
    )


ALIKE_CAPPED = replace(
    EVEN,
    fairness="capped",
    objective={
        "cap": "1/3",
        "bound": "1/3",
        "mean": "1",
        "proof": rows(),
        "floor": {"value": "1/3", "bound": "1/3", "proof": rows(nu=1)},
    },
)
"""Everyone alike: no price at all, λ alone says that the cap is not below the floor."""

ALIKE_GOLDILOCKS = replace(
    EVEN,
    fairness="goldilocks",
    objective={
        "cap": "1/3",
        "floor": {"value": "1/3", "bound": "1/3", "proof": rows(nu=1)},
        "value": "2",
        "bound": "2",
        "mean": "1",
        "proof": rows(),
    },
)

CERTAIN = Case(
    people=(
        ("p0", "", ("X", "P")),
        ("p1", "", ("Y", "P")),
        ("p2", "", ("Y", "Q")),
        ("p3", "", ("Y", "Q")),
    ),
    quotas=(("zone", (("X", 1, 1), ("Y", 1, 1))), ("side", (("P", 1, 1), ("Q", 1, 1)))),
    seats=2,
    panels=(("p0", "p2"), ("p0", "p3")),
    levels=(
        level("0", 1, [1], {"nu": "0", "quotas": {"2": "1", "0": "-2"}, "households": {}}),
        level("1/2", 2, [2], {"nu": "0", "quotas": {"1": "1"}, "households": {}}),
        level("1", 1, [0], {"nu": "0", "quotas": {"0": "1"}, "households": {}}),
    ),
    fairness="capped",
    objective={
        "cap": "1",
        "bound": "1",
        "mean": "0",
        "proof": {"nu": "0", "quotas": {"0": "-1"}, "households": {}},
        "floor": {
            "value": "1/2",
            "bound": "1/2",
            "proof": {"nu": "0", "quotas": {"1": "1"}, "households": {}},
        },
    },
)
"""p0 must sit, so p1, of the same side, never can: −p0 + p1 ≤ −1, and p0's chance is 1 at most."""

BY_PROGRAM = {
    "capped": replace(
        CAPPED,
        method="columns",
        levels=(
            level("1/8", 16, [0, 4], by_cut({"0": "1", "3": "-1", "4": "1"}, "1")),
            *CAPPED.levels[1:],
        ),
        objective={
            "cap": "1/2",
            "bound": "1/2",
            "mean": "0",
            "proof": by_cut({"0": "1", "3": "-1"}, "0"),
            "floor": {"value": "1/8", "bound": "1/8", "proof": by_cut({"4": "1"}, "1")},
        },
    ),
    "goldilocks": replace(
        GOLDILOCKS,
        method="columns",
        objective={**GOLDILOCKS.objective, "proof": by_cut({"0": "1", "3": "-1"}, "0")},
    ),
    "nash": replace(
        NASH,
        method="columns",
        objective={
            **NASH.objective,
            "proof": by_cut({"0": "72", "1": "45", "2": "45", "3": "18", "4": "80"}, "260"),
        },
    ),
}
"""The same with column generation, where an integer program may have the word."""

OBJECTIVES = {"capped": CAPPED, "goldilocks": GOLDILOCKS, "nash": NASH}
OBJECTIVE_CASES = {
    "leximin": LEXIMIN,
    **OBJECTIVES,
    "nash, rounded": NASH_ROUNDED,
    "capped, alike": ALIKE_CAPPED,
    "goldilocks, alike": ALIKE_GOLDILOCKS,
    "capped, somebody certain": CERTAIN,
    **{f"{name}, somebody never": with_somebody_whom_nobody_can_draw(c) for name, c in OBJECTIVES.items()},
    **{f"{name}, by program": case for name, case in BY_PROGRAM.items()},
}
