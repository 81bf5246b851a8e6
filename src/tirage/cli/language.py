"""Which language to speak: `--lang`, else the locale's."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum

from tirage.i18n.catalogue import Language


class Lang(StrEnum):
    """The languages there are."""

    fr = "fr"
    en = "en"


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """French where the command line or the locale says so, else English.

    It is needed before the command line is parsed, since the help is in it too.
    """
    for argument, value in zip(arguments, (*arguments[1:], ""), strict=False):
        if argument == "--lang" and value in {"fr", "en"}:
            return "fr" if value == "fr" else "en"
        if argument in {"--lang=fr", "--lang=en"}:
            return "fr" if argument.endswith("fr") else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "fr" if environment[name].lower().startswith("fr") else "en"
    return "en"
