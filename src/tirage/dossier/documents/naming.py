"""What an assembly is called on papers, as its published rules say (`public/rules.json`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tirage.dossier.layout import RULES


@dataclass(frozen=True, slots=True)
class Naming:
    """Name, organiser, place and time zone; each empty where the record does not say it."""

    name: str = ""
    organiser: str = ""
    city: str = ""
    timezone: str = ""
    """`Europe/Paris`; empty: UTC."""


def naming(files: Mapping[str, bytes]) -> Naming:
    """Of the files of a dossier or a pack, by path; all empty where there are no rules that can be read."""
    try:
        rules = json.loads(files.get(RULES, b"{}"))
    except (ValueError, RecursionError):
        return Naming()
    if not isinstance(rules, dict):
        return Naming()
    return Naming(*(str(rules.get(key) or "") for key in ("name", "organiser", "city", "timezone")))
