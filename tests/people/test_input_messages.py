"""Every defect that a reader can find has its six sentences, set as each language wants, and a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

from support.texts import room

TEXTS = room("inputs")

ROOT = Path(__file__).parents[2]
ROOMS = [ROOT / "src" / "tirage" / room for room in ("people", "quotas", "tabular")]
GUARDS = ROOT / "src" / "tirage" / "acts" / "pool" / "guards.py"
SOURCES = sorted([*(path for room in ROOMS for path in room.rglob("*.py")), GUARDS])
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


def test_both_languages_need_the_same_values() -> None:
    def values(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    assert [key for key, texts in TEXTS.items() if set(texts) != {"fr", "en"}] == []
    assert [key for key, texts in TEXTS.items() if values(texts["fr"]) != values(texts["en"])] == []


def test_french_is_typeset() -> None:
    wrong = re.compile(r" [:;?!%»]|« |\w'\w")
    assert {key: texts["fr"] for key, texts in TEXTS.items() if wrong.search(texts["fr"])} == {}


def test_every_code_is_found_by_some_test() -> None:
    tests = [
        p for room in ("people", "quotas", "tabular", "support") for p in (ROOT / "tests" / room).glob("*.py")
    ]
    tests.append(ROOT / "tests" / "cli" / "test_guards.py")
    words = "\n".join(path.read_text(encoding="utf-8") for path in tests if path != Path(__file__))
    numbers = {f"quotas.number.{kind}" for kind in ("blank", "text", "negative")}  # one parametrised test
    assert [code for code in CODES if not re.search(f'["[]{code}["\\]]', words) and code not in numbers] == []
