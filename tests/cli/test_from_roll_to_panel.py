"""One dossier from the rolls to the panel, by the commands that an official types; and what they refuse."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.commands import defects, on_disk
from support.journey import DICE, QUOTAS, RULES, answers, begun, frame, run, whole
from support.lists import CARDS, ROLL, card, elector, write
from support.two_commands import in_two

from tirage.dossier.canonical import canonical
from tirage.randomness.seeds import commit
from tirage.verify import verify


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory.mktemp("whole"))


def published(dossier: Path) -> dict[str, bytes]:
    files = on_disk(dossier)
    return {
        name: data for name, data in files.items() if name.startswith(("journal/", "public/", "guarantors/"))
    }


def test_nothing_is_left_beside_a_dossier(finished: Path) -> None:
    """What did not fit in memory was put into folders that are gone."""
    assert not [each.name for each in finished.iterdir() if each.name.startswith(".tirage-")]


def test_from_the_roll_to_the_panel(finished: Path) -> None:
    report = verify(published(finished))
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    found = {check.code: check.status for check in report.checks}
    for code in ("frame.root", "letters.drawn", "responses.letters", "responses.pool", "contributions.fresh"):
        assert found[code] == "ok"
    assert "quotas.announced" in found


def test_the_query_of_the_auditors_manual_draws_the_same_letters(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    manual = (Path(__file__).parents[2] / "docs" / "en" / "auditors.md").read_text(encoding="utf-8")
    query = manual.split("```sql\n")[1].split("```")[0]
    entries = [json.loads(data) for name, data in published(finished).items() if "-letters.json" in name]
    monkeypatch.chdir(finished)
    drawn = duckdb.sql(query, params={"stage_seed": entries[0]["body"]["stage_seed"]}).fetchall()
    listed = (finished / "guarantors/letters-1.csv").read_text(encoding="ascii").splitlines()[1:]
    assert [",".join(row) for row in drawn] == listed


def test_replay_and_status_follow(finished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("replay", finished) == 0
    capsys.readouterr()
    assert run("status", finished, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["next"] == "verify"
    assert [act["type"] for act in found["acts"]].count("letters") == 2


def test_nothing_published_names_anyone(finished: Path) -> None:
    with (finished / "private/pool.csv").open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file, delimiter=";"))
    everything = b"".join(published(finished).values())
    for person in people:
        for cell in (person["surname"], person["street"], person["email"], person["birth_date"]):
            assert not cell or len(cell) < 5 or cell.encode() not in everything


@pytest.mark.posix
def test_private_files_are_private(finished: Path) -> None:
    assert all(path.stat().st_mode & 0o077 == 0 for path in (finished / "private").rglob("*"))


def test_the_same_rolls_and_dice_give_the_same_bytes(finished: Path, tmp_path: Path) -> None:
    code = (
        "import os, sys; sys.path[:0] = [sys.argv[1], os.path.dirname(sys.argv[1])]\n"
        "import importlib.util, itertools, pathlib\n"
        "from tirage.cli import clock\n"
        "from tirage.cli.desk import consent\n"
        "asking = consent.Consent\n"
        "consent.Consent = lambda talk, *, sure, bar: asking(talk, sure=True, bar=bar)\n"
        "ticks = itertools.count(10)\n"
        "clock.system_clock = lambda *, rehearsal: f'2026-11-01T09:{next(ticks)}:00Z'\n"
        "spec = importlib.util.spec_from_file_location('again', sys.argv[2])\n"
        "module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)\n"
        "module.whole(pathlib.Path(sys.argv[3]))\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    arguments = [sys.executable, "-c", code, str(Path(__file__).parent), __file__, str(tmp_path)]
    subprocess.run(arguments, check=True, env=environment, capture_output=True)
    own, other = published(finished), published(tmp_path / "dossier")
    assert own.keys() == other.keys()
    for name in own:
        if not name.startswith("journal/"):
            assert own[name] == other[name], name


def test_rows_in_another_order_give_the_same_frame(finished: Path, tmp_path: Path) -> None:
    dossier, files = begun(tmp_path)
    for number, path in enumerate(files):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *Random(number).sample(rows, len(rows))]), encoding="utf-8")
    assert frame(dossier, files[::-1]) == 0
    for name in ("guarantors/frame.csv", "public/frame.json"):
        assert (dossier / name).read_bytes() == (finished / name).read_bytes()


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished.parent, tmp_path / "copy")) / "dossier"


# --- Refusals ------------------------------------------------------------------------------------


def test_a_frame_is_closed_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = on_disk(copy)
    assert frame(copy, sorted((copy.parent / "lists").iterdir())) == 6
    assert on_disk(copy) == before


@pytest.fixture
def framed(tmp_path: Path) -> Path:
    dossier, files = begun(tmp_path)
    assert frame(dossier, files) == 0
    return dossier


def test_a_cause_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path)
    capsys.readouterr()
    assert frame(dossier, files, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "Not in the frame (same person on several rows: one counts): " in said
    assert "duplicate" not in said


def test_the_dice_of_one_act_draw_no_other(framed: Path) -> None:
    assert in_two("draw", "letters", "--dossier", framed, "--seed", DICE[0]) == 0
    assert run("draw", "letters", "--dossier", framed, "--letters", "9") == 0
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[0].replace(" ", "  ")) == 6
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[1]) == 0


def test_a_plan_that_is_fixed_heeds_no_option(framed: Path) -> None:
    assert run("draw", "letters", "--dossier", framed) == 0
    assert run("draw", "letters", "--dossier", framed, "--letters", "9") == 6
    assert run("draw", "letters", "--dossier", framed, "--alpha", "1") == 6


def test_nobody_gets_two_letters_and_no_home_gets_two(framed: Path) -> None:
    for wave, dice in enumerate(DICE, 1):
        assert in_two("draw", "letters", "--dossier", framed, "--letters", "80", "--seed", dice) == 0
        assert (framed / f"guarantors/letters-{wave}.csv").exists()
    drawn = [
        line.split(",")[0]
        for wave in (1, 2, 3)
        for line in (framed / f"guarantors/letters-{wave}.csv").read_text().splitlines()[1:]
    ]
    homes = dict(
        line.split(",")[::2] for line in (framed / "guarantors/frame.csv").read_text().splitlines()[1:]
    )
    assert len(drawn) == len(set(drawn)) == 240
    assert homes is not None


def test_no_letters_before_the_frame_and_no_panel_before_the_answers(tmp_path: Path, framed: Path) -> None:
    assert run("draw", "letters", "--dossier", tmp_path / "nowhere") == 3
    assert run("record", "responses", framed / "quotas.yaml", "--dossier", framed) == 6
    assert run("draw", "panel", "--out", framed) == 6


def test_a_frame_that_was_altered_after_the_plan_is_not_drawn_from(
    framed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The plan has fixed the frame: the seed is known by its draw, and so is whom to take out."""
    assert run("draw", "letters", "--dossier", framed) == 0
    path = framed / "guarantors/frame.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    capsys.readouterr()
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[0], "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["values"]["file"] == "guarantors/frame.csv"
    assert not (framed / "guarantors/letters-1.csv").exists()


def test_a_frame_that_was_altered_is_not_drawn_from(framed: Path) -> None:
    path = framed / "guarantors/frame.csv"
    path.write_bytes(path.read_bytes().replace(b"listes/15e", b"listes/18e", 1))
    assert run("draw", "letters", "--dossier", framed) == 6


@pytest.fixture
def written(framed: Path) -> Path:
    assert in_two("draw", "letters", "--dossier", framed, "--seed", DICE[0]) == 0
    return framed


def codes(dossier: Path) -> list[str]:
    with (dossier / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["code"] for row in csv.DictReader(file, delimiter=";")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (lambda c: [{"code": "0000-0000", "réponse": "oui", "diplôme": "bac"}], "responses.code"),
        (lambda c: [{"code": "", "réponse": "oui", "diplôme": "bac"}], "responses.code"),
        (lambda c: [{"code": c[0], "réponse": "peut-être", "diplôme": "bac"}], "responses.answer"),
        (lambda c: [{"code": c[0], "réponse": "oui", "diplôme": "doctorat"}], "responses.category"),
        (
            lambda c: [{"code": c[0], "réponse": r, "diplôme": "bac"} for r in ("oui", "non")],
            "responses.contradiction",
        ),
    ],
)
def test_an_answer_that_cannot_be_understood(
    written: Path,
    capsys: pytest.CaptureFixture[str],
    rows: Callable[[list[str]], list[dict[str, str]]],
    code: str,
) -> None:
    found = rows(codes(written))
    sheet = write(written.parent / "a.csv", ["code", "réponse", "diplôme"], found)
    before = on_disk(written)
    capsys.readouterr()
    assert run("record", "responses", sheet, "--dossier", written, "--json") == 3
    assert [(defect["code"], defect["line"]) for defect in defects(capsys)] == [(code, len(found) + 1)]
    assert on_disk(written) == before


def test_answers_late_doubled_incomplete_and_changed(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = codes(written)
    rows: list[dict[str, Any]] = [
        {"code": sent[0], "réponse": "oui", "diplôme": "bac", "date": "2027-01-31"},
        {"code": sent[0], "réponse": "oui", "diplôme": "bac", "date": "2027-01-31"},
        {"code": sent[1], "réponse": "oui", "diplôme": "bac", "date": "2027-02-01"},
        {"code": sent[2], "réponse": "oui", "diplôme": ""},
        {"code": sent[3], "réponse": "oui", "diplôme": "bac", "consentement": "non"},
        {"code": sent[4], "réponse": "non", "cause": "Time"},
    ]
    sheet = write(
        written.parent / "a.csv", ["code", "réponse", "cause", "date", "consentement", "diplôme"], rows
    )
    capsys.readouterr()
    command = ("record", "responses", sheet, "--dossier", written, "--deadline", "2027-01-31", "--json")
    assert run(*command) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["answers"] == {"accepted": 1, "incomplete": 2, "late": 1, "refused:time": 1}
    assert (found["new"], found["repeated"]) == (5, 1)
    back = write(written.parent / "b.csv", ["code"], [{"code": code} for code in (sent[0], sent[5], sent[5])])
    assert run("record", "undelivered", back, "--dossier", written, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["answers"]["undelivered"] == 1
    assert found["answers"]["accepted"] == 1
    rows = [{"code": sent[4], "réponse": "oui", "diplôme": "autre"}]
    again = write(written.parent / "c.csv", ["code", "réponse", "diplôme"], rows)
    assert run("record", "responses", again, "--dossier", written, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["changed"], found["answers"]["accepted"]) == (1, 2)
    assert verify(published(written)).ok


def test_what_a_wave_promises_is_shown_and_writes_nothing(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = on_disk(written)
    capsys.readouterr()
    words = ("letters", "plan", "--dossier", written, "--letters", "40", "--simulations", "20", "--json")
    assert run(*words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["wave"] == 2
    assert {"1/2", "0", "1"} == {each["alpha"] for each in found["scenarios"]}
    for each in found["scenarios"]:
        # Fewer people who answer are never better.
        half, less, _ = (other["together"] for other in each["answering"])
        assert 0 <= half <= less <= 1
    assert found["simulated"]["met"] == found["simulated"]["pools"] <= 20
    assert {each["criterion"] for each in found["expected"]} == {"volet", "genre", "secteur", "diplôme"}
    assert found["unforeseen"] == []
    assert run("letters", "plan", "--dossier", written, "--simulations", "0", "--letters", "50") == 0
    assert on_disk(written) == before


def test_a_criterion_that_no_list_tells_is_named_not_left_out(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = written / "tirage.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("  answers: {diplôme: {bac: 50 %, autre: 50 %}}\n", ""), encoding="utf-8")
    capsys.readouterr()
    words = ("letters", "plan", "--dossier", written, "--simulations", "0")
    assert run(*words) == 0
    assert "Not counted here: diplôme." in capsys.readouterr().out
    assert run(*words, "--json") == 0
    assert json.loads(capsys.readouterr().out)["unforeseen"] == ["diplôme"]


@pytest.mark.parametrize(("share", "volunteers"), [("0 %", 80), ("9 %", 72.8), ("50 %", 40)])
def test_letters_that_come_back_bring_nobody(
    framed: Path, capsys: pytest.CaptureFixture[str], share: str, volunteers: float
) -> None:
    """A hundred letters at 80 %: so many volunteers, and the more letters needed the more come back."""

    def plan(share: str) -> dict[str, Any]:
        rules = RULES.replace("undeliverable: 9 %", f"undeliverable: {share}").replace("20 %", "80 %")
        (framed / "tirage.yaml").write_text(rules, encoding="utf-8")
        capsys.readouterr()
        plan = ("letters", "plan", "--dossier", framed, "--letters", "100", "--simulations", "0", "--json")
        assert run(*plan) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    found = plan(share)
    mean = sum(each["mean"] for each in found["expected"] if each["criterion"] == "genre")
    # In simulated futures, in which nobody answers more often than always.
    assert mean == pytest.approx(volunteers, rel=0.06)
    none = plan("0 %")
    assert (found["needed"] > none["needed"]) == (share != "0 %")


# --- Doubts and exclusions -----------------------------------------------------------------------


def test_a_doubt_stops_until_somebody_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path)
    moved = {
        **elector(0, arrondissement=5),
        "code de l'ugle": "75118",
        "code postal": "75018",
        "libellé de voie": "rue Neuve",
    }
    files.append(write(tmp_path / "com75118_LP_01-09-2026.csv", ROLL, [moved]))
    capsys.readouterr()
    assert frame(dossier, files, "--json") == 3
    # It is a second export of one list, too.
    assert [defect["code"] for defect in defects(capsys)] == ["frame.doubts", "frame.finding"]
    review = dossier / "private" / "review.csv"
    assert not (dossier / "journal").exists()
    text = review.read_text(encoding="utf-8-sig")
    decided = tmp_path / "decided.csv"
    decided.write_text(text.replace(";;Same surname", ";same person;Same surname"), encoding="cp1252")
    accepted = "--accept=list-twice=One elector moved."
    assert frame(dossier, files, "--decisions", decided, accepted, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["excluded"]["duplicate"] == 7
    assert verify(published(dossier)).ok


def test_the_opposition_list_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path)
    someone = elector(3, arrondissement=5)
    listed = {
        "nom": someone["nom de naissance"].lower(),
        "prénom": someone["prénoms"],
        "date de naissance": someone["date de naissance"],
    }
    stranger = {"nom": "INCONNU", "prénom": "Zoé", "date de naissance": "01/01/1950"}
    opposition = write(tmp_path / "opposition.csv", list(listed), [listed, stranger])
    capsys.readouterr()
    assert frame(dossier, files, "--exclude", f"opposition={opposition}", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["excluded"]["opposition"] == 1
    (told,) = shown["exclusions"]
    digest = sha256(opposition.read_bytes()).hexdigest()
    figures = {"rows": 2, "matched": 1, "decided": 0, "people": 1}
    assert told == {"list": "opposition", "sha256": digest, **figures}
    # Who it is stays in private/, line by line; the record has the figures.
    with (dossier / "private" / "exclusions.csv").open(encoding="utf-8-sig", newline="") as file:
        ledger = [*csv.DictReader(file, delimiter=";")]
    assert [(row["line"], row["why"], bool(row["public id"]), row["line of the file"]) for row in ledger] == [
        ("2", "certain: names and birth date", True, "5"),
        ("3", "nobody on the lists", False, ""),
    ]
    kept = ("journal/", "public/", "guarantors/")
    report = verify({name: data for name, data in on_disk(dossier).items() if name.startswith(kept)})
    assert report.ok, [check for check in report.checks if check.status == "failed"]


def test_every_defect_of_every_file_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path)
    (dossier / "tirage.yaml").write_text(RULES.replace("seats: 12", "seats: douze"), encoding="utf-8")
    bad = write(tmp_path / "decisions.csv", ["case"], [{"case": "a"}])
    capsys.readouterr()
    assert frame(dossier, files, "--decisions", bad, "--key", bad, "--json") == 3
    assert {defect["code"] for defect in defects(capsys)} == {
        "rules.whole",
        "frame.decisions.column",
        "frame.key",
    }


def test_the_same_file_twice_and_a_file_like_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, files = begun(tmp_path)
    twin = Path(shutil.copy(files[0], tmp_path / "copie_LP_75105.csv"))
    odd = write(tmp_path / "bizarre.csv", ["a", "b"], [{"a": "1", "b": "2"}])
    capsys.readouterr()
    assert frame(dossier, [*files, twin, odd], "--json") == 3
    assert {defect["code"] for defect in defects(capsys)} == {"frame.file.twice", "extract.layout.unknown"}
    assert not (dossier / "journal").exists()
    assert not list(dossier.glob(".tirage-*"))


@pytest.mark.parametrize(("lost", "code"), [(60, 0), (61, 3)])
def test_a_file_that_is_mostly_set_aside_closes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lost: int, code: int
) -> None:
    dossier, files = begun(tmp_path, 120)
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(text.replace("Liste principale", "Liste des jurés", lost), encoding="utf-8")
    capsys.readouterr()
    assert frame(dossier, files, "--accept=set-aside=They are jurors.", "--json") == code
    assert (dossier / "journal").exists() == (not code)
    if code:
        (defect,) = defects(capsys)
        assert (defect["code"], defect["file"]) == ("frame.file.set_aside", str(files[0]))
        assert "61 of 120 rows are set aside (a list of no known name: 61)" in defect["found"]


def test_a_stream_that_nobody_is_in_closes_nothing_until_the_rules_have_it_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, files = begun(tmp_path)
    aged = RULES.replace("ages: 16-17", "ages: 119+")
    (dossier / "tirage.yaml").write_text(aged, encoding="utf-8")
    capsys.readouterr()
    assert frame(dossier, files, "--json") == 3
    (defect,) = defects(capsys)
    assert (defect["code"], defect["column"]) == ("frame.stream.empty", "streams.mineurs")
    assert "belongs to no stream: 12" in defect["found"]
    assert not (dossier / "journal").exists()
    assert not list(dossier.glob(".tirage-*"))
    without = re.sub("  mineurs: .*\n", "", aged).replace(", mineurs: mineurs", "")
    without = without.replace("seats: 2,", "seats: 3,")
    (dossier / "tirage.yaml").write_text(without, encoding="utf-8")
    quotas = re.sub("    mineurs: .*\n", "", QUOTAS).replace(
        "non-UE: {minimum: 2, maximum: 2}", "non-UE: {minimum: 3, maximum: 3}"
    )
    (dossier / "quotas.yaml").write_text(quotas, encoding="utf-8")
    assert frame(dossier, files) == 0


def test_lists_on_which_nobody_is_may_be_alike_and_each_is_recorded(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path)
    empty = [write(tmp_path / f"com75105_{kind}_31-08-2026.csv", ROLL, []) for kind in ("LCM", "LCE")]
    assert empty[0].read_bytes() == empty[1].read_bytes()
    assert run("check", *empty) == 0
    assert frame(dossier, [*files, *empty]) == 0
    rows = [*csv.DictReader((dossier / "public/rolls.csv").read_text(encoding="utf-8").splitlines())]
    assert len(rows) == len(files) + 2
    assert [row["list"] for row in rows if row["read"] == "0"] == ["LCE", "LCM"]
    assert verify(published(dossier)).ok


def test_hostile_names_are_harmless(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path, 30)
    names = ["[/b]", "=cmd|' /C calc'!A0", "NA", "Null", "<script>", "O'Brien", '"', "a;b", "é" * 60]
    rows = [{**elector(5000 + i), "nom de naissance": name} for i, name in enumerate(names)]
    files.append(write(tmp_path / "com75115_LCM_01-09-2026.csv", ROLL, rows))
    cards = [card(800 + i, born="01/01/1970") | {"nom": name} for i, name in enumerate(names)]
    files.append(write(tmp_path / "cartes-2_2026-09-02.csv", CARDS, cards))
    assert frame(dossier, files) in {0, 3}
    if (dossier / "journal").exists():
        assert in_two("draw", "letters", "--dossier", dossier, "--letters", "200", "--seed", DICE[0]) == 0
        text = (dossier / "private/letters-1.csv").read_text(encoding="utf-8-sig")
        assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(";"))


# --- Attacks on the answers ------------------------------------------------------------------------


def test_attack_a_friend_is_put_into_the_pool(finished: Path) -> None:
    files = published(finished)
    lines = files["guarantors/responses-2.csv"].splitlines(keepends=True)
    refused = next(i for i, line in enumerate(lines) if b",refused" in line)
    files["guarantors/responses-2.csv"] = b"".join(lines[:refused] + lines[refused + 1 :])
    failed = {check.code for check in verify(files).checks if check.status == "failed"}
    assert {"hash", "responses.letters"} <= failed
    files = published(finished)
    pool = files["guarantors/pool.csv"].splitlines(keepends=True)
    files["guarantors/pool.csv"] = b"".join(
        [pool[0], b"00000000000000000000000000000000,,listes,Femme,5e,bac\n", *pool[1:]]
    )
    failed = {check.code for check in verify(files).checks if check.status == "failed"}
    assert "responses.pool" in failed


def test_attack_someone_who_got_no_letter_answers(finished: Path) -> None:
    files = published(finished)
    lines = files["guarantors/responses-2.csv"].splitlines(keepends=True)
    files["guarantors/responses-2.csv"] = b"".join(
        [lines[0], b"0" * 32 + b",accepted,listes,Femme,5e,bac\n", *lines[1:]]
    )
    failed = {check.code for check in verify(files).checks if check.status == "failed"}
    assert "responses.letters" in failed


def test_quotas_relaxed_before_the_letters_are_announced_with_what_was_changed(tmp_path: Path) -> None:
    dossier, files = begun(tmp_path)
    row = "{criterion: genre, category: Femme, limit: minimum, from: 6, to: 5}"
    changes = (
        f"- date: '2026-11-23'\n  reason: Trop peu de femmes\n  from_sha256: {'a' * 64}\n  rows: [{row}]\n"
    )
    (dossier / "quotas.yaml").write_text(f"{QUOTAS}changes:\n{changes}", encoding="utf-8")
    assert frame(dossier, files) == 0
    contents = published(dossier)
    report = verify(contents)
    assert report.ok
    assert [check.number for check in report.checks if check.code == "quotas.changes"] == ["1.13"]
    (name,) = (name for name in contents if name.endswith("-quotas.json"))
    entry = json.loads(contents[name])
    entry["body"]["changes"][0]["rows"][0]["to"] = 4
    report = verify(contents | {name: canonical(entry)})
    assert "quotas.changes" in {check.code for check in report.checks if check.status == "failed"}


def test_attack_quotas_changed_after_the_answers_are_shown(copy: Path) -> None:
    files = published(copy)
    announced = json.loads(files["public/quotas-announced.json"])
    announced["criteria"][1]["categories"][0]["minimum"] -= 1
    text = json.dumps(announced, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    report = verify({**files, "public/quotas-announced.json": text.encode()})
    assert "quotas.announced" in {check.code for check in report.checks if check.status == "failed"}


def test_quotas_that_no_change_on_record_leads_to_draw_no_panel(
    framed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draw", "letters", "--dossier", framed) == 0
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[0]) == 0
    assert run("record", "responses", answers(framed, 1, 0.9), "--dossier", framed) == 0
    measured = QUOTAS.replace("bac: {minimum: 4", "bac: {minimum: 5")
    (framed / "quotas.yaml").write_text(measured, encoding="utf-8")
    capsys.readouterr()
    assert run("draw", "panel", "--out", framed, "--panels", "20", "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "panel.other_quotas"
    (framed / "quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    (framed / "tirage.yaml").write_text(RULES.replace("response: 20 %", "response: 30 %"), encoding="utf-8")
    assert run("draw", "panel", "--out", framed, "--panels", "20", "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "rules.other"


def test_who_has_accepted_leaves_by_an_act_with_evidence_only(
    framed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draw", "letters", "--dossier", framed) == 0
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[0]) == 0
    said = answers(framed, 1, 0.9)
    assert run("record", "responses", said, "--dossier", framed) == 0
    yes = next(
        row for row in published(framed)["guarantors/responses-1.csv"].decode().split() if "accepted" in row
    )
    person = yes.split(",")[0]
    changed = said.read_text(encoding="utf-8").replace("Oui", "non")
    said.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert run("record", "responses", said, "--dossier", framed) == 3
    assert "stays" in capsys.readouterr().err
    gone = ("record", "withdrawal", person, framed, "--volunteer")
    assert run(*gone) == 6
    (framed / "letter.txt").write_text("I no longer want to.", encoding="utf-8")
    assert run(*gone, "--evidence", framed / "letter.txt") == 0
    assert run(*gone, "--evidence", framed / "letter.txt") == 6
    assert run("draw", "panel", "--out", framed, "--panels", "20") == 0
    files = published(framed)
    assert person not in files["guarantors/pool.csv"].decode()
    assert verify(files).ok


def test_a_wave_and_a_panel_with_a_guarantor(framed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same ceremony for letters as for the panel; a commitment serves once."""
    first, second = (f"amina={commit('amina', value * 32)}" for value in ("a1", "b2"))
    assert run("draw", "letters", "--dossier", framed, "--contributor", first, "--beacon-at", "noon") == 3
    past = ("--beacon-round", "5555555")
    assert run("draw", "letters", "--dossier", framed, *past) == 6
    assert run("draw", "letters", "--dossier", framed, "--contributor", first) == 0
    assert "tirage seed show" in capsys.readouterr().out
    assert run("draw", "letters", "--dossier", framed, "--contributor", first) == 6
    assert run("draw", "letters", "--dossier", framed, "--seed", DICE[0]) == 6
    assert run("seed", "reveal", framed, "--name", "amina", "--text", "a1" * 32) == 0
    assert run("status", framed) == 0
    assert "tirage seed show" in capsys.readouterr().out
    assert run("seed", "reveal", framed, "--name", "public", "--text", DICE[0]) == 0
    assert run("draw", "letters", "--dossier", framed) == 0
    assert run("seed", "reveal", framed, "--name", "amina", "--text", "a1" * 32) == 6
    assert run("record", "responses", answers(framed, 1, 0.9), "--dossier", framed) == 0
    panel = ("draw", "panel", "--out", framed, "--panels", "20")
    assert run(*panel, "--contributor", first) == 6
    assert run(*panel, *past) == 6
    assert run(*panel, "--contributor", second) == 0
    assert run("seed", "reveal", framed, "--name", "amina", "--text", "b2" * 32) == 0
    assert run("draw", "panel", "--out", framed, "--seed", DICE[0]) == 6
    assert run("draw", "panel", "--out", framed, "--seed", DICE[1]) == 0
    report = verify(published(framed))
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    assert [check.got for check in report.checks if check.code == "contributions.commit"] == ["1", "1"]
    assert report.drawn


def test_a_refusal_that_names_a_path_is_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path, 60)
    assert frame(dossier, files) == 0
    capsys.readouterr()
    assert frame(dossier, files, "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "frame.done"
    assert run("record", "responses", files[0], "--dossier", dossier, "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "responses.no_letters"
