"""What all tests share: property tests that never fail for slowness, tools that CI must have, two verifiers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from second import Engine

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of a program; without it the test is skipped, but with CI=true it fails."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed; .ci/run installs what the tests need")
        return path or pytest.skip(f"NOT CHECKED: {name} is not installed")

    return find


@pytest.fixture(scope="session")
def engine(tool: Callable[[str], str]) -> Iterator[Engine]:
    """The browser's verifier, in node."""
    second = Engine(tool("node"))
    yield second
    second.close()


@pytest.fixture
def two_verifiers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the module of the test, and in what the attacks share, `verify` asks both verifiers."""
    if shutil.which("node") is None and os.environ.get("CI") != "true":
        return
    verify = request.getfixturevalue("engine").verify
    for module in (request.module, sys.modules.get("attacking")):
        if hasattr(module, "verify"):
            monkeypatch.setattr(module, "verify", verify)
