"""Capped, goldilocks and nash: genuine certificates pass, and every bound holds whatever the proof."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import ceil, prod
from operator import mul
from random import Random
from typing import Any

import pytest
from support.compositions import compositions
from support.dossiers import Case, contents, dossier
from support.objective_cases import (
    BY_PROGRAM,
    CAPPED,
    GOLDILOCKS,
    LEXIMIN,
    NASH,
    NASH_ROUNDED,
    OBJECTIVE_CASES,
    OBJECTIVES,
    rows,
    with_somebody_whom_nobody_can_draw,
)
from support.proofs import by_cut

from tirage.verify import Report, verify
from tirage.verify.checks.certificate.prices import Ground, Limit, Prices
from tirage.verify.checks.certificate.proofs import floor_bound, weigh
from tirage.verify.checks.certificate.tree import Allowance
from tirage.verify.checks.lottery.pool import Pool, read_pool
from tirage.verify.checks.lottery.quotas import Quotas, read_quotas
from tirage.verify.words import text

ITS_OWN = {"certificate.range", "certificate.objective"}


def said(report: Report) -> dict[str, str]:
    return {check.code: check.got for check in report.checks}


def statuses(report: Report) -> dict[str, str]:
    return {check.code: check.status for check in report.checks}


@pytest.mark.parametrize("name", OBJECTIVE_CASES)
def test_a_genuine_objective_passes(name: str) -> None:
    report = verify(dossier(OBJECTIVE_CASES[name]))
    assert [check for check in report.checks if check.status == "failed"] == []


def test_each_objective_has_checks_of_its_own_and_leximin_has_none() -> None:
    found = {name: ITS_OWN & said(verify(dossier(case))).keys() for name, case in OBJECTIVES.items()}
    assert found == {"capped": ITS_OWN, "goldilocks": ITS_OWN, "nash": {"certificate.objective"}}
    assert not ITS_OWN & said(verify(dossier(LEXIMIN))).keys()


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_public_part_alone_leaves_the_objective_open(name: str) -> None:
    files = {path: data for path, data in dossier(OBJECTIVES[name]).items() if path[:10] != "guarantors"}
    report = verify(files)
    found = statuses(report)
    assert report.ok
    own = {"certificate.objective"} if name == "nash" else ITS_OWN
    assert {code: found[code] for code in ITS_OWN & found.keys()} == dict.fromkeys(own, "not-checked")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_what_rests_on_an_integer_program_is_never_green(name: str) -> None:
    found = statuses(verify(dossier(BY_PROGRAM[name])))
    assert found["certificate.best"] == found["certificate.objective"] == "not-checked"
    assert "certificate.best" not in statuses(verify(dossier(OBJECTIVES[name])))


@pytest.mark.parametrize("case", [CAPPED, GOLDILOCKS], ids=["capped", "goldilocks"])
def test_with_a_cap_chances_are_exact_as_with_leximin(case: Case) -> None:
    found = statuses(verify(dossier(replace(case, turns=LEXIMIN.turns))))
    assert found["chances.slot"] == "failed"


def test_a_level_achieves_what_the_least_favoured_of_its_people_have() -> None:
    """XP in one panel of eight and XQ, YP in two, where columns promise all of them 1/6."""
    report = verify(dossier(replace(LEXIMIN, method="columns", turns=CAPPED.turns)))
    assert report.ok
    assert said(report)["beyond.gap"] == "2: 4/8 < 2/3"
    assert (
        b'"achieved":"1/8","bound":"1/6"'
        in contents(replace(LEXIMIN, turns=CAPPED.turns))["public/certificate.json"]
    )


def test_chances_of_nash_may_be_rounded() -> None:
    assert verify(dossier(NASH_ROUNDED)).ok
    near = replace(NASH_ROUNDED, turns=LEXIMIN.turns)
    assert statuses(verify(dossier(near)))["chances.slot"] == "failed"
    report = verify(dossier(replace(near, method="columns")))
    assert report.ok
    assert statuses(report)["chances.slot"] == "not-checked"


def test_a_goldilocks_bound_that_is_loose_but_true_leaves_room() -> None:
    loose = replace(GOLDILOCKS, objective={**(GOLDILOCKS.objective or {}), "bound": "39/10"})
    report = verify(dossier(loose))
    assert said(report)["certificate.objective"] == "room: goldilocks: 39/10 < 4"
    assert "ce qui est démontré: goldilocks: 39/10 < 4" in text(report, "fr")
    near = replace(GOLDILOCKS, objective={**(GOLDILOCKS.objective or {}), "bound": "3999999/1000000"})
    assert verify(dossier(near)).ok


def found(case: Case, **changes: Any) -> str:
    """What check 8.9 says of a case whose objective says something else."""
    return said(verify(dossier(replace(case, objective={**(case.objective or {}), **changes}))))[
        "certificate.objective"
    ]


def test_a_goldilocks_bound_that_says_nothing_is_true_and_leaves_room() -> None:
    # bound + c is negative: prices so bad that the root cannot make up for them.
    assert found(GOLDILOCKS, bound="0", proof=rows(nu=-1, X=3)) == "room: goldilocks: 0 < 4"


def test_a_goldilocks_bound_short_of_an_irrational_root() -> None:
    """λ = 1 on top of the best prices: α = 8 + 26, β = 2 + 26, and 2·√(34/28) is 2.2039…"""
    high = {"value": "5/52", "bound": "5/26", "proof": rows(nu=1)}
    for bound, right in (("2203/1000", True), ("551/250", False)):
        answer = found(GOLDILOCKS, mean="1", bound=bound, floor=high)
        assert answer == (f"room: goldilocks: {bound} < 4" if right else f"bound: {bound}"), bound


def test_a_goldilocks_bound_where_no_floor_comes_up_to_the_root() -> None:
    """The same prices: no floor is above 1/8 = 0.65·k/n, and 34/28 · 0.65 + 1/0.65 is 2.3277… there."""
    for bound, right in (("2327/1000", True), ("291/125", False)):
        answer = found(GOLDILOCKS, mean="1", bound=bound)
        assert answer == (f"room: goldilocks: {bound} < 4" if right else f"bound: {bound}"), bound


def test_nash_with_worse_prices_leaves_room() -> None:
    worse = {"proof": rows(X=45, P=27, Y=18, Z=70), "bound": "33/26"}
    assert found(NASH, **worse) == "room: nash: 1 < 33/26"


def test_nash_of_another_lottery_leaves_room() -> None:
    """The lottery of `capped` under nash's proof: XP 1/8 and YQ 1/2 weigh 80 and 20, XQ and YP 40."""
    chances = {0: "1/8", 1: "1/4", 2: "1/4", 3: "1/2", 4: "1/8"}
    other = replace(NASH, turns=CAPPED.turns, chances=chances)
    assert found(other, bound="164/130") == "not-a-fraction (164/130)" or not verify(dossier(other)).ok
    assert found(other, bound="82/65") == "room: nash: 1 < 82/65"


def test_columns_leave_no_more_room_than_rows() -> None:
    # No price at all: the cap is at least the floor, and that is all that is proved.
    weaker = {"proof": rows(), "mean": "1", "bound": "1/8"}
    weaker["floor"] = {"value": "1/8", "bound": "1/4", "proof": by_cut({"4": "1"}, "2")}
    assert found(BY_PROGRAM["capped"], **weaker) == "room: floor: 1/8 < 1/4; cap: 1/8 < 1/2"


def test_old_certificates_have_no_objective() -> None:
    assert "objective" not in json.loads(contents(LEXIMIN)["public/certificate.json"])


# --- The bounds hold for every lottery, whatever the proof ------------------------------------------------


def _tiny(rng: Random) -> tuple[Pool, Quotas, int, list[tuple[int, ...]]]:
    """A pool of few people, some of whom live together and some of whom nobody can draw, and its panels."""
    while True:
        homes = rng.choice([0, 0, 2])
        people = tuple(
            (f"p{i}", "h1" if i < homes else "", (rng.choice("ab"), rng.choice("xyz")))
            for i in range(rng.randint(4, 7))
        )
        ranges = tuple(
            (name, tuple((c, low := rng.randint(0, 1), low + rng.randint(0, 2)) for c in categories))
            for name, categories in (("one", "ab"), ("two", "xyz"))
        )
        case = Case(people, ranges, rng.randint(2, 3), panels=(("p0",),))
        files = contents(case)
        quotas = read_quotas(files["public/quotas.json"])
        pool = read_pool(files["guarantors/pool.csv"], quotas)
        if panels := list(compositions(pool, quotas, case.seats)):
            return pool, quotas, case.seats, panels


def _cut(rng: Random, pool: Pool, panels: list[tuple[int, ...]]) -> Limit:
    """Any cut at all that is true, though little of it may be proved."""
    y = {t: rng.randint(-4, 4) for t in range(len(pool.sizes))}
    best = max(sum(y[t] * seats for t, seats in enumerate(x)) for x in panels)
    return Limit(y, best, best + rng.choice([0, 1, 999]))


def _proof(rng: Random, ground: Ground) -> Prices:
    """Any proof at all: by cuts, by rows, by both."""
    cuts = {number: rng.randint(0, 2) for number in range(len(ground.cuts))}
    if rng.random() < 0.3:
        return Prices(0, {}, {}, cuts)
    prices = {row: rng.randint(-4, 4) for row in range(len(ground.quotas.rows))}
    homes = {h: rng.randint(0, 3) for h in range(len(ground.pool.households))}
    return Prices(rng.randint(-3, 3), prices, homes, cuts if rng.random() < 0.5 else {})


@pytest.mark.parametrize("seed", range(60))
def test_no_lottery_is_beyond_what_a_true_proof_says(seed: int) -> None:
    """Every inequality of docs/formats.md, on lotteries and proofs drawn at random, in exact arithmetic."""
    rng = Random(f"objectives/{seed}")
    pool, quotas, seats, panels = _tiny(rng)
    sizes = pool.sizes
    drawable = [t for t in range(len(sizes)) if any(x[t] for x in panels)]
    people = sum(sizes[t] for t in drawable)
    nothing = {t: Fraction(0) for t in range(len(sizes)) if t not in drawable}
    for _ in range(12):
        ground = Ground(seats, pool, quotas, [_cut(rng, pool, panels) for _ in range(2)])
        weights = weigh(_proof(rng, ground), ground, Allowance())
        assert weights.proved >= weights.ceiling >= max(_worth(weights.signed, x) for x in panels)
        chances = _lottery(rng, panels, sizes)
        low, cap = min(chances[t] for t in drawable), max(chances)
        if any(weights.signed[t] > 0 for t in drawable):
            assert low <= floor_bound(weights, pool, nothing, cap)
        mean = rng.randint(0, 2)
        gain = sum(sizes[t] * (max(0, weights.signed[t]) + mean) for t in drawable)
        cost = sum(sizes[t] * (max(0, -weights.signed[t]) + mean) for t in drawable)
        assert gain * low - cost * cap <= weights.ceiling
        if cost and low:
            ratio = Fraction(people, seats)
            reach = ratio * cap + 1 / (ratio * low) + ratio * weights.ceiling / cost
            assert reach >= 0 and reach**2 >= 4 * Fraction(gain, cost)
        own = _lottery(rng, panels, sizes)
        if all(own[t] for t in drawable):
            scale = rng.choice([1, 7, 1000])
            y = {t: ceil(scale / own[t]) for t in drawable}
            most = weights.ceiling + sum(sizes[t] * max(0, y[t] - weights.signed[t]) for t in drawable)
            bound = max(Fraction(1), Fraction(most, people * scale))
            assert prod((chances[t] / own[t]) ** sizes[t] for t in drawable) <= bound**people


def _worth(weights: list[int], x: tuple[int, ...]) -> int:
    return sum(map(mul, weights, x))


def _lottery(rng: Random, panels: list[tuple[int, ...]], sizes: tuple[int, ...]) -> list[Fraction]:
    """Chance by profile of some lottery."""
    shares = Counter(rng.choices(range(len(panels)), k=rng.randint(1, 30)))
    total = shares.total()
    return [
        Fraction(sum(n * panels[i][t] for i, n in shares.items()), total * size)
        for t, size in enumerate(sizes)
    ]


def test_somebody_whom_nobody_can_draw_counts_for_nothing() -> None:
    """With two people more in a level of value 0, every figure of the objective stays what it was."""
    for case in OBJECTIVES.values():
        more = with_somebody_whom_nobody_can_draw(case)
        assert more.objective == case.objective
        assert said(verify(dossier(more)))["certificate.ends"] == "2, 0"
