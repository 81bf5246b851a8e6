"""Somebody at a terminal: the roll is asked for, who leaves is named, and nothing but yes goes on."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from support.commands import PETIT, draw, finish, number_of, on_disk, plan_options

from tirage.cli import main
from tirage.verify import read, verify

pytest.importorskip("pty")
from support.terminal import Desk

ROLLED = "35463115561121636246"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that waits for twenty dice."""
    folder = tmp_path_factory.mktemp("planned") / "d"
    assert draw(PETIT / "volontaires.csv", folder) == 0
    return folder


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel in which V08 sits."""
    folder = tmp_path_factory.mktemp("drawn") / "d"
    assert draw(PETIT / "volontaires.csv", folder, roll="hand") == 0
    assert finish(folder, "--number", number_of(folder, "V08")) == 0
    return folder


@pytest.fixture
def dossier(planned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(planned, tmp_path / "d"))


@pytest.fixture
def by_hand(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "d"))


def panel(dossier: Path) -> Desk:
    return Desk("draw", "panel", "--out", dossier, "--lang", "en")


def test_a_panel_is_planned_and_drawn_in_one_sitting(tmp_path: Path) -> None:
    out = tmp_path / "d"
    with Desk("draw", "panel", PETIT / "volontaires.csv", "--out", out, *plan_options(lang="fr")) as desk:
        shown = desk.until("0/20")
        assert "Empreinte du plan" in shown and "lancez 20 dés" in shown
        assert not (out / "public/panel.csv").exists()
        time.sleep(1.1)  # nobody rolls twenty dice in the second of the plan
        desk.types(f"{ROLLED}\r")
        question = desk.until("[oui/NON] :")
        assert "Tiré en public, 20 chiffres :\n  3546 3115 5611 2163 6246\n" in question
        assert "les 6 membres du panel, parmi les 39 panels préparés" in " ".join(question.split())
        assert not (out / "public/panel.csv").exists()
        desk.types("oui\r")
        assert desk.ends() == 0
        assert "6 membres tirés au sort" in desk.said
    assert verify(read(out)).ok


@pytest.mark.parametrize("answer", ["\r", "\x04"])
def test_anything_but_yes_writes_nothing(dossier: Path, answer: str) -> None:
    before = on_disk(dossier)
    with panel(dossier) as desk:
        desk.until("0/20")
        desk.types(f"{ROLLED}\r")
        desk.until("[yes/NO]:")
        desk.types(answer)
        assert desk.ends() == 6
        assert "Without your yes nothing was done" in desk.said
    assert on_disk(dossier) == before


@pytest.mark.parametrize("at", ["0/20", "[yes/NO]:"])
def test_ctrl_c_at_a_question_leaves_the_plan_as_it_was(dossier: Path, at: str) -> None:
    before = on_disk(dossier)
    with panel(dossier) as desk:
        desk.until("0/20")
        if at != "0/20":
            desk.types(f"{ROLLED}\r")
            desk.until(at)
        desk.types("\x03")
        assert desk.ends() == 130
        assert "Interrupted" in desk.said
    assert on_disk(dossier) == before


def test_enter_alone_is_later(dossier: Path) -> None:
    before = on_disk(dossier)
    with panel(dossier) as desk:
        desk.until("0/20")
        desk.types("\r")
        assert desk.ends() == 0
        assert "the plan waits" in desk.said
    assert on_disk(dossier) == before


def test_a_roll_that_was_mistyped_is_typed_again(dossier: Path) -> None:
    with panel(dossier) as desk:
        desk.until("0/20")
        desk.types("354631155611O")
        assert "“O” as sign 13: expected a digit from 1 to 6." in desk.until("not taken.")
        desk.types("21636246\r")
        desk.until("[yes/NO]:")
        desk.types("n\r")
        assert desk.ends() == 6
    with panel(dossier) as desk:
        desk.until("0/20")
        desk.types(f"{ROLLED}\r")
        desk.until("[yes/NO]:")
        desk.types("y\r")
        assert desk.ends() == 0


def test_the_number_of_balls_has_every_digit_and_exists(tmp_path: Path) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", roll="hand") == 0
    with panel(tmp_path / "d") as desk:
        desk.until("0/2")
        desk.types("7\r")
        desk.until("1 digit is missing.")
        desk.types("7\r")
        desk.until("There is no number 77: they go from 00 to 38.")
        desk.until("0/2")
        desk.types("07\r")
        assert "The number drawn in public, from 00 to 38:\n  07\n" in desk.until("[yes/NO]:")
        desk.types("y\r")
        assert desk.ends() == 0
    assert '"number":7' in next((tmp_path / "d/journal").glob("*-panel.json")).read_text(encoding="utf-8")


def test_who_leaves_is_named_on_the_terminal_and_nowhere_else(by_hand: Path) -> None:
    with Desk("record", "withdrawal", "V08", by_hand, "--lang", "fr") as desk:
        question = desk.until("[oui/NON] :")
        for line in (
            "nom : Prévôt Françoise",
            "identifiant public : V08",
            "genre : Femme",
            "siège depuis le : ",
        ):
            assert line in question
        desk.types("o\r")
        assert desk.ends() == 0
        assert "Prévôt" not in desk.said[len(question) :]
    assert not any(
        "Prévôt".encode() in data for name, data in on_disk(by_hand).items() if "private" not in name
    )


def test_a_departure_that_is_not_confirmed_opens_no_seat(by_hand: Path) -> None:
    before = on_disk(by_hand)
    with Desk("record", "withdrawal", "V08", by_hand, "--json") as desk:
        desk.until("/NO]:")
        desk.types("\r")
        assert desk.ends() == 6
    assert on_disk(by_hand) == before


def test_a_successor_is_drawn_at_the_desk(by_hand: Path) -> None:
    assert main(["record", "withdrawal", "V08", str(by_hand)]) == 0
    with Desk("draw", "replacements", by_hand, "--lang", "en") as desk:
        desk.until("0/3")
        time.sleep(1.1)
        desk.types("000\r")
        assert "who takes the open seat" in desk.until("[yes/NO]:")
        desk.types("yes\r")
        assert desk.ends() == 0
    assert verify(read(by_hand)).ok


def test_with_yes_nothing_is_asked_at_a_desk_either(dossier: Path) -> None:
    with Desk("draw", "panel", "--out", dossier, "--lang", "en", "--yes") as desk:
        assert desk.ends() == 0
        assert "Type the digits" not in desk.said
    with Desk("draw", "panel", "--out", dossier, "--lang", "en", "--yes", "--seed", ROLLED) as desk:
        assert desk.ends() == 0
        assert "[yes/NO]" not in desk.said


def test_nothing_is_asked_in_a_rehearsal_at_a_desk(tmp_path: Path) -> None:
    out, options = tmp_path / "d", [*plan_options(), "--rehearsal", "--seed", ROLLED]
    with Desk("draw", "panel", PETIT / "volontaires.csv", "--out", out, *options) as desk:
        assert desk.ends() == 0
        assert "[yes/NO]" not in desk.said


def test_the_roll_of_a_ceremony_is_asked_for_and_waits_for_its_beacon(tmp_path: Path) -> None:
    out = tmp_path / "d"
    assert draw(PETIT / "volontaires.csv", out, "--beacon-round", "99999999") == 0
    with Desk("seed", "reveal", out, "--name", "public", "--lang", "en") as desk:
        desk.until("0/20")
        desk.types(f"{ROLLED}\r")
        assert "With what is still to come, this will decide" in desk.until("[yes/NO]:")
        desk.types("y\r")
        assert desk.ends() == 0
    assert len(list((out / "journal").glob("*-contribution.json"))) == 1


def test_enter_alone_leaves_the_roll_of_a_ceremony_for_later(tmp_path: Path) -> None:
    out = tmp_path / "d"
    assert draw(PETIT / "volontaires.csv", out, "--beacon-round", "99999999") == 0
    before = on_disk(out)
    with Desk("seed", "reveal", out, "--name", "public", "--lang", "en") as desk:
        desk.until("0/20")
        desk.types("\r")
        assert desk.ends() == 0
        assert "--file, --text" not in desk.said
    assert on_disk(out) == before
