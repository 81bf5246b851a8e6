"""Tables as bad as the real ones: every cell arrives as text, or the file is refused with all its defects."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusals import codes, file, ods, refused, xlsx

from tirage.errors import InputInvalid
from tirage.tabular.books.marks import ERRORS
from tirage.tabular.cells import clean, closest, fold, quoted
from tirage.tabular.encodings import twice
from tirage.tabular.files import Manner
from tirage.tabular.tables import parse, read_table

HOSTILE = (
    "[/b]",
    "=cmd",
    "<script>",
    "NA",
    "None",
    "null",
    "True",
    "01000",
    "12:30",
    "no",
    "O'Brien",
    "@x",
    "-1",
)


# --- CSV ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_comes_from_the_header(tmp_path: Path, delimiter: str, end: str) -> None:
    lines = [delimiter.join(row) for row in (("id", "nom"), ("p1", "Zoé"))]
    table = read_table(file(tmp_path, "t.csv", end.join(lines) + end))
    assert table.header == ("id", "nom")
    assert table.rows == [(2, ("p1", "Zoé"))]


def test_a_delimiter_inside_quotation_marks_does_not_count(tmp_path: Path) -> None:
    table = read_table(file(tmp_path, "t.csv", 'id;"nom, prénom, usage";"a,\nb"\np1;"Doe, J.";x\n'))
    assert table.header == ("id", "nom, prénom, usage", "a,\nb")
    assert table.rows == [(3, ("p1", "Doe, J.", "x"))]


def test_line_numbers_are_physical_lines_where_the_row_starts(tmp_path: Path) -> None:
    table = read_table(
        file(tmp_path, "t.csv", 'id,adresse\np1,"12 rue\nde la Paix\n"\n\np2,"dit ""le Petit"""\n')
    )
    assert table.rows == [(2, ("p1", "12 rue\nde la Paix")), (6, ("p2", 'dit "le Petit"'))]
    assert table.blank_rows == 1


def test_blank_rows_are_counted_wherever_they_are(tmp_path: Path) -> None:
    table = read_table(file(tmp_path, "t.csv", "\n;;\nid;nom;x\n\np1;a;b\n ; ;\u00a0\n\n"))
    assert table.rows == [(5, ("p1", "a", "b"))]
    assert table.blank_rows == 5


def test_cells_lose_outer_white_space_only_and_are_nfc(tmp_path: Path) -> None:
    table = read_table(file(tmp_path, "t.csv", " id \u00a0;nom\n\u202fp1 ; Zoe\u0301  Le\u00a0Goff\u00a0\n"))
    assert table.header == ("id", "nom")
    assert table.rows == [(2, ("p1", "Zoé  Le\u00a0Goff"))]


def test_nothing_is_interpreted(tmp_path: Path) -> None:
    rows = "".join(f"p{i};{name}\n" for i, name in enumerate(HOSTILE))
    table = read_table(file(tmp_path, "t.csv", "id;nom\n" + rows))
    assert tuple(cells[1] for _, cells in table.rows) == HOSTILE


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "id;nom\r\np1;Zoé\r\n", "cp1252")
    assert read_table(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_table(path).name == "t.csv"


def test_an_unclosed_quotation_mark_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", 'id;nom\np1;a\np2;"b\np3;c\n' + "p4;d\n" * 50_000)
    assert codes(refused(lambda: read_table(path))) == [("table.quotes", 3)]
    path = file(tmp_path, "u.csv", 'id;nom\np1;"a"b\np2;c\n')
    assert codes(refused(lambda: read_table(path))) == [("table.quotes", 2)]


def test_all_defects_of_a_table_come_at_once(tmp_path: Path) -> None:
    text = "id;nom;nom;;vide;\np1;a;b;surplus;;x\np2;a\np3;a;b;;c;;d\n"
    defects = refused(lambda: read_table(file(tmp_path, "t.csv", text)))
    assert codes(defects) == [
        ("table.column.duplicate", 1),
        ("table.column.nameless", 1),
        ("table.row.width", 3),
        ("table.row.width", 4),
    ]
    assert defects[1].values == {"numbers": "4, 6", "first": 2}
    assert defects[2].values == {"cells": 2, "columns": 6}
    assert all(defect.file == str(tmp_path / "t.csv") for defect in defects)


def test_a_nameless_column_without_data_is_left_out(tmp_path: Path) -> None:
    table = read_table(file(tmp_path, "t.csv", "id;;nom;\np1;;a;\n"))
    assert table.header == ("id", "nom")
    assert table.rows == [(2, ("p1", "a"))]


# --- The file itself ---------------------------------------------------------------------------------


def test_a_file_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert codes(refused(lambda: read_table(tmp_path / "absent.csv"))) == [("file.missing", None)]
    assert codes(refused(lambda: read_table(tmp_path))) == [("file.directory", None)]
    path = file(tmp_path, "t.csv", "id\n")
    assert codes(refused(lambda: read_table(path / "x.csv"))) == [("file.missing", None)]


@pytest.mark.posix
def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, "t.csv", "id\np1\n")
    if os.geteuid() == 0:  # root reads everything

        def denied(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", denied)
    path.chmod(0)
    assert codes(refused(lambda: read_table(path))) == [("file.permission", None)]


def test_another_error_of_the_system_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", failing)
    defects = refused(lambda: read_table(tmp_path / "t.csv"))
    assert codes(defects) == [("file.unreadable", None)]
    assert defects[0].values == {"error": "EIO"}


@pytest.mark.parametrize(
    "content", [b"", b"\n\r\n  ", b"\xef\xbb\xbf", b";;;\n;;\n", "\ufeff\n".encode("utf-16")]
)
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert codes(refused(lambda: read_table(file(tmp_path, "t.csv", content)))) == [("file.empty", None)]


def test_a_header_alone(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "\nid;nom\n\n;\n")
    assert codes(refused(lambda: read_table(path))) == [("table.header_only", 2)]


# --- Encodings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, written: str, said: str) -> None:
    table = read_table(file(tmp_path, "t.csv", '"id";nom\np1;Agnès Cœur’d’Ÿ\n', written))
    assert table.encoding == said
    assert table.header == ("id", "nom")
    assert table.rows == [(2, ("p1", "Agnès Cœur’d’Ÿ"))]


def test_an_encoding_asked_for_wins(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", "id;nom\np1;Zoé\n", "utf-8")
    assert read_table(path, Manner("latin-1")).rows == [(2, ("p1", "ZoÃ©"))]
    assert read_table(path, Manner("latin-1")).encoding == "iso8859-1"
    mac = file(tmp_path, "mac.csv", "id;nom\np1;Zoé\n", "mac-roman")
    assert read_table(mac, Manner("mac-roman")).rows == [(2, ("p1", "Zoé"))]
    bare = file(tmp_path, "bare.csv", "id;nom\np1;Zoé\n", "utf-16-le")
    assert read_table(bare, Manner("utf-16-le")).rows == [(2, ("p1", "Zoé"))]


def test_an_encoding_asked_for_tolerates_the_mark(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", '"id";nom\np1;Zoé\n', "utf-8-sig")
    assert read_table(path, Manner("utf-8")).header == ("id", "nom")


@pytest.mark.parametrize("name", ["utf-9", "hex", "rot13", "", "undefined", "a\0b", "zip"])
def test_an_unknown_encoding(tmp_path: Path, name: str) -> None:
    path = file(tmp_path, "t.csv", "id\np1\n")
    assert codes(refused(lambda: read_table(path, Manner(name)))) == [("file.encoding.unknown", None)]


def test_bytes_that_do_not_decode_are_reported_with_their_line(tmp_path: Path) -> None:
    path = file(tmp_path, "t.csv", b"id;nom\r\np1;Zo\xc3\xa9\r\np2;Zo\xe9\r\n")
    for encoding, byte in (("utf-8", "E9"), ("ascii", "C3"), (None, "E9")):
        defects = refused(lambda encoding=encoding: read_table(path, Manner(encoding)))  # type: ignore[misc]
        assert codes(defects) == [("file.encoding.undecodable", 2 if byte == "C3" else 3)]
        assert defects[0].values["byte"] == byte


def test_a_file_in_neither_utf8_nor_cp1252(tmp_path: Path) -> None:
    defects = refused(lambda: read_table(file(tmp_path, "t.csv", b"id\np1\n\x81\n")))
    assert codes(defects) == [("file.encoding.undecodable", 3)]


def test_a_nul_character(tmp_path: Path) -> None:
    assert codes(refused(lambda: read_table(file(tmp_path, "t.csv", b"id\np1\nx\0\n")))) == [("file.nul", 3)]
    path = file(tmp_path, "u.csv", "id;nom\np1;x\n", "utf-16-le")  # without a mark
    assert codes(refused(lambda: read_table(path))) == [("file.nul", 1)]


# --- Workbooks ---------------------------------------------------------------------------------------

SHEET = (
    ("id", "nom", "n"),
    ("007", "Zoé", 12.0),
    ("", "", ""),
    *((f"p{i}", x, i) for i, x in enumerate(HOSTILE)),
)


@pytest.mark.parametrize(("write", "kind"), [(xlsx, "xlsx"), (ods, "ods")])
def test_a_workbook_is_known_by_content(tmp_path: Path, write: object, kind: str) -> None:
    path = write(tmp_path, "mal.csv", Feuille=SHEET, Vide=())  # type: ignore[operator]
    table = read_table(path, Manner("cp1252"))
    assert table.encoding == kind
    assert table.header == ("id", "nom", "n")
    assert table.rows[0] == (2, ("007", "Zoé", "12"))
    assert tuple(cells[1] for _, cells in table.rows[1:]) == HOSTILE
    assert table.rows[1][0] == 4
    assert table.blank_rows == 1


def test_values_of_a_workbook_read_as_a_person_writes_them(tmp_path: Path) -> None:
    row = (123.0, -5, 0.5, 1e15, True, dt.date(1961, 5, 3), dt.datetime(2026, 1, 2, 3, 4, 5), dt.time(12, 30))
    path = xlsx(tmp_path, "t.xlsx", S=(tuple("abcdefgh"), row))
    cells = read_table(path).rows[0][1]
    assert cells[:6] == ("123", "-5", "0.5", "1000000000000000.0", "TRUE", "1961-05-03")
    big = xlsx(tmp_path, "big.xlsx", S=(("a",), (1.5e20,)))
    assert read_table(big).rows[0][1] == ("1.5E+20",)


def test_a_sheet_that_starts_lower_and_further_right(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "t.xlsx", S=(("", ""), ("", "id"), ("", "p1")))
    table = read_table(path)
    assert table.header == ("id",)
    assert table.rows == [(3, ("p1",))]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_several_filled_sheets_are_not_chosen_among(tmp_path: Path, write: object) -> None:
    path = write(tmp_path, "t", Pool=(("id",), ("p1",)), Codes=(("a",),))  # type: ignore[operator]
    defects = refused(lambda: read_table(path))
    assert codes(defects) == [("workbook.sheets", None)]
    assert defects[0].values == {"sheets": "Pool, Codes"}


def test_an_empty_workbook(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "t.xlsx", S=())
    assert codes(refused(lambda: read_table(path))) == [("file.empty", None)]


def test_damaged_workbooks(tmp_path: Path) -> None:
    whole = xlsx(tmp_path, "t.xlsx", S=(("id",), ("p1",))).read_bytes()
    for number, content in enumerate(
        (whole[:300], whole[:-200], b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"))
    ):
        path = file(tmp_path, f"{number}.xlsx", content)
        assert codes(refused(lambda path=path: read_table(path))) == [("workbook.unreadable", None)]  # type: ignore[misc]


def _with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()} | {name: content}
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def test_an_ods_whose_xml_is_cut_does_not_hang_the_reader(tmp_path: Path) -> None:
    path = ods(tmp_path, "t.ods", S=SHEET)
    content = zipfile.ZipFile(path).read("content.xml")
    _with_part(path, "content.xml", content.replace(b"</table:table-row>", b"</table:table-rox>", 1))
    assert codes(refused(lambda: read_table(path))) == [("workbook.unreadable", None)]


def test_an_ods_with_a_password(tmp_path: Path) -> None:
    path = ods(tmp_path, "t.ods", S=SHEET)
    _with_part(path, "META-INF/manifest.xml", b"<manifest:encryption-data/>")
    assert codes(refused(lambda: read_table(path))) == [("workbook.password", None)]


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert codes(refused(lambda: read_table(path))) == [("file.kind.document", None)]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    folder = tmp_path_factory.mktemp("workbooks")
    return xlsx(folder, "t.xlsx", S=SHEET).read_bytes(), ods(folder, "t.ods", S=SHEET).read_bytes()


@given(
    which=st.integers(0, 1),
    damage=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4
    ),
)
def test_no_damage_makes_the_reader_crash(
    workbooks: tuple[bytes, bytes], which: int, damage: list[tuple[float, int]]
) -> None:
    damaged = bytearray(workbooks[which])
    for place, byte in damage:
        damaged[int(place * len(damaged))] = byte
    with suppress(InputInvalid):
        parse(bytes(damaged), Path("t.xlsx"))


# --- Properties --------------------------------------------------------------------------------------

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8).filter(
    lambda text: twice(text) is None and clean(text) not in ERRORS
)
LATIN = st.text(st.sampled_from("aéèÀç ;,\t\"'\n="), max_size=8)  # no two bytes of which are UTF-8


def _written(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6),
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_survives_delimiters_and_encodings(
    rows: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    rows = [(f"k{a}", b) for a, b in rows]
    table, defects = parse(_written([("id", "nom"), *rows], delimiter, encoding), Path("t.csv"))
    assert not defects
    assert [cells for _, cells in table.rows] == [(clean(a), clean(b)) for a, b in rows]


@given(rows=st.lists(st.tuples(LATIN, LATIN), min_size=1, max_size=6), delimiter=st.sampled_from(";,\t"))
def test_french_text_survives_cp1252(rows: list[tuple[str, str]], delimiter: str) -> None:
    rows = [(f"ké{a}", b) for a, b in rows]
    table, defects = parse(_written([("id", "nom"), *rows], delimiter, "cp1252"), Path("t.csv"))
    assert not defects
    assert table.encoding == "cp1252"
    assert [cells for _, cells in table.rows] == [(clean(a), clean(b)) for a, b in rows]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputInvalid):
        parse(data, Path("t"))


# --- Cells -------------------------------------------------------------------------------------------


def test_fold_ignores_accents_case_and_inner_white_space() -> None:
    assert fold(" ÉTÉ\u00a0 d’Œuvre ") == fold("été d’oeuvre") == "ete d’oeuvre"
    assert fold("Straße") == fold("STRASSE")


def test_shown_is_short_and_without_invisible_characters() -> None:
    assert quoted("a" * 61) == "a" * 59 + "…"
    assert quoted("\x1b[31m\u202e\u00a0x") == "\\x1b[31m\\u202e\\xa0x"
    assert quoted("[/b]") == "[/b]"


def test_the_closest_word_is_found_across_accents_and_case() -> None:
    assert closest("FEMME", ["Homme", "Femme"]) == "Femme"
    assert closest("diplome", ["genre", "diplôme", "âge"]) == "diplôme"
    assert closest("x", []) == ""
