"""Children that prepare themselves: a process of their own does what a `preexec_fn` would do after a fork.

Tests share a process with libraries that have threads (gRPC, under Spark): after a fork these speak in the
child, on the stream that a test reads.
"""

from __future__ import annotations

import sys


def prepared(setup: str, *words: str) -> list[str]:
    """The words of a Python that does this first and then is that program, in the same process."""
    program = f"import os, sys\n{setup}\nos.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-I", "-S", "-c", program, *words]
