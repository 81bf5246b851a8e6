"""What a notebook shows of a verification: every check and its result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tirage.report.document import Block, Document, Marked, Paragraph, Section, Table, Value
from tirage.report.parts.common import sentence
from tirage.report.wording import Wording
from tirage.verify import Check, Report


def page(reports: Sequence[Report], wording: Wording) -> Document:
    """A section for each assembly of a dossier."""
    sections = (
        Section(f"assembly-{place}", wording.text("notebook.assembly", number=place), tuple(blocks))
        if len(reports) > 1
        else Section("checks", "", tuple(blocks))
        for place, blocks in enumerate((_blocks(each, wording) for each in reports), 1)
    )
    return Document("verification", wording.language, "", tuple(sections))


def _blocks(report: Report, wording: Wording) -> Iterator[Block]:
    checks = [each for each in report.checks if not each.code.startswith("beyond.")]
    made = Counter((each.number, each.code, each.status) for each in checks)
    by_status = Counter(each.status for each in checks)
    counts = {"passed": by_status["ok"], "failed": by_status["failed"]}
    yield wording.paragraph("notebook.checks", "good" if report.ok else "bad", **counts)
    columns = (
        wording.column("check"),
        wording.column("sentence"),
        wording.column("times", "count"),
        wording.column("result"),
    )
    rows = tuple(
        (number, sentence(code, wording), times, _result(status, wording))
        for (number, code, status), times in made.items()
    )
    yield Table("checks", "", columns, rows)
    for check in checks:
        if check.status == "failed":
            yield _failed(check, wording)


def _result(status: str, wording: Wording) -> Value:
    if status == "failed":
        return Marked(wording.text("notebook.failed"), "bad")
    return wording.text("report.outcome.passed" if status == "ok" else "report.outcome.not-checked")


def _failed(check: Check, wording: Wording) -> Paragraph:
    found = {"expected": check.expected or "—", "got": check.got or "—"}
    return wording.paragraph("notebook.found", "bad", number=check.number, **found)
