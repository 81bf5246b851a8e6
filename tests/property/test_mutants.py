"""Thousands of mutants of genuine dossiers: no verifier stops, both say the same, what passes is no change.

Everything that can be re-hashed is. A mutant that is accepted differs from the genuine dossier only where a
rule says that nobody checks it: `NO_OPS`, and the fields of `UNREAD`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from property.test_every_field_is_read import UNREAD
from property.test_every_field_of_packs_and_marks_is_read import (
    MARKED,
    OF_GUARANTORS_PACKS,
    OF_MARKS,
    OF_PUBLIC_PACKS,
    SOMETIMES,
)
from support.dossiers import Files
from support.engine import Engine
from support.fields import kind_of, named
from support.genuine import DOSSIERS, lived, stood_by
from support.mutants import Mutant, mutants
from support.packing import described
from support.waves import answered

from tirage.verify import Report

PACKED: Mapping[str, Callable[[], Files]] = {
    "public pack": lambda: described("public", lived()),
    "public pack of a standby": lambda: described("public", stood_by()),
    "guarantors' pack": lambda: described("guarantors", answered()),
    "signed": MARKED["signed"],
}
"""Packs by reader, and a mark from outside."""
MADE = {**DOSSIERS, **PACKED}
COUNTS: Mapping[str, int] = {
    **dict.fromkeys(DOSSIERS, 230),
    **dict.fromkeys(PACKED, 40),
    **dict.fromkeys(("life", "weights", "settled", "joined"), 150),
    **dict.fromkeys(("standby", "passed", "cumulated", "filled", "regulation"), 80),
    "waiting": 150,
    "roll": 60,
    "ceremony": 12,
}
"""Mutants by kind of dossier: 5,000 and more; fewer where one takes a second."""
NO_OPS: Mapping[str, str] = {
    r"journal \w+( \w+)? time": "the organiser's clock, where the order of acts stays (11.2)",
    r"the last act gone": "what is left is the dossier as it was before that act (11.1)",
    r"README\.md": "what a pack says to its reader is no part of the record",
    r"journal pool body\.causes": "what the organiser calls a cause; how many there are of each is added up",
    r"journal pool body\.same": "three rows of one person are two doubts or three; no fewer than rows out",
    r"journal responses body": "whether a recoding made the answers is the organiser's word (11.31)",
    r"public/geography\.json .*tiles.*": "where a picture draws a place, each on tiles of its own",
    r"public/quotas-announced\.json .*": "other quotas are announced, and no draw has followed yet",
    r"journal \w+( \w+)? tool": "the program that the organiser says wrote the entry (11.25)",
}
"""Places → why another value there changes nothing that is checked; those of `UNREAD` have their reasons."""
FORETOLD = {"public/plan.json later.cohorts": "-term.json"}
"""Of a later act: place → the end of the entry's name that is held to it. Without that act, nothing is."""
HASH = re.compile(rb"[0-9a-f]{64}")


def test_there_are_thousands() -> None:
    assert sum(COUNTS.values()) >= 5000


@pytest.mark.parametrize("name", MADE)
def test_mutants_are_refused_or_change_nothing(engine: Engine, name: str) -> None:
    genuine = MADE[name]()
    made = mutants(genuine, COUNTS[name], name)
    reports = engine.verify_each(genuine, [mutant.files for mutant in made])
    faults = [
        fault
        for mutant, report in zip(made, reports, strict=True)
        for fault in found(genuine, mutant, report)
    ]
    assert faults == []


def found(genuine: Files, mutant: Mutant, report: Report) -> Iterator[str]:
    """What is wrong with what both verifiers said of a mutant."""
    for check in report.checks:
        if check.got == "unexpected":
            yield f"{mutant.what}: {check.code} stopped"
    if report.ok:
        for kind in different(genuine, mutant):
            if not _is_free(genuine, kind):
                yield f"{mutant.what}: accepted, and {kind} is another"


def _is_free(genuine: Files, kind: str) -> bool:
    """Whether another value there changes nothing that is checked in this dossier."""
    if kind in FORETOLD:
        return not any(name.endswith(FORETOLD[kind]) for name in genuine)
    if (
        "pack.json" in genuine
        and kind in OF_PUBLIC_PACKS.keys() | OF_GUARANTORS_PACKS.keys() | SOMETIMES.keys()
    ):
        return True
    return kind in UNREAD or kind in OF_MARKS or any(re.fullmatch(place, kind) for place in NO_OPS)


def different(genuine: Files, mutant: Mutant) -> Iterator[str]:
    """The fields, or else the files, in which a mutant differs, but for hashes that follow."""
    for name, data in mutant.changed.items():
        before = genuine.get(name)
        if data is None or before is None or not name.endswith(".json"):
            if data is None and name == max(each for each in genuine if each.startswith("journal/")):
                yield "the last act gone"
            elif not data or not before or HASH.sub(b"", data) != HASH.sub(b"", before):
                yield from _cells(name, before or b"", data or b"")
            continue
        old, new = json.loads(before), json.loads(data)
        yield from (kind_of(name, old, place) for place in _places(old, new))


def _cells(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """The columns in which a table differs, line by line and as wide; else the file."""
    old, new = ([line.split(b",") for line in data.splitlines()] for data in (before, after))
    if not name.endswith(".csv") or list(map(len, old)) != list(map(len, new)) or old[0] != new[0]:
        yield name
        return
    pairs = [pair for rows in zip(old, new, strict=True) for pair in enumerate(zip(*rows, strict=True))]
    others = {column for column, (cell, other) in pairs if HASH.sub(b"", cell) != HASH.sub(b"", other)}
    yield from sorted(f"{named(name)} {old[0][column].decode()}" for column in others)


def _places(old: Any, new: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            yield from _places(old[key], new[key], (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, pair in enumerate(zip(old, new, strict=True)):
            yield from _places(*pair, (*path, place))
    elif json.dumps(old) != json.dumps(new) and not (_is_hash(old) and _is_hash(new)):
        yield path


def _is_hash(value: Any) -> bool:
    return HASH.fullmatch(str(value).encode("utf-8", "replace")) is not None
