"""`tirage quotas check` at the command line: what it says, what it refuses, all at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.commands import PETIT, defects

from tirage.cli import main
from tirage.i18n.catalogue import COMPLETE

CHANCES = {"Femme": "23.08%", "Homme": "42.86%"}


def quotas_with(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (PETIT / "quotas.csv").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "quotas.csv"
    path.write_text(text, encoding="utf-8")
    return path


def check(pool: Path, quotas: Path = PETIT / "quotas.csv", *more: str, seats: int = 6) -> int:
    typed = [str(pool), "--quotas", str(quotas), "--seats", str(seats), "--household", "adresse"]
    return main(["quotas", "check", *typed, *(more or ("--lang", "en"))])


def test_the_small_example(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pool) == 0
    said = capsys.readouterr().out
    rows = {name: line for line in said.splitlines() for name in CHANCES if f" {name}  " in line}
    # 13 women and 7 men for 3 seats each.
    assert all(chance in rows[name] for name, chance in CHANCES.items())
    assert "23.08% (3/13) at best, for 13 people." in said
    assert "(without any quota it would be 30.00%)" in said
    assert "genre 7.69%" in said
    assert "Nobody is excluded" in said


def test_who_cannot_be_drawn_and_why(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotas = quotas_with(tmp_path, ("65 et plus,1,2", "65 et plus,0,0"), ("40-64,2,3", "40-64,4,4"))
    assert check(pool, quotas, "--lang", "fr") == 0
    said = capsys.readouterr().out
    assert "5 personnes ne peuvent pas être tirées" in said
    assert "V06, V08, V11, V15, V19" in said
    assert "âge «\u00a065 et plus\u00a0»\u00a0: au plus 0 siège, pour 5 volontaires" in said


def test_as_json(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotas = quotas_with(tmp_path, ("65 et plus,1,2", "65 et plus,0,0"), ("40-64,2,3", "40-64,4,4"))
    assert check(pool, quotas, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["holds"] is True
    assert found["lines"][0] | {"cost": ""} == {
        "criterion": "genre",
        "category": "Femme",
        "volunteers": 13,
        "minimum": 3,
        "maximum": 3,
        "at_least": "3/13",
        "at_most": "3/13",
        "cost": "",
        "chances": {"people": 13, "least": "0", "largest": "1/3", "mean": "3/13"},
    }
    (out,) = found["excluded"]
    assert [person["pid"] for person in out["people"]] == ["V06", "V08", "V11", "V15", "V19"]
    assert out["demands"] == [
        {"criterion": "âge", "category": "65 et plus", "limit": "maximum", "seats": 0, "volunteers": 5}
    ]
    assert sum(count["people"] for count in out["counts"] if count["criterion"] == "genre") == 5


def test_quotas_that_do_not_hold_together(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quotas = quotas_with(
        tmp_path, ("Nord,2,2", "Nord,6,6"), ("Centre,2,2", "Centre,0,0"), ("Sud,2,2", "Sud,0,0")
    )
    assert check(pool, quotas) == 4
    said = capsys.readouterr()
    # The table first, then the conflict.
    assert "volunteers" in said.out
    assert "No panel of 6 people" in said.err
    assert check(pool, quotas, "--json") == 4
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "quotas.impossible"
    assert [line["volunteers"] for line in error["values"]["lines"]] == [13, 7, 6, 9, 5, 6, 8, 6]


@pytest.mark.parametrize("language", COMPLETE)
def test_a_category_with_too_few_volunteers_is_marked(
    language: str, pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quotas = quotas_with(
        tmp_path, ("Nord,2,2", "Nord,7,7"), ("Centre,2,2", "Centre,0,0"), ("Sud,2,2", "Sud,0,0")
    )
    # The other criteria have room for a seventh seat.
    quotas.write_text(
        quotas.read_text(encoding="utf-8")
        .replace("Femme,3,3", "Femme,3,4")
        .replace("40-64,2,3", "40-64,2,9"),
        encoding="utf-8",
    )
    assert check(pool, quotas, "--lang", language, seats=7) == 4
    assert "✗ 6" in capsys.readouterr().out


def test_every_defect_at_once(pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More seats than volunteers, a criterion that the pool lacks, an address column that is not there."""
    quotas = tmp_path / "quotas.csv"
    quotas.write_text(
        "feature,value,min,max\ngenre,Femme,0,21\ngenre,Homme,0,21\ngene,x,21,21\n", encoding="utf-8"
    )
    typed = [str(pool), "--quotas", str(quotas), "--seats", "21", "--household", "rue", "--json"]
    assert main(["quotas", "check", *typed]) == 3
    assert [(each["code"], each["column"]) for each in defects(capsys)] == [
        ("pool.criterion.missing", "gene"),
        ("pool.column.missing", "rue"),
        ("pool.people.few", None),
    ]


def test_quotas_with_a_defect_are_enough_to_judge_a_pool(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Minimums above the seats, a misspelt category, a criterion that the pool lacks: all at once."""
    quotas = quotas_with(tmp_path, ("Femme,3,3", "Femme,7,7"), ("Nord", "Nord-Est"), ("âge", "ages"))
    assert check(pool, quotas, "--json") == 3
    found = defects(capsys)
    told = [(each["code"], each["column"]) for each in found]
    assert ("quotas.minimums.above_seats", "genre") in told
    assert ("pool.criterion.missing", "ages") in told
    (unknown,) = [each for each in found if each["code"] == "pool.value.unknown"]
    assert (unknown["column"], len(unknown["lines"])) == ("quartier", 6)


@pytest.mark.parametrize("seats", ["0", "-1"])
def test_no_seats(pool: Path, seats: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pool, PETIT / "quotas.csv", "--json", seats=int(seats)) == 3
    assert [each["code"] for each in defects(capsys)] == ["option.range"]


def test_nothing_is_written(pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert check(pool) == 0
    assert [path.name for path in tmp_path.iterdir()] == [pool.name]
