"""A dossier as it is read: its assembly once, its entries by what they say, and nobody in its repr."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.record import Dossier
from tirage.assembly.state import read_state
from tirage.dossier.entries import Contribution, Departure, Drawn, Plan, Vacancy
from tirage.errors import Refused

ONE = (("g", (("f", 2, 3), ("h", 1, 2))),)
TEN = Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, ONE, 4)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    assembly = Assembly(TEN)
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    return Dossier(Path("d"), assembly.files, tuple(assembly.entries))


def test_the_assembly_is_read_once(dossier: Dossier) -> None:
    assert dossier.state == read_state(dossier.files, dossier.entries)
    assert dossier.state is dossier.state
    with pytest.raises(Refused):
        _ = Dossier(Path("d"), {}, dossier.entries[:1]).state


def test_the_entries_of_a_form_are_those_of_its_kinds(dossier: Dossier) -> None:
    assert [plan.act for plan in dossier.bodies(Plan)] == ["panel", "replacements/1"]
    assert [drawn.type for drawn in dossier.bodies(Drawn)] == ["panel", "replacement"]
    (vacancy,) = dossier.bodies(Vacancy)
    assert [vacancy] == dossier.bodies(Departure)
    assert dossier.state.former_members == (vacancy.pid,)
    assert {each.type for each in dossier.bodies(Contribution)} <= {"contribution"}


def test_a_dossier_shows_how_much_it_holds_and_nothing_of_it(dossier: Dossier) -> None:
    assert repr(dossier) == f"Dossier(entries={len(dossier.entries)}, files={len(dossier.files)})"
    assert repr(dossier.entries[0]) == "Entry('journal/0001-open.json')"
