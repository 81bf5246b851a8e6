"""Tolerances and targets of quotas to be built, as they are typed: `5%`, `volet=0`, `genre:Femme=50%`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tirage.errors import Defect, InputInvalid
from tirage.quotas.census.apportionment import Tolerance
from tirage.quotas.model import percent

_TARGET = re.compile(r"([^:=]+):([^=]+)=(.+)")
SHOWN = 60
"""Signs of a text that are quoted in a message."""


def read_tolerances(texts: Sequence[str]) -> dict[str, Tolerance]:
    """Criterion → tolerance; "" for those that are not named. InputInvalid with every text that is none."""
    found: dict[str, Tolerance] = {"": Tolerance()}
    defects: list[Defect] = []
    for text in texts:
        name, sign, value = text.rpartition("=")
        part = percent(value.strip())
        if re.fullmatch(r"[0-9]{1,6}", value.strip()):
            found[name.strip()] = Tolerance(seats=int(value))
        elif part is not None and bool(name.strip()) == bool(sign):
            found[name.strip()] = Tolerance(part=part / 100)
        else:
            defects.append(Defect("census.tolerance", "--tolerance", values={"found": text[:SHOWN]}))
    if defects:
        raise InputInvalid(defects)
    return found


def read_targets(texts: Sequence[str]) -> dict[tuple[str, str], Fraction]:
    """(criterion, category) → share from 0 to 1. InputInvalid with every text that is none."""
    found: dict[tuple[str, str], Fraction] = {}
    defects: list[Defect] = []
    for text in texts:
        match = _TARGET.fullmatch(text.strip())
        share = percent(match[3].strip()) if match else None
        if match is None or share is None:
            defects.append(Defect("census.target.text", "--target", values={"found": text[:SHOWN]}))
        else:
            found[match[1].strip(), match[2].strip()] = share / 100
    if defects:
        raise InputInvalid(defects)
    return found
