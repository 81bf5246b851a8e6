"""What a hint prints in the place of a public roll is known as such, and draws nothing."""

from __future__ import annotations

import re

import pytest
from support.texts import TEXTS

from tirage.i18n.placeholders import NUMBER_EN, NUMBER_FR, ROLL_EN, ROLL_FR, is_placeholder

SHOWN = re.compile(r"--(?:seed|text|number)\s+(\"[^\"]*\"|(?![a-zà-ÿ]+\b)[^\s,;:.]+)")
"""The option with a value; in a sentence (`--seed ou --number`) a small word follows."""


def test_every_text_that_shows_a_roll_shows_a_placeholder() -> None:
    shown = [
        found.strip('"')
        for by_language in TEXTS.values()
        for sentence in by_language.values()
        for found in SHOWN.findall(sentence)
        if not found.startswith("--")
    ]
    assert len(shown) >= 18
    assert set(shown) == {ROLL_FR, ROLL_EN, NUMBER_FR, NUMBER_EN}


@pytest.mark.parametrize(
    "text",
    [
        *(
            ROLL_FR,
            ROLL_EN,
            "chiffres des des",
            "  Digits  of the dice ",
            "CHIFFRES\u00a0DES\u00a0DÉS",
            "TEXT",
        ),
        *("…", "...", "3 5 4 6 …", "3 5 4 6 ...", "«…»", '"DIGITS OF THE DICE"', "NUMÉRO", "number"),
    ],
)
def test_a_placeholder_is_known_however_it_was_typed(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["3 5 4 6", "dés : 3", "3.5.4", "042", "text 3", "six cinq", "dice: 3"])
def test_a_roll_is_none(text: str) -> None:
    assert not is_placeholder(text)
