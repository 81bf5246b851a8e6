"""Words in lines: broken at spaces, a hash in two lines of four groups."""

from __future__ import annotations

import re

from rich.cells import cell_len

from tirage.dossier.chain import groups

INDENT = "  "
"""Before the two lines of a hash that stands under its name."""
HASH = re.compile(r"(\(?\b[0-9a-f]{8}(?: [0-9a-f]{8}){3}) ([0-9a-f]{8}(?: [0-9a-f]{8}){3}[.,;:)»]*)")
"""A hash in eight groups, four and four, with the sign that ends a sentence."""
UNGROUPED = re.compile(r"\b[0-9a-f]{64}\b")


def wrapped(words: str, width: int) -> list[str]:
    r"""Lines of at most `width` columns, broken at spaces, a longer word by itself; no-break spaces hold.

    A hash that does not fit where it stands has two lines of its own, four groups on each.

    >>> wrapped("one two\u00a0! threefour", 7)
    ['one', 'two\xa0!', 'threefour']
    """
    lines: list[str] = []
    if cell_len(words) > width:
        words = UNGROUPED.sub(lambda whole: groups(whole[0]), words)
    if cell_len(words) > width and (found := HASH.search(words)):
        before, after = words[: found.start()].rstrip(" "), words[found.end() :].lstrip(" ")
        parts = (wrapped(part, width) if part else [] for part in (before, after))
        return [*next(parts), *(f"{INDENT if before else ''}{half}" for half in found.groups()), *next(parts)]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
