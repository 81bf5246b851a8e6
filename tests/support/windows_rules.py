# ruff: noqa: PTH100, PTH115, PTH121, PTH208 - what is enforced here is below pathlib
"""The rules by which Windows keeps files, enforced on another system.

Under `Windows` the calls of Python to the system refuse what Windows refuses: a folder is never opened, a
handle that only reads is not forced to the disk, nothing is renamed or removed while somebody has it open
(`hold` plays a spreadsheet or an antivirus, `held_for` one that lets go), a name is not taken twice in other
capitals, there is no CON and no name that ends with a dot, and paths have an end. There is no `fcntl`
for tirage; what `filelock` does there with LockFileEx it does by a lock of this system. What DuckDB does by
itself is out of reach.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tirage.dossier.system import locks, refusals

fcntl = pytest.importorskip("fcntl", reason="these are the rules of this system already")

SHARED, ACCESS, EXISTS, TOO_LONG, INVALID = 32, 5, 183, 206, 123
"""Codes of Windows."""
LONGEST = 259
TEMPORARY = 1 << 40
"""A flag of `open` that this system does not know: the file goes when it is closed."""
DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def refusal(kind: type[OSError], number: int, winerror: int, path: object) -> OSError:
    error = kind(number, os.strerror(number), str(path))
    error.winerror = winerror  # type: ignore[attr-defined]
    return error


class Windows:
    """Install with `monkeypatch`; then ask it to hold files."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.held: dict[Path, int] = {}
        """Files and folders that another program has open → how many waits from now it lets go."""
        self.waits = 0
        """How often somebody has waited."""
        self._temporary: dict[int, str] = {}
        self._real = SimpleNamespace(**{name: getattr(os, name) for name in dir(os)})
        patch.setattr(locks, "fcntl", None)
        patch.setattr(shutil, "_use_fd_functions", False)
        patch.delattr(os, "O_DIRECTORY")
        patch.setattr(os, "O_TEMPORARY", TEMPORARY, raising=False)
        for module in (locks, refusals):
            patch.setattr(module, "time", SimpleNamespace(sleep=self._sleep))
        for name in ("open", "close", "fsync", "rename", "replace", "unlink", "remove", "rmdir", "mkdir"):
            patch.setattr(os, name, getattr(self, f"_{name}"))

    def hold(self, path: Path, waits: int = 1_000_000) -> None:
        """Another program has it open, for so many waits."""
        self.held[path.resolve()] = waits

    def _sleep(self, _seconds: float) -> None:
        self.waits += 1
        self.held = {path: left - 1 for path, left in self.held.items() if left > 1}

    def _open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        if not isinstance(path, int) and Path(path).is_dir():
            raise refusal(PermissionError, errno.EACCES, ACCESS, path)
        if flags & os.O_CREAT:
            self._check_name(path)
        descriptor: int = self._real.open(path, flags & ~TEMPORARY, mode, **more)
        if flags & TEMPORARY:
            self._temporary[descriptor] = os.fspath(path)
        return descriptor

    def _close(self, descriptor: int) -> None:
        path = self._temporary.pop(descriptor, None)
        if path is not None and path not in self._temporary.values():
            self._real.unlink(path)
        self._real.close(descriptor)

    def _fsync(self, descriptor: int) -> None:
        assert not stat.S_ISDIR(os.fstat(descriptor).st_mode)
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        self._real.fsync(descriptor)

    def _rename(self, source: Any, target: Any, **more: Any) -> None:
        if os.path.lexists(target) and not os.path.samefile(source, target):
            raise refusal(FileExistsError, errno.EEXIST, EXISTS, target)
        self._replace(source, target, **more)

    def _replace(self, source: Any, target: Any, **more: Any) -> None:
        self._check_free(source)
        self._check_name(target)
        if os.path.lexists(target):
            self._check_free(target)
            if Path(target).is_dir():
                raise refusal(PermissionError, errno.EACCES, ACCESS, target)
        self._real.replace(source, target, **more)

    def _unlink(self, path: Any, **more: Any) -> None:
        self._check_free(path)
        self._real.unlink(path, **more)

    _remove = _unlink

    def _rmdir(self, path: Any, **more: Any) -> None:
        self._check_free(path)
        self._real.rmdir(path, **more)

    def _mkdir(self, path: Any, *mode: Any, **more: Any) -> None:
        self._check_name(path)
        self._real.mkdir(path, *mode, **more)

    def _check_free(self, path: Any) -> None:
        """Refuse what is open, here or in another program; a folder with an open file in it too."""
        place = Path(os.path.abspath(path))
        own = {Path(os.readlink(f"/proc/self/fd/{name}")) for name in os.listdir("/proc/self/fd")
               if os.path.lexists(f"/proc/self/fd/{name}")}  # fmt: skip
        own -= {Path(os.path.abspath(each)) for each in self._temporary.values()}
        shared = {Path(os.path.abspath(each)) for each in self._temporary.values()}
        if place in own or place in self.held:
            raise refusal(PermissionError, errno.EACCES, SHARED, path)
        if any(place in each.parents for each in (*own, *shared, *self.held)):
            raise refusal(PermissionError, errno.EACCES, ACCESS, path)

    def _check_name(self, path: Any) -> None:
        """Refuse what Windows has no name for."""
        place = Path(os.path.abspath(path))
        if len(str(place)) > LONGEST:
            raise refusal(FileNotFoundError, errno.ENOENT, TOO_LONG, path)
        if (
            DEVICE.fullmatch(place.name)
            or place.name[-1:] in {".", " "}
            or set(place.name) & set('<>:"|?*\\')
        ):
            raise refusal(OSError, errno.EINVAL, INVALID, path)
        if place.parent.is_dir() and not os.path.lexists(place):
            alike = [each for each in os.listdir(place.parent) if each.casefold() == place.name.casefold()]
            assert not alike, f"Windows takes {place} for {alike[0]}"
