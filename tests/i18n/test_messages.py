"""Every sentence is there in both languages, says the same values, and is typeset as its language is."""

from __future__ import annotations

import re
from string import Formatter

from support.texts import TEXTS

from tirage.i18n.catalogue import COMPLETE

TYPED = re.compile(r"\b(tirage|share|Femme|minimum|maximum|clé|from): |“[^”]*”|'[^' ]* %'|\. _ : \+ / -")
"""Words of a quota file, the signs of an id, and quoted shares, given as they are to be typed."""
SAME = {"show.minimum", "show.maximum", "deed.list.CC", "deed.list.cards"} | {
    "draw.called.panel",
    "letter.variable.contact",
    "mailing.column.code",
    "mailing.column.pid",
    "mailing.origin.cards",
}
"""Codes whose sentence is rightly the same in both languages."""


def fields(template: str) -> set[str]:
    """Names of the values in a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_sentence_is_there_in_both_languages() -> None:
    assert len(TEXTS) > 1_500
    assert [code for code, texts in TEXTS.items() if set(texts) != set(COMPLETE)] == []


def test_both_languages_say_the_same_values() -> None:
    values = {code: (fields(texts["fr"]), fields(texts["en"])) for code, texts in TEXTS.items()}
    assert {code: both for code, both in values.items() if both[0] != both[1]} == {}


def test_french_is_typeset_as_french() -> None:
    """A no-break space stands before : ; ? ! % » and after «, but for what the user types as it stands."""
    wrong = re.compile(r"(?<![\u00a0\u202f])[;?!%»]|«(?!\u00a0)|(?<![\u00a0\u202f]):(?!\w)")
    said = {code: texts["fr"] for code, texts in TEXTS.items()}
    assert {code: words for code, words in said.items() if wrong.search(TYPED.sub("x", words))} == {}


def test_english_is_typeset_as_english() -> None:
    wrong = re.compile(r"[\s\u00a0][:;?!%](?!\w)|[«»]")
    said = {code: texts["en"] for code, texts in TEXTS.items()}
    assert {code: words for code, words in said.items() if wrong.search(TYPED.sub("x", words))} == {}


def test_the_two_languages_differ() -> None:
    """A sentence that was copied and never translated would be the same; those of signs alone are."""
    same = {code: texts["en"] for code, texts in TEXTS.items() if texts["fr"] == texts["en"]}
    same = {code: words for code, words in same.items() if not code.startswith("example.")}
    worded = {code for code, words in same.items() if re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", words))}
    assert sorted(worded - SAME) == []
