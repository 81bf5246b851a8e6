"""`tirage chances --crossings --census`: the crossings of a pool beside their share of the population."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tirage.cli import main

PETIT = Path(__file__).parents[2] / "examples" / "petit"
TABLE = """\
critère;modalité;effectif
genre;Femme;520
genre;Homme;480
quartier;Nord;300
quartier;Centre;400
quartier;Sud;300
genre × quartier;Femme × Nord;150
genre × quartier;Femme × Centre;200
genre × quartier;Femme × Sud;170
genre × quartier;Homme × Nord;150
genre × quartier;Homme × Centre;200
genre × quartier;Homme × Sud;130
"""


def chances(folder: Path, table: str, *options: str) -> int:
    census = folder / "recensement.csv"
    census.write_text(table, encoding="utf-8")
    files = [str(PETIT / "volontaires.csv"), "--quotas", str(PETIT / "quotas.csv"), "--seats", "6"]
    return main(["chances", *files, "--census", str(census), *options])


def test_each_cell_has_its_share_of_the_seats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert chances(tmp_path, TABLE, "--json") == 0
    pairs = json.loads(capsys.readouterr().out)["coverage"]
    found = {
        tuple(pair["of"]): {tuple(c["categories"]): c["census"] for c in pair["cells"]} for pair in pairs
    }
    assert found["genre", "quartier"]["Femme", "Sud"] == "51/50"
    assert found["genre", "quartier"]["Homme", "Nord"] == "9/10"
    assert set(found["genre", "âge"].values()) == {None}
    assert chances(tmp_path, TABLE, "--lang", "fr") == 0
    said = capsys.readouterr().out
    assert "/ 1,02 (" in said
    assert "leur part de la population" in said


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("genre × quartier", "sexe × quartier"), "census.crossing"),
        (("Femme × Sud", "Femme × Est"), "census.cell"),
        (("quartier", "secteur"), "census.no_pair"),
    ],
)
def test_a_census_of_something_else(
    change: tuple[str, str], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert chances(tmp_path, TABLE.replace(*change), "--json") == 3
    defects = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert code in [defect["code"] for defect in defects]


def test_a_category_that_the_quotas_do_not_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = TABLE.replace("Sud", "sud")
    assert chances(tmp_path, table, "--json") == 3
    defects = json.loads(capsys.readouterr().out)["error"]["defects"]
    assert [defect["code"] for defect in defects] == ["census.cell", "census.cell"]
