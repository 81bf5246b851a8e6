"""`tirage.yaml` from bytes to `Rules`: every defect at once, each with its line and what to do.

What a key may hold is said in `model`; what the keys must be together, in `conflicts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tirage.errors import Defect, InputInvalid
from tirage.people.geography.read import read_geography, shipped
from tirage.rules.conflicts import Place, conflicts
from tirage.rules.model import OF_ROLLS, VERSION, FileRules, RollRules, Rules
from tirage.rules.nodes import Written, read_document, refuse, validated
from tirage.rules.sections import (
    AlternatesRules,
    CoolingOff,
    Criterion,
    DrawRules,
    Letters,
    Presumed,
    ReplacementRules,
    StandbyRules,
    Stream,
    TermRules,
)
from tirage.tabular.cells import quoted
from tirage.tabular.encodings import decode
from tirage.tabular.files import read_bytes

_MODELS: Mapping[str, Any] = {
    "streams": Stream,
    "criteria": Criterion,
    "letters": Letters,
    "cooling_off": CoolingOff,
    "draws": DrawRules,
    "replacements": ReplacementRules,
    "term": TermRules,
}
_INSIDE: Mapping[tuple[str, str], Any] = {
    ("letters", "forecast"): Presumed,
    ("replacements", "alternates"): AlternatesRules,
    ("replacements", "standby"): StandbyRules,
}
"""Sections within sections."""


def read_rules(path: str | Path) -> Rules:
    """The rules in `path`; raises InputInvalid with every defect of the file."""
    file = str(path)
    text, _ = decode(read_bytes(Path(path)), file, None)
    return parse_rules(text, file)


def read_roll_rules(path: str | Path) -> RollRules:
    """The same, of an assembly whose volunteers answer letters; a defect for each section that lacks."""
    rules = read_rules(path)
    if isinstance(rules, RollRules):
        return rules
    needed = [name for name, field in RollRules.model_fields.items() if field.is_required()]
    missing = [name for name in needed if name in OF_ROLLS or getattr(rules, name) is None]
    raise InputInvalid([Defect("rules.key.missing", str(path), 1, name, {"key": name}) for name in missing])


def parse_rules(text: str, file: str) -> Rules:
    """The rules of a YAML text; `file` only names it."""
    written = read_document(text, file)
    defects = written.defects
    model = _model(written.values)
    rules = validated(model, written, partial(_known_keys, rules=model), VERSION)
    if isinstance(rules, RollRules):
        rules, more = _located(rules, written)
        defects += more
    if rules is not None:
        defects += (written.defect(code, place, values) for code, place, values in conflicts(rules))
    if defects or rules is None:
        refuse(defects)
    return rules


def _located(rules: RollRules, written: Written) -> tuple[RollRules, list[Defect]]:
    """The rules with the tables of their places, and the defects of those that cannot be read."""
    criteria, defects = dict(rules.criteria), list[Defect]()
    hashes: dict[str, str] = {}
    for name, each in rules.criteria.items():
        if each.geography is None:
            continue
        place: Place = ("criteria", name, "geography")
        try:
            table = read_geography(each.geography, Path(written.file).parent)
        except InputInvalid as error:
            unknown = [found for found in error.defects if found.code == "geography.unknown"]
            own = [found for found in error.defects if found not in unknown]
            defects += (written.defect(found.code, place, dict(found.values)) for found in unknown)
            defects += (found for found in own if found not in defects)
            continue
        taken = table.name in shipped() and each.geography != table.name
        if taken or hashes.setdefault(table.name, table.sha256) != table.sha256:
            defects.append(written.defect("geography.name", place, {"found": quoted(table.name)}))
        criteria[name] = each.in_places(table)
    return rules.model_copy(update={"criteria": criteria}), defects


def _model(document: object) -> type[Rules]:
    """The model of the road that these rules are for."""
    return RollRules if isinstance(document, dict) and document.keys() & OF_ROLLS else FileRules


def _known_keys(place: Place, rules: type[Rules]) -> list[str]:
    model = _MODELS[str(place[0])] if len(place) > 1 else rules
    if len(place) > 2:
        model = _INSIDE.get((str(place[0]), str(place[1])), model)
    return [field.alias or name for name, field in model.model_fields.items()]
