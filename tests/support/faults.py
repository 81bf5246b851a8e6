"""A file system that fails at the operation of your choice, or a machine that loses its power there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

OPERATIONS = ("link", "rename", "replace", "fsync", "mkdir", "rmdir", "unlink", "open")


class PowerCut(BaseException):
    """Nothing runs after it, not even an `except OSError`."""


class Faults:
    """Counts file operations and fails at number `at`; after a power cut, all that follow fail as well."""

    def __init__(self, at: int, *, power_cut: bool) -> None:
        self.at = at
        self.power_cut = power_cut
        self.done: list[str] = []

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in OPERATIONS:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*arguments: Any, **options: Any) -> Any:
            # Opening to read changes nothing, and a power cut there is one before the next operation.
            if name == "open" and not arguments[1] & os.O_WRONLY:
                return real(*arguments, **options)
            self.done.append(name)
            number = len(self.done) - 1
            if self.power_cut and number >= self.at:
                raise PowerCut
            if number == self.at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **options)

        return operation


def at_every_operation(run: Callable[[Faults], None], *, power_cut: bool) -> int:
    """Call `run` with a fault at operation 0, 1, 2… until one run has none; the number of faults."""
    for at in range(1000):
        faults = Faults(at, power_cut=power_cut)
        run(faults)
        if len(faults.done) <= at:
            return at
    raise AssertionError("the operations do not end")
