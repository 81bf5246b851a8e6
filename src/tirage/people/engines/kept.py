"""What a run left that stopped to ask: the next one reads no file anew, and compares no rows anew.

Files of entries, and tables that were made of all of them. They name people: they are in a folder of
`private/`, as long as the act that needs them is not done. What was cut, altered, or made by another program,
of other bytes or under other rules is not taken.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tirage.people.frame.store import Store

ENTRIES, NOTE = ".parquet", ".json"
MADE = "made-"
"""Before the name of a table; a mark is of hex digits alone."""
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
        return self.made(mark, map(_digest, sources))

    def made(self, mark: str, made_of: Iterable[str]) -> tuple[Path, Sequence[Facts]] | None:
        """The same, by what they were made of, as `note` was told it."""
        path = self.kept / f"{mark}{ENTRIES}"
        try:
            note = json.loads(path.with_suffix(NOTE).read_bytes())
            if note["sum"] == _sum(note) and note["entries"] == _digest(path) and note["files"] == [*made_of]:
                return path, note["facts"]
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def note(self, mark: str, files: Sequence[str], facts: Sequence[Facts]) -> None:
        """Note the facts of the entries of `mark`, made in this run; `files`: hashes of their sources."""
        path = self.fresh / f"{mark}{ENTRIES}"
        said = {"files": [*files], "entries": _digest(path), "facts": [*facts]}
        path.with_suffix(NOTE).write_text(json.dumps({**said, "sum": _sum(said)}), encoding="utf-8")

    def sums(self, taken: Sequence[Path]) -> tuple[str, ...]:
        """What tells files of entries, kept or fresh, from all others; nothing where one has no note."""
        try:
            notes = [json.loads(path.with_suffix(NOTE).read_bytes()) for path in taken]
            # Their marks say which program has read them.
            return tuple(f"{path.stem} {_sum(note)}" for path, note in zip(taken, notes, strict=True))
        except OSError:
            return ()

    def put_by(self) -> None:
        """Keep what this run has made, as far as the disk allows."""
        with suppress(OSError):
            for note in sorted(self.fresh.glob(f"*{NOTE}")):
                self.kept.mkdir(mode=0o700, exist_ok=True)
                for each in (note.with_suffix(ENTRIES), note):
                    each.chmod(0o600)
                    each.replace(self.kept / each.name)

    def clear(self, but: frozenset[str] = frozenset()) -> None:
        """Remove the entries that are kept, but for these marks, and nothing that was made of them."""
        for path in sorted(self.kept.glob("*")):
            if path.stem not in but and not path.stem.startswith(MADE):
                with suppress(OSError):
                    path.unlink()


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables made of all entries, which say the same as long as these do."""

    shelf: Shelf
    made_of: tuple[str, ...]
    """`Shelf.sums` of the entries; without any, nothing is looked for nor kept."""

    def take(self, store: Store, names: Sequence[str]) -> bool:
        """Give a store the tables of an earlier run; False, and none of them, where one is not there."""
        if not self.made_of:
            return False
        found = [self.shelf.made(f"{MADE}{name}", self.made_of) for name in names]
        paths = [each[0] for each in found if each is not None]
        if len(paths) < len(names):
            return False
        for name, path in zip(names, paths, strict=True):
            store.read_parquet(name, path)
        return True

    def keep(self, store: Store, names: Sequence[str]) -> None:
        """Put tables of a store by, for a later run."""
        for name in names if self.made_of else ():
            store.write_parquet(f"select * from {name}", self.shelf.fresh / f"{MADE}{name}{ENTRIES}")
            self.shelf.note(f"{MADE}{name}", self.made_of, ())


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
