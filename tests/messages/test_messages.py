"""Every sentence is there in both languages, says the same values, and is typeset as its language is."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import tirage
from tirage.messages import LANGUAGES, TEXTS

SOURCES = sorted(Path(tirage.__file__).parent.rglob("*.py"))
TYPED = re.compile(r"\b(tirage|share|Femme|minimum|maximum|clé|from): |“[^”]*”|'[^' ]* %'|\. _ : \+ / -")
"""Words of a quota file, the signs of an id, and quoted shares, given as they are to be typed."""
SAME = {"show.minimum", "show.maximum"}
"""Codes whose sentence is rightly the same in both languages."""
SPEAKING = {"text", "say"}


def fields(template: str) -> set[str]:
    """Names of the values in a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_say_the_same_values(code: str) -> None:
    assert set(TEXTS[code]) == set(LANGUAGES)
    assert fields(TEXTS[code]["fr"]) == fields(TEXTS[code]["en"])


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_french_is_typeset_as_french(code: str) -> None:
    """A no-break space stands before : ; ? ! % » and after «, but for what the user types as it stands."""
    french = TYPED.sub("x", TEXTS[code]["fr"])
    assert not re.search(r"(?<![\u00a0\u202f])[;?!%»]|«(?!\u00a0)", french), french
    assert not re.search(r"(?<![\u00a0\u202f]):(?!\w)", french), french


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_english_is_typeset_as_english(code: str) -> None:
    assert not re.search(r"[\s\u00a0][:;?!%](?!\w)|[«»]", TYPED.sub("x", TEXTS[code]["en"]))


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_the_two_languages_differ(code: str) -> None:
    """A sentence that was copied and never translated would be the same; those of signs alone are."""
    french, english = TEXTS[code]["fr"], TEXTS[code]["en"]
    words = re.sub(r"\{[^}]*\}", "", english)
    assert french != english or code in SAME or not re.search(r"[A-Za-z]", words)


def spoken(source: Path) -> set[str]:
    """Codes given as literals to `talk.text`, `talk.say` and the like."""
    calls = [
        node for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    return {
        call.args[0].value
        for call in calls
        if call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in SPEAKING
        and "." in call.args[0].value
    }


@pytest.mark.parametrize("source", [s for s in SOURCES if "cli" in s.parts], ids=lambda s: s.stem)
def test_every_code_that_is_spoken_has_its_sentence(source: Path) -> None:
    assert spoken(source) <= set(TEXTS)
