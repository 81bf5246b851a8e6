"""Names in clear outside the dossier's own files: where they are while a command works; nothing stays."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest
from support.commands import on_disk
from support.journey import ACCEPT, begun, frame, run

from tirage.dossier.packs import write_file
from tirage.dossier.scratch import NOTE, SCRATCH, remove_elsewhere, scratch_folder
from tirage.dossier.transaction import recover
from tirage.errors import InputInvalid
from tirage.people.engines.duckdb.refusals import as_the_system_says
from tirage.people.engines.duckdb.store import DuckDBStore
from tirage.people.frame import reading

SAID = pytest.CaptureFixture[str]

# Dies without a word at the first row of the frame that is sealed: everyone is in the scratch folder.
KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from tirage.acts.frame import close
    from tirage.cli import main

    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)

    close.seal = die
    main(sys.argv[1:])
    """
)


def killed(dossier: Path, files: list[Path], *more: str) -> None:
    typed = ["frame", *map(str, files), "--dossier", str(dossier), "--lang", "en", *ACCEPT, *more]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, *typed],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode == -9
    left, *_ = dossier.rglob("*.parquet")
    assert left.parents[2] == dossier / "private"
    assert {stat.S_IMODE(each.stat().st_mode) for each in left.parents[:3]} == {0o700}


def test_two_commands_on_a_cluster_are_one_after_the_other(tmp_path: Path, capsys: SAID) -> None:
    """What is noted of a dossier there is one command's: the second would clear away what the first needs."""
    dossier, files = begun(tmp_path, 10)
    away = ("--engine", "spark", "--master", "sc://127.0.0.1:1", "--work", "file:///work")
    with scratch_folder(dossier, alone=True) as first:
        assert frame(dossier, files, *away) == 6
        said = capsys.readouterr().err
        assert "Another command" in said and first.name in said.replace("\n", "")
        with scratch_folder(dossier):
            assert first.is_dir()
    assert frame(dossier, files, *away) == 3
    assert "Nothing answers" in capsys.readouterr().err


@pytest.mark.posix
@pytest.mark.parametrize("command", ["status", "frame", "erase", "letters plan"])
def test_what_a_kill_leaves_is_gone_after_the_next_command(tmp_path: Path, command: str) -> None:
    dossier, files = begun(tmp_path, 60)
    killed(dossier, files)
    if command == "frame":
        assert frame(dossier, files) == 0
    elif command == "erase":
        run("erase", dossier, "--reason", "Fin", "--yes")
    else:
        run(*command.split(), *(["--dossier"] if command == "letters plan" else []), dossier)
    assert not [name for name in on_disk(dossier) if SCRATCH in name]
    if command != "frame":
        assert sorted(path.name for path in dossier.iterdir()) == ["quotas.yaml", "tirage.yaml"]


@pytest.mark.posix
@pytest.mark.parametrize("command", ["status", "erase"])
def test_what_a_kill_leaves_on_another_disk_is_gone_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    dossier, files = begun(tmp_path, 60)
    disk = tmp_path / "disk"
    disk.mkdir()
    (disk / "theirs").write_text("x", encoding="utf-8")
    assert frame(dossier, files, "--scratch", str(disk)) == 0
    assert on_disk(disk) == {"theirs": b"x"}
    second, files = begun(tmp_path / "second", 60)
    killed(second, files, "--scratch", str(disk))
    (left,) = disk.glob(f"{SCRATCH}*")
    assert (left / "frame.duckdb").exists()
    assert stat.S_IMODE(left.stat().st_mode) == 0o700
    (note,) = second.glob(f"private/{SCRATCH}*/{NOTE}")
    if command == "status":
        # As long as the disk is away, the note stays.
        disk.rename(tmp_path / "away")
        run("status", second)
        assert note.exists()
        (tmp_path / "away").rename(disk)
        run("status", second)
    else:
        # Nobody can tell by locks; the frame that is there is another dossier's.
        (dossier / "private" / note.parent.name).mkdir()
        (dossier / "private" / note.parent.name / NOTE).write_bytes(note.read_bytes())
        monkeypatch.setattr("tirage.dossier.scratch.is_held", lambda _: True)
        assert run("erase", dossier, "--reason", "Fin", "--yes") == 0
    assert on_disk(disk) == {"theirs": b"x"}


def test_a_note_leads_to_no_folder_of_others(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    scratch = tmp_path / f"{SCRATCH}1-0"
    scratch.mkdir()
    for said in (str(theirs), "theirs", "", str(scratch / ".." / "theirs")):
        (scratch / NOTE).write_text(said, encoding="utf-8")
        remove_elsewhere(scratch)
    assert theirs.exists()


def test_a_disk_that_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID) -> None:
    dossier, files = begun(tmp_path, 60)
    before = on_disk(dossier)
    disk = tmp_path / "disk"
    disk.mkdir()

    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException('IO Error: Could not write file "x": No space left on device')

    monkeypatch.setattr(DuckDBStore, "take_in", full)
    assert frame(dossier, files, "--scratch", str(disk)) == 3
    said = capsys.readouterr().err
    assert "[output.full]" in said
    assert str(disk) in said
    assert on_disk(dossier) == before
    assert on_disk(disk) == {}


def test_what_stays_on_a_drive_without_locks_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, files = begun(tmp_path, 60)
    assert frame(dossier, files) == 0
    left = dossier / "private" / f"{SCRATCH}1-0"
    left.mkdir()
    (left / "00000.csv").write_text("DURAND,Zoé\n", encoding="utf-8")
    monkeypatch.setattr("tirage.dossier.scratch.is_held", lambda _: True)
    assert run("status", dossier) == 0
    assert left.exists()
    assert run("erase", dossier, "--reason", "Fin", "--yes") == 0
    assert not (dossier / "private").exists()


def test_the_folder_of_a_live_command_is_left_alone(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as scratch:
        (scratch / "a").write_text("x", encoding="utf-8")
        recover(tmp_path)
        assert (scratch / "a").exists()
    assert list(tmp_path.iterdir()) == []


def test_it_goes_after_a_failure_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier, files = begun(tmp_path, 60)
    before = on_disk(dossier)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tirage.acts.frame.close.seal", interrupted)
    assert frame(dossier, files) == 130
    assert on_disk(dossier) == before
    assert not (dossier / "private").exists()


@pytest.mark.parametrize(
    ("error", "code"),
    [(errno.ENOSPC, "output.full"), (errno.EROFS, "output.permission"), (errno.EIO, "output.write")],
)
@pytest.mark.parametrize("where", ["the rows", "the folder"])
def test_a_refusal_in_scratch_is_said_as_in_the_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID, error: int, code: str, where: str
) -> None:
    dossier, files = begun(tmp_path, 60)
    before = on_disk(dossier)

    def refused(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        if where == "the rows":
            patch.setattr(reading, "write_entries", refused)
        else:
            patch.setattr(os, "mkdir", refused)
        assert frame(dossier, files) == 3
    said = capsys.readouterr().err
    assert f"[{code}]" in said
    assert on_disk(dossier) == before


def test_a_disk_that_is_full_for_duckdb_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: SAID
) -> None:
    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException('IO Error: Could not write file "x": No space left on device')

    dossier, files = begun(tmp_path, 60)
    with monkeypatch.context() as patch:
        patch.setattr(DuckDBStore, "take_in", full)
        assert frame(dossier, files) == 3
    assert "[output.full]" in capsys.readouterr().err
    assert frame(dossier, files) == 0
    before = on_disk(dossier)
    with monkeypatch.context() as patch:
        patch.setattr("tirage.people.letters.selection.EligibleFrame.people", full)
        assert run("letters", "plan", "--dossier", dossier) == 3
    assert "[output.full]" in capsys.readouterr().err
    assert on_disk(dossier) == before


def test_a_commit_that_the_disk_has_no_room_for_is_a_full_disk() -> None:
    """As DuckDB says it, half-way through a table; a commit that fails otherwise is told as it is."""
    import duckdb

    said = 'TransactionContext Error: Failed to commit: Could not write file "x": No space left on device'
    with pytest.raises(OSError, match="TransactionException") as full, as_the_system_says():
        raise duckdb.TransactionException(said)
    assert full.value.errno == errno.ENOSPC
    with pytest.raises(duckdb.TransactionException), as_the_system_says():
        raise duckdb.TransactionException("TransactionContext Error: Conflict on update!")


@pytest.mark.parametrize(
    ("error", "code"), [(errno.ENOSPC, "output.full"), (errno.EACCES, "output.permission")]
)
def test_a_report_that_cannot_be_written_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, code: str
) -> None:
    def refused(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("tirage.dossier.disk._write", refused)
    with pytest.raises(InputInvalid) as stopped:
        write_file(tmp_path / "report.html", b"x")
    (defect,) = stopped.value.defects
    assert (defect.code, defect.file) == (code, str(tmp_path / "report.html"))
    assert list(tmp_path.iterdir()) == []


def test_what_a_kill_leaves_beside_a_pack_is_gone_when_it_is_written(tmp_path: Path) -> None:
    left = tmp_path / ".tirage-new-1-0"
    left.mkdir()
    (left / "proof.json").write_text("{}", encoding="utf-8")
    write_file(tmp_path / "pack", b"whole")
    assert on_disk(tmp_path) == {"pack": b"whole"}
