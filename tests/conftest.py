"""What all tests share: property tests that never fail for slowness, tools that CI must have, two verifiers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from second import Engine

from tirage.verify import verify

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


@pytest.fixture(autouse=True)
def _two_verifiers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a test verifies a dossier, the browser's verifier does too, and must say the same."""
    modules = [each for each in (request.module, sys.modules.get("attacking")) if each is not None]
    asking = [each for each in modules if getattr(each, "verify", None) is verify]
    if asking and (shutil.which("node") or os.environ.get("CI") == "true"):
        engine = request.getfixturevalue("engine")
        for module in asking:
            monkeypatch.setattr(module, "verify", engine.verify)
