"""No place of any city stands in the engine: what it knows of them is data.

Data are tables, templates, sentences and what invented people are made of. A docstring or a comment may give
an example.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tirage

PACKAGE = Path(tirage.__file__).parent
NAMES = re.compile(
    r"(?<!com)paris|lyon|marseille|arrondissement"
    r"|\b(?:750|751|690|6938|130|132)\d\d\b|75056|69123|13055|\de secteur",
    re.IGNORECASE,
)
USUAL = {
    # Where invented people live unless somebody says otherwise.
    "cli/commands/synth.py": {"paris-sectors"},
    # A word that may stand beside a number, of French and not of a city.
    "people/geography/spellings.py": {"ARRONDISSEMENT", "DISTRICT"},
    "people/geography/invented.py": {"e Arrondissement"},
    "people/intake/words.py": {"arrondissement"},
    "people/letters/postal.py": {"ARRONDISSEMENT"},
}


def code_of(source: Path) -> Iterator[str]:
    """Names and texts of a module, without its docstrings and comments."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for each in body if isinstance(body, list) and isinstance(node, documented) else ():
            # A text alone is the docstring of what stands before it.
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                said.add(id(each.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, int)) and id(node) not in said:
            yield str(node.value)
        yield from (getattr(node, field) for field in ("id", "attr", "name", "arg") if _is_text(node, field))


def _is_text(node: ast.AST, field: str) -> bool:
    return isinstance(getattr(node, field, None), str)


def script_of(source: Path) -> str:
    """A script without its comments."""
    text = source.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


def test_no_module_names_a_city() -> None:
    found = {}
    for source in sorted(PACKAGE.rglob("*.py")):
        name = source.relative_to(PACKAGE).as_posix()
        texts = {text for text in code_of(source) if NAMES.search(text)} - USUAL.get(name, set())
        if texts:
            found[name] = sorted(texts)
    assert found == {}


@pytest.mark.parametrize("ending", ["js", "css", "html"])
def test_no_script_and_no_page_names_a_city(ending: str) -> None:
    sources = sorted(PACKAGE.rglob(f"*.{ending}"))
    assert sources
    named = {each.name: NAMES.findall(script_of(each)) for each in sources}
    assert {name: words for name, words in named.items() if words} == {}


def test_a_city_in_the_engine_would_be_seen(tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text('"""Paris"""\nCITY = 75056  # Paris\n\n\ndef paris(a: str) -> str:\n    return "1er"\n')
    assert sorted(text for text in code_of(source) if NAMES.search(text)) == ["75056", "paris"]
