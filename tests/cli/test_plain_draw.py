"""Draws without quotas, a jury list for example: on both roads, with everything that comes after."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from support.commands import DICE, on_disk
from support.dossier_cases import PLAIN
from support.dossiers import dossier
from support.journey import DICE as ROLLS
from support.journey import RULES, answers, begun, frame, run
from support.reporting import document
from support.two_commands import in_two

from tirage.cli import main
from tirage.dossier.canonical import canonical, sha256
from tirage.quotas.model import Quotas
from tirage.quotas.read import NO_QUOTAS, read_quotas
from tirage.report.document import Table
from tirage.report.summary import summarise
from tirage.verify import verify

KEY = "ab" * 32
HOMES = ("", "", "", "", "1 rue A", "1 rue A", "2 rue A", "2 rue A", "2 rue A", "3 rue A")


def published(folder: Path) -> dict[str, bytes]:
    kept = ("journal/", "public/", "guarantors/")
    return {name: data for name, data in on_disk(folder).items() if name.startswith(kept)}


def chances(folder: Path) -> list[Fraction]:
    rows = (folder / "guarantors/chances.csv").read_text().splitlines()[1:]
    return sorted(Fraction(row.split(",")[2]) for row in rows)


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    (tmp_path / "key").write_text(KEY)
    rows = [f"v{i:03},{HOMES[i % 10] and f'{HOMES[i % 10]} {i // 10}'},Nom {i}" for i in range(20)]
    (tmp_path / "pool.csv").write_text("\n".join(["id,adresse,nom", *rows]) + "\n", encoding="utf-8")
    return tmp_path / "pool.csv"


def draw(pool: Path, out: str, *more: object) -> Path:
    folder = pool.parent / out
    asked = ("draw", "panel", pool, "--seats", 5, "--dossier", folder, "--key", pool.parent / "key")
    assert in_two(*asked, "--panels", 20, *more, "--seed", DICE) == 0
    return folder


def test_no_quotas_on_record_are_a_document_like_any_other() -> None:
    assert NO_QUOTAS.sha256 == sha256(canonical(Quotas(()).document()))
    assert read_quotas(None, seats=5) is NO_QUOTAS


def test_the_verifiers_take_a_draw_without_quotas_made_by_hand() -> None:
    assert verify(dossier(PLAIN)).ok


def test_everyone_has_the_same_chance_and_all_the_proofs(
    pool: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = draw(pool, "d", "--lang", "en")
    said = capsys.readouterr().out
    assert "There are no quotas: no category counts" in said
    assert "Every quota is met" not in said and "for example" not in said
    assert chances(folder) == [Fraction(1, 4)] * 20
    assert json.loads((folder / "public/quotas.json").read_bytes())["criteria"] == []
    report = verify(published(folder))
    assert report.ok
    found = {check.code: check.status for check in report.checks}
    assert {found[code] for code in ("lottery.quotas", "certificate.levels", "panel.seats")} == {"ok"}
    for kind in ("quotas", "proces-verbal", "public", "life"):
        page = document(published(folder), kind, "en")
        tables = [each for part in page.sections for each in part.blocks if isinstance(each, Table)]
        assert all(each.rows for each in tables), kind
        words = str(page)
        assert not re.search(r"\b0 quotas|\b0 rules|“”|: \.", words), kind


def test_a_file_without_criteria_is_no_file(pool: Path) -> None:
    (pool.parent / "q.yaml").write_text("tirage: quotas/1\ncriteria: {}\n")
    plain, said = draw(pool, "d"), draw(pool, "e", "--quotas", pool.parent / "q.yaml")
    for name in ("lottery.csv", "quotas.json", "plan.json"):
        assert (plain / "public" / name).read_bytes() == (said / "public" / name).read_bytes()


def test_households_count_and_whoever_replaces_is_drawn_alike(pool: Path) -> None:
    folder = draw(pool, "d", "--household", "adresse", "--later", "cohorts=2")
    assert chances(folder) == [Fraction(1, 4)] * 20
    pool_csv = (folder / "guarantors/pool.csv").read_text().splitlines()[1:]
    home = {row.split(",")[0]: row.split(",")[1] for row in pool_csv}
    for line in (folder / "public/lottery.csv").read_text().split():
        shared = [home[pid] for pid in line.split(",") if home[pid]]
        assert len(shared) == len(set(shared))
    member = (folder / "public/panel.csv").read_text().split()[1]
    left = ("record", "withdrawal", member, "--dossier", str(folder), "--cause", "work", "--yes")
    assert main([*left]) == 0
    assert in_two("draw", "replacements", folder, "--seed", ROLLS[1]) == 0
    assert verify(published(folder)).ok
    assert "0 quota" not in str(document(published(folder), "life", "en"))
    assert main(["term", str(folder), "--start", "2027-01-01", "--months", "12", "--yes"]) == 0
    for act in ("replacements/1", "cohorts"):
        deed = document(published(folder), "proces-verbal", "en", act)
        assert all(table.rows for part in deed.sections for table in part.blocks if isinstance(table, Table))
    planned = {name: data for name, data in published(folder).items() if name != "public/panel.csv"}
    assert summarise(planned).to_frame().empty


def test_rules_without_quotas_on_the_road_of_a_file(pool: Path) -> None:
    folder = pool.parent / "d"
    folder.mkdir()
    rules = "tirage: dossier/1\nname: Jury\nseats: 5\nhousehold: [adresse]\ndraws: {panels: 20}\n"
    (folder / "tirage.yaml").write_text(rules)
    asked = ("draw", "panel", pool, "--dossier", folder)
    assert in_two(*asked, "--quotas", pool, "--seed", DICE) == 6  # others than those of the rules
    assert in_two(*asked, "--seed", DICE) == 0
    assert verify(published(folder)).ok
    (folder / "tirage.yaml").write_text(rules + "quotas: nowhere.yaml\n")
    assert main(["draw", "panel", str(pool), "--dossier", str(folder)]) == 3


def test_rules_without_quotas_on_the_road_of_the_rolls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town, files = begun(tmp_path, 60)
    (town / "quotas.yaml").unlink()
    assert frame(town, files) == 3
    assert "[rules.streams.unkept]" in capsys.readouterr().err
    alone = RULES.partition("streams:")[0] + "criteria:\n  genre" + RULES.partition("  genre")[2]
    (town / "tirage.yaml").write_text(alone.replace("  answers: {diplôme: {bac: 50 %, autre: 50 %}}\n", ""))
    assert frame(town, files) == 0
    assert run("letters", "plan", "--dossier", town, "--simulations", 5) == 0
    assert "volunteers" in capsys.readouterr().out
    assert in_two("draw", "letters", "--dossier", town, "--seed", ROLLS[0]) == 0
    assert run("record", "responses", answers(town, 1), "--dossier", town) == 0
    assert in_two("draw", "panel", "--dossier", town, "--seed", ROLLS[1]) == 0
    report = verify(published(town))
    assert report.ok, [check for check in report.checks if check.status == "failed"]


def test_a_spreadsheet_is_prepared_without_quotas(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "tirage.yaml").write_text("tirage: dossier/1\nname: Jury\nseats: 2\nhousehold: [Adresse]\n")
    (tmp_path / "i.csv").write_text("N°;Adresse\n1;1 rue A\n2;2 rue A\n3;2 rue A\n4;\n", encoding="utf-8")
    asked = ["prepare", str(tmp_path / "i.csv"), "--dossier", str(folder)]
    assert main(asked) == 3
    recoding = (folder / "recodage.yaml").read_text(encoding="utf-8")
    (folder / "recodage.yaml").write_text(
        recoding.replace(' ?"', '"').replace(" ?\n", "\n"), encoding="utf-8"
    )
    assert main(asked) == 0
    assert in_two("draw", "panel", "--dossier", folder, "--seed", DICE) == 0
    assert verify(published(folder)).ok
