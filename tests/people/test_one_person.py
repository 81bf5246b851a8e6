"""Who is one person for certain, who is asked about, and which row then stands for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.frames import RULES, born_in, entry, found_of_each, make

from tirage.errors import InputInvalid
from tirage.people.review import FIRST_STANDS, OTHER, SAME, SECOND_STANDS, Doubt
from tirage.people.rolls.entries import RollEntry

HOME, AWAY = "1 RUE X||75015", "2 RUE Y||75018"
MOVED = {"home": AWAY, "lives": "18e", "street": "2 rue Y", "postcode": "75018"}
SCRIPTS = [
    ("Παπαδόπουλος", "Παπαδόπουλου"),
    ("Иванов", "Иванова"),
    ("محمد", "محمود"),
    ("כהן", "כהנה"),
    ("გელაშვილი", "გელაშვილა"),
    ("Սարգսյան", "Սարգսյանց"),
    ("किरण", "करण"),
    ("รัตน", "รัตนา"),
    ("김", "강"),
    ("李", "王"),
    ("さとう", "ざとう"),
]


def person(
    surname: str = "LE GOFF", first: str = "Zoé Marie", born: str = "1980-05-13", **more: Any
) -> RollEntry:
    return entry(surname, first, born, **{"home": HOME, **more})


def card(surname: str = "Le Goff", first: str = "Zoé", born: str = "1980-05-13", **more: Any) -> RollEntry:
    return person(surname, first, born, list="CC", **more)


MARRIED = person(usage_name="PETIT")
CARDS = [
    # Certain: nothing contradicts, and the home is the same.
    ([], MARRIED, card()),
    ([], MARRIED, card("PETIT")),
    ([], MARRIED, card(usage_name="Petit")),
    ([], MARRIED, card(first="Zoé, Marie", nationality="FR")),
    ([], person(first="Zoé"), card(first="Zoé Marie", sex="")),
    ([], MARRIED, card(home="1 RUE X APPT 4||75015")),
    ([], MARRIED, card(home="RESIDENCE Y 1 RUE X||75015")),
    ([], person(home=""), person(list="LCM"), card()),
    # Somebody else's sex, nationality, further first name, name by birth, name in use, birthplace.
    (["contradicts"], MARRIED, card(sex="M")),
    (["contradicts"], MARRIED, card(nationality="OTHER")),
    (["contradicts"], MARRIED, card(first="Zoé Anne")),
    (["contradicts"], MARRIED, card("Durand", usage_name="Petit")),
    (["contradicts"], MARRIED, card(usage_name="Roux")),
    # Moved, or a namesake: who knows.
    (["elsewhere"], MARRIED, card(home=AWAY)),
    (["elsewhere"], MARRIED, card(home="")),
    (["elsewhere"], person(home=""), card(home="")),
    (["elsewhere"], MARRIED, card(home="1 RUE X||75018")),
    (["elsewhere"], MARRIED, card(home="11 RUE X APPT 1||75015")),
    (["elsewhere"], MARRIED, card(home="1 RUE XAVIER||75015")),
    (["elsewhere"], person(home="|1 LE BOURG|18000"), card(home="|2 LE BOURG|18000")),
    # The day of administrations.
    (["january"], person(born="1980-01-01"), card(born="1980-01-01")),
    # A roll without birthplaces has the identity of a card: it proves no more for that.
    (["elsewhere"], person(birthplace=""), card(first="Zoé Marie", home=AWAY)),
]


def test_a_card_is_somebodys_for_certain_where_nothing_contradicts_and_the_home_agrees(
    tmp_path: Path,
) -> None:
    asked, people = found_of_each(tmp_path, [rows for _, *rows in CARDS])
    assert asked == [reasons for reasons, *_ in CARDS]
    assert people == [1 + bool(reasons) for reasons, *_ in CARDS]


IDENTITIES = [
    ([], 1, person(), person(list="LCM", **MOVED)),
    ([], 1, person(), person(nationality="EU", list="LCM")),
    (["contradicts"], 2, person(), person(sex="M", list="LCM")),
    (["contradicts"], 2, person(elector_number="12345678"), person(elector_number="12345679", list="LCM")),
    (["birthplaces"], 2, person(birthplace=""), person(birthplace="", list="LCM", **MOVED)),
    ([], 1, person(birthplace=""), person(birthplace="", list="LCM")),
    (["january"], 2, person(born="1980-01-01"), person(born="1980-01-01")),
    (["january"], 2, person(born="1980-01-01"), person(born="1980-01-01", list="LCM", **MOVED)),
    ([], 1, person(born="1980-01-01", list="LCM"), person(born="1980-01-01", list="LCE")),
    (["contradicts"], 2, card(nationality="OTHER"), card(nationality="EU")),
    (["two-addresses"], 2, card(), card(**MOVED)),
    ([], 1, card(), card()),
    # Two people of one name in one house, or a card that was issued anew.
    (["contradicts"], 2, card(card="C0000001"), card(card="C0000002")),
    # Two at one address are one, whatever is decided of the third, who is asked about once.
    (["two-addresses"], 2, person(), person(**MOVED), person(**MOVED)),
    # Of three each is asked about with each: two "no" say nothing of the others.
    (["two-addresses"] * 3, 3, person(), person(**MOVED), person(home="3 RUE Z||75003")),
]


def test_an_identity_is_one_where_nothing_contradicts(tmp_path: Path) -> None:
    asked, people = found_of_each(tmp_path, [rows for _, _, *rows in IDENTITIES])
    assert asked == [reasons for reasons, *_ in IDENTITIES]
    assert people == [count for _, count, *_ in IDENTITIES]


def test_a_card_of_one_of_two_namesakes_is_not_the_others(tmp_path: Path) -> None:
    """Decided to be two, the one whose home it is must not lose the card to the other."""
    asked, people = found_of_each(tmp_path, [[person(), person(**MOVED), card(home=AWAY)]])
    assert (sorted(asked[0]), people) == (["several-fit", "several-fit", "two-addresses"], [3])


def test_names_of_one_letter_more_in_any_script_are_of_two_people(tmp_path: Path) -> None:
    kinds = [("LCM", "LCM"), ("LCM", "LCE"), ("LCM", "CC"), ("CC", "CC")]
    cases = [
        [person(a, first_a, list=one), person(b, first_b, list=other)]
        for a, b in SCRIPTS
        for first_a, first_b in ((a, b), (a, a))
        for one, other in kinds[:: 1 if first_a != first_b else 3]
    ]
    assert found_of_each(tmp_path, cases)[1] == [2] * len(cases)


TOLD = person("ROUX", "Luc", birthplace="18033", birth_town="18 BOURGES")


def born_at(place: str, town: str = "18 BOURGES", **more: Any) -> RollEntry:
    return person("ROSSI", "Anna Maria", birthplace=place, birth_town=town, **more)


def test_both_layouts_have_one_code_where_the_rolls_themselves_say_it(tmp_path: Path) -> None:
    other = born_at("18 BOURGES", list="LCM")
    made = make(tmp_path / "a", [[born_at("18033"), TOLD], [other]])
    assert (made.sealed.people, made.doubts) == (2, [])
    assert made.written[0][0] == "ROSSI|ANNA MARIA|13 05 1980|18033"
    # Who is on the roll without codes alone has the code of the others all the same.
    alone = make(tmp_path / "b", [[TOLD], [other]])
    assert alone.written[0] == made.written[0]


def test_a_name_of_several_codes_is_asked_about_and_never_two_chances_in_silence(tmp_path: Path) -> None:
    unsure = [TOLD, TOLD._replace(identity=TOLD.identity.replace("18033", "18999"), first_names="L")]
    made = make(tmp_path / "a", [[born_at("18033"), *unsure], [born_at("18 BOURGES", list="LCM", **MOVED)]])
    assert "birthplaces" in [doubt.reason for doubt in made.doubts if "ROSSI" in doubt.one]
    unknown = make(
        tmp_path / "b", [[born_at("18033", "18 BOURGES")], [born_at("18 BOURGS", "18 BOURGS", list="LCM")]]
    )
    assert [doubt.reason for doubt in unknown.doubts] == ["birthplaces"]


SWAPPED = [
    (["swapped-date"], person(born="1980-05-03"), person(born="1980-03-05", list="LCM", **MOVED)),
    (["swapped-date"], person(born="1980-05-03"), card(born="1980-03-05", home=AWAY)),
    (["swapped-date"], person(born="1980-05-03"), person(born="1980-03-05", birthplace="", list="LCM")),
    ([], person(born="1980-05-03"), person(born="1980-03-05", birthplace="29019", list="LCM")),
    ([], person(born="1980-05-03"), person(born="1980-03-05", first="Zoé Anne", list="LCM")),
    ([], person(born="1980-05-03"), card(born="1980-03-05", sex="M", home=AWAY)),
    ([], person(born="1980-05-13"), person(born="1980-05-12", list="LCM", **MOVED)),
]


def test_day_and_month_swapped_are_asked_about(tmp_path: Path) -> None:
    asked, people = found_of_each(tmp_path, [rows for _, *rows in SWAPPED])
    assert asked == [reasons for reasons, *_ in SWAPPED]
    assert people == [2] * len(SWAPPED)


CHOICES = [
    # Of three rows of one identity: 1 and 2, 1 and 3, 2 and 3; then the streets of those who stand.
    ((SAME, SAME, SAME), ["1 rue X"]),
    ((FIRST_STANDS, SAME, SAME), ["1 rue X"]),
    ((SECOND_STANDS, SAME, SAME), ["2 rue Y"]),
    ((SECOND_STANDS, SAME, SECOND_STANDS), ["3 rue Z"]),
    ((SAME, SAME, FIRST_STANDS), ["2 rue Y"]),
    ((OTHER, OTHER, SECOND_STANDS), ["1 rue X", "3 rue Z"]),
    ((SECOND_STANDS, FIRST_STANDS, SECOND_STANDS), "circle"),
    ((SAME, SAME, OTHER), "torn"),
]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[RollEntry]], dict[int, list[Doubt]]]:
    """Three rows of one identity for each of CHOICES, a year of birth each, and what is asked about them."""
    third = person(home="3 RUE Z||75003", lives="3e", street="3 rue Z")
    years = range(1940, 1940 + len(CHOICES))
    rows = [[born_in(each, year) for each in (person(), person(**MOVED), third)] for year in years]
    doubts = make(tmp_path_factory.mktemp("three"), rows).doubts
    return rows, {year: [each for each in doubts if each.one[4][:4] == str(year)] for year in years}


Three = tuple[list[list[RollEntry]], dict[int, list[Doubt]]]


def test_the_row_that_a_person_chose_stands(three: Three, tmp_path: Path) -> None:
    """Its address, its stratum and its home, which it shares with whoever lives there, are in the frame."""
    rows, doubts = three
    good = [(words, streets) for words, streets in CHOICES if not isinstance(streets, str)]
    decided = {
        doubt.case: word
        for (words, _), asked in zip(good, doubts.values(), strict=False)
        for doubt, word in zip(asked, words, strict=True)
    }
    made = make(tmp_path, rows[: len(good)], decided)
    told = sorted((row[0], row[1]) for row in made.written)
    assert [street for _, street in told] == [street for _, streets in good for street in streets]
    places = [line.split(",")[1].split("/")[1] for line in made.lines]
    assert sorted(places) == ["15e"] * 3 + ["18e"] * 2 + ["3e"] * 2
    assert sorted(size for size, _ in made.sealed.homes.sizes) == [2, 3]


def test_decisions_that_do_not_add_up_are_refused_all_at_once(three: Three, tmp_path: Path) -> None:
    rows, doubts = three
    asked = [*doubts.values()][-2:]
    pairs = [
        pair
        for (words, _), each in zip(CHOICES[-2:], asked, strict=True)
        for pair in zip(each, words, strict=True)
    ]
    with pytest.raises(InputInvalid) as caught:
        make(tmp_path, rows[-2:], {doubt.case: word for doubt, word in pairs})
    found = {defect.code: defect.values["count"] for defect in caught.value.defects}
    assert found == {"frame.decisions.torn": 1, "frame.decisions.circle": 3}


def test_a_row_that_stands_brings_its_name_and_its_person_keeps_one_id(tmp_path: Path) -> None:
    """What it does not say (the place of registration, the sex) is still known of the other."""
    rules = replace(RULES, criteria=(*RULES.criteria[:2], replace(RULES.criteria[2], origin="registration")))
    rows = [[person("DUPOND", "Claude", sex="M")], [card("DUPONT", "Claude", **MOVED, sex="", registered="")]]
    (doubt,) = make(tmp_path / "a", rows).doubts
    first, second = (
        make(tmp_path / word, rows, {doubt.case: word}, rules) for word in (FIRST_STANDS, SECOND_STANDS)
    )
    assert sorted(told[1:] for made in (first, second) for told in made.written) == [
        ("1 rue X", "DUPOND"),
        ("2 rue Y", "DUPONT"),
    ]
    assert first.lines == second.lines
    assert first.strata == ["listes/15e/40-et-plus/Homme"]


def test_a_row_with_an_address_stands_for_one_without(tmp_path: Path) -> None:
    """Nobody is left out for an address that one list lacks and another has."""
    made = make(tmp_path, [[person(home="", street="")], [person(list="LCM", **MOVED)]])
    assert (made.causes, [told[1] for told in made.written]) == ({"": 1}, ["2 rue Y"])


def test_no_order_of_files_or_rows_changes_doubts_cases_or_frame(tmp_path: Path) -> None:
    cases = (
        [rows for _, *rows in CARDS] + [rows for _, _, *rows in IDENTITIES] + [rows for _, *rows in SWAPPED]
    )
    people = [born_in(row, 1930 + place) for place, rows in enumerate(cases) for row in rows]
    told, draw = set(), Random("order")
    for number in range(2):
        rows = draw.sample(people, len(people))
        numbered = [row._replace(line=line) for line, row in enumerate(rows, 2)]
        files = [numbered[:30], numbered[30:55], numbered[55:]]
        first = make(tmp_path / f"{number}", files)
        words = {each.case: [SAME, OTHER][int(each.case, 16) % 2] for each in first.doubts}
        doubts = tuple((each.case, each.reason, each.one[:-2], each.other[:-2]) for each in first.doubts)
        told.add((doubts, tuple(first.lines), tuple(first.written), tuple(sorted(words.items()))))
    assert len(told) == 1


def test_what_is_shown_tells_two_rows_apart(tmp_path: Path) -> None:
    one = person(sex="M", bureau="1501", elector_number="12345678", complement1="Bât. A", line=7)
    other = person(bureau="1812", complement1="Bât. B", list="LCM", line=9, **MOVED)
    (doubt,) = make(tmp_path, [[one], [other]]).doubts
    for told in ("M", "1501", "12345678", "Bât. A", "7"):
        assert (told in doubt.one) != (told in doubt.other)
