"""Every code that the sources raise or speak has its sentences, in the parts that the command line prints."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from support.texts import TEXTS

import tirage

PACKAGE = Path(tirage.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "verify" not in path.parts)
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))
PARTS = {
    # A defect is explained in three sentences, any other error in two; what is spoken is one.
    "Defect": (".found", ".expected", ".remedy"),
    "Refused": ("", ".remedy"),
    "VerificationFailed": ("", ".remedy"),
    "Codes": ("", ".remedy"),
    "QuotasImpossible": ("", ".remedy"),
    "say": ("",),
    "tell": ("",),
    "text": ("",),
    "paragraph": ("",),
    "Note": ("",),
}


def codes(source: Path) -> Iterator[tuple[str, str]]:
    """(what is called, code) of every call with a literal code."""
    for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and call.args:
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            first = call.args[0]
            if name in PARTS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield name, first.value


SAID = {
    code for path in TEMPLATES for code in re.findall(r'say\("([^"]+)"', path.read_text(encoding="utf-8"))
}
"""What the templates of the reports speak."""
USED = sorted(
    {(name, code) for source in SOURCES for name, code in codes(source)} | {("say", code) for code in SAID}
)


def test_the_reader_of_sources_finds_them() -> None:
    assert {
        "Refused",
        "VerificationFailed",
        "Codes",
        "QuotasImpossible",
        "Defect",
        "say",
        "tell",
        "text",
        "paragraph",
        "Note",
    } == {name for name, _ in USED}
    assert len(USED) > 60


def test_every_code_has_its_sentences() -> None:
    asked = {(name, code + part) for name, code in USED for part in PARTS[name]}
    assert sorted((name, code) for name, code in asked if code not in TEXTS) == []


def test_no_sentence_is_left_without_a_code() -> None:
    """A code that no source holds, whole or as the beginning of one put together, is dead."""
    sources = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    words = {
        node.value
        for tree in sources
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | SAID
    beginnings = tuple(
        word for word in words if word.endswith(".") and word.count(".") >= 1 and " " not in word
    )
    parts = (".found", ".expected", ".remedy")
    dead = [
        code
        for code in TEXTS
        if code not in words
        and not any(code.endswith(part) and code.removesuffix(part) in words for part in parts)
        and not code.startswith(beginnings)
        and not (code.startswith("journal.") and code.split(".")[1] in words)
    ]
    assert not dead
