"""The alternates on record and what they are worth, in the report on the assembly's life."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from support.assemblies import Assembly
from support.instances import Instance
from support.reporting import document, table

from tirage.forecast.dropouts import ALL, Dropouts, Tally

ROWS = (("g", (("f", 2, 3), ("h", 2, 3))),)
TEN = Instance(tuple((kind,) for kind in "ffffffhhhh"), ("",) * 10, ROWS, 5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_a_list_it_says_so(language: str) -> None:
    found = document(Assembly(TEN).files, "life", language)
    (section,) = [each for each in found.sections if each.key == "alternates"]
    assert len(section.blocks) == 1


def test_the_list_who_is_left_of_it_and_the_recorded_comparison() -> None:
    assembly = Assembly(TEN)
    chosen = assembly.list_alternates(4, Dropouts(Fraction(1, 5)))
    assembly.withhold(chosen.pids[1])
    found = document(assembly.files, "life", "en")
    (section,) = [each for each in found.sections if each.key == "alternates"]
    names = next(block.names for block in section.blocks if hasattr(block, "names"))
    assert names == (chosen.pids[0], *chosen.pids[2:])
    said = json.dumps([str(block) for block in section.blocks])
    assert "4 alternates chosen among 5" in said and "20.00%" in said
    rows = table(found, "comparison")
    assert [row["repaired"] for row in rows] == [
        chosen.designed,
        chosen.scaled,
        chosen.random,
        chosen.everyone,
    ]


def test_the_rates_that_past_terms_taught() -> None:
    assembly = Assembly(TEN)
    learnt = {ALL: Tally(27, 100), ("g", "f"): Tally(20, 60), ("g", "h"): Tally(7, 40)}
    assembly.list_alternates(2, Dropouts(learnt=learnt))
    rows = table(document(assembly.files, "life", "fr"), "dropouts")
    assert [(row["category"], row["left"], row["members"]) for row in rows] == [("f", 20, 60), ("h", 7, 40)]
