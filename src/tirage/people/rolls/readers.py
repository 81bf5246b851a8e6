"""Readings of the cells of a roll, by kind; dates, places and addresses have modules of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tirage.discretion import brief
from tirage.people.addresses import WORDS, words
from tirage.people.geography.model import Geography
from tirage.people.identity import canonical
from tirage.people.rolls import nationalities
from tirage.people.rolls.lists import MAIN, ROLLS, Facts
from tirage.people.rolls.places import NOWHERE, Place, registered
from tirage.tabular.cells import clean
from tirage.tabular.encodings import twice
from tirage.tabular.readings import Reading

_SEXES = {
    **dict.fromkeys(("M", "H", "MASCULIN", "HOMME", "MR", "MONSIEUR"), "M"),
    **dict.fromkeys(("F", "FEMININ", "FEMME", "MME", "MADAME", "MLLE", "MADEMOISELLE"), "F"),
}
_BETWEEN = dict.fromkeys(map(ord, " ',’.-"))
"""Signs that stand between the letters of a name."""
# Letters of French in UTF-8, taken for cp1252.
_MOJIBAKE = re.compile("Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž]|â€")
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]")
"""A letter that an export did not have: `Fran?ois`."""
# What Œ œ Ÿ Š š Ž ž of ISO-8859-15 become in cp1252.
_LATIN_9 = re.compile("[¼½¾¦¨´¸]")
_WORDS = frozenset(("NA", "NULL", "NONE", "NAN", "TRUE", "FALSE", "VRAI", "FAUX"))
_NUMBER = re.compile(r"\d{8,9}", re.ASCII)
_CODE = re.compile(r"\d[0-9AB]\d{3}", re.ASCII)
_OVERSEAS = frozenset(("97", "98"))
_ARTICLES = frozenset(("LE", "LA", "LES", "L"))
"""What an index of communes puts last: `HAVRE (LE)`."""


Name = tuple[str, str]
"""A surname or first names as they are written, and in canonical form."""


class Home(NamedTuple):
    """The place of a registration."""

    commune: str
    """Code, of five characters in France."""
    bureau: str
    place: Place

    def __repr__(self) -> str:
        return brief(self)


class Birthplace(NamedTuple):
    """Where somebody was born; empty where nothing is known."""

    key: str
    """For the identity: the code in canonical form; without one, `town`."""
    town: str
    """Département and name in canonical form, as layouts without codes have them: `42 SAINT ETIENNE`."""
    written: str

    def __repr__(self) -> str:
        return brief(self)


def read_name(cell: str) -> Reading[Name]:
    """A name is kept as it is written, whatever it is: `NA` and `O'Brien` are surnames, `-` is none."""
    written = clean(cell)
    key = canonical(written)
    if not key and not any(map(str.isalnum, written)):
        return ("", ""), ()
    return (written, key), _of_name(written, key)


def _of_name(written: str, key: str) -> tuple[str, ...]:
    if written.translate(_BETWEEN).isalpha() and "Ã" not in written:
        return ("name.word",) if key in _WORDS else () if _is_latin(key) else ("name.script",)
    if "\N{REPLACEMENT CHARACTER}" in written or _LOST.search(written):
        return ("name.replaced",)
    if _MOJIBAKE.search(written) or twice(written):
        return ("name.mojibake",)
    if _LATIN_9.search(written):
        return ("name.latin9",)
    return ("name.signs",) if _is_latin(key) else ("name.script",)


def _is_latin(key: str) -> bool:
    """Whether a name has a Latin letter or a digit of ours: no transliteration of it is written elsewhere."""
    return bool(key) and (key.isascii() or any(sign != " " and sign.isascii() for sign in key))


def read_sex(cells: tuple[str, ...]) -> Reading[str]:
    """`M` or `F`, by the sex, else by the form of address; empty where neither says it."""
    found = [_SEXES.get(canonical(cell), "") for cell in cells]
    sex = next(filter(None, found), "")
    return sex, () if sex else ("sex.unknown",)


def read_birthplace(cells: tuple[str, ...]) -> Reading[Birthplace]:
    """Of (code, département, name, country) of the commune of birth; one layout has no code."""
    code, department, name, country = map(clean, cells)
    zero = code.isdecimal() and len(code) == 4
    code = "0" + code if zero else canonical(code)
    department = canonical(department)
    if department.isdecimal():
        department = department.lstrip("0").zfill(2)
    abroad = "" if canonical(country).startswith("FR") else words(country)
    town = _birth_town(code, department, name, abroad)
    where = country if abroad else department
    written = f"{name} ({where})" if name and where else name or where
    return Birthplace(code or town, town, written), ("birthplace.zero",) if zero else ()


def _birth_town(code: str, department: str, name: str, abroad: str) -> str:
    """The commune by département and name, however it is written; of a birth abroad, the country.

    >>> _birth_town("75115", "", "Paris 15e Arrondissement", ""), _birth_town("", "42", "ST-ETIENNE", "")
    ('75 PARIS 15', '42 SAINT ETIENNE')
    >>> _birth_town("", "76", "HAVRE (LE)", ""), _birth_town("99127", "99", "Roma", "ITALIE")
    ('76 LE HAVRE', '99 ITALIE')
    """
    if abroad:
        return f"99 {abroad}"
    told = [WORDS.get(word, word) for word in words(name).split()]
    number = next((place for place, word in enumerate(told) if word.isdecimal()), len(told))
    told = told[: number + 1]
    if len(told) > 1 and told[-1] in _ARTICLES:
        told = [told[-1], *told[:-1]]
    of_code = code[: 3 if code[:2] in _OVERSEAS else 2] if _CODE.fullmatch(code) else ""
    return " ".join(filter(None, (department or of_code, *told))) if told else ""


def read_nationality(cells: tuple[str, ...]) -> Reading[str]:
    """Of (list, cell): as it is written, else as the list implies."""
    kind, text = cells[0], clean(cells[1])
    implied = (nationalities.FRENCH if kind == MAIN else nationalities.EUROPEAN) if kind in ROLLS else ""
    if not text:
        return implied, () if implied else ("nationality.missing",)
    written = nationalities.read_nationality(text)
    if not written:
        return implied, ("nationality.unknown",)
    return written, ("nationality.unexpected",) if implied not in ("", written) else ()


def read_home(cells: tuple[str, ...], facts: Facts, geographies: Sequence[Geography] = ()) -> Reading[Home]:
    """Of (list, bureau, département, commune, name of the commune): where the person is registered.

    Whoever is on no roll is registered nowhere. `geographies`: the places that are told apart.
    """
    kind, bureau, department, code, name = cells[0], *map(clean, cells[1:])
    if kind not in ROLLS:
        return Home("", bureau, NOWHERE), ()
    commune = read_commune(code, department)
    place, remarks = registered(bureau, commune, name, facts.commune, geographies)
    around = any(each.is_whole(facts.commune) for each in geographies)
    if commune and not around and facts.commune not in ("", commune):
        remarks += ("commune.disagrees",)
    if commune and not is_code(commune):
        remarks += ("commune.odd",)
    return Home(commune or facts.commune, bureau, place), remarks


def is_code(commune: str) -> bool:
    """Whether a code has the form of one of INSEE's: `75115`, `2A004`."""
    return bool(_CODE.fullmatch(commune))


def read_commune(commune: str, department: str) -> str:
    """`com75101`, `75101`, or 101 of the département 75; with the zero that a spreadsheet ate."""
    digits = commune.lower().removeprefix("com").upper()
    if department and 0 < len(digits) <= 3:
        return department.zfill(2) + digits.zfill(3)
    return digits.zfill(5) if digits.isdecimal() and len(digits) == 4 else digits


def read_number(cell: str) -> Reading[str]:
    """A national elector number, of eight or nine digits; anything else is none."""
    number = "".join(cell.split())
    if number and not _NUMBER.fullmatch(number):
        return "", ("number.odd",)
    return number, ()
