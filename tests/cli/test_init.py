"""`tirage init`: a folder that can be read, corrected and used, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.terminal import Desk

from tirage.cli import main
from tirage.quotas.read import read_quotas
from tirage.rules.model import FileRules, RollRules
from tirage.rules.read import read_roll_rules, read_rules


@pytest.mark.parametrize("template", ["paris", "generic"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_rules_and_quotas_agree(tmp_path: Path, template: str, lang: str) -> None:
    folder = tmp_path / "assemblée"
    assert main(["init", str(folder), "--template", template, "--lang", lang]) == 0
    rules = read_roll_rules(folder / "tirage.yaml")
    quotas = read_quotas(folder / rules.quotas, seats=rules.seats).quotas
    assert [criterion.name for criterion in quotas.criteria] == list(rules.criteria)
    for criterion in quotas.criteria:
        names = list(criterion.categories)
        own = rules.criteria[criterion.name]
        if own.origin in {"sex", "age", "stream"}:
            assert names == list(own.categories)
        if own.origin == "answers":
            assert names == list(rules.letters.answers[criterion.name])
        if own.origin == "stream":
            seats = {name: stream.seats for name, stream in rules.streams.items()}
            assert {own.categories[each.category]: each.minimum for each in criterion.bounds} == seats


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_letters_and_seats_are_spread_by_the_places_of_a_geography(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quartiers.csv").write_text("label;bureaux\nNord;1..9\nSud;10..19\n", encoding="utf-8")
    for geography, first in (("lyon", "1er"), ("quartiers.csv", "Nord")):
        folder = tmp_path / f"by {geography}"
        assert main(["init", str(folder), "--geography", geography, "--lang", lang]) == 0
        rules = read_roll_rules(folder / "tirage.yaml")
        quotas = read_quotas(folder / "quotas.yaml", seats=rules.seats).quotas
        placed = rules.criteria[rules.strata[0]]
        assert (placed.geography, placed.places[0]) == (geography, first)
        assert tuple(quotas.criteria[-1].categories) == placed.places
        assert sum(bound.minimum for bound in quotas.criteria[-1].bounds) <= rules.seats
    assert main(["init", "nowhere", "--geography", "lion"]) == 3
    assert main(["init", "nowhere", "--geography", "lyon", "--template", "paris"]) == 2
    assert main(["init", "nowhere", "--template", "lyon"]) == 2
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_script_is_never_asked_and_says_all_in_options(tmp_path: Path, lang: str) -> None:
    folder = tmp_path / "d"
    said = {
        "--name": "Conseil: l'eau",
        "--organiser": "Ville de Riom",
        "--city": "Riom",
        "--seats": "12",
        "--timezone": "Europe/Paris",
        "--household": "Adresse,Code postal",
        "--roll": "5x1000",
    }
    typed = [word for pair in said.items() for word in pair]
    assert main(["init", str(folder), *typed, "--lang", lang]) == 0
    rules = read_rules(folder / "tirage.yaml")
    assert isinstance(rules, FileRules)
    assert (rules.name, rules.organiser, rules.city) == ("Conseil: l'eau", "Ville de Riom", "Riom")
    assert (rules.seats, rules.timezone, rules.household) == (12, "Europe/Paris", ("Adresse", "Code postal"))
    assert rules.drawing.roll == "5x1000"
    assert read_quotas(folder / rules.quotas, seats=12).quotas.criteria


@pytest.mark.parametrize("template", ["volunteers", "paris", "generic"])
def test_the_templates_are_of_their_road_in_both_languages(tmp_path: Path, template: str) -> None:
    found = []
    for lang in ("fr", "en"):
        folder = tmp_path / lang
        assert main(["init", str(folder), "--template", template, "--lang", lang]) == 0
        rules = read_rules(folder / "tirage.yaml")
        assert isinstance(rules, FileRules if template == "volunteers" else RollRules)
        found.append((rules.seats, rules.timezone, rules.drawing, rules.term))
    assert found[0] == found[1]


@pytest.mark.parametrize("typed", [["--timezone", "Lune"], ["--roll", "3d6x"], ["--name", " "]])
def test_what_no_rules_can_say_writes_nothing(tmp_path: Path, typed: list[str]) -> None:
    assert main(["init", str(tmp_path / "d"), *typed]) == 3
    assert not (tmp_path / "d").exists()


def test_the_folder_is_the_one_that_somebody_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--template", "volunteers"]) == 0
    assert (tmp_path / "tirage.yaml").exists()
    assert main(["init", "a", "--dossier", "b"]) == 2


def test_a_frame_needs_the_sections_of_rolls_and_each_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "d"), "--template", "volunteers"]) == 0
    capsys.readouterr()
    assert main(["frame", "rolls.csv", "--dossier", str(tmp_path / "d"), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert all(f"“{key}” is missing" in said or key in said for key in ("criteria", "strata", "letters"))


def test_what_was_corrected_by_hand_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "quotas.yaml").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["quotas.yaml"]
    assert (tmp_path / "quotas.yaml").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "file")]) == 6


def test_at_a_terminal_it_asks_and_an_empty_line_takes_what_is_offered(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    answers = ("1", "Assemblée de Riom", "", "Riom", "", "12", "", "Adresse, Code postal")
    with Desk("init", folder, "--lang", "en") as desk:
        for answer in answers:
            desk.until(": ")
            desk.types(f"{answer}\n")
        assert desk.ends() == 0
    rules = read_rules(folder / "tirage.yaml")
    assert (rules.name, rules.organiser, rules.city, rules.seats) == ("Assemblée de Riom", None, "Riom", 12)
    assert isinstance(rules, FileRules) and rules.household == ("Adresse", "Code postal")


def test_an_answer_that_no_rules_can_have_is_asked_again_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    answers = ("1", "Riom", "", "", "Lune", "Europe/Paris", "douze", "12", "des", "20d6", "")
    with Desk("init", folder, "--lang", "en") as desk:
        for answer in answers:
            desk.until(": ")
            desk.types(f"{answer}\n")
        assert desk.ends() == 0
        assert "such as Europe/Paris" in desk.said and "whole number" in desk.said
    rules = read_rules(folder / "tirage.yaml")
    assert (rules.name, rules.timezone, rules.seats, rules.drawing.roll) == (
        "Riom",
        "Europe/Paris",
        12,
        "20d6",
    )


def test_at_a_terminal_a_template_asks_nothing(tmp_path: Path) -> None:
    with Desk("init", tmp_path / "d", "--template", "volunteers", "--lang", "en") as desk:
        assert desk.ends() == 0
