"""`tirage quotas relax`: proposals side by side, who is left out, the chosen one written and drawn under."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.two_commands import in_two

from tirage.acts import quotas as quota_act
from tirage.cli import main
from tirage.dossier.canonical import canonical, sha256
from tirage.draws.relax import propose
from tirage.feasibility import relaxation
from tirage.quotas.amendments import amended
from tirage.quotas.read import read_quotas
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
    assert "23 personnes sur 120 resteraient sans aucune chance" in said
    assert "Tout le monde aurait une chance." in said


def test_the_least_change_is_said_first_and_what_was_not_found_after_it(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    wanted = relaxation.never_drawn

    def late(*arguments: Any, **options: Any) -> Any:
        said.append(capsys.readouterr().out)
        return wanted(*arguments, **options)

    monkeypatch.setattr(relaxation, "never_drawn", late)
    assert relax(files, "--lang", "en") == 0
    assert "“bord”: minimum 1 → 0" in said[0]
    assert "“bord”: minimum 1 → 0" not in capsys.readouterr().out, "and not once more"
    monkeypatch.undo()
    for name in ("OTHER", "LEFT", "EVERYONE"):
        monkeypatch.setattr(relaxation, name, 1e-9)
    assert relax(files, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "“bord”: minimum 1 → 0" in out
    assert "Proposal 2" not in out
    for words in ("before that was known", "other proposals", "was not found"):
        assert words in out
    found = proposals(files, capsys)
    assert found["cut_short"]
    assert (found["alternatives"][0]["left_out"], found["hopeless"], found["everyone"]) == (None,) * 3


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
    assert in_two(*typed, "--seed", "31415626535312332341") == 0
    report = verify(published(dossier))
    assert report.ok
    assert [check.number for check in report.checks if check.code == "quotas.changes"] == ["1.13"]
    # Nothing is left to be changed.
    third = tmp_path / "third.yaml"
    again = ["--choose", "1", "--reason", "Encore", "--out", str(third)]
    assert relax((files[0], new), *again) == 6
    assert not third.exists()


def test_a_second_change_goes_on_from_the_first(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, dossier = tmp_path / "first.yaml", tmp_path / "second.yaml", tmp_path / "dossier"
    assert relax(files, "--choose", "1", "--reason", "Un", "--out", str(first)) == 0
    capsys.readouterr()
    everyone = str(proposals((files[0], first), capsys)["everyone"])
    assert relax((files[0], first), "--choose", everyone, "--reason", "Deux", "--out", str(second)) == 0
    one, two = read_quotas(second, seats=10).changes
    assert (one.reason, two.reason, two.from_sha256) == ("Un", "Deux", sha256(first.read_bytes()))
    typed = ["draw", "panel", str(files[0]), "--quotas", str(second), "--seats", "10", "--out", str(dossier)]
    assert in_two(*typed, "--seed", "31415626535312332341") == 0
    contents = published(dossier)
    assert verify(contents).ok
    name = next(name for name in contents if name.endswith("quotas.json") and name.startswith("journal/"))
    assert json.loads(contents[name])["body"]["changes"] == [one.document(), two.document()]


def test_tables_crossings_and_limits_are_in_the_new_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    """A table becomes YAML, and whatever it said besides the limits that were changed is there."""
    table, out = tmp_path / "quotas.csv", tmp_path / "quotas-2.yaml"
    table.write_text(
        "feature,value,min,max,min_flex,max_flex\n"
        "zone,centre,8,10,5,10\nzone,bord,0,2,0,4\n"
        "âge,16-39,3,5,3,6\nâge,40-64,3,5,3,6\nâge,65+,0,4,0,4\n"
        "diplôme,bac,3,5,3,6\ndiplôme,autre,3,5,3,6\ndiplôme,en études,0,0,0,2\n"
        "zone × âge,bord × 65+,1,2,1,2\n",
        encoding="utf-8",
    )
    assert relax((files[0], table), "--choose", "1", "--reason", "Croisement", "--out", str(out)) == 0
    before, after = read_quotas(table, seats=10), read_quotas(out, seats=10)
    (change,) = after.changes
    assert after.quotas == amended(before.quotas, change.moves) != before.quotas
    assert ("diplôme", "en études", "maximum", 0, 1) in [
        (move.criterion, move.category, move.limit, move.before, move.after) for move in change.moves
    ]
    assert change.from_sha256 == sha256(table.read_bytes())
    # A crossing is changed like any other quota.
    table.write_text(table.read_text(encoding="utf-8").replace("1,2,1,2", "1,2,0,2"), encoding="utf-8")
    kept = ["--keep", "zone", "--keep", "diplôme", "--choose", "1", "--reason", "x"]
    crossed = tmp_path / "crossed.yaml"
    assert relax((files[0], table), *kept, "--out", str(crossed)) == 0
    (change,) = read_quotas(crossed, seats=10).changes
    assert [(move.category, move.after) for move in change.moves] == [("bord × 65+", 0)]


def test_a_file_that_came_meanwhile_is_left_alone(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new.yaml"

    def slow(*arguments: Any, **options: Any) -> Any:
        out.write_text("somebody else's", encoding="utf-8")
        return propose(*arguments, **options)

    monkeypatch.setattr(quota_act, "propose", slow)
    assert relax(files, "--choose", "1", "--reason", "x", "--out", str(out)) == 6
    assert out.read_text(encoding="utf-8") == "somebody else's"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


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
    row = json.loads(contents[name])["body"]["changes"][0]["rows"][0]
    assert "quotas.changes" in failures(contents, name, [{"rows": [row | each for each in wrong]}])
    later = {"date": "2999-01-01", "rows": [row | {"from": 2, "to": 1}]}
    assert "quotas.changes" in failures(contents, name, [later, {}])


def failures(contents: dict[str, bytes], name: str, wrong: list[dict[str, Any]]) -> set[str]:
    """What fails when the changes of that entry are these, each the true one but for some keys."""
    entry = json.loads(contents[name])
    (change,) = entry["body"]["changes"]
    entry["body"]["changes"] = [change | each for each in wrong]
    report = verify(contents | {name: canonical(entry)})
    return {check.code for check in report.checks if check.status == "failed"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": "hier"},
        {"date": "2026-02-30"},
        {"reason": " "},
        {"reason": "x" * 501},
        {"rows": []},
        {"from_sha256": "0"},
        {"by": "somebody"},
        {"rows": [{"criterion": "zone", "category": "bord", "limit": "both", "from": 1, "to": 0}]},
        {"rows": [{"criterion": "zone", "category": "bord", "limit": "minimum", "from": -1, "to": 0}]},
    ],
)
def test_a_change_on_record_of_another_form(
    wrong: dict[str, Any], files: tuple[Path, Path], tmp_path: Path
) -> None:
    new, dossier = tmp_path / "new.yaml", tmp_path / "dossier"
    assert relax(files, "--choose", "1", "--reason", "x", "--out", str(new)) == 0
    typed = ["draw", "panel", str(files[0]), "--quotas", str(new), "--seats", "10", "--out", str(dossier)]
    assert main([*typed, "--panels", "10", "--json"]) == 0
    contents = published(dossier)
    name = next(name for name in contents if name.endswith("quotas.json") and name.startswith("journal/"))
    assert "documents.shape" in failures(contents, name, [wrong])
    assert "documents.shape" in failures(contents, name, [])


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--keep", "zones"), ["option.declared"]),
        (("--keep", "âge:80+", "--tier", "zone=x"), ["option.declared", "relax.tier"]),
        (("--tier", "quartier=1"), ["relax.tier"]),
        (("--tier", "âge=0"), ["relax.tier"]),
        (("--tier", "âge=" + "9" * 5000), ["relax.tier"]),
        (("--tier", "âge=1", "--tier", "âge=2"), ["relax.tier.twice"]),
        (("--choose", "1", "--reason", "caf\udce9", "--out", "x.yaml"), ["quotas.changes.reason.hidden"]),
        (("--choose", "1", "--reason", "a\u202eb", "--out", "x.yaml"), ["quotas.changes.reason.hidden"]),
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
