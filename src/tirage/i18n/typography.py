"""Text as it is shown: French typeset, no sign that a terminal would obey, and none that it lacks."""

from __future__ import annotations

import re
from codecs import register_error
from unicodedata import normalize


def typeset(french: str) -> str:
    """French with no-break spaces inside « » and before : ; ? ! %, and curved apostrophes.

    A colon or a sign that belongs to what the user types (`tirage: quotas/1`) has no space before it, and
    straight quotation marks in an example stay.
    """
    bound = re.sub(r"« | (?=[:;?!%»])", lambda space: space[0].replace(" ", "\u00a0"), french)
    return re.sub(r"(?<=\w)'(?=\w|«)", "’", bound)


_PLAIN = {
    "\u202f": "\u00a0",
    "\u2009": " ",
    "\u00a0": " ",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "…": "...",
    "—": "-",
    "–": "-",
    "−": "-",
    "‑": "-",
    "→": "->",
    "•": "-",
    "·": "-",
    "✓": "v",
    "✗": "x",
    "≈": "~",
    "≤": "<=",
    "≥": ">=",
    "≠": "<>",
    "×": "x",
    "∞": "inf",
    "χ": "chi",
    "α": "alpha",
    "œ": "oe",
    "Œ": "OE",
    "€": "EUR",
    "█": "#",
}
"""What stands for a sign of ours where a terminal lacks it."""
READABLE = "tirage.readable"
"""Name of the way to write a sign that an encoding lacks, for `open` and `reconfigure`."""


def _readable(error: UnicodeError) -> tuple[str | bytes, int]:
    """Another sign for one that an encoding lacks; a letter without its accent; `?` where there is none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_written(sign, error.encoding) for sign in signs), error.end


def _written(sign: str, encoding: str) -> str:
    for other in (_PLAIN.get(sign, ""), _PLAIN.get(_PLAIN.get(sign, ""), ""), normalize("NFKD", sign)[0]):
        if other and other != sign:
            try:
                other.encode(encoding)
            except UnicodeEncodeError:
                continue
            return other
    return "?"


register_error(READABLE, _readable)


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that a terminal obeys instead of showing them, or that turn a line round; LF and TAB are none."""


def visible(text: str) -> str:
    r"""The text with such signs as they are written in a program, `\x1b`, which no terminal obeys."""
    return _OBEYED.sub(lambda sign: ascii(sign[0])[1:-1], text)


def visible_in_json(document: str) -> str:
    """The same JSON with such signs in its strings escaped, so that it reads back as it was."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", document)
