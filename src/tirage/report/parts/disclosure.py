"""What a public lottery discloses: the figures, and how they are found, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tirage.analysis.disclosure import Disclosed
from tirage.people.private.small_cells import FEWEST
from tirage.report.document import Block, Table
from tirage.report.wording import Wording


def blocks(found: Sequence[Disclosed], wording: Wording, *, own_ids: bool, few: int = 0) -> Iterator[Block]:
    """What it is about, criterion by criterion how many people it concerns, and what protects them.

    `own_ids`: whether the organiser's own ids are published; `few`: people drawn later for very few seats.
    """
    yield wording.paragraph("disclosure.what")
    if found:
        later = any(each.together is not None for each in found)
        keys = ("people", "readable", *(("together",) if later else ()), "guess")
        columns = (wording.column("criterion"), *(wording.column(key, "count") for key in keys))
        rows = tuple((each.criterion, *(getattr(each, key) for key in keys)) for each in found)
        yield Table("disclosure", wording.text("disclosure.caption"), columns, rows)
        yield wording.paragraph("disclosure.how", "note")
    else:
        yield wording.paragraph("disclosure.unmeasured", "note")
    if few:
        yield wording.paragraph("disclosure.few_seats", count=few, fewest=FEWEST)
    yield wording.paragraph("disclosure.own_ids" if own_ids else "disclosure.aliases")


def data(found: Sequence[Disclosed]) -> list[dict[str, object]]:
    """The figures, to be printed with `--json`."""
    said = [
        {"criterion": each.criterion, "people": each.people, "readable": each.readable, "guess": each.guess}
        for each in found
    ]
    return [
        each | ({} if own.together is None else {"together": own.together})
        for each, own in zip(said, found, strict=True)
    ]
