"""Real signals at chosen moments of a draw in a process of its own: it ends at once, whole, and says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from support.children import prepared
from support.commands import DICE, PETIT, plan_options

from tirage.cli import main
from tirage.solvers.integer import LinearRow, Status, integer_program
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows sends no signals")

ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP] if hasattr(signal, "SIGHUP") else []

# What Python audits (files, imports, …) is the clock: the process sends itself a signal at tick `at`.
VICTIM = textwrap.dedent(
    """
    import os, signal, sys
    at, number, *sys.argv[1:] = map(lambda t: int(t) if t.isdigit() else t, sys.argv[1:])
    sys.argv = ["tirage", *map(str, sys.argv[1:])]
    running, tick = False, 0

    def hook(event, arguments):
        global tick
        if running:
            tick += 1
            if tick == at:
                os.kill(os.getpid(), number)

    sys.addaudithook(hook)
    from tirage.cli import main
    running = True
    code = main()
    running = False
    print("TICKS", tick)
    sys.exit(code)
    """
)


def hearing(*words: str, ignored: int = 0) -> list[str]:
    """A Python that hears every signal but one, whatever runs the tests ignores."""
    ways = {int(number): int(signal.SIG_IGN if number == ignored else signal.SIG_DFL) for number in ENDING}
    setup = f"import signal\nfor number, way in {ways}.items(): signal.signal(number, way)"
    return prepared(setup, sys.executable, *words)


def victim(at: int, number: int, *typed: str, ignored: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        hearing("-c", VICTIM, str(at), str(number), *typed, ignored=ignored),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def drawing(out: Path) -> list[str]:
    pool = str(PETIT / "volontaires.csv")
    return ["draw", "panel", pool, "--out", str(out), *plan_options(), "--rehearsal", "--seed", DICE]


def assert_ended(ran: subprocess.CompletedProcess[str], number: int, out: Path) -> None:
    assert ran.returncode == 128 + number, (ran.returncode, ran.stderr)
    assert "Interrupted. An act is on record whole or not at all" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "ignored" not in ran.stderr
    if out.exists():
        assert main(["status", str(out)]) in {0, 6}
        assert verify(read(out)).ok
        assert [path.name for path in out.rglob(".*")] == []


@pytest.fixture(scope="module")
def ticks(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Those of a whole draw, with every module compiled before."""
    for name in ("first", "second"):
        ran = victim(0, 0, *drawing(tmp_path_factory.mktemp(name) / "d"))
        assert ran.returncode == 0, ran.stderr
    return int(ran.stdout.rpartition("TICKS ")[2])


@pytest.mark.parametrize("share", range(12))
def test_a_signal_ends_a_draw_before_or_after(tmp_path: Path, ticks: int, share: int) -> None:
    number = ENDING[share % 3]
    ran = victim(1 + (ticks - 2) * share // 12, number, *drawing(tmp_path / "d"))
    assert_ended(ran, number, tmp_path / "d")


def test_a_closed_terminal_ends_it_without_a_word(tmp_path: Path, ticks: int) -> None:
    """Both streams are those of a terminal that is gone."""
    primary, terminal = os.openpty()
    child = subprocess.Popen(
        hearing("-c", VICTIM, str(ticks // 2), str(int(signal.SIGHUP)), *drawing(tmp_path / "d")),
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    os.close(terminal)
    os.close(primary)
    assert child.wait() == 128 + signal.SIGHUP
    assert not (tmp_path / "d" / "public" / "panel.csv").exists()


def test_what_the_parent_ignores_stays_ignored(tmp_path: Path, ticks: int) -> None:
    ran = victim(ticks // 2, signal.SIGHUP, *drawing(tmp_path / "d"), ignored=signal.SIGHUP)
    assert ran.returncode == 0


def hard() -> Callable[[], Status]:
    """Five sums of forty numbers, each to be halved: more than any solver does in this test's life."""
    weights = [[(31 * i * i + 17 * i * j + 7 * j + i ^ j) % 97 for i in range(1, 41)] for j in range(1, 6)]
    rows = [LinearRow(range(40), row, sum(row) // 2, sum(row) // 2) for row in weights]
    return lambda: integer_program([(0, 1)] * 40, rows, limit=10_000.0).status


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as Python hears it by itself, where whatever runs the tests ignores it too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_the_solver_leaves_ctrl_c_to_python_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    from ortools.sat.python import cp_model_helper as cp

    senders = []

    class Solver(cp.SolveWrapper):  # type: ignore[misc]
        def solve(self, model: object) -> object:
            # By the time that this comes from another process, the solver works.
            senders.append(subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -INT {os.getpid()}"]))
            return super().solve(model)

    monkeypatch.setattr(cp, "SolveWrapper", Solver)
    with pytest.raises(KeyboardInterrupt):
        hard()()
    # A thread whose join was interrupted is not alive for Python, yet works on: its frame is what tells.
    assert Solver.solve.__code__ not in {frame.f_code for frame in sys._current_frames().values()}
    assert senders[0].wait() == 0


def test_a_solver_whose_start_is_interrupted_has_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends while the solver works in a thread is aborted by the system."""
    threads: list[Thread] = []
    go = Event()

    def interrupted(*_: object) -> None:
        go.set()
        raise KeyboardInterrupt

    class Interrupted(Thread):
        def start(self) -> None:
            threads.append(self)
            monkeypatch.setattr(self._started, "wait", interrupted)  # type: ignore[attr-defined]
            super().start()

        def _bootstrap(self) -> None:
            go.wait()
            super()._bootstrap()  # type: ignore[misc]

    monkeypatch.setattr("tirage.solvers.integer.Thread", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        hard()()
    assert not threads[0].is_alive()
    assert threads[0].ident is not None


def test_a_signal_where_nothing_can_be_raised_is_heard_once_more(tmp_path: Path) -> None:
    """A finaliser drops every exception; Ctrl-C is not lost with it."""
    script = textwrap.dedent(
        """
        import os, signal, sys
        from tirage.cli.signals import Signals, Stopped

        class Object:
            def __del__(self):
                os.kill(os.getpid(), signal.SIGINT)

        with Signals(last=True) as signals:
            try:
                Object()
                while True:
                    pass
            except Stopped:
                sys.exit(signals.exit_code)
        """
    )
    ran = subprocess.run(
        hearing("-c", script), capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (130, "")


@pytest.mark.parametrize("file", ["/site-packages/pydantic/main.py", "<frozen importlib._bootstrap>"])
def test_a_signal_in_code_that_would_drop_it_is_heard_right_after(file: str) -> None:
    """Where a library that is not Python calls it: an exception there aborts, or reads a rule wrongly."""
    script = textwrap.dedent(
        f"""
        import os, signal, sys
        from tirage.cli.signals import Signals, Stopped

        whole = []
        body = "os.kill(os.getpid(), signal.SIGINT)\\nfor _ in range(9): pass\\nwhole.append(1)"
        with Signals(last=True) as signals:
            try:
                exec(compile(body, {file!r}, "exec"))
                while True:
                    pass
            except Stopped:
                sys.exit(signals.exit_code if whole else 1)
        """
    )
    ran = subprocess.run(
        hearing("-c", script), capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (130, "")
