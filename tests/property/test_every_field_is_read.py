"""No field of a file says what nobody checks: each is changed, re-hashed, and found by both verifiers.

What remains is listed in `UNREAD`, with the reason: words of people, and what only the organiser can know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
from support import objective_cases
from support.assemblies import Assembly
from support.ceremonies import Ceremony, held
from support.dossier_cases import BY_HAND, CROSSED, EVEN, HOMES, MAXIMIN_NEVER, SCARCE
from support.dossiers import Files, dossier
from support.engine import Engine
from support.fields import Field, fields, read_by, variants
from support.instances import Instance
from support.packing import packed_for
from support.waves import answered

QUOTAS = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 3)


def lived() -> Files:
    """Three cohorts: someone accepts, is absent, leaves, is replaced; one cohort is renewed."""
    assembly = Assembly(SOME)
    assembly.begin(cohorts=3, moved="end-of-term", age_limit="at-once")
    assembly.accept(assembly.life.seated[1])
    assembly.miss(assembly.life.seated[1])
    assembly.list_alternates(2)
    assembly.leave(assembly.life.seated[0], cause="work")
    assembly.replace()
    assembly.end_term()
    assembly.replace()
    return assembly.files


DOSSIERS: Mapping[str, Callable[[], Files]] = {
    "by hand": lambda: dossier(BY_HAND),
    "by seed": lambda: dossier(EVEN),
    "households": lambda: dossier(HOMES),
    "crossings": lambda: dossier(CROSSED),
    "scarce": lambda: dossier(SCARCE),
    "maximin": lambda: dossier(MAXIMIN_NEVER),
    **{
        name: lambda name=name: dossier(objective_cases.OBJECTIVES[name])  # type: ignore[misc]
        for name in objective_cases.OBJECTIVES
    },
    "ceremony": lambda: held(Ceremony()),
    "letters": answered,
    "life": lived,
    "pack": lambda: packed_for("public", dossier(EVEN)),
}
"""Genuine dossiers by kind; the fields of one are those that none before it has."""
UNREAD: Mapping[str, str] = {}
"""Field → why no check reads it."""


@cache
def _made(name: str) -> Files:
    return DOSSIERS[name]()


def _own(name: str) -> dict[str, Field]:
    known: set[str] = set()
    for each in DOSSIERS:
        found = fields(_made(each))
        if each == name:
            return {kind: field for kind, field in found.items() if kind not in known}
        known |= found.keys()
    raise KeyError(name)


def unread(engine: Engine, name: str) -> dict[str, list[str]]:
    """Fields that can say something else and no check fails, with what they said."""
    genuine = _made(name)
    assert engine.verify(genuine).ok
    found: dict[str, list[str]] = {}
    for kind, field in _own(name).items():
        for what, forged in variants(field, genuine):
            if forged != genuine and not read_by(engine.verify(forged), genuine, forged, field):
                found.setdefault(kind, []).append(what)
    return found


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_field_is_read_by_a_check(engine: Engine, name: str) -> None:
    assert {kind: what for kind, what in unread(engine, name).items() if kind not in UNREAD} == {}


def test_the_list_of_what_is_not_read_is_short_and_true(engine: Engine) -> None:
    known: set[Any] = set().union(*(fields(_made(name)) for name in DOSSIERS))
    assert set(UNREAD) <= known
