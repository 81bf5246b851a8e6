"""Tiny pools whose fair lotteries and proofs were found with a pencil."""

from __future__ import annotations

from dataclasses import replace

from support.dossiers import Case
from support.proofs import SEATS, by_cut, cut, leaf, priced

FY, FO, MY, MO = ("F", "Y"), ("F", "O"), ("M", "Y"), ("M", "O")
ONE_OF_EACH = {FY: 1, FO: 1, MY: 1, MO: 1}

EVEN = Case(
    people=tuple((f"p{i:02}", "", (FY, FO, MY, MO)[i % 4]) for i in range(12)),
    quotas=(("gender", (("F", 2, 2), ("M", 2, 2))), ("age", (("Y", 2, 2), ("O", 2, 2)))),
    seats=4,
    turns=(ONE_OF_EACH,) * 10,
    levels=(
        {
            "value": "1/3",
            "profiles": [0, 1, 2, 3],
            "people": 12,
            "proof": {"nu": "1", "quotas": {}, "households": {}},
        },
    ),
)
"""12 people, 4 seats, 10 panels: one level of 1/3, and in each profile one person has one panel more."""

PLAIN = Case(
    people=tuple((f"p{i:02}", "", ()) for i in range(12)),
    quotas=(),
    seats=4,
    turns=({(): 4},) * 10,
    levels=(
        {
            "value": "1/3",
            "profiles": [0],
            "people": 12,
            "proof": {"nu": "1", "quotas": {}, "households": {}},
        },
    ),
)
"""The same without a quota: everyone is of one profile."""

SCARCE = Case(
    people=tuple((f"p{i:02}", "", ("a" if i < 8 else "b", "FM"[i % 2])) for i in range(12)),
    quotas=(("zone", (("a", 1, 1), ("b", 3, 3))), ("gender", (("F", 0, 4), ("M", 0, 4)))),
    seats=4,
    turns=(
        {("a", "F"): 1, ("b", "F"): 1, ("b", "M"): 2},
        {("a", "M"): 1, ("b", "F"): 2, ("b", "M"): 1},
    )
    * 4,
    levels=(
        {
            "value": "1/8",
            "profiles": [0, 1],
            "people": 8,
            "proof": {"nu": "0", "quotas": {"0": "1"}, "households": {}},
        },
        {
            "value": "3/4",
            "profiles": [2, 3],
            "people": 4,
            "proof": {"nu": "1", "quotas": {}, "households": {}},
        },
    ),
)
"""Two levels: eight people share the one seat of zone a, four the three of zone b."""

HOMES = Case(
    people=(
        ("p1", "h1", ("x",)),
        ("p2", "h2", ("x",)),
        ("p3", "h1", ("x",)),
        ("p4", "h2", ("x",)),
        ("p5", "", ("y",)),
        ("p6", "", ("y",)),
    ),
    quotas=(("zone", (("x", 0, 3), ("y", 0, 1))),),
    seats=3,
    panels=(("p1", "p2", "p5"), ("p2", "p3", "p6"), ("p3", "p4", "p5"), ("p1", "p4", "p6")),
    levels=(
        {
            "value": "1/2",
            "profiles": [0],
            "people": 4,
            "proof": {"nu": "0", "quotas": {}, "households": {"0": "1"}},
        },
        {
            "value": "1/2",
            "profiles": [1],
            "people": 2,
            "proof": {"nu": "0", "quotas": {"1": "1"}, "households": {}},
        },
    ),
)
"""Two households of two, which is what bounds the first level."""

COLUMNS = replace(
    EVEN,
    method="columns",
    levels=({**EVEN.levels[0], "proof": by_cut({"0": "1", "1": "1", "2": "1", "3": "1"}, "4")},),
)
"""The same pool as EVEN, with a proof that rests on an integer program."""

CUTS = replace(
    COLUMNS,
    levels=({**EVEN.levels[0], "proof": priced(c1="1")},),
    cuts=(
        cut(dict.fromkeys("0123", "1"), "4", SEATS),
        cut(dict.fromkeys("0123", "2"), "8", {**leaf(), **priced(c0="2")}),
    ),
)
"""The same, with a cut of the seats and another that rests on it: nothing is left to a program."""

NEVER = replace(
    SCARCE,
    people=(*SCARCE.people, ("p12", "", ("z", "F")), ("p13", "", ("z", "F"))),
    quotas=(("zone", (("a", 1, 1), ("b", 3, 3), ("z", 0, 0))), SCARCE.quotas[1]),
    levels=(
        {
            "value": "0",
            "profiles": [4],
            "people": 2,
            "proof": {"nu": "0", "quotas": {"2": "1"}, "households": {}},
        },
        *SCARCE.levels,
    ),
)
"""SCARCE, with two people more whose zone has no seat."""

ROUNDED = replace(
    EVEN, method="columns", levels=({**EVEN.levels[0], "value": "20833333/62500000", "bound": "1/3"},)
)
"""Chances rounded down, with a proof that the quotas alone give: both happen with columns."""

MAXIMIN_NEVER = replace(NEVER, fairness="maximin", levels=NEVER.levels[:2])
MAXIMIN = replace(SCARCE, fairness="maximin", levels=SCARCE.levels[:1])
REHEARSAL = replace(EVEN, rehearsal=True)
BY_HAND = replace(EVEN, text=None)
PLANNED = replace(SCARCE, drawn=False)
QUOTED = replace(
    EVEN,
    people=tuple((pid, home, (f'"{g}", é', a)) for pid, home, (g, a) in EVEN.people),
    quotas=(("gender", (('"F", é', 2, 2), ('"M", é', 2, 2))), EVEN.quotas[1]),
    turns=({(f'"{g}", é', a): 1 for g, a in ONE_OF_EACH},) * 10,
)
"""Categories with a comma, quotes and an accent."""

CROSSED = Case(
    people=tuple((f"p{i:02}", "", ("FFFFFFMMMM"[i], "aaaabbaabb"[i])) for i in range(10)),
    quotas=(("gender", (("F", 0, 2), ("M", 0, 2))), ("zone", (("a", 0, 2), ("b", 0, 2)))),
    crossings=((("zone", "gender"), ((("a", "F"), 1, 1), (("b", "M"), 0, 1))),),
    seats=2,
    turns=tuple({("F", "a"): 1, other: 1} for other in (("F", "b"), ("M", "a"), ("M", "b")) * 4),
    levels=(
        {
            "value": "1/6",
            "profiles": [1, 2, 3],
            "people": 6,
            "proof": {"nu": "1", "quotas": {"4": "-1"}, "households": {}},
        },
        {
            "value": "1/4",
            "profiles": [0],
            "people": 4,
            "proof": {"nu": "0", "quotas": {"4": "1"}, "households": {}},
        },
    ),
)
"""One seat of two is for the four women of zone a: so says a cell of a crossing (row 4), and no criterion."""

CASES = {
    "even": EVEN,
    "scarce": SCARCE,
    "homes": HOMES,
    "columns": COLUMNS,
    "cuts": CUTS,
    "never": NEVER,
    "rounded": ROUNDED,
    "maximin": MAXIMIN,
    "maximin, never": MAXIMIN_NEVER,
    "rehearsal": REHEARSAL,
    "by hand": BY_HAND,
    "planned": PLANNED,
    "quoted": QUOTED,
    "crossed": CROSSED,
}
