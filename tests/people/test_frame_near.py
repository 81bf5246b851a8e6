"""Names that may be one, written in two ways: a person decides, wherever they live; of others nobody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from support.frames import entry, make

from tirage.people.frame.duplicates import Doubt
from tirage.people.rolls.entries import RollEntry

Person = tuple[str, str, str]
"""Surname, first names, name in use."""
BORN = "1981-02-08"
ELSEWHERE = {"home": "75018|2 RUE Y", "lives": "18e", "list": "LCM"}


def name(surname: str, first: str, usage: str = "", **more: Any) -> RollEntry:
    return entry(surname, first, more.pop("born", BORN), usage_name=usage, **more)


def doubts(folder: Path, *entries: RollEntry) -> list[Doubt]:
    return make(folder, [[each] for each in entries]).doubts


def reasons(folder: Path, pairs: Sequence[tuple[RollEntry, RollEntry]]) -> list[list[str]]:
    """The reasons for each pair, all of them in one frame: each pair is born on a day of its own."""
    days = [(date(1950, 1, 1) + timedelta(place)).isoformat() for place in range(len(pairs))]
    files = [[_born(each, day) for each in pair] for pair, day in zip(pairs, days, strict=True)]
    found = make(folder, files).doubts
    return [[doubt.reason for doubt in found if doubt.one[4] == day] for day in days]


def _born(each: RollEntry, day: str) -> RollEntry:
    surname, firsts, _, place = each.identity.split("|")
    year, month, number = day.split("-")
    whole = f"{surname}|{firsts}|{number} {month} {year}|{place}"
    return each._replace(identity=whole, born_first=day, born_last=day)


NEAR = [
    *(
        ("spelling", (a, "José", ""), (b, "José", ""))
        for a, b in [
            ("DA SILVA", "DASILVA"),
            ("LE GALL", "LEGALL"),
            ("BEN-ALI", "BENALI"),
            ("D'ALMEIDA", "DALMEIDA"),
            ("DUPONT", "DUPOND"),
            ("LEFEVRE", "LEFEBVRE"),
            ("MARTINAEU", "MARTINEAU"),
            ("ŒUVRARD", "OEUVRAR"),
        ]
    ),
    ("spelling", ("DURAND", "Jean-Pierre", ""), ("DU RAND", "Jeanpierre", "")),
    ("spelling", ("DURAND", "Catherine", ""), ("DURAND", "Katherine", "")),
    ("first-names", ("NGUYEN", "Thi Lan", ""), ("NGUYEN", "Lan", "")),
    ("first-names", ("DIALLO", "Mamadou Saliou", ""), ("DIALLO", "Saliou", "")),
    ("first-names", ("ROSSI", "Anna Maria", ""), ("ROSSI", "Anna", "")),
    ("compound-name", ("GRAND", "Luc", "PETIT"), ("GRAND-PETIT", "Luc", "")),
    ("compound-name", ("GARCIA LOPEZ", "Inés", ""), ("GARCIA", "Inés", "")),
    ("compound-name", ("PETIT", "Luc", ""), ("DURAND", "Luc", "PETIT ROUX")),
    ("usage-name", ("DURANDEAU", "Claire", "MARTINEAU"), ("MARTINEAU", "Claire", "")),
    ("usage-name", ("DURANDEAU", "Claire", "MARTINEAU"), ("ROUX", "Claire", "MARTINEAU")),
    ("swapped-names", ("NGUYEN", "Lan", ""), ("LAN", "Nguyen", "")),
    ("swapped-names", ("TRAN", "Thi Mai", ""), ("TRAN THI", "Mai", "")),
    ("swapped-names", ("PIERRE", "Martin", ""), ("MARTIN", "Pierre", "")),
]


def test_names_that_may_be_one_are_asked_about_wherever_they_live(tmp_path: Path) -> None:
    pairs = [(name(*one), name(*other, **ELSEWHERE)) for _, one, other in NEAR]
    assert reasons(tmp_path, pairs) == [[reason] for reason, *_ in NEAR]


def test_a_card_is_asked_about_without_a_birthplace(tmp_path: Path) -> None:
    # What is certain of a card (its first name and a name in use are those of somebody) is no doubt.
    some = [NEAR[place] for place in (0, 4, 9, 10, 13, 14, 18)]
    pairs = [(name(*one), name(*other, **{**ELSEWHERE, "list": "CC"})) for _, one, other in some]
    assert reasons(tmp_path, pairs) == [[reason] for reason, *_ in some]


def test_the_same_names_with_another_birthplace_are_asked_about(tmp_path: Path) -> None:
    one = name("ROSSI", "Anna Maria")
    other = name("ROSSI", "Anna Maria", birthplace="99 ROMA", **ELSEWHERE)
    assert reasons(tmp_path, [(one, other)]) == [["birthplaces"]]


def test_others_are_not_asked_about(tmp_path: Path) -> None:
    pairs = [
        (name("LI", "Wei"), name("LY", "Wei", **ELSEWHERE)),
        (name("DURAND", "Léa"), name("DURAND", "Théa", **ELSEWHERE)),
        (name("DUPONT", "José"), name("DUPOND", "José", birthplace="29019", **ELSEWHERE)),
        (name("DUPONT", "Jean", sex="M"), name("DUPONT", "Jeanne", sex="F", **ELSEWHERE)),
        (name("DUPONT", "Pascal", sex="M"), name("DUPONT", "Pascale", sex="F", **ELSEWHERE)),
        (name("DUPONT", "Anne Marie"), name("DUPONT", "Sophie Marie", **ELSEWHERE)),
        (name("DUPONT", "Anne"), name("DURAND", "Anne", **ELSEWHERE)),
    ]
    assert reasons(tmp_path / "a", pairs) == [[]] * len(pairs)
    day_after = name("DUPOND", "José", born="1981-02-09", **ELSEWHERE)
    assert doubts(tmp_path / "b", name("DUPONT", "José"), day_after) == []


def test_a_card_that_is_certainly_somebodys_is_no_doubt_of_anybody_else(tmp_path: Path) -> None:
    roll = [name("DUPONT", "José"), name("DUPOND", "José", birthplace="29019", **ELSEWHERE)]
    assert doubts(tmp_path, *roll, name("Dupont", "José", list="CC")) == []


def test_a_doubt_is_one_however_many_lists_people_are_on(tmp_path: Path) -> None:
    both = [name("DA SILVA", "José", list=kind) for kind in ("LCM", "LCE")]
    other = [name("DASILVA", "José", list=kind, home="75018|2 RUE Y") for kind in ("LCM", "LCE")]
    found = doubts(tmp_path / "a", *both, *other)
    assert [doubt.reason for doubt in found] == ["spelling"]
    # The case is that of the people, not of the files.
    assert [doubt.case for doubt in doubts(tmp_path / "b", *reversed([*both, *other]))] == [found[0].case]
