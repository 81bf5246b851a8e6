"""Labels of NF Z10-011: what fits, what is shortened, what is said to be too long."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.people.letters.postal import MOST_LINES, WIDTH, Addressee, label, named


def test_a_label_as_the_norm_has_it() -> None:
    found = label(
        Addressee(
            "M. Jérôme D'ARTAGNAN-LEFÈVRE",
            complement1="Appartement 12, 3e étage",
            complement2="Résidence « Les Œillets »",
            street="12 bis, rue de l'Abbé-Grégoire",
            postcode="75006",
            city="Paris Cedex 06",
        )
    )
    assert found.lines == (
        "M. Jérôme D'ARTAGNAN-LEFÈVRE",
        "Appartement 12, 3e étage",
        "Résidence « Les Œillets »",
        "12 BIS RUE DE L ABBE GREGOIRE",
        "75006 PARIS CEDEX 06",
    )
    assert found.too_long == ()


def test_a_minors_letter_goes_to_the_guardian() -> None:
    found = label(
        Addressee("Léo MARTIN", guardian="Mme Anne MARTIN", street="1 rue X", postcode="75001", city="Paris")
    )
    assert found.lines[:2] == ("Mme Anne MARTIN", "Léo MARTIN")


def test_a_long_line_is_abbreviated_and_never_cut() -> None:
    street = "128 boulevard du Général Martial Valin Prolongé"
    found = label(Addressee("A B", street=street, postcode="75015", city="Paris"))
    assert found.lines[1] == "128 BD DU GAL MARTIAL VALIN PROLONGE"
    endless = label(Addressee("A B", street="rue " + "Interminable " * 6, postcode="75015", city="Paris"))
    assert endless.too_long == (2,)
    assert endless.lines[1].count("INTERMINABLE") == 6


def test_thirty_eight_signs_fit_and_thirty_nine_do_not() -> None:
    """The norm's number as it stands: nothing is shortened before it is reached, nothing passes beyond it."""
    most = "12 BOULEVARD DE LA REPUBLIQUE FRANCAIS"
    assert len(most) == 38
    found = label(Addressee("N" * 38, street=most, postcode="75015", city="C" * 32))
    assert found.lines == ("N" * 38, most, "75015 " + "C" * 32)
    assert found.too_long == ()
    found = label(Addressee("N" * 39, street=most + "E", postcode="75015", city="C" * 33))
    assert found.lines == ("N" * 39, "12 BD DE LA REPUBLIQUE FRANCAISE", "75015 " + "C" * 33)
    assert found.too_long == (1, 3)


@pytest.mark.parametrize(
    ("title", "first_names", "surname", "line"),
    [
        ("M.", "Jean", "MARTIN", "M. Jean MARTIN"),
        ("M.", "Jean Paul", "MARTIN", "M. Jean P. MARTIN"),  # not his father's letter
        ("Mme", "Marie-Claude, Zoé,Anne", "LE  GOFF", "Mme Marie-Claude Z. A. LE GOFF"),
        ("Mme", "Marie-Christine Jacqueline", "DE LA ROCHEFOUCAULD", "Mme M.-C. DE LA ROCHEFOUCAULD"),
        ("", "-", "NGUYEN", "NGUYEN"),
        ("M.", "Jean-Baptiste Luc", "D" * 29, "M. J.-B. " + "D" * 29),
        ("M.", "Jean Luc", "D" * 40, "M. Jean " + "D" * 40),
    ],
)
def test_the_first_given_name_is_on_the_line(title: str, first_names: str, surname: str, line: str) -> None:
    assert named(title, first_names, surname) == line


def test_a_long_complement_takes_the_lines_that_are_free() -> None:
    where = {"street": "1 rue X", "postcode": "75015", "city": "Paris"}
    long = "Foyer de jeunes travailleurs Antoine de Saint-Exupéry"
    found = label(Addressee("A B", complement1="Apt 3", complement2=long, **where))
    assert found.lines[1:4] == ("Apt 3", "Foyer de jeunes travailleurs Antoine", "de Saint-Exupéry")
    other = "Chez Mme Bernadette Vandenbroucke-Delattre"
    found = label(
        Addressee(
            "A B", complement1=other, complement2="Foyer des travailleurs de l'Isère et du Rhône", **where
        )
    )
    assert found.lines[1:4] == (
        "Chez Mme Bernadette",
        "Vandenbroucke-Delattre - Foyer des",
        "travailleurs de l'Isère et du Rhône",
    )
    assert found.too_long == () and not found.too_many
    crowded = label(Addressee("A B", "C D", "Apt 3", long, "1 rue X", "BP 1", "75001", "Paris"))
    assert (crowded.too_many, crowded.too_long) == (True, (4,))


GIVEN_NAMES = (
    *(
        "Anne",
        "Marie-Christine, Jacqueline, Andrée",
        "Jean-Baptiste Alexandre Maximilien",
        "Mohamed El Hadi Ben",
    ),
    *("CHARLES-HENRI, LOUIS, FERDINAND", "Maria da Conceição", "Ngoc Thi Lan Anh", "Jean Paul Marie Joseph"),
)
SURNAMES = (
    *(
        "PETIT",
        "DE LA ROCHEFOUCAULD",
        "BOURGUIGNON-DELAVALLÉE",
        "RAKOTOMALALA ANDRIANARIVO",
        "VAN DEN BROUCKE",
    ),
    *(
        "FERNANDES DE OLIVEIRA",
        "O'CONNOR-SCHNEIDER",
        "TEYSSÈDRE DE BEAUREGARD",
        "BEN ABDELKADER",
        "D'ALMEIDA",
    ),
)
PLACES = (
    ("Apt 3", "Résidence Les Jardins de la Fontaine Sainte-Marie", "128 boulevard du Général Martial Valin"),
    ("", "", "3 avenue du Maréchal Jean de Lattre de Tassigny"),
    ("Bâtiment C, entrée 4, porte gauche", "", "77 allée des Frères Montgolfier Prolongée"),
    ("Appartement 1204, escalier B, 12e étage", "", "120 rue du Lieutenant-Colonel de Montbrison"),
    (
        "Chez Mme Bernadette Vandenbroucke-Delattre",
        "Résidence du Parc",
        "12 bis rue du Faubourg Saint-Antoine",
    ),
    ("", "Foyer de jeunes travailleurs Saint-Exupéry", "9 esplanade du Commandant Raymond Mouchotte"),
)


def test_hardly_any_address_of_a_nasty_list_is_too_long() -> None:
    """Before names were shortened, two in three of these did not fit."""
    found = [
        label(Addressee(named(title, first, surname), "", *place, "", "75015", "Paris"))
        for title, first, surname, place in product(("Mme", "M."), GIVEN_NAMES, SURNAMES, PLACES)
    ]
    assert sum(bool(each.too_long or each.too_many) for each in found) <= len(found) // 100


def test_seven_lines_are_too_many() -> None:
    found = label(Addressee("A", "B", "C", "D", "1 rue E", "F", "75001", "G"))
    assert found.too_many
    assert found.too_long == ()


texts = st.text(max_size=60)


@given(st.builds(Addressee, texts, texts, texts, texts, texts, texts, texts, texts))
def test_every_line_fits_or_is_said_not_to(addressee: Addressee) -> None:
    found = label(addressee)
    assert found.too_many == (len(found.lines) > MOST_LINES)
    for number, line in enumerate(found.lines, 1):
        assert (len(line) > WIDTH) == (number in found.too_long)
        assert line
        assert line.splitlines() == [line]


def test_no_letter_of_a_town_is_lost() -> None:
    towns = {"Œting": "OETING", "Łódź": "LODZ", "Ærøskøbing": "AEROSKOBING", "Gießen": "GIESSEN"}
    for town, printed in towns.items():
        lines = label(Addressee("Zoé Martin", street="1 rue X", postcode="57460", city=town)).lines
        assert lines[-1].endswith(printed)
