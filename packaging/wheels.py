"""The wheels that tirage stands on, by their locked hashes, for a machine that need not be this one.

pip judges the markers of a requirement by the Python that runs it, whatever platform it downloads for:
colorama, which Windows alone needs, would be missing from a kit made elsewhere. So markers are judged here.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from locks import RUNTIME, TOOLS, entries
from packaging.markers import Marker

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""Those that tirage is made for."""


@dataclass(frozen=True)
class Target:
    """A kind of machine: tags of wheels that it takes, and what markers ask about it."""

    name: str
    tags: tuple[str, ...]
    system: str
    platform: str
    os: str
    machine: str


def _linux(machine: str) -> Target:
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)] + [f"manylinux2014_{machine}"]
    return Target(f"linux_{machine}", tuple(tags), "Linux", "linux", "posix", machine)


def _mac(machine: str) -> Target:
    tags = tuple(f"macosx_{major}_0_{machine}" for major in range(15, 10, -1))
    return Target(f"macosx_{machine}", tags, "Darwin", "darwin", "posix", machine)


TARGETS = {
    each.name: each
    for each in (
        _linux("x86_64"),
        _linux("aarch64"),
        _mac("arm64"),
        _mac("x86_64"),
        Target("win_amd64", ("win_amd64",), "Windows", "win32", "nt", "AMD64"),
    )
}


def here() -> str:
    """The name of this machine's target; it may be none of `TARGETS`."""
    system = {"win32": "win", "darwin": "macosx"}.get(sys.platform, sys.platform)
    return f"{system}_{platform.machine().lower()}"


def own() -> str:
    """The Python that runs this: `3.12`."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def pip_entry() -> str:
    """Of the developers' lock: the pip that installs a kit, so that the machine needs none."""
    return next(each.lines for each in entries(TOOLS) if each.name == "pip")


def download(target: Target, python: str, into: Path) -> None:
    """Every wheel for a Python `3.12` on a target, pip's own included; CalledProcessError if one lacks."""
    told = {
        "sys_platform": target.platform,
        "platform_system": target.system,
        "platform_machine": target.machine,
        "os_name": target.os,
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    needed = (each for each in entries(RUNTIME) if not each.marker or Marker(each.marker).evaluate(told))
    wanted = [each.lines for each in needed]
    # The marker has been judged; pip would judge it anew.
    plain = [re.sub(r" ; .+? \\\n", " \\\n", lines, count=1) for lines in [*wanted, pip_entry()]]
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "lock.txt"
        lock.write_text("".join(plain), encoding="utf-8")
        tags = [word for tag in target.tags for word in ("--platform", tag)]
        chosen = ["--implementation", "cp", "--python-version", python, *tags]
        kept = ["--no-deps", "--require-hashes", "--only-binary=:all:", "-qq"]
        pip = [sys.executable, "-m", "pip", "download", *kept, *chosen]
        surroundings = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        subprocess.run([*pip, "--dest", into, "--requirement", lock], check=True, env=surroundings)
