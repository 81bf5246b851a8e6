"""Rolls and cards as bad as the real ones: every row is an entry, or aside with its cause; none is lost."""

from __future__ import annotations

import datetime as dt
import io
import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.extract_rows import (
    CARD,
    ON,
    ROLL_A,
    ROLL_B,
    cause,
    csv_of,
    one,
    opened,
    read,
    text_stream,
    write,
)
from support.refusals import codes, ods, refused, xlsx

from tirage.errors import InputInvalid
from tirage.people.ids import uid
from tirage.people.rolls.entries import RejectedRow, RollEntry
from tirage.people.rolls.extract import ROWS, Extract, open_extract
from tirage.people.rolls.layouts import propose
from tirage.tabular.csv import Records
from tirage.tabular.files import Manner

# --- A row of each layout ----------------------------------------------------------------------------

WHOLE = RollEntry(
    line=2,
    list="LP",
    elector_number="",
    card="",
    identity="LE GOFF|ZOE ANNE|03 05 1961|29019",
    surname="LE GOFF",
    usage_name="MARTIN",
    first_names="Zoé, Anne",
    sex="F",
    born_first="1961-05-03",
    born_last="1961-05-03",
    birthplace="Brest (29)",
    birth_town="29 BREST",
    nationality="FR",
    commune="75115",
    bureau="75056_1512",
    registered="15e",
    registered_by="bureau",
    lives="15e",
    lives_by="postcode",
    street="12 bis rue de la Paix",
    locality="",
    complement1="Bât. B",
    complement2="",
    postcode="75015",
    city="PARIS",
    country="FRANCE",
    home="12 BIS RUE DE LA PAIX||75015",
    door="BAT B",
    email="",
    phone="",
    guardian="",
    remarks="",
)


def test_a_row_of_layout_a(tmp_path: Path) -> None:
    assert one(tmp_path, ROLL_A) == WHOLE


def test_a_row_of_layout_b_is_the_same_person_at_the_same_home(tmp_path: Path) -> None:
    assert one(tmp_path, ROLL_B) == WHOLE._replace(
        identity="LE GOFF|ZOE ANNE|03 05 1961|29 BREST", bureau="0012", registered_by="commune"
    )


def test_a_card(tmp_path: Path) -> None:
    assert one(tmp_path, CARD) == WHOLE._replace(
        list="CC",
        card="CC-000123",
        identity="LE GOFF|ZOE|03 05 1961|",
        surname="Le Goff",
        usage_name="",
        first_names="Zoé",
        birthplace="",
        birth_town="",
        nationality="OTHER",
        commune="",
        bureau="",
        registered="",
        registered_by="",
        complement1="",
        city="Paris",
        country="",
        door="",
        email="zoe@example.org",
        phone="0600000000",
        remarks="list.disagrees",  # with the LP in the name that these tests give all files
    )


def test_the_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    backwards = dict(reversed(ROLL_A.items()))
    assert read(write(tmp_path, [backwards]))[0] == [WHOLE]


@pytest.mark.parametrize(
    "renamed",
    [
        {"code de l'ugle": "code du l'ugle"},
        {"code commune de naissance": "code de la commune de naissance"},
        {"libellé nationalité": "nationalité"},
        {"libellé nationalité": "identifiant nationalité"},
        {"libellé de voie": "libelle de voie", "prénoms": "PRENOMS", "complément 1": "Complement 1"},
        {"nom de naissance": " nom de naissance ", "lieu-dit": "lieu dit"},
        {"code de l'ugle": "code de l’ugle", "prénoms": "pre\u0301noms"},
    ],
)
def test_headers_vary(tmp_path: Path, renamed: dict[str, str]) -> None:
    row = {renamed.get(name, name): cell for name, cell in ROLL_A.items()}
    assert read(write(tmp_path, [row]))[0] == [WHOLE]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_even_inside_quotation_marks(tmp_path: Path, delimiter: str, end: str) -> None:
    row = {**ROLL_A, "libellé de voie": 'rue "A", B; C\tD'}
    entry = read(write(tmp_path, [row], delimiter=delimiter, end=end))[0][0]
    assert entry.street == '12 bis rue "A", B; C\tD'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, [{**ROLL_A, "nom de naissance": "LEFÈVRE-CŒUR"}], encoding=encoding)
    assert read(path)[0][0].surname == "LEFÈVRE-CŒUR"
    assert opened(path).records.encoding == encoding


def test_iso_8859_15_is_suspected_and_can_be_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, [{**ROLL_A, "nom de naissance": "LECŒUR"}], encoding="iso-8859-15")
    assert read(path)[0][0].remarks == "name.latin9"
    with open_extract(path, on=ON, manner=Manner("iso-8859-15")) as extract:
        assert [entry.surname for batch in extract.batches() for entry in batch.entries] == ["LECŒUR"]


def test_names_in_decomposed_form(tmp_path: Path) -> None:
    entry = one(tmp_path, ROLL_A, prénoms="Zoe\u0301, Anne")
    assert (entry.first_names, entry.identity) == (WHOLE.first_names, WHOLE.identity)


@pytest.mark.parametrize("workbook", [xlsx, ods])
def test_workbooks(tmp_path: Path, workbook: object) -> None:
    sheet = [tuple(ROLL_A), tuple(ROLL_A.values())]
    path = workbook(tmp_path, "com75115_LP_31-08-2026.xlsx", Feuille=sheet)  # type: ignore[operator]
    assert read(path)[0] == [WHOLE]


def test_a_spreadsheet_that_ate_zeros_and_turned_dates_into_dates(tmp_path: Path) -> None:
    row = {
        **ROLL_A,
        "code de l'ugle": 75115,
        "code commune de naissance": 1004,
        "code postal": 1000,
        "date de naissance": dt.date(1961, 5, 3),
    }
    path = xlsx(tmp_path, "com75115_LP_31-08-2026.xlsx", Feuille=[tuple(row), tuple(row.values())])
    entry = read(path)[0][0]
    assert (entry.identity, entry.postcode) == ("LE GOFF|ZOE ANNE|03 05 1961|01004", "01000")
    assert entry.remarks == "birthplace.zero postcode.zero"


# --- Quirks, each kept -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "changes", "remarks"),
    [
        (ROLL_A, {"prénoms": ""}, "first_names.missing"),
        (ROLL_A, {"date de naissance": "00/00/1961"}, "birth.partial"),
        (ROLL_A, {"date de naissance": "1961"}, "birth.partial"),
        (ROLL_A, {"date de naissance": "31/02/1990"}, "birth.impossible"),
        (ROLL_A, {"date de naissance": "01/01/1896"}, "birth.very_old"),
        (ROLL_A, {"date de naissance": "15/06/2009"}, "birth.minor"),
        (ROLL_A, {"sexe": ""}, "sex.unknown"),
        (ROLL_A, {"numéro de voie": ""}, "address.no_number"),
        (ROLL_A, {"numéro de voie": "", "libellé de voie": "", "lieu-dit": "La Lande"}, "address.no_street"),
        (ROLL_A, {"numéro de voie": "", "libellé de voie": ""}, "address.incomplete"),
        (ROLL_A, {"code postal": "", "commune": ""}, "address.incomplete"),
        (ROLL_A, {"code postal": "B-1000", "commune": "Bruxelles", "pays": "BELGIQUE"}, "address.abroad"),
        (ROLL_A, {"code postal": "75012"}, "address.elsewhere"),
        (ROLL_A, {"commune": "PARIS 12"}, "address.contradiction"),
        (ROLL_A, {"code postal": "75 015"}, ""),
        (ROLL_A, {"code postal": "7501"}, "postcode.zero"),
        (ROLL_A, {"code postal": "750155"}, "postcode.odd"),
        (ROLL_A, {"code du bureau de vote": ""}, "bureau.missing"),
        (ROLL_A, {"code du bureau de vote": "JU01"}, "bureau.odd"),
        (ROLL_A, {"code du bureau de vote": "75056_1412", "code postal": "75014"}, "bureau.elsewhere"),
        (ROLL_A, {"code de l'ugle": "com75115"}, ""),
        (
            ROLL_A,
            {"code de l'ugle": "75114", "code du bureau de vote": "0001", "code postal": "75014"},
            "commune.disagrees",
        ),
        (
            ROLL_A,
            {"code de l'ugle": "75", "code du bureau de vote": "75056_1512"},
            "commune.disagrees commune.odd",
        ),
        (ROLL_A, {"libellé du type de liste": "lcm", "libellé nationalité": "Belge"}, "list.disagrees"),
        (ROLL_A, {"libellé nationalité": "BE"}, "nationality.unexpected"),
        (ROLL_A, {"libellé nationalité": "Francaize"}, "nationality.unknown"),
        (ROLL_A, {"libellé nationalité": ""}, ""),
        (ROLL_A, {"nom de naissance": "O'BRIEN"}, ""),
        (ROLL_A, {"nom de naissance": "NA"}, "name.word"),
        (ROLL_A, {"nom de naissance": "=cmd|' /C calc'!A0"}, "name.signs"),
        (ROLL_A, {"nom de naissance": "[/b]", "nom d'usage": "[red]X"}, "name.signs"),
        (ROLL_A, {"prénoms": "AgnÃ¨s"}, "name.mojibake"),
        (ROLL_A, {"code commune de naissance": "1004"}, "birthplace.zero"),
        (ROLL_B, {"TypeListe": "liste générale", "InfoListe": "liste électorale"}, ""),
        (ROLL_B, {"InfoListe": "brouillon"}, "list.state"),
        (CARD, {"nationalite": ""}, "list.disagrees nationality.missing"),
        (CARD, {"date_naissance": "2010-05-03"}, "list.disagrees birth.minor guardian.missing"),
        (
            CARD,
            {"date_naissance": "2010-05-03", "representant_legal": "Le Goff Anne"},
            "list.disagrees birth.minor",
        ),
        (CARD, {"civilite": ""}, "list.disagrees sex.unknown"),
    ],
)
def test_a_quirk_is_a_remark_and_loses_nobody(
    tmp_path: Path, base: dict[str, str], changes: dict[str, str], remarks: str
) -> None:
    assert one(tmp_path, base, **changes).remarks == remarks


def test_a_number_of_an_elector_is_taken_where_a_column_has_one(tmp_path: Path) -> None:
    assert (
        one(tmp_path, {**ROLL_A, "numéro national d'électeur": "123 456 789"}).elector_number == "123456789"
    )
    mangled = one(tmp_path, {**ROLL_A, "NNE": "1.23E+08"})
    assert (mangled.elector_number, mangled.remarks) == ("", "number.odd")


def test_nationality_is_what_the_list_implies_where_nothing_is_written(tmp_path: Path) -> None:
    kinds = {"LP": "FR", "LCM": "EU", "LCE": "EU"}
    for kind, nationality in kinds.items():
        assert one(tmp_path, ROLL_B, TypeListe=kind).nationality == nationality
    assert one(tmp_path, ROLL_B, TypeListe="LCM", Nationalite="Britannique").nationality == "OTHER"


# --- Rows set aside ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"nom de naissance": ""}, "name.missing"),
        ({"nom de naissance": "-"}, "name.missing"),
        ({"date de naissance": ""}, "birth.missing"),
        ({"date de naissance": "12 mai"}, "birth.unreadable"),
        ({"date de naissance": "01/01/2030"}, "birth.future"),
        ({"libellé du type de liste": "Liste bis"}, "list.unknown"),
    ],
)
def test_who_cannot_be_read_is_set_aside_with_the_cause(
    tmp_path: Path, changes: dict[str, str], why: str
) -> None:
    assert cause(tmp_path, ROLL_A, **changes) == why


def _broken(tmp_path: Path, edit: object) -> tuple[list[RollEntry], list[RejectedRow]]:
    """Three rows, their text changed by `edit`."""
    path = tmp_path / "com75115_LP.csv"
    path.write_text(edit(csv_of([ROLL_A] * 3)), encoding="utf-8")  # type: ignore[operator]
    return read(path)


@pytest.mark.parametrize("state", ["Tableau", "TABLEAU DES CINQ JOURS"])
def test_a_row_of_a_list_of_changes_may_be_of_somebody_struck_off(tmp_path: Path, state: str) -> None:
    assert cause(tmp_path, ROLL_B, InfoListe=state) == "list.changes"


def test_a_header_that_comes_again_is_no_person(tmp_path: Path) -> None:
    entries, aside = _broken(tmp_path, lambda text: text + text)
    assert len(entries) == 6
    assert aside == [RejectedRow(5, "row.header")]


def test_the_header_of_another_layout_is_no_row_of_another_width(tmp_path: Path) -> None:
    entries, aside = _broken(tmp_path, lambda text: text + csv_of([ROLL_B]))
    assert len(entries) == 3
    assert [each.cause for each in aside] == ["row.layout", "row.width"]


def test_a_row_too_wide_or_too_narrow_is_aside(tmp_path: Path) -> None:
    entries, aside = _broken(tmp_path, lambda text: text.replace(";7\n", ";7;8\n", 1))
    assert (len(entries), aside) == (2, [RejectedRow(2, "row.width")])
    entries, aside = _broken(tmp_path, lambda text: text.replace('"LE GOFF";', "", 1))
    assert (len(entries), aside) == (2, [RejectedRow(2, "row.width")])


@pytest.mark.parametrize("rows", [1, 2, 3, 4])
def test_a_truncated_last_line_is_said_to_be_one(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "com75115_LP.csv"
    text = csv_of([ROLL_A] * 3)
    path.write_text(text[: text.rindex(';"75015"')], encoding="utf-8")
    entries, aside = read(path, rows=rows)
    assert (len(entries), aside) == (2, [RejectedRow(4, "row.cut")])


def test_a_file_cut_inside_quotation_marks_is_refused_after_its_whole_rows(tmp_path: Path) -> None:
    path = tmp_path / "com75115_LP.csv"
    text = csv_of([ROLL_A] * 3)
    path.write_text(text[: text.rindex("Paix")], encoding="utf-8")
    kept: list[RollEntry] = []
    with open_extract(path, on=ON) as extract:

        def go_on() -> None:
            for batch in extract.batches(1):
                kept.extend(batch.entries)

        assert codes(refused(go_on)) == [("table.quotes", 4)]
    assert len(kept) == 2


def test_blank_lines_are_counted_and_hold_nothing_up(tmp_path: Path) -> None:
    path = tmp_path / "com75115_LP.csv"
    head, *rows = csv_of([ROLL_A] * 2).splitlines(keepends=True)
    path.write_text(head + "\n" * 1_000_000 + rows[0] + ";;;\n" * 1000 + " ; \n" + rows[1], encoding="utf-8")
    with open_extract(path, on=ON) as extract:
        entries = [entry for batch in extract.batches() for entry in batch.entries]
    assert [entry.line for entry in entries] == [1_000_002, 1_001_004]
    assert extract.records.blank_rows == 1_001_001


# --- Across rows: nothing is decided here ------------------------------------------------------------


def test_one_person_on_three_lists_has_one_uid(tmp_path: Path) -> None:
    kinds = [{**ROLL_A, "libellé du type de liste": kind} for kind in ("LP", "LCM", "LCE")]
    entries, _ = read(write(tmp_path, kinds))
    assert {uid(entry.identity) for entry in entries} == {uid(WHOLE.identity)}
    assert [entry.list for entry in entries] == ["LP", "LCM", "LCE"]


def test_homonyms_of_one_birth_date_stay_two_entries(tmp_path: Path) -> None:
    other = {**ROLL_A, "code commune de naissance": "75056"}
    entries, _ = read(write(tmp_path, [ROLL_A, other, ROLL_A]))
    assert len(entries) == 3
    assert len({entry.identity for entry in entries}) == 2


def test_four_hundred_electors_at_a_shelter_are_four_hundred_entries_at_one_home(tmp_path: Path) -> None:
    rows = [{**ROLL_A, "nom de naissance": f"NOM {'ABCDEFGHIJ'[i % 10] * (1 + i // 10)}"} for i in range(400)]
    entries, _ = read(write(tmp_path, rows), rows=ROWS)
    assert len({entry.identity for entry in entries}) == 400
    assert {entry.home for entry in entries} == {WHOLE.home}


# --- Layouts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "kind"), [(ROLL_A, "layout-a"), (ROLL_B, "layout-b"), (CARD, "cards")])
def test_a_layout_is_known_without_any_one_of_its_columns(
    tmp_path: Path, row: dict[str, str], kind: str
) -> None:
    for name in row:
        rest = {other: cell for other, cell in row.items() if other != name}
        extract = opened(write(tmp_path, [rest]))
        assert extract.layout is not None
        assert extract.layout.kind == kind
        missing = [defect for defect in extract.defects if defect.code == "extract.column.missing"]
        # What a file lacks is said: it stands in the way, or it is named as absent, or nothing is made of it.
        assert len(missing) + len(extract.layout.absent) <= 1
        if missing:
            assert missing[0].column in {name, "nom de naissance"}


def test_a_column_without_which_nobody_can_be_drawn(tmp_path: Path) -> None:
    for name in ("nom de naissance", "prénoms", "date de naissance", "libellé de voie", "code postal"):
        path = write(tmp_path, [{other: cell for other, cell in ROLL_A.items() if other != name}])
        found = refused(lambda path=path: read(path))  # type: ignore[misc]
        assert [(defect.code, defect.column) for defect in found] == [("extract.column.missing", name)]


def test_columns_that_are_too_many_are_named(tmp_path: Path) -> None:
    extract = opened(write(tmp_path, [{**ROLL_A, "mon avis": "x"}]))
    assert extract.layout is not None
    assert extract.layout.unused == ("mon avis",)
    assert extract.layout.absent == ()


OTHER = {
    "Nom patronymique": "Le Goff",
    "Prénom(s)": "Zoé",
    "Né(e) le": "03/05/1961",
    "Adresse postale": "12 rue X",
    "CP": "75015",
    "Ville": "Paris",
    "Avis": "?",
}
MAPPING = {
    "surname": "Nom patronymique",
    "first_names": "Prénom(s)",
    "birth_date": "Né(e) le",
    "street": "Adresse postale",
    "postcode": "CP",
    "city": "Ville",
}


def test_a_file_like_none_is_refused_and_a_mapping_is_proposed_that_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path, [OTHER], name="inscrits_LP.csv")
    assert codes(refused(lambda: read(path))) == [("extract.layout.unknown", 1)]
    assert propose(list(OTHER)) == MAPPING
    entries, aside = read(path, mapping=propose(list(OTHER)))
    assert not aside
    assert (entries[0].identity, entries[0].list) == ("LE GOFF|ZOE|03 05 1961|", "LP")
    # No commune says of which city the places are; the rules would.
    assert entries[0].lives == ""


def test_a_mapping_leaves_the_files_alone_that_are_known(tmp_path: Path) -> None:
    assert read(write(tmp_path, [ROLL_A]), mapping=MAPPING)[0] == [WHOLE]


def test_a_mapping_that_names_a_column_of_a_known_file_wins(tmp_path: Path) -> None:
    row = {**ROLL_A, "vrai nom": "DURAND"}
    assert read(write(tmp_path, [row]), mapping={"surname": "Vrai Nom"})[0][0].surname == "DURAND"


def test_a_mapping_with_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = write(tmp_path, [OTHER], name="inscrits_LP.csv")
    found = refused(lambda: read(path, mapping={**MAPPING, "city": "Commune", "sex": "Genre"}))
    assert [(defect.code, defect.values["field"]) for defect in found] == [
        ("extract.column.missing", "city"),
        ("extract.column.missing", "sex"),
    ]


def test_a_mapping_to_a_meaning_that_does_not_exist(tmp_path: Path) -> None:
    found = refused(lambda: read(write(tmp_path, [ROLL_A]), mapping={"surnom": "x", "sexe": "y"}))
    assert [(defect.code, defect.values["closest"]) for defect in found] == [
        ("extract.field.unknown", "surname"),
        ("extract.field.unknown", ""),
    ]


def test_the_list_must_be_known_from_a_column_or_the_name(tmp_path: Path) -> None:
    without = {name: cell for name, cell in ROLL_A.items() if name != "libellé du type de liste"}
    found = refused(lambda: read(write(tmp_path, [without], name="export.csv")))
    assert codes(found) == [("extract.list.missing", 1)]
    entries, _ = read(write(tmp_path, [without], name="75115_lce.csv"))
    assert (entries[0].list, entries[0].remarks) == ("LCE", "nationality.unexpected")


def test_a_commune_from_the_name_of_the_file(tmp_path: Path) -> None:
    gone = {"code de l'ugle", "libellé de l'ugle"}
    without = {name: cell for name, cell in ROLL_A.items() if name not in gone} | {
        "code du bureau de vote": "0012"
    }
    entry = read(write(tmp_path, [without]))[0][0]
    assert (entry.commune, entry.registered, entry.registered_by) == ("75115", "15e", "file")


def test_the_day_of_export(tmp_path: Path) -> None:
    assert (opened(write(tmp_path, [ROLL_A])).date, opened(write(tmp_path, [ROLL_A])).date_from) == (
        "2026-08-31",
        "name",
    )
    by_column = opened(write(tmp_path, [ROLL_B], name="b.csv"))
    assert (by_column.date, by_column.date_from) == ("2026-08-31", "column")
    assert opened(write(tmp_path, [ROLL_A], name="a.csv")).date == ""


def test_a_row_of_data_in_the_place_of_a_header_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "com75115_LP.csv"
    path.write_text(csv_of([ROLL_A] * 2).split("\n", 1)[1], encoding="utf-8")
    found = refused(lambda: read(path))
    assert codes(found) == [("extract.header.missing", 1)]
    assert "GOFF" not in str(found)


def test_a_column_without_a_name_that_holds_something(tmp_path: Path) -> None:
    path = write(tmp_path, [{**ROLL_A, "": ""}, {**ROLL_A, "": "x"}, {**ROLL_A, "": "y"}])
    found = refused(lambda: read(path, rows=1))
    assert codes(found) == [("table.column.nameless", 1)]
    assert found[0].values == {"numbers": "28", "first": 3}
    assert len(read(write(tmp_path, [{**ROLL_A, "": ""}]))[0]) == 1


def test_a_column_that_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "com75115_LP.csv"
    path.write_text(csv_of([ROLL_A]).replace("nom d'usage", "nom de naissance", 1), encoding="utf-8")
    assert ("table.column.duplicate", 1) in codes(refused(lambda: read(path)))


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "com75115_LCE.csv"
    path.write_text(csv_of([ROLL_A]).split("\n")[0] + "\n", encoding="utf-8")
    assert read(path) == ([], [])


# --- Properties --------------------------------------------------------------------------------------

CELL = st.one_of(
    st.sampled_from(
        ["", "LP", "75115", "00/00/1961", "31/02/1990", "=cmd", "[/b]", "NA", "\ufeff", "\u200b", "é\u0301"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)


@given(
    changes=st.lists(
        st.dictionaries(st.sampled_from(sorted(ROLL_A)), CELL, max_size=5), min_size=1, max_size=6
    ),
    rows=st.integers(1, 7),
)
def test_every_row_is_an_entry_or_aside_whatever_its_cells(changes: list[dict[str, str]], rows: int) -> None:
    table = [{**ROLL_A, **each} for each in changes]
    extract = _in_memory(csv_of(table))
    batches = list(extract.batches(rows))
    entries = [entry for batch in batches for entry in batch.entries]
    lines = [entry.line for entry in entries] + [aside.line for batch in batches for aside in batch.aside]
    assert len(lines) == len(set(lines)) == len(table)
    for entry in entries:
        assert entry.born_first <= entry.born_last
        assert entry.list in {"LP", "LCM", "LCE", "CC"}
        assert all(isinstance(cell, (str, int)) for cell in entry)
        assert entry.identity.count("|") == 3


@given(
    changes=st.lists(
        st.dictionaries(st.sampled_from(sorted(ROLL_A)), CELL, max_size=5), min_size=2, max_size=6
    )
)
def test_a_row_says_the_same_in_any_company(changes: list[dict[str, str]]) -> None:
    """Batches may be of any size, and rows in any order: what a row says depends on that row alone."""
    table = [{**ROLL_A, **each} for each in changes]
    together = _said(_in_memory(csv_of(table)).batches(100))
    assert together == _said(_in_memory(csv_of(table)).batches(1))
    assert together == _said(_in_memory(csv_of(table[::-1])).batches(2))
    assert together == sum((_said(_in_memory(csv_of([row])).batches(1)) for row in table), Counter())


def _said(batches: Iterator[object]) -> Counter[tuple[object, ...]]:
    """What was said, without lines."""
    said: Counter[tuple[object, ...]] = Counter()
    for batch in batches:
        said.update(tuple(entry[1:]) for entry in batch.entries)  # type: ignore[attr-defined]
        said.update((aside.cause,) for aside in batch.aside)  # type: ignore[attr-defined]
    return said


def _in_memory(text: str) -> Extract:
    return Extract(Records(text_stream(text), Path("com75115_LP.csv")), "com75115_LP", ON, {})


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputInvalid):
        extract = Extract(Records(io.BytesIO(data), Path("t")), "t", ON, {})
        list(extract.batches())


@given(st.integers(0, 600), st.integers(0, 255))
def test_a_damaged_roll_is_read_or_refused(place: int, byte: int) -> None:
    data = bytearray(csv_of([ROLL_A] * 2).encode())
    data[place % len(data)] = byte
    with suppress(InputInvalid):
        list(Extract(Records(io.BytesIO(bytes(data)), Path("t")), "75115_LP", ON, {}).batches())


# --- The stream --------------------------------------------------------------------------------------


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """No more than two batches are read ahead of the one that is handed over."""
    path = write(tmp_path, [ROLL_A] * 50)
    with open_extract(path, on=ON) as extract:
        batches = extract.batches(5)
        next(batches)
        assert len(list(extract._rest)) == 50 - 2 * 5


@pytest.mark.posix
def test_a_pipe_is_read_as_a_file_is(tmp_path: Path) -> None:
    pipe = tmp_path / "com75115_LP_31-08-2026.csv"
    os.mkfifo(pipe)
    data = csv_of([ROLL_A]).encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    assert read(pipe)[0] == [WHOLE]
    writer.join()


def test_a_disk_that_fails_in_the_middle_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        reads = 0

        def read1(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            if self.reads > 1:
                raise OSError(5, "Input/output error")
            return super().read1(size)

    path = write(tmp_path, [ROLL_A] * 200)
    monkeypatch.setattr("tirage.people.rolls.extract.open_bytes", lambda _: Failing(path.read_bytes()))
    assert codes(refused(lambda: read(path))) == [("file.unreadable", None)]


def test_a_disk_that_fails_at_once_is_a_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    path = write(tmp_path, [ROLL_A])
    monkeypatch.setattr("tirage.people.rolls.extract.open_bytes", lambda _: Failing(path.read_bytes()))
    assert codes(refused(lambda: read(path))) == [("file.unreadable", None)]


@pytest.mark.parametrize("more", [b"\n", csv_of([ROLL_A]).encode(), b"\xe9\n"])
def test_a_file_that_grows_while_it_is_read_is_no_longer_what_was_hashed(tmp_path: Path, more: bytes) -> None:
    path = write(tmp_path, [ROLL_A] * 200)

    def go_on() -> None:
        with open_extract(path, on=ON) as extract, path.open("ab") as file:
            for number, _ in enumerate(extract.batches(5)):
                if number == 0:
                    file.write(more)
                    file.flush()

    assert codes(refused(go_on)) == [("file.changed", None)]


def test_no_file_a_folder_an_empty_file(tmp_path: Path) -> None:
    assert codes(refused(lambda: read(tmp_path / "no.csv"))) == [("file.missing", None)]
    assert codes(refused(lambda: read(tmp_path))) == [("file.directory", None)]
    empty = tmp_path / "com75115_LP.csv"
    empty.write_bytes(b"")
    assert codes(refused(lambda: read(empty))) == [("file.empty", None)]
