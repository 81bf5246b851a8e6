"""The validation file: requirement → tests → result, from a run of the tests, for whoever audits the program.

`make validation`, or `python packaging/validation.py [WORDS FOR PYTEST…]`, runs the tests and writes into
`validation/` one file for people in each language (`validation-fr.html`, `validation-en.html`), one for
spreadsheets (`requirements.csv`) and one for programs (`validation.json`), beside pytest's own results
(`junit.xml`). With words only a part is run, and every file says so. Requirements are those of
docs/validation/requirements.toml. A requirement is shown where every test that it names ran and passed;
failed where one failed; not shown where one was skipped, was not run or is not there. Returns 1 where a
test failed, and after a whole run where a requirement is not shown.
"""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from locks import RUNTIME, TOOLS, entries
from validation_page import page

from tirage import program
from tirage.report.rendering.interface import Format, render

ROOT = Path(__file__).parents[1]
OUT = ROOT / "validation"
REQUIREMENTS = ROOT / "docs" / "validation" / "requirements.toml"
LANGUAGES = ("fr", "en")
PASSED, FAILED = 0, 1
"""What pytest returns after a run to its end; anything else says that there was none."""
MOST = 300
"""Characters of why a test failed; the rest is in `junit.xml`."""


@dataclass(frozen=True, slots=True)
class Case:
    """One test that was run, or left out by pytest itself."""

    file: str
    name: str
    """With what it was run for: `test_a[x-1]`."""
    outcome: str
    """`passed`, `failed` (or stopped by an error) or `skipped` (or expected to fail)."""
    message: str = ""
    """Why it failed or was skipped; empty where it passed."""

    @property
    def node(self) -> str:
        """As pytest names it."""
        return f"{self.file}::{self.name}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement, and what the run says of it."""

    id: str
    en: str
    fr: str
    risk: str
    source: str
    tests: tuple[str, ...]
    counts: tuple[tuple[int, int, int], ...]
    """For each of `tests`: cases that passed, failed and were skipped; none of any: not run."""
    deviations: tuple[Case, ...]
    """Everything but what passed; what was not run has the outcome `not-run`."""

    @property
    def result(self) -> str:
        """`shown`, `failed` or `not-shown`."""
        if any(each.outcome == "failed" for each in self.deviations):
            return "failed"
        return "not-shown" if self.deviations else "shown"


def cases(junit: bytes) -> list[Case]:
    """The tests of a file of results, in the form xunit1 that pytest writes."""
    return [_case(each) for each in ET.fromstring(junit).iter("testcase")]  # noqa: S314 - written here, just before


def _case(found: ET.Element) -> Case:
    file = (found.get("file") or found.get("classname", "").replace(".", "/") + ".py").replace("\\", "/")
    within = found.get("classname", "").rpartition(Path(file).stem)[2].strip(".")
    name = "::".join(filter(None, [within, found.get("name")]))
    for child in found:
        if child.tag in {"failure", "error", "skipped"}:
            outcome = "skipped" if child.tag == "skipped" else "failed"
            said = " ".join((child.get("message") or child.text or "").split())
            return Case(file, name, outcome, said[:MOST])
    return Case(file, name, "passed")


def judge(requirement: Mapping[str, Any], run: Iterable[Case]) -> Judged:
    """What a run says of a requirement of the file."""
    counts, deviations, run = [], [], list(run)
    for test in requirement["tests"]:
        found = [each for each in run if _is_of(each, test)]
        by = Counter(each.outcome for each in found)
        counts.append((by["passed"], by["failed"], by["skipped"]))
        file, _, name = test.partition("::")
        deviations += [each for each in found if each.outcome != "passed"] or (
            [] if found else [Case(file, name or "*", "not-run")]
        )
    told = {key: requirement[key] for key in ("id", "en", "fr", "risk", "source")}
    return Judged(
        **told, tests=tuple(requirement["tests"]), counts=tuple(counts), deviations=tuple(deviations)
    )


def _is_of(case: Case, test: str) -> bool:
    file, _, name = test.partition("::")
    return case.file == file and (not name or case.name.partition("[")[0] == name)


def locked(lock: Path) -> list[dict[str, Any]]:
    """The packages of a lock: name, version, the version installed here, and the hashes in the lock."""
    return [
        {
            "name": each.name,
            "locked": each.version,
            "installed": _installed(each.name),
            "hashes": each.hashes,
        }
        for each in entries(lock)
    ]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def surroundings(words: Sequence[str], began: datetime, seconds: int, run: Sequence[Case]) -> dict[str, Any]:
    """What was run, on what, and when: nothing that names whose machine it is."""
    by = Counter(each.outcome for each in run)
    wheels = sorted((ROOT / "dist").glob("*.whl"))
    return {
        "version": program.__version__,
        "fingerprint": program.FINGERPRINT,
        "commit": _git("rev-parse", "HEAD"),
        "altered": bool(_git("status", "--porcelain")),
        "wheel": f"{wheels[-1].name} {_hash(wheels[-1])}" if wheels else "",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": platform.platform(),
        "machine": f"{platform.machine()}, {os.cpu_count()} × CPU",
        "ci": os.environ.get("CI") == "true",
        "began": began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seconds": seconds,
        "command": " ".join(["pytest", *words]),
        "partial": bool(words),
        "tests": {name: by[name] for name in ("passed", "failed", "skipped")},
        "lock": _hash(TOOLS),
        "runtime": _hash(RUNTIME),
        "requirements": _hash(REQUIREMENTS),
        "results": _hash(OUT / "junit.xml"),
    }


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _git(*words: str) -> str:
    child = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return child.stdout.strip()


def table(judged: Sequence[Judged]) -> str:
    """The requirements as CSV, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "en", "fr", "risk", "source", "tests", "passed", "failed", "skipped", "result"])
    for each in judged:
        sums = [sum(count[place] for count in each.counts) for place in range(3)]
        told = [each.id, each.en, each.fr, each.risk, each.source, " ".join(each.tests)]
        writer.writerow([*told, *sums, each.result])
    return out.getvalue()


def document(told: Mapping[str, Any], facts: Mapping[str, Any], judged: Sequence[Judged]) -> dict[str, Any]:
    """Everything as JSON values."""
    lists = [{**asdict(each), "result": each.result} for each in judged]
    return {"tirage": "validation/1", "intended": told["intended"], "run": facts, "requirements": lists}


def unaltered(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables without the words for pytest that may be among them, of which no file would speak."""
    return {name: value for name, value in environment.items() if name != "PYTEST_ADDOPTS"}


def main(words: Sequence[str]) -> int:
    """Run the tests, write the files, say in one line what came of it."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    told = tomllib.loads(REQUIREMENTS.read_text(encoding="utf-8"))
    began, clock = datetime.now(UTC), time.monotonic()
    results = ["-o", "junit_family=xunit1", f"--junitxml={OUT / 'junit.xml'}"]
    command = [sys.executable, "-m", "pytest", *words, *results]
    child = subprocess.run(command, cwd=ROOT, check=False, env=unaltered(os.environ))
    # Whatever stopped halfway is no run: of a file of tests that it was in, only the first are known.
    if child.returncode not in {PASSED, FAILED} or not (OUT / "junit.xml").exists():
        return 1
    run = cases((OUT / "junit.xml").read_bytes())
    judged = [judge(each, run) for each in told["requirement"]]
    facts = surroundings(words, began, round(time.monotonic() - clock), run)
    packages = locked(TOOLS)
    whole = {**document(told, facts, judged), "packages": packages}
    (OUT / "validation.json").write_text(
        json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (OUT / "requirements.csv").write_text(table(judged), encoding="utf-8-sig", newline="")
    for language in LANGUAGES:
        made = page(told, facts, judged, packages, language)
        (OUT / f"validation-{language}.html").write_bytes(render(made, Format.html))
    print(made.verdict.words)
    open_ = any(each.result == "not-shown" for each in judged)
    return int(bool(child.returncode) or (not words and open_))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
