"""What stands in a hint for what only the public draw can give. Typed as it stands, it draws nothing."""

from __future__ import annotations

import unicodedata

ROLL_FR, ROLL_EN = "CHIFFRES DES DÉS", "DIGITS OF THE DICE"
"""In the place of the public roll, in hints that name `--seed` or `--text`."""
NUMBER_FR, NUMBER_EN = "NUMÉRO", "NUMBER"
"""In the place of a number drawn by hand, in hints that name `--number`: no digits, so no number."""

_ELLIPSES = ("…", "...")
_NO_ROLL = (ROLL_FR, ROLL_EN, NUMBER_FR, NUMBER_EN, "TEXT")
"""`TEXT` stands for the value in the list of options."""


def _letters(text: str) -> str:
    """The letters and digits of a text in capitals without accents, to compare what was pasted or retyped."""
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(sign for sign in plain if sign.isalnum())


def is_placeholder(text: str) -> bool:
    """Whether a text is a word of a hint, or has an ellipsis where digits were left out: no public roll."""
    if any(ellipsis in text for ellipsis in _ELLIPSES):
        return True
    return _letters(text) in {_letters(word) for word in _NO_ROLL}
