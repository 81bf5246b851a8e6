"""What is said of an error: every defect, the conflicts of quotas, or one sentence; with the remedies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tirage.errors import Defect, InputInvalid, QuotasImpossible, TirageError
from tirage.i18n.catalogue import described, explain, spoken
from tirage.i18n.moments import Instant
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.pages import conflict
from tirage.report.wording import Wording
from tirage.verify import Check
from tirage.verify.words import line

ASKED = frozenset({"frame.doubts", "frame.finding", "pool.doubts"})
"""Defects that somebody is to decide about, in a table that was written for that: *nothing* was not."""

SHOWN = 20
"""Defects said in full for one code, file and column; the others are counted, and all are in the data."""


def page(error: TirageError, wording: Wording) -> Document:
    """Everything known of an error, and what to do about it."""
    if isinstance(error, InputInvalid):
        blocks = tuple(_defects(error.defects, wording))
    elif isinstance(error, QuotasImpossible):
        blocks = tuple(conflict.blocks(error.values, wording))
    elif error.code == "record.unverified":
        blocks = tuple(_unverified(error.values, wording))
    else:
        codes = (error.code, f"{error.code}.remedy")
        blocks = tuple(wording.paragraph(code, **error.values) for code in codes)
    return Document(
        "error", wording.language, "", (Section("error", "", blocks),), {"error": data(error, wording)}
    )


def data(error: TirageError, wording: Wording) -> dict[str, Any]:
    """The error as JSON values."""
    known: dict[str, Any] = {"code": error.code, "exit": error.exit_code}
    if not isinstance(error, InputInvalid):
        return {**known, "values": {name: _value(each, wording) for name, each in error.values.items()}}
    defects = [
        {
            "code": defect.code,
            "file": defect.file,
            "line": defect.line,
            "lines": list(defect.lines),
            "column": defect.column,
            **explain(defect, wording.language),
        }
        for defect in error.defects
    ]
    return {**known, "defects": defects}


def _unverified(values: Mapping[str, Any], wording: Wording) -> Iterator[Block]:
    """What an act was not written for: the checks, in the verifier's own sentences."""
    yield wording.paragraph("record.unverified", **values)
    for each in values["checks"]:
        check = Check(each["number"], each["check"], "failed", each["expected"], each["got"], each["file"])
        yield Paragraph(line(check, wording.language))
    yield wording.paragraph("record.unverified.remedy")


def _value(value: object, wording: Wording) -> object:
    """As a program reads it: days and times in ISO 8601."""
    if isinstance(value, Instant):
        return str(value)
    return value.isoformat() if isinstance(value, date) else spoken(value, wording.language)


def _defects(defects: Sequence[Defect], wording: Wording) -> Iterator[Block]:
    asked = any(defect.code in ASKED for defect in defects)
    yield wording.paragraph("input.asked" if asked else "input.invalid", count=len(defects))
    alike: Counter[tuple[str, str, str | None]] = Counter()
    for defect in defects:
        kind = (defect.code, defect.file, defect.column)
        alike[kind] += 1
        if alike[kind] <= SHOWN:
            yield Paragraph(described(defect, wording.language))
    hidden = sum(max(0, count - SHOWN) for count in alike.values())
    if hidden:
        yield wording.paragraph("input.more", count=hidden)
