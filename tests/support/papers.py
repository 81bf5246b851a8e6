"""A report in Markdown, read back as a stranger would: cells with their titles, facts with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\(?=[^\w\s])")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, an item of a list, or the two parts of a fact."""

    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what stands above it, its titles, its rows as texts."""

    section: str
    caption: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain(words: str) -> str:
    """Without the signs that Markdown adds."""
    return _ESCAPED.sub("", words).replace("`", "").replace("**", "").strip()


def read_paper(text: str) -> Iterator[Line | Grid]:
    """Everything in a paper, in its order; the sentence above a table is its caption."""
    section, waiting, table = "", "", list[tuple[str, ...]]()
    for raw in [*text.splitlines(), ""]:
        if raw.startswith("|"):
            cells = re.split(r"(?<!\\)\|", raw)[1:-1]
            table.append(tuple(map(plain, cells)))
            continue
        if table:
            titles, _, *rows = table
            yield Grid(section, waiting, titles, tuple(rows))
            waiting, table = "", []
        if not raw.strip():
            continue
        if waiting:
            yield Line(section, waiting)
            waiting = ""
        if raw.startswith("#"):
            section = plain(raw.lstrip("#"))
            yield Line(section, section)
        else:
            waiting = plain(re.sub(r"^(- |(?=\d+\. [A-Z])\d+\. )", "", raw))
    if waiting:
        yield Line(section, waiting)
