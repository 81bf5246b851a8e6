"""YAML as nodes that know their place; every value is text, and no key comes twice unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from tirage.tabular.cells import clean


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
