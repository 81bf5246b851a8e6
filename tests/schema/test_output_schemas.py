"""The data of every command have a kind, a version and a published schema.

Whatever a test makes a command print with `--json` is compared with its schema too (`tests/conftest.py`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.schemas import FOLDER, misfits, schema

import tirage

PAGES = Path(tirage.__file__).parent / "report"
PUBLISHED = sorted(path.name.removesuffix(".schema.json") for path in (FOLDER / "output").glob("*.json"))
NO_DATA = {"letter", "question", "verification"}
"""Kinds that no command prints: a model letter is a file of Word, a question is put on a terminal, and what
the verifier found is a page for notebooks alone, since its command has data of its own."""


def kinds(source: Path) -> Iterator[str]:
    """The kinds of the documents that a module makes, where they have data of their own."""
    for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Document" and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_kind_has_a_schema_and_every_schema_a_kind() -> None:
    made = {kind for source in PAGES.rglob("*.py") for kind in kinds(source)}
    assert made == {*PUBLISHED, *NO_DATA}
    assert NO_DATA.isdisjoint(PUBLISHED)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_a_schema_is_sound_and_names_its_kind(kind: str) -> None:
    found = schema(f"output/{kind}")
    Draft202012Validator.check_schema(found)
    assert found["$id"].endswith(f"/output/{kind}.schema.json")
    assert found["title"]
    assert found["properties"]["tirage"] == {"const": f"{kind}/1"}
    assert "tirage" in found["required"]


def test_data_without_a_version_and_data_of_another_shape_are_seen() -> None:
    assert misfits({"seats": 6}) == ["no kind and version: ['seats']"]
    assert misfits({"tirage": "objective/1", "fairness": "nash"})
    assert misfits({"tirage": "error/1", "error": {"code": "x", "exit": "4"}})
