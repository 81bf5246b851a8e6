"""Who someone is, in the form that is hashed and never shown (SPEC §3; docs/formats.md, "Identities").

Whatever is compared across files is compared in this form: accents, case, hyphens, apostrophes and white
space make no difference, and the order of first names does. Letters of every script are kept: a form that
loses letters would make one person of several.
"""

from __future__ import annotations

import unicodedata

from tirage.i18n.assigned import unassigned
from tirage.tabular.cells import LETTERS

_ACCENTS = frozenset({1, *range(10, 37), *range(200, 256)})
"""Canonical combining classes of accents, and of the points of Hebrew, Arabic and Syriac. The other classes
are vowels of Indic scripts and of Thai, voicing of kana: without them, two names would be one."""
_DROPPED = frozenset("\u034f\u0640")
"""The grapheme joiner, and the stroke that stretches an Arabic word."""


class _Signs(dict[int, str]):
    """What each sign becomes, found out when it is first met: sign by sign is many times as fast."""

    def __missing__(self, code: int) -> str:
        if unassigned(chr(code)):
            # A letter to later versions of Python alone: everyone's identity is the same on any.
            self[code] = " "
            return " "
        decomposed = unicodedata.normalize("NFKD", chr(code)).casefold()
        small = unicodedata.normalize("NFKD", decomposed).translate(LETTERS)
        plain = "".join(map(_compared, small)).upper()
        self[code] = plain
        return plain


def _compared(sign: str) -> str:
    """A letter or digit as it is, nothing for an accent, a space for everything else."""
    if sign in _DROPPED:
        return ""
    kind = unicodedata.category(sign)
    if kind in {"Mn", "Mc"} and unicodedata.combining(sign) not in _ACCENTS and not _is_variation(sign):
        return sign
    if kind.startswith("M"):
        return ""
    # ʻ, ʼ and their like are letters to Unicode; in a name they are apostrophes.
    return sign if sign.isalnum() and not "\u02b0" <= sign <= "\u02ff" else " "


def _is_variation(sign: str) -> bool:
    """Whether a mark chooses the shape of the sign before it, and is not seen itself."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


_SIGNS = _Signs()


def canonical(text: str) -> str:
    """NFKD, accents stripped, case folded and then written in capitals, other signs a space, tokens joined.

    >>> canonical("  Le Goff-d’Été "), canonical("03/05/1961"), canonical("CŒUR"), canonical("Łukasz")
    ('LE GOFF D ETE', '03 05 1961', 'COEUR', 'LUKASZ')
    >>> canonical("Παπαδόπουλος"), canonical("Ким-Чен")
    ('ΠΑΠΑΔΟΠΟΥΛΟΣ', 'КИМ ЧЕН')
    """
    return " ".join(text.translate(_SIGNS).split())


def identity(surname: str, first_names: str, birth_date: str, birthplace: str) -> str:
    """The canonical identity of SPEC §3, of parts that are canonical already.

    >>> identity("LE GOFF", "ZOE", "03 05 1961", "75056")
    'LE GOFF|ZOE|03 05 1961|75056'
    """
    return f"{surname}|{first_names}|{birth_date}|{birthplace}"
