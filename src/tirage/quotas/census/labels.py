"""What the headings and rows of census tables say: ages, sexes, totals, places, times, codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from tirage.quotas.census.totals import is_total
from tirage.tabular.cells import fold

Band = tuple[int, int]
"""The youngest and the oldest."""
ENDLESS = 999
_YEARS = r"(?: ?(?:ans|an|years? old|years?|yrs?|year olds))?"
_BEFORE = r"(?:(?:aged?|ages|de|from|y|age) ?)?"
_BANDS = (
    (re.compile(rf"{_BEFORE}([0-9]{{1,3}}){_YEARS} ?(?:-|–|_|a|to|et) ?([0-9]{{1,3}}){_YEARS}"), "both"),
    (re.compile(r"y_?ge ?([0-9]{1,3})"), "low"),
    (re.compile(rf"{_BEFORE}([0-9]{{1,3}}){_YEARS} ?(?:\+|p|plus|t)"), "low"),
    (
        re.compile(rf"{_BEFORE}([0-9]{{1,3}}){_YEARS} ?(?:et|ou|and|or) ?(?:\+|plus|over|more|older|above)"),
        "low",
    ),
    (
        re.compile(
            rf"(?:y_?lt ?|moins de ?|moins ?|(?:aged )?under ?|less than ?|< ?)([0-9]{{1,3}}){_YEARS}"
        ),
        "under",
    ),
    (
        re.compile(rf"{_BEFORE}([0-9]{{1,3}}){_YEARS} ?(?:et moins|ou moins|and under|or less|or under)"),
        "high",
    ),
    (re.compile(r"(?:y|aged? )([0-9]{1,3})(?: years?)?|([0-9]{1,3}) (?:ans?|years?)"), "one"),
)
_CODED = re.compile(r"(?:.*_)?[A-Z]+([0-9]{2})(?:([0-9]{2})|P)")
"""`P15_POP1517`, `H2554`, `POP30P`: the ages at the end of a code."""
_CODED_SEX = re.compile(r"(?:.*_)?([HFM])(?:[0-9]{2}(?:[0-9]{2}|P)|NSCOL.*)")
_WOMEN = frozenset(("f", "femme", "femmes", "female", "females", "women", "woman", "w", "feminin"))
_MEN = frozenset(("h", "m", "homme", "hommes", "male", "males", "men", "man", "masculin"))
_SEX = frozenset(("sex", "sexe", "gender", "genre"))
_AGE = frozenset(("age", "ages", "age group", "age_group", "agegroup", "tranche d'age", "classe d'age"))
_AGE_CODE = re.compile(r"age[a-z]{0,4}[0-9]{1,3}")
"""`AGEQ65`, `AGED100`: variables of Insee."""
PLACES = frozenset(
    (
        *(
            "com",
            "geo",
            "geography",
            "area",
            "areas",
            "commune",
            "communes",
            "place",
            "ville",
            "city",
            "code",
        ),
        *("code_insee", "codgeo", "libgeo", "insee", "dep", "departement", "reg", "region", "iris", "ward"),
        *("local authority", "local authorities", "district", "county", "canton", "epci", "nom", "name"),
        *("geographie", "territoire", "lieu", "mnemonic", "geography code", "electoral divisions"),
    )
)
TIMES = frozenset(("year", "annee", "time", "time_period", "date", "period", "censusyear", "census year"))
_OTHERS = frozenset(
    (
        *(
            "unit",
            "unite",
            "unit of measure",
            "freq",
            "frequency",
            "statistic",
            "statistic label",
            "measures",
        ),
        *("measure", "indicator", "indicateur", "table", "type", "rp_measure"),
    )
)
_ASIDE = re.compile(r".*(?:flag|note|conf_status|obs_status|last update|dataflow|structure|siren|rang).*")
_FIGURES = frozenset(
    (
        "value",
        "valeur",
        "obs_value",
        "effectif",
        "effectifs",
        "count",
        "number",
        "nombre",
        "persons",
        "people",
    )
)
_EVERYONE = re.compile(r"(?:ensemble|total|pop|population)(?:[ _(]|$)")
_PART_OF = re.compile(r"(?:dont|of which|including|y compris)\b.*")


def band_of(label: str) -> Band | None:
    """The ages that a label says in words or in the code of an office; None for what says none.

    >>> band_of("15 à 19 ans"), band_of("Y_GE65"), band_of("Y_LT15"), band_of("Aged 85 and over")
    ((15, 19), (65, 999), (0, 14), (85, 999))
    """
    text = fold(label).replace("_par_", " ").strip()
    for pattern, kind in _BANDS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        first = int(next(each for each in match.groups() if each))
        match kind:
            case "both":
                return (first, int(match[2])) if first <= int(match[2]) else None
            case "low":
                return first, ENDLESS
            case "under":
                return 0, first - 1
            case "high":
                return 0, first
            case _:
                return first, first
    return None


def age_of(label: str) -> Band | None:
    """The ages of a row of a column of ages, where a number alone is one: `37`, `100 and over`, `0`."""
    text = label.strip()
    return (int(text), int(text)) if text.isdigit() and len(text) <= 3 else band_of(label)


def coded_band(label: str) -> Band | None:
    """The ages at the end of a code, `P15_POP1517` or `POP30P`; None without any."""
    match = _CODED.fullmatch(label)
    if match is None or "NSCOL" in label:
        return None
    first = int(match[1])
    if match[2] is None:
        return first, ENDLESS
    return (first, int(match[2])) if first < int(match[2]) else None


def named(band: Band) -> str:
    """`15-19`, `65+`, `15`: as quotas and volunteers are read."""
    low, high = band
    return f"{low}+" if high == ENDLESS else f"{low}-{high}" if high > low else str(low)


def sex_of(label: str) -> str:
    """`woman` or `man`, where a label says so; empty where it says neither, or both."""
    text = fold(label)
    words = set(re.split(r"[^a-z]+", text)) & (_WOMEN | _MEN)
    if not words and (match := _CODED_SEX.fullmatch(label.strip())):
        words = {match[1].lower()}
    said = {"woman" if word in _WOMEN else "man" for word in words}
    return next(iter(said)) if len(said) == 1 else ""


def is_everyone(label: str) -> bool:
    """Whether a heading is of everyone: a total, or that there are figures below."""
    text = fold(label)
    return (
        is_total(text)
        or text in _FIGURES
        or bool(re.match(r"(?:ensemble|total|pop|population)(?:[ _(]|$)", text))
    )


def is_part(label: str) -> bool:
    """Whether a row is of some of those of a row above: `dont Portugais`."""
    return _PART_OF.fullmatch(fold(label).replace("_", " ")) is not None


def role_of(header: str) -> str:
    """What a column of labels is by its heading: `sex`, `age`, `place`, `time`, `other`, `aside` or empty."""
    text = fold(header).rstrip("\\").partition("\\")[0].strip()
    words = text.replace("_", " ")
    roles: tuple[tuple[str, object], ...] = (
        ("aside", _ASIDE.fullmatch(text)),
        ("sex", text in _SEX),
        ("age", text in _AGE or words in _AGE or _AGE_CODE.fullmatch(text)),
        ("time", text in TIMES or words in TIMES or text.startswith("tlist")),
        ("other", text in _OTHERS or words in _OTHERS),
        ("place", text in PLACES or words in PLACES),
    )
    return next((role for role, holds in roles if holds), "")


def overlapping(labels: Iterable[tuple[str, Band]]) -> dict[str, str]:
    """Labels whose ages contain those of others, or cut across them, and one such other."""
    found: dict[str, str] = {}
    for (one, a), (two, b) in combinations(labels, 2):
        if a == b or a[1] < b[0] or b[1] < a[0]:
            continue
        wider, other = (one, two) if a[1] - a[0] >= b[1] - b[0] else (two, one)
        found.setdefault(wider, other)
    return found
