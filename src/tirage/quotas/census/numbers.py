"""Figures as statistical offices print them: spaces, points and commas, signs for what is missing, flags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tirage.tabular.cells import fold

_NUMBER = re.compile(r"([0-9](?:[0-9\s'’.,]*[0-9])?)\s*(%?)\s*(?:\(([a-z0-9]{1,4})\)|(?<=\s)([a-z]{1,4}))?")
_MISSING = re.compile(
    r"(?::|\.{2,3}|-|–|—|\*|x|c|n/?a|n/?d|nsp?|s)(?:\s+[a-z]{1,4}|\s*\([a-z]{1,4}\))?|:[a-z]"
)
"""`:`, `..`, `: c`, `n/a`: no figure was published."""
_GROUPS = re.compile(r"[0-9]{1,3}(?:[.,' ’][0-9]{3})+")
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
THOUSAND = 3
"""Digits of a group."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in a cell of figures."""

    text: str
    """The digits with their signs; empty where no figure was published."""
    percent: bool = False
    flag: str = ""
    """`b`, `e`, `p`: how sure the office is of it."""


def printed(cell: str) -> Printed | None:
    """The figure of a cell, as it is printed; None for what is none.

    >>> printed("12 345 b"), printed(": c"), printed("11,5 %"), printed("15-19")
    (Printed(text='12 345', percent=False, flag='b'), Printed(text='', percent=False, flag=''), \
Printed(text='11,5', percent=True, flag=''), None)
    """
    text = fold(cell)
    if match := _NUMBER.fullmatch(text):
        return Printed(match[1], bool(match[2]), match[3] or match[4] or "")
    return Printed("") if _MISSING.fullmatch(text) else None


def decimal_sign(texts: Iterable[str]) -> str:
    """The sign before decimals in these figures: `.` or `,`; with ` ?` where it could be the other one.

    A sign that comes twice in a figure parts thousands, and so does one before another sign; one before other
    than three digits, or after a nought or more than three digits, is before decimals.

    >>> decimal_sign(["1,234.5", "12"]), decimal_sign(["12,5"]), decimal_sign(["12,345"]), decimal_sign(["7"])
    ('.', ',', '. ?', '.')
    """
    found: set[str] = set()
    doubtful: set[str] = set()
    for text in texts:
        signs = [sign for sign in text if sign in ".,"]
        if not signs:
            continue
        last = signs[-1]
        other = "." if last == "," else ","
        whole, _, rest = text.translate(_SPACES).rpartition(last)
        if len(set(signs)) > 1:
            found.add(last)
        elif len(signs) > 1:
            found.add(other)
        elif len(rest) != THOUSAND or len(whole) > THOUSAND or whole == "0":
            found.add(last)
        else:
            doubtful.add(other)
    if len(found) == 1:
        return next(iter(found))
    if found or len(doubtful) > 1:
        return "?"
    return f"{next(iter(doubtful))} ?" if doubtful else "."


def amount(text: str, decimal: str) -> Fraction | None:
    """The figure that is printed, with this sign before its decimals; None where that cannot be.

    >>> amount("1.234,5", ","), amount("1 234", "."), amount("1,234", "."), amount("1,23", ".")
    (Fraction(2469, 2), Fraction(1234, 1), Fraction(1234, 1), None)
    """
    whole, sign, rest = text.partition(decimal)
    grouped = _GROUPS.fullmatch(re.sub(r"\s+", " ", whole))
    digits = re.sub(r"[.,]", "", whole.translate(_SPACES)) if grouped else whole
    if not digits.isdigit() or (sign and not rest.isdigit()):
        return None
    return Fraction(f"{digits}.{rest or 0}")
