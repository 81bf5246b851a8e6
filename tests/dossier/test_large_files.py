"""Files too large to be held in memory: moved into the dossier, hashed in pieces, read when asked for."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from support.dossiers import TOOL

from tirage.dossier import files as dossier
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.chain import START
from tirage.dossier.disk import destroy_private, digest, sync_folder
from tirage.errors import Refused

OPEN = canonical(
    {
        "v": 1,
        "i": 1,
        "prev": START,
        "type": "open",
        "time": "2026-11-23T09:00:00Z",
        "tool": TOOL,
        "body": {"spec": "tirage/2", "rehearsal": False},
    }
)
NAME, SECRET = "guarantors/frame.csv", "private/frame.parquet"


def moved(folder: Path) -> Path:
    """A dossier with two files that were written elsewhere."""
    scratch = folder / "scratch"
    scratch.mkdir()
    (scratch / "a").write_bytes(b"pid\n" * 1000)
    (scratch / "b").write_bytes(b"names")
    target = folder / "dossier"
    target.mkdir()
    large = {NAME: scratch / "a", SECRET: scratch / "b"}
    dossier.extend(target, START, {"journal/0001-open.json": OPEN}, large)
    assert not list(scratch.iterdir())
    return target


@pytest.mark.posix
def test_large_files_are_moved_with_the_modes_of_their_folders(tmp_path: Path) -> None:
    target = moved(tmp_path)
    assert (target / NAME).read_bytes() == b"pid\n" * 1000
    assert stat.S_IMODE((target / SECRET).stat().st_mode) == 0o600
    assert stat.S_IMODE((target / "private").stat().st_mode) == 0o700
    assert digest(target / NAME) == sha256(b"pid\n" * 1000)


def test_a_large_file_is_read_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = moved(tmp_path)
    monkeypatch.setattr(dossier, "LARGE", 1000)
    files = dossier.read(target)
    assert list(files) == sorted(["guarantors/frame.csv", "journal/0001-open.json"])
    assert NAME in files
    assert "public/plan.json" not in files
    opened: list[Path] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path) or read(path))
    assert files["journal/0001-open.json"] == OPEN
    assert not opened
    assert files[NAME] == b"pid\n" * 1000
    assert opened == [target / NAME]


def refusing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """An `os.fsync` that forces only what is open for writing, and no folder: the rules of Windows."""
    fcntl = pytest.importorskip("fcntl")
    forced = []

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise PermissionError(errno.EBADF, os.strerror(errno.EBADF))
        forced.append(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return forced


def test_nothing_is_forced_to_the_disk_that_is_open_for_reading_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced = refusing(monkeypatch)
    target = moved(tmp_path)
    assert len(forced) == 3
    assert dossier.read(target)[NAME] == b"pid\n" * 1000
    dossier.create(tmp_path / "new", {"journal/0001-open.json": OPEN})
    assert dossier.read(tmp_path / "new")["journal/0001-open.json"] == OPEN
    assert destroy_private(target) == 1


def test_a_folder_is_not_opened_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> int:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.delattr(os, "O_DIRECTORY")
        patch.setattr(os, "open", never)
        sync_folder(tmp_path)


def test_a_folder_that_cannot_be_forced_for_another_reason_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync_folder(tmp_path)


def test_a_large_file_is_never_put_over_another(tmp_path: Path) -> None:
    target = moved(tmp_path)
    other = tmp_path / "other"
    other.write_bytes(b"x")
    with pytest.raises(Refused):
        dossier.extend(target, sha256(OPEN), {"public/x.json": b"{}\n"}, {NAME: other})
    assert (target / NAME).read_bytes() == b"pid\n" * 1000
    assert not (target / "public").exists()


def test_a_large_file_outside_the_dossier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a file of a dossier"):
        dossier.extend(tmp_path, START, {"journal/0001-open.json": OPEN}, {"../x": tmp_path / "x"})
