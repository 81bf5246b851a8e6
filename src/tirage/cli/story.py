"""What `tirage history` prints: one act after the other, day by day, at the times of the journal."""

from __future__ import annotations

from collections.abc import Sequence

from tirage.assembly.record import Dossier
from tirage.cli.figures import folded
from tirage.cli.output import Output
from tirage.dossier.chain import groups, head
from tirage.i18n.catalogue import catalogue
from tirage.report.parts.story import StoryLine, story


def tell(chain: Sequence[Dossier], talk: Output) -> None:
    """The story of a dossier and of each next assembly in it, on a terminal or as JSON."""
    if talk.as_json:
        talk.chain([_document(found, talk) for found in chain])
        return
    for place, found in enumerate(chain):
        if place:
            talk.console().print(talk.text("history.next", path=found.path), style="bold", soft_wrap=True)
            talk.console().print()
        _tell(found, talk)


def _document(found: Dossier, talk: Output) -> dict[str, object]:
    acts = [
        {
            "number": line.number,
            "time": line.time,
            "type": line.type,
            "hash": line.hash,
            "text": _text(line, talk),
        }
        for line in story(found.entries)
    ]
    top = head(found.entries)
    return {"dossier": str(found.path), "rehearsal": found.rehearsal, "acts": acts, "journal_head": top}


def _tell(found: Dossier, talk: Output) -> None:
    console = talk.console()
    day = ""
    for line, more in folded(story(found.entries), lambda line: line.code == "history.vacancy.term"):
        date, _, hour = line.time.removesuffix("Z").partition("T")
        if date != day:
            console.print(talk.text("history.day", date=date), style="bold")
            day = date
        said = talk.text("history.term.ends", count=more + 1) if more else _text(line, talk)
        console.print(f"{line.number:>4}  {hour}  {said}", soft_wrap=True)
    console.print()
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)
    console.print(talk.text("history.times"), soft_wrap=True)


def _text(line: StoryLine, talk: Output) -> str:
    # An act of a later version is told by its type rather than not at all.
    return talk.text(line.code if line.code in catalogue("en") else "history.other", **line.values)
