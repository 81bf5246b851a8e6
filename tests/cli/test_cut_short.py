"""`tirage draw panel` cut short at every file operation: no dossier or the plan, the plan or the draw."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish, of_the_inputs, on_disk
from support.faults import OPERATIONS

from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

POOL = PETIT / "volontaires.csv"


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What is published of a plan and of the draw that follows it."""
    out = tmp_path_factory.mktemp("states") / "d"
    draw(POOL, out)
    planned = of_the_inputs(on_disk(out))
    finish(out, "--seed", DICE)
    return {"plan": planned, "draw": of_the_inputs(on_disk(out))}


def state(folder: Path, states: dict[str, dict[str, bytes]]) -> str:
    """`nothing`, `plan` or `draw`, once the next command has looked at it; anything else fails."""
    main(["draw", "panel", "--out", str(folder / "d")])
    found = on_disk(folder / "d")
    if not found:
        return "nothing"
    assert verify(read(folder / "d")).ok
    assert [part for part in found if part.startswith(".")] == []
    assert ("private/panel.csv" in found) == ("public/panel.csv" in found)
    return next(name for name, files in states.items() if files == of_the_inputs(found))


class Cut:
    """Raises `error` at file operation number `at`, once; counts them."""

    def __init__(self, at: int, error: BaseException) -> None:
        self.at, self.error, self.done = at, error, 0

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in OPERATIONS:
            patch.setattr(os, name, self._cut(name, getattr(os, name)))

    def _cut(self, name: str, real: object) -> object:
        def operation(*arguments: object, **options: object) -> object:
            if name == "open" and not int(str(arguments[1])) & os.O_WRONLY:
                return real(*arguments, **options)  # type: ignore[operator]
            self.done += 1
            if self.done == self.at + 1:
                raise self.error
            return real(*arguments, **options)  # type: ignore[operator]

        return operation


@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_the_second_call_leaves_the_plan_or_the_draw(
    tmp_path: Path,
    error: BaseException,
    states: dict[str, dict[str, bytes]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    draw(POOL, tmp_path / "plan")
    ends = []
    for at in range(0, 1000, 3):
        folder = tmp_path / str(at)
        shutil.copytree(tmp_path / "plan", folder / "d")
        cut = Cut(at, error)
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            cut.install(patch)
            code = finish(folder / "d", "--seed", DICE)
        said = capsys.readouterr().err
        assert "Traceback" not in said
        left = state(folder, states)
        ends.append(left)
        if "nothing was written" in said:
            assert left == "plan"
        if "IS on record" in said or code == 0:
            assert left == "draw"
        if cut.done <= at:
            break
    assert ends[0] == "plan"
    assert ends[-1] == "draw"
    # One moment decides.
    assert ends == sorted(ends, reverse=True)


@pytest.mark.parametrize("error", [OSError(28, "full"), KeyboardInterrupt()], ids=["disk full", "Ctrl-C"])
def test_the_first_call_leaves_nothing_or_the_plan(
    tmp_path: Path, error: BaseException, states: dict[str, dict[str, bytes]]
) -> None:
    ends = []
    for at in range(0, 1000, 4):
        folder = tmp_path / str(at)
        folder.mkdir()
        cut = Cut(at, error)
        with pytest.MonkeyPatch.context() as patch:
            cut.install(patch)
            code = draw(POOL, folder / "d")
        left = state(folder, states)
        ends.append(left)
        # A folder that cannot be made because it is there already is no failure: then all is done, at 0.
        assert (code, left) in {(0, "plan"), (3, "nothing"), (130, "nothing"), (130, "plan"), (1, "plan")}
        assert {path.name for path in folder.iterdir()} <= {"d"}
        if cut.done <= at:
            break
    assert ends[-1] == "plan"
    assert set(ends) == {"nothing", "plan"}


VICTIMS = textwrap.dedent(
    """
    import os, shutil, sys
    from tirage.cli import main
    from support.faults import OPERATIONS

    def deadly(name, real, left):
        def operation(*arguments, **options):
            if name == "open" and not arguments[1] & os.O_WRONLY:
                return real(*arguments, **options)
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return real(*arguments, **options)
        return operation

    # What a draw imports is imported once, before anything dies.
    shutil.copytree(sys.argv[3], sys.argv[3] + "-whole")
    main(["draw", "panel", "--out", sys.argv[3] + "-whole", "--yes", "--seed", sys.argv[1]])
    for at, folder in enumerate(sys.argv[2].split(",")):
        victim = os.fork()
        if not victim:
            left = [at * 4]
            for name in OPERATIONS:
                setattr(os, name, deadly(name, getattr(os, name), left))
            os._exit(main(["draw", "panel", "--out", folder + "/d", "--yes", "--seed", sys.argv[1]]))
        print(os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]))
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
def test_a_process_that_dies_leaves_the_plan_or_the_draw(
    tmp_path: Path, states: dict[str, dict[str, bytes]]
) -> None:
    draw(POOL, tmp_path / "plan")
    folders = [tmp_path / str(at) for at in range(20)]
    for folder in folders:
        shutil.copytree(tmp_path / "plan", folder / "d")
    here = Path(__file__).parents[1]
    ran = subprocess.run(
        [sys.executable, "-c", VICTIMS, DICE, ",".join(map(str, folders)), str(tmp_path / "plan")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), *sys.path])},
    )
    codes = [line for line in ran.stdout.split() if line in {"0", "9"}]
    ends = [state(folder, states) for folder in folders]
    assert set(codes) == {"0", "9"}
    assert ends == sorted(ends, reverse=True)
    assert set(ends) == {"plan", "draw"}
