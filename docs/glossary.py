"""The glossary in both languages, made from one table, docs/glossary.toml."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

TABLE = Path(__file__).with_name("glossary.toml")
OTHER = {"fr": "en", "en": "fr"}
HEADS = {
    "fr": (
        "Glossaire",
        "Les mots du tirage au sort, tels que les emploient ces pages, les écrans et les documents.",
    ),
    "en": ("Glossary", "The words of sortition, as these pages, screens and papers use them."),
}
ELSEWHERE = {"fr": "En anglais : {}.", "en": "In French: {}."}


def glossary(language: str) -> str:
    """The page, terms in the order of the alphabet."""
    terms = tomllib.loads(TABLE.read_text(encoding="utf-8"))["term"]
    title, first = HEADS[language]
    lines = [f"<!-- Made from glossary.toml by generate.py. -->\n\n# {title}\n\n{first}\n"]
    for term in sorted(terms, key=lambda each: _sorted_as(each, language)):
        other = OTHER[language]
        elsewhere = ELSEWHERE[language].format(term[other])
        lines.append(f"## {term[language]}\n\n{term[f'{language}_is']} *{elsewhere}*\n")
    return "\n".join(lines)


def _sorted_as(term: Mapping[str, str], language: str) -> str:
    """Without accents or capitals, as a dictionary has it."""
    plain = unicodedata.normalize("NFD", term[language].casefold())
    return "".join(sign for sign in plain if sign.isalnum() or sign == " ")
