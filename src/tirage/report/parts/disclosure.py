"""What a public lottery discloses: the figures, and how they are found, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tirage.analysis.disclosure import Disclosed
from tirage.report.document import Block, Table
from tirage.report.wording import Wording


def blocks(found: Sequence[Disclosed], wording: Wording, *, own_ids: bool) -> Iterator[Block]:
    """What it is about, criterion by criterion how many people it concerns, and what protects them.

    `own_ids`: whether the organiser's own ids are published.
    """
    yield wording.paragraph("disclosure.what")
    if found:
        columns = (
            wording.column("criterion"),
            wording.column("people", "count"),
            wording.column("readable", "count"),
            wording.column("guess", "count"),
        )
        rows = tuple((each.criterion, each.people, each.readable, each.guess) for each in found)
        yield Table("disclosure", wording.text("disclosure.caption"), columns, rows)
        yield wording.paragraph("disclosure.how", "note")
    else:
        yield wording.paragraph("disclosure.unmeasured", "note")
    yield wording.paragraph("disclosure.own_ids" if own_ids else "disclosure.aliases")


def data(found: Sequence[Disclosed]) -> list[dict[str, object]]:
    """The figures, to be printed with `--json`."""
    return [
        {"criterion": each.criterion, "people": each.people, "readable": each.readable, "guess": each.guess}
        for each in found
    ]
