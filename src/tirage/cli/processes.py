"""One function over many files, shared out over the processors; answers in the order of the files."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

from tirage.cli.progress import Bar

WORTH_IT = 20_000_000
"""Bytes from which other processes are started: below, starting them takes longer than the work."""

A = TypeVar("A")
R = TypeVar("R")


def spread(one: Callable[[A], R], items: Sequence[A], sizes: Sequence[int], bar: Bar, stage: str) -> list[R]:
    """`one` of each item; `sizes` in bytes say which are large, and whether it is worth it."""
    if sum(sizes) < WORTH_IT or len(items) < 2:
        found = []
        for number, item in enumerate(items):
            bar.step(stage, sum(sizes[:number]), sum(sizes))
            found.append(one(item))
        return found
    with workers(min(len(items), _processors())) as pool:
        # The largest first: the last one to end should be a small one.
        order = sorted(range(len(items)), key=lambda i: -sizes[i])
        with deaf():
            waiting = {pool.submit(one, items[i]): i for i in order}
        done = 0
        for future in as_completed(waiting):
            done += sizes[waiting[future]]
            bar.step(stage, done, sum(sizes))
        answers = {i: future.result() for future, i in waiting.items()}
    return [answers[i] for i in range(len(items))]


def _processors() -> int:
    """Those that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def workers(number: int) -> Iterator[ProcessPoolExecutor]:
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
def deaf() -> Iterator[None]:
    """Processes started in here hear no Ctrl-C from their first step on; this one hears it afterwards."""
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
