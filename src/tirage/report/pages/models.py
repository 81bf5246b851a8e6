"""The screen once model letters are written: where they are, what is to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.report.document import Block, Document, Items, Section
from tirage.report.letters.models import Letters
from tirage.report.wording import Wording


def page(made: Letters, wording: Wording) -> Document:
    """The letters, and the variables that are not known yet."""
    unfilled = dict.fromkeys(name for letter in made.letters for name in letter.unfilled)
    data = {
        "folder": str(made.folder),
        "new": list(made.new),
        "letters": [{"file": str(each.path), "unfilled": list(each.unfilled)} for each in made.letters],
    }
    sections = (Section("models", "", tuple(_said(made, tuple(unfilled), wording))),)
    return Document("models", wording.language, "", sections, data)


def _said(made: Letters, unfilled: tuple[str, ...], wording: Wording) -> Iterator[Block]:
    yield wording.paragraph("letter.written", "lead", count=len(made.letters), path=made.folder)
    yield Items(tuple(each.path.name for each in made.letters))
    if made.new:
        yield wording.paragraph("letter.new", path=made.folder)
    if unfilled:
        file = made.folder / wording.text("letter.values.file")
        yield wording.paragraph("letter.unfilled", names=", ".join(unfilled), path=file)
    yield wording.paragraph("letter.merge", "note")
