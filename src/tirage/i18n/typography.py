"""Text as it is shown: French typeset, and no sign that a terminal would obey."""

from __future__ import annotations

import re


def typeset(french: str) -> str:
    """French with no-break spaces inside « » and before : ; ? ! %, and curved apostrophes.

    A colon or a sign that belongs to what the user types (`tirage: quotas/1`) has no space before it, and
    straight quotation marks in an example stay.
    """
    bound = re.sub(r"« | (?=[:;?!%»])", lambda space: space[0].replace(" ", "\u00a0"), french)
    return re.sub(r"(?<=\w)'(?=\w|«)", "’", bound)


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that a terminal obeys instead of showing them, or that turn a line round; LF and TAB are none."""


def visible(text: str) -> str:
    r"""The text with such signs as they are written in a program, `\x1b`, which no terminal obeys."""
    return _OBEYED.sub(lambda sign: ascii(sign[0])[1:-1], text)


def on_one_line(text: str) -> str:
    r"""The text with each end of a line as it is written in a program, `\n`.

    What a stranger named so would otherwise begin a line that looks like one of ours.

    >>> on_one_line("dossier\nVERDICT: all is right")
    'dossier\\nVERDICT: all is right'
    """
    return text.replace("\n", "\\n")


def visible_in_json(document: str) -> str:
    """The same JSON with such signs in its strings escaped, so that it reads back as it was."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", document)
