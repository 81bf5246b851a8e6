"""One function over many files, shared out over the processors; answers in the order of the files."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from tirage.errors import Lost
from tirage.progress import Progress

WORTH_IT = 20_000_000
"""Bytes from which other processes are started: below, starting them takes longer than the work."""

A = TypeVar("A")
R = TypeVar("R")


def available() -> int:
    """Processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def is_worth_sharing(sizes: Sequence[int], processes: int) -> bool:
    """Whether work on files of these sizes in bytes is faster in several processes.

    A size of 0 may be a pipe, which exists for this process only.
    """
    return processes > 1 and len(sizes) > 1 and all(sizes) and sum(sizes) >= WORTH_IT


def spread(
    one: Callable[[A], R],
    items: Sequence[A],
    sizes: Sequence[int],
    processes: int,
    progress: Progress,
    stage: str,
) -> list[R]:
    """`one` of each item, in the order of the items; the same answers for any number of `processes`.

    `sizes`: bytes of each item, which `progress` counts under the name `stage`. In other processes `one` and
    the items are pickled, and the main module of a script is imported again; Lost where one of them is ended.
    """
    if not is_worth_sharing(sizes, processes):
        found, done, total = [], 0, sum(sizes)
        for item, size in zip(items, sizes, strict=True):
            progress.step(stage, done, total)
            found.append(one(item))
            done += size
        return found
    with _workers(min(len(items), processes)) as pool, _lost():
        # The largest first: the last one to end should be a small one.
        order = sorted(range(len(items)), key=lambda i: -sizes[i])
        with _deaf():
            waiting = {pool.submit(one, items[i]): i for i in order}
        done, total = 0, sum(sizes)
        for future in as_completed(waiting):
            done += sizes[waiting[future]]
            progress.step(stage, done, total)
        answers = {i: future.result() for future, i in waiting.items()}
    return [answers[i] for i in range(len(items))]


@contextmanager
def _lost() -> Iterator[None]:
    """One of the processes that was ended, as a system does that has no memory left, as an error of ours."""
    try:
        yield
    except BrokenProcessPool as error:
        raise Lost("process.lost") from error


@contextmanager
def _workers(number: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with their work, and at once when the wait for it is interrupted."""
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _start)
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in here ignore Ctrl-C from their first step on; this one hears it at the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> None:
    """In each process: Ctrl-C is for the parent to hear, and rows make no circles for Python to look for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
