"""The folder that needs no Python: what can be told of it without making it (`make folder` makes it)."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
GIVEN = {"Analysis", "PYZ", "EXE", "COLLECT"}
"""What PyInstaller puts into a spec."""


@pytest.fixture(scope="module")
def folder() -> ModuleType:
    found = importlib.util.spec_from_file_location("folder", ROOT / "packaging/folder.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_spec_uses_no_name_that_is_not_there(folder: ModuleType) -> None:
    hooks = pytest.importorskip("PyInstaller.utils.hooks")
    tree = ast.parse(folder.SPEC.format(given={"start": ""}))
    known = {*vars(builtins), *GIVEN}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert all(hasattr(hooks, each.name) for each in node.names)
        if isinstance(node, ast.Import | ast.ImportFrom):
            known |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.FunctionDef):
            known |= {node.name, *(each.arg for each in node.args.args)}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            known.add(node.id)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used - known == set()


def test_what_goes_in_is_what_the_wheel_asks_for(folder: ModuleType, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [f'{each}; extra == "{name}"' for name, lines in extras.items() for each in lines]
    lines = ["Metadata-Version: 2.1", "Name: tirage", "Version: 1"]
    lines += [f"Requires-Dist: {each}" for each in (*project["dependencies"], *asked)]
    (tmp_path / "tirage-1.dist-info").mkdir()
    (tmp_path / "tirage-1.dist-info/METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    without = folder.without(tmp_path)
    assert {"pytest", "hypothesis", "pyspark", "pyarrow", "mypy", "selenium", "tkinter"} <= without
    needed = {"duckdb", "numpy", "pandas", "docx", "yaml", "weasyprint", "pydyf", "cryptography", "tirage"}
    assert needed.isdisjoint(without)
    assert set(folder.EXTRAS) == set(extras) - {"spark"}
