"""The text of one cell: cleaned, folded for comparison, shown in a message.

Three forms of the same text, never to be mixed up:

- `clean` is what tirage keeps and publishes: NFC, outer white space gone;
- `fold` is a match key (accents, case, inner white space aside): compared, never shown;
- `quoted` is what a message may quote: short, on one line, nothing invisible.
"""

from __future__ import annotations

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
        bare = unicodedata.normalize("NFKD", cell).casefold().translate(LETTERS)
        cell = "".join(filterfalse(unicodedata.combining, bare))
    return " ".join(cell.casefold().split())


def quoted(cell: str) -> str:
    r"""The cell as a message quotes it: 60 characters at most, invisible characters escaped.

    >>> quoted("Homme\u200b")
    'Homme\\u200b'
    """
    short = cell if len(cell) <= SHOWN_LENGTH else cell[: SHOWN_LENGTH - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)


def listed(cells: Iterable[str]) -> str:
    """Several cells, quoted as by `shown`, separated by commas; the longest lists are cut after thirty."""
    texts = [quoted(cell) for cell in cells]
    return ", ".join(texts[:30]) + (", …" if len(texts) > 30 else "")


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that looks most like `word`, as `shown`; "" where there is none. Ties: the first."""
    matcher = SequenceMatcher(None, "", fold(word[:SHOWN_LENGTH]), autojunk=False)
    best, likeness = "", -1.0
    for candidate in candidates:
        matcher.set_seq1(fold(candidate))
        # The quick ratios are upper bounds: a wrong column may hold thousands of values to compare.
        bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        if all(ratio() > likeness for ratio in bounds):
            best, likeness = candidate, matcher.ratio()
    return quoted(best)
