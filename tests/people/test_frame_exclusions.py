"""Lists of people who may not be drawn: who is certainly meant, who may be, and who is nobody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support.frames import batch_of, entry

from tirage.acts.frame.inputs import FrameOptions
from tirage.acts.frame.settling import NOBODY, Settled, settle
from tirage.errors import InputInvalid
from tirage.people.engines.duckdb.entries import write_entries
from tirage.people.engines.opening import open_store
from tirage.people.frame.store import Store
from tirage.people.review import OTHER, SAME, Decisions
from tirage.people.rolls.entries import RollEntry

HEAD = "nom;prénoms;date de naissance\n"
ON = date(2027, 3, 1)
ROLL = [
    entry("ŒUVRARD", "Zoé", "1961-05-03"),
    entry("NGUYEN", "Thi Lan", "1981-02-08"),
    entry("DA SILVA", "José", "1981-02-09"),
    entry("PETIT", "Luc", "1981-02-10"),
    entry("DURANDEAU", "Claire Marie", "1972-04-05", usage_name="Martineau", elector_number="12345678"),
    entry("ROUX", "Paul", "1950-01-01"),
    entry("ROUX", "Paul", "1950-01-01", birthplace="29019", home="75018|2 RUE Y"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path)) as opened:
        yield opened


def said(
    store: Store,
    folder: Path,
    lists: Mapping[str, str],
    words: Mapping[str, str] | None = None,
    roll: Sequence[RollEntry] = ROLL,
) -> Settled:
    write_entries(folder / "0.parquet", [("00", batch_of(roll))])
    store.take_in([folder / "0.parquet"])
    files = {}
    for cause, text in lists.items():
        files[cause] = folder / f"{cause}-list.csv"
        files[cause].write_text(text, encoding="utf-8")
    return settle(store, folder, Decisions(words or {}), FrameOptions(exclude=files), ON, (), {})


def names(store: Store, found: Settled) -> dict[str, str]:
    rows = store.rows("select person, surname_key, first_key from persons")
    return {f"{name} {first}": found.excluded[who] for who, name, first in rows if who in found.excluded}


def cells(path: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")]


def rows_to_decide(folder: Path) -> dict[tuple[str, str], str]:
    """(name on the list, name on the roll) → case, of doubts about lists."""
    found = cells(folder / "private" / "review.csv")
    return {
        (row["surname 1"], row["surname 2"]): row["case"].removeprefix("#")
        for row in found
        if row["list 1"] in {"opposition", "staff"}
    }


def test_an_objector_is_left_out_however_the_letters_are_written(store: Store, tmp_path: Path) -> None:
    text = HEAD + "OEUVRARD;Zoe;03/05/1961\nmartineau;CLAIRE;05/04/1972\n"
    different = dict.fromkeys(_cases(tmp_path, text), OTHER)
    found = said(store, tmp_path, {"opposition": text}, different)
    assert names(store, found) == {"OEUVRARD ZOE": "opposition", "DURANDEAU CLAIRE": "opposition"}
    assert found.missing == {"opposition": (2, 0)}
    assert found.notes == ()


def test_a_list_is_read_as_a_service_writes_it(store: Store, tmp_path: Path) -> None:
    text = "Personnes opposées au 1er mai\n\nNOM;Prénom(s);Né(e) le\nOEUVRARD;Zoe;03/05/1961\n"
    found = said(store, tmp_path, {"opposition": text}, roll=ROLL[:2])
    assert names(store, found) == {"OEUVRARD ZOE": "opposition"}


def _cases(folder: Path, text: str) -> list[str]:
    """Cases about the roll and this list that somebody has to decide."""
    inner = folder / "try"
    inner.mkdir()
    with closing(open_store(inner)) as store, pytest.raises(InputInvalid):
        said(store, inner, {"opposition": text})
    return [row["case"].removeprefix("#") for row in cells(inner / "private" / "review.csv")]


def test_a_row_that_may_be_somebody_is_decided_in_the_same_table(store: Store, tmp_path: Path) -> None:
    text = HEAD + "PETIT;Luc;10/02/1981\nNGUYEN;Lan;08/02/1981\nDASILVA;José;09/02/1981\n"
    inner = tmp_path / "try"
    inner.mkdir()
    with closing(open_store(inner)) as first, pytest.raises(InputInvalid) as stopped:
        said(first, inner, {"opposition": text}, roll=ROLL[:5])
    assert [defect.values["count"] for defect in stopped.value.defects] == [2]
    (note,) = stopped.value.notes
    assert (note.code, note.values["lines"], note.values["count"]) == ("frame.exclusion.near", "3, 4", 2)
    cases = rows_to_decide(inner)
    assert set(cases) == {("NGUYEN", "NGUYEN"), ("DASILVA", "DA SILVA")}
    words = {cases["NGUYEN", "NGUYEN"]: SAME, cases["DASILVA", "DA SILVA"]: OTHER}
    found = said(store, tmp_path, {"opposition": text}, words, ROLL[:5])
    assert names(store, found) == {"PETIT LUC": "opposition", "NGUYEN THI": "opposition"}
    assert found.missing == {"opposition": (3, 1)}
    # The row that is nobody's is named, with who is nearest.
    assert [note.values["lines"] for note in found.notes] == ["4"]
    (row,) = cells(tmp_path / "private" / NOBODY)
    assert (row["line"], row["surname"], row["surname 2"], row["birth date 2"]) == (
        "4",
        "DASILVA",
        "DA SILVA",
        "1981-02-09",
    )


def test_a_row_that_fits_two_people_is_for_a_person_to_decide(store: Store, tmp_path: Path) -> None:
    text = HEAD + "Roux;Paul;01/01/1950\n"
    inner = tmp_path / "try"
    inner.mkdir()
    with closing(open_store(inner)) as first, pytest.raises(InputInvalid):
        said(first, inner, {"staff": text})
    review = cells(inner / "private" / "review.csv")
    about = [row["case"].removeprefix("#") for row in review if row["list 1"] == "staff"]
    assert len(about) == 2
    words = {row["case"].removeprefix("#"): OTHER for row in review} | {about[0]: SAME}
    found = said(store, tmp_path, {"staff": text}, words)
    assert list(found.excluded.values()) == ["staff"]
    assert found.missing == {"staff": (1, 0)}


def test_a_row_that_something_contradicts_leaves_nobody_out_unasked(store: Store, tmp_path: Path) -> None:
    text = (
        "nom;nom d'usage;prénoms;date de naissance\nNGUYEN;;Thi Mai;08/02/1981\n"
        "ROBERT;MARTINEAU;Claire;05/04/1972\nROUX;;Paul;01/01/1950\nPETIT;ROUX;Luc;10/02/1981\n"
    )
    with pytest.raises(InputInvalid) as stopped:
        said(store, tmp_path, {"opposition": text}, roll=ROLL[:6])
    (note,) = stopped.value.notes
    assert (note.values["lines"], note.values["count"]) == ("2, 3, 4", 3)
    assert set(rows_to_decide(tmp_path)) == {("NGUYEN",) * 2, ("ROBERT", "DURANDEAU"), ("ROUX",) * 2}


def test_a_number_is_enough_and_the_first_cause_counts(store: Store, tmp_path: Path) -> None:
    lists = {
        "staff": "NNE;nom;prénoms;date de naissance\n12345678;;;\n;Petit;Luc;1981-02-10\n87654321;;;\n",
        "opposition": "nom de naissance;nom d'usage;prénom;né le\nDurandeau;MARTINEAU;Claire;05/04/1972\n",
    }
    found = said(store, tmp_path, lists, roll=ROLL[:5])
    assert names(store, found) == {"PETIT LUC": "staff", "DURANDEAU CLAIRE": "staff"}
    assert found.missing == {"staff": (3, 1), "opposition": (1, 0)}
    (row,) = cells(tmp_path / "private" / NOBODY)
    assert (row["list"], row["line"], row["surname 2"]) == ("staff", "4", "")


def test_whoever_is_near_is_shown_beside_a_row_of_nobody(store: Store, tmp_path: Path) -> None:
    text = HEAD + "PETIT;Luc;11/02/1981\nRENARD;Luc;10/02/1981\nPERSONNE;Aucune;01/01/1999\n"
    found = said(store, tmp_path, {"opposition": text}, roll=ROLL[:5])
    assert [note.values["lines"] for note in found.notes] == ["2, 3, 4"]
    near = [(row["line"], row["surname 2"]) for row in cells(tmp_path / "private" / NOBODY)]
    assert near == [("2", "PETIT"), ("3", "PETIT"), ("4", "")]


def test_what_is_wrong_in_every_list_is_said_at_once(store: Store, tmp_path: Path) -> None:
    lists = {
        "staff": "nom;prénoms\nA;B\n",
        "opposition": HEAD + "A;B;1961\nA;;01/01/1990\nA;B;01/01/1990\n",
    }
    with pytest.raises(InputInvalid) as error:
        said(store, tmp_path, lists, roll=ROLL[:5])
    assert [(defect.code, defect.lines) for defect in error.value.defects] == [
        ("frame.exclusion.column", (1,)),
        ("frame.exclusion.row", (2, 3)),
    ]
