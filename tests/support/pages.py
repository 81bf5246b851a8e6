"""The commands that a page of the documentation shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[list[str]]:
    """What a reader types after `$` in a console block, as words; a backslash at the end goes on."""
    for language, block in BLOCK.findall(text):
        if language == "console":
            for typed in re.findall(r"^\$ (.*)$", block.replace("\\\n", " "), re.MULTILINE):
                yield shlex.split(typed, comments=True)
