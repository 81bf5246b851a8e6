"""Number formats that show digits which the number does not have: `00000` shows 13 as 00013.

ECMA-376 part 1, 18.8.31: `0` is a digit in any case, `#` and `?` one where there is one; text stands in
quotation marks or after a backslash. Formats with decimals, thousands, percentages, dates or conditions are
none of these.
"""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(r'"(?P<text>[^"]*)"|\\(?P<sign>.)|_.|(?P<digit>[0#?])|(?P<plain>[ /()+:-])')
_LOCALE = re.compile(r"\[\$[^\]]*\]")
_MOST = 30
"""Digits of a format that is no mistake."""


@cache
def tokens(code: str) -> tuple[tuple[str, bool], ...] | None:
    """(text or placeholder, whether it is a placeholder) of a format of leading zeros; None for another."""
    first = _LOCALE.sub("", code.split(";", maxsplit=1)[0])
    found: list[tuple[str, bool]] = []
    place = 0
    while place < len(first):
        token = _TOKEN.match(first, place)
        if token is None:
            return None
        digit = token["digit"]
        found.append(
            (digit, True) if digit else (token["text"] or token["sign"] or token["plain"] or "", False)
        )
        place = token.end()
    digits = [text for text, is_digit in found if is_digit]
    several = digits.count("0") > 1 or (len(digits) > 1 and digits[0] == "0")
    return tuple(found) if several and len(digits) <= _MOST else None


def shown(number: str, code: str) -> str:
    """A whole number as its format shows it; as it is where the format is none of leading zeros.

    >>> shown("13", "00000"), shown("612345678", '0#" "##" "##" "##" "##'), shown("7", '"V"000')
    ('00013', '06 12 34 56 78', 'V007')
    """
    parts = tokens(code)
    if parts is None or not (number.isascii() and number.isdigit()):
        return number
    rest = number
    said: list[str] = []
    first = next(i for i, (_, is_digit) in enumerate(parts) if is_digit)
    for place in range(len(parts) - 1, -1, -1):
        text, is_digit = parts[place]
        if not is_digit:
            said.append(text)
        elif place == first:
            said.append(rest or ("0" if text == "0" else ""))
            rest = ""
        else:
            said.append(rest[-1:] or ("0" if text == "0" else ""))
            rest = rest[:-1]
    return "".join(reversed(said))
