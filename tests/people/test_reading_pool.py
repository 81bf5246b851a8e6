"""A pool from the organiser's file: ids, categories, households; and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.refusals import codes, file, ods, quotas, refused, xlsx

from tirage.people.pool.model import Person
from tirage.people.pool.read import read_pool

GENRE = quotas(genre="Femme:1-2 Homme:0-2")
BOTH = quotas(genre="Femme:1-2 Homme:0-2", âge="16-24:0-9 25+:0-9")
SMALL = "id;nom;genre;âge\np2;Zoé;Femme;25+\np10;[/b];Homme;16-24\n"
SECRET = "Martin-Dupond-Secret"


def test_people_are_sorted_bytewise_with_features_in_quota_order(tmp_path: Path) -> None:
    reordered = quotas(âge="16-24:0-9 25+:0-9", genre="Femme:1-2 Homme:0-2")
    pool = read_pool(file(tmp_path, "v.csv", SMALL), reordered)
    assert pool.pool.criteria == ("âge", "genre")
    assert pool.pool.people == (Person("p10", ("16-24", "Homme"), ""), Person("p2", ("25+", "Femme"), ""))
    assert (pool.source.name, pool.source.encoding, pool.source.read) == ("v.csv", "utf-8", 2)
    assert pool.pool.household == ()


def test_every_column_goes_to_the_private_table(tmp_path: Path) -> None:
    private = read_pool(file(tmp_path, "v.csv", SMALL), BOTH).private
    assert private.header == ("id", "nom", "genre", "âge")
    assert list(private.rows.items()) == [
        ("p10", ("p10", "[/b]", "Homme", "16-24")),
        ("p2", ("p2", "Zoé", "Femme", "25+")),
    ]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_gives_the_same_people(tmp_path: Path, write: object) -> None:
    rows = [line.split(";") for line in SMALL.splitlines()]
    pool = read_pool(write(tmp_path, "v", Volontaires=rows), BOTH)  # type: ignore[operator]
    assert pool.pool.people == read_pool(file(tmp_path, "v.csv", SMALL), BOTH).pool.people


def test_numbers_of_a_workbook_are_ids_without_a_decimal(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "v.xlsx", V=(("id", "genre"), (7.0, "Femme"), ("008", "Femme")))
    assert [person.pid for person in read_pool(path, GENRE).pool.people] == ["008", "7"]


# --- The id column -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["id", "ID", "Pid", "Identifiant", "UNIQUE_ID", "uid"])
def test_an_id_column_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    assert (
        read_pool(file(tmp_path, "v.csv", f"nom,{name},genre\na,x1,Femme\n"), GENRE).pool.people[0].pid
        == "x1"
    )


def test_an_id_column_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", "id,nationbuilder_id,genre\na,nb1,Femme\n")
    assert read_pool(path, GENRE, id_column="nationbuilder_id ").pool.people[0].pid == "nb1"


def test_no_id_column_or_several_or_a_wrong_name(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", "numéro,genre\na,Femme\n")
    absent = refused(lambda: read_pool(path, GENRE))
    assert codes(absent) == [("pool.id.absent", None)]
    assert absent[0].values["columns"] == "numéro, genre"
    wrong = refused(lambda: read_pool(path, GENRE, id_column="Numeros"))
    assert codes(wrong) == [("pool.column.missing", None)]
    assert wrong[0].values == {"column": "Numeros", "columns": "numéro, genre", "closest": "numéro"}
    several = refused(lambda: read_pool(file(tmp_path, "w.csv", "id,uid,genre\na,b,Femme\n"), GENRE))
    assert codes(several) == [("pool.id.ambiguous", None)]
    assert several[0].values["candidates"] == "id, uid"


# --- Ids ---------------------------------------------------------------------------------------------


def _ids(folder: Path, *ids: str) -> Path:
    return file(folder, "v.csv", "id;genre\n" + "".join(f"{i};Femme\n" for i in ids))


def test_ids_stay_as_they_stand(tmp_path: Path) -> None:
    ids = ("0012", "NA", "None", "null", "True", "-1", "+33", "a.b_c:d+e/f-g", "2E10", "1.50", "FE+1")
    assert [p.pid for p in read_pool(_ids(tmp_path, *ids), GENRE).pool.people] == sorted(ids)


def test_a_blank_id(tmp_path: Path) -> None:
    (blank,) = refused(lambda: read_pool(_ids(tmp_path, "a", "\u00a0", ""), GENRE))
    assert (blank.code, blank.line, blank.lines) == ("pool.id.blank", 3, (3, 4))


def test_a_duplicate_id_is_reported_once_with_all_its_lines(tmp_path: Path) -> None:
    defects = refused(lambda: read_pool(_ids(tmp_path, "a", "b", "a ", "c", "a", "A"), GENRE))
    assert codes(defects) == [("pool.id.duplicate", 4)]
    assert defects[0].values == {"id": "a", "first": 2, "lines": "2, 4, 6"}
    assert defects[0].column == "id"


@pytest.mark.parametrize("mangled", ["123.0", "123,00", "1,5E+12", "1.23457E+15", "2E+10", "1e+16", "1.5E12"])
def test_an_id_mangled_by_a_spreadsheet(tmp_path: Path, mangled: str) -> None:
    assert codes(refused(lambda: read_pool(_ids(tmp_path, mangled), GENRE))) == [("pool.id.mangled", 2)]


def test_an_id_too_long_for_a_spreadsheet_cell(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path, "v.xlsx", V=(("id", "genre"), (1234567890123456, "Femme"), (12345678901234567890, "Femme"))
    )
    assert codes(refused(lambda: read_pool(path, GENRE))) == [("pool.id.mangled", 2)]


@pytest.mark.parametrize(
    ("bad", "shown"),
    [("a b", "U+0020"), ("é1", "é"), ("[/b]", "[ ]"), ("a|b,a", "| ,"), ("a\u200b", "\\u200b")],
)
def test_an_id_outside_the_grammar(tmp_path: Path, bad: str, shown: str) -> None:
    defects = refused(lambda: read_pool(_ids(tmp_path, bad), GENRE))
    assert codes(defects) == [("pool.id.grammar", 2)]
    assert defects[0].values["bad"] == shown


# --- Criteria and categories -------------------------------------------------------------------------


def test_a_missing_criterion_suggests_the_closest_header(tmp_path: Path) -> None:
    three = quotas(genre="Femme:1-2", âge="25+:0-9", diplôme="bac:0-9")
    defects = refused(lambda: read_pool(file(tmp_path, "v.csv", "id;Genres;sep=\np1;Femme;25+\n"), three))
    assert codes(defects) == [("pool.criterion.missing", None)] * 3
    assert [defect.values["closest"] for defect in defects] == ["Genres", "", ""]


def test_a_criterion_matches_in_any_unicode_form(tmp_path: Path) -> None:
    pool = read_pool(file(tmp_path, "v.csv", SMALL.replace("âge", " a\u0302ge\u00a0")), BOTH)
    assert pool.pool.people[0].features == ("Homme", "16-24")


def test_values_outside_the_quotas(tmp_path: Path) -> None:
    rows = "id;genre;âge\np1;femmes;25+\np2;;25+\np3;femmes;25 ++\np4;Femme;NA\n"
    defects = refused(lambda: read_pool(file(tmp_path, "v.csv", rows), BOTH))
    assert codes(defects) == [
        ("pool.value.unknown", 2),
        ("pool.value.blank", 3),
        ("pool.value.unknown", 4),
        ("pool.value.unknown", 5),
    ]
    assert defects[0].column == "genre"
    assert defects[0].values == {"column": "genre", "value": "femmes", "closest": "Femme"}
    assert defects[0].lines == (2, 4)
    assert defects[2].values["closest"] == ""


def test_a_category_without_volunteers_is_refused_only_if_it_needs_a_seat(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", "id;genre\np1;Homme\n")
    defects = refused(lambda: read_pool(path, GENRE))
    assert codes(defects) == [("pool.category.empty", None)]
    assert defects[0].values == {"column": "genre", "category": "Femme", "minimum": "1"}
    assert len(read_pool(path, quotas(genre="Femme:0-2 Homme:0-2")).pool.people) == 1


def test_fewer_volunteers_than_seats(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", SMALL)
    defects = refused(lambda: read_pool(path, GENRE, seats=3))
    assert codes(defects) == [("pool.people.few", None)]
    assert defects[0].values == {"people": 2, "seats": 3}
    assert len(read_pool(path, GENRE, seats=2).pool.people) == 2


def test_categories_may_be_hostile_words(tmp_path: Path) -> None:
    words = ["[/b]", "=cmd", "<script>", "NA", "None", "null", "True", "01000", "no"]
    hostile = quotas(genre=" ".join(f"{word}:1-1" for word in words))
    rows = "".join(f"p{i};{word};{word}\n" for i, word in enumerate(words))
    pool = read_pool(file(tmp_path, "v.csv", "id;nom;genre\n" + rows), hostile)
    assert [person.features for person in pool.pool.people] == [(word,) for word in words]


def test_all_defects_of_the_file_come_at_once(tmp_path: Path) -> None:
    rows = f"id;nom;genre;nom\np1;{SECRET};Femme;x\np1;{SECRET};autre;x\n;{SECRET}\n1.0;{SECRET};;x\n"
    defects = refused(lambda: read_pool(file(tmp_path, "v.csv", rows), BOTH, household=["adresse"]))
    assert codes(defects) == [
        ("pool.criterion.missing", None),
        ("pool.column.missing", None),
        ("table.column.duplicate", 1),
        ("pool.id.duplicate", 3),
        ("pool.value.unknown", 3),
        ("table.row.width", 4),
        ("pool.id.mangled", 5),
        ("pool.value.blank", 5),
    ]
    assert SECRET not in repr(defects)


# --- Households --------------------------------------------------------------------------------------


def _homes(folder: Path, *addresses: str) -> Path:
    rows = "".join(f"p{i};Femme;{address}\n" for i, address in enumerate(addresses))
    return file(folder, "v.csv", "id;genre;adresse;cp\n" + rows)


def test_addresses_agree_across_accents_case_and_white_space(tmp_path: Path) -> None:
    path = _homes(
        tmp_path, "3 rue X;75001", "12 RUE de l'Été;75012", "3  Rue\u00a0x;75001", "12 rue de l'ete;75012"
    )
    pool = read_pool(path, GENRE, household=["adresse", "cp"])
    assert [person.household for person in pool.pool.people] == ["h1", "h2", "h1", "h2"]
    assert (pool.households.households, pool.households.members, pool.households.unknown) == (2, 4, 0)
    assert pool.pool.household == ("adresse", "cp")


def test_the_whole_key_must_agree(tmp_path: Path) -> None:
    path = _homes(tmp_path, "3 rue X;75001", "3 rue X;75002", "a b;c", "a;b c")
    assert {p.household for p in read_pool(path, GENRE, household=["adresse", "cp"]).pool.people} == {""}
    assert [p.household for p in read_pool(path, GENRE, household=["adresse"]).pool.people] == [
        "h1",
        "h1",
        "",
        "",
    ]


@pytest.mark.parametrize("blank", ["", "\u00a0", "-", "?", "."])
def test_an_unknown_address_is_never_a_household(tmp_path: Path, blank: str) -> None:
    path = _homes(tmp_path, f"{blank};75001", f"{blank};75001", f"3 rue X;{blank}", f"3 rue X;{blank}")
    pool = read_pool(path, GENRE, household=["adresse", "cp"])
    assert {person.household for person in pool.pool.people} == {""}
    assert (pool.households.households, pool.households.members, pool.households.unknown) == (0, 0, 4)


# --- Properties --------------------------------------------------------------------------------------

PEOPLE = st.dictionaries(
    st.text("ab01-:", min_size=1, max_size=4),
    st.tuples(st.sampled_from(["Femme", "Homme"]), st.sampled_from(["", "A", "a", "à", "b", "B "])),
    min_size=1,
    max_size=12,
)


@given(people=PEOPLE, data=st.data())
@settings(max_examples=60)
def test_the_order_of_the_rows_changes_nothing(
    people: dict[str, tuple[str, str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    free = quotas(genre="Femme:0-9 Homme:0-9")
    rows = [f"{pid};{genre};{home}\n" for pid, (genre, home) in people.items()]
    first = read_pool(_rows(folder, rows), free, household=["adresse"])
    other = read_pool(_rows(folder, data.draw(st.permutations(rows))), free, household=["adresse"])
    assert (first.pool.people, first.private, first.households) == (
        other.pool.people,
        other.private,
        other.households,
    )
    labels = [person.household for person in first.pool.people if person.household]
    assert list(dict.fromkeys(labels)) == [f"h{i}" for i in range(1, first.households.households + 1)]


def _rows(folder: Path, rows: list[str]) -> Path:
    return file(folder, "v.csv", "id;genre;adresse\n" + "".join(rows))
