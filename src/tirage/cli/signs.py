"""Signs of a text that a terminal would obey: they are shown, never sent."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that a terminal obeys instead of showing them, or that turn a line round; LF and TAB are none."""


def visible(text: str) -> str:
    r"""The text with such signs as they are written in a program, `\x1b`, which no terminal obeys."""
    return _UNSEEN.sub(lambda sign: ascii(sign[0])[1:-1], text)


def visible_in_json(document: str) -> str:
    """The same JSON with such signs in its strings escaped, so that it reads back as it was."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", document)
