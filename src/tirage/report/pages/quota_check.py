"""The screen of `tirage quotas check`: what the quotas do to a pool, in a table and a few sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tirage.analysis.quota_costs import Excluded, PoolDiagnosis
from tirage.analysis.statistics import Range
from tirage.people.pool.model import Pool
from tirage.quotas.model import BoundCount
from tirage.report.document import Block, Column, Document, Items, Marked, Paragraph, Section, Table, Value
from tirage.report.pages.conflict import demands
from tirage.report.parts import lottery
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording, abridged, exact


def page(found: PoolDiagnosis, pool: Pool, wording: Wording) -> Document:
    """The whole diagnosis, where some panel meets the quotas."""
    costs = {(cost.criterion, cost.category): cost.share for cost in found.costs}
    columns = [
        wording.screen_column(f"quotacheck.{key}", "percent") for key in ("mean", "lowest", "highest", "cost")
    ]
    more = [
        (*_shares(chances), costs.get((line.criterion, line.category)))
        for line, chances in zip(found.lines, found.ranges, strict=True)
    ]
    table = _table(found.lines, wording, columns, more)
    blocks = (
        table if found.lines else wording.paragraph("show.no_quotas"),
        *_chances(found, wording),
        *_people(found, pool.criteria, wording),
        *lottery.replaceable(found.replaceable, wording),
        wording.paragraph("quotacheck.note"),
    )
    return _document(found.seats, pool, wording, blocks, data(found, pool.criteria))


def without_panel(lines: Sequence[BoundCount], seats: int, pool: Pool, wording: Wording) -> Document:
    """The volunteers beside the quotas, where no panel meets them."""
    return _document(seats, pool, wording, (_table(lines, wording, (), [()] * len(lines)),), None)


def _limits(line: BoundCount) -> dict[str, Any]:
    """The volunteers of a bound and its limits; no seats, as nothing was drawn."""
    return {name: value for name, value in asdict(line).items() if name != "seats"}


def data(found: PoolDiagnosis, criteria: Sequence[str]) -> dict[str, Any]:
    """The diagnosis as JSON values; fractions as text, people by pid and features."""
    costs = {(cost.criterion, cost.category): cost.share for cost in found.costs}
    whole = asdict(found)
    del whole["ranges"]
    whole |= {"scarcest": found.scarcest and _limits(found.scarcest)}
    whole["lines"] = [
        {
            **_limits(line),
            "at_least": line.at_least,
            "at_most": line.at_most,
            "cost": costs.get((line.criterion, line.category), "0"),
            "chances": asdict(chances) if chances else None,
        }
        for line, chances in zip(found.lines, found.ranges, strict=True)
    ]
    whole["excluded"] = [_excluded(each, criteria) for each in found.excluded]
    return {"holds": True, **plain(whole)}


def _excluded(each: Excluded, criteria: Sequence[str]) -> dict[str, Any]:
    return {
        "people": [{"pid": person.pid, "features": list(person.features)} for person in each.people],
        "counts": [
            {"criterion": criterion, "category": category, "people": count}
            for (criterion, category), count in each.counts(criteria).items()
        ],
        "demands": [asdict(demand) for demand in each.demands],
        "households": each.households,
    }


def _document(
    seats: int, pool: Pool, wording: Wording, blocks: tuple[Block, ...], values: Mapping[str, object] | None
) -> Document:
    title = wording.text("quotacheck.title", people=len(pool.people), seats=seats)
    return Document("quota-check", wording.language, title, (Section("quotas", "", blocks),), values)


def _table(
    lines: Sequence[BoundCount],
    wording: Wording,
    columns: Sequence[Column],
    more: Sequence[tuple[Value, ...]],
) -> Table:
    """Volunteers against quotas, and more columns where there are any."""
    first = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        *(wording.screen_column(f"show.{key}", "count") for key in ("volunteers", "minimum", "maximum")),
    )
    rows = tuple(
        (line.criterion, line.category, _volunteers(line), line.minimum, line.maximum, *rest)
        for line, rest in zip(lines, more, strict=True)
    )
    return Table("quotas", "", (*first, *columns), rows)


def _volunteers(line: BoundCount) -> Value:
    few = line.volunteers is not None and line.volunteers < line.minimum
    return Marked(line.volunteers, "bad") if few else line.volunteers


def _shares(chances: Range | None) -> tuple[Value, Value, Value]:
    return (chances.mean, chances.least, chances.largest) if chances else (None, None, None)


def _chances(found: PoolDiagnosis, wording: Wording) -> Iterator[Paragraph]:
    """Smallest and largest chance, the quotas that make them so, and what each criterion costs."""
    chances, percent, scarce = found.chances, wording.percent, found.scarcest
    if found.lines:
        yield wording.paragraph("quotacheck.holds")
    yield wording.paragraph(
        "quotacheck.least",
        chance=percent(chances.least),
        exact=exact(chances.least),
        people=chances.at_least,
    )
    why = lottery.limited(found.limits, wording, apart=bool(chances.never), plain=not found.lines)
    yield from map(Paragraph, why)
    largest = percent(chances.largest)
    yield wording.paragraph("quotacheck.largest", chance=largest, people=chances.at_largest)
    if scarce and scarce.at_least > found.limits.without_quotas:
        yield wording.paragraph("quotacheck.scarce", chance=percent(scarce.at_least), **asdict(scarce))
    costs = [
        wording.text(
            "quotacheck.costs.one",
            criterion=cost.criterion,
            share=percent(cost.share),
            without=percent(cost.without),
        )
        for cost in found.costs
        if cost.category is None
    ]
    if costs:
        yield wording.paragraph("quotacheck.costs", costs=wording.joined(costs))
    elif found.lines:
        yield wording.paragraph("quotacheck.costs.none")


def _people(found: PoolDiagnosis, criteria: Sequence[str], wording: Wording) -> Iterator[Block]:
    """Who cannot be drawn and why, and who is certain of a seat; or that nobody is either."""
    for each in found.excluded:
        pids = [person.pid for person in each.people]
        yield wording.paragraph("quotacheck.excluded", "note", count=len(pids), pids=abridged(pids))
        counts = ", ".join(
            f"{criterion} {category} {count}"
            for (criterion, category), count in each.counts(criteria).items()
        )
        yield wording.paragraph("quotacheck.excluded.who", counts=counts)
        yield wording.paragraph("quotacheck.excluded.why")
        reason = {"demands": [asdict(demand) for demand in each.demands], "households": each.households}
        yield Items(tuple(demands(reason, wording)))
    for code, named in (("quotacheck.forced", found.forced), ("quotacheck.certain", found.certain)):
        if named:
            yield wording.paragraph(code, "note", count=len(named), pids=abridged(named))
    if not (found.excluded or found.forced or found.certain):
        yield wording.paragraph("quotacheck.nobody")
