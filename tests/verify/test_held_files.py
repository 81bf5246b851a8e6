"""A dossier is opened, not held: its files are read when a check asks for them, and are what they were."""

from __future__ import annotations

import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.assemblies import Assembly
from support.dossier_cases import EVEN
from support.dossiers import Files, dossier
from support.genuine import SOME

from tirage.verify import verify
from tirage.verify.command import reports
from tirage.verify.primitives.held import Held, Memory, Renamed, digest_of
from tirage.verify.reading.archive import Archive
from tirage.verify.reading.dossier import opened

LOTTERY = "public/lottery.csv"


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zipped(files: Mapping[str, bytes], target: Path) -> Path:
    with ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


def peak(folder: Path) -> int:
    tracemalloc.start()
    try:
        assert all(report.ok for report in reports(folder, None))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_is_held_does_not_grow_with_the_draws(tmp_path: Path) -> None:
    """Four times the largest file beside what is so of any dossier: no draw adds to another."""
    assembly = Assembly(SOME, panels=10_000)
    for number in (1, 2, 3):
        assembly.leave(assembly.life.seated[0])
        assembly.replace()
        if number == 1:
            first = written(assembly.files, tmp_path / "first")
    last = written(assembly.files, tmp_path / "last")
    peak(first)
    largest = max(map(len, assembly.files.values()))
    assert peak(last) < peak(first) + 4 * largest


def test_no_more_is_held_than_there_is_room_for(tmp_path: Path) -> None:
    memory = Memory()
    files = Held(memory)
    for number in range(40):
        data = bytes([number]) * 2**20
        files.add(f"public/{number}.csv", lambda data=data: iter([data]))  # type: ignore[misc]
    for name in files:
        assert len(files[name]) == 2**20
    assert sum(map(len, memory.large.files.values())) <= memory.large.room == 8 * 2**20
    assert files.size == 40 * 2**20


def test_hashes_are_those_of_the_bytes_under_any_name(tmp_path: Path) -> None:
    files = dossier(EVEN)
    held = opened(written(files, tmp_path / "d"), Memory())
    assert dict(held) == files
    own = Renamed(held, {"public/other.csv": LOTTERY}, {"pack.json": b"{}"})
    assert dict(own) == {"public/other.csv": files[LOTTERY], "pack.json": b"{}"}
    assert digest_of(own, "public/other.csv") == digest_of(files, LOTTERY)
    assert digest_of(own, "pack.json") == digest_of({"pack.json": b"{}"}, "pack.json")


@pytest.fixture(params=["folder", "archive"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Held, Files, Path]:
    """A dossier that was opened, its files, and where it is."""
    files = dossier(EVEN)
    if request.param == "folder":
        folder = written(files, tmp_path / "d")
        return opened(folder, Memory()), files, folder
    path = zipped(files, tmp_path / "d.zip")
    archive = Archive(path)
    return archive.opened(archive.root, Memory()), files, path


def changed(where: Path, files: Files) -> None:
    if where.is_dir():
        written(files, where)
    else:
        zipped(files, where)


@pytest.mark.one_verifier
def test_a_file_that_changes_while_it_is_verified(watched: tuple[Held, Files, Path]) -> None:
    held, files, where = watched
    changed(where, {**files, LOTTERY: files[LOTTERY].replace(b"p", b"q")})
    (check,) = verify(held).checks
    assert (check.code, check.status, check.got, check.file) == ("files.known", "failed", "changed", LOTTERY)


@pytest.mark.one_verifier
def test_a_file_that_goes_while_it_is_verified(tmp_path: Path) -> None:
    folder = written(dossier(EVEN), tmp_path / "d")
    held = opened(folder, Memory())
    (folder / LOTTERY).unlink()
    (check,) = verify(held).checks
    assert (check.code, check.status, check.got, check.file) == ("files.known", "failed", "changed", LOTTERY)
