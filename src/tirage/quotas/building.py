"""From a census table to quotas: every criterion over the same seats, crossings that agree with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from tirage.errors import Defect, InputInvalid
from tirage.people.cells import closest, shown
from tirage.quotas.apportionment import Seats, Served, Tolerance, apportion, cross
from tirage.quotas.census import Census
from tirage.quotas.crossings import parts
from tirage.quotas.model import SIGN

Targets = Mapping[tuple[str, str], Fraction]
"""(criterion, category) → share of the seats, in place of the census's."""


@dataclass(frozen=True, slots=True)
class Built:
    """Quotas and how they came about."""

    seats: int
    criteria: dict[str, list[Seats]]
    crossings: dict[str, list[Seats]]
    served: Mapping[str, Served] = field(default_factory=dict)
    """By criterion, what former panels gave its categories."""


def build_quotas(
    census: Census,
    seats: int,
    tolerances: Mapping[str, Tolerance],
    targets: Targets,
    crossed: Sequence[tuple[str, ...]],
    file: str,
    served: Mapping[str, Served] | None = None,
) -> Built:
    """The seats of every category of the census.

    `tolerances`: by criterion, "" for those not named; `crossed`: crossings asked for, each a row of names
    that the census has as `a × b`; `file` names the table; `served`: by criterion, what former panels gave,
    which the rounding makes up for. Raises InputInvalid with every defect of what was asked.
    """
    defects = list(_unknown(census, targets, crossed, file))
    for name in tolerances.keys() - {"", *census.criteria, *census.crossings}:
        values = {"found": shown(name), "closest": closest(name, census.criteria)}
        defects.append(Defect("census.target", file, values=values))
    if seats < 1:
        defects.append(Defect("quotas.seats", file, values={"seats": str(seats)}))
    if defects:
        raise InputInvalid(defects)
    criteria: dict[str, list[Seats]] = {}
    for name in census.criteria:
        own = {category: share for (of, category), share in targets.items() if of == name}
        try:
            room, before = tolerances.get(name, tolerances[""]), (served or {}).get(name, Served())
            criteria[name] = apportion(census.weights(name), own, seats, room, before)
        except ValueError:
            defects.append(Defect("census.targets", file, None, shown(name)))
    crossings: dict[str, list[Seats]] = {}
    for of in crossed if not defects else ():
        name = SIGN.join(of)
        given = census.weights(name)
        whole = {
            SIGN.join(cell): Fraction(0)
            for cell in product(*([c.category for c in criteria[each]] for each in of))
        }
        try:
            crossings[name] = cross(
                whole | given, [criteria[each] for each in of], seats, tolerances.get(name, tolerances[""])
            )
        except ValueError:
            defects.append(Defect("census.crossing.seats", file, None, shown(name)))
    if defects:
        raise InputInvalid(defects)
    return Built(seats, criteria, crossings, served or {})


def _unknown(census: Census, targets: Targets, crossed: Sequence[tuple[str, ...]], file: str) -> list[Defect]:
    """Criteria, categories and crossings that were named and that the table lacks."""
    found = []
    for criterion, category in targets:
        names = [figure.category for figure in census.criteria.get(criterion, [])]
        if category not in names:
            values = {"found": f"{shown(criterion)}:{shown(category)}", "closest": closest(category, names)}
            found.append(Defect("census.target", file, values=values))
    for of in crossed:
        if SIGN.join(of) not in census.crossings:
            known = ", ".join(census.crossings) or "—"
            found.append(Defect("census.no_crossing", file, values={"found": SIGN.join(of), "known": known}))
    return found


def crossing_names(text: str) -> tuple[str, ...]:
    """`genre,secteur` or `genre × secteur` → its names."""
    return tuple(part.strip() for part in text.split(",")) if "," in text else parts(text)
