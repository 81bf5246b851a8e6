"""The validation file: its requirements name tests that are there, and what was not shown is not."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tirage.report.document import Table

ROOT = Path(__file__).parents[1]
TOLD = tomllib.loads((ROOT / "docs/validation/requirements.toml").read_text(encoding="utf-8"))
REQUIREMENTS: list[dict[str, Any]] = TOLD["requirement"]
NAMED = [test for each in REQUIREMENTS for test in each["tests"]]
RESULTS = b"""<testsuites><testsuite>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_one[x-1]"/>
<testcase classname="tests.a.test_b" file="tests/a/test_b.py" name="test_two"/>
<testcase classname="tests.a.test_c" file="tests/a/test_c.py" name="test_one">
<failure message="1 == 2">far more</failure></testcase>
<testcase classname="tests.a.test_d" file="tests/a/test_d.py" name="test_one"/>
<testcase classname="tests.a.test_d" file="tests/a/test_d.py" name="test_two">
<skipped message="no java"/></testcase>
<testcase classname="tests.a.test_e.Inside" file="tests/a/test_e.py" name="test_one">
<error message="boom"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture(scope="module")
def validation() -> Any:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import validation
    finally:
        sys.path.pop(0)
    return validation


def requirement(*tests: str) -> dict[str, Any]:
    return {"id": "X-01", "en": "e", "fr": "f", "risk": "high", "source": "s", "tests": tests}


def test_a_requirement_is_whole_in_both_languages() -> None:
    ids = [each["id"] for each in REQUIREMENTS]
    assert 60 <= len(ids) == len(set(ids)) <= 100
    assert {name.partition("-")[0] for name in ids} == set(TOLD["groups"])
    for each in REQUIREMENTS:
        assert set(each) == {"id", "en", "fr", "risk", "source", "tests"}, each["id"]
        assert each["en"] != each["fr"] and each["source"] and each["tests"], each["id"]
        assert each["risk"] in {"high", "medium", "low"}
        assert each["en"].endswith(".") and each["fr"].endswith(".")


def test_every_test_that_is_named_is_there() -> None:
    gone = []
    for test in set(NAMED):
        file, _, name = test.partition("::")
        path = ROOT / file
        known = ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path.is_file() else ()
        names = [each.name for each in known if isinstance(each, ast.FunctionDef)]
        if not any(each == name if name else each.startswith("test_") for each in names):
            gone.append(test)
    assert gone == []


def test_every_attack_shows_a_requirement() -> None:
    attacks = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/attacks").glob("test_*.py")}
    assert attacks - set(NAMED) == set()


def test_both_languages_have_the_same_words() -> None:
    words = tomllib.loads((ROOT / "docs/validation/words.toml").read_text(encoding="utf-8"))
    keys = {
        language: [
            (key, sorted(value) if isinstance(value, dict) else re.findall(r"{\w+}", value))
            for key, value in told.items()
        ]
        for language, told in words.items()
    }
    assert keys["en"] == keys["fr"]


@pytest.mark.parametrize(
    ("tests", "result", "deviating"),
    [
        (["tests/a/test_b.py"], "shown", []),
        (["tests/a/test_b.py::test_one"], "shown", []),
        (["tests/a/test_b.py", "tests/a/test_c.py"], "failed", ["tests/a/test_c.py::test_one"]),
        (["tests/a/test_d.py"], "not-shown", ["tests/a/test_d.py::test_two"]),
        (["tests/a/test_d.py::test_one"], "shown", []),
        (["tests/a/test_e.py"], "failed", ["tests/a/test_e.py::Inside::test_one"]),
        (["tests/a/test_b.py", "tests/a/test_z.py"], "not-shown", ["tests/a/test_z.py::*"]),
        (["tests/a/test_b.py::test_three"], "not-shown", ["tests/a/test_b.py::test_three"]),
        (
            ["tests/a/test_d.py", "tests/a/test_c.py"],
            "failed",
            ["tests/a/test_d.py::test_two", "tests/a/test_c.py::test_one"],
        ),
    ],
)
def test_nothing_passes_for_shown_that_was_not(
    validation: Any, tests: list[str], result: str, deviating: list[str]
) -> None:
    judged = validation.judge(requirement(*tests), validation.cases(RESULTS))
    assert judged.result == result
    assert [each.node for each in judged.deviations] == deviating


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", [[], ["tests/a"]])
def test_the_page_says_what_failed_and_that_it_is_partial(
    validation: Any, language: str, words: list[str]
) -> None:
    run = validation.cases(RESULTS)
    tests = ["tests/a/test_b.py"], ["tests/a/test_c.py"], ["tests/a/test_d.py"], ["tests/a/test_z.py"]
    judged = [validation.judge({**requirement(*each), "id": f"CHN-{n}"}, run) for n, each in enumerate(tests)]
    facts = {
        **dict.fromkeys(("version", "fingerprint", "commit", "wheel", "python", "system", "machine"), "x"),
        **dict.fromkeys(("lock", "runtime", "requirements", "results"), "0" * 64),
        "altered": True,
        "ci": False,
        "began": "2027-03-01T17:00:00Z",
        "seconds": 3,
        "command": " ".join(["pytest", *words]),
        "partial": bool(words),
        "tests": {"passed": 3},
    }
    packages = [{"name": "numpy", "locked": "2.1.0", "installed": "", "hashes": ["sha256:0"]}]
    page = validation.page(TOLD, facts, judged, packages, language)
    text = validation.render(page, validation.Format.html).decode()
    assert page.verdict.tone == "bad"
    assert ("Parti" in page.verdict.words) == bool(words)
    assert "1 == 2" in text and "no java" in text and ("test_z.py::*" in text) != bool(words)
    assert validation.table(judged).splitlines()[2].endswith("0,1,0,failed")
    # What stands under a heading is what the heading says: as many values as columns, in every table.
    tables = [block for each in page.sections for block in each.blocks if isinstance(block, Table)]
    assert {each.key for each in tables} == {"groups", "deviations", "trace", "packages"}
    assert all(len(row) == len(each.columns) for each in tables for row in each.rows)


def test_the_lock_is_told_with_its_hashes(validation: Any) -> None:
    found = validation.locked(ROOT / "requirements.lock")
    names = {each["name"]: each for each in found}
    assert len(names) > 50 and all(each["hashes"] for each in found)
    assert names["pytest"]["installed"] == pytest.__version__


@pytest.mark.parametrize("code", [2, 3, 4, 5])
def test_a_run_that_stopped_halfway_validates_nothing(
    code: int, validation: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, str] = {}

    def stopped(*_command: object, env: dict[str, str], **_options: object) -> Any:
        seen.update(env)
        (tmp_path / "v" / "junit.xml").write_bytes(RESULTS)
        return subprocess.CompletedProcess([], code)

    monkeypatch.setenv("PYTEST_ADDOPTS", "-k one")
    monkeypatch.setattr(validation, "OUT", tmp_path / "v")
    monkeypatch.setattr(validation.subprocess, "run", stopped)
    assert validation.main([]) == 1
    assert [each.name for each in (tmp_path / "v").iterdir()] == ["junit.xml"]
    # Words that nobody sees would leave tests out of what is called whole.
    assert "PATH" in seen and "PYTEST_ADDOPTS" not in seen
