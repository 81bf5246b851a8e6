"""The catalogues as tests read them: every code with its sentence in each language."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from tirage.i18n.catalogue import COMPLETE, Language, catalogue, missing

_LACKING = {language: missing(language) for language in COMPLETE}
assert not any(_LACKING.values()), f"codes without words in src/tirage/locale/LANGUAGE: {_LACKING}"

TEXTS: dict[str, dict[Language, str]] = {
    code: {language: "\n".join(catalogue(language)[code].sentences()) for language in COMPLETE}
    for code in catalogue("en")
}
"""A text with plural forms has its template and every form, one a line."""


def room(name: str) -> dict[str, dict[Language, str]]:
    """The sentences of one file of `locale`."""
    codes = tomllib.loads(
        files("tirage").joinpath("locale", "en", f"{name}.toml").read_text(encoding="utf-8")
    )
    return {code: TEXTS[code] for code in codes}
