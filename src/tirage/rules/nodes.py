"""A YAML file that people write, read strictly: texts with their lines, and pydantic's findings as defects.

The file is walked node by node, never loaded: a key given twice is seen, and `01000`, `no`, `12:30` stay the
words that they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tirage.errors import Defect, InputInvalid
from tirage.rules.conflicts import Place
from tirage.tabular.cells import clean, closest, quoted
from tirage.tabular.yaml_nodes import NotYaml, compose, pairs

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class Written:
    """What stands in a file."""

    file: str
    """As the user named it."""
    values: object = None
    """Texts, tuples and mappings."""
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})
    """Where each place begins."""
    defects: list[Defect] = field(default_factory=list)
    """Keys given twice."""

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def defect(self, code: str, place: Place, values: dict[str, object] | None = None) -> Defect:
        """One at a place."""
        return Defect(code, self.file, self.line(place), key_of(place), values or {})


def read_document(text: str, file: str) -> Written:
    """The keys and values of a text; InputInvalid for what is no YAML, or has no keys."""
    try:
        root = compose(text)
    except NotYaml as error:
        values = {"detail": quoted(error.detail)}
        raise InputInvalid([Defect("rules.syntax", file, error.line, None, values)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise InputInvalid([Defect("rules.shape", file, 1)])
    written = Written(file)
    written.values = _plain(root, (), written)
    return written


def validated(
    model: type[M], written: Written, known: Callable[[Place], Sequence[str]], version: str
) -> M | None:
    """What stands in a file as a model; None where it is none: its defects are with those of the file then.

    `known`: the keys that a place may have.
    """
    try:
        return model.model_validate(written.values)
    except ValidationError as error:
        written.defects += [defect_of(found, written, known, version) for found in error.errors()]
        return None


def refuse(defects: Sequence[Defect]) -> NoReturn:
    """InputInvalid with every defect of a file, from its top."""
    raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))


def key_of(place: Place) -> str:
    """`criteria.genre.from`, as a message has it."""
    return quoted(".".join(str(part) for part in place))


def _plain(node: yaml.Node, place: Place, written: Written) -> object:
    """Texts, lists and mappings; the line of each place is noted, and keys given twice."""
    written.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, (*place, i), written) for i, item in enumerate(node.value))
    if not isinstance(node, yaml.MappingNode):
        return clean(str(node.value))
    found: dict[str, object] = {}
    for pair in pairs(node):
        key, line = pair.key or clean(str(pair.node.value)), pair.node.start_mark.line + 1
        if pair.first is not None:
            values = {"key": quoted(key), "first": pair.first}
            defect = Defect("rules.key.duplicate", written.file, line, quoted(key), values)
            written.defects.append(defect)
            continue
        written.lines[*place, key] = line
        found[key] = _plain(pair.value, (*place, key), written)
    return found


def defect_of(
    found: ErrorDetails, written: Written, known: Callable[[Place], Sequence[str]], version: str
) -> Defect:
    """What pydantic found, as one of our defects; `known`: the keys that a place may have."""
    place: Place = tuple(part for part in found["loc"] if part != "[key]")
    kind = str(found["type"])
    values: dict[str, object] = {"key": key_of(place), "found": quoted(str(found.get("input", "")))}
    if kind == "missing":
        return Defect("rules.key.missing", written.file, written.line(place[:-1]), key_of(place), values)
    if kind == "extra_forbidden":
        keys = known(place)
        values |= {"closest": closest(str(place[-1]), keys), "known": ", ".join(keys)}
        return written.defect("rules.key.unknown", place, values)
    if kind == "literal_error":
        values["allowed"] = str(found["ctx"]["expected"]).replace(" or ", ", ")
        code = "rules.version" if place == ("tirage",) else "rules.choice"
        return written.defect(code, place, values | {"version": version})
    known_codes = {
        "string_pattern_mismatch": "rules.slug",
        "dict_type": "rules.mapping",
        "mapping_type": "rules.mapping",
        "model_type": "rules.mapping",
    }
    code = (
        kind
        if kind.startswith("rules.")
        else known_codes.get(kind, "rules.list" if "tuple" in kind else "rules.text")
    )
    return written.defect(code, place, values)
