"""The JSON Schema for editors says of `tirage.yaml` what the reader says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from support.schemas import schema

import tirage
from tirage.errors import InputInvalid
from tirage.rules.model import OF_ROLLS, VERSION, FileRules, RollRules
from tirage.rules.read import parse_rules
from tirage.rules.sections import CoolingOff, Criterion, DrawRules, Letters, Stream, TermRules

SCHEMA = schema("rules")
TEMPLATES = Path(tirage.__file__).parent / "rules" / "templates"
PARIS = (TEMPLATES / "paris.fr.yaml").read_text(encoding="utf-8")
ONE_AGE = """\
tirage: dossier/1
name: Les dix-huit ans
seats: 5
reference_date: "2027-03-01"
streams: {jeunes: {seats: 5, ages: 18-18}}
criteria: {âge: {from: age, categories: {dix-huit: 18–18}}, quartier: {from: answers}}
strata: [âge]
household: [address, door, surname]
letters: {total: 90, alpha: 0.5, response: 100 %, undeliverable: "0,5 %", prior: 20}
term: {months: 6, by_rules: true}
columns: {Nom du titulaire: surname}
"""


def changed(*changes: tuple[str, str]) -> str:
    text = PARIS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


GOOD = (
    *(
        path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.glob("*.??.yaml"))
        if "quotas" not in path.name
    ),
    ONE_AGE,
    changed(("  months: 18", "  months: 12\n  start: 2028-02-29\n  cohorts: 3")),
    changed(("  months: 18", "  months: 24\n  by_rules: true")),
    changed(("alpha: 1/2", "alpha: 1"), ("response: 7.5 %", "response: '7,5%'")),
    changed(("  undeliverable: 9 %", "  undeliverable: 9 %\n  rates: {âge: {18-24: 3 %}}")),
)
OF_FILE = """\
tirage: dossier/1
name: Conseil
organiser: Mairie
city: Lyon
timezone: Europe/Paris
seats: 8
reference_date: "2027-03-01"
household: [Adresse, Code postal]
draws: {roll: 3x1000, panels: 1000}
"""
GOOD += (
    OF_FILE,
    OF_FILE.replace("Europe/Paris", "America/Argentina/Ushuaia"),
    OF_FILE + "geography: places.csv\n",
    "tirage: dossier/1\nname: Essai\nseats: 8\n",
    changed(("2027-03-01", "01/03/2027")),
    changed(("city: Paris", "city: Lyon"), ("Europe/Paris", "Europe/Brussels")),
    changed(
        ("months: 18", "months: 18\n  cohorts: 3\n  moved: end-of-term\n  age_limit: at-once\n  last: 6")
    ),
    changed(("{members: 36, invited: 12}", "{members: 1200}")),
)
BAD = (
    OF_FILE.replace("seats: 8\n", ""),
    OF_FILE.replace("Europe/Paris", "Heure de Paris"),
    OF_FILE.replace("city: Lyon", "city: ' '"),
    OF_FILE.replace("[Adresse, Code postal]", "Adresse"),
    OF_FILE + "strata: [genre]\n",
    OF_FILE + "prénom: Jean\n",
    changed(("letters:\n", "lettres:\n")),
    changed(("months: 18", "months: 18\n  moved: later")),
    changed(("cooling_off: {members: 36, invited: 12}", "cooling_off: {members: 3 ans}")),
    changed(("cooling_off: {members: 36, invited: 12}", "cooling_off: {members: 1201}")),
    changed(("cooling_off: {members: 36, invited: 12}", "cooling_off: 36")),
    changed(("cooling_off: {members: 36, invited: 12}", "cooling_off: {staff: 36}")),
    changed(("dossier/1", "dossier/2")),
    changed(("tirage: dossier/1\n", "")),
    changed(("name: Assemblée citoyenne de Paris\n", "")),
    changed(("name: Assemblée citoyenne de Paris\n", "name: ' '\n")),
    changed(("seats: 100\n", "seats: 0\n")),
    changed(("seats: 100\n", "seats: 100.5\n")),
    changed(("seats: 100\n", "seats: cent\n")),
    changed(("seats: 100\n", "seats: 100\nmembers: 100\n")),
    changed(("2027-03-01", "01/03/27")),
    changed(("  listes:  {seats", "  Listes:  {seats")),
    changed(("ages: 18+,", "")),
    changed(("ages: 18+,", "ages: adultes,")),
    changed(("ages: 18+,", "ages: 18,")),
    changed(("ages: 18+,", "ages: 18+, age: 18+,")),
    changed(("sources: [roll]", "sources: [rolls]")),
    changed(("sources: [roll]", "sources: roll")),
    changed(("nationality: non-EU", "nationality: hors UE")),
    changed(("from: sex", "from: gender")),
    changed(("    from: sex\n", "")),
    changed(("Femme: F", "Femme: W")),
    changed(("    geography: paris-sectors\n", "")),
    changed(("    from: answers\n", "    from: answers\n    geography: paris-sectors\n")),
    changed(("geography: paris-sectors", "geography: ''")),
    changed(("18-24: 18-24", "18-24: jeunes")),
    changed(("strata: [secteur, âge, genre]", "strata: secteur")),
    changed(("household: [address, surname]", "household: [street]")),
    changed(("exclusions: [opposition", "exclusions: [Opposition")),
    changed(("total: 10000", "total: -1")),
    changed(("  total: 10000\n", "")),
    changed(("alpha: 1/2", "alpha: 2")),
    changed(("alpha: 1/2", "alpha: moitié")),
    changed(("response: 7.5 %", "response: 0.075")),
    changed(("response: 7.5 %", "response: 101 %")),
    changed(("brevet: 2 %", "brevet: 2")),
    changed(("  months: 18", "  months: un an")),
    changed(("  months: 18", "  months: 11")),
    changed(("  months: 18", "  months: 19")),
    changed(("  months: 18", "  months: 19\n  by_rules: false")),
    changed(("  months: 18", "  months: 0\n  by_rules: true")),
    changed(("  months: 18", "  months: 18\n  by_rules: 1")),
    changed(("  months: 18", "  start: 2027-02-01")),
    changed(("  months: 18", "  months: 18\n  start: 29/02/28")),
    changed(("  months: 18", "  months: 18\n  cohorts: 0")),
    changed(("  months: 18", "  months: 18\n  cohort: 3")),
    changed(("term:\n  months: 18", "term: 18")),
    changed(("term:\n  months: 18", "columns: [nom]")),
    "- tirage: dossier/1\n",
)


class _Loader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a date is a text."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    ("model", "part"),
    [
        *(
            (m, SCHEMA["$defs"][m.__name__.removesuffix("Rules").lower()])
            for m in (Stream, Criterion, Letters, DrawRules, TermRules, CoolingOff)
        ),
    ],
)
def test_the_schema_has_the_keys_of_the_reader(model: type[BaseModel], part: dict[str, Any]) -> None:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    assert set(part["properties"]) == set(fields)
    assert set(part["required"]) == {name for name, field in fields.items() if field.is_required()}
    told = {name: each["default"] for name, each in part["properties"].items() if "default" in each}
    assert told == {
        name: list(field.default) if isinstance(field.default, tuple) else field.default
        for name, field in fields.items()
        if not field.is_required() and field.default
    }


def test_the_schema_has_the_keys_of_both_roads() -> None:
    of_file, of_rolls = FileRules.model_fields, RollRules.model_fields
    assert set(SCHEMA["properties"]) == of_file.keys() | of_rolls.keys()
    assert set(SCHEMA["required"]) == {name for name, each in of_file.items() if each.is_required()}
    needed = {name for name, each in of_rolls.items() if each.is_required()}
    assert set(SCHEMA["then"]["required"]) == needed - set(SCHEMA["required"])
    assert {each["required"][0] for each in SCHEMA["if"]["anyOf"]} == OF_ROLLS
    told = {name: each["default"] for name, each in SCHEMA["properties"].items() if "default" in each}
    plain = {name: each.default for name, each in of_file.items() if not each.is_required() and each.default}
    assert told == {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}
    household = SCHEMA["then"]["properties"]["household"]["default"]
    assert household == list(of_rolls["household"].default)


def test_the_schema_is_of_the_version_that_is_read() -> None:
    assert SCHEMA["properties"]["tirage"]["const"] == VERSION


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_schema_and_reader_agree(text: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = yaml.load(text, _Loader)
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(document) is (text in GOOD)
    try:
        parse_rules(text, "tirage.yaml")
    except InputInvalid:
        assert text in BAD
    else:
        assert text in GOOD
