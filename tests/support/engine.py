"""The browser's verifier beside the one in Python: what a test verifies with one, the other does too."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from support import corpus
from tirage.browser.build import built
from tirage.verify import Check, Report, checklist

RUNNER = Path(__file__).with_name("engine.mjs")
Line = tuple[str, str, str, str, str, str]


@cache
def page() -> Path:
    """The page as `tirage verify --export` writes it, made once a process."""
    folder = tempfile.mkdtemp(prefix="tirage-page-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "verifier.html"
    file.write_bytes(built())
    return file


def lines(report: Report) -> list[Line]:
    """The checks of a report as plain texts."""
    return [_line(check) for check in report.checks]


def _line(check: Check) -> Line:
    return check.number, check.code, check.status, check.expected, check.got, check.file


class Engine:
    """The engine of the built page, in node."""

    def __init__(self, node: str, html: Path | None = None) -> None:
        self.process = subprocess.Popen([node, RUNNER, html or page()], stdin=-1, stdout=-1, text=True)

    def ask(self, task: str, **asked: Any) -> Any:
        """The answer to one question; an AssertionError with its stack where the engine fails."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"id": 0, "task": task, **asked}) + "\n")
        self.process.stdin.flush()
        said = json.loads(self.process.stdout.readline())
        assert "failure" not in said, said["failure"]
        return said["answer"]

    def verify(
        self,
        files: Mapping[str, bytes],
        proof: tuple[str, bytes] | None = None,
        *,
        trust: Collection[str] = (),
        keep: str = "",
    ) -> Report:
        """The report of the verifier in Python, after asserting that this one says the same.

        `keep`: the name under which a dossier that is refused goes into the corpus.
        """
        report = checklist.verify(files, proof, trust=frozenset(trust))
        if keep and not report.ok and not proof:
            corpus.keep(keep, files)
        beside = {"name": proof[0], "data": b64encode(proof[1]).decode()} if proof else None
        agreed(self.ask("verify", files=packed(files), proof=beside, trust=sorted(trust)), report)
        return report

    def verify_each(
        self, genuine: Mapping[str, bytes], variants: Sequence[Mapping[str, bytes]]
    ) -> list[Report]:
        """The reports of variants of a dossier, after asserting that both verifiers say the same of each."""
        reports = [checklist.verify(files) for files in variants]
        for start in range(0, len(variants), 100):
            each = [_changes(genuine, files) for files in variants[start : start + 100]]
            said = self.ask("verify", files=packed(genuine), each=each)
            for answer, report in zip(said, reports[start:], strict=False):
                assert "failure" not in answer, answer["failure"]
                agreed(answer["answer"], report)
        return reports

    def close(self) -> None:
        self.process.communicate()


def _changes(genuine: Mapping[str, bytes], files: Mapping[str, bytes]) -> dict[str, str | None]:
    """What another dossier has in the place of files of this one; None: a file is gone."""
    gone: dict[str, str | None] = dict.fromkeys(genuine.keys() - files.keys())
    return {**gone, **packed({name: data for name, data in files.items() if genuine.get(name) != data})}


def packed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files as they travel to the engine."""
    return {name: b64encode(data).decode() for name, data in files.items()}


def agreed(found: Mapping[str, Any], report: Report) -> None:
    """Assert that both say the same: every check with its number, status, values and file, and the rest."""
    keys = ("number", "code", "status", "expected", "got", "file")
    theirs, ours = [tuple(check[key] for key in keys) for check in found["checks"]], lines(report)
    if theirs != ours:  # where they are long, what differs takes long to find
        assert [each for each in theirs if each not in ours] == [each for each in ours if each not in theirs]
    assert theirs == ours
    said = (found["head"], found["rehearsal"], found["drawn"])
    assert said == (report.head, report.rehearsal, report.drawn)
