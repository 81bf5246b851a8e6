"""Address lines for a printing house (NF Z10-011): six lines of 38 signs, the last three in capitals.

Of first names the first is printed, and initials of the others where there is room. A line that does not fit
is shortened by the usual abbreviations, and a complement takes a second line where one is free; what still
does not fit is handed over whole and said to be too long: nothing is ever cut.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.tabular.cells import LETTERS

WIDTH = 38
MOST_LINES = 6

_WORDS = {
    "ADMINISTRATIF": "ADM", "ALLEE": "ALL", "ALLEES": "ALL", "APPARTEMENT": "APT", "ARRONDISSEMENT": "ARR",
    "ASPIRANT": "ASP", "ASSOCIATION": "ASS", "AVENUE": "AV", "BATIMENT": "BAT", "BATAILLON": "BTN",
    "BOULEVARD": "BD", "CAPITAINE": "CNE", "CARREFOUR": "CAR", "CENTRE": "CTRE", "CHEMIN": "CHE",
    "COLONEL": "CL", "COMMANDANT": "CDT", "COMMERCIAL": "CCAL", "COURS": "CRS", "DOCTEUR": "DR",
    "DOMAINE": "DOM", "ENTREE": "ENT", "ESCALIER": "ESC", "ESPLANADE": "ESP", "ETAGE": "ETG",
    "FAUBOURG": "FG", "GENERAL": "GAL", "GRAND": "GD", "GRANDE": "GDE", "GRANDES": "GDES", "GRANDS": "GDS",
    "HAMEAU": "HAM", "IMMEUBLE": "IMM", "IMPASSE": "IMP", "INFERIEUR": "INF", "LIEUTENANT": "LT",
    "LOTISSEMENT": "LOT", "MARECHAL": "MAL", "MONSEIGNEUR": "MGR", "MONTEE": "MTE", "PASSAGE": "PAS",
    "PETIT": "PT", "PETITE": "PTE", "PETITES": "PTES", "PETITS": "PTS", "PLACE": "PL", "PORTE": "PTE",
    "PRESIDENT": "PDT", "PROFESSEUR": "PR", "PROLONGEE": "PROL", "PROMENADE": "PROM", "QUAI": "QU",
    "QUARTIER": "QUA", "RESIDENCE": "RES", "ROUTE": "RTE", "RUELLE": "RLE", "SAINT": "ST", "SAINTE": "STE",
    "SENTIER": "SEN", "SERGENT": "SGT", "SQUARE": "SQ", "SUPERIEUR": "SUP", "TRAVERSE": "TRA",
    "VILLA": "VLA",
}  # fmt: skip
"""Abbreviations of streets, buildings and titles."""
_FIRST_NAMES = frozenset(
    [
        "ALBERT",
        "ALEXANDRE",
        "ALFRED",
        "ANATOLE",
        "ANDRE",
        "ANTOINE",
        "ARISTIDE",
        "AUGUSTE",
        "BENJAMIN",
        "CAMILLE",
        "CHARLES",
        "CLAUDE",
        "DENIS",
        "EDMOND",
        "EDOUARD",
        "EMILE",
        "ERNEST",
        "EUGENE",
        "FELIX",
        "FERDINAND",
        "FRANCOIS",
        "FREDERIC",
        "GABRIEL",
        "GASTON",
        "GEORGES",
        "GUSTAVE",
        "GUY",
        "HENRI",
        "HENRY",
        "HONORE",
        "HUBERT",
        "JACQUES",
        "JEAN",
        "JOSEPH",
        "JULES",
        "LEON",
        "LOUIS",
        "LOUISE",
        "LUCIEN",
        "MARCEL",
        "MARIE",
        "MARTIAL",
        "MAURICE",
        "MICHEL",
        "OLIVIER",
        "PAUL",
        "PHILIPPE",
        "PIERRE",
        "RAYMOND",
        "RENE",
        "ROBERT",
        "ROGER",
        "SIMONE",
        "THEODORE",
        "VICTOR",
        "YVES",
    ]
)
"""First names that streets bear: where a line is still too long, their initial is enough."""


@dataclass(repr=False, frozen=True, slots=True)
class Addressee:
    """The parts of an address as a list has them; empty where it has none."""

    name: str
    """Title, first name and surname, as they are printed (`named`)."""
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


def named(title: str, first_names: str, surname: str) -> str:
    """Who a letter is for: title, first given name, initials of the others, surname.

    What does not fit 38 signs loses the initials, then has an initial in the place of the first name.

    >>> named("M.", "Jean-Pierre, Marie Paul", "LE GOFF"), named("Mme", "Zoé Anne", "MARTIN-" * 4 + "X")
    ('M. Jean-Pierre M. P. LE GOFF', 'Mme Zoé MARTIN-MARTIN-MARTIN-MARTIN-X')
    """
    given = [name for name in re.split(r"[\s,;/]+", first_names) if any(map(str.isalpha, name))]
    first = given[:1]
    ways = ([*first, *map(_initial, given[1:])], first, [*map(_initial, first)])
    lines = [" ".join(part for part in (title, *way, *surname.split()) if part) for way in ways]
    return next((line for line in lines if len(line) <= WIDTH), lines[1])


def _initial(name: str) -> str:
    """`J.-P.` of Jean-Pierre."""
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def label(addressee: Addressee) -> Label:
    """The lines of one address, empty ones left out.

    >>> label(Addressee("Mme Zoé LE GOFF", street="3, rue de l'Été", postcode="75015", city="Paris")).lines
    ('Mme Zoé LE GOFF', '3 RUE DE L ETE', '75015 PARIS')
    """
    lower = [
        _fitted(_capitals(line), _FIRST_NAMES)
        for line in (addressee.street, addressee.locality, f"{addressee.postcode} {addressee.city}")
    ]
    names = [_fitted(_spaced(name)) for name in (addressee.guardian, addressee.name)]
    own = [_fitted(_spaced(line)) for line in (addressee.complement1, addressee.complement2)]
    room = MOST_LINES - sum(map(bool, (*names, *lower)))
    fitted = tuple(filter(None, (*names, *_placed(own, room), *lower)))
    too_long = tuple(number for number, line in enumerate(fitted, 1) if len(line) > WIDTH)
    return Label(fitted, too_long, len(fitted) > MOST_LINES)


def _capitals(text: str) -> str:
    """Capitals without marks or punctuation, as the lines that machines read must be."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).upper()
    return " ".join(re.findall(r"[A-Z0-9]+", bare))


def _spaced(line: str) -> str:
    return " ".join(line.split())


def _fitted(line: str, first_names: Collection[str] = ()) -> str:
    """The line, its words abbreviated from the first on until it fits, then the `first_names` in it."""
    words = line.split(" ")
    known = {name: name[0] for name in first_names if name != words[-1]}
    for shorter in (_WORDS, known):
        for place, word in enumerate(words):
            if len(" ".join(words)) <= WIDTH:
                break
            words[place] = shorter.get(_capitals(word), word)
    return " ".join(words)


def _placed(complements: Sequence[str], room: int) -> Sequence[str]:
    """Complements on lines of their own; where one is too long, the words in order on as many as are free."""
    if all(len(line) <= WIDTH for line in complements):
        return complements
    apart = [part for line in complements for part in _broken(line)]
    for lines in (apart, _broken(" - ".join(filter(None, complements)))):
        if len(lines) <= room and all(len(line) <= WIDTH for line in lines):
            return lines
    return complements


def _broken(line: str) -> list[str]:
    """The words of a line, on as many as it takes; a word is never broken."""
    return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)
