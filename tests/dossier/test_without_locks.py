"""A drive that knows no locks: a reader who comes in the middle of an act may stop it, never tear it."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.recording import drawn, on_disk, planned

from tirage.dossier import disk, transaction
from tirage.dossier import files as dossier
from tirage.dossier.chain import head, read_chain
from tirage.dossier.system import locks
from tirage.errors import InputInvalid

BEFORE = planned()
BASE = head(read_chain(BEFORE))
ADDED = drawn(BEFORE)
AFTER = {**BEFORE, **ADDED}


def no_locks(*_: object) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(locks, "fcntl", SimpleNamespace(LOCK_SH=1, LOCK_EX=2, LOCK_NB=4, flock=no_locks))
    dossier.create(tmp_path / "d", BEFORE)
    return tmp_path / "d"


def extend(path: Path) -> bool:
    """Whether the act was done; otherwise it says that nothing has changed."""
    try:
        dossier.extend(path, BASE, ADDED)
    except InputInvalid:
        return False
    return True


def test_acts_are_written_and_read(path: Path) -> None:
    assert extend(path)
    dossier.read(path)
    assert on_disk(path) == AFTER
    assert not [each for each in path.iterdir() if each.name.startswith(".")]


@pytest.mark.parametrize("staged", range(len(ADDED) + 1))
def test_a_reader_while_the_files_are_being_staged(
    path: Path, monkeypatch: pytest.MonkeyPatch, staged: int
) -> None:
    def interrupted(folder: Path, files: Mapping[str, bytes]) -> None:
        names = sorted(files)
        disk.write_all(folder, {name: files[name] for name in names[:staged]})
        dossier.read(path)
        disk.write_all(folder, {name: files[name] for name in names[staged:]})

    monkeypatch.setattr(transaction, "write_all", interrupted)
    assert not extend(path)
    assert on_disk(path) == BEFORE
    monkeypatch.undo()
    assert extend(path)
    assert on_disk(path) == AFTER


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("removed", range(1, len(ADDED) + 1))
def test_a_reader_who_is_sweeping_while_the_act_is_committed(
    path: Path, monkeypatch: pytest.MonkeyPatch, removed: int, backwards: bool
) -> None:
    waiting, resume = threading.Event(), threading.Event()
    unlink, scandir = os.unlink, os.scandir
    reader = threading.Thread(target=lambda: dossier.read(path))
    count = [0]

    def slow_unlink(*arguments: Any, **options: Any) -> None:
        unlink(*arguments, **options)
        if threading.current_thread() is reader:
            count[0] += 1
            if count[0] == removed:
                waiting.set()
                assert resume.wait(60)

    @contextmanager
    def in_order(*arguments: Any) -> Iterator[Iterator[os.DirEntry[str]]]:
        with scandir(*arguments) as found:
            yield iter(sorted(found, key=lambda each: each.name, reverse=backwards))

    # As `shutil` sees it, and no one else: the order in which a file system lists a folder is its own.
    seen_by_shutil = SimpleNamespace(**{**vars(os), "scandir": in_order, "unlink": slow_unlink})

    def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
        disk.write_all(folder, files)
        reader.start()
        assert waiting.wait(60)

    monkeypatch.setattr(shutil, "os", seen_by_shutil)
    monkeypatch.setattr(transaction, "write_all", write_all)
    try:
        done = extend(path)
    finally:
        resume.set()
        reader.join(60)
    monkeypatch.undo()
    dossier.read(path)
    assert on_disk(path) == (AFTER if done else BEFORE)


def test_whoever_tidies_up_late_leaves_the_next_commit_alone(path: Path) -> None:
    # A process that finished one commit comes to remove its folder when another has put its own there.
    commit = path / transaction.COMMIT
    disk.temporary(path, transaction.COMMIT, 0o700).rename(commit)
    disk.write_all(commit, ADDED)
    disk.remove_empty(commit)
    dossier.read(path)
    assert on_disk(path) == AFTER


def test_a_medium_that_cannot_be_written_can_still_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = disk.temporary(path, transaction.STAGING, 0o700)

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("mkdir", "rename", "rmdir", "unlink"):
        monkeypatch.setattr(os, name, read_only)
    assert dossier.read(path)["public/plan.json"] == BEFORE["public/plan.json"]
    assert stale.is_dir()
