"""`tirage members`: names stay in `private/` unless they are asked for; each list has whom it says."""

from __future__ import annotations

import io
import json
import shutil
import stat
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.commands import PETIT, draw, finish, number_of

from tirage.acts.life.members import List, list_people
from tirage.assembly.remaining import current_pool, kept_quotas, remaining
from tirage.cli import main
from tirage.clock import system_clock
from tirage.people.private.directory import directory
from tirage.quotas.model import residual

NAME = "Benaïssa"
"""The surname of V01."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel of six; volunteers have a mail and a telephone, V01 sits."""
    folder = tmp_path_factory.mktemp("members")
    header, *rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{row},p{place}@exemple.fr,01 99 00 00 {place:02}" for place, row in enumerate(rows)]
    pool = folder / "v.csv"
    pool.write_text("\n".join([f"{header},Courriel,Téléphone", *rows]) + "\n", encoding="utf-8")
    assert draw(pool, folder / "d", "--later", "alternates=4", roll="hand") == 0
    assert finish(folder / "d", "--number", number_of(folder / "d", "V01")) == 0
    return folder / "d"


@pytest.fixture
def dossier(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "d"))


def run(*words: object, lang: str = "en") -> int:
    return main([*map(str, words), "--lang", lang])


def listed(dossier: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run("members", dossier, "--list", kind, "--json") == 0
    people: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["people"]
    return people


def workbook(path: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("kind", list(List))
def test_attack_no_name_reaches_a_screen_by_default(
    dossier: Path, kind: List, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ([], ["--json"]):
        assert run("members", dossier, "--list", kind, *more) == 0
        said = capsys.readouterr()
        for secret in (NAME, "@exemple.fr", "01 99", "rue des"):
            assert secret not in said.out + said.err


def test_names_and_contacts_are_shown_where_they_are_asked_for(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("members", dossier, "--names", "--json") == 0
    people = {each["pid"]: each for each in json.loads(capsys.readouterr().out)["people"]}
    assert people["V01"]["name"] == f"{NAME} Samira"
    assert (people["V01"]["email"], people["V01"]["phone"]) == ("p0@exemple.fr", "01 99 00 00 00")
    assert people["V01"]["address"] == "3 rue des Osiers"


def test_the_list_with_names_is_in_private_for_its_owner_alone(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path for path in dossier.rglob("*") if path.is_file())
    for _ in range(2):
        assert run("members", dossier, lang="fr") == 0
    assert "private/members.xlsx" in capsys.readouterr().err.replace("\\", "/")
    new = {path for path in dossier.rglob("*") if path.is_file()} - set(before)
    assert {path.name for path in new} == {"members.xlsx", "members.json"}
    for path in new:
        assert path.parent == dossier / "private"
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    cells = workbook(dossier / "private/members.xlsx")
    assert NAME in cells and "téléphone" in cells
    assert run("verify", dossier) == 0
    assert run("publish", dossier, "--for", "public", "--out", dossier.parent / "pack") == 0
    assert run("erase", dossier, "--reason", "the time of keeping is over", "--yes") == 0
    assert not (dossier / "private").exists()
    assert run("members", dossier, "--names") == 0
    assert not (dossier / "private").exists()
    assert "not here" in capsys.readouterr().out.replace("\n", " ")


def test_who_has_not_answered_is_called_and_reminded_until_the_answer_comes(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting = [each["pid"] for each in listed(dossier, "members", capsys)]
    assert len(sitting) == 6 and "V01" in sitting
    assert [each["pid"] for each in listed(dossier, "reminders", capsys)] == sitting
    assert run("record", "acceptance", NAME, dossier) == 0
    silent = [pid for pid in sitting if pid != "V01"]
    assert [each["pid"] for each in listed(dossier, "reminders", capsys)] == silent
    assert [each["pid"] for each in listed(dossier, "acceptances", capsys)] == ["V01"]
    assert run("alternates", dossier, "--record") == 0
    assert run("alternates", dossier, "--record", "--seed", "6 5 4 3 2 1 1 1 2 2 3 3 4 4 5 5 6 6 1 2") == 0
    calls = listed(dossier, "calls", capsys)
    assert [each["pid"] for each in calls[:5]] == silent
    alternates = (dossier / "public/alternates-1.csv").read_text().split()[1:]
    assert [each["pid"] for each in calls[5:]] == [row.split(",")[0] for row in alternates]
    assert [each["alternate"] for each in calls] == [0, 0, 0, 0, 0, 1, 2, 3, 4]
    assert all(each["seat"] is None for each in calls[5:])


def test_a_member_who_left_is_on_no_list(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "withdrawal", NAME, dossier, "--yes") == 0
    for kind in List:
        assert "V01" not in [each["pid"] for each in listed(dossier, kind, capsys)]
    volunteers = (dossier / "guarantors/pool.csv").read_text().splitlines()[1:]
    assert len(listed(dossier, "volunteers", capsys)) == len(volunteers) - 6
    # `private/volunteers.json` is what `prepare` made its list from.
    assert (dossier / "private/without-seat.xlsx").is_file()
    assert not (dossier / "private/volunteers.json").exists()


def test_another_day_is_of_the_members_alone(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("members", dossier, "--on", "2020-01-01", "--json") == 0
    assert json.loads(capsys.readouterr().out)["people"] == []
    assert (dossier / "private/members-2020-01-01.xlsx").is_file()
    assert run("members", dossier, "--on", "2020-01-01", "--list", "calls") != 0
    assert "Only the list of members" in capsys.readouterr().err


def test_the_public_roster_has_neither_names_nor_profiles(
    dossier: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("report", dossier, "--kind", "members", "--format", "html") == 0
    page = capsysbinary.readouterr().out.decode()
    assert "V01" in page
    for secret in (NAME, "@exemple.fr", "Osiers", "18-39"):
        assert secret not in page


def test_a_list_shows_nothing_of_people_in_a_log(dossier: Path) -> None:
    found = list_people(dossier, clock=system_clock)
    assert NAME in str([each.name for each in found.contacts.values()])
    assert NAME not in repr(found) + repr(found.contacts)


def test_an_address_that_a_prepared_list_has_twice_is_said_once(tmp_path: Path) -> None:
    pool = tmp_path / "private" / "pool.csv"
    pool.parent.mkdir()
    header = "id;Nom;Adresse postale;CP;Adresse;Code postal"
    pool.write_text(f"{header}\nV01;Zoé Martin;3 rue du Four;75006;3 rue du Four;75006\n", encoding="utf-8")
    assert directory(tmp_path, ["V01"], ["V01"])["V01"].address == "3 rue du Four, 75006"


@pytest.mark.parametrize(("lang", "said"), [("fr", "1 membre a accepté son siège."), ("en", "1 member has")])
def test_one_acceptance_is_said_of_one_person(
    dossier: Path, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    assert run("record", "acceptance", "V01", dossier) == 0
    assert run("members", dossier, "--list", "acceptances", lang=lang) == 0
    assert said in capsys.readouterr().out.replace("\u00a0", " ")


def test_how_many_could_follow_each_member_is_what_trying_everyone_finds(dossier: Path) -> None:
    found = list_people(dossier, clock=system_clock)
    files, state = found.dossier.files, found.dossier.state
    features = {person.pid: person.features for person in current_pool(files).people}
    rest = [person.features for person in remaining(current_pool(files), state).people]
    assert set(found.followers) == set(state.seated)
    for pid in state.seated:
        others = [features[other] for other in state.counted((pid,)) if other != pid]
        rows = residual(kept_quotas(files), others).bounds
        fit = sum(all(row.minimum <= row.counts(each) <= row.maximum for row in rows) for each in rest)
        assert found.followers[pid] == fit
