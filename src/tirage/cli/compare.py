"""`tirage chances --compare`: the ways to be fair side by side, in tables and a small picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tirage.analysis import objectives as report
from tirage.analysis.objectives import Comparison, Objective
from tirage.cli.figures import decimal, percent
from tirage.cli.options import DrawOptions, columns
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.cli.reading import Inputs, read
from tirage.errors import Defect, InputInvalid
from tirage.report.pictures.strips import svg
from tirage.report.rendering.data import plain
from tirage.tabular.cells import closest, quoted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text


STRIP = 50
"""Columns of a strip."""
SIGNS, PLAIN = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
"""From nobody to most people; the second where the terminal has no others."""


class Wanted(NamedTuple):
    """What `--compare` was asked for besides the pool and the quotas."""

    declared: str | None
    picture: Path | None


def compare(asked: DrawOptions, wanted: Wanted, talk: Output) -> None:
    """Say it, and write the picture where one is asked for."""
    inputs = read(asked, talk)
    declared = _declared(wanted.declared, inputs)
    with Bar(talk) as bar:
        found = report.compare(
            inputs.pool,
            inputs.quotas.quotas,
            asked.seats,
            asked.panels,
            declared=declared,
            progress=bar,
        )
    if wanted.picture is not None:
        _write(wanted.picture, svg(found, talk.language))
    if talk.as_json:
        talk.data(plain(asdict(found)))
    else:
        _show(talk, found)
        if wanted.picture is not None:
            talk.console().print(talk.text("compare.picture", path=wanted.picture), soft_wrap=True)


def _declared(option: str | None, inputs: Inputs) -> tuple[str, ...]:
    """The criteria of `--declared`, in the order of the quotas."""
    asked, criteria = columns(option), inputs.pool.criteria
    unknown = [name for name in asked if name not in criteria]
    if unknown:
        raise InputInvalid(
            [
                Defect(
                    "option.declared",
                    "--declared",
                    values={"value": quoted(name), "closest": closest(name, criteria)},
                )
                for name in unknown
            ]
        )
    return tuple(name for name in criteria if name in asked)


def _write(path: Path, data: bytes) -> None:
    """The whole file, or none; one that was there is replaced."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        values = {"error": type(error).__name__}
        raise InputInvalid([Defect("output.write", str(path), values=values)]) from error


def _show(talk: Output, found: Comparison) -> None:
    console = talk.console()
    title = talk.text("compare.title", people=found.people, seats=found.seats)
    console.print(title, style="bold")
    console.print(_figures(talk, found))
    _strips(talk, console, found)
    console.print()
    console.print(talk.text("compare.categories"))
    console.print(_categories(talk, found))
    _gains(talk, console, found)
    for each in found.objectives:
        if each.method == "columns":
            said = talk.text("compare.searched", fairness=each.fairness)
            console.print(said, style="yellow", soft_wrap=True)
    console.print(talk.text("compare.explain"), soft_wrap=True)


def _figures(talk: Output, found: Comparison) -> Table:
    table = _by_objective(found, "")
    measures: list[tuple[str, Callable[[Objective], str]]] = [
        ("compare.least", lambda each: percent(talk, each.chances.least)),
        ("compare.at_least", lambda each: str(each.chances.at_least)),
        ("compare.largest", lambda each: percent(talk, each.chances.largest)),
        ("compare.at_largest", lambda each: str(each.chances.at_largest)),
        ("compare.aimed.least", lambda each: percent(talk, each.aimed.least)),
        ("compare.aimed.largest", lambda each: percent(talk, each.aimed.largest)),
        ("compare.gini", lambda each: decimal(talk, each.chances.gini)),
        ("compare.geometric", lambda each: percent(talk, each.chances.geometric_mean)),
        ("compare.never", lambda each: str(each.chances.never)),
        ("compare.certain", lambda each: str(each.chances.certain)),
    ]
    if found.declared:
        measures.append(("compare.gain", lambda each: _gain(talk, each)))
    for code, value in measures:
        table.add_row(talk.text(code), *map(value, found.objectives))
    return table


def _gain(talk: Output, each: Objective) -> str:
    best = each.manipulability.best if each.manipulability else None
    if best is None:
        return talk.text("compare.gain.none")
    before, after = percent(talk, best.before), percent(talk, best.after)
    return talk.text("compare.gain.value", before=before, after=after)


def _categories(talk: Output, found: Comparison) -> Table:
    table = _by_objective(found, talk.text("show.criterion"), talk.text("show.category"))
    before = None
    for i, (criterion, category) in enumerate(found.rows):
        if before not in (None, criterion):
            table.add_section()
        ranges = [each.ranges[i] for each in found.objectives]
        cells = [percent(talk, chances.mean) if chances else "" for chances in ranges]
        table.add_row(_text(criterion if criterion != before else ""), _text(category), *map(_text, cells))
        before = criterion
    return table


def _by_objective(found: Comparison, *names: str) -> Table:
    """A table with a column for each way to be fair."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name)
    for each in found.objectives:
        table.add_column(each.fairness, justify="right")
    return table


def _text(words: str) -> Text:
    from rich.text import Text

    return Text(words)


def _strips(talk: Output, console: Console, found: Comparison) -> None:
    highest = max(each.chances.largest for each in found.objectives)
    console.print(talk.text("compare.strips", highest=percent(talk, highest)), soft_wrap=True)
    signs = PLAIN if console.options.ascii_only else SIGNS
    width = min(STRIP, max(10, console.width - 14))
    bins = [report.binned(each.groups, highest, width) for each in found.objectives]
    most = max(max(counts) for counts in bins)
    for each, counts in zip(found.objectives, bins, strict=True):
        # The root lets one person be seen beside hundreds.
        marks = [signs[-(-int((len(signs) - 1) * 1000 * (n / most) ** 0.5) // 1000)] for n in counts]
        console.print(f"{each.fairness:>10}  {''.join(marks)}", soft_wrap=True)


def _gains(talk: Output, console: Console, found: Comparison) -> None:
    tried = [each.manipulability for each in found.objectives if each.manipulability]
    if not tried:
        console.print(talk.text("compare.undeclared"), soft_wrap=True)
        return
    counts = {"tried": tried[0].tried, "possible": tried[0].possible}
    console.print(talk.text("compare.gains", declared=", ".join(found.declared), **counts), soft_wrap=True)
    for each in found.objectives:
        if each.manipulability and (best := each.manipulability.best):
            console.print(
                talk.text(
                    "compare.gains.one",
                    fairness=each.fairness,
                    claimed=best.claimed,
                    criterion=best.criterion,
                    before=percent(talk, best.before),
                    after=percent(talk, best.after),
                    features=_features(best.features),
                ),
                soft_wrap=True,
            )


def _features(features: Sequence[str]) -> str:
    return ", ".join(features)
