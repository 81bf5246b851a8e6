"""Work that is the same on every block, done by one process or shared among several, answers in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def shared(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R]:
    """What `work` gives for each item, in order; `jobs`: processes, 1 for this one alone.

    No more than two items a process wait, so that memory does not grow with them.
    """
    if jobs < 2:
        yield from map(work, items)
        return
    waiting: deque[Future[R]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
