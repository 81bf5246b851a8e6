"""What is said of a conflict: the fact that is missing, a seat alone, a fact once, no remedy in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from support.screens import faults_of_page

from tirage.chances.instance import profiles
from tirage.draws.impossible import explain, unfillable
from tirage.i18n.languages import Language
from tirage.quotas.model import Quotas
from tirage.report.document import Items
from tirage.report.pages import error
from tirage.report.pages.conflict import conflicts, explanation, sentence
from tirage.report.rendering import markdown
from tirage.report.wording import Wording

People = Sequence[tuple[int, tuple[str, ...]]]
"""How many people have these features."""
NOBODY_BOTH: People = ((5, ("F", "young", "east")), (5, ("M", "old", "west")), (5, ("F", "young", "west")))
Limits = Mapping[str, Mapping[str, tuple[int, int]]]
RULES: Limits = {"sex": {"F": (0, 0), "M": (1, 1)}, "age": {"young": (1, 1), "old": (0, 1)}}


def found(
    people: People, quotas: Mapping[str, Mapping[str, tuple[int, int]]], seats: int
) -> dict[str, object]:
    limits = Quotas.of(quotas)
    features = [own for count, own in people for _ in range(count)]
    instance = profiles(features, [""] * len(features), limits.bounds, seats).instance
    return explain(instance, limits)


def said(values: dict[str, object], language: Language = "en") -> list[str]:
    blocks = conflicts(values, Wording(language))
    return [item for block in blocks if isinstance(block, Items) for item in block.words]


def test_the_one_seat_is_for_somebody_whom_nobody_is_and_one_fact_is_told_once() -> None:
    values = found(NOBODY_BOTH, RULES, 1)
    every = values["conflicts"]
    assert isinstance(every, list) and len(every) == 2
    assert [each.get("like") for each in every] == [None, 0]
    (told,) = said(values)
    assert told.startswith("The one seat is for somebody who is “")
    assert "young” (age)" in told
    assert "(sex)" in told
    assert "would have to give way too" in told


def test_without_a_second_name_for_it_the_fact_stands_alone() -> None:
    limits = {"sex": {"F": (0, 1), "M": (1, 1)}, "age": {"young": (1, 1), "old": (0, 1)}}
    (told,) = said(found(NOBODY_BOTH, limits, 1))
    assert told == "The one seat is for somebody who is “M” (sex) and “young” (age): no volunteer is."


def test_several_seats_say_that_nobody_counts_twice() -> None:
    limits = {"sex": {"F": (0, 2), "M": (1, 2)}, "age": {"young": (2, 2), "old": (0, 2)}}
    (told,) = said(found(NOBODY_BOTH, limits, 2))
    assert "no volunteer counts for more than one of these demands; the panel has 2 seats: 2 < 3" in told


def test_who_counts_twice_within_a_limit_is_no_exception() -> None:
    """The sentence is true of those beyond the limits only, and says `other`."""
    people: People = ((3, ("M", "young", "east")), *NOBODY_BOTH)
    limits = {
        "sex": {"F": (0, 2), "M": (1, 2)},
        "age": {"young": (2, 2), "old": (0, 2)},
        "place": {"east": (0, 0), "west": (0, 2)},
    }
    told = " ".join(said(found(people, limits, 2)))
    assert "no other volunteer counts for more than one" in told
    assert "no volunteer counts" not in told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_open_seats_are_given_no_remedy_of_a_panel_to_come(language: Language) -> None:
    limits = Quotas.of(RULES)
    features = [own for count, own in NOBODY_BOTH for _ in range(count)]
    instance = profiles(features, [""] * len(features), limits.bounds, 1).instance
    shown = error.page(unfillable(instance, limits), Wording(language))
    words = markdown.render(shown).decode()
    assert "quotas relax" not in words
    assert not faults_of_page(shown)
    whole = explanation(explain(instance, limits), Wording(language))
    assert "quotas relax" in markdown.render(whole).decode()
    assert not faults_of_page(whole)


def test_a_seat_that_must_count_for_two_is_told_as_a_sum() -> None:
    values = found(NOBODY_BOTH, {"sex": {"F": (0, 1), "M": (2, 2)}}, 1)
    conflict = values["conflicts"][0]  # type: ignore[index]
    assert "It takes at least 2 “M” (sex)" in sentence(conflict, Wording("en"), 1)
