"""The screens of `tirage explain`: what each way to be fair seeks, protects and costs, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from tirage.report.document import Document, Section, Table
from tirage.report.wording import Wording

PARTS = ("seeks", "protects", "costs", "example", "when", "source")


def page(fairness: str, wording: Wording) -> Document:
    """One way to be fair at length, a paragraph a part."""
    values = _values(fairness, wording)
    sections = (
        Section(part, "", (wording.paragraph(f"explain.part.{part}", words=values[part]),)) for part in PARTS
    )
    return Document("objective", wording.language, fairness, tuple(sections), values)


def overview(fairness: Sequence[str], wording: Wording) -> Document:
    """All of them in short, in one table."""
    columns = tuple(wording.screen_column(f"explain.{key}") for key in ("name", "seeks", "costs"))
    values = [_values(each, wording) for each in fairness]
    rows = tuple((each["fairness"], each["seeks"], each["costs"]) for each in values)
    blocks = (Table("objectives", "", columns, rows, "cards"), wording.paragraph("explain.more"))
    data = {"objectives": values}
    return Document("objectives", wording.language, "", (Section("objectives", "", blocks),), data)


def _values(fairness: str, wording: Wording) -> dict[str, str]:
    return {"fairness": fairness, **{part: wording.text(f"fairness.{fairness}.{part}") for part in PARTS}}
