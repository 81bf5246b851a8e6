"""Every defect that a reader can find has its six sentences, set as each language wants, and a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from tirage.messages.inputs import TEXTS

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for room in ("people", "quotas") for p in (ROOT / "src" / "tirage" / room).glob("*.py"))
CODE = re.compile(r"(file|workbook|table|pool|quotas)(\.[a-z0-9_]+)+")


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


CODES = sorted({text for path in SOURCES for text in _strings(path) if CODE.fullmatch(text)})


def test_every_code_in_the_readers_has_texts_and_every_text_a_code() -> None:
    assert {key.rpartition(".")[0] for key in TEXTS} == set(CODES)
    assert set(TEXTS) == {f"{code}.{part}" for code in CODES for part in ("found", "expected", "remedy")}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_need_the_same_values(key: str) -> None:
    french, english = (
        {name for _, name, _, _ in Formatter().parse(TEXTS[key][x]) if name} for x in ("fr", "en")
    )
    assert set(TEXTS[key]) == {"fr", "en"}
    assert french == english


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_french_is_typeset(key: str) -> None:
    french = TEXTS[key]["fr"]
    assert not re.search(r" [:;?!%»]|« ", french), french
    assert not re.search(r"\w'\w", french), french


def test_every_code_is_found_by_some_test() -> None:
    tests = [*(ROOT / "tests" / "people").glob("*.py"), *(ROOT / "tests" / "quotas").glob("*.py")]
    words = "\n".join(path.read_text(encoding="utf-8") for path in tests if path != Path(__file__))
    numbers = {f"quotas.number.{kind}" for kind in ("blank", "text", "negative")}  # one parametrised test
    assert [code for code in CODES if f'"{code}"' not in words and code not in numbers] == []
