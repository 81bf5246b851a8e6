"""Signs that a terminal lacks, replaced by what can be read: an old console shows no `?` in place of a word.

A console of Windows writes cp1252, a bare locale ASCII. What is written there is read by people alone.
"""

from __future__ import annotations

import codecs
import unicodedata

READABLE = "tirage.readable"
"""The name of this way to write, for `errors=` of `open` and `reconfigure`."""
_SIGNS = {
    "\u00a0": " ",
    "\u202f": " ",
    "’": "'",
    "\u2009": " ",
    "‘": "'",
    "‑": "-",
    "∞": "inf",
    "€": "EUR",
    "█": "#",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "…": "...",
    "·": "-",
    "•": "-",
    "—": "-",
    "–": "-",
    "−": "-",
    "─": "-",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "↓": "v",
    "×": "x",
    "≠": "!=",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "✓": "+",
    "✗": "x",
    "°": "o",
    "§": "par. ",
    "⌊": "[",
    "⌋": "]",
    "⌈": "[",
    "⌉": "]",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "Σ": "sum",
    "Π": "product",
    "α": "alpha",
    "β": "beta",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "χ": "chi",
    "η": "eta",
    "√": "root ",
}


def readable(sign: str) -> str:
    """A sign in ASCII: its own name here, its letter without marks, else `?`.

    >>> "".join(map(readable, "élu·e → ✓ 中"))
    'elu-e -> + ?'
    """
    if sign.isascii():
        return sign
    if sign in _SIGNS:
        return _SIGNS[sign]
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    return bare or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    """What a codec writes for signs that it lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(readable, error.object[error.start : error.end])), error.end


codecs.register_error(READABLE, _replace)
