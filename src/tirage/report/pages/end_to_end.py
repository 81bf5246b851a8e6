"""The screen of `tirage chances --letters`: each group of residents, from the letter to the seat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tirage.analysis.end_to_end import Again, Group
from tirage.analysis.statistics import wilson
from tirage.chances.objectives.choose import Fairness
from tirage.report.document import Block, Document, Section, Table
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording


def page(
    found: Sequence[Group], again: Again, people: int, seats: int, fairness: Fairness, wording: Wording
) -> Document:
    """All groups, in the order of their file; there is one at least. `again`: where intervals come from."""
    title = wording.text("ends.title", people=people, seats=seats, fairness=fairness)
    section = Section("groups", "", (_table(found, wording), *_notes(found, again, seats, wording)))
    simulated = {"pools": again.pools, "met": again.met}
    groups = [_values(each) for each in found]
    data = {"seats": seats, "fairness": fairness, "simulated": simulated, "groups": groups}
    return Document("end-to-end", wording.language, title, (section,), data)


def _values(group: Group) -> dict[str, Any]:
    """A group as JSON values; exact fractions as text, intervals as numbers."""
    own = {name: getattr(group, name) for name in ("letter", "response", "seat", "whole", "share")}
    response = wilson(group.volunteers, group.letters) if group.letters else None
    between = None if group.interval is None else [float(end) for end in group.interval]
    values = {name: value for name, value in asdict(group).items() if name != "between"}
    found: dict[str, Any] = plain({**values, **own, "response_interval": response, "interval": between})
    return found


def _table(found: Sequence[Group], wording: Wording) -> Table:
    """One row a group: letter, response, seat, and the product beside an equal chance."""
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("ends.residents", "count"),
        wording.screen_column("ends.letter", "percent"),
        wording.screen_column("ends.response", "figure"),
        wording.screen_column("ends.seat", "percent"),
        wording.screen_column("ends.whole", "figure"),
        wording.screen_column("ends.share", "figure"),
    )
    rows = tuple(
        (
            group.criterion,
            group.category,
            group.residents,
            group.letter,
            _response(group, wording),
            group.seat,
            _one_in(group.whole, wording),
            _share(group, wording),
        )
        for group in found
    )
    return Table("groups", "", columns, rows)


def _notes(found: Sequence[Group], again: Again, seats: int, wording: Wording) -> Iterator[Block]:
    """What equality would be, who is farthest from it, and how to read the intervals."""
    totals = {group.criterion: seats / group.equal for group in found}
    if len(set(totals.values())) > 1:
        listed = ", ".join(f"{name} {wording.count(int(total))}" for name, total in totals.items())
        yield wording.paragraph("ends.totals", "note", totals=listed)
    else:
        yield wording.paragraph("ends.equal", equal=_one_in(found[0].equal, wording))
    low, high = min(found, key=lambda each: each.share), max(found, key=lambda each: each.share)
    yield wording.paragraph(
        "ends.extremes",
        low=low.category,
        low_criterion=low.criterion,
        low_share=wording.decimal(low.share),
        high=high.category,
        high_criterion=high.criterion,
        high_share=wording.decimal(high.share),
    )
    yield wording.paragraph("ends.note")
    if again.met < again.pools:
        without = again.pools - again.met
        yield wording.paragraph("ends.without", "note", pools=again.pools, without=without)


def _response(group: Group, wording: Wording) -> str | None:
    if group.response is None:
        return None
    low, high = (wording.percent(end) for end in wilson(group.volunteers, group.letters or 0))
    return f"{wording.percent(group.response)} [{low.rstrip('%').strip()}–{high}]"


def _share(group: Group, wording: Wording) -> str:
    if group.interval is None or group.interval[0] == group.interval[1]:
        return f"× {wording.decimal(group.share)}"
    low, high = (wording.decimal(end / group.equal) for end in group.interval)
    return f"× {wording.decimal(group.share)} [{low}–{high}]"


def _one_in(value: Fraction, wording: Wording) -> str:
    return wording.text("ends.one_in", count=round(1 / value) if value else "∞")
