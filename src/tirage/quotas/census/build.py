"""From a census table to quotas: every criterion over the same seats, crossings that agree with them.

Written as a YAML file for people: each figure with where it comes from and how it was rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from tirage.errors import Defect, InputInvalid
from tirage.quotas.census.apportionment import Seats, Served, Tolerance, apportion, cross
from tirage.quotas.census.figures import Census, decimal
from tirage.quotas.model import SIGN, Quotas, parts
from tirage.quotas.yaml_text import Comments, yaml_text
from tirage.tabular.cells import closest, quoted

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
        values = {"found": quoted(name), "closest": closest(name, census.criteria)}
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
            defects.append(Defect("census.targets", file, None, quoted(name)))
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
            defects.append(Defect("census.crossing.seats", file, None, quoted(name)))
    if defects:
        raise InputInvalid(defects)
    return Built(seats, criteria, crossings, served or {})


def _unknown(census: Census, targets: Targets, crossed: Sequence[tuple[str, ...]], file: str) -> list[Defect]:
    """Criteria, categories and crossings that were named and that the table lacks."""
    found = []
    for criterion, category in targets:
        names = [figure.category for figure in census.criteria.get(criterion, [])]
        if category not in names:
            values = {"found": f"{quoted(criterion)}:{quoted(category)}", "closest": closest(category, names)}
            found.append(Defect("census.target", file, values=values))
    for of in crossed:
        if SIGN.join(of) not in census.crossings:
            known = ", ".join(census.crossings) or "—"
            found.append(Defect("census.no_crossing", file, values={"found": SIGN.join(of), "known": known}))
    return found


def crossing_names(text: str) -> tuple[str, ...]:
    """`genre,secteur` or `genre × secteur` → its names."""
    return tuple(part.strip() for part in text.split(",")) if "," in text else parts(text)


Say = Callable[..., str]
"""A sentence by its code and values, in the language of the file."""


def quotas_yaml(built: Built, census: Census, say: Say) -> str:
    """The file, which `read_quotas` reads back to the same quotas, each figure with where it comes from."""
    groups = built.criteria | built.crossings
    figures = census.criteria | census.crossings
    quotas = Quotas.of(
        {name: {row.category: (row.minimum, row.maximum) for row in rows} for name, rows in groups.items()}
    )
    comments = Comments(
        (say("build.file.title", seats=built.seats), say("build.file.rule")),
        {name: sorted({each.source for each in figures[name] if each.source}) for name in groups},
        {(name, row.category): _rounding(name, row, census, say) for name in groups for row in groups[name]},
    )
    return yaml_text(quotas, comments=comments)


def _rounding(name: str, row: Seats, census: Census, say: Say) -> str:
    """`1 234 : 12.20 % -> 12.20 -> 12`, and the census's share where a target takes its place."""
    figures = {figure.category: figure for figure in (census.criteria | census.crossings)[name]}
    figure = figures.get(row.category)
    amount = f"{decimal(figure.amount)} : " if figure is not None and name not in census.shares else ""
    why = ""
    if row.census is not None and row.share != row.census:
        why = say("build.file.target", share=_percent(row.census))
    return f"{amount}{_percent(row.share)} -> {float(row.exact):.2f} -> {row.seats}{why}".rstrip()


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.2f} %"
