"""Common names and streets (names.toml); every combination of them is invented."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

_LISTS: dict[str, Any] = tomllib.loads((files("tirage.synth") / "names.toml").read_text(encoding="utf-8"))

SURNAMES: tuple[str, ...] = tuple(_LISTS["surnames"])
WOMEN: tuple[str, ...] = tuple(_LISTS["women"])
MEN: tuple[str, ...] = tuple(_LISTS["men"])
"""First names."""
STREETS: tuple[str, ...] = tuple(_LISTS["streets"])
BIRTHPLACES: tuple[tuple[str, str, str], ...] = tuple(
    (code, commune, department) for code, commune, department in _LISTS["birthplaces"]
)
"""Code of the commune, its name, its département."""
PLACES: tuple[str, ...] = tuple(_LISTS["places"])
PLACE_ENDS: tuple[str, ...] = tuple(_LISTS["place_ends"])
"""Names of communes: a beginning, and an end that may be empty."""
UNION: tuple[str, ...] = tuple(_LISTS["union"])
ELSEWHERE: tuple[str, ...] = tuple(_LISTS["elsewhere"])
"""Nationalities as a register writes them."""
HOSTILE: tuple[str, ...] = tuple(_LISTS["hostile"])
"""Surnames that break software."""
