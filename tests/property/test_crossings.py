"""Rows of criteria and crossings: the draw and its verifier share no code, and count the same people."""

from __future__ import annotations

import json
from itertools import combinations, product
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tirage.dossier.canonical import canonical
from tirage.draws.documents import seats_csv
from tirage.people.pool.files import counts_csv, pool_csv
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import SIGN, Bound, Quotas, published
from tirage.verify.checks.lottery import pool as verifiers_pool
from tirage.verify.checks.lottery.quotas import read_quotas
from tirage.verify.checks.lottery.tables import (
    check_counts,
    check_seated,
    check_seats,
    check_volunteers,
    figures,
)
from tirage.verify.checks.lottery.tables import seats as seats_of

NAMES = st.text(st.sampled_from('aàe1 ,;"×x-+'), min_size=1, max_size=5).map(str.strip).filter(bool)
BOUNDS = st.integers(0, 3).flatmap(lambda low: st.tuples(st.just(low), st.integers(low, 9)))


@st.composite
def quotas(draw: st.DrawFn) -> Quotas:
    """Two criteria or three, up to three crossings of them in any order, each with some of its cells."""
    names = draw(st.lists(NAMES, min_size=2, max_size=3, unique=True))
    categories = [draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)) for _ in names]
    bounds = [
        Bound(name, ((number, category),), *draw(BOUNDS))
        for number, name in enumerate(names)
        for category in categories[number]
    ]
    ways = [of for size in (2, 3) for of in combinations(range(len(names)), size)]
    for of in draw(st.lists(st.sampled_from(ways), max_size=3, unique=True)):
        turned = draw(st.permutations(of))
        cells = list(product(*(categories[number] for number in turned)))
        chosen = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=4, unique=True))
        name = SIGN.join(names[number] for number in turned)
        bounds += [Bound(name, tuple(zip(turned, cell, strict=True)), *draw(BOUNDS)) for cell in chosen]
    return Quotas(tuple(bounds))


@st.composite
def pools(draw: st.DrawFn) -> tuple[Quotas, Pool]:
    """Quotas, and people who have a category of each criterion."""
    asked = draw(quotas())
    person = st.tuples(*(st.sampled_from(each.categories) for each in asked.criteria))
    people = tuple(
        Person(f"p{i:02}", f, "") for i, f in enumerate(draw(st.lists(person, min_size=1, max_size=9)))
    )
    names = tuple(criterion.name for criterion in asked.criteria)
    return asked, Pool(names, people)


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(pools())
@SETTINGS
def test_both_count_the_same_people(case: tuple[Quotas, Pool]) -> None:
    asked, pool = case
    document = canonical(asked.document())
    known = read_quotas(document)
    assert known.rows == tuple((row.criterion, row.category) for row in asked.bounds)
    assert (known.minimum, known.maximum) == (
        tuple(row.minimum for row in asked.bounds),
        tuple(row.maximum for row in asked.bounds),
    )
    people = verifiers_pool.read_pool(pool_csv(pool), known)
    files = {"public/counts.csv": counts_csv(pool, asked)}
    plan: Any = SimpleNamespace(people=len(pool.people), seats=len(pool.people[::2]))
    counted = figures(files, known)
    assert check_counts(counted, known, plan).status == "ok"
    assert check_volunteers(counted, people, known).status == "ok"
    panel = pool.people[::2]
    seats = seats_csv(document, [person.features for person in panel])
    taken = seats_of({}, {"public/seats.csv": seats}, known)
    assert check_seats(taken, known, plan).got
    assert check_seated(taken, people, known, [person.pid for person in panel]).status == "ok"


@given(pools())
@SETTINGS
def test_a_row_counts_those_who_have_every_part_of_it(case: tuple[Quotas, Pool]) -> None:
    asked, pool = case
    features = [person.features for person in pool.people]
    assert asked.count(features) == tuple(
        sum(all(person[c] == name for c, name in row.where) for person in features) for row in asked.bounds
    )


@given(quotas())
@SETTINGS
def test_what_is_published_reads_back(asked: Quotas) -> None:
    assert published(json.loads(canonical(asked.document()))) == asked
