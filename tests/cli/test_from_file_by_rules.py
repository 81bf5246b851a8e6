"""One road: prepare, draw panel in the dossier, nothing typed twice; what is fixed, no option changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.test_prepare import QUOTAS, RULES, decide, prepare, sheet
from support.commands import DICE
from support.two_commands import in_two

from tirage.cli import main
from tirage.dossier.canonical import sha256
from tirage.rules.recoding import RECODING
from tirage.verify import read, verify


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with its rules and a list of volunteers that is ready; it is where one stands."""
    folder = tmp_path / "assemblée"
    folder.mkdir()
    (folder / "tirage.yaml").write_text(RULES, encoding="utf-8")
    (folder / "quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    prepare(folder, sheet(tmp_path))
    decide(folder)
    assert prepare(folder, sheet(tmp_path)) == 0
    monkeypatch.chdir(folder)
    return folder


def pool(folder: Path) -> dict[str, object]:
    """The body of the entry that fixes the volunteers."""
    (entry,) = folder.glob("journal/*-pool.json")
    body: dict[str, object] = json.loads(entry.read_bytes())["body"]
    return body


def test_the_panel_takes_all_from_the_dossier_and_its_pool_names_the_recoding(folder: Path) -> None:
    recoding = (folder / RECODING).read_bytes()
    assert in_two("draw", "panel", "--seed", DICE) == 0
    assert pool(folder)["recoding"] == sha256(recoding)
    assert pool(folder)["rules"] == sha256((folder / "public/rules.json").read_bytes())
    assert pool(folder)["source"] == sha256((folder.parent / "inscrits.csv").read_bytes())
    assert (pool(folder)["read"], pool(folder)["kept"]) == (7, 5)
    assert pool(folder)["causes"] == {"left-out": 1, "total": 1}
    report = verify(read(folder))
    assert report.ok
    said = {check.code: (check.status, check.got) for check in report.checks}
    assert said["beyond.recoding"] == ("not-checked", sha256(recoding))
    assert said["rules.form"][0] == said["order.kept"][0] == "ok"


def test_the_same_file_given_by_name_gives_the_same_lottery(folder: Path, tmp_path: Path) -> None:
    assert main(["draw", "panel"]) == 0
    other = tmp_path / "autre"
    other.mkdir()
    for name in ("tirage.yaml", "quotas.yaml"):
        shutil.copy(folder / name, other / name)
    typed = ["draw", "panel", str(folder / "private/volunteers.csv"), "--dossier", str(other), "--id", "id"]
    assert main([*typed, "--key", str(folder / "private/key")]) == 0
    assert (other / "public/lottery.csv").read_bytes() == (folder / "public/lottery.csv").read_bytes()
    assert (other / "public/rules.json").read_bytes() == (folder / "public/rules.json").read_bytes()


def test_a_rehearsal_is_beside_the_dossier_and_in_nobodys_way(folder: Path) -> None:
    for name in ("assemblée-TEST", "assemblée-TEST-2"):
        assert main(["draw", "panel", "--rehearsal", "--seed", DICE]) == 0
        report = verify(read(folder.parent / name))
        assert report.ok and report.rehearsal
    assert not (folder / "journal").exists()
    assert in_two("draw", "panel", "--seed", DICE) == 0
    assert main(["draw", "panel", "--rehearsal"]) == 0
    assert verify(read(folder)).ok and not verify(read(folder)).rehearsal


@pytest.mark.parametrize(
    "option",
    [
        ["--seats", "5"],
        ["--panels", "12"],
        ["--household", "Autre"],
        ["--fairness", "maximin"],
        ["--roll", "words", "--beacon-at", "2030-01-01T00:00:00Z"],
        ["--later", "policy=like-for-like"],
        ["--quotas", "../quotas.yaml"],
    ],
)
def test_an_option_that_says_something_else_than_the_rules_is_refused(
    folder: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "panel", *option, "--lang", "en"]) == 6
    assert "fixed before" in capsys.readouterr().err
    assert not (folder / "journal").exists()


def test_an_option_that_says_what_the_rules_say_is_taken(folder: Path) -> None:
    same = ["--seats", "4", "--household", "Adresse", "--fairness", "leximin", "--quotas", "quotas.yaml"]
    assert main(["draw", "panel", *same]) == 0
    assert json.loads((folder / "public/plan.json").read_bytes())["inputs"]["seats"] == 4


@pytest.mark.parametrize("name", [RECODING, "private/volunteers.csv"])
def test_a_recoding_or_a_list_changed_since_is_prepared_again_first(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / name).open("ab") as file:
        file.write(b"\n")
    assert main(["draw", "panel", "--lang", "en"]) == 6
    assert "tirage prepare" in capsys.readouterr().err
    assert not (folder / "journal").exists()


@pytest.mark.parametrize("options", [[], ["--rehearsal"]])
def test_without_a_list_of_volunteers_it_is_said_how_one_is_made(
    folder: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "private/volunteers.csv").unlink()
    assert main(["draw", "panel", *options, "--lang", "en"]) == 6
    assert "tirage prepare FILE" in capsys.readouterr().err
    assert main(["status", "--lang", "en"]) == 0
    assert "recodage.yaml" in capsys.readouterr().out


def test_rules_changed_after_the_plan_are_another_plan(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "panel"]) == 0
    (folder / "tirage.yaml").write_text(RULES.replace("Essai", "Autre"), encoding="utf-8")
    words = ["draw", "panel", "private/volunteers.csv", "--id", "id", "--lang", "en"]
    assert main(words) == 6
    assert "rules" in capsys.readouterr().err


def test_no_list_changes_once_it_is_on_record(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "panel"]) == 0
    assert prepare(folder, sheet(tmp_path)) == 6
    assert "on record" in capsys.readouterr().err


def test_rules_of_rolls_take_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tirage.yaml").unlink()
    (folder / "quotas.yaml").unlink()
    assert main(["init", "--template", "generic"]) == 0
    assert main(["draw", "panel", "private/volunteers.csv", "--lang", "en"]) == 6
    assert "rolls" in capsys.readouterr().err


def test_two_names_of_two_dossiers_are_a_mistake(folder: Path) -> None:
    assert main(["status", "x", "--dossier", "y"]) == 2
    assert main(["draw", "panel", "--out", "x", "--dossier", "y"]) == 2


def test_commands_find_the_dossier_from_within_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_two("draw", "panel", "--seed", DICE) == 0
    monkeypatch.chdir(folder / "public")
    for words in (
        ["status"],
        ["verify"],
        ["history"],
        ["replay"],
        ["seed", "show"],
        ["term", "--months", "12"],
    ):
        assert main(words) in {0, 6}, words
    assert main(["term", "--months", "12", "--start", "2027-01-01"]) == 0
    assert list(folder.glob("journal/*-term.json"))


def test_the_status_names_the_next_step_of_this_road(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["status", "--lang", "en"]) == 0
    assert "tirage draw panel --dossier ." in capsys.readouterr().out
    (folder / "private/volunteers.csv").unlink()
    assert main(["status", "--lang", "en"]) == 0
    assert "tirage prepare FILE --dossier ." in capsys.readouterr().out
