"""Processes that are killed, lock in hand, at every file operation in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

# One process forks the victims: a fork of pytest's own, which has threads, would not be safe.
KILLER = textwrap.dedent(
    """
    import os, shutil, sys
    from pathlib import Path
    from support.faults import OPERATIONS
    from support.recording import drawn, on_disk, planned
    from tirage.dossier import files as dossier
    from tirage.dossier.chain import head, read_chain

    BEFORE = planned()
    ADDED = drawn(BEFORE)
    BASE = head(read_chain(BEFORE))
    KILLED = 9


    def deadly(real, name, left):
        def operation(*arguments, **options):
            if name == "open" and not arguments[1] & os.O_WRONLY:
                return real(*arguments, **options)
            if left[0] == 0:
                os._exit(KILLED)
            left[0] -= 1
            return real(*arguments, **options)

        return operation


    def killed(at, run):
        victim = os.fork()
        if victim:
            return os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]) == KILLED
        left = [at]
        for name in OPERATIONS:
            setattr(os, name, deadly(getattr(os, name), name, left))
        run()
        os._exit(0)


    def attempt(at, act, parent):
        path = parent / "d"
        if act == "create":
            dead = killed(at, lambda: dossier.create(path, BEFORE))
            state = "after" if path.exists() else "before"
            if state == "before":
                dossier.create(path, BEFORE)
            dossier.read(path)
            assert on_disk(parent) == {f"d/{name}": data for name, data in BEFORE.items()}, at
            return dead, state
        dossier.create(path, BEFORE)
        dead = killed(at, lambda: dossier.extend(path, BASE, ADDED))
        dossier.read(path)
        found = on_disk(parent)
        for state, files in (("before", BEFORE), ("after", {**BEFORE, **ADDED})):
            if found == {f"d/{name}": data for name, data in files.items()}:
                return dead, state
        raise AssertionError((at, sorted(found)))


    states = []
    dead = True
    while dead:
        parent = Path(sys.argv[1]) / str(len(states))
        parent.mkdir()
        dead, state = attempt(len(states), sys.argv[2], parent)
        states.append(state)
    print(*states)
    """
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork there")
@pytest.mark.parametrize("act", ["create", "extend"])
def test_a_process_killed_at_any_moment_leaves_the_state_before_or_after(tmp_path: Path, act: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KILLER, str(tmp_path), act],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
    )
    assert ran.returncode == 0, ran.stderr
    states = ran.stdout.split()
    assert len(states) > 20
    # One moment decides.
    assert states == sorted(states, reverse=True)
    assert {*states} == {"before", "after"}
