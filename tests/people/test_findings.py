"""What is serious in lists: each kind of it seen in files that have it, and in no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.frames import RULES
from support.lists import File

from tirage.i18n.catalogue import COMPLETE, spoken
from tirage.people.frame.eligibility import Stream
from tirage.people.frame.findings import CAUSES, FrameFinding, of_files, of_frame, remarks, wanted
from tirage.people.frame.homes import Homes
from tirage.people.frame.sealing import Sealed
from tirage.people.frame.tally import Tally
from tirage.people.rolls.collection import Expected

EVERYONE = (Stream("", ("roll", "cards"), 16, 999),)


TOWN = (File(), File("b.csv", "LCM", rows=30), File("c.csv", "LCE", rows=40))


def found(*files: File, expected: tuple[Expected, ...] = ()) -> list[tuple[object, ...]]:
    made = of_files(files, EVERYONE, expected)
    return [(each.cause, each.subject, each.places, each.count, each.against) for each in made]


def test_whole_lists_show_nothing() -> None:
    assert found(*TOWN) == []
    assert found(File("cards.csv", "CC", "")) == []


def test_a_whole_list_that_no_file_is() -> None:
    assert found(*TOWN[:2]) == [("list-missing", "LCE", (), 0, 0)]
    # A file on which nobody is, is there.
    assert found(*TOWN[:2], File("c.csv", "LCE", rows=0)) == []


def test_a_list_is_wanted_where_somebody_of_a_stream_may_be_on_it() -> None:
    french = Stream("a", ("roll",), 18, 99, "FR")
    assert wanted([french]) == ("LP",)
    assert wanted([french, Stream("b", ("cards",), 18, 99, "OTHER")]) == ("LP",)
    assert wanted([Stream("b", ("roll",), 18, 99, "EU")]) == ("LCM", "LCE")
    assert of_files(TOWN[:1], [french]) == ()


def test_two_exports_of_one_list_and_two_parts_of_one() -> None:
    part = File("a2.csv", rows=10)
    assert found(*TOWN, part) == []
    assert [note.code for note in remarks((*TOWN, part))] == ["finding.parts"]
    assert found(*TOWN, replace(part, date="2026-09-30")) == [("list-twice", "LP", ("69123",), 2, 0)]


@pytest.mark.parametrize(("aside", "serious"), [(4, False), (10, False), (11, True)])
def test_rows_that_are_lost(aside: int, serious: bool) -> None:
    lost = replace(TOWN[0], rows=1000 - aside, aside=aside)
    assert found(lost, *TOWN[1:]) == ([("set-aside", "LP", (), aside, 1000)] if serious else [])


@pytest.mark.parametrize(
    ("remark", "cause"), [("name.mojibake", "encoded-twice"), ("name.replaced", "accents-lost")]
)
def test_one_name_that_nothing_matches_any_more_is_enough(remark: str, cause: str) -> None:
    spoilt = replace(TOWN[0], remarks={remark: 1, "birth.partial": 400})
    assert found(spoilt, *TOWN[1:]) == [(cause, "LP", (), 1, 1000)]


def test_other_electors_than_are_known_to_be_there() -> None:
    right = (Expected("LP", "", 1000), Expected("LCM", "69123", 30))
    assert found(*TOWN, expected=right) == []
    wrong = (Expected("LP", "", 1001), Expected("LCM", "69266", 12), Expected("CC", "", 5))
    assert found(*TOWN, expected=wrong) == [
        ("count-differs", "CC", (), 0, 5),
        ("count-differs", "LCM", ("69266",), 0, 12),
        ("count-differs", "LP", (), 1000, 1001),
    ]


STRATUM = ("listes", "15e", "40 et plus")
SEALED = Sealed(40, tuple(("x", (*STRATUM, each), 20) for each in ("Femme", "Homme")), Homes())
TALLY = Tally(100, 40, {}, ())


def test_strata_where_nobody_is_and_where_too_many_are() -> None:
    made = of_frame(SEALED, TALLY, RULES, {}, 5)
    causes = [(each.cause, each.subject, len(each.places), each.count) for each in made]
    assert causes == [
        ("stratum-empty", "secteur", 16, 16),
        ("stratum-empty", "âge", 2, 2),
        ("stratum-size", "secteur", 1, 40),
    ]


def test_a_column_that_was_not_understood_and_a_list_of_exclusion_that_is_another() -> None:
    lost = replace(TALLY, causes={"no-address": 4, "no-stratum": 9, "no-stream": 900})
    lists = {"opposition": (3, 3), "deceased": (3, 2), "staff": (0, 0)}
    causes = [each for each in of_frame(SEALED, lost, RULES, lists, 5) if "stratum-" not in each.cause]
    assert causes == [
        FrameFinding("exclusion-unmatched", "opposition", (), 3, 3),
        FrameFinding("no-stratum", "", (), 9, 53),
    ]


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("cause", CAUSES)
def test_every_finding_is_a_sentence(cause: str, language: str) -> None:
    numbers = tuple(map(str, range(1, 31)))
    for places in ((), ("1er",), (*numbers, *(f"{each}e" for each in numbers))):
        sentence = spoken(FrameFinding(cause, "LP", places, 3, 1000).note, language)  # type: ignore[arg-type]
        assert "{" not in str(sentence) and len(str(sentence)) < 300


def test_a_household_of_ten_is_for_somebody_to_look_at() -> None:
    few, many = (replace(SEALED, homes=Homes(sizes)) for sizes in (((9, 3),), ((9, 3), (10, 1), (34, 1))))
    assert of_frame(few, TALLY, RULES, {}, 0) == of_frame(SEALED, TALLY, RULES, {}, 0)
    found = [each for each in of_frame(many, TALLY, RULES, {}, 0) if each.cause == "household-large"]
    assert [(each.count, each.against) for each in found] == [(2, 34)]
