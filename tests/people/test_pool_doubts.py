"""Who may be in a file of volunteers twice: what is asked about, and what is not."""

from __future__ import annotations

import pytest

from tirage.people.guards.doubts import alike, find, looks
from tirage.people.guards.traits import Columns, traits

HEADER = ("id", "Nom", "Prénom", "Né(e) le", "Courriel", "Téléphone", "Adresse", "Code postal")
NEAR, AT_HOME = "near-birth", {"street": "12 r. X", "postcode": "75011"}
ZOE = ("v1", "Le Goff", "Zoé", "03/05/1961", "zoe@exemple.fr", "06 12 34 56 78", "12 rue X", "75011")


def doubts(
    *rows: tuple[str, ...], header: tuple[str, ...] = HEADER
) -> dict[tuple[int, int], tuple[str, ...]]:
    """The reasons by the lines of each pair."""
    people = traits(Columns(header, header.index("id")), list(enumerate(rows, 2)))
    return {(people[a].line, people[b].line): why for (a, b), why in find(people).items()}


def other(**cells: str) -> tuple[str, ...]:
    """Somebody whom nothing ties to Zoé, but for these cells."""
    names = ("id", "surname", "first", "born", "mail", "phone", "street", "postcode")
    strange = ("v2", "Martin", "Paul", "09/09/1999", "paul@exemple.fr", "07 00 00 00 01", "99 rue Y", "75012")
    return tuple(cells.get(name, cell) for name, cell in zip(names, strange, strict=True))


def test_strangers_are_not_asked_about() -> None:
    assert doubts(ZOE, other(), other(id="v3", first="Anne", born="", mail="", phone="", street="")) == {}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"surname": "LE GOFF", "first": "Zoe", "born": "1961-05-03"}, "name-birth"),
        ({"surname": "Mme Le-Goff", "first": "ZOÉ", "born": "3/5/1961"}, "name-birth"),
        ({"surname": "Zoé", "first": "Le Goff", "born": "03.05.1961"}, "name-birth"),
        ({"mail": " ZOE@Exemple.FR "}, "email"),
        ({"mail": "zoe+assemblee@exemple.fr"}, "email"),
        ({"phone": "+33 (0)6.12.34.56.78"}, "phone"),
        ({"phone": "0033612345678"}, "phone"),
        ({"phone": "612345678"}, "phone"),
        (
            {"surname": "Le Goff", "first": "Zoé", "street": "012, rue X", "postcode": "75 011"},
            "name-address",
        ),
        ({"surname": "LEGOFF", "first": "Zoé", "born": "03/05/1961"}, "near-birth"),
        ({"surname": "Le Gof", "first": "Zoé", "born": "03/05/1961"}, "near-birth"),
        ({"surname": "Le Goff", "first": "Marie Zoé", "born": "03/05/1961"}, "near-birth"),
        ({"surname": "Le Goff", "first": "Z.", "born": "03/05/1961"}, "near-birth"),
        ({"surname": "Durand", "first": "Zoé", "born": "3/5/1961", **AT_HOME}, NEAR),
        ({"surname": "Le Goff", "first": "Zoé", "born": "1961", "street": ""}, "name"),
        ({"surname": "Le Goff-Martin", "first": "Zoé", "born": "03/05/1961"}, "near-birth"),
        ({"surname": "Le Goff", "first": "Zoé", "born": "", "mail": "", "phone": "", "street": ""}, "name"),
        ({"id": "V01"}, "ids"),
        ({"id": "vI"}, "ids"),
    ],
)
def test_what_two_rows_have_in_common_is_asked_about(cells: dict[str, str], reason: str) -> None:
    assert doubts(ZOE, other(**cells)) == {(2, 3): (reason,)}


def test_a_pair_has_all_its_reasons_the_strongest_first() -> None:
    again = ("v9", *ZOE[1:])
    assert doubts(ZOE, again) == {(2, 3): ("name-birth", "email", "phone", "name-address")}


@pytest.mark.parametrize(
    "cells",
    [
        {"surname": "Le Goff", "born": "03/05/1961"},  # twins
        {"surname": "Le Goff", "first": "Zoé"},  # namesakes
        {"mail": "néant"},
        {"phone": "00 00 00 00 00"},
        {"street": "12 rue X", "postcode": "75011"},  # neighbours
        {"surname": "Legoff", "first": "Zoé"},
        {"first": "Léo", "surname": "Le Goff", "born": "03/05/1961"},
    ],
)
def test_what_is_common_among_strangers_is_not_asked_about(cells: dict[str, str]) -> None:
    empty = ("v1", "Le Goff", "Zoé", "03/05/1961", "néant", "00 00 00 00 00", "12 rue X", "75011")
    assert doubts(empty, other(**cells)) == {}


def test_figures_of_invented_names_are_no_slips() -> None:
    rows = [
        (f"v{n:03}", f"FICTIF{n}", "Alix", "01/02/1980", f"f{n}@exemple.fr", "", "", "") for n in range(20)
    ]
    assert doubts(*rows) == {}


def test_a_street_without_a_number_is_no_address() -> None:
    rows = [("v1", "MARTIN", "Paul", "1/1/1970", "", "", "rue de Rivoli", "75001")]
    rows += [("v2", "MARTIN", "Paul", "2/2/1999", "", "", "rue de Rivoli", "75001")]
    assert doubts(*rows) == {}


def test_a_mail_that_many_share_asks_about_each_of_them_once() -> None:
    rows = [(f"v{n:03}", f"Nom{n}", f"P{n}", "", "maison@exemple.fr", "", "", "") for n in range(30)]
    found = doubts(*rows)
    assert len(found) == 29
    assert all(first == 2 for first, _ in found)


def test_names_in_one_column_and_names_of_marriage() -> None:
    header = ("id", "Name", "Birth date")
    assert doubts(("a", "Mr Paul Martin", "1/2/1980"), ("b", "MARTIN Paul", "1980-02-01"), header=header)
    married = ("id", "nom de naissance", "nom d'usage", "prénom", "date de naissance")
    one, two = ("a", "DURAND", "MARTIN", "Anne", "1/2/1980"), ("b", "DURAND", "", "Anne", "1/2/1980")
    assert doubts(one, two, header=married) == {(2, 3): ("name-birth",)}
    assert doubts(one, ("b", "MARTIN", "", "Anne", "1/2/1980"), header=married) == {(2, 3): ("name-birth",)}


def test_ids_that_are_told_apart_with_certainty() -> None:
    assert len({looks(pid) for pid in ("A1", "A10", "A100", "B1", "A1-1", "2027-1", "2027-10")}) == 7
    assert looks("2027-007") == looks("2027-7")
    assert looks("aO1") == looks("A0l")


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("DA SILVA", "DASILVA", True),
        ("THI LAN", "LAN", True),
        ("GRAND PETIT", "GRAND", True),
        ("DUPOND", "DUPONT", True),
        ("MRATIN", "MARTIN", True),
        ("MARTINE", "MARTIN", True),
        ("MARTIN", "MARTY", False),
        ("ALEX", "ALEXANDRE", True),
        ("NOM1", "NOM12", False),
        ("LEA", "LEO", False),
        ("NOM1", "NOM2", False),
        ("", "MARTIN", False),
    ],
)
def test_names_that_are_nearly_the_same(one: str, two: str, same: bool) -> None:
    assert alike(one, two) is same
    assert alike(two, one) is same


@pytest.mark.parametrize(
    "header",
    [
        ("id", "Nom complet", "Date de naissance (JJ/MM/AAAA)", "Votre adresse e-mail *", "Tél. portable"),
        ("id", "Full name", "Date of birth [dd/mm/yyyy]", "E-mail address", "Mobile number"),
        ("ID", "NOM PRÉNOM", "Né(e) le", "Quel est votre courriel ?", "Numéro de téléphone (facultatif)"),
        ("uid", "name", "DOB", "email", "phone"),
        ("Identifiant", "Prénom et nom", "DDN", "Mél.", "GSM"),
    ],
)
def test_columns_are_found_as_forms_name_them(header: tuple[str, ...]) -> None:
    one = ("a", "Zoé Le Goff", "3/5/1961", "zoe@x.fr", "0612345678")
    people = traits(Columns(header, 0), [(2, one), (3, ("b", "LE GOFF Zoe", *one[2:]))])
    assert find(people) == {(0, 1): ("name-birth", "email", "phone")}


@pytest.mark.parametrize("header", ["Courriel du parent", "Lieu de naissance", "Nom de l'association", "N°"])
def test_columns_about_others_are_not_read(header: str) -> None:
    people = traits(Columns(("id", header), 0), [(2, ("a", "z@x.fr")), (3, ("b", "z@x.fr"))])
    assert find(people) == {}


def test_addresses_alone_tell_nobody_apart() -> None:
    assert Columns(("id", "adresse", "code postal"), 0).compared == ()
    assert Columns(("id", "adresse", "genre", "courriel"), 0).compared == (1, 3)


def test_a_surname_by_itself_is_that_of_a_family() -> None:
    header = ("id", "Nom", "Adresse", "Code postal")
    family = [(f"v{i}", "Martin", street, "75011") for i, street in enumerate(("12 rue X", "12 rue X", ""))]
    assert doubts(*family, header=header) == {}
    whole = [(own, "Martin Paul", *home) for own, _, *home in family]
    assert set(doubts(*whole, header=header).values()) == {("name",), ("name-address",)}
