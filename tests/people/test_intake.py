"""What a spreadsheet says by itself: certain, proposed, or to be said by somebody; never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tirage.people.intake.bands import age_on, read_band, read_bands
from tirage.people.intake.model import LEFT_OUT, NUMBER, OPEN, certain, proposed
from tirage.people.intake.understand import Wanted, understand
from tirage.people.intake.values import category_of
from tirage.quotas.model import Quotas
from tirage.tabular.grid import Grid, read_grid

GENRE = ("Femme", "Homme")
QUOTAS = Quotas.of(
    {"genre": {"Femme": (0, 9), "Homme": (0, 9)}, "âge": {"16-29": (0, 9), "30 et plus": (0, 9)}}
)
WANTED = Wanted(QUOTAS.criteria, (), date(2027, 3, 1))


def grid(*lines: str, encoding: str = "utf-8") -> Grid:
    return read_grid("\n".join(lines).encode(encoding), Path("f.csv"))


@pytest.mark.parametrize(
    ("value", "categories", "found"),
    [
        ("femme ", GENRE, certain("Femme")),
        ("FEMME", GENRE, certain("Femme")),
        ("16–29", ("16-29", "30+"), certain("16-29")),
        ("de 16 à 29 ans", ("16-29", "30+"), certain("16-29")),
        ("30 ans et plus", ("16-29", "30 et +"), certain("30 et +")),
        ("Bac + 2", ("bac", "bac+2"), certain("bac+2")),
        ("l’Haÿ", ("L'Hay", "Paris"), certain("L'Hay")),
        ("F", GENRE, proposed("Femme")),
        ("M.", GENRE, proposed("Homme")),
        ("Mme", GENRE, proposed("Femme")),
        ("sans diplome", ("sans diplôme", "bac"), certain("sans diplôme")),
        ("sans diplomes", ("sans diplôme", "bac"), proposed("sans diplôme")),
        ("9e", ("2e", "19e"), OPEN),
        ("12e", ("2e", "1er"), OPEN),
        ("bac+3", ("bac+2", "bac+5"), OPEN),
        ("arrondissement 9", ("arrondissement 2", "arrondissement 19"), OPEN),
        ("doctorat", ("brevet", "bac"), OPEN),
        ("", GENRE, OPEN),
        ("?", GENRE, OPEN),
        ("Sud Ouest", ("Sud-Ouest", "SUD OUEST"), OPEN),
    ],
)
def test_a_value_is_certain_proposed_or_nobodys_guess(
    value: str, categories: tuple[str, ...], found: object
) -> None:
    assert category_of(value, categories) == found


def test_bands_are_read_from_their_names_and_never_where_two_share_an_age() -> None:
    assert read_band("moins de 18 ans") == (0, 17)
    assert read_band("plus de 64 ans") == (65, 130)
    assert read_band("bac") is None
    assert read_bands(["16-29", "29-40"]) == {}
    assert read_bands(["16-29", "autre"]) == {}
    assert read_bands(["60+", "16-59"]) == {"60+": (60, 130), "16-59": (16, 59)}
    assert age_on(date(1997, 3, 1), date(2027, 3, 1)) == 30
    assert age_on(date(1997, 3, 2), date(2027, 3, 1)) == 29


@pytest.mark.parametrize(
    "above", [[], ["Titre;;"], ["sep=;"], ["Titre;;", "Extraction du 31/08/2026;;", ";;"]]
)
def test_the_header_is_found_under_what_stands_above_it(above: list[str]) -> None:
    found = understand(grid(*above, "id;genre;âge", "a1;Femme;34", "a2;Homme;20"), WANTED)
    assert found.header == certain(str(len(above) + 1))
    assert found.id == certain("id")
    assert found.criteria["genre"].values == {"Femme": certain("Femme"), "Homme": certain("Homme")}
    assert found.criteria["âge"].read == "age"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_delimiter_is_read(delimiter: str) -> None:
    lines = [line.replace(";", delimiter) for line in ("id;genre;âge", "a1;Femme;34")]
    assert understand(grid(*lines), WANTED).id == certain("id")


def test_sums_repeated_headers_and_notes_are_no_volunteers() -> None:
    found = understand(
        grid(
            *("id;genre;âge", "a1;Femme;34", "id;genre;âge", "a2;Homme;20", ";;"),
            *("Total;2;", "Source : formulaire;;"),
        ),
        WANTED,
    )
    assert {cause: (each.lines, each.decided) for cause, each in found.aside.items()} == {
        "header": ((3,), True),
        "total": ((6,), True),
        "note": ((7,), False),
    }


def test_somebody_whose_name_is_a_word_of_sums_stays() -> None:
    lines = ("id;nom;genre;âge", "a1;Ensemble;Femme;34", "Total;TOTAL;Homme;40")
    assert understand(grid(*lines), WANTED).aside == {}


def test_ages_beyond_every_band_are_somebodys_to_set_aside() -> None:
    found = understand(
        grid("id;genre;âge", "a1;Femme;34", *["a2;Homme;20"] * 8, "a3;Homme;12", "a4;Femme;?"), WANTED
    )
    assert found.aside["age"].lines == (11,) and not found.aside["age"].decided
    assert found.aside["age-unknown"].lines == (12,)


def test_birth_dates_become_bands_day_first() -> None:
    found = understand(
        grid("id;genre;Date de naissance", "a1;Femme;01/02/1997", "a2;Homme;2001-12-31"), WANTED
    )
    assert (found.criteria["âge"].column, found.criteria["âge"].read) == (
        proposed("Date de naissance"),
        "birth-date",
    )
    assert found.keep == ("Date de naissance",)


def test_respondents_without_ids_are_numbered_on_request_only() -> None:
    found = understand(grid("nom;genre;âge", "X;Femme;34", "Y;Homme;50"), WANTED)
    assert found.id == proposed(NUMBER)


def test_an_id_that_does_not_tell_people_apart_is_none() -> None:
    found = understand(grid("id;genre;âge", "1;Femme;34", "1;Homme;50"), WANTED)
    assert found.id == proposed(NUMBER)


def test_nothing_is_said_for_a_column_that_is_not_there() -> None:
    found = understand(grid("id;taille", "a1;180", "a2;160"), WANTED)
    assert found.criteria["genre"].column == OPEN
    assert found.criteria["genre"].values == {}


def test_two_columns_that_could_be_a_criterion_are_a_question() -> None:
    found = understand(grid("id;sexe;civilité;âge", "a1;F;Mme;34", "a2;H;M.;50"), WANTED)
    assert found.criteria["genre"].column == OPEN


def test_left_out_is_a_word_that_no_category_is() -> None:
    assert category_of(LEFT_OUT, GENRE) == OPEN
