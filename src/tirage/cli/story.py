"""What `tirage history` prints: one act after the other, day by day, at the times of the journal."""

from __future__ import annotations

from tirage.assembly.record import Record
from tirage.cli.talk import Talk
from tirage.journal.chain import groups, head
from tirage.messages import TEXTS
from tirage.report.history import Line, story


def tell(found: Record, talk: Talk) -> None:
    """The story of a dossier, on a terminal or as JSON."""
    lines, top = story(found.entries), head(found.entries)
    if talk.as_json:
        acts = [
            {
                "number": line.number,
                "time": line.time,
                "type": line.type,
                "hash": line.hash,
                "text": _text(line, talk),
            }
            for line in lines
        ]
        document = {
            "dossier": str(found.path),
            "rehearsal": found.rehearsal,
            "acts": acts,
            "journal_head": top,
        }
        talk.data(document)
        return
    console = talk.console()
    day = ""
    for line in lines:
        date, _, hour = line.time.removesuffix("Z").partition("T")
        if date != day:
            console.print(talk.text("history.day", date=date), style="bold")
            day = date
        console.print(f"{line.number:>4}  {hour}  {_text(line, talk)}", soft_wrap=True)
    console.print()
    console.print(talk.text("show.head"), groups(top), soft_wrap=True)
    console.print(talk.text("history.times"), soft_wrap=True)


def _text(line: Line, talk: Talk) -> str:
    # An act of a later version is told by its type rather than not at all.
    return talk.text(line.code if line.code in TEXTS else "history.other", **line.values)
