"""Tables that an official opens are in their language, and are read back whatever language wrote them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tirage.i18n.catalogue import COMPLETE, Language
from tirage.people.ids import answer_code
from tirage.people.letters.contacts import contacts_csv, read_contacts
from tirage.people.letters.mailing import HEADER, Mailing, read_mailing
from tirage.people.private.directory import contacts_path, directory
from tirage.people.private.lookup import by_code, codes
from tirage.tabular.tables import Table

CODES = [answer_code(b"\0" * 32, pid) for pid in ("p1", "p2")]
ROWS = (
    (
        *("p1", CODES[0], "s1", "M. Luc =PETIT", "1 RUE A", "", "", "", "75001 PARIS", "Petit", "Luc", ""),
        *("=cmd@exemple.fr", "liste électorale", ""),
    ),
    (
        *("p2", CODES[1], "s1", "Mme Zoé ARBRE", "2 RUE B", "", "", "", "75001 PARIS", "Arbre", "Zoé", ""),
        *("", "", ""),
    ),
)
TITLES = {"fr": {"prénoms", "strate", "à corriger"}, "en": {"first names", "stratum", "to correct"}}


def titles(data: bytes) -> list[str]:
    return next(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("language", COMPLETE)
def test_the_file_for_the_printing_house(language: Language, tmp_path: Path) -> None:
    sent = Mailing(ROWS, 0, language)
    assert TITLES[language] <= set(titles(sent.csv()))
    assert [tuple(row[name] for name in HEADER) for row in read_mailing(sent.csv())] == list(ROWS)
    (tmp_path / "private").mkdir()
    (tmp_path / "private/letters-1.csv").write_bytes(sent.csv())
    (tmp_path / "private/letters-1-slip.csv").write_bytes(sent.slip())
    assert codes(tmp_path) == dict(zip(("p1", "p2"), CODES, strict=True))
    assert by_code(tmp_path, CODES[1].lower()) == "p2"


@pytest.mark.parametrize(("mail", "phone"), [("Courriel", "Téléphone portable"), ("e-mail", "Phone")])
def test_contacts_given_with_the_answers_are_kept_and_the_last_count(
    mail: str, phone: str, tmp_path: Path
) -> None:
    def given(*rows: tuple[str, str, str]) -> bytes:
        header = ("Code", "réponse", mail, phone)
        table = Table("a.csv", "utf-8", "", header, [(2, (code, "oui", a, b)) for code, a, b in rows], 0)
        return contacts_csv(read_contacts(table, dict(zip(CODES, ("p1", "p2"), strict=True))))

    (tmp_path / "private").mkdir()
    first = given(
        (CODES[0].lower(), "old@exemple.fr", "+33 1 99 00 00 01"), (CODES[1], "", ""), ("?", "x", "")
    )
    assert b";'+33" in first and b"p2" not in first and b"x" not in first.replace(b"exemple", b"")
    (tmp_path / contacts_path(2)).write_bytes(first)
    (tmp_path / contacts_path(10)).write_bytes(given((CODES[0], "new@exemple.fr", "")))
    found = directory(tmp_path, ["p1", "p2"], [])
    assert set(found) == {"p1"}
    assert (found["p1"].email, found["p1"].phone) == ("new@exemple.fr", "+33 1 99 00 00 01")
