"""Names of lists, and the facts that the name of a file has: commune, list, day of export."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from tirage.people.identity import canonical

MAIN, MUNICIPAL, EUROPEAN, CARDS = "LP", "LCM", "LCE", "CC"
"""Liste principale, complémentaire municipale, complémentaire européenne; Carte citoyenne."""

ROLLS = (MAIN, MUNICIPAL, EUROPEAN)
"""The lists of an electoral roll."""

_NAMES = (
    (re.compile("(?:LISTES? )?(?:ELECTORALES? )?(?:PRINCIPALES?|GENERALES?)"), MAIN),
    (re.compile("(?:LISTES? )?(?:ELECTORALES? )?COMPLEMENTAIRES? MUNICIPALES?"), MUNICIPAL),
    (re.compile("(?:LISTES? )?(?:ELECTORALES? )?COMPLEMENTAIRES? EUROPEENNES?"), EUROPEAN),
    (re.compile("CARTES? CITOYENNES?"), CARDS),
    *((re.compile(code), code) for code in (*ROLLS, CARDS)),
)
"""Names of lists, in the canonical form: those of the register (REU, "Liste principale"), and those of the
order of 12 November 2013 (INTA1326795A, art. 2, 4: "liste générale", "liste complémentaire européennes")."""
_WHOLE = re.compile("LISTES? ELECTORALES?")
_CHANGES = re.compile("TABLEAUX?(?: .*)?")
CHANGES = "list.changes"
"""The cause for which a row of a tableau is nobody of the list."""
_BEFORE, _AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_COMMUNE = re.compile(rf"{_BEFORE}(?:com)?(\d{{5}}|2[AB]\d{{3}}){_AFTER}", re.IGNORECASE)
_LIST = re.compile(rf"{_BEFORE}(?:LP|LCM|LCE|CC){_AFTER}", re.IGNORECASE)
_DATES = (
    re.compile(r"(?<!\d)(?P<day>\d\d)[-_.](?P<month>\d\d)[-_.](?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)(?!\d)"),
)


class Facts(NamedTuple):
    """Facts in the name of a file; each is empty where the name does not have it."""

    commune: str = ""
    list: str = ""
    date: str = ""
    """Of the export, as `2026-08-31`."""


def read_list(text: str) -> str:
    """`LP`, `LCM`, `LCE` or `CC`; empty for any other text.

    >>> read_list("Liste complémentaire européenne"), read_list("liste générale"), read_list("autre")
    ('LCE', 'LP', '')
    """
    words = canonical(text)
    return next((kind for pattern, kind in _NAMES if pattern.fullmatch(words)), "")


def read_state(text: str) -> tuple[str, tuple[str, ...]]:
    """`InfoListe` of the order of 2013: `CHANGES` for a row of a tableau, else nothing; and remarks on it.

    A tableau has who was added to the list and who was struck off, and no column that tells the two apart.

    >>> read_state("Liste électorale"), read_state("TABLEAU du 10 janvier"), read_state("brouillon")
    (('', ()), ('list.changes', ()), ('', ('list.state',)))
    """
    words = canonical(text)
    if not words or _WHOLE.fullmatch(words):
        return "", ()
    return (CHANGES, ()) if _CHANGES.fullmatch(words) else ("", ("list.state",))


def of_file_name(stem: str) -> Facts:
    """The facts in a file's name without its ending.

    >>> of_file_name("com75101_LP_31-08-2026")
    Facts(commune='75101', list='LP', date='2026-08-31')
    """
    commune, kind = _COMMUNE.search(stem), _LIST.search(stem)
    return Facts(commune[1].upper() if commune else "", kind[0].upper() if kind else "", _day(stem))


def _day(stem: str) -> str:
    for pattern in _DATES:
        if found := pattern.search(stem):
            with suppress(ValueError):
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    return ""
