"""The files that a new dossier begins with, for people to read and correct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tirage.errors import InputInvalid, Refused
from tirage.i18n.languages import COMPLETE, FALLBACK
from tirage.tabular.files import check_new, why_unwritable

if TYPE_CHECKING:
    from tirage.rules.model import Rules

RULES = "tirage.yaml"
QUOTAS = "quotas.yaml"
Template = Literal["volunteers", "generic", "paris"]
"""A file of volunteers; rolls and letters, anywhere; the same in Paris."""
Value = str | int | Sequence[str]
NO_VALUES: Mapping[str, Value] = {}
_QUOTAS = {"paris": "paris.quotas.yaml"}


def quota_file(rules: Rules, folder: Path) -> Path | None:
    """The quota file that rules in `folder` mean: that named, else quotas.yaml if it is there, or none."""
    if rules.quotas is not None:
        return folder / rules.quotas
    beside = folder / QUOTAS
    return beside if beside.exists() else None


def template(name: Template, language: str, values: Mapping[str, Value] = NO_VALUES) -> dict[str, bytes]:
    """File name → content; comments in `language`, English where there is no such template.

    `values`: key of `tirage.yaml` → what it says in place of what the template does; `draws.roll` is the key
    `roll` of the section `draws`.
    """
    if language not in COMPLETE:
        language = FALLBACK
    folder = files("tirage.rules") / "templates"
    rules = (folder / f"{name}.{language}.yaml").read_text(encoding="utf-8")
    for key, value in values.items():
        rules = _filled(rules, key, _yaml(value))
    quotas = _QUOTAS.get(name, f"generic.{language}.quotas.yaml")
    return {RULES: rules.encode("utf-8"), QUOTAS: (folder / quotas).read_bytes()}


def write_template(
    folder: Path, name: Template, language: str, values: Mapping[str, Value] = NO_VALUES
) -> None:
    """Write the files of a template; Refused, with nothing written, where one of them is there already.

    `values` as of `template`. InputInvalid for values that the rules cannot have: nothing is written then.
    """
    # The reader is above the templates.
    from tirage.rules.read import parse_rules

    contents = template(name, language, values)
    for file in contents:
        check_new(folder / file)
    parse_rules(contents[RULES].decode("utf-8"), str(folder / RULES))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in contents.items():
            with (folder / file).open("xb") as stream:
                stream.write(data)
    except FileExistsError as error:
        raise Refused("init.exists", path=folder) from error
    except OSError as error:
        raise InputInvalid([why_unwritable(folder, error)]) from error


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
