"""The files that a new dossier begins with, for people to read and correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.i18n.languages import COMPLETE, FALLBACK

if TYPE_CHECKING:
    from tirage.rules.model import Rules

RULES = "tirage.yaml"
QUOTAS = "quotas.yaml"
VOLUNTEERS, GENERIC = "volunteers", "generic"
"""The templates that are no city's: a file of volunteers; rolls and letters."""
Value = str | int | Sequence[str]
NO_VALUES: Mapping[str, Value] = {}
_FOLDER = files("tirage.rules") / "templates"


def quota_file(rules: Rules, folder: Path) -> Path | None:
    """The quota file that rules in `folder` mean: that named, else quotas.yaml if it is there, or none."""
    if rules.quotas is not None:
        return folder / rules.quotas
    beside = folder / QUOTAS
    return beside if beside.exists() else None


def templates() -> tuple[str, ...]:
    """Names of the templates: those that are no city's, then the cities, sorted."""
    found = {path.name.split(".")[0] for path in _FOLDER.iterdir() if path.name.count(".") == 2}
    return (VOLUNTEERS, GENERIC, *sorted(found - {VOLUNTEERS, GENERIC}))


def template(
    name: str, language: str, values: Mapping[str, Value] = NO_VALUES, geography: str | None = None
) -> dict[str, bytes]:
    """File name → content; comments in `language`, English where there is no such template.

    `values`: key of `tirage.yaml` → what it says in place of what the template does; `draws.roll` is the key
    `roll` of the section `draws`. `geography`: a table that ships, or a file: the places by which letters and
    seats are spread, of a template that has none. Raises InputInvalid for a table that cannot be read.
    """
    if language not in COMPLETE:
        language = FALLBACK
    rules = (_FOLDER / f"{name}.{language}.yaml").read_text(encoding="utf-8")
    for key, value in values.items():
        rules = _filled(rules, key, _yaml(value))
    own = _FOLDER / f"{name}.quotas.yaml"
    quotas = own if own.is_file() else _FOLDER / f"{GENERIC}.{language}.quotas.yaml"
    found = {RULES: rules.encode("utf-8"), QUOTAS: quotas.read_bytes()}
    return found if geography is None else _in_places(found, geography, language)


def _in_places(found: Mapping[str, bytes], geography: str, language: str) -> dict[str, bytes]:
    """Rules and quotas with a criterion more; beside them the table, where it is a file."""
    # As above: a command that asks for names only has no use for tables.
    from tirage.i18n.catalogue import text
    from tirage.people.geography.read import read_geography, shipped

    table, name = read_geography(geography), text("init.place", language)
    ships = geography in shipped()
    named = geography if ships else Path(geography).name
    rules = found[RULES].decode("utf-8")
    criterion = f"\n  {name}:\n    from: address\n    geography: {_yaml(named)}"
    # In front of the comment on the strata.
    end = rules.rindex("\n\n", 0, rules.index("\nstrata: ["))
    rules = rules[:end] + criterion + rules[end:]
    rules = re.sub(r"^strata: \[", f"strata: [{name}, ", rules, count=1, flags=re.MULTILINE)
    lines = [f"  # {table.source}" if table.source else "", f"  {name}:"]
    seats = re.search(r"^seats: (.*)$", rules, re.MULTILINE)
    free = f"minimum: 0, maximum: {seats[1] if seats else 0}"
    total = sum(place.population or 0 for place in table.places.values())
    for label, place in table.places.items():
        share = f"share: {100 * (place.population or 0) / total:.4f} %, tolerance: 1" if total else free
        lines.append(f"    {_yaml(label)}: {{{share}}}")
    quotas = found[QUOTAS].decode("utf-8").rstrip("\n") + "\n" + "\n".join(filter(None, lines)) + "\n"
    files = {RULES: rules.encode("utf-8"), QUOTAS: quotas.encode("utf-8")}
    return files if ships else {**files, named: Path(geography).read_bytes()}


def _filled(rules: str, key: str, value: str) -> str:
    """The text with the value of a key; a key that only a comment has stands in its place."""
    section, _, own = key.rpartition(".")
    start = rules.index(f"\n{section}:\n") if section and f"\n{section}:\n" in rules else 0
    indent = "  " if section else ""
    pattern = re.compile(rf"^{indent}(?:# )?{own}: .*$", re.MULTILINE)
    line = f"{indent}{own}: {value}"
    if pattern.search(rules, start) is None:
        return f"{rules}\n{section}:\n{line}\n" if section else f"{rules}\n{line}\n"
    return rules[:start] + pattern.sub(lambda _: line, rules[start:], count=1)


def _yaml(value: Value) -> str:
    # The names of files are asked for by commands that have no use for a reader of YAML.
    from tirage.quotas.yaml_text import written

    if isinstance(value, int):
        return str(value)
    return written(value) if isinstance(value, str) else f"[{', '.join(map(written, value))}]"
