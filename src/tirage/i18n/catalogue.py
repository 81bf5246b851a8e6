"""Every sentence that tirage says, by code, from `locale/<language>/<room>.toml`.

A template is filled in by `str.format`. A defect of code `c` has three sentences: `c.found`, `c.expected`
and `c.remedy`; any other error has two, `c` and `c.remedy`. A language is a folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from tirage.errors import Defect
from tirage.i18n.typography import typeset

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """Template by code; KeyError for a code that two rooms define."""
    texts: dict[str, str] = {}
    for room in sorted(files("tirage").joinpath("locale", language).iterdir(), key=lambda file: file.name):
        for code, template in tomllib.loads(room.read_text(encoding="utf-8")).items():
            if code in texts:
                raise KeyError(f"message code defined twice: {code}")
            texts[code] = typeset(template) if language == "fr" else template
    return texts


def text(code: str, language: Language, **values: object) -> str:
    """The sentence of `code` with its values filled in; KeyError for an unknown code."""
    return catalogue(language)[code].format(**values)


def explain(defect: Defect, language: Language) -> dict[str, str]:
    """The three sentences of a defect: `found`, `expected`, `remedy`."""
    return {
        part: text(f"{defect.code}.{part}", language, **defect.values)
        for part in ("found", "expected", "remedy")
    }
