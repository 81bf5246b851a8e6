"""A list that was lost is seen."""

from __future__ import annotations

from support.frames import RULES

from tirage.people.frame.alarms import alarms
from tirage.people.frame.homes import Homes
from tirage.people.frame.sealing import Sealed
from tirage.people.geography.read import read_geography

PLACES = read_geography("paris-sectors").places


def frame(without: str = "", times: int = 1) -> Sealed:
    strata = []
    for sector, place in PLACES.items():
        people = place.population or 0
        count = people * times if sector == without else people
        for age, share in (("16-17", 50), ("18-39", 3), ("40 et plus", 3)):
            for gender in ("Femme", "Homme"):
                strata.append((f"x/{sector}/{age}/{gender}", ("listes", sector, age, gender), count // share))
    return Sealed(sum(row[2] for row in strata), tuple(strata), Homes())


def test_paris_as_it_is_raises_no_alarm() -> None:
    assert alarms(frame(), RULES) == []


def test_a_lost_file_and_a_file_too_many() -> None:
    assert [(alarm.category, alarm.people) for alarm in alarms(frame("16e", 0), RULES)] == [("16e", 0)]
    assert [alarm.category for alarm in alarms(frame("8e", 3), RULES)] == ["8e"]


def test_a_band_that_nobody_is_in() -> None:
    whole = frame()
    young = tuple((code, labels, 0 if "16-17" in labels else people) for code, labels, people in whole.strata)
    found = alarms(Sealed(whole.people, young, Homes()), RULES)
    assert [(alarm.criterion, alarm.category) for alarm in found] == [("âge", "16-17")]
