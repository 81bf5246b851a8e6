"""Tables of places: those that ship, those that a city writes, and everything that is wrong in one."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from tirage.errors import InputInvalid
from tirage.people.geography.read import read_geography, shipped
from tirage.people.geography.texts import place_in
from tirage.people.rolls.addresses import read_town
from tirage.people.rolls.collection import collect
from tirage.people.rolls.survey import Survey

OWN = """\
label;population;colonne;ligne;bureaux;code postal;noms
Nord;1 200;1;1;0101..0130 0205;18000;Les Gibjoncs|ZUP
Sud;800;1;2;0201..0204 0206..0210;18000 18100;
"""


def own(folder: Path, text: str, name: str = "quartiers.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str, name: str = "quartiers.csv") -> dict[str, list[int | None]]:
    """Code → lines of the defects of a table."""
    with pytest.raises(InputInvalid) as caught:
        read_geography(own(folder, text, name))
    found: dict[str, list[int | None]] = {}
    for defect in caught.value.defects:
        found.setdefault(defect.code, []).append(defect.line)
    return found


@pytest.mark.parametrize(
    ("name", "places", "people"),
    [
        ("lyon", 9, 519_127),
        ("marseille", 16, 886_040),
        ("marseille-sectors", 8, 886_040),
        ("paris-arrondissements", 20, 2_103_778),
        ("paris-sectors", 17, 2_103_778),
    ],
)
def test_what_ships_adds_up_to_the_commune_and_has_a_picture(name: str, places: int, people: int) -> None:
    found = read_geography(name)
    assert name in shipped()
    assert (len(found.labels), sum(each.population or 0 for each in found.places.values())) == (
        places,
        people,
    )
    assert found.pictured and found.source and "Insee" in found.source
    tiles = [tile for each in found.places.values() for tile in each.tiles]
    assert len(tiles) == len(set(tiles))


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("lyon", "Lyon 3e Arrondissement", "3e"),
        ("lyon", "LYON CEDEX 03", "3e"),
        ("lyon", "69003 LYON", "3e"),
        ("lyon", "1 er arrdt", "1er"),
        ("lyon", "Lyon", ""),
        ("lyon", "PARIS 3", ""),
        ("paris-sectors", "4e", "Paris Centre"),
        ("paris-sectors", "Paris Centre", "Paris Centre"),
        ("paris-arrondissements", "Paris Centre", ""),
        ("paris-arrondissements", "Paris-l'Hôpital", ""),
        # A sector of Marseille has a number, and so has an arrondissement: 5 alone may be either.
        ("marseille-sectors", "5", ""),
        ("marseille-sectors", "5e secteur", "5e secteur"),
        ("marseille-sectors", "5e arrondissement", "3e secteur"),
        ("marseille-sectors", "MARSEILLE CEDEX 09", "5e secteur"),
    ],
)
def test_a_place_by_what_is_written(name: str, text: str, label: str) -> None:
    assert read_geography(name).by_label(text) == label


def test_what_ships_is_what_the_specification_has() -> None:
    specified = json.loads((files("tirage") / "spec" / "geographies.json").read_text(encoding="utf-8"))
    assert specified == {name: list(read_geography(name).labels) for name in shipped()}


def test_a_city_writes_its_own(tmp_path: Path) -> None:
    found = read_geography("quartiers.csv", own(tmp_path, OWN).parent)
    assert (found.name, found.labels) == ("quartiers", ("Nord", "Sud"))
    assert [found.by_bureau(bureau) for bureau in ("0112", "112", "205", "0206", "0299", "")] == [
        *("Nord", "Nord", "Nord", "Sud", "", "")
    ]
    # One postcode is in both places: it says nothing.
    assert [found.by_postcode(code) for code in ("18000", "18100", "69003")] == ["", "Sud", ""]
    names = {"les gibjoncs": "Nord", "NORD": "Nord", "zup": "Nord", "Z.U.P.": ""}
    assert {text: found.by_label(text) for text in names} == names


def test_a_label_that_no_quotas_can_have_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, f"label;code postal\n{'N' * 201};18000\nSud;18100\n") == {
        "geography.label.long": [2]
    }


def test_a_district_says_where_somebody_lives_before_the_postcode(tmp_path: Path) -> None:
    text = "label;district;code postal\nNord;180330101 180330102;18000\nSud;180330201;18000 18100\n"
    found = [read_geography("quartiers.csv", own(tmp_path, text).parent)]

    def place(postcode: str, district: str) -> tuple[str, str, tuple[str, ...]]:
        town, remarks = read_town((postcode, "BOURGES", "", district), found)
        return town.place.label, town.place.by, remarks

    # One postcode is in both places; the IRIS tells them apart.
    assert place("18000", "180330102") == ("Nord", "district", ())
    assert place("18000", "sud") == ("Sud", "district", ())
    assert place("18000", "180339999") == ("", "", ())
    assert place("18100", "") == ("Sud", "postcode", ())
    assert place("18100", "180330101") == ("Nord", "district", ("address.contradiction",))
    # An address is one address whatever the district.
    assert len({read_town(("18000", "BOURGES", "", each), found)[0].key for each in ("180330101", "")}) == 1


def test_a_name_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        read_geography("lion", tmp_path)
    assert [(each.code, each.values["closest"]) for each in caught.value.defects] == [
        ("geography.unknown", "lyon")
    ]
    assert refused(tmp_path, "places: 3\n", "a.yaml") == {"table.yaml.list": [1]}
    assert refused(tmp_path, "places: [x, {label: y}]\n", "a.yaml") == {
        "table.yaml.item": [1],
        "geography.few": [None],
    }


def test_a_file_for_each_commune_of_a_place_is_missed_by_its_code(tmp_path: Path) -> None:
    table = read_geography(own(tmp_path, "label;commune\nVal;01001 01002\nPlaine;01003\nLac;01004\n"))

    def survey(commune: str) -> Survey:
        found = {("LP", commune, table.by_commune(commune)): 10}
        return Survey(f"{commune}.csv", commune, counts=found, geography=table.name)

    missing = dict(collect([survey("01001"), survey("01003")], [table]).missing)
    assert missing["LP"] == ("Val (01002)", "Lac")
    assert missing["LCE"] == ("Val", "Plaine", "Lac")


def test_a_row_of_the_total_is_no_place_and_is_the_sum_of_the_others(tmp_path: Path) -> None:
    rows = "lieu;code postal;population\nNord;1000;20\nSud;1050;30\n"
    table = read_geography(own(tmp_path, rows + "Total;;50\n"))
    assert table.labels == ("Nord", "Sud")
    assert refused(tmp_path, rows + "Ensemble;;51\n") == {"geography.total": [4]}


def test_an_arrondissement_in_roman_figures() -> None:
    lyon = read_geography("lyon")
    found = {
        text: place_in(text, lyon) for text in ("IXe", "Lyon IVe", "Ier arrondissement", "Xe", "e", "VIE")
    }
    assert found == {"IXe": "9e", "Lyon IVe": "4e", "Ier arrondissement": "1er", "Xe": "", "e": "", "VIE": ""}
