"""Volunteers and seats of every crossing of two criteria, asked for or not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from tirage.analysis.crossings.coverage import Pair, coverage
from tirage.cli import main
from tirage.draws.draw_up import draw, draw_up, plan
from tirage.draws.lottery import Request
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas

PETIT = Path(__file__).parents[2] / "examples" / "petit"


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    """The files of the small example after its draw."""
    quotas = read_quotas(PETIT / "quotas.csv", seats=6)
    pool = read_pool(PETIT / "volontaires.csv", quotas.quotas, household=["adresse"])
    request = Request(seats=6, panels=39)
    planned = plan(pool, quotas, request, draw_up(pool.pool, quotas.quotas, request)).files
    return {**planned, **draw(planned, planned["private/pool.csv"], 12).files}


def by_cell(
    pairs: tuple[Pair, ...], of: tuple[str, str]
) -> dict[tuple[str, str], tuple[int, Fraction, int | None]]:
    (pair,) = [pair for pair in pairs if pair.of == of]
    return {cell.categories: (cell.volunteers, cell.expected, cell.drawn) for cell in pair.cells}


def test_every_pair_has_every_cell_in_the_order_of_the_quotas(files: Mapping[str, bytes]) -> None:
    pairs = coverage(files)
    assert [pair.of for pair in pairs] == [("genre", "âge"), ("genre", "quartier"), ("âge", "quartier")]
    assert [cell.categories for cell in pairs[1].cells] == [
        (genre, place) for genre in ("Femme", "Homme") for place in ("Nord", "Centre", "Sud")
    ]


def test_figures_are_those_of_the_lottery_counted_by_hand(files: Mapping[str, bytes]) -> None:
    people = [line.split(",") for line in files["guarantors/pool.csv"].decode().splitlines()[1:]]
    of = {pid: (genre, place) for pid, _, genre, _, place in people}
    panels = [line.split(",") for line in files["public/lottery.csv"].decode().splitlines()]
    volunteers = Counter(of.values())
    seats = Counter(of[pid] for panel in panels for pid in panel)
    drawn = Counter(of[pid] for pid in panels[12])
    assert by_cell(coverage(files), ("genre", "quartier")) == {
        cell: (volunteers[cell], Fraction(seats[cell], 39), drawn[cell]) for cell in volunteers
    }


def test_the_cells_of_a_pair_add_up(files: Mapping[str, bytes]) -> None:
    for pair in coverage(files):
        assert sum(cell.volunteers for cell in pair.cells) == 20
        assert sum(cell.expected for cell in pair.cells) == 6
        assert sum(cell.drawn or 0 for cell in pair.cells) == 6


def test_before_the_draw_nothing_is_drawn(files: Mapping[str, bytes]) -> None:
    before = {name: data for name, data in files.items() if name != "public/panel.csv"}
    assert {cell.drawn for pair in coverage(before) for cell in pair.cells} == {None}


def test_a_census_says_what_the_share_would_be_in_seats(files: Mapping[str, bytes]) -> None:
    """The criteria of a share may come in any order; what the census leaves out is not known."""
    census = {
        (("genre", "Femme"), ("quartier", "Sud")): Fraction(1, 5),
        (("quartier", "Nord"), ("genre", "Homme")): Fraction(1, 12),
        (("genre", "Femme"), ("genre", "Homme")): Fraction(1, 2),
    }
    found = {
        (pair.of, cell.categories): cell.census for pair in coverage(files, census) for cell in pair.cells
    }
    known = {key: share for key, share in found.items() if share is not None}
    assert known == {
        (("genre", "quartier"), ("Femme", "Sud")): Fraction(6, 5),
        (("genre", "quartier"), ("Homme", "Nord")): Fraction(1, 2),
    }


def chances(*more: str, pool: Path = PETIT / "volontaires.csv") -> int:
    options = ["--quotas", str(PETIT / "quotas.csv"), "--seats", "6", "--panels", "39", *more]
    return main(["chances", str(pool), *options])


def test_the_screen_has_them_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    assert chances("--lang", "en") == 0
    assert "genre × âge" not in capsys.readouterr().out
    assert chances("--crossings", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("genre × âge", "genre × quartier", "âge × quartier"))
    assert "In each cell: the seats expected" in said
    assert "without volunteers" not in said


def test_a_cell_without_volunteers_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "v.csv"
    people = (PETIT / "volontaires.csv").read_text(encoding="utf-8")
    path.write_text(people.replace("65 et plus,Nord", "40-64,Nord"), encoding="utf-8")
    assert chances("--crossings", "--lang", "en", pool=path) == 0
    assert "Cells without volunteers: 1." in capsys.readouterr().out


def test_json_always_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert chances("--json") == 0
    pairs = json.loads(capsys.readouterr().out)["coverage"]
    assert [pair["of"] for pair in pairs] == [["genre", "âge"], ["genre", "quartier"], ["âge", "quartier"]]
    cell = pairs[1]["cells"][0]
    assert cell.keys() == {"categories", "volunteers", "expected", "drawn", "census"}
    assert (cell["categories"], cell["volunteers"], cell["drawn"]) == (["Femme", "Nord"], 3, None)
    assert sum(Fraction(cell["expected"]) for cell in pairs[0]["cells"]) == 6
