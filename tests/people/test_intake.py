"""What a spreadsheet says by itself: certain, proposed, or to be said by somebody; never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tirage.people.ids import answer_code, read_code
from tirage.people.intake.apply import apply, faults
from tirage.people.intake.bands import age_on, read_band, read_bands
from tirage.people.intake.decide import decide
from tirage.people.intake.fields import Wanted, of_answers, of_criteria
from tirage.people.intake.merge import merged
from tirage.people.intake.model import LEFT_OUT, MONTH_FIRST, NUMBER, OPEN, Recoding, certain, proposed
from tirage.people.intake.remarks import LASTING, REFUSAL, remarks
from tirage.people.intake.rows import below
from tirage.people.intake.understand import understand
from tirage.people.intake.values import category_of
from tirage.quotas.model import Quotas
from tirage.tabular.grid import Grid, read_grid

GENRE = ("Femme", "Homme")
QUOTAS = Quotas.of(
    {"genre": {"Femme": (0, 9), "Homme": (0, 9)}, "âge": {"16-29": (0, 9), "30 et plus": (0, 9)}}
)
WANTED = Wanted(of_criteria(QUOTAS.criteria), (), date(2027, 3, 1))


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
        ("Une femme", GENRE, proposed("Femme")),
        ("Je suis un homme", GENRE, proposed("Homme")),
        ("Non, une femme", GENRE, OPEN),
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
    assert read_band("plus de 64 ans") == (65, 9999)
    assert read_band("bac") is None
    assert read_bands(["16-29", "29-40"]) == {}
    assert read_bands(["16-29", "autre"]) == {}
    assert read_bands(["60+", "16-59"]) == {"60+": (60, 9999), "16-59": (16, 59)}
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


@pytest.mark.parametrize(
    "cells",
    [
        ("31/01/1990", "5.12.1960"),
        ("31 janvier 1990", "1er mai 1960"),
        ("1990-01-31 00:00:00", "1960-05-01"),
        ("31-Jan-1990", "01-May-1960"),
        ("1990", "1960"),
    ],
)
def test_dates_and_years_of_birth_of_every_form_give_bands(cells: tuple[str, str]) -> None:
    found = understand(grid("id;genre;Né le", f"a;Femme;{cells[0]}", f"b;Homme;{cells[1]}"), WANTED)
    assert found.criteria["âge"].read == "birth-date"
    assert "age-unknown" not in found.aside


def test_a_year_alone_is_open_where_it_may_be_of_two_bands() -> None:
    # Thirty on 1 March 2027: born on 1 March 1997 or before.
    found = understand(
        grid("id;genre;Année de naissance", "a;Femme;1996", "b;Femme;1997", "c;Homme;1998"), WANTED
    )
    assert found.criteria["âge"].values == {"1997": OPEN}
    assert found.aside == {}


@pytest.mark.parametrize(
    ("cells", "years", "order"),
    [
        (("31/01/85", "02/03/07"), OPEN, None),
        (("31/01/1985", "02/03/07"), OPEN, None),
        (("12/31/1985", "02/03/2007"), None, OPEN),
        (("12/31/85", "02/03/07"), OPEN, OPEN),
        (("31/01/1985", "02/03/2007"), None, None),
    ],
)
def test_two_digits_and_the_month_first_are_somebodys_to_say(
    cells: tuple[str, ...], years: object, order: object
) -> None:
    rows = [f"{place};Femme;{cell}" for place, cell in enumerate(cells)]
    coding = understand(grid("id;genre;Né le", *rows), WANTED).criteria["âge"]
    assert (coding.read, coding.years, coding.order) == ("birth-date", years, order)


def test_what_is_said_of_years_and_order_is_how_the_dates_are_read() -> None:
    table = grid("id;genre;âge", "a;Femme;12/31/85", "b;Homme;02/03/07", "c;Homme;11/30/30")
    found = understand(table, WANTED)
    said = {("criteria", "âge", "years"): "1928-2027", ("criteria", "âge", "order"): MONTH_FIRST}
    found = merged(decide(found, said), found, table, WANTED)
    assert not found.pending
    sheet = below(table.sheets[""], 1)
    assert sheet is not None and not list(faults(sheet, found, WANTED))
    assert [row[2] for row in apply(sheet, found, WANTED).rows] == ["30 et plus", "16-29", "30 et plus"]


@pytest.mark.parametrize(
    ("cell", "is_several"),
    [
        ("Femme; autre", True),
        ("Femme, Homme", True),
        ("Homme/Femme", True),
        ("Femme et Homme", True),
        ("Autre ; précisé", False),
    ],
)
def test_several_answers_in_one_cell_are_nobodys_guess_and_said(cell: str, is_several: bool) -> None:
    table = grid("id,genre,âge", f'a,"{cell}",34', "b,Homme,50")
    found = understand(table, WANTED)
    assert found.criteria["genre"].values[cell] == OPEN
    sheet = below(table.sheets[""], 1)
    assert sheet is not None
    assert ("several" in {code for code, _ in remarks(sheet, found, WANTED)}) == is_several


@pytest.mark.parametrize(
    "titles",
    [
        ("Femme", "Homme"),
        ("Genre [Femme]", "Genre [Homme]"),
        ("FEMME", "homme"),
        ("Êtes-vous une femme ?", "Êtes-vous un homme ?"),
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("x", ""), ("1", "0"), ("Oui", "Non"), ("TRUE", "FALSE"), ("✓", "")])
def test_one_column_a_category_is_read_as_one(titles: tuple[str, str], yes: str, no: str) -> None:
    table = grid(
        f"id;{titles[0]};{titles[1]};âge",
        f"a;{yes};{no};34",
        f"b;{no};{yes};50",
        f"c;{yes};{yes};20",
        f"d;{no};{no};20",
    )
    genre = understand(table, WANTED).criteria["genre"]
    assert genre.column == proposed(f"{titles[0]} | {titles[1]}")
    assert [genre.values[title].value for title in titles] == ["Femme", "Homme"]
    assert genre.values[f"{titles[0]}; {titles[1]}"] == genre.values[""] == OPEN


def test_a_criterion_in_two_columns_filled_by_different_people_is_read_in_both() -> None:
    table = grid("id;Diplôme (actifs);Diplôme (étudiants);genre", "a;bac;;F", "b;;brevet;H", "c;;bac;H")
    quotas = Quotas.of({"diplôme": {"bac": (0, 9), "brevet": (0, 9)}})
    wanted = Wanted(of_criteria(quotas.criteria), (), None)
    found = understand(table, wanted)
    assert found.criteria["diplôme"].column == proposed("Diplôme (actifs) | Diplôme (étudiants)")
    sheet = below(table.sheets[""], 1)
    assert sheet is not None
    assert sheet.column("Diplôme (actifs) | Diplôme (étudiants)") == ("bac", "brevet", "bac")


def test_a_column_of_too_many_values_is_no_column_of_categories_and_said() -> None:
    table = grid("id;genre;âge", *(f"a{n};texte libre {n};34" for n in range(100)))
    found = understand(table, WANTED)
    assert found.criteria["genre"].column == OPEN
    sheet = below(table.sheets[""], 1)
    assert sheet is not None
    said = dict(remarks(sheet, found, WANTED))
    assert said["many"] == {"name": "genre", "column": "genre", "count": 100}


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("Sous-total;12;", "total"),
        ("Subtotal;12;50 %", "total"),
        ("Moyenne;;34,5", "total"),
        ("Quartier Nord;;", "note"),
        ("ID;Genre;AGE", "header"),
        (";;34", "note"),
    ],
)
def test_rows_between_people_that_are_none(row: str, cause: str) -> None:
    found = understand(grid("id;genre;âge", "a1;Femme;34", row, "a2;Homme;20"), WANTED)
    assert {name: each.lines for name, each in found.aside.items()} == {cause: (3,)}


def test_rows_that_may_be_one_person_are_said_and_not_decided() -> None:
    table = grid(
        "id;genre;âge;Nom;Prénom;Courriel",
        "a1;Femme;34;Le Goff;Zoé;z@x.fr",
        "a2;Homme;50;Petit;Jean;j@x.fr",
        "a3;Femme;34;LE GOFF;Zoe;Z@x.fr",
    )
    found = understand(table, WANTED)
    sheet = below(table.sheets[""], 1)
    assert sheet is not None and found.aside == {}
    assert dict(remarks(sheet, found, WANTED)) == {"doubts": {"count": 1, "lines": "2 + 4"}}


def test_a_question_that_speaks_of_the_criterion_is_proposed_where_half_of_its_answers_fit() -> None:
    table = grid("id,Quel est votre genre ?,âge", "a,Femme,34", 'b,"Homme, autre",50', "c,H,20", "d,?,40")
    found = understand(table, WANTED)
    assert found.criteria["genre"].column == proposed("Quel est votre genre ?")


def test_a_title_that_alone_speaks_of_the_criterion_is_proposed_and_its_cells_are_asked() -> None:
    table = grid("id,Quel est votre genre ?,âge", "a,1,34", "b,2,50", "c,1,20")
    found = understand(table, WANTED).criteria["genre"]
    assert (found.column, set(found.values.values())) == (proposed("Quel est votre genre ?"), {OPEN})


def test_names_and_contacts_are_kept_as_forms_ask_for_them() -> None:
    titles = ("NOM *", "Prénom(s)", "Votre courriel (facultatif)", "Né(e) le", "Adresse du domicile")
    table = grid(
        ",".join(("id", "genre", *titles, "Ville natale", "Courriel du tuteur")), "a,Femme" + ",x" * 7
    )
    assert understand(table, WANTED).keep == ("NOM *", *titles[1:])


def test_values_that_differ_by_a_space_that_nobody_sees_are_one() -> None:
    table = grid("id,genre,âge", "a,Un autre,34", "b,Un\u00a0autre,50", "c,Un\u202fautre,20")
    assert understand(table, WANTED).criteria["genre"].values == {"Un autre": OPEN}


def test_who_refuses_in_a_column_that_nothing_reads_is_named_by_line() -> None:
    table = grid("id,genre,âge,J'accepte le règlement", "a,Femme,34,Oui", "b,Homme,50,non", "c,Homme,20,")
    found, sheet = understand(table, WANTED), below(table.sheets[""], 1)
    assert sheet is not None
    said = {"column": "J'accepte le règlement", "rows": 1, "lines": "3"}
    assert dict(remarks(sheet, found, WANTED)) == {REFUSAL: said} and REFUSAL in LASTING


def test_titles_before_names_tell_the_genre_in_english_too() -> None:
    table = grid("id,Title,âge", "a,Ms,34", "b,Mr,50", "c,Mrs,20")
    found = understand(table, WANTED).criteria["genre"]
    assert found.column == proposed("Title")
    assert found.values == {"Ms": proposed("Femme"), "Mr": proposed("Homme"), "Mrs": proposed("Femme")}


def test_a_band_that_says_et_plus_is_one_answer() -> None:
    table = grid("id,genre,âge", "a,Femme,30 ans et plus", "b,Homme,16 à 29 ans")
    found, sheet = understand(table, WANTED), below(table.sheets[""], 1)
    assert sheet is not None and [*remarks(sheet, found, WANTED)] == []


def test_a_title_of_two_lines_is_one() -> None:
    table = grid('id,genre,"Date\nde naissance"', "a,Femme,31/01/1990")
    assert understand(table, WANTED).criteria["âge"].column == proposed("Date de naissance")


def answers(*lines: str) -> Recoding:
    fields = of_answers(QUOTAS.criteria[:1], ("time",))
    codes = frozenset(read_code(answer_code(b"\0" * 32, f"p{n}")) or "" for n in range(3))
    return understand(grid(*lines), Wanted(fields, (), date(2027, 3, 1), codes))


def letters(count: int) -> list[str]:
    return [answer_code(b"\0" * 32, f"p{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("title", "said", "meant"),
    [
        ("Participation", "Oui", certain("yes")),
        ("Souhaitez-vous participer à l'assemblée ?", "Oui, je participe", proposed("yes")),
        ("Je participe ?", "Je ne participe pas", proposed("no")),
        ("Would you like to take part?", "I would like to take part", proposed("yes")),
        ("Votre réponse à l'invitation", "peut-être", OPEN),
    ],
)
def test_an_answer_is_found_by_what_its_title_speaks_of(title: str, said: str, meant: object) -> None:
    one, two, three = letters(3)
    found = answers(
        f"code;{title};genre;J'accepte le traitement de mes données (RGPD)",
        *(f"{one};{said};Femme;Oui", f"{two};oui;H;Oui", f"{three};non;;Oui"),
    )
    assert found.criteria["answer"].column.value == title
    assert found.criteria["answer"].values[said] == meant
    assert found.criteria["consent"].column == proposed("J'accepte le traitement de mes données (RGPD)")


def test_another_question_of_yes_and_no_is_never_taken_for_the_answer() -> None:
    (one,) = letters(1)
    found = answers("code;Garde d'enfants ?;Consentement RGPD;genre", f"{one};Oui;Oui;Femme")
    assert found.criteria["answer"].column == OPEN
    assert found.criteria["consent"].column == proposed("Consentement RGPD")


def test_causes_in_free_words_are_not_repeated() -> None:
    one, two, three = letters(3)
    found = answers(
        "code;réponse;genre;motif", f"{one};non;;malade", f"{two};non;;time", f"{three};oui;Femme;"
    )
    assert found.criteria["cause"].values == {"": certain(LEFT_OUT), "time": certain("time")}


def test_two_columns_of_one_title_are_told_apart_and_neither_is_taken_in_silence() -> None:
    table = grid("id;Genre;âge;Genre;", "a;Femme;34;H;x", "b;Homme;50;F;")
    found = understand(table, WANTED)
    sheet = below(table.sheets[""], 1)
    assert sheet is not None
    assert sheet.titles == ("id", "Genre #2", "âge", "Genre #4", "#5")
    assert found.criteria["genre"].column == OPEN


def test_a_column_of_the_very_title_goes_before_one_that_says_more() -> None:
    table = grid("id;Sexe;Sexe (précisez);âge", "a;F;;34", "b;Autre;x;50", "c;Autre;y;20")
    assert understand(table, WANTED).criteria["genre"].column == proposed("Sexe")


def test_birth_dates_are_never_listed_one_by_one_where_some_cannot_be_read() -> None:
    table = grid("id;genre;Né le", "a;F;31/12/1990", "b;H;31.02.1999", "c;H;36526", "d;F;1 mai 1985")
    found = understand(table, WANTED)
    assert (found.criteria["âge"].read, found.criteria["âge"].values) == ("birth-date", {})
    assert found.aside["age-unknown"].lines == (3, 4)
