"""What the eye does not see in a workbook: hidden, struck, merged, formatted, without result, turned."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from support.extract_rows import ROLL_A, csv_of
from support.refusals import codes, file, ods, quotas, refused, xlsx

from tirage.people.frame.reading import Roll, read_some
from tirage.people.pool.read import read_pool
from tirage.people.rolls.survey import survey
from tirage.quotas.read import read_quotas
from tirage.tabular.files import Hidden, Manner
from tirage.tabular.grid import read_grid
from tirage.tabular.tables import Table, read_table

TAKE, LEAVE = Manner(hidden="take"), Manner(hidden="leave")
ROWS = (("id", "genre", "âge"), *((f"v{i}", "Femme" if i % 2 else "Homme", "16-29") for i in range(2, 8)))
"""A header and six people on lines 2 to 7."""
WANTED = quotas(genre="Femme:0-2 Homme:0-2")


def book(folder: Path, change: Callable[[Any, Any], object], rows: Sequence[Sequence[object]] = ROWS) -> Path:
    """A workbook of these rows, then changed: (workbook, sheet)."""
    path = folder / "t.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Pool")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        change(workbook, sheet)
    return path


def open_document(
    folder: Path, old: str, new: str, styles: str = "", rows: Sequence[Sequence[object]] = ROWS
) -> Path:
    """An ODS of these rows in which a part of the content is another."""
    path = ods(folder, "t.ods", Pool=rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].decode()
    assert old in content
    names = ("style", "number", "calcext")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = content.replace(old, new, 1).replace(
        "<office:document-content", f"<office:document-content {spaces}", 1
    )
    parts["content.xml"] = content.replace(
        "<office:body>", f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def hidden_rows(folder: Path) -> Iterator[Path]:
    """Lines 3 and 5, each in its own way."""
    yield book(folder, lambda _, sheet: [sheet.set_row(row, None, None, {"hidden": True}) for row in (2, 4)])
    yield book(folder, lambda _, sheet: [sheet.set_row(row, 0) for row in (2, 4)])
    yield book(
        folder,
        lambda _, sheet: [sheet.set_row(row, None, None, {"level": 1, "hidden": True}) for row in (2, 4)],
    )

    def filtered(_: object, sheet: Any) -> None:
        sheet.autofilter("A1:C7")
        sheet.filter_column("A", "x <> v3 and x <> v5")
        for row in (2, 4):
            sheet.set_row(row, None, None, {"hidden": True})

    yield book(folder, filtered)
    three = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in ROWS[2]
    )
    five = three.replace("v3", "v5")
    for how in ("collapse", "filter"):
        path = open_document(
            folder, f"<table:table-row>{three}", f'<table:table-row table:visibility="{how}">{three}'
        )
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        old, new = (
            f"<table:table-row>{five}".encode(),
            f'<table:table-row table:visibility="{how}">{five}'.encode(),
        )
        parts["content.xml"] = parts["content.xml"].replace(old, new)
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        yield path


def ids(table: Table) -> list[str]:
    return [cells[0] for _, cells in table.rows]


def test_hidden_rows_are_refused_unless_somebody_says_what_becomes_of_them(tmp_path: Path) -> None:
    for path in hidden_rows(tmp_path):
        (defect,) = refused(lambda path=path: read_pool(path, WANTED))  # type: ignore[misc]
        assert (defect.code, defect.values["count"], defect.values["rows"], defect.values["lines"]) == (
            "workbook.hidden.rows",
            2,
            6,
            "3, 5",
        )
        assert len(read_pool(path, WANTED, manner=TAKE).pool.people) == 6
        left = read_pool(path, WANTED, manner=LEAVE)
        assert [person.pid for person in left.pool.people] == ["v2", "v4", "v6", "v7"]
        assert [note.code for note in left.notes] == ["note.workbook.hidden.rows.leave"]


def test_hidden_columns_are_refused_by_name_and_left_out_whole(tmp_path: Path) -> None:
    for change in (
        lambda _, sheet: sheet.set_column("C:C", None, None, {"hidden": True}),
        lambda _, sheet: sheet.set_column("C:XFD", None, None, {"hidden": True}),
        lambda _, sheet: sheet.set_column("C:C", 0),
    ):
        path = book(tmp_path, change)
        (defect,) = refused(lambda path=path: read_table(path))  # type: ignore[misc]
        assert (defect.code, defect.values["columns"]) == ("workbook.hidden.columns", "C (âge)")
        assert read_table(path, TAKE).header == ("id", "genre", "âge")
        left = read_table(path, LEAVE)
        assert (left.header, left.rows[0]) == (("id", "genre"), (2, ("v2", "Homme")))
    path = open_document(
        tmp_path,
        'table:name="Pool">',
        'table:name="Pool"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>',
    )
    assert refused(lambda: read_table(path))[0].values["columns"] == "C (âge)"
    # A hidden column with nothing in it hides nothing.
    path = book(tmp_path, lambda _, sheet: sheet.set_column("D:XFD", None, None, {"hidden": True}))
    assert len(read_table(path).rows) == 6


STRUCK = (
    '<style:style style:name="s" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)


def struck_rows(folder: Path) -> Iterator[Path]:
    """Line 4."""
    yield book(
        folder, lambda book, sheet: sheet.write_row(3, 0, ROWS[3], book.add_format({"font_strikeout": True}))
    )
    yield book(
        folder,
        lambda book, sheet: sheet.write(
            3, 1, ROWS[3][1], book.add_format({"font_strikeout": True, "bold": True})
        ),
    )

    def partly(book: Any, sheet: Any) -> None:
        sheet.write_rich_string(3, 1, "12 rue A ", book.add_format({"font_strikeout": True}), "13", " rue B")

    yield book(folder, partly)
    cell = '<table:table-cell office:value-type="string"><text:p>v4'
    styled = cell.replace("<table:table-cell", '<table:table-cell table:style-name="{}"')
    yield open_document(folder, cell, styled.format("s"), STRUCK)
    yield open_document(
        folder,
        cell,
        styled.format("t"),
        STRUCK + '<style:style style:name="t" style:family="table-cell" style:parent-style-name="s"/>',
    )


def test_rows_struck_through_are_as_the_hidden_ones(tmp_path: Path) -> None:
    for path in struck_rows(tmp_path):
        (defect,) = refused(lambda path=path: read_table(path))  # type: ignore[misc]
        assert (defect.code, defect.values["count"], defect.values["lines"]) == ("workbook.struck", 1, "4")
        assert "v4" in ids(read_table(path, TAKE))
        assert ids(read_table(path, LEAVE)) == ["v2", "v3", "v5", "v6", "v7"]
    # Nobody is struck out by the format of empty cells.
    path = book(
        tmp_path, lambda book, sheet: sheet.write_blank(3, 7, None, book.add_format({"font_strikeout": True}))
    )
    assert len(read_table(path).rows) == 6


def test_all_that_is_unseen_comes_at_once(tmp_path: Path) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.write(3, 0, "v4", book.add_format({"font_strikeout": True}))
        sheet.write_formula(6, 2, "=NA()", None, "#N/A")

    found = codes(refused(lambda: read_table(book(tmp_path, change))))
    assert found == [
        ("workbook.formula", 7),
        ("workbook.hidden.rows", None),
        ("workbook.struck", None),
        ("workbook.hidden.columns", None),
    ]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("00000", "00013"),
        ('"V"000', "V013"),
        ("000-000", "000-013"),
        ("0000;-0000", "0013"),
        ("[$-40C]00000", "00013"),
    ],
)
def test_numbers_are_read_with_the_zeros_that_the_sheet_shows(tmp_path: Path, code: str, shown: str) -> None:
    def change(book: Any, sheet: Any) -> None:
        for row in range(1, 7):
            sheet.write_number(row, 0, 12 + row, book.add_format({"num_format": code}))

    found = read_pool(book(tmp_path, change), WANTED)
    assert found.pool.people[0].pid == shown
    assert [(note.code, note.values["count"], note.values["column"]) for note in found.notes] == [
        ("note.zeros", 6, "A (id)")
    ]


@pytest.mark.parametrize("code", ["0", "0.00", "#,##0", "0%", '0" ans"', "General", "0.00E+00", "@"])
def test_other_formats_leave_a_number_as_it_is(tmp_path: Path, code: str) -> None:
    path = book(
        tmp_path, lambda book, sheet: sheet.write_number(1, 0, 13, book.add_format({"num_format": code}))
    )
    assert ids(read_table(path))[0] == "13"


def test_zeros_of_an_ods(tmp_path: Path) -> None:
    rows = (("id", "genre"), (13, "Femme"), (12345, "Homme"))
    styles = (
        '<number:number-style style:name="N5">'
        '<number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>'
        '<style:style style:name="c" style:family="table-cell" style:data-style-name="N5"/>'
    )
    path = open_document(
        tmp_path,
        'table:name="Pool">',
        'table:name="Pool"><table:table-column table:default-cell-style-name="c"/>',
        styles,
        rows,
    )
    table = read_table(path)
    assert (ids(table), [note.values["count"] for note in table.notes]) == (["00013", "12345"], [1])


def test_merged_cells_among_the_people_are_no_blanks_to_be_filled_in_by_them(tmp_path: Path) -> None:
    path = book(tmp_path, lambda _, sheet: sheet.merge_range("B3:B4", "Femme"))
    (defect,) = refused(lambda: read_pool(path, WANTED))
    assert (defect.code, defect.line, defect.values["cells"]) == ("workbook.merged", 3, "B3:B4")
    assert codes(
        refused(lambda: read_table(book(tmp_path, lambda _, sheet: sheet.merge_range("B1:C1", "x"))))
    ) == [("workbook.merged", 1)]
    cell = '<table:table-cell office:value-type="string"><text:p>Femme'
    spanned = cell.replace(
        "<table:table-cell",
        '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"',
    )
    assert refused(lambda: read_table(open_document(tmp_path, cell, spanned)))[0].values["cells"] == "B3:B4"
    title = (("Volontaires", "", ""), *ROWS)
    path = book(tmp_path, lambda _, sheet: sheet.merge_range("A1:C1", "Volontaires"), title)
    assert len(read_pool(path, WANTED).pool.people) == 6


def test_a_formula_without_a_result_is_no_blank(tmp_path: Path) -> None:
    for error in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!"):
        path = book(tmp_path, lambda _, sheet, error=error: sheet.write_formula(4, 2, "=X", None, error))  # type: ignore[misc]
        (defect,) = refused(lambda path=path: read_table(path))  # type: ignore[misc]
        assert (defect.code, defect.line, defect.column, defect.values["errors"]) == (
            "workbook.formula",
            5,
            "C (âge)",
            error,
        )
    path = file(tmp_path, "t.csv", "id;ville\np1;Brest\np2;#N/A\np3;#REF!\n")
    (defect,) = refused(lambda: read_table(path))
    assert (defect.line, defect.column, defect.values["lines"]) == (3, "ville", "3, 4")
    cell = '<table:table-cell office:value-type="string"><text:p>v4'
    failed = cell.replace("v4", "Err:502").replace(
        "<table:table-cell", '<table:table-cell calcext:value-type="error"'
    )
    assert codes(refused(lambda: read_table(open_document(tmp_path, cell, failed)))) == [
        ("workbook.formula", 4)
    ]


DAY = dt.date(2029, 1, 16)


@pytest.mark.parametrize("other", ["30-44", "45 à 59 ans", "60 et plus", "75+", "65 ans et plus"])
def test_a_band_of_age_that_became_a_date_is_seen_by_the_others(tmp_path: Path, other: str) -> None:
    path = xlsx(tmp_path, "t.xlsx", S=(("id", "âge"), ("p1", other), ("p2", DAY), ("p3", other), ("p4", DAY)))
    (defect,) = refused(lambda: read_table(path))
    assert (defect.code, defect.line, defect.values["dates"], defect.values["count"]) == (
        "table.band.date",
        3,
        "2029-01-16",
        2,
    )
    for cell in ("16-janv", "janv.-29", "10 oct.", "mai-10", "1-Feb"):
        text = f"id;âge\np1;{other}\np2;{cell}\np3;{other}\n"
        assert codes(refused(lambda text=text: read_table(file(tmp_path, "t.csv", text)))) == [
            ("table.band.date", 3)
        ]  # type: ignore[misc]


def test_dates_are_dates_in_a_column_of_dates(tmp_path: Path) -> None:
    rows = (
        ("id", "naissance", "rue"),
        ("p1", DAY, "8 mai"),
        ("p2", DAY, "11 nov."),
        ("p3", "inconnue", "rue du 4 mai"),
    )
    assert len(read_table(xlsx(tmp_path, "t.xlsx", S=rows)).rows) == 3


def test_a_sheet_is_named_and_a_hidden_one_is_marked(tmp_path: Path) -> None:
    path = book(
        tmp_path, lambda book, _: [book.add_worksheet(name).write(0, 0, "x") for name in ("Listes", "Aide")]
    )
    (defect,) = refused(lambda: read_pool(path, WANTED))
    assert (defect.code, defect.values["sheets"]) == ("workbook.sheets", "Pool, Listes, Aide")
    assert len(read_pool(path, WANTED, manner=Manner(sheet="Pool")).pool.people) == 6
    (defect,) = refused(lambda: read_pool(path, WANTED, manner=Manner(sheet="pool")))
    assert (defect.code, defect.values["sheets"]) == ("workbook.sheet.unknown", "Pool, Listes, Aide")

    def hide(book: Any, _: object) -> None:
        sheet = book.add_worksheet("Retraits")
        sheet.write_row(0, 0, ("id", "genre"))
        sheet.hide()

    path = book(tmp_path, hide)
    assert refused(lambda: read_pool(path, WANTED))[0].values["sheets"] == "Pool, Retraits (*)"
    assert list(read_grid(path.read_bytes(), path).sheets) == ["Pool"]
    assert list(read_grid(path.read_bytes(), path, TAKE).sheets) == ["Pool", "Retraits"]


def test_quotas_are_found_among_the_sheets_of_one_workbook(tmp_path: Path) -> None:
    def both(book: Any, _: object) -> None:
        sheet = book.add_worksheet("Quotas")
        for number, row in enumerate(
            (("feature", "value", "min", "max"), ("genre", "Femme", 1, 2), ("genre", "Homme", 1, 2))
        ):
            sheet.write_row(number, 0, row)

    path = book(tmp_path, both)
    found = read_quotas(path, seats=3).quotas
    assert len(read_pool(path, found, manner=Manner(sheet="Pool")).pool.people) == 6


@pytest.mark.parametrize("hidden", ["take", "leave", None])
def test_prepare_reads_a_sheet_as_the_draw_does(tmp_path: Path, hidden: Hidden | None) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.set_row(2, None, None, {"hidden": True})
        # What is wrong with a sheet that is not read is nobody's business.
        book.add_worksheet("Calculs").write_formula(0, 0, "=NA()", None, "#N/A")

    path = book(tmp_path, change)
    grid = read_grid(path.read_bytes(), path, Manner(hidden=hidden))
    if hidden is None:
        assert codes(refused(lambda: grid.remarks("Pool"))) == [("workbook.hidden.rows", None)]
    else:
        assert [note.code for note in grid.remarks("Pool")] == [f"note.workbook.hidden.rows.{hidden}"]
        assert len(grid.sheets["Pool"]) == {"take": 7, "leave": 6}[hidden]


def test_a_sheet_that_is_full_has_lost_what_came_after(tmp_path: Path) -> None:
    path = book(tmp_path, lambda _, sheet: sheet.write(65_535, 0, "v9"))
    assert codes(refused(lambda: read_table(path))) == [("workbook.full", 65_536)]


def test_rolls_are_read_with_the_same_eyes(tmp_path: Path) -> None:
    rows = [(*each,) for each in (tuple(ROLL_A), *(tuple(ROLL_A.values()),) * 3)]
    path = tmp_path / "com75115_LP_31-08-2026.xlsx"
    book(tmp_path, lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True}), rows).rename(path)
    (found,) = survey(path, on=DAY).defects
    assert (found.code, found.values["lines"]) == ("workbook.hidden.rows", "3")
    left = survey(path, on=DAY, manner=LEAVE)
    assert (left.read, [note.code for note in left.notes]) == (2, ["note.workbook.hidden.rows.leave"])
    job = [path], tmp_path / "entries.parquet"
    (roll,) = read_some(job, on=DAY, mapping={}, geographies=None, manner=LEAVE)
    assert isinstance(roll, Roll)
    assert (roll.read, roll.notes) == (2, left.notes)
    text = csv_of([ROLL_A] * 3)
    titled = file(tmp_path, "com75115_LP.csv", f"Liste principale\n\n{text}")
    assert (survey(titled, on=DAY).read, survey(titled, on=DAY).notes[0].code) == (3, "note.header")


def test_a_workbook_that_does_not_say_what_is_hidden_in_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path, lambda _, sheet: sheet.set_row(2, None, None, {"hidden": True}))
    monkeypatch.setattr("tirage.tabular.books.xlsx.marks_of", lambda _: {})  # as of an XLS or XLSB
    assert [note.code for note in read_table(path).notes] == ["note.unseen"]
