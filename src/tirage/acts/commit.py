"""The one way to the disk: what the independent verifier would say of a dossier, before it is written.

Every act is verified as it would stand. Where a check would fail that holds today, nothing is written: the
act should have been refused for a reason of its own, so this is a fault of the program, and is called one.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tirage.assembly import lineage, record
from tirage.assembly.record import Dossier
from tirage.dossier.disk import PRIVATE
from tirage.dossier.files import LARGE, Files
from tirage.dossier.layout import frame_paths
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.verify import Check, Family, verify
from tirage.verify.checklist import foreseen

GUARANTORS = "guarantors/"


def commit(
    dossier: Dossier,
    large: Mapping[str, Path] | None = None,
    *,
    following: Mapping[str, bytes] | None = None,
    erases: bool = False,
    first: Callable[[], None] | None = None,
) -> Dossier:
    """Write what `Dossier.after` has added, as `record.write` does, once it would verify; read back.

    `first`: what is done before it is written, such as a file elsewhere that it would be lost without.

    Raises Refused (`record.unverified`) where a check would fail that does not fail today.
    """
    check(dossier, large or {}, following or {})
    if first is not None:
        first()
    return record.write(dossier, large, following=following, erases=erases)


def extend(dossier: Dossier, changes: Changes, *, time: str, tool: str) -> Dossier:
    """One more outcome, all of it or nothing; the dossier read back."""
    return commit(dossier.after(changes, time=time, tool=tool), changes.large)


def check(
    dossier: Dossier, large: Mapping[str, Path] | None = None, following: Mapping[str, bytes] | None = None
) -> None:
    """Refused where a check would fail, in the dossier or in the next assembly, that does not fail today."""
    written = [entry for entry in dossier.entries if entry.name not in dossier.unwritten]
    if len(written) == len(dossier.entries):
        return
    brought = {name: path for name, path in (large or {}).items() if not _is_apart(name)}
    files: Mapping[str, bytes] = ChainMap({}, dossier.files, Files({}, brought))  # type: ignore[arg-type]
    beginning = {entry.type for entry in dossier.entries[len(written) :]} & {"frame", "pool"}
    former = tuple(each.files for each in lineage.formers(dossier)) if beginning else ()
    family = Family(former)
    heavy = frozenset(_heavy(dossier, files, brought))
    failed = foreseen(files, len(written), family, heavy)
    if failed and written:
        before = {name: data for name, data in files.items() if name not in dossier.unwritten}
        known = {each.number for each in verify(before, None, family).checks if each.status == "failed"}
        failed = tuple(each for each in failed if each.number not in known)
    if following:
        opened = {name: data for name, data in following.items() if not _is_apart(name)}
        failed += foreseen(opened, 0, Family((dossier.files,)))
    if failed:
        numbers = ", ".join(each.number for each in failed)
        told = [_told(each) for each in failed]
        raise Refused("record.unverified", count=len(failed), numbers=numbers, checks=told)


def _told(failed: Check) -> dict[str, str]:
    values = {"number": failed.number, "check": failed.code, "got": failed.got, "expected": failed.expected}
    return {**values, "file": failed.file}


def _heavy(dossier: Dossier, files: Mapping[str, bytes], large: Mapping[str, Path]) -> Iterator[str]:
    """The guarantors' largest files: the roll of a large city, say.

    Reading them again would take longer than the act; what follows from them is for `tirage verify`.
    """
    sizes = {}
    for name in files:
        if name.startswith(GUARANTORS) and name not in dossier.unwritten:
            with suppress(FileNotFoundError):
                sizes[name] = large.get(name, dossier.path / name).stat().st_size
    # The parts of a frame are read one after the other, or not at all.
    people = frame_paths(sizes)
    sizes |= dict.fromkeys(people, sum(sizes[name] for name in people))
    yield from (name for name, size in sizes.items() if size > LARGE)


def _is_apart(name: str) -> bool:
    return name.startswith(f"{PRIVATE}/") or "/" not in name
