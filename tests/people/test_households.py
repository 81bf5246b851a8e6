"""Homes and households: what is one address, what is none, and who lives together."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tirage.people.addresses import TYPES, HomeColumns, read_city, read_street
from tirage.people.households import households

ONE_ADDRESS = [
    (
        "12 bis rue Saint-Paul",
        "12BIS RUE ST PAUL",
        "12 B, r. Saint Paul",
        "N° 012 bis, r St-Paul",
        "12b rue St. Paul",
    ),
    (
        "3 avenue Sainte-Anne",
        "3, av. Ste Anne",
        "03 AVE STE ANNE",
        "nº 3 Av Sainte Anne",
        "3 AVENUE STE-ANNE",
    ),
    (
        "40 boulevard de l'Œuvre",
        "40 bd de l’Oeuvre",
        "40, BLD DE L OEUVRE",
        "40 Bvd de l'œuvre",
        "40 Blvd. De L'Oeuvre",
    ),
    (
        "7 rue du Faubourg Saint-Denis",
        "7 r du fg st denis",
        "7 RUE DU FBG ST-DENIS",
        "7, r. du Fg. Saint Denis",
    ),
    ("Résidence Y, 9 allée des Pins", "RESIDENCE Y 9 ALL DES PINS", "résidence y ; 9, all. des pins"),
]


@pytest.mark.parametrize("spellings", ONE_ADDRESS)
def test_ways_of_writing_one_address_are_one(spellings: tuple[str, ...]) -> None:
    assert len({read_street(each).key for each in spellings}) == 1
    assert all(read_street(each).numbered for each in spellings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 rue X", "12 bis rue X"),
        ("12 A rue X", "12 B rue X"),
        ("12 rue X", "1 2 rue X"),
        ("12 rue Pasteur", "12 avenue Pasteur"),
        ("12 rue des Pins", "12 rue de Pins"),
        ("12 rue R. Dufy", "12 rue Rue Dufy"),
    ],
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert read_street(one).key != read_street(other).key


@pytest.mark.parametrize(
    "text",
    [
        *("rue de Rivoli", "Rue du 8 mai 1945", "8 MAI 1945 (RUE DU)", "place du 18 juin 1940", "La Lande"),
        *("RN 7", "route départementale 12", "BP 12", "rue X, BP 12", "appt 3 rue de Rivoli", "CS 90001"),
        *(
            "rue de Rivoli, 75001 Paris",
            "rue Haute, 4700 Eupen",
            "2e étage, rue X",
            "3 frères (rue des)",
            "0 rue X",
        ),
        *("", "12", "bât. 3, rue X", "tour 2 place X", "rue de la 2e DB"),
    ],
)
def test_where_no_house_is_numbered_no_home_is_known(text: str) -> None:
    assert not read_street(text).numbered
    assert HomeColumns(["adresse", "code postal"])([text, "75011"]) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("12 rue X", "12, rue X", "rue X, 12", "Hochstraße 12", "Hochstr. 12b, 4700 Eupen", "12-14 rue X"),
        *(
            "chez M. Y, 3 av. Z",
            "Appt 3, 12 rue X",
            "5 rue X, bât. 3",
            "3 rue du 8 mai 1945",
            "10 rue de la 2e DB",
        ),
        *("2e étage, 5 rue X", "12 La Lande", "CS 90001 12 rue X", "12 R PASTEUR", "5 rue X 75011 Paris"),
    ],
)
def test_the_number_of_a_house_is_seen_wherever_people_write_it(text: str) -> None:
    assert read_street(text).numbered


def test_a_home_is_read_from_the_columns_that_an_organiser_names() -> None:
    split = HomeColumns(["N° de voie", "Type de voie", "Nom de rue", "Complément", "CP", "Ville"])
    assert split(["12 b", "bd", "St-Michel", "", "75 005", "Paris Cedex 05"]) == (
        split(["012 BIS", "Boulevard", "Saint Michel", "-", "75005", "PARIS"])
    )
    assert split(["", "bd", "St-Michel", "", "75005", "Paris"]) == ""
    assert split(["12", "bd", "St-Michel", "", "75005", "?"]) == ""
    peers = HomeColumns(["home", "street"])
    assert peers(["1", "A"]) and peers(["1", "A"]) == peers(["01", "a"]) != peers(["1", "B"])
    own = HomeColumns(["foyer"])
    assert (own(["A-1"]), own(["a 1"]), own(["-"]), own.is_address) == ("A 1", "A 1", "", False)
    assert HomeColumns(["numéro"])(["12"]) == "12"


@pytest.mark.parametrize(
    "text", ["Saint-Étienne", "ST ETIENNE", "St. Étienne Cedex 2", "saint etienne CEDEX"]
)
def test_a_town_is_one_with_its_cedex(text: str) -> None:
    assert read_city(text) == "SAINT ETIENNE"


def test_a_couple_shares_the_name_in_use() -> None:
    home = dict.fromkeys(("paul", "claire", "other"), "7 RUE DES BOULETS|75011")
    names = {"paul": {"MARTINEAU"}, "claire": {"DURANDEAU", "MARTINEAU"}, "other": {"BERNARD"}}
    found = households(home, names)
    assert found.labels == {"claire": "h1", "paul": "h1"}
    assert (found.sizes, found.unknown, found.declared) == ({2: 1}, 0, 0)
    # Whoever has the name that she was born with lives with both.
    assert households(home, names | {"other": {"DURANDEAU"}}).sizes == {3: 1}
    elsewhere = home | {"paul": "9 RUE DES BOULETS|75011"}
    assert households(elsewhere, names).labels == {}


def test_a_home_may_be_declared_to_be_no_household() -> None:
    homes = {f"p{i:02}": "5 RUE DE PICPUS|75012" for i in range(14)} | {
        "q1": "1 RUE X|75011",
        "q2": "1 RUE X|75011",
    }
    assert households(homes).sizes == {2: 1, 14: 1}
    declared = households(homes, none={"5 RUE DE PICPUS|75012"})
    assert (declared.sizes, declared.declared) == ({2: 1}, 14)
    assert set(declared.labels) == {"q1", "q2"}
    assert households({"a": "", "b": ""}).unknown == 2
    assert households({"a": "1", "b": "1"}, {"a": [""], "b": []}).unknown == 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "1", "2"]), st.sets(st.sampled_from("WXYZ"), max_size=2)), max_size=9
    )
)
@settings(max_examples=100)
def test_households_are_what_a_walk_from_neighbour_to_neighbour_finds(
    rows: list[tuple[str, set[str]]],
) -> None:
    homes = {f"p{i}": home for i, (home, _) in enumerate(rows)}
    names = {f"p{i}": found for i, (_, found) in enumerate(rows)}
    labels = households(homes, names).labels
    for start in homes:
        seen, ahead = {start}, [start]
        while ahead:
            here = ahead.pop()
            near = {
                p for p in homes if homes[here] and homes[p] == homes[here] and names[p] & names[here]
            } - seen
            seen |= near
            ahead += near
        together = {p for p in labels if labels[p] == labels.get(start)}
        assert together == (seen if len(seen) > 1 else set())
    mixed = list(homes)
    random.Random(1).shuffle(mixed)
    assert households({p: homes[p] for p in mixed}, names).labels == labels


def test_the_published_list_of_abbreviations_is_the_one_in_use() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("**Addresses**"))
    assert ", ".join(f"{short} {whole}" for short, whole in sorted(TYPES.items())) in line


@pytest.mark.parametrize(
    "title", ["Adresse complète", "Adresse (ligne 1)", "N° et rue", "Votre adresse postale", "Domicile"]
)
def test_a_street_is_known_by_a_word_of_its_title(title: str) -> None:
    home = HomeColumns([title, "Code postal du domicile"])
    assert home(["rue de Rivoli", "75001"]) == ""
    assert home(["12 R. de Rivoli", "75 001"]) == "12 RUE DE RIVOLI|75001"
