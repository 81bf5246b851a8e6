"""A person is named as an official knows them: by reference, by the code of the letter, by name."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from support.commands import draw, finish
from support.journey import DICE, begun, frame, run, whole

from tirage.acts.life.persons import pid_of, pool_of
from tirage.assembly.record import load
from tirage.cli import main
from tirage.errors import Refused
from tirage.people.private.directory import directory

QUOTAS = "feature,value,min,max\ngenre,F,1,2\ngenre,H,1,2\n"
NAMES = ["Zoé Arbre", "Jean Martin", "Jean-Paul Martin", "Anne Œuvre", "Luc Petit", "Ada Grand"]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of six volunteers sit, under aliases."""
    tmp_path = tmp_path_factory.mktemp("persons")
    (tmp_path / "quotas.csv").write_text(QUOTAS, encoding="utf-8")
    rows = [
        f"carte-{place:04};{name};rue des Martin;{'FH'[place % 2]}" for place, name in enumerate(NAMES, 1)
    ]
    (tmp_path / "v.csv").write_text("\n".join(["id;nom;adresse;genre", *rows]) + "\n", encoding="utf-8")
    out = tmp_path / "d"
    words = {
        "quotas": tmp_path / "quotas.csv",
        "seats": 3,
        "household": None,
        "roll": "hand",
        "panels": 10,
        "ids": "alias",
    }
    assert draw(tmp_path / "v.csv", out, **words) == 0
    assert finish(out, "--number", "3") == 0
    return out


def pid_called(dossier: Path, name: str) -> str:
    """The pid of somebody, by the private list."""
    pids = [line.split(",")[0] for line in (dossier / "guarantors/pool.csv").read_text().splitlines()[1:]]
    with (dossier / "private/pool.csv").open(encoding="utf-8-sig", newline="") as file:
        return dict(zip((row["nom"] for row in csv.DictReader(file, delimiter=";")), pids, strict=True))[name]


@pytest.mark.parametrize("typed", ["Anne Œuvre", "oeuvre anne", "OEUVRE", "carte-0004"])
def test_somebody_is_meant_by_name_and_by_own_id(dossier: Path, typed: str) -> None:
    assert pid_of(load(dossier), typed) == pid_called(dossier, "Anne Œuvre")


def test_somebody_is_meant_by_the_reference_of_the_papers(dossier: Path) -> None:
    pid = pid_called(dossier, "Luc Petit")
    assert len(pid) == 32
    assert pid_of(load(dossier), pid[:8]) == pid


def test_a_name_of_two_people_is_refused_with_references_and_profiles(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(list((dossier / "journal").iterdir()))
    assert main(["record", "withdrawal", "Martin", str(dossier), "--yes", "--lang", "fr"]) != 0
    said = capsys.readouterr().err
    assert len(list((dossier / "journal").iterdir())) == before
    assert "Martin" not in said
    for name, gender in (("Jean Martin", "F"), ("Jean-Paul Martin", "H")):
        assert f"{pid_called(dossier, name)[:8]}\u00a0: {gender}" in said
    # The whole name is one of the two only where the other lacks a word of it.
    assert pid_of(load(dossier), "Jean-Paul Martin") == pid_called(dossier, "Jean-Paul Martin")


def test_a_word_of_an_address_names_nobody(dossier: Path) -> None:
    for typed in ("rue des Martin", "Personne Inconnue", ""):
        with pytest.raises(Refused) as refused:
            pid_of(load(dossier), typed)
        assert refused.value.code == "person.unknown"
        assert typed not in str(refused.value) or not typed


def test_a_name_that_nobody_has_is_not_repeated(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "withdrawal", "Nadia Nulle", str(dossier), "--yes", "--json"]) != 0
    said = capsys.readouterr()
    assert "person.unknown" in said.out
    assert "Nadia" not in said.out + said.err


def test_a_member_drawn_from_rolls_leaves_by_the_code_of_the_letter_or_by_name(tmp_path: Path) -> None:
    town = whole(tmp_path)
    sitting = load(town).state.seated
    with (town / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        letters = {row["pid"]: row for row in csv.DictReader(file, delimiter=";") if row["pid"] in sitting}
    one, other = sorted(letters)[:2]
    assert run("record", "withdrawal", letters[one]["code"], town, "--yes") == 0
    found = pid_of(load(town), f"{letters[other]['first names']} {letters[other]['surname']}")
    assert found == other
    assert load(town).state.former_members == (one,)


def test_contacts_of_an_answer_go_to_private_and_nowhere_else(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path)
    assert frame(dossier, files) == 0
    for more in ([], ["--seed", DICE[0]]):
        assert main(["draw", "letters", "--dossier", str(dossier), "--lang", "fr", *more]) == 0
    with (dossier / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {"strate", "prénoms", "à corriger"} <= set(rows[0])
    one = rows[0]
    answer = tmp_path / "a.csv"
    answer.write_text(
        f"code;réponse;diplôme;courriel;téléphone\n{one['code']};oui;bac;moi@exemple.fr;01 99 00 12 34\n",
        encoding="utf-8",
    )
    assert run("record", "responses", answer, "--dossier", dossier) == 0
    found = directory(dossier, [one["pid"]], [])[one["pid"]]
    assert (found.email, found.phone) == ("moi@exemple.fr", "01 99 00 12 34")
    assert found.name and found.address
    others = [path for path in dossier.rglob("*") if path.is_file() and path.parent.name != "private"]
    assert not any(b"moi@exemple" in path.read_bytes() for path in others)
    assert pid_of(load(dossier), one["code"]) == one["pid"]


def test_without_a_column_of_names_nobody_is_meant_by_what_stands_first(tmp_path: Path) -> None:
    (tmp_path / "quotas.csv").write_text(QUOTAS, encoding="utf-8")
    rows = [f"carte-{place:04};{20 + place};{'FH'[place % 2]};+33 1 99 00 00 0{place}" for place in range(6)]
    (tmp_path / "v.csv").write_text("\n".join(["id;âge;genre;téléphone", *rows]) + "\n", encoding="utf-8")
    words = {"quotas": tmp_path / "quotas.csv", "seats": 3, "household": None, "panels": 10}
    assert draw(tmp_path / "v.csv", tmp_path / "d", **words, ids="alias", roll="hand") == 0
    dossier = load(tmp_path / "d")
    pool = pool_of(dossier)
    found = directory(dossier.path, pool, pool)
    assert {each.phone[:6] for each in found.values()} == {"+33 1 "}
    assert not any(each.name for each in found.values())
    assert all("carte-000" in each.label for each in found.values())
    assert pid_of(dossier, "21") == "21"  # nobody's pid: what follows refuses it


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_screen_names_anybody_by_a_whole_alias(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    copy = Path(shutil.copytree(dossier, tmp_path / "d"))
    member, other = (copy / "public/panel.csv").read_text(encoding="utf-8").split()[1:3]
    capsys.readouterr()
    put_right = ["correction", member, "--reason", "typing", "--yes"]
    for words in (["acceptance", other], ["withdrawal", member, "--yes"], put_right):
        assert main(["record", *words, "--dossier", str(copy), "--lang", lang]) == 0
        said = capsys.readouterr().out
        assert words[1][:8] in said and words[1] not in said


def test_a_day_that_is_none_is_told_in_the_language_asked_for(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["record", "absence", "x", "--date", "15/13/2026", "--dossier", str(dossier), "--lang", "fr"]
    assert main(typed) == 2
    said = capsys.readouterr().err
    assert "15/13/2026" in said and "2027-02-15" in said and "match" not in said
