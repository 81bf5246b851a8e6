"""What is wrong with a document, or a sentence, in a window of 40, 80 or 120 columns: nothing should be."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import singledispatch
from itertools import takewhile

from rich.console import Console

from tirage.dossier.chain import groups
from tirage.i18n.typography import visible
from tirage.report.document import (
    Blanks,
    Block,
    Document,
    Facts,
    Items,
    Names,
    Paragraph,
    Picture,
    Signatures,
    Steps,
    Table,
)
from tirage.report.rendering import terminal
from tirage.report.rendering.terminal import wrapping
from tirage.report.wording import formatted

WIDTHS = (40, 80, 120)
HALF = r"[0-9a-f]{8}(?: [0-9a-f]{8}){3}"
DRAWN = terminal.render
SAID = terminal.say


ENOUGH = 4
"""Documents of one shape that are looked at in a process: thousands of tests show the same few screens."""
SEEN: Counter[tuple[object, ...]] = Counter()


def _often(shape: tuple[object, ...]) -> bool:
    SEEN[shape] += 1
    return SEEN[shape] > ENOUGH


class _Window(io.StringIO):
    def isatty(self) -> bool:
        return True


def faults_of_page(document: Document) -> list[str]:
    """Of a document, in every window; empty where it is whole, or its like was looked at often enough."""
    blocks = tuple(type(block).__name__ for section in document.sections for block in section.blocks)
    if _often((document.kind, document.language, blocks)):
        return []
    return _faults(list(_texts(document)), lambda console: DRAWN(document, console))


def faults_of_talk(words: str) -> list[str]:
    """Of what is said on standard error; each beginning a few times."""
    if _often((words[:12],)):
        return []
    return _faults([visible(words)], lambda console: SAID(words, console))


def _faults(texts: list[str], write: Callable[[Console], None]) -> list[str]:
    typed = {line for text in texts for line in text.split("\n")[1:] if line.startswith(" ")}
    return [fault for width in WIDTHS for fault in _at(width, texts, typed, write)]


def _at(width: int, texts: list[str], typed: set[str], write: Callable[[Console], None]) -> Iterator[str]:
    window = _Window()
    console = terminal.Terminal(window)
    console.width = width
    write(console)
    lines = re.sub("\x1b\\[[0-9;]*m", "", window.getvalue()).split("\n")
    for line in lines:
        # What is to be copied stays on one line, and so does a word that is wider than the window.
        # A sign that a terminal would obey is one long word, joined to what it was hidden in.
        wide = len(line.rstrip(" ")) > width and line.rstrip(" ") not in typed and "\\x1b" not in line
        if wide and (" " in _bare(line) or wrapping.UNGROUPED.search(line)):
            yield f"{width}: wider than the window: {line!r}"
    wanted, found = _words("\n".join(texts)), _words("\n".join(lines))
    for word, count in (wanted - found).items():
        yield f"{width}: {count} of {word!r} not found whole"
    for half in set(re.findall(HALF, "\n".join(texts))):
        if not any(half in line for line in lines):
            yield f"{width}: broken inside: {half}"


def _bare(line: str) -> str:
    """A line without the sign of a list, or the name of a strip, that it begins with."""
    return re.sub(r"^[ •]*(\d+\. )?", "", line).rstrip(" ")


def _words(text: str) -> Counter[str]:
    """Words between spaces that may be broken, without the colon that ends a label; hashes in groups."""
    text = wrapping.UNGROUPED.sub(lambda whole: groups(whole[0]), text)
    words = (re.sub("[\u00a0:]+$", "", word) for word in re.split("[ \n\t]+", text))
    return Counter(filter(None, words))


def _texts(document: Document) -> Iterator[str]:
    yield from (document.rehearsal, document.title, document.subtitle, document.verdict.words)
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from map(visible, _of(block, document))
    if document.head:
        yield f"{document.head_label} {groups(document.head)}"


@singledispatch
def _of(block: Block, _: Document) -> Iterator[str]:
    raise TypeError(type(block))


@_of.register
def _(block: Paragraph, _: Document) -> Iterator[str]:
    yield block.words


@_of.register
def _(block: Items, _: Document) -> Iterator[str]:
    yield from block.words


@_of.register
def _(block: Facts, document: Document) -> Iterator[str]:
    for fact in block.rows:
        yield fact.label
        yield formatted(fact.value, fact.kind, document.language)


@_of.register
def _(block: Steps, _: Document) -> Iterator[str]:
    for row in block.rows:
        yield from (str(row.number), row.time, row.words, groups(row.digest) if row.digest else "")


@_of.register
def _(block: Picture, _: Document) -> Iterator[str]:
    yield block.words
    yield from (strip.label for strip in block.strips)


@_of.register
def _(block: Names, _: Document) -> Iterator[str]:
    yield block.caption
    yield from (name.replace(" ", "\u00a0") for name in block.names)


@_of.register
def _(block: Blanks, _: Document) -> Iterator[str]:
    for row in block.rows:
        yield from row


@_of.register
def _(block: Signatures, _: Document) -> Iterator[str]:
    yield from (block.caption, *block.names)


@_of.register
def _(table: Table, document: Document) -> Iterator[str]:
    """Caption, titles and cells; those columns that name a row need no title, and a group is said once."""
    shown = [place for place, column in enumerate(table.columns) if column.kind not in {"band", "bar"}]
    naming = 1 + len(list(takewhile(lambda place: table.columns[place].kind == "group", shown[:-1])))
    yield table.caption
    yield from (table.columns[place].title for place in shown[naming:] if table.rows)
    before = None
    for row in table.rows:
        again = table.columns[shown[0]].kind == "group" and row[shown[0]] == before
        for place in shown[again:]:
            yield formatted(row[place], table.columns[place].kind, document.language)
        before = row[shown[0]]
