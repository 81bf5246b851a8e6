"""Whom the open seats are drawn from, and under which quotas: what the record leaves of pool and quotas.

The people are those of the first pool, without everyone who sits or has sat, without their households, and
without those who are unavailable. Those who are left share a household as before, if there are two of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tirage.assembly.state import AssemblyState
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import PLAN, POOL, QUOTAS
from tirage.draws.documents import csv_rows
from tirage.people.pool.model import HouseholdCount, Person, Pool, PrivateTable, Source
from tirage.quotas.model import Quotas, published


def still_there(pool: Pool, life: AssemblyState) -> tuple[str, ...]:
    """The alternates on record who can be drawn today, in their order."""
    left = {person.pid for person in remaining(pool, life).people}
    return tuple(pid for pid in life.alternates if pid in left)


def first_pool(files: Mapping[str, bytes]) -> Pool:
    """The pool that the panel was drawn from, as it was published: without anything that names people."""
    (_, _, *criteria), *rows = csv_rows(files[POOL])
    people = tuple(Person(pid, tuple(features), household) for pid, household, *features in rows)
    source = Source(POOL, sha256(files[POOL]), "utf-8", len(rows))
    columns = tuple(json.loads(files[PLAN])["inputs"]["household"])
    return Pool(tuple(criteria), people, source, HouseholdCount(columns, 0, 0, 0), PrivateTable((), {}))


def first_quotas(files: Mapping[str, bytes]) -> Quotas:
    """The quotas of the panel, as they were published."""
    return published(json.loads(files[QUOTAS]))


def remaining(pool: Pool, life: AssemblyState) -> Pool:
    """Those of the pool who can be drawn now."""
    members = life.members
    closed = {each.household for each in pool.people if each.pid in members and each.household}
    out = members | life.unavailable
    return among(pool, [each for each in pool.people if each.pid not in out and each.household not in closed])


def among(pool: Pool, people: Sequence[Person]) -> Pool:
    """The pool with some of its people only, their households numbered anew."""
    sharing = Counter(person.household for person in people if person.household)
    labels: dict[str, str] = {}
    for person in people:
        if sharing[person.household] > 1:
            labels.setdefault(person.household, f"h{len(labels) + 1}")
    left = tuple(Person(each.pid, each.features, labels.get(each.household, "")) for each in people)
    return Pool(pool.criteria, left, pool.source, pool.households, pool.private)


def features_of(pool: Pool, pids: Iterable[str]) -> list[tuple[str, ...]]:
    """The features of some people of the pool, in their order."""
    features = {person.pid: person.features for person in pool.people}
    return [features[pid] for pid in pids]
