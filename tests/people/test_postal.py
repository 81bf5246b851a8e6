"""Labels of NF Z10-011: what fits, what is shortened, what is said to be too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tirage.people.letters.postal import MOST_LINES, WIDTH, Addressee, label


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
