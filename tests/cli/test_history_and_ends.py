"""`tirage history`, `void`, `contest` and `erase`: what is on the record stays there and still verifies."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish, on_disk
from support.journey import DICE as ROLLS
from support.journey import begun, frame, run, whole
from support.texts import TEXTS
from support.two_commands import in_two

from tirage.cli import main
from tirage.dossier.chain import AFTER, ASIDES, Entry
from tirage.dossier.entries import FORMS
from tirage.report.parts.story import story
from tirage.report.wording import Wording
from tirage.verify import read, verify


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier from the rolls to the panel."""
    return whole(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan without a draw."""
    folder = tmp_path_factory.mktemp("plan")
    assert draw(PETIT / "volontaires.csv", folder / "dossier") == 0
    return folder / "dossier"


@pytest.fixture
def planned(plan: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(plan, tmp_path / "dossier"))


def ok(dossier: Path) -> bool:
    return verify(read(dossier)).ok


def last(dossier: Path) -> dict[str, object]:
    entry = json.loads(max((dossier / "journal").iterdir()).read_bytes())
    return {"type": entry["type"], **entry["body"]}


# --- The story -------------------------------------------------------------------------------------------


def test_the_story_has_every_act_at_its_time(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(town), "--json", "--lang", "en"]) == 0
    document = json.loads(capsys.readouterr().out)
    entries = [json.loads(path.read_bytes()) for path in sorted((town / "journal").iterdir())]
    told = [(act["number"], act["type"], act["time"]) for act in document["acts"]]
    assert told == [(entry["i"], entry["type"], entry["time"]) for entry in entries]
    assert document["journal_head"] == verify(read(town)).head
    assert document["acts"][-1]["hash"] == document["journal_head"]
    texts = {act["type"]: act["text"] for act in document["acts"]}
    assert "3 5 4 6" not in texts["panel"] and ROLLS[2] in texts["contribution"]
    assert not [text for text in texts.values() if "{" in text or "Act “" in text]


@pytest.mark.parametrize(("lang", "words"), [("fr", "Le panel est tiré"), ("en", "The panel is drawn")])
def test_the_story_is_told_in_both_languages(
    lang: str, words: str, town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(town), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert words in said and ROLLS[0] in said
    assert said.index("UTC") < said.index(words)


def test_quotas_announced_are_told_from_those_of_the_panel(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(town), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.index("quotas are announced") < said.index("quotas of the panel are fixed")


def test_every_act_that_can_be_recorded_has_its_sentence() -> None:
    for step in {*AFTER, *ASIDES} - {""}:
        name = f"history.{step.replace(' ', '.')}"
        kind = f"history.{step.partition(' ')[0]}"
        assert any(code == name or code.startswith(kind) for code in TEXTS), step
    assert {f"status.{kind}" for kind in FORMS} - set(TEXTS) == set()


def test_both_begin_with_the_next_step(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for command in ("status", "history"):
        assert main([command, str(planned), "--lang", "en"]) == 0
        assert capsys.readouterr().out.startswith(
            "Next, in public: roll 20 dice and read from 1 to 6, in order; then\n"
            "  tirage draw panel --dossier "
        )


def test_long_lists_are_counted(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finish(planned, "--seed", DICE) == 0
    for number in range(30):
        assert run("contest", planned, "--reason", f"objection {number}") == 0
    capsys.readouterr()
    assert main(["status", str(planned), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "The first 7 acts are in: tirage history" in said
    assert said.count("draw contested") == 30 and "dossier opened" not in said
    assert main(["history", str(planned), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.count("CONTESTED") == 3 and "… and 27 more acts of this kind, up to act 37" in said
    for command in ("status", "history"):
        assert main([command, str(planned), "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["acts"]) == 37


def test_a_kind_of_a_later_version_is_told_as_the_journal_has_it() -> None:
    body = {"kind": "hired", "pid": "V01", "date": "2026-11-23", "cause": ""}
    entry = Entry(1, "vacancy", "2026-11-23T09:00:00Z", "tirage 9", "", body)
    (line,) = story([entry], {}, Wording("en"))
    assert line.words == "V01 leaves a seat on 23 November 2026: hired."
    (line,) = story([replace(entry, body={**body, "kind": "withdrawal", "cause": "work"})], {}, Wording("en"))
    assert line.words == "V01 leaves a seat on 23 November 2026: departure (cause: work)."


def test_an_act_of_a_later_version_is_told_by_its_type() -> None:
    entry = Entry(
        1, "regatta", "2026-11-23T09:00:00Z", "tirage 9", "", {"act": "sails/1", "day": "2026-11-23"}
    )
    (line,) = story([entry], {}, Wording("en"))
    assert line.words == "Act “regatta”."


# --- Void ------------------------------------------------------------------------------------------------


def test_a_plan_is_void_and_stays_published(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = on_disk(planned)
    assert run("void", planned, "--reason", "a seat too many in the rules") == 0
    assert last(planned)["type"] == "void"
    assert before.items() <= on_disk(planned).items()
    report = verify(read(planned))
    assert report.ok and not report.drawn
    capsys.readouterr()
    assert main(["verify", str(planned), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "declared VOID" in said and "a seat too many" in said


def test_nothing_is_drawn_from_a_plan_that_is_void(planned: Path) -> None:
    assert run("void", planned, "--reason", "mistaken") == 0
    after = on_disk(planned)
    assert finish(planned, "--seed", DICE) == 6
    assert finish(planned, "--number", "3") == 6
    assert run("void", planned, "--reason", "again") == 6
    assert run("contest", planned, "--reason", "nothing drawn") == 6
    assert on_disk(planned) == after


def test_attack_what_was_drawn_is_declared_void(planned: Path) -> None:
    assert finish(planned, "--seed", DICE) == 0
    assert run("void", planned, "--reason", "not the people we hoped for") == 6
    assert last(planned)["type"] == "panel"


def test_attack_void_once_the_seed_is_known(planned: Path) -> None:
    """The dice are on the record, the panel not yet: everyone can compute it."""
    assert run("seed", "reveal", planned, "--name", "public", "--text", DICE) == 0
    assert run("void", planned, "--reason", "we computed it") == 6
    assert finish(planned) == 0
    assert run("contest", planned, "--reason", "we computed it") == 0
    assert ok(planned)


def test_a_wave_of_letters_can_be_void(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path, 60)
    assert frame(dossier, files) == 0
    assert run("draw", "letters", "--dossier", dossier, "--letters", "20") == 0
    assert run("void", dossier, "--reason", "too few") == 0
    assert last(dossier) == {"type": "void", "act": "letters/1", **last(dossier)}
    assert ok(dossier)
    assert run("draw", "letters", "--dossier", dossier, "--seed", ROLLS[0]) == 6
    assert run("erase", dossier, "--reason", "nothing came of it", "--yes") == 0
    assert ok(dossier) and not (dossier / "private").exists()


# --- Contested -------------------------------------------------------------------------------------------


def test_a_draw_is_contested_as_often_as_somebody_does(planned: Path) -> None:
    assert finish(planned, "--seed", DICE) == 0
    for reason in ("dice seen to be loaded", "no: they were not"):
        assert run("contest", planned, "--reason", reason) == 0
    report = verify(read(planned))
    assert report.ok and report.drawn
    said = [check.got for check in report.checks if check.code == "beyond.contested"]
    assert said == ["panel — dice seen to be loaded", "panel — no: they were not"]


def test_what_is_contested_does_not_stop_what_follows(town: Path, tmp_path: Path) -> None:
    dossier, files = begun(tmp_path, 60)
    assert frame(dossier, files) == 0
    assert in_two("draw", "letters", "--dossier", dossier, "--letters", "20", "--seed", ROLLS[0]) == 0
    assert run("contest", dossier, "--reason", "the bailiff was late") == 0
    assert in_two("draw", "letters", "--dossier", dossier, "--letters", "20", "--seed", ROLLS[1]) == 0
    assert ok(dossier)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "a\x1b[31mb"])
def test_a_reason_is_a_sentence(reason: str, planned: Path) -> None:
    assert run("void", planned, "--reason", reason) == 3
    assert last(planned)["type"] == "plan"


def test_attack_somebody_named_in_a_reason(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finish(planned, "--seed", DICE) == 0
    capsys.readouterr()
    assert run("contest", planned, "--reason", "Samira BENAISSA was not asked") == 6
    assert "benaissa" not in capsys.readouterr().err.lower()
    assert last(planned)["type"] == "panel"


# --- Erased ----------------------------------------------------------------------------------------------


def test_what_is_published_still_verifies_when_names_and_key_are_gone(town: Path, tmp_path: Path) -> None:
    dossier = Path(shutil.copytree(town, tmp_path / "d"))
    published = {n: d for n, d in on_disk(dossier).items() if not n.startswith("private/")}
    assert run("erase", dossier, "--reason", "end of retention", "--yes") == 0
    left = on_disk(dossier)
    assert published.items() <= left.items()
    assert set(left) - set(published) == {"journal/0020-erase.json"}
    assert not (dossier / "private").exists()
    assert ok(dossier)
    for reader in ("public", "guarantors", "auditors"):
        assert run("publish", dossier, "--for", reader, "--out", tmp_path / reader) == 0
        assert ok(tmp_path / reader)


def test_a_plan_that_waits_for_its_chance_is_not_erased(
    planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("erase", planned, "--reason", "end of retention", "--yes") == 6
    assert "tirage void" in capsys.readouterr().err
    assert (planned / "private/pool.csv").exists()


def test_an_erasure_cut_short_is_finished(planned: Path) -> None:
    assert finish(planned, "--seed", DICE) == 0
    assert run("erase", planned, "--reason", "end of retention", "--yes") == 0
    (planned / "private").mkdir()
    (planned / "private/pool.csv").write_text("left", encoding="ascii")
    after = {n for n in on_disk(planned) if n.startswith("journal/")}
    assert run("erase", planned, "--reason", "end of retention") == 0
    assert not (planned / "private").exists()
    assert {n for n in on_disk(planned) if n.startswith("journal/")} == after


@pytest.mark.posix
def test_attack_a_link_in_the_place_of_the_private_folder(planned: Path, tmp_path: Path) -> None:
    assert finish(planned, "--seed", DICE) == 0
    shutil.rmtree(planned / "private")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/thesis.txt").write_text("mine", encoding="ascii")
    (planned / "private").symlink_to(tmp_path / "elsewhere")
    assert run("erase", planned, "--reason", "end of retention", "--yes") != 0
    assert (tmp_path / "elsewhere/thesis.txt").read_text(encoding="ascii") == "mine"
