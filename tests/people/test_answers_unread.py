"""Days and columns of answers: read as they are written, or announced."""

from __future__ import annotations

from datetime import date

import pytest
from support.refusals import quotas, refused

from tirage.i18n.catalogue import explain
from tirage.people.ids import answer_code
from tirage.people.letters.answers import Letter, Round, Unread, read_answers
from tirage.tabular.tables import Table

CODES = [answer_code(b"\0" * 32, pid) for pid in ("p1", "p2")]
LETTERS = {CODES[0]: Letter("p1", "", ("Femme", "")), CODES[1]: Letter("p2", "", ("Homme", ""))}
QUOTAS = quotas(genre="Femme:0-1 Homme:0-1", diplôme="bac:0-1 autre:0-1")


def read(header: tuple[str, ...], *rows: tuple[str, ...]) -> Round:
    numbered = [(line, cells) for line, cells in enumerate(rows, 2)]
    table = Table("a.csv", "utf-8", "0" * 64, header, numbered, 0)
    return read_answers(table, "a.csv", QUOTAS, LETTERS, {}, ("time",), date(2027, 1, 31))


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("31/01/2027", "accepted"),
        ("1/2/2027", "late"),
        ("31 janvier 2027", "accepted"),
        ("2027-02-01", "late"),
    ],
)
def test_a_day_is_read_day_first(typed: str, status: str) -> None:
    found = read(("code", "réponse", "diplôme", "date"), (CODES[0], "oui", "bac", typed))
    assert found.answers["p1"].status == status


@pytest.mark.parametrize("typed", ["31/01/27", "01/31/2027", "hier"])
def test_a_day_that_may_be_another_is_a_defect(typed: str) -> None:
    (defect,) = refused(lambda: read(("code", "réponse", "diplôme", "Date"), (CODES[0], "oui", "bac", typed)))
    assert (defect.code, defect.column) == ("responses.date", "Date")


def test_a_column_that_the_lists_already_tell_is_announced_with_what_differs() -> None:
    found = read(
        ("code", "réponse", "diplôme", "Genre", "Courriel", "Remarques"),
        (CODES[0], "oui", "bac", "Non binaire", "a@b.fr", "merci"),
        (CODES[1], "oui", "bac", "H", "", ""),
    )
    assert found.known == (Unread("genre", "Genre", 1),)
    assert found.ignored == ("Remarques",)
    assert found.answers["p1"].features == ("Femme", "bac")


@pytest.mark.parametrize(("language", "title"), [("en", "“answer”"), ("fr", "« réponse »")])
def test_a_missing_answer_is_asked_for_in_the_language(language: str, title: str) -> None:
    (defect,) = refused(lambda: read(("code", "diplôme"), (CODES[0], "bac")))
    assert title in "".join(explain(defect, language).values()).replace("\u00a0", " ").replace("\u202f", " ")
