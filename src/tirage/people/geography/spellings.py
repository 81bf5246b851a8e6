"""The name of a place as it is compared: `1er`, `01`, `1 ER` are one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tirage.people.identity import canonical

DISTRICT = "ARRONDISSEMENT"
"""The word that may stand beside a number, and may be left out."""
_DISTRICTS = frozenset({"ARR", "ARRDT", "ARRT", DISTRICT, DISTRICT + "S"})
_SUFFIXES = frozenset({"ER", "ERE", "RE", "ND", "NDE", "E", "EME", "IEME"})
_NUMBER = re.compile(rf"0*([0-9]{{1,3}})(?:{'|'.join(sorted(_SUFFIXES))})?")

_ROMAN = re.compile(r"\b(X{0,3})(IX|IV|V?I{0,3})(?=(?:er|e|ème|eme)\b)")
"""As it is written in French, capitals before a small ending: `Vie` and `VE` are none."""
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

Key = tuple[str, ...]
"""Words of a name, as they are compared."""


def key(text: str) -> Key:
    """The words of a name.

    >>> key("LYON CEDEX 03"), key("Lyon 3ème Arrdt"), key("1 er"), key("XIXe"), key("Vie")
    (('LYON', '3'), ('LYON', '3', 'ARRONDISSEMENT'), ('1',), ('19',), ('VIE',))
    """
    found: list[str] = []
    for word in canonical(_ROMAN.sub(_arabic, text)).split():
        number = _NUMBER.fullmatch(word)
        if number:
            found.append(number[1])
        elif word in _DISTRICTS:
            found.append(DISTRICT)
        elif word != "CEDEX" and not (word in _SUFFIXES and found and found[-1].isdigit()):
            found.append(word)
    return tuple(found)


def _arabic(match: re.Match[str]) -> str:
    return str(10 * len(match[1]) + _ONES.index(match[2])) if match[0] else ""


def forms(text: str, wholes: Iterable[Key]) -> list[Key]:
    """The ways in which a text may name a place, the fullest first; `wholes`: names of the city around it.

    >>> forms("Lyon 3e arrondissement", [("LYON",)])
    [('LYON', '3', 'ARRONDISSEMENT'), ('LYON', '3'), ('3', 'ARRONDISSEMENT'), ('3',)]
    """
    own = key(text)
    inside = [own[len(whole) :] for whole in wholes if own[: len(whole)] == whole]
    found = []
    for each in (own, *inside):
        found += [each, tuple(word for word in each if word != DISTRICT)]
    return [each for each in dict.fromkeys(found) if each]


def number_of(text: str) -> int | None:
    """The number that a name is; None for any other name.

    >>> number_of("3e"), number_of("Lyon 3e")
    (3, None)
    """
    words = key(text)
    return int(words[0]) if len(words) == 1 and words[0].isdigit() and len(words[0]) < 4 else None
