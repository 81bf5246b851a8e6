"""`tirage explain`: each way to be fair in plain words, with figures that are those of the example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from support.windows import Window

from tirage.analysis.objectives import Comparison, compare
from tirage.chances.objectives.choose import Fairness
from tirage.cli import main
from tirage.i18n.catalogue import COMPLETE
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.report.pages.explain import PARTS

PARIS = Path(__file__).parents[2] / "examples" / "paris"
NAMES = ("leximin", "maximin", "goldilocks", "nash", "capped")


def explained(capsys: pytest.CaptureFixture[str], *typed: str) -> Any:
    assert main(["explain", *typed, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("language", COMPLETE)
def test_all_in_short_and_each_at_length(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    every = explained(capsys, "--lang", language)["objectives"]
    assert [each["fairness"] for each in every] == list(NAMES)
    assert set(get_args(Fairness)) <= set(NAMES)
    assert main(["explain", "--lang", language]) == 0
    table = words(capsys.readouterr().out)
    for each in every:
        assert list(each) == ["fairness", *PARTS]
        assert all(each.values())
        assert words(each["fairness"]) <= table
        assert words(each["seeks"]) <= table
        assert explained(capsys, each["fairness"], "--lang", language) == {"tirage": "objective/1", **each}


def words(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_narrow_terminal(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = explained(capsys, name, "--lang", "fr")
    for typed in (["explain", name], ["explain"]):
        window = Window(42, monkeypatch)
        with redirect_stdout(window):
            assert main([*typed, "--lang", "fr"]) == 0
        said = window.said()
        assert max(map(len, said.splitlines())) <= 42
        assert words(whole["seeks"]) <= words(said)


def test_a_name_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fair"]) == 2
    assert "leximin" in capsys.readouterr().err


@cache
def paris() -> Comparison:
    quotas = read_quotas(PARIS / "quotas.yaml", seats=100).quotas
    pool = read_pool(PARIS / "volontaires.csv", quotas, household=["adresse", "code postal"]).pool
    return compare(pool, quotas, 100, 100)


@pytest.mark.slow
@pytest.mark.parametrize("language", COMPLETE)
def test_the_figures_of_the_examples_are_true(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From the least chance aimed at to the largest, as the example says; and what else it says."""
    told = {each["fairness"]: each["example"] for each in explained(capsys, "--lang", language)["objectives"]}
    found = {each.fairness: each for each in paris().objectives}
    for name, each in found.items():
        shares = list(percents(told[name]))
        assert shares[:2] == [
            round(100 * float(value), 1) for value in (each.aimed.least, each.aimed.largest)
        ]
        if name == "nash":
            geometric = [100 * found[by].aimed.geometric_mean for by in ("nash", "leximin")]
            assert shares[2:] == [round(value, 1) for value in geometric]
        if name == "capped":
            assert each.aimed.least == found["leximin"].aimed.least
            assert each.aimed.certain == 0
        if name == "goldilocks":
            lexi = found["leximin"].aimed
            lost = [
                100 * float(lexi.least - each.aimed.least),
                100 * float(lexi.largest - each.aimed.largest),
            ]
            assert [round(value, 1) for value in lost] == list(points(told[name]))
    assert (found["leximin"].aimed.certain, found["leximin"].aimed.at_least) == (2, 125)
    assert found["maximin"].aimed.at_least > 500


def percents(text: str) -> Iterator[float]:
    """`11,2 %` and `11.2%`."""
    for whole, rest in re.findall(r"(\d+)[.,](\d+)\u00a0?%", text):
        yield float(f"{whole}.{rest}")


def points(text: str) -> Iterator[float]:
    """Numbers with a decimal that are no percentages."""
    for whole, rest in re.findall(r"(\d+)[.,](\d+)(?!\d|\u00a0?%)", text):
        yield float(f"{whole}.{rest}")
