"""The paragraphs of a regulation: every rule is in one of them, in words, and changes no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rules.test_every_setting_matters import CHANGES, OTHER, QUOTAS, ROADS, changed, written

from tirage.i18n.catalogue import Language
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas
from tirage.rules.model import RollRules, Rules
from tirage.rules.read import read_rules
from tirage.rules.regulation.paragraphs import RuleParagraph, all_values, paragraphs, specified
from tirage.verify.data import specified as normative

KEYS = [key for _, keys in specified() for key in keys]
ALSO = {"geography": "paris-sectors", "term.absences": 4, "letters.weights": {"genre": {"Femme": 3}}}
"""Other values of the keys that need more than rules to have an effect."""


def regulation(folder: Path, language: Language = "en") -> dict[int, RuleParagraph]:
    rules = read_rules(folder / "tirage.yaml")
    quotas = read_quotas(folder / "quotas.yaml", seats=rules.seats).quotas
    return {each.number: each for each in paragraphs(rules, quotas, language)}


def key_of(key: str) -> str:
    """The key of a regulation that a key of the rules belongs to: streams and criteria are one each."""
    head = key.partition(".")[0]
    return head if head in {"streams", "criteria"} else key


def other(document: dict[str, Any], key: str) -> dict[str, Any]:
    if key not in ALSO:
        return changed(document, key)
    found = json.loads(json.dumps(document))
    section, _, name = key.rpartition(".")
    (found[section] if section else found)[name] = ALSO[key]
    if key == "letters.weights":
        found["letters"]["alpha"] = "0"
    return found  # type: ignore[no-any-return]


def test_the_paragraphs_are_those_that_verifiers_read_and_no_key_is_in_two() -> None:
    own = [{"code": code, "keys": keys} for code, keys in specified()]
    assert own == normative("regulation")["paragraphs"]
    assert len(KEYS) == len(set(KEYS))


@pytest.mark.parametrize("road", ROADS)
def test_another_value_changes_one_paragraph_and_what_it_says(road: str, tmp_path: Path) -> None:
    base = regulation(written(tmp_path / "base", ROADS[road][1]))
    number = {key: each.number for each in base.values() for key in each.values}
    faults = []
    for key in [key for of, key in CHANGES if of == road and key != "quotas"]:
        now = regulation(written(tmp_path / key, other(ROADS[road][1], key)))
        moved = {each for each in base if base[each] != now[each]}
        own = number[key_of(key)]
        # With seats go those of a stream; weights take the place of α, in one paragraph.
        beside = {number["seats"], number["streams"]} if "seats" in key and road == "rolls" else set()
        beside |= {number["letters.rates"]} if key == "criteria.categories" else set()
        if own not in moved or moved - {own} - beside:
            faults.append(f"{key}: {own}, {sorted(moved)}")
        if key != "ids" and (now[own].text, now[own].items) == (base[own].text, base[own].items):
            faults.append(f"{key}: not a word")
    assert faults == []


def test_a_key_of_the_rules_that_no_paragraph_has_is_seen() -> None:
    keys = {key_of(key) for _, key in CHANGES}
    assert keys - {key_of(key) for key in OTHER} <= ALSO.keys()
    assert keys == set(KEYS)


def test_quotas_are_in_their_paragraph_to_the_seat(tmp_path: Path) -> None:
    folder = written(tmp_path / "base", ROADS["rolls"][1])
    base = regulation(folder)
    (folder / "quotas.yaml").write_text(QUOTAS.replace("minimum: 4", "minimum: 3", 1), encoding="utf-8")
    now = regulation(folder)
    moved = [each for each in base if base[each] != now[each]]
    assert [base[each].code for each in moved] == ["quotas"]
    (folder / "quotas.yaml").write_text(
        QUOTAS.replace("tirage: quotas/1", "tirage: quotas/1\nnote: seen"), encoding="utf-8"
    )
    assert regulation(folder) == base


def test_a_number_means_the_same_for_every_assembly_and_values_have_no_language(tmp_path: Path) -> None:
    folders = {road: written(tmp_path / road, document) for road, (_, document) in ROADS.items()}
    found = [regulation(folders[road], language) for road in ROADS for language in ("en", "fr")]
    codes = [[each.code for each in some.values()] for some in found]
    assert codes.count(codes[0]) == 4
    for english, french in (found[:2], found[2:]):
        assert [each.values for each in english.values()] == [each.values for each in french.values()]
        assert all(english[n].text != french[n].text for n in english)
    assert all("{" not in "".join((*each.text, *each.items)) for some in found for each in some.values())


def test_rules_that_say_as_little_as_they_may_have_every_paragraph(tmp_path: Path) -> None:
    (tmp_path / "tirage.yaml").write_text(
        yaml.safe_dump({"tirage": "dossier/1", "name": "A", "seats": 3}), encoding="utf-8"
    )
    rules: Rules = read_rules(tmp_path / "tirage.yaml")
    found = paragraphs(rules, Quotas(()), "fr")
    assert not isinstance(rules, RollRules)
    assert [each.number for each in found] == list(range(1, 30))
    assert all(each.text for each in found)
    assert all_values(rules, Quotas(()))["term.months"] is None
