"""The command line: parse, call, show, exit.

Only here are typer and rich known, and only here does tirage look at the clock, the locale and the
terminal. Exit codes: 0 done · 1 unexpected · 2 usage · 3 input invalid · 4 quotas cannot be met ·
5 verification failed · 6 refused · 128 and the number of a signal that ended the command.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from tirage.cli.signals import Signals

GARBAGE = 1_000_000, 20, 20
"""Objects after which Python looks for those that are lost in circles: by its own 700 it would look all the
time while modules and rows are read, of which none is lost. A panel of 700 people takes some 800,000."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. `arguments` None: those of the process, which ends with it."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    signals = Signals(last=arguments is None)
    if arguments is None:
        gc.set_threshold(*GARBAGE)
    try:
        with signals:
            from tirage.cli.app import run
            from tirage.cli.streams import prepare

            prepare(sys.stdout, sys.stderr)
            return run(typed, signals)
    except KeyboardInterrupt:
        # Outside, since the last of them may come while the context is being left.
        signals.hold()
        _say_interrupted(typed)
        signals.release()
        return signals.exit_code
    finally:
        if arguments is None:
            # What is left goes with the process: Python need not search it for lost circles, and again.
            gc.freeze()


def _say_interrupted(typed: Sequence[str]) -> None:
    """The sentence, if there is still a terminal to say it to."""
    from tirage.cli.output import Output, chosen_language
    from tirage.cli.where import is_on_record

    try:
        there = is_on_record(typed)
        Output(chosen_language(typed), as_json=False).say("interrupted" if there else "interrupted.nothing")
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # What is still in a buffer would be an error at exit.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
