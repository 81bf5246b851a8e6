"""Quotas as a YAML file for people: each figure with where it comes from and how it was rounded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from tirage.quotas.apportionment import Seats
from tirage.quotas.building import Built
from tirage.quotas.census import Census, Figure, decimal

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
