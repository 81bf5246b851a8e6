"""A fault at every file operation in turn: what is read afterwards is the state before or the state after."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.faults import Faults, PowerCut, at_every_operation
from support.recording import drawn, on_disk, planned

from tirage.dossier import files as dossier
from tirage.dossier.chain import head, read_chain
from tirage.errors import InputInvalid, Unfinished

BEFORE = planned()
ADDED = drawn(BEFORE)
AFTER = {**BEFORE, **ADDED}
DATA = {name for name in ADDED if not name.startswith("journal/")}
BASE = head(read_chain(BEFORE))


def published(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.startswith("private/")}


def is_there(path: Path) -> bool:
    try:
        dossier.read(path)
    except InputInvalid as error:
        return error.defects[0].code != "dossier.missing"
    return True


def ended(faults: Faults, write: object) -> str:
    """Run `write` among faults; how it ended."""
    with pytest.MonkeyPatch.context() as patch:
        faults.install(patch)
        try:
            write()  # type: ignore[operator]
        except InputInvalid as error:
            return error.defects[0].code
        except Unfinished:
            return "unfinished"
        except PowerCut:
            return "cut"
    return "done"


def test_a_disk_full_at_any_moment_of_an_act(tmp_path: Path) -> None:
    ends: set[str] = set()

    def run(faults: Faults) -> None:
        path = tmp_path / f"d{faults.at}"
        dossier.create(path, BEFORE)
        end = ended(faults, lambda: dossier.extend(path, BASE, ADDED))
        ends.add(end)
        if end == "output.full":
            assert on_disk(path) == BEFORE
        else:
            assert dossier.read(path) == published(AFTER)
            assert on_disk(path) == AFTER
        assert not [each for each in path.iterdir() if each.name.startswith(".")]

    assert at_every_operation(run, power_cut=False) > 20
    assert ends == {"output.full", "unfinished", "done"}


def test_the_power_cut_at_any_moment_of_an_act(tmp_path: Path) -> None:
    states: list[str] = []

    def run(faults: Faults) -> None:
        path = tmp_path / f"d{faults.at}"
        dossier.create(path, BEFORE)
        ended(faults, lambda: dossier.extend(path, BASE, ADDED))
        in_place = {name for name in ADDED if (path / name).exists()}
        # Data first: no entry of the journal ever speaks of a file that is not there.
        assert in_place <= DATA or in_place >= DATA
        files = dossier.read(path)
        assert files in (published(BEFORE), published(AFTER))
        assert on_disk(path) in (BEFORE, AFTER)
        states.append("before" if files == published(BEFORE) else "after")
        assert not [each for each in path.iterdir() if each.name.startswith(".")]
        if states[-1] == "before":
            # The act can be done again, as if nothing had happened.
            dossier.extend(path, BASE, ADDED)
            assert on_disk(path) == AFTER

    assert at_every_operation(run, power_cut=True) > 20
    # One moment decides: before it always the one, after it always the other.
    assert states == sorted(states, reverse=True)
    assert {*states} == {"before", "after"}


def test_the_power_cut_a_second_time_while_recovering(tmp_path: Path) -> None:
    def run(first: Faults) -> None:
        def again(second: Faults) -> None:
            path = tmp_path / f"d{first.at}-{second.at}"
            dossier.create(path, BEFORE)
            ended(Faults(first.at, power_cut=True), lambda: dossier.extend(path, BASE, ADDED))
            ended(second, lambda: dossier.recover(path))
            assert dossier.read(path) in (published(BEFORE), published(AFTER))
            assert on_disk(path) in (BEFORE, AFTER)

        at_every_operation(again, power_cut=True)
        path = tmp_path / f"d{first.at}"
        dossier.create(path, BEFORE)
        ended(first, lambda: dossier.extend(path, BASE, ADDED))

    at_every_operation(run, power_cut=True)


@pytest.mark.parametrize("power_cut", [False, True])
@pytest.mark.parametrize("there", [False, True], ids=["absent", "empty folder"])
def test_a_new_dossier_is_there_whole_or_not_at_all(tmp_path: Path, power_cut: bool, there: bool) -> None:
    def run(faults: Faults) -> None:
        parent = tmp_path / f"p{faults.at}"
        path = parent / "d"
        (path if there else parent).mkdir(parents=True)
        end = ended(faults, lambda: dossier.create(path, BEFORE))
        if end == "output.full":
            assert on_disk(parent) == {}
        if end == "done" or is_there(path):
            assert dossier.read(path) == published(BEFORE)
        else:
            # What a crash left beside it or in it is swept away by the next attempt.
            dossier.create(path, BEFORE)
        assert on_disk(parent) == {f"d/{name}": data for name, data in BEFORE.items()}

    assert at_every_operation(run, power_cut=power_cut) > 20


@pytest.mark.posix
def test_private_files_are_never_readable_by_others_not_even_after_a_crash(tmp_path: Path) -> None:
    def run(faults: Faults) -> None:
        parent = tmp_path / f"p{faults.at}"
        parent.mkdir()
        ended(faults, lambda: dossier.create(parent / "d", BEFORE))
        for folder in parent.rglob("private"):
            assert folder.stat().st_mode & 0o777 == 0o700
            assert all(each.stat().st_mode & 0o777 == 0o600 for each in folder.iterdir())

    at_every_operation(run, power_cut=True)
