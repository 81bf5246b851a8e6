"""One person, one chance: certain duplicates, doubts that a person decides, streams, strata, seals."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.frames import KEY, RULES, entry, make

from tirage.acts.frame.inputs import EVERYONE
from tirage.people.ids import pid
from tirage.people.review import OTHER, SAME
from tirage.people.rolls.entries import RollEntry

ZOE = entry("LE GOFF", "Zoé", "1990-05-01")


def test_someone_on_both_complementary_lists_has_one_chance(tmp_path: Path) -> None:
    both = [entry("ROSSI", "Anna", "1980-01-02", list=kind, nationality="EU") for kind in ("LCM", "LCE")]
    made = make(tmp_path, [both, [ZOE]])
    assert (made.sealed.people, made.doubts) == (2, [])


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    once, twice = make(tmp_path / "a", [[ZOE]]), make(tmp_path / "b", [[ZOE], [ZOE]])
    assert once.lines == twice.lines


def test_a_move_or_a_namesake_is_for_a_person_to_decide(tmp_path: Path) -> None:
    moved = entry("LE GOFF", "Zoé", "1990-05-01", home="75018|2 RUE Y", lives="18e")
    made = make(tmp_path / "a", [[ZOE], [moved]])
    assert [doubt.reason for doubt in made.doubts] == ["two-addresses"]
    assert made.sealed.people == 2
    assert len({line.split(",")[0] for line in made.lines}) == 2
    decided = make(tmp_path / "b", [[moved], [ZOE]], {made.doubts[0].case: SAME})
    assert decided.sealed.people == 1


def test_a_namesake_has_an_id_that_hangs_on_no_order(tmp_path: Path) -> None:
    moved = entry("LE GOFF", "Zoé", "1990-05-01", home="75018|2 RUE Y", lives="18e")
    one, other = make(tmp_path / "a", [[ZOE], [moved]]), make(tmp_path / "b", [[moved], [ZOE]])
    assert one.lines == other.lines
    own = sha256(ZOE.identity.encode()).hexdigest()
    assert {line.split(",")[0] for line in one.lines} == {pid(KEY, own), pid(KEY, f"{own}+2")}


def test_a_card_of_someone_on_the_roll_by_birth_or_married_name(tmp_path: Path) -> None:
    married = entry("LE GOFF", "Zoé Marie", "1990-05-01", usage_name="d'Été")
    cards = [entry("Le Goff", "Zoé", "1990-05-01", list="CC"), entry("D'ETE", "zoe", "1990-05-01", list="CC")]
    made = make(tmp_path, [[married], cards])
    assert (made.sealed.people, made.doubts) == (1, [])


def test_a_card_that_fits_two_people_is_for_a_person_to_decide(tmp_path: Path) -> None:
    two = [ZOE, entry("LE GOFF", "Zoé", "1990-05-01", birthplace="29019", home="75015|9 RUE Z")]
    made = make(tmp_path, [two, [entry("Le Goff", "Zoé", "1990-05-01", list="CC")]])
    assert sorted(doubt.reason for doubt in made.doubts) == ["birthplaces", "several-fit", "several-fit"]


def test_a_bare_year_is_no_proof_of_identity(tmp_path: Path) -> None:
    made = make(tmp_path, [[entry("A", "B", "1961")], [entry("A", "B", "1961", list="LCM")]])
    assert [doubt.reason for doubt in made.doubts] == ["partial-date"]


@pytest.mark.parametrize(("surname", "first"), [("—", "Zoé"), ("LE GOFF", ""), ("—", "")])
@pytest.mark.parametrize("kind", ["LCE", "CC"])
def test_an_empty_name_is_never_certain(tmp_path: Path, surname: str, first: str, kind: str) -> None:
    """Two rows with nothing in common but what is missing: two people until a person says otherwise."""
    two = [
        entry(surname, first, "1990-05-01", list="LCM", home=""),
        entry(surname, first, "1990-05-01", list=kind, home="75015|9 RUE Z"),
    ]
    made = make(tmp_path, [two])
    assert sum(made.causes.values()) == 2
    assert {doubt.reason for doubt in made.doubts} <= {"name-missing"}


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    both = [entry("LE GOFF", "", "1990-05-01", list=kind) for kind in ("LCM", "LCE")]
    made = make(tmp_path / "a", [both])
    assert [doubt.reason for doubt in made.doubts] == ["name-missing"]
    assert make(tmp_path / "b", [both], {made.doubts[0].case: SAME}).sealed.people == 1


def test_twins_are_two_and_a_misspelt_name_is_a_doubt(tmp_path: Path) -> None:
    twins = [entry("A", "Léa", "1990-05-01"), entry("A", "Théa", "1990-05-01")]
    assert make(tmp_path / "a", [twins]).doubts == []
    slip = [entry("LEFEVRE", "Zoé", "1990-05-01"), entry("LEFEBVRE", "Zoé", "1990-05-01")]
    assert [doubt.reason for doubt in make(tmp_path / "b", [slip]).doubts] == ["spelling"]


def test_an_electors_number_is_the_person(tmp_path: Path) -> None:
    moved = [
        entry("A", "B", "1961", elector_number="12345678"),
        entry("A", "C", "1970-01-01", elector_number="12345678"),
    ]
    made = make(tmp_path, [moved])
    assert made.sealed.people == 1
    assert made.lines[0].startswith(pid(KEY, "12345678"))


def test_streams_are_taken_in_their_order(tmp_path: Path) -> None:
    people = [
        entry("A", "A", "2010-01-02"),  # 17, pre-registered
        entry("A", "A", "2010-01-02", list="CC"),
        entry("B", "B", "1990-01-01", list="CC", nationality="OTHER"),
        entry("C", "C", "1990-01-01", list="CC", nationality="FR"),  # French, on no roll
        entry("D", "D", "2012-01-01", list="CC", nationality="OTHER"),  # 15
        entry("E", "E", "1990-01-01", home=""),
        entry("F", "F", "1990-01-01", lives=""),
        entry("G", "G", "1990-01-01", sex=""),
    ]
    made = make(tmp_path, [people])
    assert made.strata == ["mineurs/15e/16-17/Femme", "non-ue/15e/18-39/Femme"]
    assert made.causes == {"": 2, "no-stream": 2, "no-address": 1, "no-stratum": 2}


@pytest.mark.parametrize(
    ("born", "stratum"),
    [
        ("2009-03-01", "listes/15e/18-39/Femme"),  # 18 on the day
        ("2009-03-02", "mineurs/15e/16-17/Femme"),
        ("2011-03-01", "mineurs/15e/16-17/Femme"),
        ("1987-03-01", "listes/15e/40-et-plus/Femme"),
        ("1987-03-02", "listes/15e/18-39/Femme"),
        ("1987", "listes/15e/18-39/Femme"),  # the middle of the year: 2 July
        ("1986", "listes/15e/40-et-plus/Femme"),
    ],
)
def test_age_is_that_of_the_day(tmp_path: Path, born: str, stratum: str) -> None:
    assert make(tmp_path, [[entry("A", "B", born)]]).strata == [stratum]


def test_a_household_shares_an_address_and_a_name(tmp_path: Path) -> None:
    people = [
        entry("A", "A", "1980-01-01"),
        entry("A", "B", "1981-01-01"),
        entry("C", "C", "1982-01-01"),
        *(entry("D", first, "1983-01-01", home="", sex="M") for first in "EF"),
    ]
    made = make(tmp_path, [people])
    homes = [line.split(",")[2] for line in made.lines]
    assert sorted(homes) == ["", "h1", "h1"]
    assert made.sealed.homes.households == 1


def test_counts_by_stratum(tmp_path: Path) -> None:
    made = make(tmp_path, [[ZOE, entry("B", "B", "1980-01-01", sex="M", home="75015|3 RUE")]])
    assert made.sealed.strata == (
        ("listes/15e/18-39/Femme", ("listes", "15e", "18-39", "Femme"), 1),
        ("listes/15e/40-et-plus/Homme", ("listes", "15e", "40 et plus", "Homme"), 1),
    )


NAMES = st.sampled_from(["A", "B", "É"])
entries = st.builds(
    lambda surname, first, born, kind, home, usage, sex: entry(
        surname, first, born, list=kind, home=home, usage_name=usage, sex=sex
    ),
    NAMES,
    NAMES,
    st.sampled_from(["1980-01-01", "1980-02-03", "1980-03-02", "1980", "2010-01-01"]),
    st.sampled_from(["LP", "LCM", "LCE", "CC"]),
    st.sampled_from(["", "h1", "h2"]),
    st.sampled_from(["", "B"]),
    st.sampled_from(["F", "M"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, max_size=10), st.integers(0, 99), st.sampled_from([SAME, OTHER]))
def test_neither_rows_nor_files_in_another_order_change_the_frame(
    tmp_path: Path, people: list[RollEntry], seed: int, word: str
) -> None:
    shuffled = Random(seed).sample(people, len(people))
    cut = Random(seed).randint(0, len(people))
    first = make(tmp_path, [people])
    cases = {doubt.case: word for doubt in first.doubts}
    one = make(tmp_path, [people], cases or None)
    other = make(tmp_path, [shuffled[:cut], shuffled[cut:]], cases or None)
    assert one.lines == other.lines
    assert {doubt.case for doubt in first.doubts} == {doubt.case for doubt in other.doubts}
    assert sum(one.causes.values()) <= len(people)
    assert RULES.strata == ("secteur", "âge", "genre")


def test_who_was_drawn_before_is_left_out_by_id_and_counted(tmp_path: Path) -> None:
    people = [ZOE, *(entry(f"MARTIN {name}", "Léa", "1980-01-02") for name in "ABC")]
    first = make(tmp_path / "a", [people])
    ids = [line.split(",")[0] for line in first.lines]
    again = make(
        tmp_path / "b",
        [people],
        cooled={ids[0]: "former-member", ids[2]: "invited", "f" * 32: "former-member"},
    )
    assert [line.split(",")[0] for line in again.lines] == [ids[1], ids[3]]
    assert again.causes == {"": 2, "former-member": 1, "invited": 1}
    assert again.sealed.people == 2


def test_the_id_of_a_namesake_stays_when_the_other_is_left_out(tmp_path: Path) -> None:
    """Else the one who is left would take the id of a former member, and be left out in the term after."""
    moved = entry("LE GOFF", "Zoé", "1990-05-01", home="75018|2 RUE Y", lives="18e")
    own = sha256(ZOE.identity.encode()).hexdigest()
    both = {pid(KEY, own), pid(KEY, f"{own}+2")}
    for out in sorted(both):
        made = make(tmp_path / out, [[ZOE], [moved]], cooled={out: "former-member"})
        assert {line.split(",")[0] for line in made.lines} == both - {out}


def test_where_the_rules_have_no_streams_everyone_is_in(tmp_path: Path) -> None:
    rules = replace(RULES, streams=(EVERYONE,))
    card = entry("DIOP", "Awa", "1991-05-01", list="CC", nationality="OTHER", home="75015|3 RUE W")
    # A slip of the pen in a roll: nobody is lost for it.
    old = entry("ARNAUD", "Zélie", "1021-05-01", home="75015|4 RUE W")
    made = make(tmp_path, [[ZOE], [card, old]], rules=rules)
    assert made.causes == {"": 3}
    assert sorted(made.strata) == ["15e/18-39/Femme"] * 2 + ["15e/40-et-plus/Femme"]
