"""`tirage.yaml` from bytes to `Rules`: every defect at once, each with its line and what to do.

The file is walked node by node, never loaded: a key given twice is seen, and `01000`, `no`, `12:30` stay the
words that they are. What a key may hold is said in `model`; what the keys must be together, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tirage.errors import Defect, InputInvalid
from tirage.rules.model import (
    LONGEST,
    OF_HEALTH,
    SHORTEST,
    VERSION,
    CoolingOff,
    Criterion,
    DrawRules,
    Letters,
    Rules,
    Stream,
    TermRules,
)
from tirage.rules.values import Ages, read_ages
from tirage.tabular.cells import clean, closest, quoted
from tirage.tabular.encodings import decode
from tirage.tabular.files import read_bytes
from tirage.tabular.yaml_nodes import NotYaml, compose, pairs

Place = tuple[str | int, ...]
_MODELS: Mapping[str, Any] = {
    "": Rules,
    "streams": Stream,
    "criteria": Criterion,
    "letters": Letters,
    "cooling_off": CoolingOff,
    "draws": DrawRules,
    "term": TermRules,
}


def read_rules(path: str | Path) -> Rules:
    """The rules in `path`; raises InputInvalid with every defect of the file."""
    file = str(path)
    text, _ = decode(read_bytes(Path(path)), file, None)
    return parse_rules(text, file)


def parse_rules(text: str, file: str) -> Rules:
    """The rules of a YAML text; `file` only names it."""
    try:
        root = compose(text)
    except NotYaml as error:
        values = {"detail": quoted(error.detail)}
        raise InputInvalid([Defect("rules.syntax", file, error.line, None, values)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise InputInvalid([Defect("rules.shape", file, 1)])
    lines: dict[Place, int] = {(): 1}
    defects: list[Defect] = []
    document = _plain(root, (), lines, defects, file)
    rules = None
    try:
        rules = Rules.model_validate(document)
    except ValidationError as error:
        defects += [_defect(found, lines, file) for found in error.errors()]
    if rules is not None:
        defects += (
            Defect(code, file, _line(place, lines), _key(place), values)
            for code, place, values in _conflicts(rules)
        )
    if defects or rules is None:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return rules


def _plain(
    node: yaml.Node, place: Place, lines: dict[Place, int], defects: list[Defect], file: str
) -> object:
    """Texts, lists and mappings; the line of each place is noted, and keys given twice."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, (*place, i), lines, defects, file) for i, item in enumerate(node.value))
    if not isinstance(node, yaml.MappingNode):
        return clean(str(node.value))
    found: dict[str, object] = {}
    for pair in pairs(node):
        key, line = pair.key or clean(str(pair.node.value)), pair.node.start_mark.line + 1
        if pair.first is not None:
            values = {"key": quoted(key), "first": pair.first}
            defects.append(Defect("rules.key.duplicate", file, line, quoted(key), values))
            continue
        lines[*place, key] = line
        found[key] = _plain(pair.value, (*place, key), lines, defects, file)
    return found


def _defect(found: ErrorDetails, lines: Mapping[Place, int], file: str) -> Defect:
    """What pydantic found, as one of our defects."""
    place: Place = tuple(part for part in found["loc"] if part != "[key]")
    kind = str(found["type"])
    values: dict[str, object] = {"key": _key(place), "found": quoted(str(found.get("input", "")))}
    if kind == "missing":
        return Defect("rules.key.missing", file, _line(place[:-1], lines), _key(place), values)
    if kind == "extra_forbidden":
        known = _known_keys(place)
        values |= {"closest": closest(str(place[-1]), known), "known": ", ".join(known)}
        return Defect("rules.key.unknown", file, _line(place, lines), _key(place), values)
    if kind == "literal_error":
        values["allowed"] = str(found["ctx"]["expected"]).replace(" or ", ", ")
        code = "rules.version" if place == ("tirage",) else "rules.choice"
        return Defect(code, file, _line(place, lines), _key(place), values | {"version": VERSION})
    known_codes = {
        "string_pattern_mismatch": "rules.slug",
        "dict_type": "rules.mapping",
        "model_type": "rules.mapping",
    }
    code = (
        kind
        if kind.startswith("rules.")
        else known_codes.get(kind, "rules.list" if "tuple" in kind else "rules.text")
    )
    return Defect(code, file, _line(place, lines), _key(place), values)


def _known_keys(place: Place) -> list[str]:
    model = _MODELS[str(place[0]) if len(place) > 1 else ""]
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(place: Place, lines: Mapping[Place, int]) -> int | None:
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _key(place: Place) -> str:
    return quoted(".".join(str(part) for part in place))


Conflict = tuple[str, Place, dict[str, object]]


def _conflicts(rules: Rules) -> Iterator[Conflict]:
    """What each key allows and all of them together do not."""
    yield from _seat_conflicts(rules)
    yield from _draw_conflicts(rules)
    yield from _term_conflicts(rules)
    yield from _cause_conflicts(rules)
    for name in rules.strata:
        criterion = rules.criteria.get(name)
        if criterion is None or criterion.origin == "answers":
            known = [name for name, each in rules.criteria.items() if each.origin != "answers"]
            yield "rules.strata", ("strata",), {"found": quoted(name), "known": ", ".join(known)}
    for name, criterion in rules.criteria.items():
        yield from _criterion_conflicts(name, criterion, rules)
    for name, criterion in rules.criteria.items():
        if criterion.origin not in {"answers", "stream"} and name not in rules.strata:
            yield "rules.criterion.loose", ("criteria", name), {"key": quoted(name)}
    for key, named in (("rates", rules.letters.rates), ("answers", rules.letters.answers)):
        for name in named:
            own = rules.criteria.get(name)
            if own is None or (own.origin == "answers") != (key == "answers"):
                yield f"rules.letters.{key}", ("letters", key, name), {"found": quoted(name)}
            elif key == "rates":
                yield from _rate_conflicts(name, own, named[name])


def _rate_conflicts(name: str, criterion: Criterion, rates: Iterable[str]) -> Iterator[Conflict]:
    """Rates of categories that the criterion does not have."""
    known = criterion.places or tuple(criterion.categories)
    for category in rates:
        if category not in known:
            values: dict[str, object] = {"found": quoted(category), "known": ", ".join(known)}
            yield "rules.letters.category", ("letters", "rates", name, category), values


def _cause_conflicts(rules: Rules) -> Iterator[Conflict]:
    """Causes of departure that would tell of somebody's health."""
    for place, cause in enumerate(rules.causes):
        # Stems of three letters begin other words too: ill, psy.
        long = tuple(stem for stem in OF_HEALTH if len(stem) > 3)
        if any(word in OF_HEALTH or word.startswith(long) for word in cause.split("-")):
            yield "rules.cause.health", ("causes", place), {"found": quoted(cause)}


def _seat_conflicts(rules: Rules) -> Iterator[Conflict]:
    if rules.seats < 1:
        yield "rules.seats.none", ("seats",), {"found": rules.seats}
    total = sum(stream.seats for stream in rules.streams.values())
    if rules.streams and total != rules.seats:
        yield "rules.streams.seats", ("streams",), {"total": total, "seats": rules.seats}


def _draw_conflicts(rules: Rules) -> Iterator[Conflict]:
    if rules.drawing.batch == 0:
        yield "rules.draws.batch", ("draws", "batch"), {"found": 0}


def _term_conflicts(rules: Rules) -> Iterator[Conflict]:
    term = rules.term
    if term is None:
        return
    if term.months < 1 or not (SHORTEST <= term.months <= LONGEST or term.by_rules):
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        yield "rules.term.months", ("term", "months"), {"found": term.months, **limits}
    cohorts = 1 if term.cohorts is None else term.cohorts
    if not 1 <= cohorts <= max(1, rules.seats):
        yield "rules.term.cohorts", ("term", "cohorts"), {"found": cohorts, "seats": rules.seats}
    elif term.months % cohorts:
        yield "rules.term.uneven", ("term", "cohorts"), {"found": cohorts, "months": term.months}
    if term.cohorts == 1 and term.last > 1:
        yield "rules.term.last", ("term", "last"), {"found": term.last}


def _criterion_conflicts(name: str, criterion: Criterion, rules: Rules) -> Iterator[Conflict]:
    place: Place = ("criteria", name)
    placed = criterion.origin in {"address", "registration"}
    if placed != (criterion.geography is not None):
        yield "rules.geography", place, {"key": quoted(name), "origin": criterion.origin}
    wanted = {"sex": {"F", "M"}, "stream": set(rules.streams), "age": None}.get(criterion.origin, set())
    if wanted is not None and set(criterion.categories.values()) != wanted:
        found = ", ".join(criterion.categories.values()) or "—"
        yield "rules.categories", place, {"found": quoted(found), "wanted": ", ".join(sorted(wanted)) or "—"}
    if criterion.origin == "age":
        yield from _age_conflicts(name, criterion, rules)


def _age_conflicts(name: str, criterion: Criterion, rules: Rules) -> Iterator[Conflict]:
    """Bands that leave out or count twice an age that some stream takes."""
    bands = [(category, read_ages(text)) for category, text in criterion.categories.items()]
    unreadable = [category for category, ages in bands if ages is None]
    for category in unreadable:
        place: Place = ("criteria", name, "categories", category)
        yield "rules.age", place, {"key": quoted(category), "found": quoted(criterion.categories[category])}
    if unreadable:
        return
    streams = [stream.ages for stream in rules.streams.values()] or [Ages(0, 0)]
    lowest, highest = min(ages.lowest for ages in streams), max(ages.highest for ages in streams)
    for age in range(lowest, highest + 1) if rules.streams else ():
        inside = [category for category, ages in bands if ages and ages.lowest <= age <= ages.highest]
        taken = any(ages.lowest <= age <= ages.highest for ages in streams)
        if taken and len(inside) != 1:
            code = "rules.ages.overlap" if inside else "rules.ages.gap"
            yield code, ("criteria", name), {"age": age, "found": ", ".join(inside) or "—"}
            return
