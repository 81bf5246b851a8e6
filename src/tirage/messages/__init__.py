"""Every sentence that tirage says, by code, in French and English.

A room has one module here (`inputs`, `acts`, `help`, …) with a dictionary `TEXTS`:
code → {"fr": template, "en": template}; templates are `str.format` templates. A defect of
code `c` has three: `c.found`, `c.expected` and `c.remedy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Literal

from tirage.errors import Defect

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
ROOMS = (
    "acts",
    "alternates",
    "anchors",
    "browser",
    "census",
    "ceremony",
    "chances",
    "checks",
    "conflicts",
    "coverage",
    "dossiers",
    "extracts",
    "fairness",
    "help",
    "inputs",
    "life",
    "life_help",
    "packs",
    "proofs",
    "records",
    "report_labels",
    "report_life",
    "report_scenes",
    "reports",
    "rules",
    "simulations",
    "story",
    "succession",
    "synth",
    "terms",
)


def _catalogue() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for room in ROOMS:
        for code, by_language in import_module(f"tirage.messages.{room}").TEXTS.items():
            if code in texts:
                raise KeyError(f"message code defined twice: {code}")
            texts[code] = by_language
    return texts


TEXTS = _catalogue()


def text(code: str, language: Language, **values: object) -> str:
    """The sentence of `code` with its values filled in; KeyError for an unknown code."""
    return TEXTS[code][language].format(**values)


def explain(defect: Defect, language: Language) -> dict[str, str]:
    """The three sentences of a defect: `found`, `expected`, `remedy`."""
    return {
        part: text(f"{defect.code}.{part}", language, **defect.values)
        for part in ("found", "expected", "remedy")
    }


def codes() -> Iterable[str]:
    """All codes, sorted."""
    return sorted(TEXTS)
