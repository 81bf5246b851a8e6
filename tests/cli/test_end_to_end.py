"""`tirage chances --letters`: from the letter to the seat, at the command line."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import defects, plan_options

from tirage.cli import main

LETTERS = """\
criterion,category,residents,letters
genre,Femme,52000,520
genre,Homme,48000,480
quartier,Nord,30000,
quartier,Centre,40000,
quartier,Sud,30000,
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    path = tmp_path / "letters.csv"
    path.write_text(LETTERS, encoding="utf-8")
    return path


def ends(pool: Path, letters: Path, *more: str, **changes: object) -> int:
    return main(
        ["chances", str(pool), "--letters", str(letters), *plan_options(**{"ids": None, **changes}), *more]
    )


def test_a_table_and_what_is_farthest_from_equality(
    pool: Path, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends(pool, letters) == 0
    said = capsys.readouterr().out
    # Three seats for 52,000 women and for 48,000 men; 6 for 100,000 residents.
    assert "1 in 17,333" in said
    assert "1 in 16,000" in said
    assert "everyone would have 1 in 16,667" in said
    # Two seats for each district, and the Centre has most residents.
    assert "“Centre” (quartier) × 0.83" in said
    assert "Wilson" in said


def test_as_json(pool: Path, letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ends(pool, letters, "--json") == 0
    women, *_, south = json.loads(capsys.readouterr().out)["groups"]
    assert {key: women[key] for key in ("letter", "response", "seat", "whole", "share")} == {
        "letter": "1/100",
        "response": "1/40",
        "seat": "3/13",
        "whole": "3/52000",
        "share": "25/26",
    }
    assert women["response_interval"][0] < 1 / 40 < women["response_interval"][1]
    # As many seats for women whatever the answers: the ends may be one.
    assert women["interval"][0] <= 3 / 52000 <= women["interval"][1]
    assert (south["letters"], south["response"], south["response_interval"]) == (None,) * 3
    assert south["interval"] == [1 / 15000] * 2
    assert south["whole"] == "1/15000"


def test_residents_that_differ_by_criterion_are_said_and_kept(
    pool: Path, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters.write_text(LETTERS.replace("Centre,40000", "Centre,39999"), encoding="utf-8")
    assert ends(pool, letters, lang="fr") == 0
    assert "genre 100\u202f000, quartier 99\u202f999" in capsys.readouterr().out


def test_every_defect_of_all_files_at_once(
    pool: Path, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters.write_text(LETTERS.replace("52000", "many"), encoding="utf-8")
    assert ends(pool, letters, "--json", household="rue") == 3
    assert [each["code"] for each in defects(capsys)] == ["pool.column.missing", "ends.number"]
    letters.unlink()
    assert ends(pool, letters, "--json", household="rue") == 3
    assert [each["code"] for each in defects(capsys)] == ["pool.column.missing", "file.missing"]


def test_an_unknown_criterion_proposes_one(
    pool: Path, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters.write_text(LETTERS.replace("genre,Femme", "genres,Femme"), encoding="utf-8")
    assert ends(pool, letters, lang="fr") == 3
    said = capsys.readouterr().err
    assert "«\u00a0genres\u00a0» n’est pas un critère des quotas." in said
    assert "Voulez-vous dire «\u00a0genre\u00a0»" in said


def test_seats_expected_are_those_of_the_lottery(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a lottery of one panel every category has a whole number of seats."""
    path = tmp_path / "ages.csv"
    ages = ("18-39", "40-64", "65 et plus")
    rows = "".join(f"âge,{age},30000,300\n" for age in ages)
    path.write_text(f"criterion,category,residents,letters\n{rows}", encoding="utf-8")
    assert ends(pool, path, "--json", panels=1) == 0
    one = [Fraction(each["seats"]) for each in json.loads(capsys.readouterr().out)["groups"]]
    assert sum(one) == 6 and all(seats.denominator == 1 for seats in one)
