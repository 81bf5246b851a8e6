"""Acts of more than one step, cut at every file operation in turn: before or after, or finished and told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from support.faults import Faults, PowerCut, at_every_operation
from support.recording import drawn, on_disk, planned

from tirage.dossier import files as dossier
from tirage.dossier.chain import head, read_chain
from tirage.dossier.system.outputs import sweep_outputs, write_new, write_over
from tirage.errors import InputInvalid, Refused
from tirage.progress import LISTENER

BEFORE = {**planned(), "private/pool.csv": b"pid,name\nA,INVENTED\n", "private/letters/1.csv": b"x"}
ADDED = {name: data for name, data in drawn(BEFORE).items() if not name.startswith("private/")}
BASE = head(read_chain(BEFORE))
FOLLOWING = {"next/journal/0001-open.json": b"{}", "next/tirage.yaml": b"a: 1", "next/private/key": b"k"}


@pytest.fixture
def told() -> Iterator[list[str]]:
    """The codes of what was told, in order."""
    codes: list[str] = []
    token = LISTENER.set(lambda code, **_: codes.append(code))
    yield codes
    LISTENER.reset(token)


def cut(faults: Faults, write: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        faults.install(patch)
        with suppress(PowerCut, InputInvalid):
            write()  # type: ignore[operator]


def public(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.startswith("private/")}


def one_moment(states: list[str]) -> None:
    assert states == sorted(states, reverse=True)
    assert {*states} == {"before", "after"}


def test_names_are_destroyed_with_the_entry_that_says_so(tmp_path: Path, told: list[str]) -> None:
    states: list[str] = []
    finished: list[bool] = []

    def run(faults: Faults) -> None:
        path = tmp_path / f"d{faults.at}"
        dossier.create(path, BEFORE)
        cut(faults, lambda: dossier.extend(path, BASE, ADDED, erases=True))
        told.clear()
        dossier.read(path)
        found = on_disk(path)
        assert found in (BEFORE, public({**BEFORE, **ADDED}))
        states.append("before" if found == BEFORE else "after")
        assert (path / "private").exists() == (states[-1] == "before")
        assert [each.name for each in path.iterdir() if each.name.startswith(".")] == []
        finished.append("recovered.finished" in told)

    assert at_every_operation(run, power_cut=True) > 20
    one_moment(states)
    # Of what a cut has left between the two, the next reading says that it is finished.
    assert finished[states.index("after")] and not any(finished[: states.index("after")])


def test_the_power_cut_again_while_names_are_destroyed(tmp_path: Path) -> None:
    def run(first: Faults) -> None:
        path = tmp_path / f"d{first.at}"
        dossier.create(path, BEFORE)
        cut(first, lambda: dossier.extend(path, BASE, ADDED, erases=True))

        def again(second: Faults) -> None:
            copy = tmp_path / "copy"
            shutil.copytree(path, copy)
            cut(second, lambda: dossier.recover(copy))
            dossier.read(copy)
            assert on_disk(copy) in (BEFORE, public({**BEFORE, **ADDED}))
            shutil.rmtree(copy)

        at_every_operation(again, power_cut=True)

    at_every_operation(run, power_cut=True)


@pytest.mark.posix
def test_an_end_and_the_next_assembly_are_one_act(tmp_path: Path) -> None:
    states: list[str] = []

    def run(faults: Faults) -> None:
        path = tmp_path / f"d{faults.at}"
        dossier.create(path, BEFORE)
        cut(faults, lambda: dossier.extend(path, BASE, {**ADDED, **FOLLOWING}))
        # The next assembly is never there in part, whoever looks.
        assert not (path / "next").exists() or set(on_disk(path / "next")) == {
            name.removeprefix("next/") for name in FOLLOWING
        }
        dossier.read(path)
        found = on_disk(path)
        assert found in (BEFORE, {**BEFORE, **ADDED, **FOLLOWING})
        states.append("before" if found == BEFORE else "after")
        if states[-1] == "after":
            assert (path / "next/private").stat().st_mode & 0o777 == 0o700
            assert (path / "next/private/key").stat().st_mode & 0o777 == 0o600

    assert at_every_operation(run, power_cut=True) > 20
    one_moment(states)


def test_a_next_assembly_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "d"
    dossier.create(path, {**BEFORE})
    (path / "next").mkdir()
    (path / "next/mine").write_bytes(b"mine")
    with pytest.raises(Refused, match=r"dossier\.moved"):
        dossier.extend(path, BASE, {**ADDED, **FOLLOWING})
    assert on_disk(path) == {**BEFORE, "next/mine": b"mine"}


PACK = {"journal/0001-open.json": b"{}", "README.md": b"read me"}
WHOLE = {**{f"pack/{name}": data for name, data in PACK.items()}, "pack.zip": b"zip"}


def published(parent: Path) -> None:
    write_new({parent / "pack": PACK, parent / "pack.zip": b"zip"})


@pytest.mark.parametrize("power_cut", [False, True])
def test_a_pack_and_its_archive_are_there_or_neither(
    tmp_path: Path, power_cut: bool, told: list[str]
) -> None:
    states: list[str] = []
    swept: set[str] = set()

    def run(faults: Faults) -> None:
        parent = tmp_path / f"p{faults.at}"
        parent.mkdir()
        cut(faults, lambda: published(parent))
        if not power_cut:
            assert on_disk(parent) in ({}, WHOLE)
        told.clear()
        sweep_outputs(parent)
        swept.update(told)
        assert on_disk(parent) in ({}, WHOLE)
        states.append("after" if on_disk(parent) else "before")
        # Typed again, it is done, whatever was left.
        published(parent)
        assert on_disk(parent) == WHOLE

    assert at_every_operation(run, power_cut=power_cut) > 10
    if power_cut:
        one_moment(states)
        assert swept == {"recovered.swept", "recovered.written"}


FORMER = {"members.json": b"old", "members.xlsx": b"old too", "mine": b"mine"}
LATTER = {"members.json": b"new", "members.xlsx": b"new too"}
PREPARED = {"recoding.yaml": b"new", "private/people.csv": b"new too", "private/people.json": b"and this"}
PREPARED_BEFORE = {"recoding.yaml": b"old", "private/people.csv": b"old too", "private/key": b"mine"}


@pytest.mark.parametrize("power_cut", [False, True])
@pytest.mark.parametrize(
    ("former", "latter"), [(FORMER, LATTER), ({}, LATTER), (PREPARED_BEFORE, PREPARED), ({}, PREPARED)]
)
def test_files_are_replaced_together_or_not_at_all(
    tmp_path: Path, power_cut: bool, former: dict[str, bytes], latter: dict[str, bytes]
) -> None:
    states: list[str] = []

    def run(faults: Faults) -> None:
        folder = tmp_path / f"p{faults.at}"
        folder.mkdir()
        for name, data in former.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        cut(faults, lambda: write_over(folder, latter, 0o600))
        whole = ({**former}, {**former, **latter})
        seen = {name: data for name, data in on_disk(folder).items() if not name.startswith(".")}
        assert power_cut or seen in whole
        sweep_outputs(folder)
        assert on_disk(folder) in whole
        assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []
        states.append("before" if on_disk(folder) == former else "after")
        write_over(folder, latter, 0o600)
        assert on_disk(folder) == whole[1]

    assert at_every_operation(run, power_cut=power_cut) > 10
    if power_cut:
        one_moment(states)


def test_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "members.json").mkdir()
    (tmp_path / "members.json/mine").write_bytes(b"mine")
    with pytest.raises(Refused):
        write_over(tmp_path, LATTER)
    assert on_disk(tmp_path) == {"members.json/mine": b"mine"}


@pytest.mark.posix
def test_what_goes_below_private_is_private_beside_what_is_not(tmp_path: Path) -> None:
    write_over(tmp_path / "d", PREPARED, make=True)
    assert {path.name for path in (tmp_path / "d").rglob("*") if path.stat().st_mode & 0o077} == {
        "recoding.yaml"
    }


@pytest.mark.posix
def test_a_folder_that_is_made_for_private_files_is_private(tmp_path: Path) -> None:
    write_over(tmp_path / "private", LATTER, 0o600, make=True)
    for each in (tmp_path / "private", *(tmp_path / "private").iterdir()):
        assert each.stat().st_mode & 0o077 == 0


def test_what_a_killed_writer_leaves_in_a_dossier_goes_with_the_next_reading(
    tmp_path: Path, told: list[str]
) -> None:
    path = tmp_path / "d"
    dossier.create(path, BEFORE)
    (path / ".tirage-new-1-0/writing/pack").mkdir(parents=True)
    (path / "private/.tirage-new-1-0/writing").mkdir(parents=True)
    dossier.read(path)
    assert on_disk(path) == BEFORE
    assert [each.name for each in path.rglob(".*")] == []
    assert told == ["recovered.swept", "recovered.swept"]


def test_another_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(b"mine")
    with pytest.raises(Refused):
        published(tmp_path)
    assert on_disk(tmp_path) == {"pack.zip": b"mine"}


@pytest.mark.parametrize(
    "name", ["CON", "nul.html", "aux.csv", "COM1.zip", "a.", "a ", "a:b", "a?b", "conin$", "lpt¹.txt", "a\tb"]
)
def test_a_name_that_windows_cannot_write_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputInvalid, match=r"output\.name"):
        write_new({tmp_path / name: b"x"})
    with pytest.raises(InputInvalid, match=r"output\.name"):
        dossier.create(tmp_path / name, BEFORE)
    assert on_disk(tmp_path) == {}


@pytest.mark.parametrize("name", ["console.html", "a.b", "nullité.csv", "com.csv", "dossier de l'été"])
def test_a_name_that_only_looks_like_one_is_written(tmp_path: Path, name: str) -> None:
    write_new({tmp_path / name: b"x"})
    assert on_disk(tmp_path) == {name: b"x"}


INTERRUPTED: dict[str, tuple[dict[str, bytes], Callable[[Path], None], dict[str, bytes]]] = {
    "one": ({}, lambda parent: write_new({parent / "proof.json": b"{}"}), {"proof.json": b"{}"}),
    "pack": ({}, published, WHOLE),
    "over": ({"members.json": b"old"}, lambda parent: write_over(parent, LATTER), LATTER),
    "below": (PREPARED_BEFORE, lambda parent: write_over(parent, PREPARED), {**PREPARED_BEFORE, **PREPARED}),
}
"""By name: what is there before, the act, what is there after."""


@pytest.mark.parametrize("kind", INTERRUPTED)
def test_an_interruption_at_any_operation_leaves_nothing_behind(tmp_path: Path, kind: str) -> None:
    class Once(Faults):
        """Interrupts once, as a signal does; what is done about it then is done."""

        def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def operation(*arguments: Any, **options: Any) -> Any:
                done = real(*arguments, **options)
                if name == "open" and not arguments[1] & os.O_WRONLY:
                    return done
                self.done.append(name)
                if len(self.done) == self.at + 1 and name != "open":
                    raise KeyboardInterrupt
                return done

            return operation

    before, write, after = INTERRUPTED[kind]
    for at in range(1000):
        parent = tmp_path / f"p{at}"
        parent.mkdir()
        for name, data in before.items():
            (parent / name).parent.mkdir(exist_ok=True)
            (parent / name).write_bytes(data)
        faults = Once(at, power_cut=False)
        with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
            faults.install(patch)
            write(parent)
        assert on_disk(parent) in (before, after)
        assert [each.name for each in parent.iterdir() if each.name.startswith(".")] == []
        if len(faults.done) <= at:
            return
    raise AssertionError("the operations do not end")
