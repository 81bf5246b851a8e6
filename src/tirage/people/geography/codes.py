"""Codes that lead to a place: one (`69383`), those that begin alike (`69*`), numbers of polling stations."""

from __future__ import annotations

import re
from collections.abc import Iterable

SIGN = re.compile(r"[0-9][0-9A-Z]{1,11}\*?|[0-9]\*", re.ASCII)
"""A code of a commune, a postcode, an IRIS; `*` stands for whatever follows."""
MOST = 2_000
"""Polling stations that a range may have."""
_STATION = re.compile(r"(?:([0-9][0-9AB][0-9]{3})[_-])?([0-9?]{1,5})(?:\.\.([0-9]{1,5}))?", re.ASCII)
_WRITTEN = re.compile(r"(?:([0-9][0-9AB][0-9]{3})[_-])?([0-9]{1,5})", re.ASCII)
_WORD = re.compile(r"[0-9A-Z_/-]{1,20}", re.ASCII)

Station = tuple[str, str]
"""Commune, empty for any, and the number: without leading zeros, or with `?` for any digit, or a word."""


class Codes:
    """Which of several labels a code leads to."""

    def __init__(self, found: Iterable[tuple[str, str]]) -> None:
        """`found`: (code, label)."""
        self._exact: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        for code, label in found:
            target = self._begin if code.endswith("*") else self._exact
            target.setdefault(code.removesuffix("*"), set()).add(label)

    def __bool__(self) -> bool:
        return bool(self._exact or self._begin)

    def __contains__(self, code: str) -> bool:
        return bool(self._labels(code))

    def label(self, code: str) -> str:
        """The one label that a code leads to; empty for none, and for several."""
        found = self._labels(code)
        return next(iter(found)) if len(found) == 1 else ""

    def _labels(self, code: str) -> set[str]:
        """Those of the code itself, else those of its longest beginning."""
        if code in self._exact:
            return self._exact[code]
        begins = (code[:end] for end in range(len(code), 0, -1))
        return next((self._begin[begin] for begin in begins if begin in self._begin), set())


def stations(written: str) -> tuple[Station, ...]:
    """The polling stations that a cell of a table means; none for what is no such thing.

    >>> stations("0101..0103"), stations("75056_15??"), stations("JU01")
    ((('', '101'), ('', '102'), ('', '103')), (('75056', '15??'),), (('', 'JU01'),))
    """
    match = _STATION.fullmatch(written)
    if match is None:
        return (("", written),) if _WORD.fullmatch(written) else ()
    commune, first, last = match[1] or "", match[2], match[3]
    if "?" in first:
        return () if last else ((commune, first),)
    low, high = int(first), int(last or first)
    return tuple((commune, str(n)) for n in range(low, high + 1)) if 0 <= high - low < MOST else ()


class Stations:
    """Which label a polling station leads to."""

    def __init__(self, found: Iterable[tuple[Station, str]]) -> None:
        self._numbers: dict[Station, set[str]] = {}
        self._patterns: list[tuple[Station, str]] = []
        for station, label in found:
            if "?" in station[1]:
                self._patterns.append((station, label))
            else:
                self._numbers.setdefault(station, set()).add(label)

    def __bool__(self) -> bool:
        return bool(self._numbers or self._patterns)

    def label(self, bureau: str, commune: str) -> str:
        """The one label of a station as a roll writes it, in a commune; empty for none, and for several.

        `75056_1512` names its commune itself; of `112`, a spreadsheet may have eaten the zero in front.
        """
        match = _WRITTEN.fullmatch(bureau)
        own = (match[1] or commune) if match else commune
        number = str(int(match[2])) if match else bureau.upper()
        found = self._numbers.get((own, number), set()) | self._numbers.get(("", number), set())
        if match:
            found = found | {
                label
                for (place, pattern), label in self._patterns
                if place in ("", own) and _fits(match[2], pattern, whole=match[1] is not None)
            }
        return next(iter(found)) if len(found) == 1 else ""


def _fits(digits: str, pattern: str, *, whole: bool) -> bool:
    """Whether a number is one of `15??`; `whole`: no zero in front of it is lost."""
    filled = digits if whole else digits.zfill(len(pattern))
    return len(filled) == len(pattern) and all(
        sign in ("?", digit) for sign, digit in zip(pattern, filled, strict=True)
    )
