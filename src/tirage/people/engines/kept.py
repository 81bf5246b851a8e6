"""Files of entries that a run left which stopped to ask: the next one reads none of their files anew.

They name people: they are in a folder of `private/`, as long as the act that needs them is not done. What
was cut, altered, or made by another program, of other bytes or under other rules is not taken.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENTRIES, NOTE = ".parquet", ".json"
Facts = Mapping[str, Any]
"""What was found of a file, as JSON has it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files of entries are, by the mark of the files that they are from."""

    kept: Path
    """Those of an earlier run."""
    fresh: Path
    """Those of this one."""
    least: int
    """Bytes of all files from which on it is worth to keep anything of them."""

    def find(self, mark: str, sources: Sequence[Path]) -> tuple[Path, Sequence[Facts]] | None:
        """The entries of files as they are now, and the facts of each; None where they are unknown."""
        path = self.kept / f"{mark}{ENTRIES}"
        try:
            note = json.loads(path.with_suffix(NOTE).read_bytes())
            if note["sum"] == _sum(note) and _same(note, path, sources):
                return path, note["facts"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def note(self, mark: str, files: Sequence[str], facts: Sequence[Facts]) -> None:
        """Note the facts of the entries of `mark`, made in this run; `files`: hashes of their sources."""
        path = self.fresh / f"{mark}{ENTRIES}"
        said = {"files": [*files], "entries": _digest(path), "facts": [*facts]}
        path.with_suffix(NOTE).write_text(json.dumps({**said, "sum": _sum(said)}), encoding="utf-8")

    def put_by(self) -> None:
        """Keep what this run has made, as far as the disk allows."""
        with suppress(OSError):
            for note in sorted(self.fresh.glob(f"*{NOTE}")):
                self.kept.mkdir(mode=0o700, exist_ok=True)
                for each in (note.with_suffix(ENTRIES), note):
                    each.chmod(0o600)
                    each.rename(self.kept / each.name)

    def clear(self, but: frozenset[str] = frozenset()) -> None:
        """Remove what is kept, but for these marks."""
        for path in sorted(self.kept.glob("*")):
            if path.stem not in but:
                with suppress(OSError):
                    path.unlink()


@contextmanager
def shelf(kept: Path, fresh: Path, least: int, *, for_later: bool = False) -> Iterator[Shelf]:
    """A shelf for the time of an act: put by where the act stops, and cleared once it is done.

    `for_later`: the act is a trial, so put by in any case.
    """
    fresh.mkdir(mode=0o700)
    own = Shelf(kept, fresh, least)
    try:
        yield own
    except Exception:
        own.put_by()
        raise
    if for_later:
        own.put_by()
    else:
        shutil.rmtree(kept, ignore_errors=True)


def _same(note: Facts, entries: Path, sources: Sequence[Path]) -> bool:
    return bool(note["entries"] == _digest(entries) and note["files"] == [*map(_digest, sources)])


def mark_of(what: Facts) -> str:
    """A mark for everything that reading a file hangs on."""
    return hashlib.sha256(_plain(what)).hexdigest()


def _plain(what: Facts) -> bytes:
    return json.dumps(what, sort_keys=True).encode()


def _sum(note: Facts) -> str:
    return mark_of({name: note[name] for name in ("files", "entries", "facts")})


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
