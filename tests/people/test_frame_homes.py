"""Who shares a home on a roll: the same as in a file of volunteers, by any of the names that somebody has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from support.frames import KEY, RULES, Made, entry, make

from tirage.errors import InputInvalid
from tirage.people.guards.declared import large_csv, read_declared
from tirage.people.households import households
from tirage.people.identity import canonical
from tirage.people.ids import pid, uid
from tirage.people.rolls.entries import RollEntry

BY_ADDRESS = replace(RULES, household=("address",))


def person(number: int, surname: str, usage: str = "", home: str = "7 RUE X|75015", **more: str) -> RollEntry:
    born = f"{1950 + number % 40}-0{1 + number % 9}-10"
    return entry(surname, f"P{number}", born, usage_name=usage, home=home, **more)


def homes(made: Made) -> list[str]:
    return sorted(line.split(",")[2] for line in made.lines)


def test_a_couple_with_one_name_on_its_letterbox_is_a_household(tmp_path: Path) -> None:
    couple = [person(1, "MARTINEAU"), person(2, "DURANDEAU", "Martineau"), person(3, "FICTIF")]
    made = make(tmp_path / "a", [couple])
    assert homes(made) == ["", "h1", "h1"]
    # A grown-up child with the mother's name lives with both of them; somebody next door does not.
    more = [person(4, "DURANDEAU"), person(5, "MARTINEAU", home="9 RUE X|75015")]
    made = make(tmp_path / "b", [[*couple, *more]])
    assert (homes(made), made.sealed.homes.sizes) == (["", "", "h1", "h1", "h1"], ((3, 1),))


def test_a_name_that_only_the_card_has_counts_too(tmp_path: Path) -> None:
    roll = [person(1, "MARTINEAU"), entry("DURANDEAU", "Claire", "1972-04-05", home="7 RUE X|75015")]
    card = entry("Durandeau", "Claire", "1972-04-05", list="CC", home="7 RUE X|75015", usage_name="Martineau")
    assert homes(make(tmp_path, [roll, [card]])) == ["h1", "h1"]


def test_an_address_without_a_number_is_no_household(tmp_path: Path) -> None:
    street = [person(n, "MARTIN", home="RUE X|75015", remarks="address.no_number") for n in range(6)]
    hamlet = [
        person(n, "LE GALL", home="|LA LANDE|75015", remarks="name.word address.no_street") for n in (7, 8)
    ]
    couple = [person(n, "MARTIN", remarks="name.word") for n in (10, 11)]
    made = make(tmp_path, [street, hamlet, couple])
    assert (homes(made), made.sealed.homes.unnumbered) == ([""] * 8 + ["h1", "h1"], 8)


def test_a_residence_may_be_declared_to_be_no_household(tmp_path: Path) -> None:
    people = [person(n, "A" if n % 2 else "B", home="5 RUE Y|75015") for n in range(24)]
    people += [person(n, "C") for n in (30, 31)]
    found = make(tmp_path / "a", [people]).sealed.homes
    assert (found.sizes, found.large, found.households) == (((2, 1), (12, 2)), ((12, 2),), 3)
    declared = make(tmp_path / "b", [people], none=["5 RUE Y|75015", "1 RUE Z|75015"])
    assert (declared.sealed.homes.sizes, declared.sealed.homes.declared) == (((2, 1),), 24)
    assert (declared.sealed.homes.addresses, declared.sealed.homes.missed) == (1, {"1 RUE Z|75015"})
    assert make(tmp_path / "c", [people], rules=BY_ADDRESS).sealed.homes.sizes == ((2, 1), (24, 1))


def test_rolls_and_files_of_volunteers_have_the_same_households(tmp_path: Path) -> None:
    """Three hundred people under a hundred roofs, one of them not known, with names of a few families."""
    draw = Random(7)
    rows = [
        (str(draw.randrange(100) or ""), draw.choice("WXYZ"), draw.choice(["", "w", "x", "y", "z"]))
        for _ in range(300)
    ]
    people = [
        entry(
            birth,
            f"P{n}",
            f"{1950 + n % 40}-01-10",
            usage_name=usage,
            home=f"{home or 'x'} RUE|1",
            remarks="" if home else "address.no_number",
        )
        for n, (home, birth, usage) in enumerate(rows)
    ]
    made = make(tmp_path, [people])
    ids = [pid(KEY, uid(each.identity)) for each in people]
    expected = households(
        {each: home for each, (home, _, _) in zip(ids, rows, strict=True)},
        {each: {birth, canonical(usage)} for each, (_, birth, usage) in zip(ids, rows, strict=True)},
    )
    found = {line.split(",")[0]: line.split(",")[2] for line in made.lines}
    assert {each: home for each, home in found.items() if home} == expected.labels
    assert dict(made.sealed.homes.sizes) == expected.sizes
    assert max(expected.sizes) > 3


LIST = """n° de voie;voie;code postal;ville;remarque
5 bis;R. de Picpus;75012;Paris;CCAS
12;av. Sainte-Anne;;Bourges Cedex;
"""


def test_a_list_of_addresses_is_read_as_the_rolls_are(tmp_path: Path) -> None:
    path = tmp_path / "aucun.csv"
    path.write_text(LIST, encoding="cp1252")
    declared = read_declared(path)
    assert declared.homes == {"5 BIS RUE DE PICPUS||75012": 2, "12 AVENUE SAINTE ANNE||BOURGES": 3}
    for text, code, lines in (
        ("adresse\n5 rue X\n", "frame.no_household.column", (1,)),
        ("adresse;ville\nrue X;Paris\n5 rue X;\n6 rue X;Paris\n", "frame.no_household.row", (2, 3)),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputInvalid) as error:
            read_declared(path)
        assert [(defect.code, defect.lines) for defect in error.value.defects] == [(code, lines)]


def test_the_list_that_is_proposed_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "households.csv"
    for language in ("fr", "en"):
        path.write_bytes(large_csv([(14, "5 rue de Picpus", "", "75012", "PARIS", "FRANCE")], language))
        assert [*read_declared(path).homes] == ["5 RUE DE PICPUS||75012"]
