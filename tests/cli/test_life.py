"""An assembly's life as an official types it: departures, replacements, and everything that is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.commands import number_of, plan_options
from support.two_commands import in_two

from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
OTHER = "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3"
FITS, ALONE = "V08", "V02"
"""A member whom somebody can replace, and one whom nobody can."""


@pytest.fixture
def out(tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Path:
    """A panel of six, drawn; the parameters are what later draws keep to."""
    folder = tmp_path / "d"
    later = [word for said in getattr(request, "param", ["roll=20d6"]) for word in ("--later", said)]
    words = plan_options(quotas=None)
    files = [PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--out", folder]
    assert run("draw", "panel", *files, *words, "--roll", "hand", *later) == 0
    assert run("draw", "panel", "--out", folder, "--number", number_of(folder, FITS, ALONE)) == 0
    capsys.readouterr()
    return folder


def run(*words: object) -> int:
    return main([*map(str, words), "--lang", "en"])


def test_a_seat_is_left_and_taken(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = out.parent / "letter.txt"
    letter.write_text("Zoé Martin, 3 rue du Four, leaves.", encoding="utf-8")
    assert run("record", "withdrawal", FITS, out, "--cause", "work", "--evidence", letter) == 0
    assert "5 members sit of 6; 1 seat open." in capsys.readouterr().out
    assert run("draw", "replacements", out, "--dry-run") == 0
    assert "Nothing is written" in capsys.readouterr().out
    assert not (out / "public/replacements-1-plan.json").exists()
    assert run("draw", "replacements", out) == 0
    said = capsys.readouterr().out
    assert "after the loss" in said and "roll 20 dice" in said
    assert verify(read(out)).ok
    assert run("status", out) == 0
    assert "draw replacements" in capsys.readouterr().out
    assert main(["status", str(out), "--lang", "fr"]) == 0
    assert f"siège vacant\u00a0: {FITS} (désistement)" in capsys.readouterr().out
    assert run("draw", "replacements", out, "--seed", OTHER) == 0
    assert "Every quota is met." in capsys.readouterr().out
    drawn = (out / "public/replacements-1-panel.csv").read_text().split()[1]
    private = (out / "private/replacements-1-panel.csv").read_text(encoding="utf-8-sig").splitlines()
    assert drawn in private[1]
    assert run("verify", out) == run("replay", out) == run("status", out) == 0
    shown = capsys.readouterr().out
    assert "seed — replacements/1" in shown
    assert "replacements no. 1: panel no." in shown
    journal = b"".join(data for name, data in read(out).items() if name.startswith("journal/"))
    assert b"Martin" not in journal


@pytest.mark.parametrize("out", [["roll=hand", "panels=20"]], indirect=True)
def test_the_same_in_json(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "withdrawal", FITS, out, "--json")
    assert json.loads(capsys.readouterr().out)["vacant"] == [FITS]
    in_two("draw", "replacements", out, "--number", "7", "--panels", "20", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["act"], said["vacancies"], said["panels"]) == ("replacements/1", [FITS], 20)
    assert all(row["minimum"] <= row["after"] <= row["maximum"] for row in said["quotas"])
    assert said["drawn"] and said["relaxed"] is None
    assert verify(read(out)).ok


def test_where_no_one_fits(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "withdrawal", ALONE, out)
    before = read(out)
    assert run("draw", "replacements", out) == 4
    said = capsys.readouterr().err
    assert "--relax" in said and "--leave-vacant" in said and "contradiction" in said
    assert read(out) == before
    assert run("draw", "replacements", out, "--leave-vacant") == 0
    assert "1 seat stays open" in capsys.readouterr().out
    assert in_two("draw", "replacements", out, "--relax", "--seed", OTHER, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "1 quota is NOT met." in said and "Given way for this draw alone" in said and " → " in said
    report = verify(read(out))
    assert report.ok
    assert "beyond.unmet" in {check.code for check in report.checks}


@pytest.mark.parametrize("out", [["roll=20d6", "policy=like-for-like"]], indirect=True)
def test_a_like_person_is_drawn_where_there_is_one(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "moved", FITS, out)
    assert (
        in_two("draw", "replacements", out, "--policy", "like-for-like", "--seed", OTHER, "--lang", "en") == 0
    )
    assert "volunteers close to someone who left" in capsys.readouterr().out
    assert verify(read(out)).ok


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["record", "withdrawal", "V99"], "life.no_member"),
        (["record", "withdrawal", "V20"], "life.no_member"),
        (["record", "withdrawal", FITS, "--date", "2999-01-01"], "life.future"),
        (["record", "withdrawal", FITS, "--date", "2020-02-29"], "life.early"),
        (["record", "moved", FITS, "--volunteer"], "life.sits"),
        (["record", "moved", "V99", "--volunteer"], "life.unknown"),
        (["record", "moved", "V20", "--volunteer"], "life.no_evidence"),
        (["record", "refusal", "V20", "--volunteer"], "life.no_offer"),
        (["draw", "replacements"], "life.no_vacancy"),
        (["draw", "replacements", "--leave-vacant"], "life.no_vacancy"),
    ],
)
def test_what_is_refused(out: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = read(out)
    place = 3 if words[0] == "record" else 2
    assert run(*words[:place], out, *words[place:], "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code
    assert read(out) == before


@pytest.mark.parametrize("out", [["roll=hand", "panels=39"]], indirect=True)
def test_a_draw_that_is_fixed_is_drawn_and_not_changed(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "withdrawal", FITS, out)
    run("draw", "replacements", out, "--roll", "hand")
    for words in (["--panels", "10"], ["--relax"], ["--policy", "like-for-like"], ["--dry-run"]):
        assert run("draw", "replacements", out, *words) == 6, words
    assert run("record", "withdrawal", ALONE, out) == 6
    assert run("draw", "replacements", out, "--seed", DICE) == 6
    assert "draw" in capsys.readouterr().err
    assert run("draw", "replacements", out, "--number", "1000") == 3
    assert run("draw", "replacements", out, "--number", "38") == 0
    assert run("draw", "replacements", out, "--number", "38") == 6


@pytest.mark.parametrize(
    "words",
    [
        ["--seed", DICE, "--number", "3"],
        ["--relax", "--leave-vacant"],
        ["--relax", "--policy", "like-for-like"],
        ["--policy", "best"],
    ],
)
def test_options_that_contradict_each_other(out: Path, words: list[str]) -> None:
    assert run("draw", "replacements", out, *words) == 2


def test_before_the_panel_nobody_leaves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*plan_options(quotas=None), "--out", tmp_path / "d"]
    run("draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", *words)
    assert run("record", "withdrawal", FITS, tmp_path / "d") == 6
    assert run("draw", "replacements", tmp_path / "d") == 6
    assert "nobody sits" in capsys.readouterr().err


def test_an_altered_plan_is_not_drawn(out: Path) -> None:
    run("record", "withdrawal", FITS, out)
    run("draw", "replacements", out)
    lottery = out / "public/replacements-1-lottery.csv"
    lottery.write_bytes(lottery.read_bytes().replace(b"V", b"W", 1))
    assert run("draw", "replacements", out, "--seed", OTHER) == 6


def test_a_rehearsal_stays_one(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    words = [*plan_options(quotas=None), "--rehearsal", "--later", "cohorts=3", "--seed", DICE]
    run("draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--out", folder, *words)
    run("record", "refusal", (folder / "public/panel.csv").read_text().split()[1], folder)
    assert run("draw", "replacements", folder, "--relax", "--seed", OTHER) == 0
    plan = json.loads((folder / "public/replacements-1-plan.json").read_bytes())
    assert (plan["rehearsal"], plan["stage"]) == (True, "test/replacements/1")
    assert (folder / "private/replacements-1-panel.csv").read_text(encoding="utf-8-sig").startswith("TEST;")
    assert verify(read(folder)).ok


def test_guarantors_bring_chance_to_a_replacement_too(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("record", "withdrawal", FITS, out)
    capsys.readouterr()
    run("seed", "commit", out.parent, "--name", "amina", "--text", "a" * 64, "--json")
    commit = json.loads(capsys.readouterr().out)["commit"]
    assert run("draw", "replacements", out, "--contributor", f"amina={commit}") == 0
    assert run("seed", "reveal", out, "--name", "amina", "--text", "a" * 64) == 0
    assert run("seed", "reveal", out, "--name", "public", "--text", OTHER) == 0
    capsys.readouterr()
    assert run("seed", "show", out) == 0
    assert "tirage draw replacements" in capsys.readouterr().out
    assert run("draw", "replacements", out) == 0
    assert verify(read(out)).ok
    assert run("contest", out, "--reason", "who leaves was told beforehand") == 0
    assert verify(read(out)).ok


def test_a_third_is_renewed_at_the_end_of_the_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "d"
    words = [*plan_options(quotas=None), "--rehearsal", "--later", "cohorts=3", "--seed", DICE]
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:00:00Z")
    run("draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--out", folder, *words)
    assert run("draw", "renewal", folder) == 6
    assert run("term", folder, "--start", "2026-12-01", "--months", "11", "--cohorts", "3") == 6
    assert run("term", folder, "--start", "2026-12-01", "--months", "16", "--cohorts", "3") == 6
    assert run("term", folder, "--start", "2026-12-01", "--months", "18", "--cohorts", "2") == 6
    assert "--cohorts 2: fixed before is 3" in capsys.readouterr().err
    assert run("term", folder, "--start", "2026-12-01", "--months", "18") == 0
    assert "Cohort 3: 2 seats, renewed on 1 June 2028, then every 18 months." in capsys.readouterr().out
    assert run("draw", "renewal", folder) == 6
    monkeypatch.setenv("TIRAGE_CLOCK", "2027-05-02T09:00:00Z")
    assert run("status", folder) == 0
    assert "That is in 30 days" in capsys.readouterr().out
    monkeypatch.setenv("TIRAGE_CLOCK", "2027-06-01T09:00:00Z")
    run("status", folder, "--json")
    assert json.loads(capsys.readouterr().out)["due"]["members"] == 2
    before = read(folder)
    assert run("draw", "renewal", folder, "--dry-run", "--relax") == 0
    assert read(folder) == before
    assert run("draw", "renewal", folder, "--relax") == 0
    assert run("draw", "renewal", folder, "--seed", OTHER) == 0
    assert len((folder / "public/renewal-1-panel.csv").read_text().split()) == 3
    assert verify(read(folder)).ok
    assert run("draw", "renewal", folder) == 6
    capsys.readouterr()
    assert run("status", folder) == 0
    assert "end of term: 2 seats open" in capsys.readouterr().out
    assert run("history", folder) == 0
    assert "The term of 2 members ends" in capsys.readouterr().out


def test_nothing_is_recorded_between_the_plan_and_the_dice(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (out / "public/panel.csv").read_text().split()[1:3]
    assert run("record", "withdrawal", first, out) == 0
    assert run("draw", "replacements", out, "--relax") == 0
    before = read(out)
    capsys.readouterr()
    assert run("record", "withdrawal", second, out) == 6
    assert "between the plan and the dice" in capsys.readouterr().err
    assert read(out) == before


def test_a_cohort_that_had_left_altogether_is_renewed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    words = [*plan_options(quotas=None), "--rehearsal", "--later", "cohorts=3", "--seed", DICE]
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:00:00Z")
    run("draw", "panel", PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--out", folder, *words)
    assert run("term", folder, "--start", "2026-12-01", "--months", "18", "--cohorts", "3") == 0
    cohorts = dict(line.split(",") for line in (folder / "public/cohorts.csv").read_text().split()[1:])
    monkeypatch.setenv("TIRAGE_CLOCK", "2027-06-01T09:00:00Z")
    for pid, cohort in cohorts.items():
        if cohort == "1":
            assert run("record", "withdrawal", pid, folder) == 0
    assert run("draw", "renewal", folder, "--relax") == 0
    assert run("draw", "renewal", folder, "--seed", OTHER) == 0
    assert (folder / "public/renewal-1-panel.csv").exists()
    assert verify(read(folder)).ok
    assert run("draw", "renewal", folder) == 6, "the next cohort's day has not come"


def test_alternates_are_named_and_nothing_is_written(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read(out)
    assert run("alternates", out, "--count", "5") == 0
    assert "5 alternates chosen among 13 volunteers" in capsys.readouterr().out
    assert run("alternates", out, "--confidence", "0.2", "--dropout", "0.1", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["designed"] >= 0.2 * said["tried"] or len(said["pids"]) == said["people"]
    assert run("alternates", out, "--count", "3", "--confidence", "0.5") == 2
    assert run("alternates", out) == 6, "nothing was fixed with the panel"
    assert read(out) == before


@pytest.mark.parametrize("out", [["roll=20d6", "panels=1"]], indirect=True)
def test_where_so_few_panels_as_were_fixed_are_too_few_there_are_ten_times_as_many(out: Path) -> None:
    run("record", "withdrawal", FITS, out)
    assert in_two("draw", "replacements", out, "--seed", OTHER) == 0
    plan = json.loads((out / "public/replacements-1-plan.json").read_bytes())
    assert plan["inputs"]["panels"] in (10, 100)
    assert verify(read(out)).ok


@pytest.mark.parametrize("out", [["roll=20d6", "panels=39", "policy=like-for-like"]], indirect=True)
@pytest.mark.parametrize(
    "words", [["--panels", "40"], ["--policy", "residual"], ["--roll", "hand"], ["--roll", "21d6"]]
)
def test_nothing_that_was_fixed_before_anybody_left_is_chosen_afterwards(
    out: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("record", "withdrawal", FITS, out)
    before = read(out)
    capsys.readouterr()
    assert run("draw", "replacements", out, *words, "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "later.fixed"
    assert read(out) == before


SUM = ["policy=cumulated", "fairness=nash"]
"""Only leximin has a reading for a sum of chances."""


@pytest.mark.parametrize(
    "words", [["policy=mine"], ["panels=0"], ["panels"], ["roll=d6"], ["fairness=fair"], SUM]
)
def test_what_later_draws_cannot_keep_to(tmp_path: Path, words: list[str]) -> None:
    files = [PETIT / "volontaires.csv", "--quotas", PETIT / "quotas.csv", "--seats", "6"]
    later = [word for said in words for word in ("--later", said)]
    assert run("draw", "panel", *files, *later, "--out", tmp_path / "d") == 3
    assert not (tmp_path / "d").exists()
