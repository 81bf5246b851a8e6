"""The words of a report, in French and English: `locale/fr.toml` and `locale/en.toml`."""

from __future__ import annotations

import re

from .data import texts

LANGUAGES = ("fr", "en")

_WORD = re.compile(r"(?:^|(?<=\())[a-z0-9-]+(?=$|[: )])")


def catalogue(language: str) -> dict[str, dict[str, str]]:
    """`sentences`, `words` and `phrases` by code; in English for a language that is not there."""
    return texts(language if language in LANGUAGES else "en")


def sentence(code: str, language: str) -> str:
    """What the check of that code says."""
    return catalogue(language)["sentences"][code]


def phrase(code: str, language: str, *values: object, **named: object) -> str:
    """A phrase of the report with its values."""
    return catalogue(language)["phrases"][code].format(*values, **named)


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
