"""From a census table to quotas: every criterion over the same seats, crossings that agree with them.

Written as a YAML file for people: each figure with where it comes from and how it was rounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from tirage.errors import Defect, InputInvalid
from tirage.quotas.census.apportionment import Seats, Served, Tolerance, apportion, cross
from tirage.quotas.census.table import Census, Figure, decimal
from tirage.quotas.checks import parts
from tirage.quotas.model import SIGN
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
_PLAIN = re.compile(r"[^\W\d_][\w +’'-]*|\d[\d-]*[^\W\d_]?[\w -]*")
_TAKEN = {"yes", "no", "true", "false", "null", "on", "off", "y", "n", "oui", "non"}


def quotas_yaml(built: Built, census: Census, say: Say, sources: bool = True) -> str:  # noqa: FBT002
    """The file, which `read_quotas` reads back to the same quotas."""
    return "\n".join([*_lines(built, census, say, sources=sources), ""])


def _lines(built: Built, census: Census, say: Say, *, sources: bool) -> Iterator[str]:
    yield f"# {say('build.file.title', seats=built.seats)}"
    yield f"# {say('build.file.rule')}"
    yield ""
    yield "tirage: quotas/1"
    yield "criteria:"
    for name, rows in built.criteria.items():
        yield from _block(
            name,
            rows,
            {figure.category: figure for figure in census.criteria[name]},
            census,
            say,
            sources=sources,
        )
    if built.crossings:
        yield "crossings:"
    for name, rows in built.crossings.items():
        given = {figure.category: figure for figure in census.crossings[name]}
        yield from _block(name, rows, given, census, say, sources=sources)


def _block(
    name: str, rows: list[Seats], figures: dict[str, Figure], census: Census, say: Say, *, sources: bool
) -> Iterator[str]:
    found = sorted({figure.source for figure in figures.values() if figure.source})
    yield ""
    if sources:
        yield from (f"  # {source}" for source in found)
    yield f"  {written(name)}:"
    width = max(len(written(row.category)) for row in rows) + 1
    for row in rows:
        limits = f"{{minimum: {row.minimum}, maximum: {row.maximum}}}"
        figure = figures.get(row.category)
        amount = ""
        if figure is not None and name not in census.shares:
            amount = f"{decimal(figure.amount)} : "
        if row.census is not None and row.share != row.census:
            why = say("build.file.target", share=_percent(row.census))
        else:
            why = ""
        rounding = f"{amount}{_percent(row.share)} -> {_seats(row.exact)} -> {row.seats}"
        yield f"    {written(row.category) + ':':<{width}} {limits:<28} # {rounding}{why}".rstrip()


def written(name: str) -> str:
    """A name as YAML takes it for a text, quoted only where it must be.

    >>> written("25-39"), written("Femme × 16e"), written("no"), written("a: b")
    ('25-39', '"Femme × 16e"', '"no"', '"a: b"')
    """
    if _PLAIN.fullmatch(name) and name.casefold() not in _TAKEN and not name.endswith(" "):
        return name
    return json.dumps(name, ensure_ascii=False)


def _percent(share: Fraction) -> str:
    return f"{float(100 * share):.2f} %"


def _seats(exact: Fraction) -> str:
    return f"{float(exact):.2f}"
