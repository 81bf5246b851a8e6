"""`tirage.yaml` from bytes to `Rules`: every defect at once, each with its line and what to do.

The file is walked node by node, never loaded: a key given twice is seen, and `01000`, `no`, `12:30` stay the
words that they are. What a key may hold is said in `model`; what the keys must be together, here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tirage.errors import Defect, InputInvalid
from tirage.rules.conflicts import Place, conflicts
from tirage.rules.model import OF_ROLLS, VERSION, FileRules, RollRules, Rules
from tirage.rules.sections import CoolingOff, Criterion, DrawRules, Letters, Stream, TermRules
from tirage.tabular.cells import clean, closest, quoted
from tirage.tabular.encodings import decode
from tirage.tabular.files import read_bytes
from tirage.tabular.yaml_nodes import NotYaml, compose, pairs

_MODELS: Mapping[str, Any] = {
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


def read_roll_rules(path: str | Path) -> RollRules:
    """The same, of an assembly whose volunteers answer letters; a defect for each section that lacks."""
    rules = read_rules(path)
    if isinstance(rules, RollRules):
        return rules
    needed = [name for name, field in RollRules.model_fields.items() if field.is_required()]
    missing = [name for name in needed if name in OF_ROLLS or getattr(rules, name) is None]
    raise InputInvalid([Defect("rules.key.missing", str(path), 1, name) for name in missing])


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
    rules: Rules | None = None
    model = _model(document)
    try:
        rules = model.model_validate(document)
    except ValidationError as error:
        defects += [_defect(found, lines, file, model) for found in error.errors()]
    if rules is not None:
        defects += (
            Defect(code, file, _line(place, lines), _key(place), values)
            for code, place, values in conflicts(rules)
        )
    if defects or rules is None:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return rules


def _model(document: object) -> type[Rules]:
    """The model of the road that these rules are for."""
    return RollRules if isinstance(document, dict) and document.keys() & OF_ROLLS else FileRules


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


def _defect(found: ErrorDetails, lines: Mapping[Place, int], file: str, model: type[Rules]) -> Defect:
    """What pydantic found, as one of our defects."""
    place: Place = tuple(part for part in found["loc"] if part != "[key]")
    kind = str(found["type"])
    values: dict[str, object] = {"key": _key(place), "found": quoted(str(found.get("input", "")))}
    if kind == "missing":
        return Defect("rules.key.missing", file, _line(place[:-1], lines), _key(place), values)
    if kind == "extra_forbidden":
        known = _known_keys(place, model)
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


def _known_keys(place: Place, rules: type[Rules]) -> list[str]:
    model = _MODELS[str(place[0])] if len(place) > 1 else rules
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(place: Place, lines: Mapping[Place, int]) -> int | None:
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _key(place: Place) -> str:
    return quoted(".".join(str(part) for part in place))
