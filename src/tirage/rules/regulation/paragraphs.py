"""The paragraphs of a regulation: which rules each of them fixes, and what they say. Pure.

`spec/regulation.json` has the paragraphs in their order, so that § 13 is fairness for every assembly and in
every language; under each its keys, as `tirage.yaml` has them, and where `public/rules.json` has the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tirage.i18n.catalogue import Language, text
from tirage.quotas.model import Quotas
from tirage.rules.model import RollRules, Rules
from tirage.rules.regulation.told import told
from tirage.rules.sections import CoolingOff, TermRules

_SPECIFIED = Path(__file__).parents[2] / "spec" / "regulation.json"


@dataclass(frozen=True, slots=True)
class RuleParagraph:
    """One numbered paragraph."""

    number: int
    """From 1; that of a rule never changes."""
    code: str
    title: str
    text: tuple[str, ...]
    """Sentences, in order."""
    items: tuple[str, ...]
    """What is listed under them; may be empty."""
    values: Mapping[str, object]
    """Key as of `tirage.yaml` → its value, as a canonical document has it."""


@cache
def specified() -> Sequence[tuple[str, Mapping[str, str]]]:
    """(code, key → place in public/rules.json or nothing) of every paragraph, in order."""
    found = json.loads(_SPECIFIED.read_text(encoding="utf-8"))["paragraphs"]
    return tuple((str(each["code"]), dict(each["keys"])) for each in found)


def paragraphs(rules: Rules, quotas: Quotas, language: Language) -> tuple[RuleParagraph, ...]:
    """Every paragraph of the regulation of an assembly, in the words of a language.

    The values do not depend on the language.
    """
    values = all_values(rules, quotas)
    found = []
    for number, (code, keys) in enumerate(specified(), 1):
        sentences, items = told(code, rules, quotas, language)
        title = text(f"regulation.{code}.title", language)
        found.append(RuleParagraph(number, code, title, sentences, items, {key: values[key] for key in keys}))
    return tuple(found)


def all_values(rules: Rules, quotas: Quotas) -> Mapping[str, object]:
    """Key → value of every rule that a regulation fixes."""
    published, apart = rules.published(), _unpublished(rules, quotas)
    return {
        key: _at(published, place) if place else apart[key]
        for _, keys in specified()
        for key, place in keys.items()
    }


def _at(document: object, place: str) -> object:
    """What stands at a place such as `draws.roll`; None where there is none."""
    for part in place.split("."):
        document = document.get(part) if isinstance(document, Mapping) else None
    return document


def _unpublished(rules: Rules, quotas: Quotas) -> Mapping[str, object]:
    """The values of rules that `public/rules.json` does not have."""
    term, cooling = rules.term, rules.cooling_off or CoolingOff()
    letters = rules.letters if isinstance(rules, RollRules) else None
    columns = rules.columns if isinstance(rules, RollRules) else {}
    return {
        "columns": [{"header": header, "means": means} for header, means in columns.items()],
        "ids": rules.ids,
        "cooling_off.members": cooling.members,
        "cooling_off.invited": cooling.invited,
        "geography": rules.geography,
        "letters.answers": [
            {"criterion": criterion, "category": category, "share": str(share)}
            for criterion, shares in (letters.answers if letters else {}).items()
            for category, share in shares.items()
        ],
        "letters.forecast": letters.presumed.model_dump(mode="json") if letters else None,
        "quotas": {key: each for key, each in quotas.document().items() if key != "spec"},
        **{f"term.{key}": each for key, each in _of_term(term).items() if key != "cohorts"},
        "small_cells": rules.small_cells,
    }


def _of_term(term: TermRules | None) -> Mapping[str, object]:
    """What is said of the term; None for each where the rules have none."""
    return dict.fromkeys(TermRules.model_fields) if term is None else term.model_dump(mode="json")
