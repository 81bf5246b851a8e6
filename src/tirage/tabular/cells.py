"""The text of one cell: cleaned, folded for comparison, shown in a message.

Forms of the same text, never to be mixed up:

- `clean` is what tirage keeps and publishes: NFC, outer white space gone;
- `fold` is a match key (accents, case, inner white space aside): compared, never shown;
- `spelling` is one for the names of columns and categories: dashes, quotes and what is invisible aside too;
- `bare` is one for headers of other programs, which have dots and underscores for spaces;
- `quoted` is what a message may quote: short, on one line, nothing invisible.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import filterfalse

SHOWN_LENGTH = 60
"""Characters of a cell that a message quotes at most."""


LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ß": "ss",
        "þ": "th",
    }
)
"""Letters that NFKD leaves whole, in small letters, and what they are compared as."""
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | dict.fromkeys("’‘‛ʼ′´`", "'") | dict.fromkeys("“”„«»", '"')
)
"""Dashes and quotation marks, and what they are compared as."""
_FRENCH = re.compile("(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=[?!:;»%€])")
"""The space that French sets beside its signs: nothing that somebody should look for."""
_TIGHT = re.compile(r" ?([-+]) ?")
_DECIMAL = re.compile(r"^([0-9]+)[.,]0+$")
NEAR = 0.65
"""Likeness of two words that may be one."""
SHORT = 3
"""Signs of a code, which is like no other: `9e` is not `2e`, nor `M.` an `F`."""


def clean(cell: str) -> str:
    r"""The cell as it is kept: NFC, without outer white space (no-break spaces included).

    >>> clean(" e\u0301tudes\u00a0")
    'études'
    """
    if cell.isascii():
        return cell.strip()
    return unicodedata.normalize("NFC", cell).strip()


def fold(cell: str) -> str:
    """A match key: no accent, no case, white space collapsed. Never shown to anyone.

    >>> fold("12  RUE de l'Œuvre-Dévouée") == fold("12 rue de l'oeuvre-devouee")
    True
    """
    if not cell.isascii():
        # Casefold after NFKD: compatibility letters (ﬁ, Ⅻ) first become plain ones, capitals included.
        plain = unicodedata.normalize("NFKD", cell).casefold().translate(LETTERS)
        cell = "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(cell.casefold().split())


def quoted(cell: str) -> str:
    r"""The cell as a message quotes it: 60 characters at most, invisible characters escaped.

    >>> quoted("Homme\u200b"), quoted("même personne\u00a0?")
    ('Homme\\u200b', 'même personne ?')
    """
    cell = _FRENCH.sub(" ", cell)
    short = cell if len(cell) <= SHOWN_LENGTH else cell[: SHOWN_LENGTH - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def listed(cells: Iterable[str]) -> str:
    """Several cells, quoted as by `shown`, separated by commas; the longest lists are cut after thirty."""
    texts = [quoted(cell) for cell in cells]
    return ", ".join(texts[:30]) + (", …" if len(texts) > 30 else "")


def spelling(cell: str) -> str:
    r"""A match key of names that readers take for one: `fold`, dashes, quotes, invisible signs, `.0` aside.

    >>> spelling("16\u2013\u200b29"), spelling("Bac +2"), spelling("11.0"), spelling("L\u2019Ha\u00ff")
    ('16-29', 'bac+2', '11', "l'hay")
    """
    if not cell.isascii():
        cell = "".join(sign for sign in cell if unicodedata.category(sign) != "Cf").translate(_SIGNS)
    return _TIGHT.sub(r"\1", _DECIMAL.sub(r"\1", fold(cell)))


def bare(name: str) -> str:
    """A match key of names that other programs write with dots and underscores: `fold`, these as spaces.

    >>> bare("Selection_Probability"), bare("Tiré(e) au sort")
    ('selection probability', 'tire(e) au sort')
    """
    return " ".join(fold(name).replace("_", " ").replace(".", " ").split())


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like `word`, as `shown`; "" where none is near. Ties: the first.

    Near is a likeness of `NEAR` and the same figures; a code of three signs or fewer is like none but itself.

    >>> closest("grenre", ["genre", "âge"]), closest("9e", ["2e"]), closest("doctorat", ["brevet"])
    ('genre', '', '')
    """
    said = spelling(word[:SHOWN_LENGTH])
    matcher = SequenceMatcher(None, "", said, autojunk=False)
    best, likeness = "", 0.0
    for candidate in candidates:
        other = spelling(candidate)
        if other == said:
            return quoted(candidate)
        if min(len(said), len(other)) <= SHORT or _figures(said) != _figures(other):
            continue
        matcher.set_seq1(other)
        # The quick ratios are upper bounds: a wrong column may hold thousands of values to compare.
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(ratio() >= NEAR and ratio() > likeness for ratio in bounds):
            best, likeness = candidate, matcher.ratio()
    return quoted(best)


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))
