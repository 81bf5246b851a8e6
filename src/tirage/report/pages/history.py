"""The acts of an assembly and of the assemblies that follow it, at the times of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tirage.assembly.record import Dossier
from tirage.assembly.status import next_step
from tirage.dossier.chain import head
from tirage.i18n.catalogue import catalogue
from tirage.report.document import Block, Document, Section, Step, Steps, chained
from tirage.report.parts.rolls import how
from tirage.report.parts.story import StoryLine, is_end_of_term, story
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
        sections += _days(dossier, wording)
        blocks = (wording.head(dossier.entries), wording.paragraph("history.times"))
        sections.append(Section("head", "", blocks))
    data = chained([_values(dossier, wording) for dossier in chain])
    return Document("history", wording.language, "", tuple(sections), data)


def _values(dossier: Dossier, wording: Wording) -> dict[str, object]:
    acts = [
        {
            "number": line.number,
            "time": line.time,
            "type": line.type,
            "hash": line.hash,
            "text": _words(line, wording),
        }
        for line in story(dossier.entries)
    ]
    top = head(dossier.entries)
    return {"dossier": str(dossier.path), "rehearsal": dossier.rehearsal, "acts": acts, "journal_head": top}


def _days(dossier: Dossier, wording: Wording) -> Iterator[Section]:
    for day, lines in groupby(story(dossier.entries), lambda line: line.time[:10]):
        yield Section(day, wording.text("history.day", date=day), tuple(_blocks(tuple(lines), wording)))


def _blocks(lines: Sequence[StoryLine], wording: Wording) -> Iterator[Block]:
    for (_, ends), group in groupby(lines, lambda line: (line.code, is_end_of_term(line))):
        run = list(group)
        if ends and len(run) > 1:
            yield Steps((_step(run[0], wording.text("history.term.ends", count=len(run))),))
            continue
        shown = run if len(run) <= _LONG else run[:_FEW]
        yield Steps(tuple(_step(line, _words(line, wording)) for line in shown))
        if len(run) > len(shown):
            yield wording.paragraph("history.more", count=len(run) - len(shown), last=run[-1].number)


def _step(line: StoryLine, words: str) -> Step:
    return Step(line.number, line.time[11:19], words)


def _words(line: StoryLine, wording: Wording) -> str:
    # An act of a later version is told by its type rather than not at all.
    return wording.text(line.code if line.code in catalogue("en") else "history.other", **line.values)
