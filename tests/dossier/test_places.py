"""A folder that means something in a dossier is known to whatever writes: nothing else is put there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import PETIT

from tirage.cli import main
from tirage.dossier.system.places import check_place
from tirage.errors import Refused


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A folder that has begun to be a dossier, as far as places go."""
    (tmp_path / "d" / "journal").mkdir(parents=True)
    return tmp_path / "d"


@pytest.mark.parametrize("name", ["next", "NEXT", "next/x", "next/private", "next/../next"])
def test_the_place_of_the_next_assembly_is_kept(dossier: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"next\.reserved"):
        check_place(dossier / name)


@pytest.mark.parametrize("name", ["journal", "public/x", "guarantors/a/b", "Public", "next/public"])
def test_the_folders_of_the_record_are_kept(dossier: Path, name: str) -> None:
    (dossier / "next" / "journal").mkdir(parents=True)
    with pytest.raises(Refused, match=r"place\.part"):
        check_place(dossier / name)


def test_private_is_no_place_of_a_dossier_but_one_of_files(dossier: Path) -> None:
    check_place(dossier / "private" / "list.html")
    with pytest.raises(Refused, match=r"place\.part"):
        check_place(dossier / "private" / "d", home=True)


@pytest.mark.parametrize("name", [".", "next2", "reports/public", "../next", "../public"])
def test_other_places_are_free(dossier: Path, name: str) -> None:
    check_place(dossier / name, home=True)


COMMANDS = (
    ("draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--seats", "6", "--out"),
    ("init", "--template", "volunteers", "--dossier"),
    ("frame", PETIT / "volontaires.csv", "--dossier"),
    ("synth", "roll", "--people", "30"),
    ("synth", "pool", "--people", "30"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(map(str, words[:2])))
def test_no_command_begins_anything_there(dossier: Path, words: tuple[object, ...]) -> None:
    for place in ("next", "next/x", "public/x"):
        assert main([*map(str, words), str(dossier / place), "--lang", "en"]) == 6
    assert sorted(path.name for path in dossier.rglob("*")) == ["journal"]
