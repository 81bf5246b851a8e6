"""The command line: parse, call, show, exit.

Only here are typer and rich known, and only here does tirage look at the clock, the locale and the
terminal. Exit codes: 0 done · 1 unexpected · 2 usage · 3 input invalid · 4 quotas cannot be met ·
5 verification failed · 6 refused.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. `arguments` None: those of the process."""
    from tirage.cli.app import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
