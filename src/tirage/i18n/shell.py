"""A word as it is typed in the shell of a platform: what is proposed can be pasted, spaces and all."""

from __future__ import annotations

import re
import shlex
import sys

_PLAIN = re.compile(r"[\w.,:/\\+@-]+", re.ASCII)
"""Signs that neither cmd nor PowerShell obeys."""


def as_typed(word: object, platform: str = sys.platform) -> str:
    r"""The word, in quotes where the shell would take it for several or for something else.

    Windows has two shells; both take double quotes, and no path there holds one.

    >>> as_typed("dossier", "linux"), as_typed("mon dossier", "linux"), as_typed("l'an 1", "darwin")
    ('dossier', "'mon dossier'", '\'l\'"\'"\'an 1\'')
    >>> as_typed("C:\\mon dossier", "win32"), as_typed("C:\\dossier", "win32")
    ('"C:\\mon dossier"', 'C:\\dossier')
    >>> as_typed("-dossier", "linux")
    './-dossier'
    """
    text = str(word)
    if text.startswith("-"):
        text = f"./{text}"
    if platform == "win32":
        return text if _PLAIN.fullmatch(text) else f'"{text}"'
    return shlex.quote(text)
