"""YAML as nodes that know their place; every value is text, and no key comes twice unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from tirage.errors import Defect, InputInvalid
from tirage.tabular.cells import clean, quoted
from tirage.tabular.encodings import decode
from tirage.tabular.tables import Table


class NotYaml(Exception):
    """A text that is not YAML: the reader's own words, in English, and the place that it names."""

    def __init__(self, detail: str, line: int | None = None, position: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.line = line
        """From 1; None where the reader names no place."""
        self.position = position
        """Character in the line, from 1."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of a mapping and its value."""

    key: str | None
    """As text; None for a key that is a list or a mapping."""
    node: yaml.Node
    """The key's node."""
    value: yaml.Node
    first: int | None
    """The line, from 1, on which the same key stands already; None where it does not."""


def compose(text: str) -> yaml.Node | None:
    """The root of a YAML text, None for an empty one; raises NotYaml."""
    try:
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except RecursionError:
        raise NotYaml("nesting too deep") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark is not None else ()
        raise NotYaml(error.problem or error.context or "?", *place) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise NotYaml(error.reason, *place) from error


def pairs(mapping: yaml.MappingNode) -> Iterator[Pair]:
    """The keys of a mapping in their order, those that come again too."""
    lines: dict[str, int] = {}
    for node, value in mapping.value:
        key = clean(node.value) if isinstance(node, yaml.ScalarNode) else None
        yield Pair(key, node, value, None if key is None else lines.get(key))
        if key is not None:
            lines.setdefault(key, node.start_mark.line + 1)


def table_of(data: bytes, path: Path, key: str) -> tuple[Table, list[Defect]]:
    """The list of mappings under `key` as a table, and a defect for each item that is no such thing.

    A list in an item is its values, joined by `|`. Raises InputInvalid where there is no such list.
    """
    file = str(path)
    text, encoding = decode(data, file, None)
    try:
        root = compose(text)
    except NotYaml as error:
        values = {"detail": quoted(error.detail)}
        raise InputInvalid([Defect("rules.syntax", file, error.line, None, values)]) from error
    top = {pair.key: pair.value for pair in pairs(root)} if isinstance(root, yaml.MappingNode) else {}
    listed = top.get(key)
    if not isinstance(listed, yaml.SequenceNode):
        raise InputInvalid([Defect("table.yaml.list", file, 1, None, {"key": key})])
    rows, defects = [], []
    for item in listed.value:
        line = item.start_mark.line + 1
        if isinstance(item, yaml.MappingNode):
            rows.append((line, {pair.key or "": _cell(pair.value) for pair in pairs(item)}))
        else:
            defects.append(Defect("table.yaml.item", file, line, None, {"key": key}))
    header = tuple(dict.fromkeys(name for _, cells in rows for name in cells))
    even = [(line, tuple(cells.get(name, "") for name in header)) for line, cells in rows]
    return Table(path.name, encoding, sha256(data).hexdigest(), header, even, 0), defects


def _cell(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "|".join(clean(str(each.value)) for each in node.value)
    return clean(str(node.value))
