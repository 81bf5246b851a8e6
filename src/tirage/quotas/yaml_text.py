"""Quotas written as tirage's own YAML, which `yaml_file` reads back the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from tirage.quotas.amendments import Amendment
from tirage.quotas.model import SIGN, Category, Cell, Quotas
from tirage.quotas.yaml_file import VERSION

ENDLESS = 2**31


def yaml_text(quotas: Quotas, changes: Sequence[Amendment] = (), *, source: str = "", note: str = "") -> str:
    """The text of a quota file: minimums and maximums in seats, and what else is given."""
    document: dict[str, Any] = {"tirage": VERSION}
    document |= {key: text for key, text in (("source", source), ("note", note)) if text}
    document["criteria"] = {
        each.name: {part.name: _bounds(part) for part in each.categories} for each in quotas.criteria
    }
    if quotas.crossings:
        document["crossings"] = {
            each.name: {SIGN.join(part.categories): _bounds(part) for part in each.cells}
            for each in quotas.crossings
        }
    if changes:
        document["changes"] = [each.document() for each in changes]
    # Only what holds no list or mapping itself stands on one line, in braces.
    text: str = yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=ENDLESS
    )
    return text


def _bounds(part: Category | Cell) -> dict[str, int]:
    limits = {"minimum": part.minimum, "maximum": part.maximum}
    flex = {"min_flex": part.min_flex, "max_flex": part.max_flex}
    return limits | {key: value for key, value in flex.items() if value is not None}
