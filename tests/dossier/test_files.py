"""Dossiers on the disk: what is written where, with which modes, and who comes first."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from support.recording import drawn, on_disk, planned, recorded

from tirage.dossier import files
from tirage.dossier.chain import START, head, read_chain
from tirage.dossier.system.locks import is_held, locked
from tirage.errors import Defect, InputInvalid, Refused, VerificationFailed

BEFORE = planned()
BASE = head(read_chain(BEFORE))
ADDED = drawn(BEFORE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    files.create(tmp_path / "d", BEFORE)
    return tmp_path / "d"


def refusal(*arguments: object) -> Refused:
    with pytest.raises(Refused) as caught:
        files.extend(*arguments)  # type: ignore[arg-type]
    return caught.value


def defect(path: Path) -> Defect:
    with pytest.raises(InputInvalid) as caught:
        files.read(path)
    (found,) = caught.value.defects
    return found


def test_what_is_written_is_read_and_the_private_part_only_by_name(path: Path) -> None:
    assert on_disk(path) == BEFORE
    assert files.read(path) == {name: BEFORE[name] for name in BEFORE if not name.startswith("private/")}
    assert files.read_private(path, "private/pool.csv") == BEFORE["private/pool.csv"]
    with pytest.raises(InputInvalid):
        files.read_private(path, "private/panel.csv")
    with pytest.raises(ValueError):
        files.read_private(path, "private/../public/plan.json")
    with pytest.raises(ValueError):
        files.read_private(path, "public/plan.json")


def test_an_act_adds_and_changes_nothing(path: Path) -> None:
    files.extend(path, BASE, ADDED)
    assert on_disk(path) == {**BEFORE, **ADDED}
    assert head(read_chain(files.read(path))) != BASE


@pytest.mark.posix
@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077])
def test_modes(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        files.create(tmp_path / "d", BEFORE)
        files.extend(tmp_path / "d", BASE, ADDED)
    finally:
        os.umask(old)
    for each in (tmp_path / "d").rglob("*"):
        full = 0o777 if each.is_dir() else 0o666
        private = "private" in each.parts
        allowed = 0o750 if each.relative_to(tmp_path / "d").parts[0] == "guarantors" else 0o777
        assert each.stat().st_mode & 0o777 == (full & 0o700 if private else full & allowed & ~umask)
    assert (tmp_path / "d").stat().st_mode & 0o777 == 0o777 & ~umask


def test_a_file_in_the_place_of_a_dossier_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        with pytest.raises(Refused, match=r"\[dossier\.exists\]$"):
            files.create(tmp_path / name, BEFORE)
    assert on_disk(tmp_path) == {"full/notes.txt": b"mine", "file": b"mine"}


def test_a_dossier_is_never_created_twice(path: Path) -> None:
    with pytest.raises(Refused, match=r"\[dossier\.exists\]$"):
        files.create(path, planned())
    assert on_disk(path.parent) == {f"d/{name}": data for name, data in BEFORE.items()}


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path) -> None:
    # The user's shell may be standing in it.
    before = tmp_path.stat().st_ino
    files.create(tmp_path, BEFORE)
    assert tmp_path.stat().st_ino == before
    assert on_disk(tmp_path) == BEFORE


def test_missing_parents_are_made(tmp_path: Path) -> None:
    files.create(tmp_path / "a" / "b" / "d", BEFORE)
    assert on_disk(tmp_path / "a" / "b" / "d") == BEFORE


def test_a_second_act_on_an_old_head_is_refused(path: Path) -> None:
    files.extend(path, BASE, ADDED)
    assert refusal(path, BASE, drawn(BEFORE, number=5)).code == "dossier.moved"
    assert on_disk(path) == {**BEFORE, **ADDED}


def test_an_entry_that_does_not_follow_the_head_given_is_a_mistake_of_the_caller(path: Path) -> None:
    with pytest.raises(ValueError):
        files.extend(path, START, ADDED)


def test_another_file_in_the_way(path: Path) -> None:
    (path / "public" / "panel.csv").write_text("edited")
    error = refusal(path, BASE, ADDED)
    assert (error.code, error.values["file"]) == ("dossier.file", "public/panel.csv")
    assert on_disk(path) == {**BEFORE, "public/panel.csv": b"edited"}


def test_the_same_file_in_the_way_does_no_harm(path: Path) -> None:
    (path / "public" / "panel.csv").write_bytes(ADDED["public/panel.csv"])
    files.extend(path, BASE, ADDED)
    assert on_disk(path) == {**BEFORE, **ADDED}


@pytest.mark.parametrize(
    "name", ["plan.json", "../x", "public/../../x", "/public/x", "secret/x", "public//x"]
)
def test_names_outside_a_dossier(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError):
        files.create(tmp_path / "d", {**BEFORE, name: b""})
    assert on_disk(tmp_path) == {}


def test_what_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("absent", "file", ""):
        assert defect(tmp_path / name).code == "dossier.missing"


@pytest.mark.posix
def test_a_link_in_the_place_of_a_file_or_a_folder(path: Path, tmp_path: Path) -> None:
    (path / "public" / "more.csv").symlink_to(path / "private" / "pool.csv")
    with pytest.raises(VerificationFailed, match=r"\[dossier\.link\]$"):
        files.read(path)
    (path / "public" / "more.csv").unlink()
    (path / "public").rename(tmp_path / "elsewhere")
    (path / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(VerificationFailed, match=r"\[dossier\.link\]$"):
        files.read(path)


@pytest.mark.posix
def test_a_commit_that_is_a_link_moves_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "public").mkdir(parents=True)
    (tmp_path / "mine" / "public" / "diary.csv").write_text("mine")
    (path / ".tirage-commit").symlink_to(tmp_path / "mine")
    assert "public/diary.csv" not in files.read(path)
    assert on_disk(tmp_path / "mine") == {"public/diary.csv": b"mine"}


@pytest.mark.parametrize(
    "late",
    [drawn(BEFORE, number=5), recorded([("panel", {"number": 5})], read_chain(BEFORE))],
    ids=["the same names", "another name"],
)
def test_a_commit_that_came_too_late_is_dropped_whole(path: Path, late: dict[str, bytes]) -> None:
    # Two processes on a drive without locks: the second dies between its rename and its look at the head.
    for name, data in late.items():
        (path / ".tirage-commit" / name).parent.mkdir(parents=True, exist_ok=True)
        (path / ".tirage-commit" / name).write_bytes(data)
    for name, data in ADDED.items():
        (path / name).write_bytes(data)
    files.read(path)
    assert on_disk(path) == {**BEFORE, **ADDED}
    assert not [each for each in path.iterdir() if each.name.startswith(".")]


def test_whoever_writes_or_reads_keeps_other_writers_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    rename, read_bytes = Path.rename, Path.read_bytes
    monkeypatch.setattr(Path, "rename", lambda *both: (held.append(is_held(path)), rename(*both))[1])
    files.extend(path, BASE, ADDED)
    assert len(held) == len(ADDED) + 1
    monkeypatch.setattr(Path, "read_bytes", lambda each: (held.append(is_held(path)), read_bytes(each))[1])
    files.read(path)
    assert all(held)
    assert not is_held(path)


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from support.recording import drawn, planned
    from tirage.errors import Refused
    from tirage.dossier import files as dossier
    from tirage.dossier.chain import head, read_chain
    before = planned()
    act = drawn(before, number=int(sys.argv[2]))
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        dossier.extend(Path(sys.argv[1]), head(read_chain(before)), act)
    except Refused as error:
        print(error.code)
    else:
        print("done")
    """
)


def test_of_several_processes_at_once_one_draws(path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
        )
        for number in range(4)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    ends = [writer.communicate()[0].strip() for writer in writers]
    assert sorted(ends) == ["done", "dossier.moved", "dossier.moved", "dossier.moved"]
    assert on_disk(path) == {**BEFORE, **drawn(BEFORE, number=ends.index("done"))}


LIMITED = textwrap.dedent(
    """
    import resource, sys
    from pathlib import Path
    from support.recording import planned
    from tirage.errors import InputInvalid
    from tirage.dossier import files as dossier
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        dossier.create(Path(sys.argv[1]), {**planned(), "public/zzz.csv": b"x" * 100_000})
    except InputInvalid as error:
        print(error.defects[0].code, error.defects[0].values["error"])
    """
)


@pytest.mark.posix
def test_a_write_that_the_system_cuts_short(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "d")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
    )
    assert done.stdout.split() == ["output.write", "EFBIG"]
    assert list(tmp_path.iterdir()) == []


def test_a_creation_that_is_under_way_is_not_swept(tmp_path: Path) -> None:
    alive, dead = tmp_path / ".tirage-new-1-0", tmp_path / ".tirage-new-2-0"
    alive.mkdir()
    dead.mkdir()
    with locked(alive):
        files.create(tmp_path / "d", BEFORE)
    assert sorted(each.name for each in tmp_path.iterdir()) == [alive.name, "d"]
