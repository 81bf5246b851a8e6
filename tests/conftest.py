"""What all tests share: property tests that never fail for slowness, tools that CI needs, two verifiers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from rich.console import Console
from support import screens
from support.engine import Engine
from support.schemas import misfits

from tirage.cli import clock
from tirage.cli.desk import consent
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.report.document import Document
from tirage.report.rendering import terminal
from tirage.verify import verify
from tirage.verify.checks.chance import beacon

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--keep-packs`: see tests/support/corpus.py."""
    words = "put the first dossier that each test has refused into the conformance corpus"
    parser.addoption("--keep-packs", action="store_true", help=words)


LONGEST = (
    "tests/test_executed_docs.py",
    "tests/spark/test_two_engines.py",
    "tests/property/test_mutants.py",
    "tests/attacks/test_attacks_on_the_record.py",
    "tests/attacks/test_attacks_on_the_verifiers.py",
    "tests/browser/test_pages.py",
    "tests/browser/test_ceremony_page.py",
    "tests/property/test_every_field_of_packs_and_marks_is_read.py",
    "tests/property/test_every_field_is_read.py",
    "tests/cli/test_proof.py",
    "tests/cli/test_from_roll_to_panel.py",
    "tests/people/test_frame.py",
    "tests/report/test_paper.py",
    "tests/cli/test_many_acts.py",
    "tests/test_notebooks.py",
    "tests/test_bench.py",
    "tests/test_release.py",
    "tests/test_kit.py",
)
"""Files whose tests take half a minute and more, and long ones that would come last, in order: begun last,
they would leave one core idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first; all others in their order. What needs POSIX is skipped where there is none."""
    if sys.platform == "win32":
        for item in items:
            if item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason="needs POSIX"))
    root = Path(__file__).parents[1]
    rank = {root / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(scope="session", autouse=True)
def _each_signature_once() -> Iterator[None]:
    """A signature of a beacon is verified once in this process: its pairing is slow, and always the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beacon, "is_genuine", cache(beacon.is_genuine))
        yield


@pytest.fixture(scope="module", autouse=True)
def _no_two_acts_in_one_second() -> Iterator[None]:
    """The command line asks a clock that never says a second twice: acts here follow one another at once.

    Each module sets it again, else many acts would carry it past the true time. It runs four minutes late, so
    that what another process does next is not earlier; by five, what a witness or an authority attests would
    not go with the journal.
    """
    last = datetime.min.replace(tzinfo=UTC)

    def ticking(*, rehearsal: bool) -> str:
        nonlocal last
        last = max(last + timedelta(seconds=1), datetime.now(UTC) - timedelta(minutes=4))
        return last.strftime("%Y-%m-%dT%H:%M:%SZ")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "system_clock", ticking)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_disk_is_waited_for() -> Iterator[None]:
    """Nothing is forced to the disk: this machine goes on. Where one does not, a test has its own `fsync`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture(scope="session", autouse=True)
def _yes_is_said() -> Iterator[None]:
    """Whoever types a command in a test says --yes; a test marked `asked` has to answer, or to type it."""

    def sure(talk: Output, *, sure: bool, bar: Bar | None = None) -> consent.Consent:
        return REAL_CONSENT(talk, sure=sure or not ASKED, bar=bar)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(consent, "Consent", sure)
        yield


REAL_CONSENT = consent.Consent
ASKED: list[str] = []
"""The test that runs, if it is marked so."""


@pytest.fixture(autouse=True)
def _is_asked(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("asked"):
        ASKED.append(request.node.name)
    yield
    ASKED.clear()


MISFITS: list[str] = []
"""Data printed with `--json` that are not as their published schema says."""


@pytest.fixture(scope="session", autouse=True)
def _each_json_is_compared_with_its_schema() -> Iterator[None]:
    """Whatever a test makes a command print as JSON is compared with the schema of its kind."""
    printed = Output.data

    def compared(self: Output, document: Any) -> None:
        MISFITS.extend(misfits(document))
        printed(self, document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Output, "data", compared)
        yield


@pytest.fixture(autouse=True)
def _each_json_fits_its_schema() -> Iterator[None]:
    """No test passes whose commands printed other data than is published."""
    yield
    found = list(MISFITS)
    MISFITS.clear()
    assert found == []


CUT: list[str] = []
"""What is cut, broken or lost of the screens that a test shows, in a window of 40, 80 or 120 columns."""


@pytest.fixture(scope="session", autouse=True)
def _each_screen_is_shown_in_every_window() -> Iterator[None]:
    """Whatever a test makes a command say, on either stream, is shown in three windows too."""

    def page(document: Document, console: Console) -> None:
        CUT.extend(screens.faults_of_page(document))
        screens.DRAWN(document, console)

    def talk(words: str, console: Console) -> None:
        CUT.extend(screens.faults_of_talk(words))
        screens.SAID(words, console)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "render", page)
        patch.setattr(terminal, "say", talk)
        yield


@pytest.fixture(autouse=True)
def _each_screen_fits() -> Iterator[None]:
    """No test passes that showed what does not fit a window."""
    yield
    found = list(CUT)
    CUT.clear()
    assert found == []


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
    if request.node.get_closest_marker("one_verifier"):
        return
    modules = [each for each in (request.module, sys.modules.get("support.attacks")) if each is not None]
    asking = [each for each in modules if getattr(each, "verify", None) is verify]
    if asking and (shutil.which("node") or os.environ.get("CI") == "true"):
        engine = request.getfixturevalue("engine")
        keep = request.function.__name__[5:] if request.config.getoption("--keep-packs") else ""
        for module in asking:
            monkeypatch.setattr(module, "verify", partial(engine.verify, keep=keep))
