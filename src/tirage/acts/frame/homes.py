"""Large households of a frame, for somebody to look at."""

from __future__ import annotations

from pathlib import Path

from tirage.dossier.disk import PRIVATE
from tirage.dossier.packs import write_private
from tirage.i18n.languages import Language
from tirage.people.frame.homes import Homes, large_homes
from tirage.people.frame.store import Store
from tirage.people.guards.declared import large_csv

LARGE = "households.csv"
"""In `private/`: addresses of large households."""


def write_large(store: Store, folder: Path, homes: Homes, language: Language) -> None:
    """Write the addresses of large households, if any, where no such list stands yet."""
    path = folder / PRIVATE / LARGE
    if homes.large and not path.exists():
        write_private(path.parent, {LARGE: large_csv(large_homes(store), language)})
