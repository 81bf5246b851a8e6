"""`tirage quotas relax`: proposals side by side, who is left out, the chosen one written and drawn under."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tirage.cli import main
from tirage.journal.canonical import canonical, sha256
from tirage.quotas.files import read_quotas
from tirage.verify import verify

QUOTAS = """\
tirage: quotas/1
source: Insee
criteria:
  zone:
    centre: {minimum: 8, maximum: 10}
    bord: {minimum: 1, maximum: 2}
  âge:
    16-39: {minimum: 5, maximum: 5}
    40-64: {minimum: 5, maximum: 5}
    65+: {minimum: 0, maximum: 0}
  diplôme:
    bac: {minimum: 5, maximum: 5}
    autre: {minimum: 5, maximum: 5}
    en études: {minimum: 0, maximum: 0}
"""
"""Somebody of the edge has to sit, and everyone of the edge is of an age and a diploma that may not."""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """120 volunteers, 23 of them of the edge, and quotas that no panel of 10 meets."""
    rows = ["id;zone;âge;diplôme"]
    for i in range(97):
        rows.append(f"c{i:03};centre;{('16-39', '40-64')[i % 2]};{('bac', 'autre')[i // 2 % 2]}")
    rows += [f"b{i:03};bord;65+;en études" for i in range(23)]
    pool, quotas = tmp_path / "volontaires.csv", tmp_path / "quotas.yaml"
    pool.write_text("\n".join(rows) + "\n", encoding="utf-8")
    quotas.write_text(QUOTAS, encoding="utf-8")
    return pool, quotas


def relax(files: tuple[Path, Path], *options: str) -> int:
    pool, quotas = files
    return main(["quotas", "relax", str(pool), "--quotas", str(quotas), "--seats", "10", *options])


def proposals(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    code = relax(files, *options, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == (4 if found["blocked"] else 0)
    return found


def moves(alternative: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    return [(row["category"], row["limit"], row["from"], row["to"]) for row in alternative["moves"]]


def test_the_least_change_leaves_23_of_120_and_another_leaves_nobody(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    found = proposals(files, capsys)
    first, everyone = found["alternatives"][0], found["alternatives"][found["everyone"] - 1]
    assert moves(first) == [("bord", "minimum", 1, 0)]
    assert (first["left_out"], found["people"]) == (23, 120)
    assert {"criterion": "zone", "category": "bord", "people": 23} in first["categories"]
    assert everyone["left_out"] == 0 == found["hopeless"]
    assert {("65+", "maximum", 0, 1), ("en études", "maximum", 0, 1)} <= set(moves(everyone))
    assert relax(files, "--lang", "fr") == 0
    said = capsys.readouterr().out
    assert "23 personne(s) sur 120 resteraient sans aucune chance" in said
    assert "Tout le monde aurait une chance." in said


def test_what_is_kept_stays_and_a_late_tier_comes_last(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = proposals(files, capsys, "--keep", "zone:bord")
    assert not any(category == "bord" for each in kept["alternatives"] for category, *_ in moves(each))
    tiers = proposals(files, capsys, "--tier", "zone=1")
    assert not any(category == "bord" for category, *_ in moves(tiers["alternatives"][0]))
    late = proposals(files, capsys, "--tier", "âge=1", "--tier", "diplôme=2")
    assert moves(late["alternatives"][0]) == [("bord", "minimum", 1, 0)]


def test_limits_of_the_file_are_respected(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    text = QUOTAS.replace("bord: {minimum: 1, maximum: 2}", "bord: {minimum: 1, maximum: 2, min_flex: 1}")
    files[1].write_text(text, encoding="utf-8")
    found = proposals(files, capsys)
    assert not any(move[:2] == ("bord", "minimum") for each in found["alternatives"] for move in moves(each))


def test_where_nothing_may_move_the_conflict_is_said(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    keep = ["--keep", "zone", "--keep", "âge", "--keep", "diplôme"]
    found = proposals(files, capsys, *keep)
    assert not found["alternatives"]
    assert found["blocked"]["conflicts"]
    assert relax(files, *keep, "--lang", "en") == 4
    assert "there is no panel" in capsys.readouterr().out


def test_the_chosen_one_is_written_anew_and_drawn_under_its_reason(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = proposals(files, capsys)
    before, new = files[1].read_bytes(), tmp_path / "new" / "quotas-2.yaml"
    chosen = ["--choose", str(found["everyone"]), "--reason", "Personne  sans chance", "--out", str(new)]
    assert relax(files, *chosen) == 0
    assert files[1].read_bytes() == before
    read = read_quotas(new, seats=10)
    (change,) = read.changes
    assert (change.reason, change.from_sha256, read.source) == (
        "Personne sans chance",
        sha256(before),
        "Insee",
    )
    assert relax(files, *chosen) == 6
    dossier = tmp_path / "dossier"
    typed = ["draw", "panel", str(files[0]), "--quotas", str(new), "--seats", "10", "--out", str(dossier)]
    assert main([*typed, "--seed", "31415926535897932384"]) == 0
    report = verify(published(dossier))
    assert report.ok
    assert [check.number for check in report.checks if check.code == "quotas.changes"] == ["1.13"]
    # The second change goes on from the first.
    third = tmp_path / "third.yaml"
    again = ["--choose", "1", "--reason", "Encore", "--out", str(third)]
    assert main(["quotas", "relax", str(files[0]), "--quotas", str(new), "--seats", "10", *again]) == 6
    assert not third.exists()


def published(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("journal", "public", "guarantors")
        for path in sorted((folder / part).iterdir())
    }


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ("another end", [{"from": 1, "to": 2}]),
        ("no change at all", [{"from": 0, "to": 0}]),
        ("a category that is not there", [{"category": "bords"}]),
        ("a step left out", [{}, {"from": 7, "to": 0}]),
    ],
)
def test_a_change_on_record_that_does_not_lead_to_the_quotas(
    named: str, wrong: list[dict[str, Any]], files: tuple[Path, Path], tmp_path: Path
) -> None:
    new, dossier = tmp_path / "new.yaml", tmp_path / "dossier"
    assert relax(files, "--choose", "1", "--reason", named, "--out", str(new)) == 0
    typed = ["draw", "panel", str(files[0]), "--quotas", str(new), "--seats", "10", "--out", str(dossier)]
    assert main([*typed, "--json"]) == 0
    contents = published(dossier)
    name = next(name for name in contents if name.endswith("quotas.json") and name.startswith("journal/"))
    entry = json.loads(contents[name])
    row = entry["body"]["changes"][0]["rows"][0]
    entry["body"]["changes"][0]["rows"] = [row | each for each in wrong]
    contents[name] = canonical(entry)
    failed = {check.code for check in verify(contents).checks if check.status == "failed"}
    assert "quotas.changes" in failed


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--keep", "zones"), ["option.declared"]),
        (("--keep", "âge:80+", "--tier", "zone=x"), ["option.declared", "relax.tier"]),
        (("--tier", "quartier=1"), ["relax.tier"]),
        (("--choose", "1"), ["relax.together", "relax.together"]),
        (("--choose", "1", "--reason", " ", "--out", "x.yaml"), ["quotas.changes.reason.blank"]),
        (("--choose", "9", "--reason", "x", "--out", "x.yaml"), ["option.range"]),
        (("--alternatives", "0"), ["option.range"]),
    ],
)
def test_options_that_are_wrong(
    options: tuple[str, ...], codes: list[str], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert relax(files, *options, "--json") == 3
    document = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in document["error"]["defects"]] == codes
    assert not Path("x.yaml").exists()


def test_quotas_that_hold_have_nothing_to_change(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files[1].write_text(QUOTAS.replace("bord: {minimum: 1", "bord: {minimum: 0"), encoding="utf-8")
    found = proposals(files, capsys)
    assert (found["alternatives"][0]["moves"], found["alternatives"][0]["left_out"]) == ([], 23)
    assert found["alternatives"][found["everyone"] - 1]["left_out"] == 0
    out = tmp_path / "new.yaml"
    assert relax(files, "--choose", "1", "--reason", "x", "--out", str(out)) == 6
    assert not out.exists()
