"""`tirage quotas check`: what the quotas do to a pool, in a table and a few sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tirage.analysis import quota_costs as report
from tirage.cli.conflicts import demands
from tirage.cli.figures import exact, percent, plain, some
from tirage.cli.options import DrawOptions
from tirage.cli.reading import Inputs, read
from tirage.cli.talk import Output
from tirage.errors import QuotasImpossible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def check(asked: DrawOptions, talk: Output) -> None:
    """Say all of it; raises QuotasImpossible where no panel meets the quotas, after the table."""
    inputs = read(asked, talk)
    quotas = inputs.quotas.quotas
    try:
        found = report.check(inputs.pool, quotas, asked.seats)
    except QuotasImpossible as error:
        lines = report.lines(inputs.pool, quotas)
        if talk.as_json:
            raise QuotasImpossible(
                error.code, **error.values, lines=[asdict(line) for line in lines]
            ) from error
        console = talk.console()
        _title(talk, console, inputs)
        console.print(_table(talk, lines, None))
        raise
    if talk.as_json:
        talk.data(document(found, inputs.pool.criteria))
        return
    console = talk.console()
    _title(talk, console, inputs)
    console.print(_table(talk, found.lines, found))
    _chances(talk, console, found)
    _people(talk, console, found, inputs.pool.criteria)
    console.print(talk.text("quotacheck.note"), soft_wrap=True)


def document(found: report.PoolDiagnosis, criteria: Sequence[str]) -> dict[str, Any]:
    """The check as JSON values; fractions as text, people by pid and features."""
    whole = {key: plain(value) for key, value in asdict(found).items()}
    costs = {(cost.criterion, cost.category): str(cost.share) for cost in found.costs}
    whole["lines"] = [
        {
            **asdict(line),
            "at_least": str(line.at_least),
            "at_most": str(line.at_most),
            "cost": costs.get((line.criterion, line.category), "0"),
            "chances": plain(asdict(chances)) if chances else None,
        }
        for line, chances in zip(found.lines, found.ranges, strict=True)
    ]
    del whole["ranges"]
    whole["excluded"] = [
        {
            "people": [{"pid": person.pid, "features": list(person.features)} for person in each.people],
            "counts": [
                {"criterion": criterion, "category": category, "people": count}
                for (criterion, category), count in each.counts(criteria).items()
            ],
            "demands": [asdict(demand) for demand in each.demands],
            "households": each.households,
        }
        for each in found.excluded
    ]
    return {"holds": True, **whole}


def _title(talk: Output, console: Console, inputs: Inputs) -> None:
    title = talk.text("quotacheck.title", people=len(inputs.pool.people), seats=inputs.request.seats)
    console.print(title, style="bold")


def _table(talk: Output, lines: Sequence[report.CostLine], found: report.PoolDiagnosis | None) -> Table:
    """Volunteers against quotas, and the chances where there are any."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    names = ["show.volunteers", "show.minimum", "show.maximum"]
    if found:
        names += ["quotacheck.mean", "quotacheck.lowest", "quotacheck.highest", "quotacheck.cost"]
    for name in names:
        table.add_column(talk.text(name), justify="right")
    costs = {(cost.criterion, cost.category): cost.share for cost in found.costs} if found else {}
    before = None
    for i, line in enumerate(lines):
        if before not in (None, line.criterion):
            table.add_section()
        short = line.volunteers < line.minimum
        volunteers = Text(
            f"✗ {line.volunteers}" if short else f"{line.volunteers}", "bold red" if short else ""
        )
        cells = [Text(line.criterion if line.criterion != before else ""), Text(line.category), volunteers]
        cells += [Text(str(line.minimum)), Text(str(line.maximum))]
        if found and (chances := found.ranges[i]):
            cells += [Text(percent(talk, c)) for c in (chances.mean, chances.least, chances.largest)]
        elif found:
            cells += [Text("")] * 3
        if found:
            cost = costs.get((line.criterion, line.category))
            cells.append(Text(percent(talk, cost) if cost else ""))
        table.add_row(*cells)
        before = line.criterion
    return table


def _chances(talk: Output, console: Console, found: report.PoolDiagnosis) -> None:
    chances = found.chances
    sentences = [
        talk.text("quotacheck.holds"),
        talk.text(
            "quotacheck.least",
            chance=percent(talk, chances.least),
            exact=exact(chances.least),
            people=chances.at_least,
            without=percent(talk, found.without_quotas),
        ),
    ]
    crowded, scarce = found.most_crowded, found.scarcest
    if crowded.at_most < found.without_quotas:
        shown = percent(talk, crowded.at_most)
        sentences.append(talk.text("quotacheck.crowded", chance=shown, **asdict(crowded)))
    largest = percent(talk, chances.largest)
    sentences.append(talk.text("quotacheck.largest", chance=largest, people=chances.at_largest))
    if scarce.at_least > found.without_quotas:
        shown = percent(talk, scarce.at_least)
        sentences.append(talk.text("quotacheck.scarce", chance=shown, **asdict(scarce)))
    costs = [
        talk.text(
            "quotacheck.costs.one",
            criterion=cost.criterion,
            share=percent(talk, cost.share),
            without=percent(talk, cost.without),
        )
        for cost in found.costs
        if cost.category is None
    ]
    joined = (" ; " if talk.language == "fr" else "; ").join(costs)
    sentences.append(
        talk.text("quotacheck.costs", costs=joined) if costs else talk.text("quotacheck.costs.none")
    )
    for sentence in sentences:
        console.print(sentence, soft_wrap=True)


def _people(talk: Output, console: Console, found: report.PoolDiagnosis, criteria: Sequence[str]) -> None:
    for each in found.excluded:
        pids = [person.pid for person in each.people]
        _warn(console, talk.text("quotacheck.excluded", count=len(pids), pids=some(pids)))
        counts = ", ".join(
            f"{criterion} {category} {count}"
            for (criterion, category), count in each.counts(criteria).items()
        )
        console.print(talk.text("quotacheck.excluded.who", counts=counts), soft_wrap=True)
        console.print(talk.text("quotacheck.excluded.why"), soft_wrap=True)
        reason = {"demands": [asdict(demand) for demand in each.demands], "households": each.households}
        for demand in demands(talk, reason):
            console.print(f"    • {demand}", soft_wrap=True)
    for code, named in (("quotacheck.forced", found.forced), ("quotacheck.certain", found.certain)):
        if named:
            _warn(console, talk.text(code, count=len(named), pids=some(named)))
    if not (found.excluded or found.forced or found.certain):
        console.print(talk.text("quotacheck.nobody"), soft_wrap=True)


def _warn(console: Console, sentence: str) -> None:
    console.print(sentence, style="yellow", soft_wrap=True)
