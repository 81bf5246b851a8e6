"""Many files at once: each is surveyed by itself, so that the processors share them out; the order stays."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import as_completed
from datetime import date
from functools import partial
from pathlib import Path

from tirage.cli.output import Output
from tirage.cli.processes import deaf, workers
from tirage.cli.progress import Bar
from tirage.people.rolls.survey import Survey, survey

WORTH_IT = 20_000_000
"""Bytes from which other processes are started: below, starting them takes longer than the work."""


def survey_all(
    paths: Sequence[Path], encoding: str | None, mapping: Mapping[str, str], talk: Output
) -> list[Survey]:
    """A survey of each file, in the order of the files; birth dates are judged today."""
    one = partial(survey, on=date.today(), encoding=encoding, mapping=mapping)  # noqa: DTZ011 - the day here
    sizes = [_size(path) for path in paths]
    # A size of 0 may be that of a pipe, which is there for this process only.
    shared = sum(sizes) >= WORTH_IT and all(sizes)
    with Bar(talk) as bar:
        if not shared:
            return [one(path, progress=bar) for path in paths]
        with workers(min(len(paths), _processors())) as pool:
            # The largest first: the last one to end should be a small one.
            order = sorted(range(len(paths)), key=lambda i: -sizes[i])
            with deaf():
                waiting = {pool.submit(one, paths[i]): i for i in order}
            done = 0
            for future in as_completed(waiting):
                done += sizes[waiting[future]]
                bar.step("check", done, sum(sizes))
            found = {i: future.result() for future, i in waiting.items()}
    return [found[i] for i in range(len(paths))]


def _size(path: Path) -> int:
    """Bytes of a plain file; 0 for anything else, and for what cannot be looked at."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def _processors() -> int:
    """Those that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
