"""tirage from Python: every public name, paths as texts, DataFrames in and out, nobody in a repr."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.commands import plan_options
from support.two_commands import in_two

import tirage

ROOT = Path(__file__).parents[1]
PETIT = ROOT / "examples" / "petit"
POOL, QUOTAS = str(PETIT / "volontaires.csv"), str(PETIT / "quotas.csv")
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@pytest.fixture(scope="module")
def quotas() -> tirage.Quotas:
    return tirage.read_quotas(QUOTAS, seats=6).quotas


@pytest.fixture(scope="module")
def lottery(quotas: tirage.Quotas) -> tirage.Lottery:
    pool = tirage.read_pool(POOL, quotas, household=["adresse"])
    return tirage.draw_up(pool.pool, quotas, tirage.Request(seats=6, panels=39))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("python") / "dossier"
    options = [*plan_options(quotas=None), "--seed", DICE]
    assert in_two("draw", "panel", POOL, "--quotas", QUOTAS, *options, "--out", out) == 0
    return str(out)


def test_dir_is_the_interface_and_all_of_it_is_there() -> None:
    assert dir(tirage) == sorted(tirage.__all__)
    assert set(tirage.__all__) == set(tirage._HOMES)
    assert [name for name in tirage.__all__ if not getattr(tirage, name).__doc__] == []
    with pytest.raises(AttributeError, match="no attribute 'draw_down'"):
        _ = tirage.draw_down


def test_a_frame_of_volunteers_is_read_as_its_file(quotas: tirage.Quotas) -> None:
    table = pd.read_csv(POOL, sep=None, engine="python", dtype=str, keep_default_na=False)
    from_file = tirage.read_pool(POOL, quotas, household=["adresse"])
    from_frame = tirage.read_pool(table, quotas, household=["adresse"])
    assert from_frame.pool.people == from_file.pool.people
    assert from_frame.private.rows == from_file.private.rows
    assert from_frame.source.name == "DataFrame"


def test_a_frame_that_is_wrong_says_where(quotas: tirage.Quotas) -> None:
    table = pd.read_csv(POOL, sep=None, engine="python", dtype=str, keep_default_na=False)
    table.loc[3, quotas.criteria[0].name] = "no such category"
    with pytest.raises(tirage.InputInvalid) as caught:
        tirage.read_pool(table, quotas)
    assert "DataFrame, line 5" in str(caught.value)


def test_everyones_chance_as_a_frame(lottery: tirage.Lottery) -> None:
    frame = lottery.to_frame()
    assert list(frame.columns) == ["panels", "chance", "aimed"] and frame.index.name == "pid"
    assert tuple(frame.index) == lottery.pids
    assert {pid: count for pid, count in frame["panels"].items() if count} == lottery.count_by_pid()
    assert frame["chance"].sum() == pytest.approx(6) == frame["aimed"].sum()
    assert abs(frame["chance"] - frame["aimed"]).max() < 1 / 39
    exact = [chance for chance in lottery.realised.chances if chance]
    assert frame["aimed"][frame["aimed"] > 0].min() == float(min(exact))
    assert all(isinstance(chance, Fraction) for chance in exact)


def test_the_lottery_as_a_matrix(lottery: tirage.Lottery) -> None:
    matrix = lottery.matrix()
    assert matrix.shape == (39, len(lottery.pids)) and matrix.dtype == np.bool_
    assert set(matrix.sum(axis=1)) == {6}
    assert (matrix.sum(axis=0) == lottery.to_frame()["panels"].to_numpy()).all()
    number, person = 7, lottery.pids.index(lottery.panels[7][0])
    assert matrix[number, person]


def test_a_dossier_is_opened_verified_and_summed_up(dossier: str) -> None:
    opened = tirage.open_dossier(dossier)
    (report,) = tirage.verify_dossier(dossier)
    assert report.ok
    seats = tirage.summarise(opened.files, opened.entries).to_frame()
    assert list(seats.columns) == ["volunteers", "minimum", "seats", "maximum"]
    assert (seats["minimum"] <= seats["seats"]).all() and (seats["seats"] <= seats["maximum"]).all()
    assert len(opened.state.seated) == 6


def test_a_dossier_that_was_changed_is_found_out(dossier: str, tmp_path: Path) -> None:
    changed = shutil.copytree(dossier, tmp_path / "changed")
    lines = (changed / "public/panel.csv").read_bytes().splitlines(keepends=True)
    (changed / "public/panel.csv").write_bytes(b"".join(lines[:-1]))
    assert not all(report.ok for report in tirage.verify_dossier(changed))
    with pytest.raises(tirage.InputInvalid, match=r"dossier\.missing"):
        tirage.verify_dossier(str(tmp_path / "nothing"))


def test_no_repr_is_long_or_holds_anyone(
    dossier: str, lottery: tirage.Lottery, quotas: tirage.Quotas
) -> None:
    opened = tirage.open_dossier(dossier)
    pool = tirage.read_pool(POOL, quotas, household=["adresse"])
    summary = tirage.summarise(opened.files, opened.entries)
    file = tirage.read_quotas(QUOTAS, seats=6)
    things = (
        file,
        quotas,
        opened,
        opened.state,
        summary,
        lottery,
        pool,
        pool.pool,
        pool.pool.people[0],
        pool.private,
    )
    shown = [repr(each) for each in things]
    words = {cell for row in pool.private.rows.values() for cell in row if len(cell) > 3}
    assert max(map(len, shown)) < 100
    assert not [word for word in words for text in shown if word in text]
