"""What stands above a header, between the columns, and in the signs of a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.refusals import codes, file, quotas, refused, xlsx

from tirage.people.pool.read import read_pool
from tirage.tabular.files import Manner
from tirage.tabular.grid import read_grid
from tirage.tabular.headers import naming
from tirage.tabular.tables import parse, read_table

WANTED = quotas(genre="Femme:0-2 Homme:0-2")

TABLE = "id;genre;âge\np1;Femme;20\np2;Homme;30\n"


@pytest.mark.parametrize(
    ("above", "line"),
    [
        ("Extraction du 31/08/2026\n", 2),
        ("Liste;;\n;;\n", 3),
        ("\n\nListe\n\nau 1er mai\n", 6),
        ("sep=;\n", 2),
        ('"sep=;"\n"Liste, au 1er mai"\n', 3),
    ],
)
def test_a_table_under_a_title_is_read_where_its_header_is_certain(
    tmp_path: Path, above: str, line: int
) -> None:
    found = read_pool(file(tmp_path, "t.csv", above + TABLE), WANTED)
    assert len(found.pool.people) == 2
    titled = above.strip(";\n") != "sep="
    assert [(note.code, note.values["line"]) for note in found.notes] == (
        [("note.header", line)] if titled else []
    )
    table = read_table(file(tmp_path, "t.csv", above + TABLE), wanted=naming(["ID"], ["age"]))
    assert (table.header, table.rows[0][0]) == (("id", "genre", "âge"), line + 1)


@pytest.mark.parametrize(
    "above", ["Liste des volontaires;Ville de X\n", "a;b;c\n1;2;3\n", "Liste;;au 1er mai\n\n"]
)
def test_a_header_that_is_not_certain_is_one_defect(tmp_path: Path, above: str) -> None:
    line = above.count("\n") + 1
    assert codes(refused(lambda: read_pool(file(tmp_path, "t.csv", above + TABLE), WANTED))) == [
        ("table.header.below", line)
    ]
    # A column that is missing makes no title a header.
    other = TABLE.replace("genre", "civilité")
    assert codes(refused(lambda: read_pool(file(tmp_path, "t.csv", "Liste\n" + other), WANTED))) == [
        ("table.header.below", 2)
    ]


@pytest.mark.parametrize("delimiter", ["|", ";", "\t", ","])
def test_any_delimiter_is_found_under_any_title_by_both_readers(delimiter: str) -> None:
    text = "Liste, au 31/08/2026; Ville\n" if delimiter in "|\t" else "Liste au 31/08/2026\n"
    data = (text + TABLE.replace(";", delimiter)).encode()
    assert read_grid(data, Path("t")).sheets[""][1][1] == ("id", "genre", "âge")
    if text.startswith("Liste au"):
        assert parse(data, Path("t"), wanted=naming(["id"]))[0].header == ("id", "genre", "âge")


def test_one_column_with_commas_in_its_cells_is_one_column(tmp_path: Path) -> None:
    assert read_table(file(tmp_path, "t.csv", "adresse\n12, rue A\n3, rue B\n")).header == ("adresse",)


def misread(text: str) -> str:
    return text.encode().decode("cp1252")


def test_utf8_that_was_read_twice_is_offered_to_be_repaired(tmp_path: Path) -> None:
    text = "id;genre;nom\np1;Femme;Zoé Lefèvre\np2;Homme;L’Œuvre\np3;Homme;Paul\n"
    path = file(tmp_path, "t.csv", misread(text))
    (defect,) = refused(lambda: read_pool(path, WANTED))
    assert (defect.code, defect.line, defect.values["lines"]) == ("table.twice", 2, "2, 3")
    found = read_pool(path, WANTED, manner=Manner("UTF-8-twice"))
    assert found.source.encoding == "utf-8-twice"
    assert found.private.rows["p1"] == ("p1", "Femme", "Zoé Lefèvre")
    # The header alone tells it, before a column is looked for in vain.
    aged = quotas(âge="20:0-2 30:0-2")
    assert codes(refused(lambda: read_pool(file(tmp_path, "u.csv", misread(TABLE)), aged))) == [
        ("table.twice", 1)
    ]
    assert (
        len(
            read_pool(file(tmp_path, "u.csv", misread(TABLE)), aged, manner=Manner("utf-8-twice")).pool.people
        )
        == 2
    )
    rows = [[misread(cell) for cell in line.split(";")] for line in text.splitlines()]
    mended = read_table(xlsx(tmp_path, "t.xlsx", S=rows), Manner("utf-8-twice"))
    assert (mended.encoding, mended.rows[0][1][2]) == ("xlsx", "Zoé Lefèvre")


def test_a_cell_or_two_that_were_typed_so_are_only_told(tmp_path: Path) -> None:
    rows = [f"p{i};Femme;Zoé" for i in range(30)]
    path = file(tmp_path, "t.csv", "\n".join(["id;genre;nom", *rows, misread("q1;Femme;Léa"), ""]))
    assert [(note.code, note.values["lines"]) for note in read_pool(path, WANTED).notes] == [
        ("note.twice", "32")
    ]
    grid = read_grid(path.read_bytes(), path)
    assert [note.code for note in grid.remarks("")] == ["note.twice"]
