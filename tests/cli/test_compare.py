"""`tirage chances --compare`: the ways to be fair side by side, in tables, in a picture, as JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from support.commands import PETIT, defects, plan_options

from tirage.chances.objectives.choose import Fairness
from tirage.cli import main
from tirage.i18n.catalogue import COMPLETE

FAIRNESS = get_args(Fairness)
SAID = ("smallest chance", "largest chance", "smallest aimed at", "in no panel")
SVG = "{http://www.w3.org/2000/svg}"


def compare(pool: Path, *more: str, **changes: object) -> int:
    return main(["chances", str(pool), "--compare", *plan_options(**{"ids": None, **changes}), *more])


def document(pool: Path, capsys: pytest.CaptureFixture[str], *more: str, **changes: object) -> dict[str, Any]:
    assert compare(pool, "--json", *more, **changes) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_every_way_to_be_fair_has_its_column(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(pool, "--declared", "âge") == 0
    said = capsys.readouterr().out
    header = next(line for line in said.splitlines() if FAIRNESS[0] in line)
    assert header.split() == list(FAIRNESS)
    least = next(line for line in said.splitlines() if line.strip().startswith("smallest chance"))
    # Thirteen women for three seats: nobody can give the least of them more.
    assert least.count("23.08%") >= 2
    strips = [line for line in said.splitlines() if set(line) & set("▁▂▃▄▅▆▇█")]
    assert [line.split()[0] for line in strips] == list(FAIRNESS)


def test_the_same_chances_as_the_command_for_one(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(pool, capsys)
    for each in found["objectives"]:
        assert (
            main(["chances", str(pool), *plan_options(ids=None), "--fairness", each["fairness"], "--json"])
            == 0
        )
        alone = json.loads(capsys.readouterr().out)
        given = Counter(str(Fraction(person["panels"], alone["panels"])) for person in alone["chances"])
        assert dict(each["groups"]) == given
        assert dict(each["aimed_groups"]) == Counter(person["chance"] for person in alone["chances"])
        assert sum(count * Fraction(chance) for chance, count in each["groups"]) == pytest.approx(6, abs=1e-6)
        women = each["ranges"][0]
        assert (women["people"], Fraction(women["mean"])) == (13, pytest.approx(3 / 13, abs=1e-6))


def test_declared_criteria(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(pool, capsys, "--declared", "âge,genre")
    # In the order of the quotas, whatever was typed.
    assert found["declared"] == ["genre", "âge"]
    for each in found["objectives"]:
        tried = each["manipulability"]
        assert 0 < tried["tried"] <= tried["possible"]
        if tried["best"]:
            assert Fraction(tried["best"]["before"]) < Fraction(tried["best"]["after"]) <= 1


def test_a_criterion_that_is_none(pool: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(pool, "--json", "--declared", "age,genre,x") == 3
    assert [each["found"] for each in defects(capsys)] == [
        "“age” is no criterion of the quotas.",
        "“x” is no criterion of the quotas.",
    ]


@pytest.mark.parametrize("language", COMPLETE)
def test_the_picture_stands_by_itself(
    language: str, pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.svg", tmp_path / "b.svg"
    for path in (first, second):
        assert compare(pool, "--picture", str(path), lang=language) == 0
    assert "svg" in capsys.readouterr().out
    data = first.read_bytes()
    assert data == second.read_bytes()
    root = ET.fromstring(data)
    assert root.get("role") == "img"
    told = {
        each.get("id"): each.text or ""
        for each in (root.find(f"{SVG}title"), root.find(f"{SVG}desc"))
        if each is not None
    }
    assert set(told) == set((root.get("aria-labelledby") or "").split())
    # The same in words for those who cannot see it.
    assert all(name in told["desc"] for name in FAIRNESS)
    assert not re.search(rb"href|<script|url\(|@import|<image", data)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "g", "path", "line",
    }  # fmt: skip
    names = [each.text for each in root.iter(f"{SVG}text") if each.get("class") == "name"][1:]
    assert names == list(FAIRNESS)


def test_the_area_of_a_chart_is_the_seats(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.svg"
    found = document(pool, capsys, "--picture", str(path))
    top = max(float(Fraction(each["chances"]["largest"])) for each in found["objectives"])
    root = ET.fromstring(path.read_bytes())
    for bars in (each for each in root.iter(f"{SVG}path") if each.get("class") == "bars"):
        steps = re.findall(r"V(-?[\d.]+)H([\d.]+)", bars.get("d") or "")
        width, area, before = float(steps[-1][1]), 0.0, 0.0
        for height, right in steps:
            area += -float(height) * (float(right) - before)
            before = float(right)
        # Mean height over the height of the largest chance: mean chance over the largest.
        assert area / width / 90 * top == pytest.approx(6 / 20, rel=1e-3)


def test_a_terminal_without_blocks(
    pool: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tirage.report.rendering import terminal

    monkeypatch.setattr(terminal.Terminal, "encoding", "ascii")
    assert compare(pool) == 0
    said = capsys.readouterr().out
    assert not re.search("[▁-█]", said)
    assert re.search(r"leximin +[ .:=+*#@-]*@", said)


def test_a_picture_that_cannot_be_written(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").write_text("a file", encoding="utf-8")
    assert compare(pool, "--json", "--picture", str(tmp_path / "none" / "a.svg")) == 3
    assert [each["code"] for each in defects(capsys)] == ["output.write"]
    assert (tmp_path / "none").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    "typed",
    [
        ["--compare", "--fairness", "leximin"],
        ["--compare", "--crossings"],
        ["--letters", "x.csv", "--crossings"],
        ["--picture", "x.svg"],
        ["--declared", "âge"],
    ],
    ids=" ".join,
)
def test_options_that_would_not_be_heeded_are_refused(
    typed: list[str], pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chances", str(pool), *plan_options(ids=None), *typed]) == 2
    assert typed[-2 if len(typed) > 1 and not typed[-1].startswith("--") else -1] in capsys.readouterr().err


def test_no_panel(pool: Path, tmp_path: Path) -> None:
    text = (PETIT / "quotas.csv").read_text(encoding="utf-8")
    quotas = tmp_path / "quotas.csv"
    quotas.write_text(text.replace("Nord,2,2", "Nord,6,6").replace(",2,2", ",0,2"), encoding="utf-8")
    quotas.write_text(
        quotas.read_text(encoding="utf-8").replace("65 et plus,1,2", "65 et plus,2,2"), encoding="utf-8"
    )
    assert compare(pool, quotas=quotas) == 4


def test_a_lottery_of_one_panel_leaves_fourteen_without_a_chance(
    pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chances given are those of the panels; what was aimed at stands beside them."""
    found = document(pool, capsys, panels=1)
    for each in found["objectives"]:
        given, aimed = each["chances"], each["aimed"]
        assert (given["least"], given["at_least"], given["never"]) == ("0", 14, 14)
        assert (given["largest"], given["certain"]) == ("1", 6)
        assert 0 < Fraction(aimed["least"]) < Fraction(aimed["largest"]) < 1 and aimed["never"] == 0
    assert compare(pool, panels=1) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    said = {name: next(line for line in lines if line.startswith(name)) for name in SAID}
    assert said["smallest chance"].count(" 0.00%") == said["largest chance"].count("100.00%") == len(FAIRNESS)
    assert said["smallest aimed at"].count("23.08%") >= 2
    assert said["in no panel"].split()[3:] == ["14"] * len(FAIRNESS)
