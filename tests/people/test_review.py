"""The table of doubtful duplicates: what a spreadsheet makes of it is read back, or refused whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tirage.errors import InputInvalid
from tirage.i18n.catalogue import COMPLETE, Language, text
from tirage.people.frame.duplicates import REASONS
from tirage.people.review import (
    CHOICE,
    FIRST_STANDS,
    OF_ROLLS,
    OTHER,
    SAME,
    SECOND_STANDS,
    Doubt,
    place_of,
    read_decisions,
    review_csv,
)

KNOWN = {"list": "LP", "surname": "Petit", "first_names": "Éléonore", "birth_date": "1970-01-01", "line": "2"}
SIDE = tuple(KNOWN.get(field, "") for field in OF_ROLLS)
CASES = ("0123456789012345", "123456789012e345", "abcdefabcdefabcd")
DOUBTS = [Doubt(case, "two-addresses", SIDE, SIDE) for case in CASES]


def table(language: Language = "fr", *answers: str) -> list[list[str]]:
    """The rows of a table that somebody has filled in."""
    written = review_csv(DOUBTS, {}, language).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    for row, answer in zip(rows[1:], answers, strict=False):
        row[1] = answer
    return rows


def saved(path: Path, rows: list[list[str]], encoding: str, delimiter: str = ";") -> Path:
    """As a spreadsheet saves it: what the encoding lacks becomes a question mark."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding, "replace"))
    return path


def codes(path: Path) -> list[str]:
    with pytest.raises(InputInvalid) as caught:
        read_decisions(path)
    return [defect.code for defect in caught.value.defects]


@pytest.mark.parametrize("language", COMPLETE)
def test_it_is_in_the_language_of_its_reader_and_what_is_decided_stays(
    language: Language, tmp_path: Path
) -> None:
    written = review_csv(DOUBTS, {CASES[0]: SAME, CASES[1]: OTHER}, language)
    assert written.startswith(b"\xef\xbb\xbf") and written.count(b"\r\n") == 4
    first = next(csv.DictReader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert text("review.answer.same", language) in first.values()
    assert text("review.reason.two-addresses", language) in first.values()
    place_of(tmp_path, written).write_bytes(written)
    assert place_of(tmp_path, written) == tmp_path / "review.csv"
    assert place_of(tmp_path, b"other") == tmp_path / "review-2.csv"
    decisions = read_decisions(tmp_path / "review.csv")
    assert decisions.words == {CASES[0]: SAME, CASES[1]: OTHER}
    assert decisions.undecided(DOUBTS) == 1


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("cp850", ";"), ("mac_roman", ",")],
)
def test_any_encoding_of_a_spreadsheet_is_read_back(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", table("fr", "même personne", "Différentes"), encoding, delimiter)
    assert read_decisions(path).words == {CASES[0]: SAME, CASES[1]: OTHER}


def test_columns_may_be_moved_added_and_left_out(tmp_path: Path) -> None:
    rows = [["vu par", row[1], *row[9:12], row[0], ""] for row in table("fr", "OUI", "non", "Same")]
    for number, row in enumerate(rows[1:]):
        row[0], row[-1] = "N.", "à revoir" if number else ""
    words = read_decisions(saved(tmp_path / "a.csv", rows, "cp1252")).words
    assert words == {CASES[0]: SAME, CASES[1]: OTHER, CASES[2]: SAME}


def test_no_spreadsheet_takes_a_case_for_a_number() -> None:
    assert [row[0] for row in table()[1:]] == [f"#{case}" for case in CASES]


def test_words_that_are_no_decision_are_grouped_and_nothing_is_guessed(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", table("fr", "x", "peut-être", "x"), "cp1252")
    with pytest.raises(InputInvalid) as caught:
        read_decisions(path)
    found = [(each.line, each.values["found"], each.values["rows"]) for each in caught.value.defects]
    assert found == [(2, "x", 2), (3, "peut-être", 1)]


def test_a_case_is_decided_once(tmp_path: Path) -> None:
    rows = table("fr", "oui", "non", "oui")
    assert codes(saved(tmp_path / "a.csv", [*rows, [rows[1][0], "non", *rows[1][2:]]], "cp1252")) == [
        "frame.decisions.both"
    ]
    assert codes(saved(tmp_path / "b.csv", [row[2:] for row in rows], "cp1252")) == ["frame.decisions.column"]


def test_a_decision_about_no_case_is_named_by_its_line(tmp_path: Path) -> None:
    decisions = read_decisions(saved(tmp_path / "a.csv", table("fr", "oui", "non", "oui"), "cp1252"))
    assert decisions.stale(DOUBTS[1:]) == (2,)
    assert "Petit" not in repr(decisions) and "Petit" not in repr(DOUBTS)


def test_every_reason_and_every_answer_is_explained() -> None:
    keys = [
        *(f"review.reason.{reason}" for reason in REASONS),
        *(f"review.answer.{answer}" for answer in CHOICE),
        *(f"review.column.{field}" for field in OF_ROLLS),
    ]
    assert all(text(key, each) for key in keys for each in COMPLETE)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        *((text(f"review.answer.{word}", language), word) for word in CHOICE for language in COMPLETE),
        *((word, FIRST_STANDS) for word in ("1", "Première", "oui, la 1re", "same person 1", "MÊME 1")),
        *((word, SECOND_STANDS) for word in ("2", "la deuxième", "oui : 2", "the second", "Même 2e")),
    ],
)
def test_a_person_chooses_which_row_stands(answer: str, meaning: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", table("fr", answer), "cp1252")
    assert read_decisions(path).words == {CASES[0]: meaning}
    if meaning in (FIRST_STANDS, SECOND_STANDS):  # of volunteers the first line stands, whatever is written
        with pytest.raises(InputInvalid):
            read_decisions(path, (SAME, OTHER))


@pytest.mark.parametrize("answer", ["same 3", "1 2", "la troisième", "12", "même personne ou non"])
def test_nothing_is_cut_off_an_answer(answer: str, tmp_path: Path) -> None:
    assert codes(saved(tmp_path / "a.csv", table("fr", answer), "cp1252")) == ["frame.decisions.choice"]


def test_what_differs_is_named_but_for_file_and_line() -> None:
    other = tuple({**KNOWN, "sex": "F", "surname": "PETIT", "line": "7"}.get(field, "") for field in OF_ROLLS)
    written = review_csv([Doubt(CASES[0], "two-addresses", SIDE, other)], {}, "fr").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(written, newline=""), delimiter=";"))
    assert row["ce qui diffère"] == "sexe"
    opposed = tuple(
        {"list": "opposition", "surname": "PETITE", "line": "3"}.get(field, "") for field in OF_ROLLS
    )
    assert Doubt(CASES[0], "spelling", SIDE, opposed).apart(OF_ROLLS) == ["list", "surname"]
    assert (row["ligne 1"], row["ligne 2"], row["sexe 1"], row["sexe 2"]) == ("2", "7", "", "F")
