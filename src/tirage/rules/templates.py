"""The files that a new dossier begins with, for people to read and correct."""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from tirage.i18n.languages import COMPLETE, FALLBACK

RULES = "tirage.yaml"
QUOTAS = "quotas.yaml"
Template = Literal["paris", "generic"]

_QUOTAS = {"paris": "paris.quotas.yaml", "generic": "generic.{language}.quotas.yaml"}


def template(name: Template, language: str) -> dict[str, bytes]:
    """File name → content; comments in `language`, English where there is no such template."""
    if language not in COMPLETE:
        language = FALLBACK
    folder = files("tirage.rules") / "templates"
    return {
        RULES: (folder / f"{name}.{language}.yaml").read_bytes(),
        QUOTAS: (folder / _QUOTAS[name].format(language=language)).read_bytes(),
    }
