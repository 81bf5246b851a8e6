"""Rolls are read column by column: each row says what it says by itself, cell by cell."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.extract_rows import CARD, ROLL_A, ROLL_B, csv_of, text_stream
from support.one_row import read_row

from tirage.errors import Defect
from tirage.people import addresses
from tirage.people.rolls.entries import COLUMNS, RejectedRow
from tirage.people.rolls.extract import Extract
from tirage.people.rolls.lists import of_file_name
from tirage.tabular import csv as tabular
from tirage.tabular.csv import Record, Records, csv_records

NAMES = [
    "",
    "-",
    "NA",
    "LE GOFF",
    "le  goff",
    "Zoé, Anne",
    "ΠΑΠΑΣ",
    "D'ÉTÉ",
    "Fran?ois",
    "Ã©",
    "\u2177",
    "MÜLLER-É\u0301",
]
HOSTILE = {
    "list": ["", " ", "LP", "Liste principale", "liste complémentaire européennes", "LCM", "autre"],
    "list_state": ["", "liste électorale", "tableau", "?"],
    "elector_number": ["", "123456789", "12 345 678", "7"],
    **dict.fromkeys(("surname", "usage_name", "first_names"), NAMES),
    "birth_date": ["", "03/05/1961", "00/05/1961", "00/00/1961", "31/02/1990", "2009-01-01", "1/1/2100", "x"],
    "sex": ["", "M", "F", "H", "autre"],
    "title": ["", "Mme", "M.", "Monsieur"],
    "birthplace": ["", "29019", "1053", "-", "99127"],
    "birthplace_department": ["", "29", "2A"],
    "birthplace_name": ["", "Brest", "HAVRE (LE)", "Paris 15e Arrondissement"],
    "birth_country": ["", "FRANCE", "Italie"],
    "nationality": ["", "Française", "IT", "Algérienne", "?"],
    "bureau": ["", "75056_1512", "0012", "JU01", "75056_0101"],
    "department": ["", "75", "1"],
    "commune": ["", "75115", "com75101", "115", "18033", "x"],
    "commune_name": ["", "PARIS 15", "Bourges"],
    "number": ["", "12", "12 bis", "0", "12B", "12 C", "N° 7", "12-14"],
    "street_type": ["", "rue", "R", "av."],
    "street": ["", "rue X", "de la Paix", "rue du 8 mai 1945", "12 bd St-Michel", "R Place"],
    "locality": ["", "Le Bourg", "3 hameau X"],
    "complement1": ["", "Bât. B", "apt 3"],
    "complement2": ["", "Étage 02"],
    "postcode": ["", "75015", "75 116", "1000", "750"],
    "city": ["", "PARIS", "Paris 14", "LYON CEDEX 03"],
    "country": ["", "FRANCE", "Belgique"],
    "guardian": ["", "Mme X"],
    "card": ["", " CC-1 "],
}  # fmt: skip
"""Field → cells that a file may have in it."""
ON = date(2026, 9, 1)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    """The name of a file without its ending, and rows of one layout: some columns vary, the others do not."""
    base, stem = draw(st.sampled_from([(ROLL_A, "com75115_LP"), (ROLL_B, "x"), (CARD, "cards")]))
    fields = _fields(base, stem)
    changed = draw(st.lists(st.sampled_from(sorted(fields.keys() & HOSTILE)), max_size=8, unique=True))
    row = st.fixed_dictionaries({fields[name]: st.sampled_from(HOSTILE[name]) for name in changed})
    changes = draw(st.lists(row, min_size=1, max_size=6))
    return stem, [{**base, **each} for each in changes]


@given(tables(), st.integers(1, 4))
def test_rows_together_say_what_each_says_by_itself(
    table: tuple[str, list[dict[str, str]]], size: int
) -> None:
    stem, rows = table
    extract = Extract(Records(text_stream(csv_of(rows)), Path(f"{stem}.csv")), stem, ON, {})
    facts = of_file_name(stem)._replace(list="CC") if stem == "cards" else of_file_name(stem)
    fields = _fields(rows[0], stem)
    entries, aside = [], []
    for line, row in enumerate(rows, 2):
        cells = {field: row[header] for field, header in fields.items()}
        found, usage_key = read_row(line, cells, facts, ON, extract.geographies)
        if isinstance(found, str):
            aside.append(RejectedRow(line, found))
        else:
            entries.append((*found, usage_key))
    batches = [*extract.batches(size)]
    together = [
        row for batch in batches for row in zip(*(batch.column(name) for name in COLUMNS), strict=True)
    ]
    assert together == entries
    assert [row for batch in batches for row in batch.aside] == aside


def _fields(row: dict[str, str], stem: str) -> dict[str, str]:
    """Field → header."""
    layout = Extract(Records(text_stream(csv_of([row])), Path(f"{stem}.csv")), stem, ON, {}).layout
    assert layout is not None
    headers = [*row]
    return {field: headers[position] for field, position in layout.positions.items()}


_HOUSES = ("12", "0012", "0", "8", "75001", "\u0663", "B", "T", "bis", "C", "N", "n°", "D", "BP", ",", "\n")
_STREETS = ("R", "rue", "av.", "St", "fg", "mai", "de la Paix", "E", "er", "Résidence")
WORDS = st.lists(
    st.sampled_from([*_HOUSES, *_STREETS]),
    max_size=5,
).map(" ".join)


@given(WORDS, st.one_of(WORDS, st.from_regex(r"[0-9]{1,5} ?[A-Z]?", fullmatch=True)))
def test_number_and_street_read_apart_are_what_they_are_together(street: str, number: str) -> None:
    assert addresses.read_street(street, number) == addresses._read_street(street, number)


def test_most_numbers_and_streets_are_read_apart() -> None:
    assert all(map(addresses._read_house, ["12", "12 bis", "7B", "0012 C"]))
    assert all(map(addresses._read_named, ["rue de la Paix", "bd St-Michel", "Quai N° 3"]))


LINES = st.lists(
    st.lists(st.sampled_from(["", " ", "x", "a\nb", "a\r\nb", "\r", 'q"q', "é"]), max_size=3), max_size=8
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.integers(0, 40), st.integers(1, 3))
def test_records_have_the_line_where_they_start(
    rows: list[list[str]], end: str, cut: int, chunk: int
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator=end).writerows(rows)
    whole = text.getvalue()[: -cut or None]
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=";", strict=True)
    expected: list[Record] = []
    start, broken = 1, False
    try:
        for cells in reader:
            expected.append((start, cells))
            start = reader.line_num + 1
    except csv.Error:
        broken = True
    defects: list[Defect] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tabular, "CHUNK", chunk)
        assert [*csv_records(io.StringIO(whole, newline=""), ";", "x", defects)] == expected
    assert [defect.line for defect in defects] == ([start] if broken else [])
