"""The report of `tirage audit FILES`: what another program published, beside what was possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from tirage.acts.records.published import BestLottery, PublishedAudit
from tirage.analysis.limits import limits
from tirage.analysis.published.chances import Compared
from tirage.people.pool.model import Pool
from tirage.quotas.model import BoundCount
from tirage.report.document import Block, Column, Document, Items, Paragraph, Section, Table, Tone
from tirage.report.parts import lottery
from tirage.report.published.chances import chances, named
from tirage.report.published.panels import panel, panels
from tirage.report.rendering.data import plain
from tirage.report.wording import Wording, exact


def page(found: PublishedAudit, wording: Wording) -> Document:
    """All that can be said of it, and what cannot."""
    given = found.published
    known = {"people": len(given.file.pool.people), "seats": given.seats}
    parts: Sequence[tuple[str, Iterator[Block]]] = (
        ("files", _files(found, wording)),
        ("panel", panel(found, wording)),
        ("panels", panels(found, wording)),
        ("chances", chances(found, wording)),
        ("best", _best(found, wording)),
        ("limits", _limits(found, wording)),
    )
    sections = [
        Section(key, wording.text(f"published.title.{key}"), blocks)
        for key, blocks in ((key, tuple(each)) for key, each in parts)
        if blocks
    ]
    return Document(
        "published-audit",
        wording.language,
        wording.text("published.title", **known),
        tuple(sections),
        data(found),
        verdict=_verdict(found, wording),
    )


def _verdict(found: PublishedAudit, wording: Wording) -> Paragraph:
    """The one sentence that must be read."""
    compared, best = found.compared, found.best
    if found.contradictions:
        return wording.paragraph("published.verdict.contradictions", "bad", count=len(found.contradictions))
    if found.impossible:
        return wording.paragraph("published.verdict.impossible", "bad")
    if compared is None or best is None:
        kept = found.panel is not None and found.panel.rows
        return wording.paragraph("published.verdict.kept" if kept else "published.verdict.nothing", "note")
    return _judged(compared, wording.percent(best.least), wording)


def _judged(compared: Compared, best: str, wording: Wording) -> Paragraph:
    """The same of chances; `best`: the least that everybody could have had."""
    if count := len(compared.passed_over):
        return wording.paragraph("published.verdict.passed_over", "bad", best=best, count=count)
    if compared.rounded:
        return wording.paragraph("published.verdict.best", "good", best=best)
    least = wording.percent(_least(compared))
    if count := compared.below:
        return wording.paragraph("published.verdict.below", "note", best=best, least=least, count=count)
    return wording.paragraph("published.verdict.floor", "good", best=best, least=least)


def _least(compared: Compared) -> Fraction:
    return compared.given.least if compared.given else Fraction(0)


def _files(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    columns = (
        Column("name", wording.text("published.column.file")),
        Column("role", wording.text("published.column.role")),
        Column("rows", wording.text("published.column.rows"), "count"),
        Column("sha256", "SHA-256", "figure"),
    )
    rows = tuple(
        (each.name, wording.text(f"published.role.{each.role}"), each.rows, f"{each.sha256[:8]}…")
        for each in found.published.files
    )
    yield Table("files", "", columns, rows)
    given = found.published
    yield wording.paragraph(f"published.seats.{given.seats_from}", count=given.seats)
    household = given.file.pool.household
    yield wording.paragraph(
        "published.household" if household else "published.no_household", columns=", ".join(household)
    )
    for note in given.notes:
        yield wording.paragraph(note.code, "note", **note.values)


def _best(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    best = found.best
    if best is None:
        code = "published.best.impossible" if found.impossible else "published.best.unknown"
        yield wording.paragraph(code, "bad" if found.impossible else "note")
        return
    known = {"bound": exact(best.bound), "percent": wording.percent(best.bound)}
    apart = wording.text("show.proof.apart") if best.never else ""
    yield wording.paragraph("published.best.proof", "lead", **known, apart=apart, least=exact(best.least))
    yield from map(Paragraph, _limiting(found, best, wording))
    yield from named("published.best.never", best.never, wording, "note")
    tone: Tone = "good" if best.checked == "held" else "bad" if best.checked == "failed" else "note"
    yield wording.paragraph(f"published.best.{best.checked}", tone, count=best.checks)
    if best.unproved:
        yield wording.paragraph("published.best.unproved", "note", count=best.unproved)
    if best.files:
        yield wording.paragraph("published.best.again")


def _limiting(found: PublishedAudit, best: BestLottery, wording: Wording) -> Iterator[str]:
    """What keeps the least chance from being larger, where the quotas alone say it."""
    given = found.published
    if given.quotas is None:
        return
    people = tuple(person for person in given.file.pool.people if best.chances[person.pid])
    by = limits(Pool(given.file.pool.criteria, people), given.quotas, given.seats)
    if by.value == best.least:
        yield from lottery.limited(by, wording, apart=bool(best.never), plain=False)


def _limits(found: PublishedAudit, wording: Wording) -> Iterator[Block]:
    """What no audit of these files can say."""
    codes = ["published.cannot.pool", "published.cannot.quotas"]
    if found.lottery is None:
        codes.insert(0, "published.cannot.one" if found.panel else "published.cannot.panels")
    elif found.panel is None:
        codes.insert(0, "published.cannot.panel")
    else:
        codes.insert(0, "published.cannot.dice")
    if found.curves or (found.published.stated and not found.lottery):
        codes.insert(0, "published.cannot.estimates")
    yield Items(tuple(wording.text(code) for code in codes))


def data(found: PublishedAudit) -> dict[str, Any]:
    """The audit as JSON values; people by the ids of the files."""
    given = found.published
    best = found.best
    return {
        "people": len(given.file.pool.people),
        "seats": given.seats,
        "seats_from": given.seats_from,
        "files": [asdict(each) for each in given.files],
        "household": list(given.file.pool.household),
        "contradictions": list(found.contradictions),
        "panel": found.panel
        and {
            "size": found.panel.size,
            "members": list(given.panel or ()),
            "shared": found.panel.shared,
            "quotas": [_row(row) for row in found.panel.rows],
        },
        "panels": found.lottery and plain({**asdict(found.lottery), "adds_up": found.lottery.adds_up}),
        "chances": None
        if found.chances is None
        else {p.pid: str(found.chances.get(p.pid, 0)) for p in given.file.pool.people},
        "apart": plain(found.apart),
        "best": best
        and {
            "chances": plain(best.chances),
            "least": str(best.least),
            "bound": str(best.bound),
            "never": list(best.never),
            "unproved": best.unproved,
            "checked": best.checked,
            "checks": best.checks,
        },
        "impossible": found.impossible,
        "compared": found.compared and plain({**asdict(found.compared), "rounded": found.compared.rounded}),
        "curves": [plain(asdict(each)) for each in found.curves],
    }


def _row(row: BoundCount) -> dict[str, Any]:
    return {**asdict(row), "met": row.met}
