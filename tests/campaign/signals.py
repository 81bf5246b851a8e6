"""Real signals at random moments of every act: `python tests/campaign/signals.py [TRIALS] [SEED] [SHARE/OF]`.

Not run by pytest: a thousand trials take most of an hour. Each act is typed in a process of its own, which a
signal ends somewhere between its start and its end, or whose terminal closes. What must hold then:

- the folder is as before the act, file by file, or as after it; nothing in between; both verify;
- the exit code is 128 and the signal's number, with the sentence on the error stream; or the act was done;
- the process has ended within seconds; the next command leaves no scratch of it behind. Where files are
  written beside the dossier, that is the same command: it is typed again, and does the whole act.

A death that comes before Python listens (its first tenth of a second) has no sentence: counted apart.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import termios
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]

from campaign.stories import STORIES, Act, prepared

from tirage import cli
from tirage.cli.app import build
from tirage.verify import read, verify

SENTENCE = "Interrupted. An act is on record whole or not at all"
PATIENCE = 60.0
"""Seconds to end in, on a machine that does much else."""
NEVER = -1000
"""In place of an exit code: it has not ended in that time."""
NOT_BEGUN = 99
"""Exit code of a child whose terminal was gone, or which heard a signal, before the program began."""
KINDS = ("INT", "TERM", "HUP", "KILL", "terminal")
TIRAGE = [sys.executable, "-m", "tirage"]


def environment(act: Act) -> dict[str, str]:
    return {**os.environ, "TIRAGE_CLOCK": f"{act.day}Z", "COLUMNS": "300"}


def held(folder: Path) -> dict[str, bytes]:
    """Every file of the folder by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass
class Child:
    """A process of its own that runs one command of a program that is loaded already."""

    pid: int
    said: IO[bytes]

    def wait(self, seconds: float = PATIENCE) -> tuple[int, str]:
        """Exit code, or the negative number of the signal that ended it; what it said."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.said.seek(0)
                return os.waitstatus_to_exitcode(status), self.said.read().decode(errors="replace")
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return NEVER, "not ended"


def started(
    act: Act, typed: list[str], terminal: tuple[int, int] | None = None, *, loaded: bool = True
) -> Child:
    """The command; `loaded`: with the program in memory, else from the start of Python on."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 - the child's, read when it has ended
    pid = os.fork()
    if pid:
        return Child(pid, said)
    try:
        os.setsid()
        if terminal is not None:
            os.close(terminal[0])
            fcntl.ioctl(terminal[1], termios.TIOCSCTTY, 0)
        os._exit(_child(act, typed, said.fileno() if terminal is None else terminal[1], loaded=loaded))
    finally:
        os._exit(NOT_BEGUN)


def _child(act: Act, typed: list[str], stream: int, *, loaded: bool) -> int:
    nothing = os.open(os.devnull, os.O_RDWR)
    for number, own in enumerate((nothing, nothing, stream)):
        os.dup2(own, number)
    # What started the campaign may ignore some of them, and what a parent ignores stays ignored.
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler if loaded else signal.SIG_DFL)
    os.environ.update(environment(act))
    if not loaded:
        os.execve(sys.executable, [*TIRAGE, *typed], os.environ)
    sys.argv = ["tirage", *typed]
    sys.stdin, sys.stdout, sys.stderr = (open(number, mode) for number, mode in enumerate("rww"))  # noqa: SIM115, PTH123
    code = cli.main()
    for each in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            each.flush()
    return code


def ran(act: Act, folder: Path) -> tuple[int, str]:
    """The act, undisturbed."""
    return started(act, act.typed(folder)).wait()


def struck(act: Act, folder: Path, kind: str, delay: float, *, loaded: bool) -> tuple[int, str]:
    """Exit code of the act and what it said, where this comes after so many seconds."""
    terminal = os.openpty() if kind == "terminal" else None
    child = started(act, act.typed(folder), terminal, loaded=loaded)
    if terminal is not None:
        os.close(terminal[1])
    time.sleep(delay)
    if terminal is not None:
        os.close(terminal[0])
    else:
        os.kill(child.pid, getattr(signal, f"SIG{kind}"))
    return child.wait()


def faults(act: Act, kind: str, code: int, said: str) -> str:
    """What is wrong with how it ended; nothing where all is as it must be."""
    number = {"terminal": 1}.get(kind) or int(getattr(signal, f"SIG{kind}"))
    if code == NEVER:
        return "has not ended"
    if code in act.codes:
        return ""
    if code == NOT_BEGUN:
        return "early"
    if code == -number:
        return "" if kind == "KILL" else "early"
    if kind == "INT" and code == 1 and said.startswith(("Could not import runpy", "Fatal Python error")):
        return "early"
    if kind == "INT" and code == 130 and "KeyboardInterrupt" in said and SENTENCE not in said:
        return "early"
    if code != 128 + number:
        return f"exit code {code}"
    if kind != "terminal" and SENTENCE not in said:
        return "no sentence"
    return "traceback" if "Traceback" in said or "ignored" in said else ""


def broken(act: Act, folder: Path, code: int) -> str:
    """What is wrong with what is left."""
    main = act.dossier(folder)
    begun = main.is_dir()
    if begun:
        status, said = started(act, ["status", str(main)]).wait()
        if status not in {0, 3, 6}:
            return f"status afterwards: {status} {said}"
    if code == -signal.SIGKILL and (act.beside or not begun) and set(held(folder)) != set(act.after):
        # Nobody else knows the place: the act itself is typed again.
        code, said = ran(act, folder)
        if code not in act.codes | act.again:
            return f"typed again: {code} {said}"
    now = held(folder)
    if left := [path.name for path in folder.rglob(".*")]:
        return f"left behind: {left}"
    if code in act.codes | act.again:
        state = "after" if set(now) == set(act.after) else "neither"
    elif now == act.before:
        state = "before"
    else:
        state = "after" if set(now) == set(act.after) else "neither"
    if state not in {"before", "after"}:
        return f"{state}: {sorted(set(now) ^ set(act.after))} are not as after"
    if begun and (main / "journal").is_dir():
        failed = [check.code for check in verify(read(main)).checks if check.status == "failed"]
        if sorted(failed) != sorted(act.failing):
            return f"verify: {failed}"
    return ""


def load() -> None:
    """Everything that a command imports, before the first fork."""
    build("en")
    for path in sorted((TESTS.parent / "src/tirage").rglob("*.py")):
        module = ".".join(path.relative_to(TESTS.parent / "src").with_suffix("").parts)
        if not module.endswith("__main__") and "weasy" not in module:
            importlib.import_module(module.removesuffix(".__init__"))
    for module in ("ortools.sat.python.cp_model_helper", "ortools.linear_solver.pywraplp"):
        importlib.import_module(module)


def main(trials: int, seed: str, share: str) -> int:
    own, of = map(int, share.split("/"))
    rng = random.Random(f"{seed} {share}")
    counts: Counter[str] = Counter()
    load()
    bad = 0
    with tempfile.TemporaryDirectory(prefix="tirage-campaign-") as name:
        acts = [act for story in STORIES for act in prepared(story, Path(name), ran)]
        print(f"{len(acts)} acts: {', '.join(act.name for act in acts)}", flush=True)
        for trial in range(own, trials, of):
            act, kind = acts[trial // of % len(acts)], rng.choice(KINDS)
            folder = Path(name) / "trial"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(act.snapshot, folder)
            delay = rng.uniform(0.0, 1.15) * act.seconds
            loaded = rng.random() < 0.8
            code, said = struck(act, folder, kind, delay, loaded=loaded)
            wrong = faults(act, kind, code, said)
            early, wrong = wrong == "early", "" if wrong == "early" else wrong
            wrong = wrong or broken(act, folder, code)
            end = "early" if early else "done" if code in act.codes else "stopped"
            counts[f"{kind} {end}"] += 1
            if wrong:
                bad += 1
                print(
                    f"FAULT {act.name} {kind} after {delay:.3f} s: {code} {wrong}\n{said[-1500:]}", flush=True
                )
            if trial // of % 50 == 49:
                print(trial // of + 1, dict(sorted(counts.items())), f"faults {bad}", flush=True)
    print("END", dict(sorted(counts.items())), f"faults {bad}", flush=True)
    return min(bad, 1)


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(main(int(given.get(0, "1000")), given.get(1, "campaign"), given.get(2, "0/1")))
