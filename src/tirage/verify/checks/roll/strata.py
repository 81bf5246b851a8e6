"""The strata of a frame: streams and categories of the rules, each with its code, and no other. Check 1.17.

A stratum of one made for a friend would give a letter for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from ...kernel import Table
from ...report import Said, faulty
from .frame import FILE
from .rules import Rules, read_ages

STRATA = Table()
"""Check 1.17."""
Labels = tuple[str, ...]
"""Stream, then the category of each criterion of the rules' strata."""


@STRATA.check("frame.strata", FILE)
def check_strata(frame_document: dict[str, Any], rules: Rules) -> Said:
    """Each stratum is of the rules, and has its own code."""
    strata = frame_document["strata"]
    return faulty(list(_faults(strata, rules)), checked=len(strata))


def labels_of(frame_document: Mapping[str, Any]) -> dict[str, Labels]:
    """Labels by code."""
    return {each["code"]: tuple(each["labels"]) for each in frame_document["strata"]}


def _faults(strata: Sequence[Mapping[str, Any]], rules: Rules) -> Iterator[str]:
    codes = codes_of(tuple(each["labels"]) for each in strata)
    if [each["code"] for each in strata] != sorted(each["code"] for each in strata):
        yield "order"
    seen: set[Labels] = set()
    for each in strata:
        labels = tuple(each["labels"])
        if not _fits(labels, rules) or labels in seen or not each["people"]:
            yield f"{each['code']}: {', '.join(labels)}: {each['people']}"
        elif codes[labels] != each["code"]:
            yield f"{each['code']} ≠ {codes[labels]}"
        seen.add(labels)


def _fits(labels: Labels, rules: Rules) -> bool:
    """Whether people of this stream can have these categories."""
    if len(labels) != 1 + len(rules.strata) or labels[0] not in rules.streams:
        return False
    youngest, oldest = rules.streams[labels[0]].ages
    for name, category in zip(rules.strata, labels[1:], strict=True):
        criterion = rules.criteria[name]
        if category not in criterion.means:
            return False
        means = criterion.means[category]
        if criterion.origin == "stream" and means != labels[0]:
            return False
        if criterion.origin == "age":
            low, high = read_ages(means)
            if high < youngest or low > oldest:
                return False
    return True


def codes_of(found: Iterator[Labels]) -> dict[Labels, str]:
    """The code of each stratum: its labels that are not empty, joined by `/`; `.2`, `.3`… for one taken.

    >>> codes_of(iter([("listes", "Les Halles", "65 et plus")]))
    {('listes', 'Les Halles', '65 et plus'): 'listes/Les-Halles/65-et-plus'}
    """
    codes: dict[Labels, str] = {}
    times: dict[str, int] = {}
    for labels in sorted(set(found)):
        code = "/".join(map(_slug, filter(None, labels))) or "all"
        times[code] = times.get(code, 0) + 1
        codes[labels] = code if times[code] == 1 else f"{code}.{times[code]}"
    return codes


def _slug(label: str) -> str:
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9+]+", "-", plain).strip("-") or "x"
