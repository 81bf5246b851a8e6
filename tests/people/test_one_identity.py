"""One identity: ways of writing one name are one key, and no letter vanishes, wherever names are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.people.identity import _Signs, canonical
from tirage.tabular.cells import LETTERS, fold

NAMES = [
    ("Œuvrard", "ŒUVRARD", "OEUVRARD", "O\u200beuvrard".replace("\u200b", ""), "œuvrard"),
    ("Łukasz", "LUKASZ", "łukasz"),
    ("Straße", "STRASSE", "Strasse", "STRAẞE"),
    ("Þórr", "THORR", "Thórr"),
    ("Le Goff-d'Été", "LE GOFF D’ETE", "le  goff d\u2018été", "LE\u00a0GOFF-D'E\u0301TE\u0301"),
    ("Yıldız", "YILDIZ", "Yildiz", "YİLDİZ"),
    ("Sørensen", "SORENSEN", "Sörensen"),
    ("Đỗ", "DO", "Ðỗ", "đỗ"),
]


@pytest.mark.parametrize("spellings", NAMES)
def test_ways_of_writing_one_name_are_one_key(spellings: tuple[str, ...]) -> None:
    assert len({canonical(each) for each in spellings}) == 1


LATIN = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isalpha())
TEXT = st.text(st.sampled_from(LATIN + "ΑβΓдЖкשلم李王" + " -'’.\u00a0"), min_size=1, max_size=12)


@given(name=TEXT)
def test_both_normalisers_agree_on_letters_and_lose_none(name: str) -> None:
    """What a title or a category is compared as, and what a person is, differ in punctuation alone."""
    key, letters = canonical(name), [sign for sign in name if sign.isalpha()]
    # ʻ, ʼ and their like are letters to Unicode, and apostrophes in a name.
    folded = "".join(sign for sign in fold(name) if sign.isalnum() and not "\u02b0" <= sign <= "\u02ff")
    assert key.replace(" ", "").casefold() == folded.casefold()
    assert len(key.replace(" ", "")) >= len(letters)


@given(name=TEXT)
def test_a_key_is_a_key_of_itself_in_any_case_and_form(name: str) -> None:
    key = canonical(name)
    assert canonical(key) == key
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert canonical(unicodedata.normalize(form, name)) == key
    assert canonical(f"  {name}\u00a0") == key


def test_two_letters_that_are_no_spelling_of_each_other_stay_two() -> None:
    plain = {sign: canonical(sign) for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZΑΒΓΔДЖКШשלم李王"}
    assert len({*plain.values()}) == len(plain)
    assert all(canonical(chr(letter)) for letter in LETTERS)


def test_a_letter_that_unicode_14_has_not_is_none_on_any_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """U+31350 is a Han character since Unicode 15: a later Python alone would keep it in an identity."""
    monkeypatch.setattr("tirage.people.identity._compared", lambda sign: sign)
    signs = _Signs()
    assert signs[0x31350] == " "
    assert signs[0x3134A] == "\U0003134a"
