"""The folder of a dossier under `--work`: noted in `private/` before anything is in it, until all is gone.

A file that was read is not read again by the pass that has the decisions; so entries may outlive a command.
Everything else goes with it, or, after a kill, with the next on the dossier that reaches the cluster.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tirage.discretion import brief
from tirage.errors import InputInvalid
from tirage.people.engines.spark.said import as_it_failed
from tirage.people.engines.spark.session import opened
from tirage.tabular.files import write_private

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NOTE = "cluster.json"
"""In `private/`."""
OTHERS = "cluster-*.json"
"""Notes of folders on clusters that could not be reached when another was taken."""


class Kept(NamedTuple):
    """What is kept of a file that was read."""

    folder: str
    """Of its entries."""
    nth: int
    """Its number there."""
    facts: str
    total: str
    """Of its rows: how many, and what they come to."""


@dataclass(repr=False, slots=True)
class Place:
    """A folder under `--work`."""

    private: Path
    """Of the dossier."""
    master: str
    folder: str
    note: str = NOTE
    runs: list[str] = field(default_factory=list)
    """Folders of commands, in it."""
    read: dict[str, Kept] = field(default_factory=dict)
    """Key of a file that was read → what is there of it."""

    def __repr__(self) -> str:
        return brief(self, read=len(self.read))

    def keep(self) -> None:
        """Note it."""
        kept = {**asdict(self), "private": ""}
        write_private(self.private / self.note, json.dumps(kept, ensure_ascii=False).encode())

    def drop(self) -> None:
        """Note it no more."""
        (self.private / self.note).unlink(missing_ok=True)

    def put_aside(self) -> None:
        """Note it beside: the note is another's from now on."""
        self.drop()
        self.note = OTHERS.replace("*", self.folder.rpartition("-")[2])
        self.keep()


def noted(private: Path, note: str = NOTE) -> Place | None:
    """The folder that a dossier has on a cluster."""
    try:
        found = json.loads((private / note).read_bytes())
        read = {key: Kept(*kept) for key, kept in found["read"].items()}
        return Place(private, str(found["master"]), str(found["folder"]), note, [*found["runs"]], read)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def sweep(private: Path) -> list[Place]:
    """Remove whatever a dossier has on clusters; what cannot be reached."""
    notes = [NOTE, *sorted(each.name for each in private.glob(OTHERS))]
    return [found for note in notes if (found := noted(private, note)) and not _swept(found)]


def _swept(found: Place) -> bool:
    """Whether a folder was removed, by the cluster that it is on."""
    try:
        session = opened(found.master, found.folder)
        try:
            with as_it_failed(found.master, found.folder):
                wipe(session, found.folder)
        finally:
            session.stop()
    except InputInvalid:
        return False
    found.drop()
    return True


def wipe(session: SparkSession, folder: str) -> None:
    """Leave nothing in a folder of any file system but the mark of an empty data set."""
    session.createDataFrame([], "nothing string").write.mode("overwrite").parquet(folder)
