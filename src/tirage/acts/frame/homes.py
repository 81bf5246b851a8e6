"""Large households of a frame, for somebody to look at, and what was declared of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tirage.dossier.disk import PRIVATE
from tirage.i18n.languages import Language
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.people.frame.homes import Homes, large_homes
from tirage.people.frame.store import Store
from tirage.people.guards.declared import Declared, large_csv

LARGE = "households.csv"
"""In `private/`: addresses of large households."""


def write_large(store: Store, folder: Path, homes: Homes, language: Language) -> None:
    """Write the addresses of large households, if any, where no such list stands yet."""
    path = folder / PRIVATE / LARGE
    if homes.large and not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(large_csv(large_homes(store), language))
        path.chmod(0o600)


def of_homes(declared: Declared, homes: Homes) -> Iterator[Note]:
    """What is to be said of addresses that were declared to be no household."""
    if homes.addresses:
        yield Note("note.no_household", {"count": homes.addresses, "people": homes.declared})
    if stale := sorted(line for home, line in declared.homes.items() if home in homes.missed):
        yield Note("note.no_household.stale", {"count": len(stale), "lines": few(stale)})
