"""Addresses as they are compared, on rolls and in files of volunteers alike.

Compared are canonical words, numbers without leading zeros. `12bis`, `12 B` and `12 BIS` are one number; a
short list of types of street that everybody abbreviates (`av`, `bd`, `r`…) is written out where a type of
street stands, after the number or at the start, and `st`, `ste` anywhere. Nothing else is expanded: streets
that differ by more are two. Why: docs/decisions/0035.

An address without a number is no household: half a street would live together. The number is looked for where
people write it (`12 rue X`, `Résidence Y, 12 rue X`, `Hochstraße 12`), and is not the 8 of the rue du 8 mai
1945, the 12 of a flat, of a box or of a road, nor a postcode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from tirage.discretion import brief
from tirage.people.identity import canonical
from tirage.people.intake.words import ROLES, key
from tirage.tabular.cells import clean
from tirage.tabular.readings import Reading, Remembered

TYPES = {
    "ALL": "ALLEE",
    "AV": "AVENUE",
    "AVE": "AVENUE",
    "BD": "BOULEVARD",
    "BLD": "BOULEVARD",
    "BLVD": "BOULEVARD",
    "BOUL": "BOULEVARD",
    "BVD": "BOULEVARD",
    "CHE": "CHEMIN",
    "CHEM": "CHEMIN",
    "CRS": "COURS",
    "FBG": "FAUBOURG",
    "FG": "FAUBOURG",
    "HAM": "HAMEAU",
    "IMP": "IMPASSE",
    "LOT": "LOTISSEMENT",
    "PAS": "PASSAGE",
    "PL": "PLACE",
    "QU": "QUAI",
    "R": "RUE",
    "RES": "RESIDENCE",
    "RTE": "ROUTE",
    "SQ": "SQUARE",
    "TRA": "TRAVERSE",
    "VLA": "VILLA",
}
"""Types of street that everybody abbreviates, in canonical form, and what they stand for."""
WORDS = {"ST": "SAINT", "STE": "SAINTE", "FG": "FAUBOURG", "FBG": "FAUBOURG"}
"""Words that are written out wherever they stand."""

_REPEATED = {"B": "BIS", "T": "TER", "Q": "QUATER"}
_STREETS = frozenset({*TYPES, *TYPES.values(), "CITE", "COUR", "RUELLE", "SENTIER", "VOIE", "ESPLANADE"})
_MONTHS = frozenset(
    {"JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET"}
    | {"AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE"}
)
_NO_HOUSE = frozenset(
    {"APPT", "APPART", "APPARTEMENT", "APT", "BAT", "BATIMENT", "BOITE", "BP", "BTE", "CEDEX", "CHAMBRE"}
    | {"CH", "CS", "ESC", "ESCALIER", "ETAGE", "HALL", "LOGEMENT", "LOGT", "PORTE", "STUDIO", "TOUR", "TSA"}
    | {"CD", "D", "DEPARTEMENTALE", "N", "NATIONALE", "RD", "RN"}
    | _MONTHS
)
"""Words before a number that is none of a house."""
_ORDINALS = frozenset({"E", "EME", "ER", "ERE", "IEME", "ND", "NDE", "ETAGE"})
_OPEN = frozenset({"D", "DE", "DES", "DU", "L", "LA", "LE", "LES"})
"""Words that an index of streets ends with: `8 MAI 1945 (RUE DU)`."""
_NUMBER = frozenset({"N", "NO", "NUM", "NUMERO"})
_WORD = re.compile("[^0-9 ]+|[0-9]+")
_LINE = re.compile(r"[,;\n]")
_TITLES = {
    "number": frozenset(
        {"numero", "n", "no", "num", "numero de voie", "numero de rue", "n de voie", "n de rue"}
        | {"home", "house", "house number", "house no", "home number", "street number", "building number"}
    ),
    "type": frozenset({"type de voie", "type voie", "type de rue"}),
    "street": ROLES["street"] | {"libelle de voie", "nom de voie", "nom de rue", "libelle voie", "address 1"},
    "locality": frozenset({"lieu dit", "lieudit", "hameau", "locality"}),
    "inside": ROLES["complement"]
    | {
        "complement 1",
        "complement 2",
        "appartement",
        "etage",
        "porte",
        "batiment",
        "escalier",
        "door",
        "flat",
    },
    "postcode": ROLES["postcode"],
    "city": ROLES["city"],
    "country": frozenset({"pays", "country"}),
}

_LIKE: tuple[tuple[str, Callable[[set[str]], bool]], ...] = (
    ("", lambda said: bool(said & {"mail", "email", "courriel", "electronique", "ip", "web"})),
    ("postcode", lambda said: bool(said & {"cp", "postcode", "zip"}) or {"code", "postal"} <= said),
    ("city", lambda said: bool(said & {"ville", "commune", "city", "town"})),
    ("inside", lambda said: bool(said & {"complement", "2", "3", "appartement", "etage", "batiment"})),
    ("street", lambda said: bool(said & {"adresse", "address", "rue", "voie", "street", "domicile"})),
)
"""Parts of an address by words of a title, the first that fits."""


class Street(NamedTuple):
    """Where in a town, to be compared with."""

    key: str
    """Canonical words; empty where nothing is written."""
    numbered: bool
    """Whether it has the number of a house."""

    def __repr__(self) -> str:
        return brief(self)


def words(text: str) -> str:
    """Words and numbers in canonical form.

    >>> words("12bis, rue de l’Été"), words("0012 BIS RUE DE L'ETE")
    ('12 BIS RUE DE L ETE', '12 BIS RUE DE L ETE')
    """
    return " ".join(_split(text))


def read_street(text: str, number: str = "") -> Street:
    """Of a street, or of a whole address; `number`: of the house, where it stands in a cell of its own.

    >>> [read_street(each).key for each in ("012 B, r. St-Paul", "12bis rue Saint Paul", "12 av. Ste Anne")]
    ['12 BIS RUE SAINT PAUL', '12 BIS RUE SAINT PAUL', '12 AVENUE SAINTE ANNE']
    >>> [read_street(each).numbered for each in ("rue de Rivoli", "rue du 8 mai 1945", "Hochstraße 12")]
    [False, False, True]
    """
    if (house := _HOUSES[number]) and (name := _NAMED[text]):
        return Street(f"{house} {name}", numbered=True)
    return _read_street(text, number)


def _read_street(text: str, number: str) -> Street:
    given = any(sign in "123456789" for sign in number)
    lines = [_plain(_split(line)) for line in _LINE.split(f"{number} {text}" if given else text)]
    lines = [line for line in lines if line]
    houses = [0 if given and not place else _house(line, first=not place) for place, line in enumerate(lines)]
    alone = len(lines) > 1 and any(_is_number(line) for line in lines)
    told = [_written_out(line, house) for line, house in zip(lines, houses, strict=True)]
    return Street(
        " ".join(word for line in told for word in line), alone or any(house is not None for house in houses)
    )


def _read_house(number: str) -> str:
    """A number as most are: some digits, and perhaps which of several houses; empty for any other."""
    words = [] if _LINE.search(number) else _plain(_split(number))
    return " ".join(words) if _is_number(words) and words[0].isascii() else ""


def _read_named(text: str) -> str:
    """A street as most are: on one line, with its type in front; empty for any other.

    What such a street is called hangs on no number before it, so that each of both is read once.
    """
    words = [] if _LINE.search(text) else _plain(_split(text))
    if not words or words[0] not in _STREETS or len(words[0]) == 1:
        return ""
    return " ".join(_written_out(words, None))


_HOUSES = Remembered(_read_house)
_NAMED = Remembered(_read_named)


def read_postcode(text: str) -> Reading[str]:
    """A French postcode: five digits, without spaces.

    >>> read_postcode("75 011"), read_postcode("1000")
    (('75011', ()), ('01000', ('postcode.zero',)))
    """
    digits = "".join(text.split())
    plain = digits.isascii() and digits.isdigit()
    if plain and len(digits) == 4:
        return "0" + digits, ("postcode.zero",)
    if text and not (plain and len(digits) == 5):
        return text, ("postcode.odd",)
    return digits, ()


def read_city(text: str) -> str:
    """A town in canonical form, without its CEDEX.

    >>> read_city("Lyon Cedex 03"), read_city("Saint-Étienne"), read_city("ST ETIENNE")
    ('LYON', 'SAINT ETIENNE', 'SAINT ETIENNE')
    """
    found = [WORDS.get(word, word) for word in _split(text)]
    return " ".join(found[: found.index("CEDEX")] if "CEDEX" in found else found)


def role(title: str) -> str:
    """The part of an address that a column has by its title; empty for none.

    >>> role("Numéro de voie"), role("Adresse complète"), role("Adresse (ligne 2)"), role("CP domicile")
    ('number', 'street', 'inside', 'postcode')
    >>> role("adresse e-mail"), role("couleur")
    ('', '')
    """
    text = key(title)
    exact = next((name for name, titles in _TITLES.items() if text in titles), "")
    return exact or next((name for name, fits in _LIKE if fits({*text.split()})), "")


class HomeColumns:
    """The columns that people of one home share: call it on the cells of one row.

    The key that it gives is empty where the home is not known: a cell that is blank (a complement may be), or
    an address without a number. Columns that are no part of an address (the number of a household, a name)
    are compared as words.

    >>> home = HomeColumns(["Adresse", "Code postal"])
    >>> home(["12 bd. St-Michel", "75 005"]), home(["rue de Rivoli", "75001"]), home(["12 rue X", "-"])
    ('12 BOULEVARD SAINT MICHEL|75005', '', '')
    """

    def __init__(self, titles: Sequence[str]) -> None:
        """`titles`: of the columns, as they are written."""
        self._roles = [role(title) for title in titles]
        self._written = [i for i, name in enumerate(self._roles) if name in {"type", "street"}]
        self.is_address = bool(self._written)
        """Whether a street is among them."""
        if not self.is_address:  # `numéro` may be the number of a household
            self._roles = ["" if name == "number" else name for name in self._roles]

        self._known = Remembered(self._read)

    def __call__(self, cells: Sequence[str]) -> str:
        """Cells in the order of the columns."""
        return self._known[tuple(cells)]

    def _read(self, cells: Sequence[str]) -> str:
        number = " ".join([cells[i] for i, name in enumerate(self._roles) if name == "number"])
        street = _READ[" ".join([cells[i] for i in self._written]), number]
        if self.is_address and not street.numbered:
            return ""
        parts = [street.key] if self.is_address else []
        for name, cell in zip(self._roles, cells, strict=True):
            if name in {"number", "type", "street"}:
                continue
            part = _PARTS[name, cell]
            if not part and name not in {"inside", "locality", "country"}:
                return ""
            parts.append(part)
        return "|".join(parts)


@lru_cache(maxsize=16)
def home_columns(titles: tuple[str, ...]) -> HomeColumns:
    """`HomeColumns`, one for all who ask by the same titles: a file is looked at more than once."""
    return HomeColumns(titles)


def _part(named: tuple[str, str]) -> str:
    name, cell = named[0], clean(named[1])
    if name == "postcode":
        return words(read_postcode(cell)[0])
    return read_city(cell) if name == "city" else words(cell)


_READ: Remembered[tuple[str, str], Street] = Remembered(lambda written: read_street(*written))
_PARTS = Remembered(_part)
"""A file of volunteers is looked at more than once, and most parts of its addresses stand in many rows."""


def _split(text: str) -> list[str]:
    return [word.lstrip("0") or "0" for word in _WORD.findall(canonical(text))]


def _plain(line: list[str]) -> list[str]:
    """Without `N°` before a number; a repetition in one word: B, T and Q of a number are BIS, TER, QUATER."""
    kept = [
        word
        for word, after in zip(line, [*line, ""][1:], strict=True)
        if not (word in _NUMBER and after.isdigit())
    ]
    return [
        _REPEATED.get(word, word) if before.isdigit() and len(before) <= 4 else word
        for before, word in zip(["", *kept], kept, strict=False)
    ]


def _is_number(line: list[str]) -> bool:
    """Whether a line is the number of a house and nothing else."""
    return 0 < len(line) <= 2 and _may_be(line[0], 4) and (len(line) == 1 or _repeats(line, 1))


def _may_be(word: str, digits: int) -> bool:
    return word.isdigit() and word != "0" and len(word) <= digits


def _repeats(line: list[str], place: int) -> bool:
    """Whether a word tells one of several houses of one number."""
    if place >= len(line):
        return False
    following = line[place + 1] if place + 1 < len(line) else ""
    word = line[place]
    return word in _REPEATED.values() or (
        len(word) == 1 and word.isalpha() and (following in _STREETS or not following)
    )


def _house(line: list[str], *, first: bool) -> int | None:
    """Where the number of the house is in a line of an address; None where it has none."""
    line = line[: _town(line)]
    if len(line) < 2:
        return None
    for place, word in enumerate(line):
        before = line[place - 1] if place else ""
        if not _may_be(word, 4) or before in _NO_HOUSE:
            continue
        after = place + 1 + _repeats(line, place + 1)
        if place and after < len(line) and line[after] in _STREETS:
            return place
        if not place and _leads(line, after, first=first):
            return place
        if place and after >= len(line) and len(word) <= 3 and (first or not _STREETS.isdisjoint(line)):
            return place
    return None


def _town(line: list[str]) -> int:
    """Where a postcode stands, and the town begins; the end where there is none."""
    codes = (i for i, word in enumerate(line) if word.isdigit() and len(word) >= 5)
    return next((i for i in codes if not i or line[i - 1] not in _NO_HOUSE), len(line))


def _leads(line: list[str], after: int, *, first: bool) -> bool:
    """Whether the number that a line begins with is that of a house."""
    if after >= len(line):
        return False
    following = line[after]
    if following in _STREETS:
        return True
    if following in _MONTHS or following in _ORDINALS or line[-1] in _OPEN:
        return False
    return first or len(line[0]) <= 3


def _written_out(line: list[str], house: int | None) -> list[str]:
    """Abbreviations of a line in full; `house`: where its number is."""
    start = 0
    if house is not None and house + 1 < len(line):
        start = house + 1 + _repeats(line, house + 1)
    told = [WORDS.get(word, word) for word in line]
    if start < len(line):
        told[start] = TYPES.get(line[start], told[start])
    return told
