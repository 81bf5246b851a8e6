"""Entries of a quota file in YAML: every finding has its line and its character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from tirage.quotas.checks import whole
from tirage.quotas.drafts import Findings, Place
from tirage.tabular.cells import clean, closest, quoted
from tirage.tabular.yaml_nodes import pairs

Entry = tuple[Place, yaml.Node]
"""Where a key stands, and its value."""
# `{share: 12,2 %}`: inside braces the comma ends the value, and `2 %` becomes a key.
CUT_SHARE = re.compile(r"[0-9]+\s*%")


def whole_number(
    keys: Mapping[str, Entry], key: str, required_at: Place | None, findings: Findings
) -> int | None:
    """The whole number under `key`; a finding where it is missing and there is a place that requires it."""
    if key in keys:
        text = scalar(keys[key], findings)
        return None if text is None else whole(text, keys[key][0], findings)
    if required_at is not None:
        findings.add("quotas.key.missing", Place(required_at.line, key, required_at.position))
    return None


def known_keys(mapping: Entry, known: tuple[str, ...], findings: Findings) -> dict[str, Entry] | None:
    """The entries of a mapping by key, None for anything else; a key that is not `known` is a finding."""
    entries = dict(entries_of(mapping, "quotas.key.duplicate", findings))
    for key, (where, _) in entries.items():
        if key not in known and CUT_SHARE.fullmatch(key):
            findings.add("quotas.share.comma", where)
        elif key not in known:
            nearest = closest(key, known)
            findings.add("quotas.key.unknown", where, closest=nearest, known=", ".join(known))
    return entries if isinstance(mapping[1], yaml.MappingNode) else None


def entries_of(mapping: Entry, duplicate: str, findings: Findings) -> Iterator[tuple[str, Entry]]:
    """(key, (place of the key, value)) of a mapping; a key that comes again is a finding and left out."""
    place, node = mapping
    if not isinstance(node, yaml.MappingNode):
        findings.add("quotas.yaml.shape", place)
        return
    for pair in pairs(node):
        where = place_of(pair.node, pair.key)
        if pair.key is None:
            findings.add("quotas.yaml.shape", where)
        elif pair.first is not None:
            findings.add(duplicate, where, first=pair.first)
        else:
            yield pair.key, (where, pair.value)


def items_of(entry: Entry, findings: Findings) -> Iterator[Entry]:
    """The items of a list, which has one at least."""
    place, node = entry
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        findings.add("quotas.yaml.list", place)
        return
    for item in node.value:
        yield place_of(item, place.key), item


def scalar(entry: Entry, findings: Findings) -> str | None:
    """A value as text; None, and a finding, for anything that is no single value."""
    place, node = entry
    if isinstance(node, yaml.ScalarNode):
        return clean(node.value)
    findings.add("quotas.yaml.value", place)
    return None


def place_of(node: yaml.Node, key: str | None) -> Place:
    """The line and the character, from 1, at which a node begins."""
    mark = node.start_mark
    return Place(mark.line + 1, None if key is None else quoted(key), mark.column + 1)
