"""The screen of `tirage frame`: the people of the frame by category, the rows left out, and the root."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from tirage.acts.frame.close import ClosedFrame
from tirage.dossier.chain import groups, head
from tirage.people.frame.homes import Homes
from tirage.report.causes import cause as in_words
from tirage.report.document import Block, Column, Document, Paragraph, Section, Table
from tirage.report.parts.letters import accepted, struck
from tirage.report.wording import NONE, Wording


def page(found: ClosedFrame, wording: Wording) -> Document:
    """The closed frame, and the next step."""
    sealed, top = found.sealed, head(found.dossier.entries)
    blocks: list[Block] = [_people(found, wording)]
    blocks += (
        wording.paragraph("frame.cause", cause=in_words(cause, wording), count=count)
        for cause, count in found.tally.causes.items()
    )
    blocks += struck(found.lists, wording)
    blocks += _homes(sealed.homes, wording)
    if not found.dry:
        blocks.append(Paragraph(f"{wording.text('frame.root')} {groups(found.root)}"))
        blocks.append(Paragraph(f"{wording.text('show.head')} {groups(top)}"))
    if found.findings:
        blocks += accepted(found.findings, found.accepted, wording)
    after = (wording.paragraph("frame.next.dry" if found.dry else "frame.next", path=found.dossier.path),)
    title = wording.text(
        "frame.title.dry" if found.dry else "frame.title", people=sealed.people, strata=len(sealed.strata)
    )
    sections = (Section("frame", "", tuple(blocks)), Section("next", "", after))
    return Document("frame", wording.language, title, sections, data(found, top))


def _homes(homes: Homes, wording: Wording) -> Iterator[Paragraph]:
    """Who shares a home, by size, and who is on their own for want of a number."""
    yield wording.paragraph("frame.households", count=homes.households)
    if homes.sizes:
        sizes = ", ".join(wording.text("frame.households.size", people=n, count=c) for n, c in homes.sizes)
        yield wording.paragraph("frame.households.sizes", sizes=sizes)
    if homes.unnumbered:
        yield wording.paragraph("frame.households.unnumbered", count=homes.unnumbered)


def data(found: ClosedFrame, top: str) -> dict[str, object]:
    """The frame as JSON values."""
    sealed = found.sealed
    return {
        "people": sealed.people,
        "households": sealed.homes.households,
        "household_sizes": {str(people): count for people, count in sealed.homes.sizes},
        "unnumbered": sealed.homes.unnumbered,
        "excluded": dict(found.tally.causes),
        "strata": [{"code": code, "labels": labels, "people": n} for code, labels, n in sealed.strata],
        "exclusions": [asdict(each) for each in found.lists],
        "findings": [asdict(each) for each in found.findings],
        "accepted": dict(found.accepted),
        **({"dry": True} if found.dry else {"root": found.root, "journal_head": top}),
    }


def _people(found: ClosedFrame, wording: Wording) -> Table:
    """People by category of each criterion of the strata, the largest first."""
    names = (wording.text("frame.stream"), *found.strata)
    counts: Counter[tuple[int, str]] = Counter()
    for _, labels, people in found.sealed.strata:
        counts.update(dict.fromkeys(enumerate(labels), people))
    order = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    total = max(1, found.sealed.people)
    rows = tuple(
        (names[place], label or NONE, people, wording.percent(people / total, 1))
        for (place, label), people in order
    )
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        wording.screen_column("frame.people", "count"),
        Column("share", "%", "figure"),
    )
    return Table("people", "", columns, rows)
