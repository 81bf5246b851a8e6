"""A report in a window: lines broken at spaces, their rest set under the words; groups of a hash stay whole.

In a pipe every line stays whole, for a program that reads it.
"""

from __future__ import annotations

import codecs
import re
import textwrap
import unicodedata
from collections.abc import Iterator

_HASH = re.compile(r"(?<!\S)(\(?(?:[0-9a-f]{8} ){3}[0-9a-f]{8}) ((?:[0-9a-f]{8} ){3}[0-9a-f]{8}\b\S*)")
_START = re.compile(r"\[.{6}\]? +[0-9.]+ +| *")
"""Mark and number of a check, or the spaces that a line begins with."""
_NARROW = 60
"""Columns of a window below which nothing is set in by more than two."""
_PLAIN = {
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{EM DASH}": "-",
    "\N{RIGHTWARDS ARROW}": "->",
    "½": "1/2",
}
READABLE = "tirage-verify-readable"
"""Name of what `str.encode` does with a sign that a terminal lacks: the plain one in its place."""


def fitted(text: str, width: int) -> str:
    r"""The text with no line wider than `width`, but for a word that is; `width` is in columns.

    >>> fitted("[ok]     1.2   Each act holds the hash of the act before it", 32)
    '[ok]     1.2   Each act holds\n  the hash of the act before it'
    """
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> Iterator[str]:
    start = _START.match(line)
    inner = " " * (2 if width < _NARROW or start is None else len(start[0]) or 2)
    while len(line) > width and (found := _HASH.search(line)):
        before, after = line[: found.start()].rstrip(" "), line[found.end() :].lstrip(" ")
        yield from _filled(before, width, inner)
        yield from (inner + half for half in found.groups())
        line = inner + after if after else ""
        if not after:
            return
    yield from _filled(line, width, inner)


def _filled(line: str, width: int, inner: str) -> list[str]:
    filler = textwrap.TextWrapper(
        width, subsequent_indent=inner, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return filler.wrap(line) or [line]


def _readable(error: UnicodeError) -> tuple[str, int]:
    """A sign as letters, digits and marks of ASCII; `?` for one that has none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    plain = "".join(_PLAIN.get(sign) or unicodedata.normalize("NFKD", sign) for sign in signs)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode(), error.end


codecs.register_error(READABLE, _readable)
