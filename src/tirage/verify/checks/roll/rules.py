"""The rules of an assembly (`public/rules.json`), read field by field. Check 1.16.

Draws follow from them and, on a roll, strata, letters and the features that the lists tell: a document that
says nothing, or two things, would leave all of it free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from ...kernel import Files, Inapplicable, Table
from ...reading.documents import Malformed, fraction, parse_json
from ...reading.journal import is_framed
from ...reading.shapes import shaped
from ...report import Said, faulty
from ..record.journal import Entry
from .geography import Tables, tables_of
from .rules_form import BESIDES, OF_FILE, OF_ROLL

FILE = "public/rules.json"
RULES = Table()
"""Check 1.16."""
ENDLESS = 10**6
"""The upper end of ages that have none, such as `65+`."""
_AGES = re.compile(r"(0|[1-9][0-9]{0,2})(?:-(0|[1-9][0-9]{0,2})|\+)")
MOST_WEIGHT = 1000
"""The largest weight of a category."""
MOST_PRODUCT = 10**6
"""The largest weight of a person, of several categories together."""
MOST_POWERS = 100
"""The largest denominator of α."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A block of seats with people of its own."""

    seats: int
    ages: tuple[int, int]
    """In full years, both ends included."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """How everyone's category is known."""

    origin: str
    means: Mapping[str, str]
    """Category → what it stands for; of a place, nothing."""


@dataclass(frozen=True, slots=True)
class LetterRules:
    """How letters are shared out."""

    response: Fraction
    """Volunteers expected from one letter that arrives."""
    undeliverable: Fraction
    prior: int
    """Letters' worth of experience that this is."""
    rates: Mapping[tuple[str, str], Fraction]
    """(criterion, category) → response where it differs."""
    total: int
    """Letters of the first wave."""
    alpha: Fraction
    weights: Mapping[tuple[str, str], int]
    """(criterion, category) → weight of its people; empty where letters are shared out by stratum."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What frame and letters depend on."""

    seats: int
    streams: Mapping[str, Stream]
    """In their order; one without a name, for everyone, where the rules have none."""
    criteria: Mapping[str, Criterion]
    strata: tuple[str, ...]
    exclusions: tuple[str, ...]
    causes: tuple[str, ...]
    """Why people may have refused or left, as far as it is published."""
    letters: LetterRules
    expected: Mapping[tuple[str, str], int]
    """(list, place or empty) → electors who are known to be there."""

    def weight(self, labels: Sequence[str]) -> int:
        """What each of the people of a stratum weighs; `labels` as below."""
        found = 1
        for criterion, category in zip(self.strata, labels[1:], strict=True):
            found *= self.letters.weights.get((criterion, category), 1)
        return found

    def label(self, criterion: str, labels: Sequence[str]) -> str | None:
        """The category of a criterion that everyone of a stratum has; None where the lists do not tell it.

        `labels`: the stratum's stream, then its category of each criterion of `strata`; empty for one that it
        has not.
        """
        if criterion in self.strata:
            place = 1 + self.strata.index(criterion)
            return labels[place] if place < len(labels) else ""
        rule = self.criteria.get(criterion)
        if rule is None or rule.origin != "stream":
            return None
        return next((category for category, stream in rule.means.items() if [stream] == [*labels[:1]]), "")


def read_rules(data: bytes, files: Files) -> Rules:
    """The rules of a canonical document; Malformed where they are not in the form of docs/formats.md.

    `files`: those of the dossier, its tables of places among them.
    """
    document = _of_roll(data)
    tables = tables_of(files, [each["geography"] for each in document["criteria"] if each["geography"]])
    streams = {each["name"]: _stream(each) for each in document["streams"]}
    _refuse_repeated(each["name"] for each in document["streams"])
    if document["seats"] < 1 or (streams and sum(s.seats for s in streams.values()) != document["seats"]):
        raise Malformed("wrong-value", "seats")
    criteria = {each["name"]: _criterion(each, streams, tables) for each in document["criteria"]}
    _refuse_repeated(each["name"] for each in document["criteria"])
    for key in ("strata", "household", "exclusions", "causes"):
        _refuse_repeated(document[key])
    for name in document["strata"]:
        if name not in criteria or criteria[name].origin == "answers":
            raise Malformed("unknown-criterion", name)
    for name, criterion in criteria.items():
        if criterion.origin not in {"answers", "stream"} and name not in document["strata"]:
            raise Malformed("unknown-criterion", name)
    everyone = {"": Stream(document["seats"], (0, ENDLESS))}
    rules = document["letters"]
    letters = LetterRules(
        _share(rules["response"], "response"),
        _share(rules["undeliverable"], "undeliverable"),
        rules["prior"],
        {(r["criterion"], r["category"]): _share(r["response"], "rates") for r in rules["rates"]},
        rules["total"],
        alpha(rules["alpha"]),
        {(r["criterion"], r["category"]): r["weight"] for r in rules.get("weights", ())},
    )
    _refuse_repeated(f"{r['criterion']} {r['category']}" for r in rules.get("weights", ()))
    _refuse_repeated(f"{r['criterion']} {r['category']}" for r in rules["rates"])
    strata = tuple(document["strata"])
    _check_weights(letters, strata, criteria)
    return Rules(
        document["seats"],
        streams or everyone,
        _known(criteria, letters),
        strata,
        tuple(document["exclusions"]),
        tuple(document["causes"]),
        letters,
        _expected(document.get("expected", [])),
    )


def _of_roll(data: bytes) -> dict[str, Any]:
    """The document of a roll, with what it may have besides."""
    document = parse_json(data)
    more = document.keys() & BESIDES.keys() if isinstance(document, dict) else ()
    return shaped(document, {**OF_ROLL, **{name: BESIDES[name] for name in more}})


def _expected(listed: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """What is known of the lists, each of them or each of their places once."""
    found = [(each["list"], each["place"]) for each in listed]
    _refuse_repeated(f"{name} {place}" for name, place in found)
    return dict(zip(found, (each["electors"] for each in listed), strict=True))


def alpha(text: object) -> Fraction:
    """How far strata with a low response get more letters: from 0 to 1, in hundredths at the finest."""
    found = fraction(text)
    if found > 1 or found.denominator > MOST_POWERS:
        raise Malformed("wrong-value", "alpha")
    return found


def _share(text: str, name: str) -> Fraction:
    found = fraction(text)
    if found > 1:
        raise Malformed("wrong-value", name)
    return found


def read_ages(text: str) -> tuple[int, int]:
    """`16-17` or `65+`; Malformed for what is no range."""
    match = _AGES.fullmatch(text)
    low, high = (int(match[1]), int(match[2] or ENDLESS)) if match else (1, 0)
    if low > high:
        raise Malformed("wrong-value", "ages")
    return low, high


def _stream(each: Mapping[str, Any]) -> Stream:
    _refuse_repeated(each["sources"])
    return Stream(each["seats"], read_ages(each["ages"]))


def _criterion(each: Mapping[str, Any], streams: Mapping[str, Stream], tables: Tables) -> Criterion:
    origin, categories = each["from"], each["categories"]
    _refuse_repeated(category["name"] for category in categories)
    if (origin in {"address", "registration"}) != (each["geography"] is not None):
        raise Malformed("wrong-value", "geography")
    means = {category["name"]: category["means"] for category in categories}
    if origin == "age":
        for text in means.values():
            read_ages(text)
    elif origin in {"sex", "stream"}:
        if set(means.values()) != ({"F", "M"} if origin == "sex" else set(streams)):
            raise Malformed("wrong-value", "categories")
    elif means:
        raise Malformed("wrong-value", "categories")
    if each["geography"] is not None and each["geography"] not in tables:
        raise Malformed("wrong-value", "geography")
    places = tables[each["geography"]] if each["geography"] is not None else ()
    return Criterion(origin, means or dict.fromkeys(places, ""))


def _known(criteria: Mapping[str, Criterion], letters: LetterRules) -> Mapping[str, Criterion]:
    """The criteria, once every rate is of one that the lists tell."""
    for criterion, category in letters.rates:
        if criterion not in criteria or criteria[criterion].origin == "answers":
            raise Malformed("unknown-criterion", criterion)
        if category not in criteria[criterion].means:
            raise Malformed("unknown-category", category)
    return criteria


def _check_weights(letters: LetterRules, strata: Sequence[str], criteria: Mapping[str, Criterion]) -> None:
    """Malformed for weights of what is no stratum, out of range, or beside α."""
    for (criterion, category), weight in letters.weights.items():
        if criterion not in strata:
            raise Malformed("unknown-criterion", criterion)
        if category not in criteria[criterion].means:
            raise Malformed("unknown-category", category)
        if not 1 <= weight <= MOST_WEIGHT:
            raise Malformed("wrong-value", "weight")
    heaviest: dict[str, int] = {}
    for (criterion, _), weight in letters.weights.items():
        heaviest[criterion] = max(weight, heaviest.get(criterion, 0))
    if prod(heaviest.values()) > MOST_PRODUCT:
        raise Malformed("wrong-value", "weight")
    if letters.weights and letters.alpha:
        raise Malformed("wrong-value", "alpha")


def _refuse_repeated(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Malformed("repeated", name)
        seen.add(name)


def read_draws(data: bytes, *, framed: bool) -> dict[str, Any]:
    """What the rules of a document say of draws, `seats` besides; Malformed where not in their form.

    `framed`: whether the dossier begins with a roll. `household`: None on a roll, whose files tell
    households in their own way.
    """
    document = _of_roll(data) if framed else shaped(parse_json(data), OF_FILE)
    household = None if framed else document["household"]
    return {**document["draws"], "seats": document["seats"], "household": household}


def _read_of_file(data: bytes) -> dict[str, Any]:
    """The rules of a dossier that begins with a file of volunteers."""
    document = shaped(parse_json(data), OF_FILE)
    if document["seats"] < 1:
        raise Malformed("wrong-value", "seats")
    for key in ("household", "causes"):
        _refuse_repeated(document[key])
    return document


@RULES.fact("rules.form")
def rules(files: Files) -> Rules:
    """The rules of a roll, once their document can be read."""
    if not is_framed(files):
        raise Inapplicable
    return read_rules(files.get(FILE, b""), files)


@RULES.fact("rules.form")
def file_rules(files: Files) -> dict[str, Any]:
    """Those of a file of volunteers."""
    if is_framed(files):
        raise Inapplicable
    return _read_of_file(files.get(FILE, b""))


@RULES.check("rules.form", FILE, due=is_framed)
def check_rules(rules: Rules, journal: list[Entry]) -> Said:
    """Every field is what it should be, and the panel is drawn by the rules of the frame."""
    named = [entry.body["rules"] for entry in journal if entry.type in {"frame", "pool"}]
    faults = [f"pool ({digest} ≠ {named[0]})" for digest in named[1:] if digest != named[0]]
    return faulty(faults, checked=len(rules.criteria))


@RULES.check("rules.form", FILE, due=lambda files: not is_framed(files))
def check_file_rules(file_rules: dict[str, Any]) -> Said:
    """Every field is what it should be, where the volunteers came in a file."""
    return faulty([], checked=len(file_rules))
