"""What is made from the code is what the code makes: `python docs/generate.py` writes it anew."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import tirage

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from generate import generated
    finally:
        sys.path.pop(0)
    found: dict[Path, str] = generated()
    return found


def test_every_file_that_is_made_from_the_code_is_up_to_date(made: dict[Path, str]) -> None:
    old = [path.name for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert old == [], "python docs/generate.py"


def test_every_public_name_is_in_the_reference(made: dict[Path, str]) -> None:
    api = next(text for path, text in made.items() if path.name == "api.md")
    told = re.findall(r"^### (\w+)$", api, re.MULTILINE)
    assert sorted([*told, "__version__"]) == sorted(tirage.__all__)


def test_every_form_has_its_words(made: dict[Path, str]) -> None:
    journal = next(text for path, text in made.items() if path.name == "journal-entry.schema.json")
    assert "Of the entry close of the former assembly." in journal
    assert '"title": "' not in journal.partition("$defs")[2]


PAGES = [
    pytest.param(ROOT / "docs" / "api.md", id="api"),
    pytest.param(ROOT / "README.md", id="README", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_print_what_they_say(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    exec(compile(code, str(page), "exec"), {})
    said = re.findall(r"^print\(.*\)\s+# (.*)$", code, re.MULTILINE)
    assert said and capsys.readouterr().out.splitlines() == said
