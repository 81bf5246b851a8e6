"""`tirage draw panel` as an official meets it: plan, chance, result, and everything it refuses."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from support import hull_gap
from support.commands import plan_options
from support.instances import write
from support.two_commands import in_two

from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

EXAMPLES = Path(__file__).parents[2] / "examples"
PETIT = EXAMPLES / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
ASKED = ["--seats", "6", "--panels", "39", "--household", "adresse", "--ids", "published", "--lang", "en"]


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    return Path(shutil.copy(PETIT / "volontaires.csv", tmp_path / "volontaires.csv"))


def draw(pool: Path, out: Path, *more: str) -> int:
    words = ["draw", "panel", str(pool), "--quotas", str(PETIT / "quotas.csv"), "--out", str(out)]
    apart = not {"--seed", "--number"}.isdisjoint(more) and "--rehearsal" not in more
    return in_two(*words, *ASKED, *more) if apart else main([*words, *ASKED, *more])


def finish(out: Path, *more: str) -> int:
    return main(["draw", "panel", "--out", str(out), "--lang", "en", *more])


def test_without_chance_the_plan_is_fixed_and_the_next_step_is_said(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(pool, tmp_path / "d") == 0
    said = capsys.readouterr().out
    assert "read the plan's hash aloud" in said
    assert re.search(r"Hash of the plan: ([0-9a-f]{8} ?){8}", said)
    assert not (tmp_path / "d/public/panel.csv").exists()
    assert verify(read(tmp_path / "d")).ok


def test_a_seed_finishes_the_draw_and_the_dossier_verifies(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    assert finish(tmp_path / "d", "--seed", DICE) == 0
    assert "Every quota is met." in capsys.readouterr().out
    assert len((tmp_path / "d/public/panel.csv").read_text().splitlines()) == 7
    assert verify(read(tmp_path / "d")).ok
    assert main(["verify", str(tmp_path / "d")]) == 0
    assert main(["replay", str(tmp_path / "d"), "--trials", "300"]) == 0


def test_the_second_call_may_name_the_files_again(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d")
    assert draw(pool, tmp_path / "d", "--seed", DICE) == 0
    assert (tmp_path / "d/public/panel.csv").exists()


def test_a_number_drawn_by_hand_is_that_line_of_the_lottery(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d", "--roll", "hand")
    assert finish(tmp_path / "d", "--number", "012") == 0
    line = (tmp_path / "d/public/lottery.csv").read_text().splitlines()[12]
    assert (tmp_path / "d/public/panel.csv").read_text().split()[1:] == line.split(",")
    assert verify(read(tmp_path / "d")).ok


def test_drawing_twice_is_refused(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d")
    finish(tmp_path / "d", "--seed", DICE)
    before = read(tmp_path / "d")
    assert finish(tmp_path / "d", "--seed", "6" * 20) == 6
    assert draw(pool, tmp_path / "d", "--number", "3") == 6
    assert read(tmp_path / "d") == before


@pytest.mark.parametrize("change", [["--fairness", "maximin"], ["--rehearsal"], ["--panels", "40"]])
def test_another_plan_in_the_same_dossier_is_refused(
    pool: Path, tmp_path: Path, change: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    before = read(tmp_path / "d")
    assert draw(pool, tmp_path / "d", "--seed", DICE, *change) == 6
    assert change[0].removeprefix("--") in capsys.readouterr().err
    assert read(tmp_path / "d") == before


def test_a_person_more_is_another_plan(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    text = pool.read_text(encoding="utf-8") + "V21,Nouveau,Ada,99 rue Neuve,Femme,18-39,Nord\n"
    pool.write_text(text, encoding="utf-8")
    assert draw(pool, tmp_path / "d", "--seed", DICE) == 6
    assert "pool" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("roll", "code"),
    [
        (["--seed", " "], 3),
        (["--number", "39"], 3),
        (["--number", "x"], 3),
        (["--seed", DICE, "--number", "3"], 2),
    ],
)
def test_a_roll_that_is_none_draws_nothing(pool: Path, tmp_path: Path, roll: list[str], code: int) -> None:
    draw(pool, tmp_path / "d", *(["--roll", "hand"] if roll[0] == "--number" else []))
    assert finish(tmp_path / "d", *roll) == code
    assert not (tmp_path / "d/public/panel.csv").exists()


@pytest.mark.parametrize(
    ("roll", "codes"),
    [
        (DICE[:-2], ["roll.length"]),
        (f"{DICE} 1", ["roll.length"]),
        (f"{DICE[:-1]}9", ["roll.sign"]),
        (f"{DICE[:-1]}O", ["roll.sign"]),
        (DICE.replace(" ", ", "), ["roll.sign", "roll.length"]),
        ("dés : 3, 5", ["roll.sign", "roll.length"]),
    ],
    ids=["too few", "too many", "a nine", "a letter", "commas", "words"],
)
def test_what_is_not_twenty_dice_is_refused_with_all_that_is_wrong(
    pool: Path, tmp_path: Path, roll: str, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    before = read(tmp_path / "d")
    capsys.readouterr()
    assert finish(tmp_path / "d", "--seed", roll, "--json") == 3
    assert [defect["code"] for defect in json.loads(capsys.readouterr().out)["error"]["defects"]] == codes
    assert read(tmp_path / "d") == before


def test_a_plan_keeps_to_its_roll_or_to_its_number(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever could choose between a seed and a number afterwards would have two draws."""
    draw(pool, tmp_path / "seed")
    draw(pool, tmp_path / "hand", "--roll", "hand")
    capsys.readouterr()
    assert finish(tmp_path / "seed", "--number", "12") == 6
    assert "--roll hand" in capsys.readouterr().err
    assert finish(tmp_path / "hand", "--seed", DICE) == 6
    assert "--number" in capsys.readouterr().err
    for form, code in (("1d6", 6), ("words", 6), ("20d10", 3), ("", 0)):
        assert draw(pool, tmp_path / "other", *(["--roll", form] if form else [])) == code


def test_numbers_are_rolled_where_the_plan_says_so(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d", "--roll", "4x100000")
    assert finish(tmp_path / "d", "--seed", "00012 34567 8900055555") == 0
    rolled = json.loads(next((tmp_path / "d/journal").glob("*-contribution.json")).read_bytes())["body"]
    assert rolled["text"] == "00012 34567 89000 55555"
    assert rolled["value"] == "00012345678900055555".ljust(64, "0")
    assert verify(read(tmp_path / "d")).ok


def test_chance_before_the_plan_is_warned_of(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(pool, tmp_path / "d", "--rehearsal", "--seed", DICE) == 0
    assert "chance was known before the plan" in capsys.readouterr().err
    assert verify(read(tmp_path / "d")).ok


def test_a_rehearsal_is_marked_everywhere(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(pool, tmp_path / "d", "--rehearsal", "--seed", DICE) == 0
    assert "REHEARSAL — TEST" in capsys.readouterr().out
    assert json.loads((tmp_path / "d/public/plan.json").read_text())["stage"] == "test/panel"
    assert (tmp_path / "d/private/panel.csv").read_text(encoding="utf-8-sig").startswith("TEST;")
    report = verify(read(tmp_path / "d"))
    assert report.ok
    assert report.rehearsal


@pytest.mark.parametrize("name", ["public/lottery.csv", "guarantors/pool.csv", "public/certificate.json"])
def test_a_file_altered_before_the_draw_stops_it(pool: Path, tmp_path: Path, name: str) -> None:
    draw(pool, tmp_path / "d")
    target = tmp_path / "d" / name
    target.write_bytes(target.read_bytes().replace(b"1", b"2", 1))
    assert finish(tmp_path / "d", "--seed", DICE) == 6
    assert main(["verify", str(tmp_path / "d")]) == 5
    assert not (tmp_path / "d/public/panel.csv").exists()


@pytest.mark.posix
def test_names_and_addresses_stay_in_private(
    pool: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    finish(tmp_path / "d", "--seed", DICE)
    main(["replay", str(tmp_path / "d"), "--trials", "20"])
    said = capfd.readouterr()
    header, *rows = (line.split(",") for line in pool.read_text(encoding="utf-8-sig").splitlines())
    secret = {
        cell
        for row in rows
        for name, cell in zip(header, row, strict=True)
        if name in {"nom", "prénom", "adresse", "courriel"} and cell
    }
    assert secret
    seen = b"".join(read(tmp_path / "d").values()).decode() + said.out + said.err
    assert not {cell for cell in secret if cell in seen}
    private = tmp_path / "d/private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert any(cell in (private / "panel.csv").read_text(encoding="utf-8-sig") for cell in secret)


def test_hostile_names_go_through_unharmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["[/b]", "=cmd", "<script>", "NA", "None", "[red]X", "O'Brien", "Null"]
    lines = [
        "id,nom,genre",
        *(f"p{i},{name},{'Femme' if i % 2 else 'Homme'}" for i, name in enumerate(names)),
    ]
    (tmp_path / "p.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "q.csv").write_text(
        "feature,value,min,max\ngenre,Femme,4,4\ngenre,Homme,4,4\n", encoding="utf-8"
    )
    options = ["--quotas", str(tmp_path / "q.csv"), "--seats", "8", "--panels", "5", "--number", "0"]
    assert in_two("draw", "panel", tmp_path / "p.csv", *options, "--out", tmp_path / "d") == 0
    panel = (tmp_path / "d/private/panel.csv").read_text(encoding="utf-8-sig")
    for name in names:
        guarded = "'" + name if name.startswith("=") else name
        assert f";{guarded};" in panel
    capsys.readouterr()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_quotas_that_no_panel_meets_are_explained_by_a_minimal_conflict(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pool, quotas = write(hull_gap.NO_PANEL[0], tmp_path / "in")
    seats = str(hull_gap.NO_PANEL[0].seats)
    out = tmp_path / "d"
    code = main(
        [
            "draw",
            "panel",
            str(pool),
            "--quotas",
            str(quotas),
            "--seats",
            seats,
            "--out",
            str(out),
            "--lang",
            language,
        ]
    )
    said = capsys.readouterr().err
    assert code == 4
    assert said.count("•") >= 2
    assert ("au moins" if language == "fr" else "at least") in said
    assert not out.exists()


@pytest.mark.parametrize("fairness", ["leximin", "maximin"])
@pytest.mark.parametrize("number", [0, 5, 9])
def test_a_pool_with_a_hull_gap_is_drawn_and_verified(
    tmp_path: Path, number: int, fairness: str, capsys: pytest.CaptureFixture[str]
) -> None:
    instance = hull_gap.HULL_GAP[number]
    pool, quotas = write(instance, tmp_path / "in")
    options = ["--seats", str(instance.seats), "--panels", "60", "--household", "address1", "--seed", DICE]
    arguments = ["draw", "panel", str(pool), "--quotas", str(quotas), "--out", str(tmp_path / "d"), *options]
    assert in_two(*arguments, "--fairness", fairness, "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["fairness"] == fairness
    assert main(["verify", str(tmp_path / "d")]) == 0


def test_the_public_part_alone_verifies_and_says_what_it_lacks(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d", "--seed", DICE)
    shutil.rmtree(tmp_path / "d/guarantors")
    shutil.rmtree(tmp_path / "d/private")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "d"), "--json"]) == 0
    statuses = [check["status"] for check in json.loads(capsys.readouterr().out)["checks"]]
    assert "not-checked" in statuses
    assert "failed" not in statuses


def test_a_conflict_names_the_demands_that_exclude_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two women and two young people are four, for three seats; the place is innocent."""
    people = ["Homme,jeune,x", "Homme,jeune,y", "Femme,vieux,x", "Femme,vieux,y", "Homme,vieux,x"]
    (tmp_path / "p.csv").write_text(
        "id,genre,âge,lieu\n" + "".join(f"p{i},{person}\n" for i, person in enumerate(people)),
        encoding="utf-8",
    )
    quotas = "genre,Femme,2,3\ngenre,Homme,0,3\nâge,jeune,2,3\nâge,vieux,0,3\nlieu,x,0,3\nlieu,y,0,3\n"
    (tmp_path / "q.csv").write_text("feature,value,min,max\n" + quotas, encoding="utf-8")
    typed = [str(tmp_path / "p.csv"), "--quotas", str(tmp_path / "q.csv"), "--seats", "3", "--json"]
    for command in (["chances"], ["draw", "panel", "--out", str(tmp_path / "d")]):
        assert main([*command, *typed]) == 4
        error = json.loads(capsys.readouterr().out)["error"]
        (conflict,) = error["values"]["conflicts"]
        named = {(each["criterion"], each["category"], each["limit"]) for each in conflict["demands"]}
        assert named == {("genre", "Femme", "minimum"), ("âge", "jeune", "minimum")}
        assert not conflict["households"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.csv", "q.csv"]


def test_chances_are_those_of_the_panels_and_the_ones_aimed_at_are_named(
    pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One panel for a smallest chance of 3/13: six people have a seat for certain, fourteen have nothing."""
    assert main(["chances", str(pool), *plan_options(panels=1, ids=None)]) == 0
    said = capsys.readouterr().out
    assert "Smallest chance: 0 in 1 (0.00%), 14 people" in said
    assert "Largest chance: 1 in 1 (100.00%), 6 people" in said
    assert "Chances aimed at by the certificate: from 23.08% to 74.36%" in said
    assert "14 people in no panel of this lottery" in said


def test_the_chances_aimed_at_are_in_the_json_beside_those_given(
    pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chances", str(pool), "--json", *plan_options(panels=1, ids=None)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["least"]["panels"], found["least"]["people"]) == (0, 14)
    assert (found["greatest"]["panels"], found["greatest"]["people"]) == (1, 6)
    assert found["aimed"] == {"least": "3/13", "largest": "29/39", "deviation": "10/3"}
