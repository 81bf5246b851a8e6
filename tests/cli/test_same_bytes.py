"""The lottery is a function of the inputs: not of rows, forms, processes, locales, zones or threads."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from support.commands import DICE, PETIT, draw, of_the_inputs, on_disk, plan_options
from support.refusals import ods
from support.two_commands import split

from tirage.dossier.layout import CERTIFICATE, CHANCES, LOTTERY, PANEL, PLAN
from tirage.draws import draw_up
from tirage.draws.lottery import Request
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


POOL, QUOTAS = rows(PETIT / "volontaires.csv"), rows(PETIT / "quotas.csv")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("expected") / "d"
    assert draw(PETIT / "volontaires.csv", out, "--seed", DICE) == 0
    files = of_the_inputs(on_disk(out))
    assert {LOTTERY, CERTIFICATE, PLAN, PANEL, CHANCES} <= set(files)
    return files


def as_csv(folder: Path, name: str, table: list[list[str]], delimiter: str, encoding: str) -> Path:
    path = folder / f"{name}.csv"
    # A name that cp1252 cannot write decides nothing.
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    return path


def as_xlsx(folder: Path, name: str, table: list[list[str]], *_: str) -> Path:
    with xlsxwriter.Workbook(folder / f"{name}.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return folder / f"{name}.xlsx"


def as_ods(folder: Path, name: str, table: list[list[str]], *_: str) -> Path:
    return ods(folder, f"{name}.ods", sheet=table)


FORMS = {
    "commas": (as_csv, ",", "utf-8"),
    "semicolons": (as_csv, ";", "utf-8-sig"),
    "tabs, UTF-16": (as_csv, "\t", "utf-16"),
    "semicolons, cp1252": (as_csv, ";", "cp1252"),
    "XLSX": (as_xlsx, "", ""),
    "ODS": (as_ods, "", ""),
}


@pytest.mark.parametrize("form", FORMS)
def test_any_form_and_any_order_of_rows_and_columns(
    tmp_path: Path, form: str, expected: dict[str, bytes]
) -> None:
    write, delimiter, encoding = FORMS[form]
    rng = Random(form)
    people = [POOL[0], *rng.sample(POOL[1:], len(POOL) - 1)]
    columns = rng.sample(range(len(POOL[0])), len(POOL[0]))
    pool = write(tmp_path, "pool", [[row[i] for i in columns] for row in people], delimiter, encoding)
    quotas = write(tmp_path, "quotas", QUOTAS, delimiter, encoding)
    assert draw(pool, tmp_path / "d", "--seed", DICE, quotas=quotas) == 0
    assert of_the_inputs(on_disk(tmp_path / "d")) == expected


SURROUNDINGS = {
    "another hash seed": {"PYTHONHASHSEED": "1"},
    "yet another, in C": {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "Asia/Kathmandu"},
    "French": {
        "PYTHONHASHSEED": "0",
        "LC_ALL": "fr_FR.UTF-8",
        "LANG": "fr_FR.UTF-8",
        "TZ": "Pacific/Auckland",
    },
    "one thread": {"OMP_NUM_THREADS": "1", "PYTHON_CPU_COUNT": "1"},
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_any_process(tmp_path: Path, name: str, expected: dict[str, bytes]) -> None:
    files = [str(PETIT / "volontaires.csv"), "--out", str(tmp_path / "d"), *plan_options(lang=None)]
    for words in split(["draw", "panel", *files, "--seed", DICE]):
        subprocess.run(
            [sys.executable, "-m", "tirage", *words, "--yes"],
            check=True,
            capture_output=True,
            env={**os.environ, **SURROUNDINGS[name]},
        )
    assert of_the_inputs(on_disk(tmp_path / "d")) == expected


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_any_number_of_workers(workers: int, expected: dict[str, bytes]) -> None:
    quotas = read_quotas(PETIT / "quotas.csv", seats=6)
    pool = read_pool(PETIT / "volontaires.csv", quotas.quotas, household=("adresse",))
    request = Request(6, panels=39)
    lottery = draw_up.draw_up(pool.pool, quotas.quotas, request, workers=workers)
    planned = draw_up.plan(pool, quotas, request, lottery).files
    assert {name: planned[name] for name in expected if name in planned} == {
        name: data for name, data in expected.items() if name in planned
    }


def test_the_plan_is_the_same_whether_or_not_chance_follows(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d") == 0
    found = of_the_inputs(on_disk(tmp_path / "d"))
    assert found == {name: expected[name] for name in found}
    assert PANEL not in found


@pytest.mark.parametrize(
    "change", [{"panels": 40}, {"fairness": "maximin"}, {"household": None}, {"rehearsal": True}]
)
def test_another_request_is_another_plan(
    tmp_path: Path, change: dict[str, object], expected: dict[str, bytes]
) -> None:
    """Else the tests above would show nothing."""
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--seed", DICE, **change) == 0
    assert of_the_inputs(on_disk(tmp_path / "d"))[PLAN] != expected[PLAN]
