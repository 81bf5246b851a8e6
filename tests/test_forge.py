"""The file for a public forge: it tries what the package says it runs on, with what is locked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
NAMES = {"ubuntu-latest", "windows-latest", "macos-latest"}


@pytest.fixture(scope="module")
def jobs() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    return found["jobs"]  # type: ignore[no-any-return]


def commands(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def test_every_python_that_the_package_names_is_tried_on_every_system(jobs: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(project["classifiers"]), re.MULTILINE)
    matrix = jobs["everywhere"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert set(matrix["os"]) == set(jobs["folder"]["strategy"]["matrix"]["os"]) == NAMES
    assert project["requires-python"] == f">={named[0]}"


def test_what_is_installed_there_is_what_is_locked(jobs: dict[str, Any]) -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in ("everywhere", "folder"):
        by_hash, own, *_ = commands(jobs[name])
        for words in ("--require-hashes --requirement requirements.lock",):
            assert words in by_hash and words in made
        assert "--no-deps --no-build-isolation --editable ." in own


def test_what_is_run_there_is_here_and_skips_what_it_lacks(jobs: dict[str, Any]) -> None:
    assert jobs["everywhere"]["env"]["CI"] == "false"  # tests/conftest.py
    named = [word for job in jobs.values() for line in commands(job) for word in line.split() if "/" in word]
    assert named and all((ROOT / name).is_file() for name in named)
    # Every checkout has the tags, of which the version is made.
    for job in jobs.values():
        assert next(step["with"]["fetch-depth"] for step in job["steps"] if "checkout" in step["uses"]) == 0
