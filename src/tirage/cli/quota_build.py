"""The steps behind `tirage quotas build`: read a census, share out the seats, show and write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from tirage.assembly.lineage import served, whole_chain
from tirage.cli.output import Output
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import text as sentence
from tirage.quotas.census.apportionment import Seats, Served, Tolerance
from tirage.quotas.census.build import Built, build_quotas, crossing_names, quotas_yaml
from tirage.quotas.census.table import Census, read_census
from tirage.quotas.model import percent
from tirage.quotas.new_file import check_new, write_new

_TARGET = re.compile(r"([^:=]+):([^=]+)=(.+)")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """The options, as they were typed."""

    census: Path
    seats: int
    tolerances: Sequence[str]
    """`1` or `5%` for all, `volet=0` for one criterion."""
    targets: Sequence[str]
    crossings: Sequence[str]
    out: Path | None
    served: Path | None = None
    """A dossier of the chain whose former panels are to be made up for."""


def build(asked: BuildOptions, talk: Output) -> None:
    """Seats from a census; with `out`, a quota file that reads back to them."""
    defects: list[Defect] = []
    tolerances = _tolerances(asked.tolerances, defects)
    targets = dict(filter(None, (_target(each, defects) for each in asked.targets)))
    check_new(asked.out)
    try:
        census = read_census(asked.census)
    except InputInvalid as error:
        raise InputInvalid([*defects, *error.defects]) from error
    if defects:
        raise InputInvalid(defects)
    crossed = [crossing_names(each) for each in asked.crossings]
    before = _served(asked.served, census)
    built = build_quotas(census, asked.seats, tolerances, targets, crossed, str(asked.census), before)
    for remark in census.remarks:
        talk.say(remark.code, criterion=remark.criterion, line=remark.line, **remark.values)
    if asked.out is not None:
        text = quotas_yaml(built, census, lambda code, **values: sentence(code, talk.language, **values))
        write_new(asked.out, text, seats=built.seats)
    if talk.as_json:
        talk.data(_document(built))
        return
    _show(built, talk)
    if asked.out is not None:
        talk.say("build.written", path=asked.out)


def _served(dossier: Path | None, census: Census) -> dict[str, Served]:
    """By criterion, what the panels of a chain gave the categories of the census."""
    if dossier is None:
        return {}
    names = {name: [figure.category for figure in rows] for name, rows in census.criteria.items()}
    return served(whole_chain(dossier), names)


def _tolerances(texts: Sequence[str], defects: list[Defect]) -> dict[str, Tolerance]:
    """Criterion → tolerance; "" for those that are not named."""
    found: dict[str, Tolerance] = {"": Tolerance()}
    for text in texts:
        name, sign, value = text.rpartition("=")
        part = percent(value.strip())
        if re.fullmatch(r"[0-9]{1,6}", value.strip()):
            found[name.strip()] = Tolerance(seats=int(value))
        elif part is not None and bool(name.strip()) == bool(sign):
            found[name.strip()] = Tolerance(part=part / 100)
        else:
            defects.append(Defect("census.tolerance", "--tolerance", values={"found": text[:60]}))
    return found


def _target(text: str, defects: list[Defect]) -> tuple[tuple[str, str], Fraction] | None:
    """`genre:Femme=50%` → (("genre", "Femme"), 1/2)."""
    match = _TARGET.fullmatch(text.strip())
    share = percent(match[3].strip()) if match else None
    if match is None or share is None:
        defects.append(Defect("census.target.text", "--target", values={"found": text[:60]}))
        return None
    return (match[1].strip(), match[2].strip()), share / 100


def _document(built: Built) -> dict[str, object]:
    def rows(found: dict[str, list[Seats]]) -> list[dict[str, object]]:
        return [
            {
                "name": name,
                "categories": [
                    {
                        key: str(value) if isinstance(value, Fraction) else value
                        for key, value in asdict(row).items()
                    }
                    for row in each
                ],
            }
            for name, each in found.items()
        ]

    document = {"seats": built.seats, "criteria": rows(built.criteria), "crossings": rows(built.crossings)}
    over = [
        {"name": name, "terms": before.terms, "categories": _over_terms(built, name)}
        for name, before in built.served.items()
    ]
    return {**document, **({"served": over} if over else {})}


def _over_terms(built: Built, name: str) -> list[dict[str, object]]:
    """Seats held and due over the terms, that of these quotas included."""
    before = built.served[name]
    return [
        {
            "category": row.category,
            "held": before.held[row.category] + row.seats,
            "due": str(before.due(row.share, built.seats)),
        }
        for row in built.criteria[name]
    ]


def _show(built: Built, talk: Output) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    for code in (
        "build.census",
        "build.aimed",
        "build.exact",
        "build.seats",
        "show.minimum",
        "show.maximum",
        "build.deviation",
    ):
        table.add_column(talk.text(code), justify="right", no_wrap=True)
    for name, rows in (built.criteria | built.crossings).items():
        for place, row in enumerate(rows):
            off = Fraction(row.seats, built.seats) - row.share
            table.add_row(
                Text(name if not place else ""),
                Text(row.category),
                _number(talk, row.census, 100, "%"),
                _number(talk, row.share, 100, "%"),
                _number(talk, row.exact, 1, ""),
                str(row.seats),
                f"{row.minimum}{'*' if row.cut else ''}",
                str(row.maximum),
                _number(talk, off, 100, ""),
            )
        table.add_section()
    console = talk.console()
    console.print(table)
    if built.served:
        _show_served(built, talk)
    if any(row.cut for rows in (built.criteria | built.crossings).values() for row in rows):
        console.print(talk.text("build.cut"), soft_wrap=True)


def _show_served(built: Built, talk: Output) -> None:
    """The seats of each category over the terms, beside those due."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    for code in ("served.terms", "served.held", "served.due"):
        table.add_column(talk.text(code), justify="right", no_wrap=True)
    for name, before in built.served.items():
        for place, row in enumerate(_over_terms(built, name)):
            table.add_row(
                Text("" if place else name),
                Text(str(row["category"])),
                "" if place else str(before.terms + 1),
                str(row["held"]),
                _number(talk, Fraction(str(row["due"])), 1, ""),
            )
        table.add_section()
    console = talk.console()
    console.print(talk.text("served.title"), soft_wrap=True)
    console.print(table)


def _number(talk: Output, value: Fraction | None, times: int, sign: str) -> str:
    if value is None:
        return "—"
    text = f"{float(value * times):.2f}"
    return (
        (text.replace(".", ",") + (f"\u00a0{sign}" if sign else "")) if talk.language == "fr" else text + sign
    )
