"""What is written of a pool: exact bytes for the guarantors, harmless cells for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusals import file, quotas

from tirage.people.pool.files import counts_csv, pick, pool_csv, private_csv
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import read_pool
from tirage.quotas.model import Quotas
from tirage.tabular.writing import csv_text

QUOTAS = Quotas.of({"genre": {"Homme": (0, 2), "Femme, autre": (1, 3), "x": (0, 1)}, "âge": {"25+": (0, 3)}})
ROWS = '''id;nom;genre;âge;adresse
p2;=1+1;Femme, autre;25+;3 rue X
p10;"Zoé ""la""";Homme;25+;
p1;-Le Goff;Femme, autre;25+;3 RUE x
'''


def _file(folder: Path) -> PoolFile:
    return read_pool(file(folder, "v.csv", ROWS), QUOTAS, household=["adresse"])


def test_the_pool_of_the_guarantors(tmp_path: Path) -> None:
    assert pool_csv(_file(tmp_path).pool).decode() == (
        'pid,household,genre,âge\np1,h1,"Femme, autre",25+\np10,,Homme,25+\np2,h1,"Femme, autre",25+\n'
    )


def test_the_public_counts(tmp_path: Path) -> None:
    assert counts_csv(_file(tmp_path).pool, QUOTAS).decode() == (
        "criterion,category,volunteers,minimum,maximum\n"
        'genre,Homme,1,0,2\ngenre,"Femme, autre",2,1,3\ngenre,x,0,0,1\nâge,25+,3,0,3\n'
    )


def test_nothing_private_is_published(tmp_path: Path) -> None:
    pool = _file(tmp_path).pool
    published = (pool_csv(pool) + counts_csv(pool, QUOTAS)).decode()
    assert not any(word in published for word in ("Goff", "Zoé", "rue", "RUE", "1+1"))


def test_the_private_file_is_for_a_french_excel(tmp_path: Path) -> None:
    assert private_csv(_file(tmp_path).private).decode() == (
        "\ufeffid;nom;genre;âge;adresse\r\n"
        "p1;'-Le Goff;Femme, autre;25+;3 RUE x\r\n"
        'p10;"Zoé ""la""";Homme;25+;\r\n'
        "p2;'=1+1;Femme, autre;25+;3 rue X\r\n"
    )


def test_the_private_panel_is_picked_from_the_private_pool(tmp_path: Path) -> None:
    everyone = private_csv(_file(tmp_path).private)
    assert pick(everyone, [0, 1, 2]) == everyone
    assert pick(everyone, [2, 1]).decode() == (
        "\ufeffid;nom;genre;âge;adresse\r\n"
        "p2;'=1+1;Femme, autre;25+;3 rue X\r\n"
        'p10;"Zoé ""la""";Homme;25+;\r\n'
    )
    unquoted = everyone.replace('"Zoé ""la"""'.encode(), "Zoé".encode())
    assert pick(unquoted, [2, 1]) == pick(everyone, [2, 1]).replace('"Zoé ""la"""'.encode(), "Zoé".encode())
    marked = pick(everyone, [0], test=True).decode("utf-8-sig")
    assert marked == "TEST;id;nom;genre;âge;adresse\r\nTEST;p1;'-Le Goff;Femme, autre;25+;3 RUE x\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_private_file_is_a_formula(tmp_path: Path, start: str) -> None:
    rows = f"id;{start}nom;genre\np1;{start}HYPERLINK(1);Femme\n"
    pool = read_pool(file(tmp_path, "v.csv", rows), quotas(genre="Femme:1-1"))
    assert (
        private_csv(pool.private).decode("utf-8-sig")
        == f"id;'{start}nom;genre\r\np1;'{start}HYPERLINK(1);Femme\r\n"
    )


def test_hostile_names_stay_as_they_are_otherwise(tmp_path: Path) -> None:
    names = ("[/b]", "<script>", "NA", "None", "null", "True", "01000", "O'Brien")
    rows = "".join(f"p{i};{name};Femme\n" for i, name in enumerate(names))
    pool = read_pool(file(tmp_path, "v.csv", "id;nom;genre\n" + rows), quotas(genre="Femme:1-1"))
    lines = private_csv(pool.private).decode("utf-8-sig").splitlines()[1:]
    assert tuple(line.split(";")[1] for line in lines) == names


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=3), max_size=5),
    st.sampled_from([(",", "\n"), (";", "\r\n")]),
)
def test_what_is_written_reads_back(rows: list[list[str]], profile: tuple[str, str]) -> None:
    delimiter, end = profile
    written = io.StringIO(csv_text(rows, delimiter, end), newline="")
    assert list(csv.reader(written, delimiter=delimiter, strict=True)) == rows
