"""Tables of statistical offices as they are downloaded: the mapping proposed, corrected and counted by.

All figures are invented.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tirage.acts.census import census_of
from tirage.errors import InputInvalid
from tirage.i18n.catalogue import COMPLETE, explain
from tirage.quotas.census.figures import Census
from tirage.quotas.census.labels import band_of, coded_band, sex_of
from tirage.quotas.census.numbers import amount, decimal_sign, printed
from tirage.tabular.files import AS_IT_COMES

EUROSTAT = """freq,unit,sex,age,geo\\TIME_PERIOD\t2021 \t2022
A,NR,F,TOTAL,XX\t1000 b\t1020 p
A,NR,F,Y15-24,XX\t: \t120
A,NR,F,Y25-64,XX\t600 \t610
A,NR,F,Y_GE65,XX\t300 \t290
A,NR,M,TOTAL,XX\t900 \t880 p
A,NR,M,Y15-24,XX\t110 \t130
A,NR,M,Y25-64,XX\t590 \t560
A,NR,M,Y_GE65,XX\t200 \t190 e
"""
SDMX = """DATAFLOW,LAST UPDATE,sex,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
X,01/02/26,F,Y_LT15,A1,2022,40,
X,01/02/26,F,Y15-64,A1,2022,60,b
X,01/02/26,M,Y_LT15,A1,2022,45,
X,01/02/26,M,Y15-64,A1,2022,55,
X,01/02/26,F,Y_LT15,A2,2022,4,
X,01/02/26,F,Y15-64,A2,2022,6,
X,01/02/26,M,Y_LT15,A2,2022,5,
X,01/02/26,M,Y15-64,A2,2022,5,
"""
NOMIS = """"TS009 - Sex by age"
"ONS Crown Copyright Reserved [from Nomis on 3 March 2026]"

"Population","All usual residents"
"Date","2021"

"Age","All persons","Female","Male"
"Total","210,136","108,904","101,232"
"Aged 15 years and under","31,000","15,100","15,900"
"Aged 16 to 64 years","150,136","77,804","72,332"
"Aged 65 years and over","29,000","16,000","13,000"

"In order to protect against disclosure, records have been swapped."
"""
CSO = """"STATISTIC","Statistic Label","TLIST(A1)","Year","C02199V","Sex","C02076V","Age Group","VALUE"
"F","Pop","2022","2022","-","Both sexes","-","All ages","1000"
"F","Pop","2022","2022","-","Both sexes","415","15 - 24 years","300"
"F","Pop","2022","2022","-","Both sexes","500","25 years and over","700"
"F","Pop","2022","2022","1","Male","-","All ages","490"
"F","Pop","2022","2022","1","Male","415","15 - 24 years","150"
"F","Pop","2022","2022","1","Male","500","25 years and over","340"
"F","Pop","2022","2022","2","Female","-","All ages","510"
"F","Pop","2022","2022","2","Female","415","15 - 24 years","150"
"F","Pop","2022","2022","2","Female","500","25 years and over","360"
"F","Pop","2016","2016","2","Female","500","25 years and over","330"
"""
INSEE = """Tableau POP1 - Population par sexe et âge
Champ : ville inventée;;;

Âge;Ensemble;Hommes;Femmes
Moins de 15 ans;1.234,5;600,5;634,0
15 à 29 ans;2 345,0;1 200,0;1 145,0
30 ans ou plus;5.000,5;2.400,5;2.600,0
Ensemble;8.580,0;4.201,0;4.379,0
Source : recensement inventé;;;
"""
WIDE = """com,P22_POP1564,P22_POP1524,P22_POP2564,P22_H1524,P22_H2564,P22_F1524,P22_F2564
99001,300,100,200,48,99,52,101
99002,30,10,20,4,9,6,11
"""
SHARES = """modalite,ensemble,hommes_pct,note
non_scolarises,9000,4000 (n),effectif
sans_diplome,20.5,21,%
bac,30,29,%
superieur,49.5,50,%
"""
PLACES = json.dumps(
    [
        {"code": "99000", "nom": "Ville", "type": "commune", "population": 90, "codes": ["1", "2"]},
        {"code": "99001", "nom": "Nord", "type": "quartier", "population": 30},
        {"code": "99002", "nom": "Sud", "type": "quartier", "population": 60},
    ]
)


def built(tmp_path: Path, text: str, *where: str, name: str = "t.csv", accept: bool = True) -> Census:
    """The census of a table, all proposals of whose mapping are accepted."""
    path, chosen = tmp_path / name, tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        return census_of(path, AS_IT_COMES, chosen, where, "fr")
    except InputInvalid as error:
        if not accept or {defect.code for defect in error.defects} != {"census.map.pending"}:
            raise
    said = chosen.read_text(encoding="utf-8").replace('proposals: "?"', "proposals: accepted")
    chosen.write_text(said, encoding="utf-8")
    return census_of(path, AS_IT_COMES, chosen, where, "fr")


def counts(census: Census) -> dict[str, dict[str, Fraction]]:
    return {
        name: {figure.category: figure.amount for figure in figures}
        for name, figures in census.criteria.items()
    }


@pytest.mark.parametrize(
    ("text", "where", "wanted"),
    [
        (
            EUROSTAT,
            (),
            {"genre": {"Femme": 1020, "Homme": 880}, "âge": {"15-24": 250, "25-64": 1170, "65+": 480}},
        ),
        (SDMX, ("geo=A1",), {"genre": {"Femme": 100, "Homme": 100}, "âge": {"0-14": 85, "15-64": 115}}),
        (
            NOMIS,
            (),
            {
                "âge": {"0-15": 31000, "16-64": 150136, "65+": 29000},
                "genre": {"Femme": 108904, "Homme": 101232},
            },
        ),
        (CSO, (), {"genre": {"Homme": 490, "Femme": 510}, "âge": {"15-24": 300, "25+": 700}}),
        (
            INSEE,
            (),
            {
                "âge": {"0-14": Fraction("1234.5"), "15-29": 2345, "30+": Fraction("5000.5")},
                "genre": {"Homme": 4201, "Femme": 4379},
            },
        ),
        (
            WIDE,
            ("com=99001",),
            {"âge": {"15-24": 100, "25-64": 200}, "genre": {"Homme": 147, "Femme": 153}},
        ),
        (
            SHARES,
            (),
            {"modalite": {"sans_diplome": Fraction("20.5"), "bac": 30, "superieur": Fraction("49.5")}},
        ),
        (PLACES, ("type=quartier",), {"nom": {"Nord": 30, "Sud": 60}}),
    ],
    ids=["Eurostat", "SDMX", "Nomis", "PxStat", "Insee", "codes", "shares", "JSON"],
)
def test_a_table_is_counted_as_it_was_downloaded(
    tmp_path: Path, text: str, where: tuple[str, ...], wanted: dict[str, dict[str, Fraction]]
) -> None:
    found = built(tmp_path, text, *where)
    assert counts(found) == wanted
    assert found.shares == ({"modalite"} if text is SHARES else set())


def test_two_criteria_of_one_table_cross_and_each_figure_says_where_it_is_from(tmp_path: Path) -> None:
    found = built(tmp_path, INSEE)
    crossed = {figure.category: figure.amount for figure in found.crossings["âge × genre"]}
    assert crossed["15-29 × Femme"] == 1145 and len(crossed) == 6
    figure = found.criteria["âge"][0]
    assert figure.source == "Tableau POP1 - Population par sexe et âge, t.csv"
    codes = [note.code for note in found.notes]
    assert codes == ["note.census.aside", "note.census.map.new", "note.census.map"]
    assert [remark.code for remark in found.remarks] == ["census.map.total"] * 2


def test_flags_are_counted_and_a_year_with_holes_is_not_taken(tmp_path: Path) -> None:
    found = built(tmp_path, EUROSTAT)
    (flags,) = [note.values["flags"] for note in found.notes if note.code == "note.census.flags"]
    assert flags == "e × 1, p × 2"
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8")
    said = said.replace('2021: "- ?"', "2021: total").replace('2022: "total ?"', '2022: "-"')
    chosen.write_text(said, encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
    assert {defect.code for defect in caught.value.defects} == {"census.map.missing"}


def test_what_could_be_otherwise_is_asked_and_nothing_is_read_meanwhile(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        built(tmp_path, WIDE, accept=False)
    (defect,) = caught.value.defects
    assert defect.code == "census.map.pending" and defect.file.endswith("map.yaml")
    said = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    # A place is nobody's to guess: to accept all proposals is no answer to a question.
    assert 'com: "?" # 99001, 99002' in said
    with pytest.raises(InputInvalid, match=r"census\.map\.pending"):
        built(tmp_path, WIDE)


CHANGES = {
    "a column that is not there": ("column: Âge", "column: Age groupe", "census.map.column"),
    "a label that is not in it": ("      15 à 29 ans: 15-29\n", "", "census.map.label"),
    "overlapping bands": ('30 ans ou plus: "30+"', '30 ans ou plus: "20+"', "census.overlap"),
    "two columns of everyone": ('Hommes: "genre: Homme"', "Hommes: total", "census.map.everyone"),
    "a criterion of the rows": ('Hommes: "genre: Homme"', 'Hommes: "âge: Homme"', "census.map.tags"),
    "no header": ("header: 4", "header: 99", "census.map.header"),
    "the other sign": ('decimal: ","', 'decimal: "."', "census.map.figure"),
    "a total among the categories": (
        "      Ensemble: total",
        "      Ensemble: autres",
        "census.total.unnamed",
    ),
    "another unit": ("unit: people", "unit: souls", "rules.choice"),
    "another key": ("unit: people", "unite: people", "rules.key.unknown"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_mapping_that_does_not_fit_is_refused_with_what_is_wrong(tmp_path: Path, change: str) -> None:
    built(tmp_path, INSEE)
    chosen = tmp_path / "map.yaml"
    old, new, code = CHANGES[change]
    said = chosen.read_text(encoding="utf-8")
    assert old in said
    chosen.write_text(said.replace(old, new), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
    assert code in {defect.code for defect in caught.value.defects}
    for defect in caught.value.defects:
        assert all(all(explain(defect, language).values()) for language in COMPLETE)


def test_two_labels_may_be_one_category_and_two_rows_of_one_label_may_not(tmp_path: Path) -> None:
    built(tmp_path, INSEE)
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8").replace('30 ans ou plus: "30+"', "30 ans ou plus: 15-29")
    chosen.write_text(said.replace("15-29", '"15+"'), encoding="utf-8")
    found = census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
    assert counts(found)["âge"] == {"0-14": Fraction("1234.5"), "15+": Fraction("7345.5")}
    twice = INSEE.replace("15 à 29 ans;2 345,0", "Moins de 15 ans;2 345,0")
    chosen.unlink()
    with pytest.raises(InputInvalid) as caught:
        built(tmp_path, twice)
    assert ("census.map.twice", 6) in [(defect.code, defect.line) for defect in caught.value.defects]


def test_rows_that_are_part_of_others_are_found_out(tmp_path: Path) -> None:
    text = "nationalite,ensemble\nfrancais,90\netrangers,30\ndont_voisins,20\nensemble,120\n"
    assert counts(built(tmp_path, text))["nationalite"] == {"francais": 90, "etrangers": 30}
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8").replace('dont_voisins: "- ?"', "dont_voisins: voisins")
    chosen.write_text(said, encoding="utf-8")
    with pytest.raises(InputInvalid, match=r"census\.map\.sum"):
        census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")


def test_a_mapping_is_of_one_file_and_of_the_rows_it_says(tmp_path: Path) -> None:
    built(tmp_path, WIDE, "com=99001")
    path, chosen = tmp_path / "t.csv", tmp_path / "map.yaml"
    for text, where, code in (
        (WIDE, ("com=99002",), "census.map.where"),
        (WIDE + "\n", (), "census.map.other"),
        (WIDE, ("com",), "census.where.form"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputInvalid) as caught:
            census_of(path, AS_IT_COMES, chosen, where, "fr")
        assert [defect.code for defect in caught.value.defects] == [code]
    chosen.unlink()
    for where, code in (
        (("comm=99001",), "census.map.column"),
        (("com=98001",), "census.where.value"),
    ):
        path.write_text(WIDE, encoding="utf-8")
        with pytest.raises(InputInvalid) as caught:
            census_of(path, AS_IT_COMES, chosen, where, "fr")
        assert [defect.code for defect in caught.value.defects] == [code] and not chosen.exists()


@pytest.mark.parametrize(
    ("label", "band"),
    [
        *(("15-19", (15, 19)), ("15 à 19 ans", (15, 19)), ("Y15-19", (15, 19)), ("15 - 19 years", (15, 19))),
        *(("Aged 16 to 24", (16, 24)), ("de 16 à 24 ans", (16, 24)), ("15_24", (15, 24))),
        *(("75 ans ou plus", (75, 999)), ("Y_GE85", (85, 999)), ("55plus", (55, 999)), ("65 +", (65, 999))),
        *(("Under 15", (0, 14)), ("moins15", (0, 14)), ("15 years and under", (0, 15)), ("Y15", (15, 15))),
        *(("16e", None), ("2021", None), ("24-15", None), ("bac+2", None), ("Femme", None), ("15", None)),
    ],
)
def test_the_numbers_in_a_label_are_its_ages(label: str, band: tuple[int, int] | None) -> None:
    assert band_of(label) == band


def test_codes_of_columns() -> None:
    assert coded_band("P22_POP1517") == (15, 17) and coded_band("P22_H30P") == (30, 999)
    assert coded_band("pop_2022") is coded_band("POP_2022") is coded_band("75101") is None
    assert [
        sex_of(name) for name in ("P22_H1524", "F2554", "P22_POP1524", "Hommes 15-24", "Men and women")
    ] == [
        *("man", "woman", "", "man", ""),
    ]


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (("1,234.5", "7"), "."),
        (("1.234.567",), ","),
        (("12,5", "13"), ","),
        (("12,345", "1"), ". ?"),
        (("12.345",), ", ?"),
        (("1,5", "2.5"), "?"),
        (("1 234", "5"), "."),
        (("0,123",), ","),
    ],
)
def test_the_sign_before_decimals_is_told_or_asked(texts: tuple[str, ...], sign: str) -> None:
    assert decimal_sign(texts) == sign


def test_figures_are_read_digit_for_digit() -> None:
    assert amount("1'234'567", ".") == 1234567
    assert amount("12 34", ".") is amount("1.2.3", ".") is None
    assert printed("16e") is printed("Y15") is printed("15-24") is None
    assert printed("Count") is printed("cat") is printed("-5") is printed("12 34x") is None
    assert [each.text for cell in (":", ": c", ":c", "..", "-") if (each := printed(cell))] == [""] * 5


def test_single_years_are_gathered_in_bands_that_a_person_says(tmp_path: Path) -> None:
    years = "".join(f"{age};{100 + age};{50 + age}\n" for age in range(100))
    text = f"AGED100;Hommes;Femmes\n{years}100 ou plus;7;9\n"
    text = text.replace("AGED100", "age")
    found = counts(built(tmp_path, text))
    assert found["âge"]["16-24"] == sum(150 + 2 * age for age in range(16, 25))
    assert found["âge"]["65+"] == sum(150 + 2 * age for age in range(65, 100)) + 16
    assert sum(found["âge"].values()) == sum(found["genre"].values())
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8")
    for old, new, code in (
        ('"65+ ?"', '"60+"', "census.overlap"),
        ('"65+ ?"', "old", "census.map.band"),
        ('      0-15: "0-15 ?"\n', "", "census.map.label"),
    ):
        assert old in said
        chosen.write_text(said.replace(old, new), encoding="utf-8")
        with pytest.raises(InputInvalid) as caught:
            census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
        assert {defect.code for defect in caught.value.defects} == {code}
        for defect in caught.value.defects:
            assert all(all(explain(defect, language).values()) for language in COMPLETE)


def test_years_side_by_side_are_told_apart_and_the_last_is_proposed(tmp_path: Path) -> None:
    text = ";2021;;2022;\nÂge;Hommes;Femmes;Hommes;Femmes\n0-14;10;11;12;13\n15 et plus;90;91;92;93\n"
    found = built(tmp_path, text)
    assert counts(found)["genre"] == {"Homme": 104, "Femme": 106}
    assert '2021 Femmes: "- ?"' in (tmp_path / "map.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("cell", ["-5", "12 34x", "beaucoup", "1.2.3"])
def test_a_figure_that_is_none_is_never_passed_over(tmp_path: Path, cell: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        built(tmp_path, f"Statut;Effectif\nseul;{cell}\nen couple;10\nautre;4\n")
    assert [(each.code, each.line) for each in caught.value.defects] == [("census.map.figure", 2)]


def test_odd_labels_are_asked_and_written_as_they_stand(tmp_path: Path) -> None:
    text = "Statut;Effectif\n\"Seul: 'oui' # x\";5\n=Autre;10\n? ;3\n"
    with pytest.raises(InputInvalid, match=r"census\.map\.pending"):
        built(tmp_path, text)
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8").replace('"?": "?"', '"?": inconnu')
    chosen.write_text(said, encoding="utf-8")
    found = census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
    assert counts(found)["Statut"] == {"Seul: 'oui' # x": 5, "=Autre": 10, "inconnu": 3}


def test_codes_that_say_nothing_are_asked(tmp_path: Path) -> None:
    text = "SEXE;AGEQ65;NB\n1;00;10\n1;65;30\n2;00;9\n2;65;40\n"
    with pytest.raises(InputInvalid, match=r"census\.map\.pending"):
        built(tmp_path, text)
    chosen = tmp_path / "map.yaml"
    said = chosen.read_text(encoding="utf-8")
    assert '1: "Homme ?"' in said and '65: "?"' in said
    said = said.replace('00: "?"', "00: 0-64").replace('65: "?"', '65: "65+"')
    chosen.write_text(said, encoding="utf-8")
    found = census_of(tmp_path / "t.csv", AS_IT_COMES, chosen, (), "fr")
    assert counts(found) == {"genre": {"Homme": 40, "Femme": 49}, "âge": {"0-64": 19, "65+": 70}}


def test_a_list_of_people_is_no_census_and_nobody_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        built(tmp_path, "Nom;Prénom;Âge\nBenaïssa;Samira;41\nVidal;Zoé;37\n")
    assert [defect.code for defect in caught.value.defects] == ["census.people"]
    assert "Samira" not in str(caught.value) and not (tmp_path / "map.yaml").exists()
