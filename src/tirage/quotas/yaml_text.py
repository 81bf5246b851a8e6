"""Quotas written as tirage's own YAML, which `yaml_file` reads back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from tirage.quotas.amendments import Amendment
from tirage.quotas.model import Bound, Criterion, Quotas
from tirage.quotas.yaml_file import VERSION

ENDLESS = 2**31
_PLAIN = re.compile(r"[^\W\d_][\w +’'-]*|\d[\d-]*[^\W\d_]?[\w -]*")
_TAKEN = {"yes", "no", "true", "false", "null", "on", "off", "y", "n", "oui", "non"}


@dataclass(frozen=True, slots=True)
class Comments:
    """What a quota file says to people beside its figures."""

    title: tuple[str, ...] = ()
    criteria: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Above a criterion or a crossing."""
    bounds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Beside the bound of a (criterion, category)."""


def yaml_text(
    quotas: Quotas,
    changes: Sequence[Amendment] = (),
    *,
    source: str = "",
    note: str = "",
    comments: Comments | None = None,
) -> str:
    """The text of a quota file: minimums and maximums in seats, and what else is given."""
    said = comments or Comments()
    lines = [*(f"# {line}" for line in said.title), *([""] if said.title else []), f"tirage: {VERSION}"]
    lines += [f"{key}: {written(text)}" for key, text in (("source", source), ("note", note)) if text]
    for key, criteria in (("criteria", quotas.criteria), ("crossings", quotas.crossings)):
        if criteria:
            lines += [f"{key}:", *(line for each in criteria for line in _criterion(each, said))]
    return "\n".join([*lines, *([""] if changes else []), _changes(changes)])


def _criterion(criterion: Criterion, comments: Comments) -> Iterator[str]:
    yield ""
    yield from (f"  # {line}" for line in comments.criteria.get(criterion.name, ()))
    yield f"  {written(criterion.name)}:"
    width = max(len(written(name)) for name in criterion.categories) + 1
    for bound in criterion.bounds:
        line = f"    {written(bound.category) + ':':<{width}} {_limits(bound):<28}"
        beside = comments.bounds.get((bound.criterion, bound.category))
        yield f"{line} # {beside}" if beside else line.rstrip()


def _limits(bound: Bound) -> str:
    limits = {"minimum": bound.minimum, "maximum": bound.maximum}
    flex = {"min_flex": bound.min_flex, "max_flex": bound.max_flex}
    given = limits | {key: value for key, value in flex.items() if value is not None}
    return "{" + ", ".join(f"{key}: {value}" for key, value in given.items()) + "}"


def _changes(changes: Sequence[Amendment]) -> str:
    if not changes:
        return ""
    document = {"changes": [each.document() for each in changes]}
    # Only what holds no list or mapping itself stands on one line, in braces.
    text: str = yaml.safe_dump(
        document, allow_unicode=True, sort_keys=False, default_flow_style=None, width=ENDLESS
    )
    return text


def written(name: str) -> str:
    """A name or another text as YAML takes it for one, quoted only where it must be.

    >>> written("25-39"), written("Femme × 16e"), written("no"), written("a: b")
    ('25-39', '"Femme × 16e"', '"no"', '"a: b"')
    """
    if _PLAIN.fullmatch(name) and name.casefold() not in _TAKEN and not name.endswith(" "):
        return name
    quoted = json.dumps(name, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted)
