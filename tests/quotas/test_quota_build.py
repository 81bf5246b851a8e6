"""`tirage quotas build`: the files of `quotas/` are what the command makes, and what it refuses."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from support.pages import commands

from tirage.cli import main
from tirage.people.geography.read import read_geography
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas

ROOT = Path(__file__).parents[2]
QUOTAS = ROOT / "quotas"
PAGE = QUOTAS / "README.md"
MADE = {
    "quotas-17-secteurs.yaml": "paris/quotas-17-secteurs.yaml",
    "quotas-20-arrondissements.yaml": "paris/quotas-20-arrondissements.yaml",
    "quotas-9-arrondissements.yaml": "lyon/quotas-9-arrondissements.yaml",
    "quotas-16-arrondissements.yaml": "marseille/quotas-16-arrondissements.yaml",
    "quotas-generique.yaml": "generique/quotas.yaml",
}
SECTORS = QUOTAS / "paris" / "recensement-secteurs.csv"


def test_the_files_are_what_the_page_says_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [words for words in commands(PAGE.read_text(encoding="utf-8")) if words[0] == "tirage"]
    assert len(typed) == len(MADE)
    monkeypatch.chdir(QUOTAS)
    for words in typed:
        out = words[words.index("--out") + 1]
        again = tmp_path / out
        words[words.index("--out") + 1] = str(again)
        assert main(words[1:]) == 0, shlex.join(words)
        assert again.read_bytes() == (QUOTAS / MADE[out]).read_bytes()


def test_the_figures_of_places_are_those_of_the_tables_that_ship() -> None:
    for city, table in (("lyon", "lyon"), ("marseille", "marseille"), ("paris", "paris-arrondissements")):
        rows = (QUOTAS / city / "recensement-arrondissements.csv").read_text(encoding="utf-8").splitlines()
        said = {
            row.split(";")[1]: int(row.split(";")[2]) for row in rows if row.startswith("arrondissement;")
        }
        places = read_geography(table).places
        assert said == {label: place.population for label, place in places.items()}


def test_the_template_of_paris_is_the_file_of_paris() -> None:
    template = ROOT / "src" / "tirage" / "rules" / "templates" / "paris.quotas.yaml"
    assert template.read_bytes() == (QUOTAS / "paris" / "quotas-17-secteurs.yaml").read_bytes()


def test_the_example_agrees_where_it_follows_the_census() -> None:
    own = read_quotas(ROOT / "examples" / "paris" / "quotas.yaml", seats=100).quotas
    product = read_quotas(QUOTAS / "paris" / "quotas-17-secteurs.yaml", seats=100).quotas

    def limits(quotas: Quotas, name: str) -> list[tuple[str, int, int]]:
        return [(b.category, b.minimum, b.maximum) for b in quotas.bounds if b.criterion == name]

    for name in ("genre", "diplôme", "secteur"):
        assert limits(own, name) == limits(product, name) != []


def test_every_criterion_can_fill_the_seats() -> None:
    for name in MADE.values():
        seats = 30 if "generique" in name else 100
        for criterion in read_quotas(QUOTAS / name, seats=seats).quotas.criteria:
            assert sum(bound.minimum for bound in criterion.bounds) <= seats
            assert sum(bound.maximum for bound in criterion.bounds) >= seats


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "quotas.yaml"
    out.write_text("mine", encoding="utf-8")
    assert main(["quotas", "build", str(SECTORS), "--seats", "100", "--out", str(out)]) == 6
    assert out.read_text(encoding="utf-8") == "mine"
    assert (
        main(
            ["quotas", "build", str(tmp_path / "nowhere.csv"), "--seats", "100", "--out", str(tmp_path / "q")]
        )
        == 3
    )
    assert [path.name for path in tmp_path.iterdir()] == ["quotas.yaml"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--seats", "0"], "quotas.seats"),
        (["--seats", "100", "--tolerance", "beaucoup"], "census.tolerance"),
        (["--seats", "100", "--tolerance", "taille=1"], "census.target"),
        (["--seats", "100", "--target", "genre=50%"], "census.target.text"),
        (["--seats", "100", "--target", "genre:Femmes=50%"], "census.target"),
        (["--seats", "100", "--target", "genre:Femme=80%", "--target", "genre:Homme=30%"], "census.targets"),
        (["--seats", "100", "--cross", "genre,âge"], "census.no_crossing"),
    ],
)
def test_what_it_refuses(options: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotas", "build", str(SECTORS), *options, "--json"]) == 3
    found = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert [defect["code"] for defect in found] == [code]


def test_a_minimum_that_would_be_negative_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotas", "build", str(SECTORS), "--seats", "20", "--tolerance", "2", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "0*" in shown
    assert "negative" in shown


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quotas", "build", str(SECTORS), "--seats", "100", "--tolerance", "5%", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["seats"] == 100
    listes = found["criteria"][0]["categories"][0]
    assert (listes["category"], listes["seats"], listes["minimum"], listes["maximum"]) == (
        "listes",
        80,
        76,
        84,
    )


def test_a_downloaded_table_becomes_quotas_once_its_mapping_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pop.csv").write_text("com;Hommes;Femmes\n1;490;510\n2;30;70\n", encoding="utf-8")
    typed = ["quotas", "build", "pop.csv", "--seats", "10", "--map", "pop.yaml", "--out", "quotas.yaml"]
    assert main([*typed, "--lang", "fr"]) == 3
    said = Path("pop.yaml").read_text(encoding="utf-8")
    assert "census.map.pending" in capsys.readouterr().err and not Path("quotas.yaml").exists()
    Path("pop.yaml").write_text(said.replace('com: "?"', "com: 2"), encoding="utf-8")
    assert main([*typed, "--lang", "fr"]) == 0
    shown = capsys.readouterr()
    assert "pop.yaml" in shown.err + shown.out
    quotas = read_quotas(Path("quotas.yaml"), seats=10).quotas
    assert [(bound.category, bound.minimum) for bound in quotas.bounds] == [("Homme", 3), ("Femme", 7)]
    assert main(["quotas", "build", "pop.csv", "--seats", "10", "--where", "com=2", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["defects"][0]["code"] == "census.where.map"
