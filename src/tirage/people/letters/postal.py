"""Address lines for a printing house (NF Z10-011): six lines of 38 signs, the last three in capitals.

A line that does not fit is shortened by the norm's own abbreviations; if it still does not fit, it is handed
over whole and said to be too long: nothing is ever cut.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.tabular.cells import LETTERS

WIDTH = 38
MOST_LINES = 6

_WORDS = {
    "ALLEE": "ALL", "AVENUE": "AV", "BATIMENT": "BAT", "BOULEVARD": "BD", "CHEMIN": "CHE", "COURS": "CRS",
    "ESCALIER": "ESC", "ETAGE": "ETG", "FAUBOURG": "FG", "GENERAL": "GAL", "IMMEUBLE": "IMM",
    "IMPASSE": "IMP", "LIEUTENANT": "LT", "LOTISSEMENT": "LOT", "MARECHAL": "MAL", "PASSAGE": "PAS",
    "PLACE": "PL", "PRESIDENT": "PDT", "PROFESSEUR": "PR", "QUAI": "QU", "RESIDENCE": "RES", "ROUTE": "RTE",
    "SAINT": "ST", "SAINTE": "STE", "SQUARE": "SQ", "TRAVERSE": "TRA", "VILLA": "VLA",
}  # fmt: skip
"""Abbreviations that the norm knows."""


@dataclass(repr=False, frozen=True, slots=True)
class Addressee:
    """The parts of an address as a list has them; empty where it has none."""

    name: str
    """Title, first name and surname, in the order in which they are printed."""
    guardian: str = ""
    """Who opens the letter of a minor."""
    complement1: str = ""
    """Flat, floor, staircase."""
    complement2: str = ""
    """Building, residence."""
    street: str = ""
    """Number and street."""
    locality: str = ""
    """Hamlet or post-office box."""
    postcode: str = ""
    city: str = ""

    def __repr__(self) -> str:
        return brief(self)


@dataclass(repr=False, frozen=True, slots=True)
class Label:
    """The lines of an address as they are printed, and whether they fit."""

    lines: tuple[str, ...]
    too_long: tuple[int, ...]
    """Lines of more than 38 signs, from 1."""
    too_many: bool
    """More than six lines."""

    def __repr__(self) -> str:
        return brief(self, lines=len(self.lines))


def label(addressee: Addressee) -> Label:
    """The lines of one address, empty ones left out.

    >>> label(Addressee("Mme Zoé LE GOFF", street="3, rue de l'Été", postcode="75015", city="Paris")).lines
    ('Mme Zoé LE GOFF', '3 RUE DE L ETE', '75015 PARIS')
    """
    upper = [addressee.guardian, addressee.name] if addressee.guardian else [addressee.name]
    upper += [addressee.complement1, addressee.complement2]
    lower = [addressee.street, addressee.locality, f"{addressee.postcode} {addressee.city}"]
    lines = [*(" ".join(line.split()) for line in upper), *(_capitals(line) for line in lower)]
    fitted = tuple(_fitted(line) for line in lines if line)
    too_long = tuple(number for number, line in enumerate(fitted, 1) if len(line) > WIDTH)
    return Label(fitted, too_long, len(fitted) > MOST_LINES)


def _capitals(text: str) -> str:
    """Capitals without marks or punctuation, as the lines that machines read must be."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).upper()
    return " ".join(re.findall(r"[A-Z0-9]+", bare))


def _fitted(line: str) -> str:
    """The line, its words abbreviated from the first on until it fits."""
    words = line.split(" ")
    for place, word in enumerate(words):
        if len(" ".join(words)) <= WIDTH:
            break
        words[place] = _WORDS.get(_capitals(word), word)
    return " ".join(words)
