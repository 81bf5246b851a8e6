"""The words of a report, in French and English: `locale/fr.toml` and `locale/en.toml`."""

from __future__ import annotations

import re
from typing import Any

from .data import texts

LANGUAGES = ("fr", "en")

_WORD = re.compile(r"(?:^|(?<=\())[a-z0-9-]+(?=$|[: )])")


def catalogue(language: str) -> dict[str, dict[str, Any]]:
    """`sentences`, `words` and `phrases` by code; in English for a language that is not there.

    A phrase that depends on a number has two forms by the plural categories of CLDR: `one` and `other`.
    """
    return texts(language if language in LANGUAGES else "en")


def sentence(code: str, language: str) -> str:
    """What the check of that code says."""
    said: str = catalogue(language)["sentences"][code]
    return said


def phrase(code: str, language: str, *values: object, **named: object) -> str:
    """A phrase of the report with its values; `count` chooses the form of one that has forms.

    >>> phrase("verdict.opened", "en", count=1)
    'VERDICT: this assembly is open (1 check); nothing has been fixed or drawn in it yet.'
    """
    said: str | dict[str, str] = catalogue(language)["phrases"][code]
    if isinstance(said, dict):
        # Of none there is the singular in French, the plural in English.
        single = named["count"] == 1 or (language == "fr" and named["count"] == 0)
        said = said["one" if single else "other"]
    return said.format(*values, **named)


def value(text: str, language: str) -> str:
    """A value of a check, with the words of ours in it translated: at its start or after a bracket.

    >>> value("duplicate-key: pid", "en")
    'duplicate key: pid'
    """
    known = catalogue(language)["words"]
    return _WORD.sub(lambda match: known.get(match[0], match[0]), text)


def codes() -> frozenset[str]:
    """Codes of all sentences."""
    return frozenset(catalogue("en")["sentences"])


def words() -> frozenset[str]:
    """All words that a value may begin with."""
    return frozenset(catalogue("en")["words"])
