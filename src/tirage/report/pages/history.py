"""The acts of an assembly and of the assemblies that follow it, at the times of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tirage.assembly.record import Dossier
from tirage.assembly.remaining import references_in
from tirage.assembly.status import next_step
from tirage.dossier.chain import head
from tirage.report.document import Block, Document, Section, Step, Steps, chained
from tirage.report.parts.rolls import how
from tirage.report.parts.story import StoryLine, story
from tirage.report.wording import Wording

_LONG, _FEW = 12, 3
"""Acts alike in a row on one day that are all told; of more, so many, and the others are counted."""


def page(chain: Sequence[Dossier], wording: Wording) -> Document:
    """The next step, then the acts of each assembly, day by day; long runs of one act are counted."""
    last = chain[-1]
    following = next_step(last)
    said = how(last, wording) if following.endswith(".roll") else {}
    step = wording.paragraph(f"status.next.{following}", "lead", path=last.path, **said)
    sections = [Section("next", "", (step,))]
    for place, dossier in enumerate(chain):
        if place:
            sections.append(Section("assembly", wording.assembly(dossier.path, place), ()))
        sections += _days(dossier, wording.at(dossier.zone))
        blocks = (wording.head(dossier.entries), wording.paragraph("history.times"))
        sections.append(Section("head", "", blocks))
    data = chained([_values(dossier, wording) for dossier in chain])
    mark = wording.text("show.rehearsal") if any(each.rehearsal for each in chain) else ""
    return Document("history", wording.language, "", tuple(sections), data, rehearsal=mark)


def _values(dossier: Dossier, wording: Wording) -> dict[str, object]:
    acts = [
        {
            "number": line.number,
            "time": line.time,
            "type": line.type,
            "hash": line.hash,
            "text": line.words,
        }
        for line in story(dossier.entries, references_in(dossier.files), wording)
    ]
    top = head(dossier.entries)
    return {"dossier": str(dossier.path), "rehearsal": dossier.rehearsal, "acts": acts, "journal_head": top}


def _days(dossier: Dossier, wording: Wording) -> Iterator[Section]:
    def told(line: StoryLine) -> tuple[str, str]:
        # The clocks go forward and back: a day may have hours of two kinds.
        return wording.day_of(line.time), wording.clocks(line.time)

    for (day, zone), group in groupby(story(dossier.entries, references_in(dossier.files), wording), told):
        lines = tuple(group)
        title = wording.text("history.day", day=day, zone=zone)
        yield Section(f"act-{lines[0].number}", title, tuple(_blocks(lines, wording)))


def _blocks(lines: Sequence[StoryLine], wording: Wording) -> Iterator[Block]:
    for (_, ends), group in groupby(lines, lambda line: (line.code, line.ends_term)):
        run = list(group)
        if ends and len(run) > 1:
            yield Steps((_step(run[0], wording.text("history.term.ends", count=len(run)), wording),))
            continue
        shown = run if len(run) <= _LONG else run[:_FEW]
        yield Steps(tuple(_step(line, line.words, wording) for line in shown))
        if len(run) > len(shown):
            yield wording.paragraph("history.more", count=len(run) - len(shown), last=run[-1].number)


def _step(line: StoryLine, words: str, wording: Wording) -> Step:
    return Step(line.number, wording.hour(line.time), words)
