"""UTF-8 read twice: what is seen of it, and that nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.tabular.encodings import repaired, twice

NAMES = ("Lefèvre", "ÉLÉONORE", "Œuvrard", "L’Haÿ-les-Roses", "Müller", "Ağao", "Nuñez – Peña", "à", "Łuk")


def misread(text: str, page: str = "cp1252") -> str:
    """As browsers and spreadsheets read it: the gaps of cp1252 are those of ISO 8859-1."""
    return "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_what_was_read_twice_is_repaired(name: str, page: str) -> None:
    assert twice(misread(name, page)) == name
    assert twice(misread(misread(name, page), page)) == name
    assert repaired(f"{name} {misread(name, page)}") == f"{name} {name}"


@pytest.mark.parametrize("text", [*NAMES, "CAFÉ»", "«À»", "JOÃO", "SÃO PAULO", "Ã", "5 € à 1 °C", "Âge", "Å"])
def test_what_was_read_once_is_left_alone(text: str) -> None:
    assert twice(text) is None


@given(st.text(st.sampled_from("aeéèàçùêîôûëïüÿœæÉÈÀÇŒ’ -'1"), max_size=12))
def test_french_is_never_taken_for_it_and_always_comes_back(text: str) -> None:
    assert twice(text) is None
    assert repaired(misread(text)) == text
