"""`tirage chances --letters`: the chance of every group of residents, from the letter to the seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.analysis.end_to_end import Group, expected, groups
from tirage.analysis.letter_counts import Category, Count, counts
from tirage.analysis.statistics import wilson
from tirage.cli.figures import decimal, grouped, percent
from tirage.cli.options import DrawOptions, attempt
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.cli.reading import Inputs, read
from tirage.draws import draw_up
from tirage.errors import Defect, InputInvalid
from tirage.report.rendering.data import plain
from tirage.tabular.tables import scan

if TYPE_CHECKING:
    from rich.table import Table


def letters(asked: DrawOptions, file: Path, talk: Output) -> None:
    """Say it for every line of the file; nothing is written."""
    inputs, lines, volunteers = _read(asked, file, talk)
    with Bar(talk) as bar:
        lottery = draw_up.draw_up(inputs.pool, inputs.quotas.quotas, inputs.request, progress=bar)
    found = groups(lines, volunteers, expected(inputs.pool, lottery), asked.seats)
    if talk.as_json:
        talk.data(
            {"seats": asked.seats, "fairness": asked.fairness, "groups": [_document(each) for each in found]}
        )
    else:
        _show(talk, inputs, found)


def _read(asked: DrawOptions, file: Path, talk: Output) -> tuple[Inputs, list[Count], dict[Category, int]]:
    """Pool, quotas and the file of letters; InputInvalid with the defects of all of them."""
    found: list[Defect] = []
    inputs = attempt(found, lambda: read(asked, talk))
    quotas = inputs.quotas.quotas if inputs else None
    volunteers: dict[Category, int] = {}
    if inputs and quotas:
        people = quotas.count(person.features for person in inputs.pool.people)
        volunteers = {(row.criterion, row.category): n for row, n in zip(quotas.rows, people, strict=True)}
    lines: list[Count] = []
    if (scanned := attempt(found, lambda: scan(file, asked.encoding))) is not None:
        table, defects = scanned
        lines, more = counts(table, str(file), quotas, volunteers)
        found += [*defects, *more]
    if found or inputs is None:
        raise InputInvalid(found)
    return inputs, lines, volunteers


def _document(group: Group) -> dict[str, Any]:
    """A group as JSON values; exact fractions as text, intervals as numbers."""
    own = {name: plain(getattr(group, name)) for name in ("letter", "response", "seat", "whole", "share")}
    return {
        **{key: plain(value) for key, value in asdict(group).items()},
        **own,
        "response_interval": list(wilson(group.volunteers, group.letters)) if group.letters else None,
        "interval": plain(group.interval()),
    }


def _show(talk: Output, inputs: Inputs, found: Sequence[Group]) -> None:
    console = talk.console()
    request = inputs.request
    title = talk.text(
        "ends.title", people=len(inputs.pool.people), seats=request.seats, fairness=request.fairness
    )
    console.print(title, style="bold")
    console.print(_table(talk, found))
    totals = {group.criterion: request.seats / group.equal for group in found}
    if len(set(totals.values())) > 1:
        listed = ", ".join(f"{name} {grouped(talk, int(total))}" for name, total in totals.items())
        console.print(talk.text("ends.totals", totals=listed), style="yellow", soft_wrap=True)
    else:
        console.print(talk.text("ends.equal", equal=_one_in(talk, found[0].equal)), soft_wrap=True)
    low, high = min(found, key=lambda each: each.share), max(found, key=lambda each: each.share)
    console.print(
        talk.text(
            "ends.extremes",
            low=low.category,
            low_criterion=low.criterion,
            low_share=decimal(talk, low.share),
            high=high.category,
            high_criterion=high.criterion,
            high_share=decimal(talk, high.share),
        ),
        soft_wrap=True,
    )
    console.print(talk.text("ends.note"), soft_wrap=True)


def _table(talk: Output, found: Sequence[Group]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    for name in ("residents", "letter", "response", "seat", "whole", "share"):
        table.add_column(talk.text(f"ends.{name}"), justify="right")
    before = None
    for group in found:
        if before not in (None, group.criterion):
            table.add_section()
        cells = [
            group.criterion if group.criterion != before else "",
            group.category,
            grouped(talk, group.residents),
            percent(talk, group.letter) if group.letter is not None else "–",
            _response(talk, group),
            percent(talk, group.seat) if group.seat is not None else "–",
            _one_in(talk, group.whole),
            _share(talk, group),
        ]
        table.add_row(*map(Text, cells))
        before = group.criterion
    return table


def _response(talk: Output, group: Group) -> str:
    if group.response is None:
        return "–"
    low, high = (percent(talk, end) for end in wilson(group.volunteers, group.letters or 0))
    return f"{percent(talk, group.response)} [{low.rstrip('%').strip()}–{high}]"


def _share(talk: Output, group: Group) -> str:
    interval = group.interval()
    ends = (
        ""
        if interval is None
        else " [{}–{}]".format(*(decimal(talk, end / float(group.equal)) for end in interval))
    )
    return f"× {decimal(talk, group.share)}{ends}"


def _one_in(talk: Output, value: Fraction) -> str:
    return talk.text("ends.one_in", count=grouped(talk, round(1 / value)) if value else "∞")
