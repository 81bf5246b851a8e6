"""Address lines that come back from the printing house: by code, and nothing but lines."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tirage.errors import InputInvalid
from tirage.i18n.languages import Language
from tirage.people.letters.corrections import Corrected, Letter, read_corrections, wave_of
from tirage.people.letters.mailing import HEADER, Mailing, read_mailing
from tirage.tabular.tables import read_table

CODES = ("T66E-SM4N", "6R05-4Q8P", "0DHF-K4D2")


def letter(pid: str, code: str, *lines: str) -> tuple[str, ...]:
    return (
        pid,
        code,
        "roll/F",
        *lines,
        *[""] * (6 - len(lines)),
        "LE GOFF",
        "Zoé, Anne",
        "",
        "+33@x",
        "roll",
        "",
    )


ROWS = (
    letter(
        "a" * 32, "", "Mme Zoé A. LE GOFF", "128 BOULEVARD DU PRESIDENT FRANKLIN ROOSEVELT", "75015 PARIS"
    ),
    letter("b" * 32, "", "=Mme Léa PETIT", "3 RUE X", "75015 PARIS"),
    letter("c" * 32, "", "M. Luc ROUX", "9 RUE Y", "75018 PARIS"),
)


def mailed(language: Language = "fr") -> Mailing:
    from tirage.people.ids import answer_code

    codes = [answer_code(bytes(32), row[0]) for row in ROWS]
    rows = [(row[0], code, *row[2:]) for row, code in zip(ROWS, codes, strict=True)]
    return Mailing(tuple(rows), 1, language)


LETTERS: list[Letter] = read_mailing(mailed().csv())


def cells(language: Language = "fr") -> list[list[str]]:
    """The file as it was handed over, the titles first."""
    return [*csv.reader(io.StringIO(mailed(language).csv().decode("utf-8-sig"), newline=""), delimiter=";")]


def back(folder: Path, rows: list[list[str]], encoding: str = "utf-8", mark: str = ";") -> Corrected:
    path = folder / "back.csv"
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return read_corrections(read_table(path), "back.csv", LETTERS)


def codes_of(folder: Path, rows: list[list[str]]) -> list[tuple[str, tuple[int, ...], str]]:
    with pytest.raises(InputInvalid) as stopped:
        back(folder, rows)
    said = " ".join(map(str, stopped.value.defects))
    assert "LE GOFF" not in said and "ROOSEVELT" not in said
    return [(each.code, each.lines, each.column or "") for each in stopped.value.defects]


LINE2 = HEADER.index("line2")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ";"), ("cp1252", ","), ("utf-16", "\t")])
def test_a_line_put_right_comes_back_from_any_spreadsheet(tmp_path: Path, encoding: str, mark: str) -> None:
    titles, *rows = cells()
    rows[0][LINE2] = "128 BD DU PDT F ROOSEVELT"
    # Another order of columns and rows, without those that were right, and one of their own.
    order = [*reversed(range(len(titles)))]
    moved = [[each[i] for i in order] + ["vu"] for each in (titles, rows[2], rows[0])]
    moved[0][-1] = "contrôle"
    found = back(tmp_path, moved, encoding, mark)
    assert (found.rows, len(found.letters)) == (1, 3)
    assert found.letters[0]["line2"] == "128 BD DU PDT F ROOSEVELT"
    assert found.letters[0]["to_correct"] == ""
    assert list(found.letters[1:]) == LETTERS[1:]
    again = read_mailing(found.mailing("en").csv())
    assert [row["code"] for row in again] == [row["code"] for row in LETTERS]
    assert again[1]["line1"] == "=Mme Léa PETIT"


def test_nothing_but_lines_may_be_another(tmp_path: Path) -> None:
    titles, *rows = cells("en")
    rows[0][LINE2] = "1 RUE Z"
    rows[0][HEADER.index("surname")] = "FRIEND"
    rows[1][HEADER.index("pid")] = "d" * 32
    rows[2][LINE2] = "X" * 39
    stranger = ["e" * 32, CODES[0], *rows[2][2:]]
    assert codes_of(tmp_path, [titles, *rows, stranger, rows[0]]) == [
        ("addresses.other", (2,), "surname"),
        ("addresses.other", (3,), "pid"),
        ("addresses.long", (4,), "line2"),
        ("addresses.code", (5,), "code"),
        ("addresses.twice", (6,), "code"),
    ]


def test_a_column_is_called_as_the_file_calls_it(tmp_path: Path) -> None:
    titles, *rows = cells("fr")
    rows[0][HEADER.index("surname")], rows[1][LINE2] = "FRIEND", "X" * 39
    assert [column for _, _, column in codes_of(tmp_path, [titles, *rows])] == ["nom", "ligne2"]


def test_an_address_is_not_taken_away(tmp_path: Path) -> None:
    titles, *rows = cells()
    rows[1][3:9] = [""] * 6
    assert codes_of(tmp_path, [titles, *rows]) == [("addresses.empty", (3,), "code")]
    assert codes_of(tmp_path, cells()) == [("addresses.none", (), "")]
    assert codes_of(tmp_path, [["code", "ville"], [rows[0][1], "Paris"]]) == [("addresses.column", (1,), "")]


def test_the_wave_is_that_of_the_codes(tmp_path: Path) -> None:
    other = [{**each, "code": code} for each, code in zip(LETTERS, CODES, strict=True)]
    path = tmp_path / "back.csv"
    path.write_bytes(mailed().csv())
    assert wave_of(read_table(path), "back.csv", [other, LETTERS]) == 2
