"""No key of `tirage.yaml` is asked for and read by nothing: another value changes what is made.

Each key of the models has another value here, and what depends on rules is made under both. That a value is
copied into `public/rules.json` is no effect.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from support.lists import File

from tirage.acts import ruled
from tirage.acts.frame import inputs
from tirage.acts.inputs import DrawOptions
from tirage.acts.later import ruled as later
from tirage.acts.life import term
from tirage.acts.pool.preparing import road_of
from tirage.assembly import lineage
from tirage.assembly.letters import Basis
from tirage.dossier.canonical import canonical
from tirage.dossier.documents.naming import naming
from tirage.dossier.layout import FRAME, RULES
from tirage.errors import InputInvalid
from tirage.forecast import letters
from tirage.people.frame.findings import of_files
from tirage.people.ids import answer_code
from tirage.people.letters.answers import Letter, read_answers
from tirage.people.private.small_cells import has_small
from tirage.people.rolls.layouts import recognise
from tirage.quotas.read import read_quotas
from tirage.rules.model import FileRules, RollRules
from tirage.rules.read import read_rules
from tirage.rules.sections import (
    CoolingOff,
    Criterion,
    DrawRules,
    Letters,
    ReplacementRules,
    Stream,
    TermRules,
)
from tirage.rules.templates import quota_file
from tirage.tabular.tables import Table

MODELS: Mapping[str, Any] = {
    "streams": Stream,
    "criteria": Criterion,
    "letters": Letters,
    "draws": DrawRules,
    "replacements": ReplacementRules,
    "term": TermRules,
    "cooling_off": CoolingOff,
}
NAMED = {"streams": "listes", "criteria": "secteur"}
"""Sections of several parts, and the part that is changed."""
BASE: dict[str, Any] = {
    "tirage": "dossier/1",
    "name": "Essai",
    "organiser": "Ville d'Essai",
    "city": "Essai",
    "timezone": "Europe/Paris",
    "seats": 12,
    "quotas": "quotas.yaml",
    "small_cells": 5,
    "causes": ["time", "work"],
    "ids": "alias",
    "draws": {"fairness": "leximin", "panels": 20, "roll": "20d6"},
    "replacements": {"policy": "residual", "batch": 2, "tolerance": {"genre": "1"}},
    "term": {
        "months": 12,
        "start": "2027-12-01",
        "cohorts": 3,
        "moved": "at-once",
        "age_limit": "at-once",
        "last": 4,
        "by_rules": "false",
        "absences": 3,
    },
    "cooling_off": {"members": 36, "invited": 12},
    "reference_date": "2027-03-01",
}
OF_FILE: dict[str, Any] = {"household": ["adresse"]}
OF_ROLL: dict[str, Any] = {
    "streams": {
        "listes": {"seats": 10, "sources": ["roll"], "ages": "18+", "nationality": "any"},
        "autres": {"seats": 2, "ages": "16-17"},
    },
    "criteria": {
        "genre": {"from": "sex", "categories": {"Femme": "F", "Homme": "M"}},
        "secteur": {"from": "address", "geography": "paris-sectors"},
        "diplôme": {"from": "answers"},
    },
    "strata": ["genre", "secteur"],
    "household": ["address", "surname"],
    "exclusions": ["opposition"],
    "letters": {
        "total": 90,
        "alpha": "1/2",
        "response": "20 %",
        "undeliverable": "9 %",
        "prior": 100,
        "rates": {"genre": {"Femme": "25 %"}},
        "answers": {"diplôme": {"bac": "50 %", "autre": "50 %"}},
    },
    "expected": {"LP": 1000},
    "columns": {"Naissance": "birth_date"},
}
OTHER: Mapping[str, Any] = {
    "name": "Autre",
    "organiser": "Autre",
    "city": "Autre",
    "timezone": "America/Cayenne",
    "seats": 13,
    "quotas": "autre.yaml",
    "small_cells": 3,
    "causes": ["work"],
    "ids": "published",
    "draws.fairness": "maximin",
    "draws.panels": 30,
    "replacements.policy": "like-for-like",
    "replacements.batch": 3,
    "replacements.tolerance": "1",
    "replacements.standby": {"seats": 10, "months": 6},
    "replacements.alternates": {"confidence": "95 %"},
    "replacements.prefer": "repairable",
    "draws.roll": "4x100000",
    "term.months": 15,
    "term.start": "2028-01-01",
    "term.cohorts": 2,
    "term.moved": "end-of-term",
    "term.age_limit": "end-of-term",
    "term.last": 5,
    "term.by_rules": "true",
    "cooling_off.members": 24,
    "cooling_off.invited": 6,
    "reference_date": "2028-03-01",
    "household": ["nom"],
    "streams.seats": 9,
    "streams.sources": ["cards"],
    "streams.ages": "21+",
    "streams.nationality": "French",
    "criteria.origin": "registration",
    "criteria.geography": "paris-arrondissements",
    "criteria.categories": {"Femmes": "F", "Homme": "M"},
    "strata": ["secteur", "genre"],
    "exclusions": ["deceased"],
    "letters.total": 60,
    "letters.alpha": "1",
    "letters.response": "10 %",
    "letters.undeliverable": "40 %",
    "letters.prior": 10,
    "letters.rates": {"genre": {"Femme": "5 %"}},
    "letters.answers": {"diplôme": {"bac": "90 %", "autre": "10 %"}},
    "letters.forecast": {"response": 20},
    "expected": {"LP": 1001},
    "columns": {"Naissance": "first_names"},
}
"""Key → another value, in either road where it has the key."""
ELSEWHERE = {
    "geography": "of a table that prepare asks for places, tests/people/test_intake_places.py",
    "term.absences": "of a removal on record, tests/cli/test_life_by_rules.py",
    "letters.weights": "of the people of a frame, in place of alpha, tests/cli/test_weighted_letters.py",
}
"""Keys whose effect needs an assembly that sits, and where it is tested."""
VERSION = {"tirage"}
"""Of the format: another is refused."""
QUOTAS = """\
tirage: quotas/1
criteria:
  genre:
    Femme: {minimum: 4, maximum: 8}
    Homme: {minimum: 4, maximum: 8}
  diplôme:
    bac: {minimum: 4, maximum: 8}
    autre: {minimum: 4, maximum: 8}
"""


def keys(model: Any) -> Iterator[str]:
    """Every key that the rules of a road may have, those of its sections by name."""
    for name in model.model_fields.keys() - VERSION:
        if name in MODELS:
            yield from (f"{name}.{key}" for key in MODELS[name].model_fields)
        else:
            yield name


ROADS: Mapping[str, tuple[Any, dict[str, Any]]] = {
    "rolls": (RollRules, {**BASE, **OF_ROLL}),
    "a file": (FileRules, {**BASE, **OF_FILE}),
}
CHANGES = [(road, key) for road, (model, _) in ROADS.items() for key in sorted(keys(model))]


def changed(document: dict[str, Any], key: str) -> dict[str, Any]:
    """The document with the other value of the key, and with what must go with it."""
    found = copy.deepcopy(document)
    section, _, name = key.rpartition(".")
    if not section:
        found[name] = ["address", "door"] if name == "household" and "letters" in found else OTHER[key]
    elif section in NAMED:
        part = "genre" if name == "categories" else NAMED[section]
        found[section][part]["from" if name == "origin" else name] = OTHER[key]
    else:
        found[section][name] = OTHER[key]
    if "streams" in found and key in {"seats", "streams.seats"}:
        found["streams"]["autres"]["seats"] = found["seats"] - found["streams"]["listes"]["seats"]
    if name == "categories":
        found["letters"]["rates"]["genre"] = {"Femmes": "25 %"}
    return found


def written(folder: Path, document: dict[str, Any]) -> Path:
    folder.mkdir()
    (folder / "tirage.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    for name in ("quotas.yaml", "autre.yaml"):
        (folder / name).write_text(QUOTAS, encoding="utf-8")
    return folder


def effects(folder: Path) -> dict[str, object]:
    """What is made under the rules of a folder, but for what depends on where it is."""
    rules = read_rules(folder / "tirage.yaml")
    quotas = quota_file(rules, folder)
    assert quotas is not None
    found = {
        "papers": naming({RULES: canonical(rules.published())}),
        "quotas": quotas.name,
        "later draws": later(rules),
        "term": term._announced(folder, None, None, None, None, 1, by_rules=False),
        "next assembly": lineage.announced(folder),
        "small cells": has_small([4], lineage.announced_small_cells(folder)),
        "ids": lineage.announced_ids(folder),
        "answers": refusal(rules.causes, quotas),
    }
    if isinstance(rules, RollRules):
        return {**found, **of_roll(rules, quotas)}
    assert isinstance(rules, FileRules)
    asked = ruled.under(DrawOptions(), folder, rules)
    wanted = road_of(folder).wanted
    return {
        **found,
        "panel": (asked.seats, asked.fairness, asked.panels, asked.household, asked.chance.roll, asked.later),
        "prepare": (wanted.household, wanted.day),
    }


def refusal(causes: tuple[str, ...], quotas: Path) -> object:
    """What becomes of somebody who refuses for want of time."""
    code = answer_code(b"\0" * 32, "p1")
    table = Table("a.csv", "utf-8", "", ("code", "réponse", "cause"), [(2, (code, "non", "time"))], 0)
    sent = {code: Letter("p1", "", ("Femme", "bac"))}
    try:
        return sorted(
            read_answers(table, "a.csv", read_quotas(quotas, seats=12).quotas, sent, {}, causes, None).answers
        )
    except InputInvalid as error:
        return [defect.code for defect in error.defects]


def of_roll(rules: RollRules, quotas: Path) -> dict[str, object]:
    """What is made of lists and letters under these rules."""
    header = ["Nom", "Prénom", "Naissance", "Rue", "Code postal"]
    columns = {field: title for title, field in rules.columns.items()}
    frame = inputs.frame_rules(rules)
    return {
        "frame": frame,
        "lists": of_files(
            [File(), File("b.csv", "LCM"), File("c.csv", "LCE")], frame.streams, rules.known_electors
        ),
        "exclusions": len(inputs._unknown({"opposition": ""}, rules)),
        "columns": recognise(header, "a.csv", 1, columns),
        "letters": promised(rules, quotas),
    }


def promised(rules: RollRules, quotas: Path) -> object:
    """What a wave promises, once somebody has answered."""
    people = {("listes", "Femme"): 400, ("listes", "Homme"): 300, ("autres", "Homme"): 100}
    strata = []
    for (stream, gender), count in people.items():
        known = {"genre": gender, "secteur": "12e"}
        labels = [stream, *(known[name] for name in rules.strata)]
        strata.append({"code": f"{stream}/{gender}", "labels": labels, "people": count})
    counts = {"read": 800, "kept": 800, "excluded": 0, "people": 800, "causes": {}, "lists": []}
    document = {"spec": "tirage/2", "rules": "0" * 64, "root": "0" * 64, **counts, "strata": strata}
    dossier = SimpleNamespace(files={FRAME: canonical(document)})
    sent = {f"p{i}": "listes/Femme" for i in range(100)}
    answers = [("pid", "status"), *((f"p{i}", "accepted") for i in range(5))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letters, "basis", lambda _: Basis("", "", ("",)))
        patch.setattr(letters, "waiting_waves", lambda _: 0)
        patch.setattr(letters, "check_basis", lambda *_: None)
        patch.setattr(letters, "stratum_by_pid", lambda *_: sent)
        patch.setattr(letters, "last_responses", lambda _: answers)
        eligible = {each["code"]: (each["people"], each["people"]) for each in strata}
        asked = read_quotas(quotas, seats=12).quotas
        people_alone = {code: could for code, (_, could) in eligible.items()}
        now = letters.letters_so_far(dossier, rules, asked, eligible, people_alone)  # type: ignore[arg-type]
    return letters.forecast(now, letters.share_out(now, rules.letters.total, rules.letters.alpha))


def test_every_key_has_another_value() -> None:
    assert {key for _, key in CHANGES} == OTHER.keys() | ELSEWHERE.keys()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    folder = tmp_path_factory.mktemp("before")
    return {road: said(written(folder / road, document)) for road, (_, document) in ROADS.items()}


def said(folder: Path) -> dict[str, str]:
    return {name: repr(each) for name, each in effects(folder).items()}


@pytest.mark.parametrize("road", ROADS)
def test_the_same_rules_elsewhere_change_nothing(
    road: str, before: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    assert said(written(tmp_path / "again", ROADS[road][1])) == before[road]


@pytest.mark.parametrize(("road", "key"), [each for each in CHANGES if each[1] not in ELSEWHERE])
def test_another_value_changes_what_is_made(
    road: str, key: str, before: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    assert said(written(tmp_path / "after", changed(ROADS[road][1], key))) != before[road]
