"""Who someone is, in the form that is hashed and never shown (SPEC §3).

Whatever is compared across files is compared in this form: accents, case, hyphens, apostrophes and white
space make no difference, and the order of first names does.
"""

from __future__ import annotations

import unicodedata


class _Signs(dict[int, str]):
    """What each sign becomes, found out when it is first met: sign by sign is many times as fast."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        marked = "".join(sign for sign in decomposed if not unicodedata.category(sign).startswith("M"))
        plain = "".join(s if s.isascii() and s.isalnum() else " " for s in marked.upper())
        self[code] = plain
        return plain


_SIGNS = _Signs()


def canonical(text: str) -> str:
    """NFKD, marks stripped, upper case, tokens of A–Z and 0–9 joined by one space.

    >>> canonical("  Le Goff-d’Été "), canonical("03/05/1961")
    ('LE GOFF D ETE', '03 05 1961')
    """
    return " ".join(text.translate(_SIGNS).split())


def identity(surname: str, first_names: str, birth_date: str, birthplace: str) -> str:
    """The canonical identity of SPEC §3, of parts that are canonical already.

    >>> identity("LE GOFF", "ZOE", "03 05 1961", "75056")
    'LE GOFF|ZOE|03 05 1961|75056'
    """
    return f"{surname}|{first_names}|{birth_date}|{birthplace}"
