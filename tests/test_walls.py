"""The walls that hold the house up: who may import what, and where chance, clock and environment may enter.

The two tables are the architecture. A new dependency between packages, or on another library, is a line here
first; every import counts, inside functions and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tirage

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
PACKAGE = SRC / "tirage"
SOURCES = sorted(PACKAGE.rglob("*.py"))

BASE = {"errors", "messages", "progress"}
"""What every room may use, and what uses none of the rooms."""

MAY_IMPORT: dict[str, set[str]] = {
    # Ground floor: nothing of tirage but each other.
    "errors": set(),
    "progress": set(),
    "messages": {"errors"},
    "randomness": set(),
    "solving": set(),
    # People and quotas describe each other: a pool is read by the columns that the quotas name.
    "people": BASE | {"quotas", "randomness"},
    "quotas": BASE | {"people", "solving"},
    # One assembly's tirage.yaml; what it may say of quotas and files is theirs to read.
    "rules": BASE | {"people", "quotas"},
    # Profiles and numbers, never names.
    "chances": BASE | {"solving"},
    "lottery": BASE | {"solving", "chances"},
    # Bytes, hashes and files; knows no act.
    "journal": BASE,
    # The acts: everything comes together.
    "assembly": BASE
    | {"solving", "rules", "people", "quotas", "chances", "lottery", "randomness", "journal"},
    # A report carries what the verifier found, in the verifier's words.
    "report": BASE | {"solving", "people", "quotas", "chances", "lottery", "assembly", "journal", "verify"},
    # Invented people; what they look like is nobody's business but its own.
    "synth": set(),
    # The checker shares nothing with what it checks.
    "verify": set(),
    # The page takes the checker's words and numbers, and none of its code.
    "browser": BASE | {"verify"},
    "cli": BASE
    | {
        "chances",
        "lottery",
        "synth",
        "people",
        "quotas",
        "rules",
        "randomness",
        "journal",
        "assembly",
        "report",
        "verify",
        "browser",
        "",
    },
    "__main__": {"cli"},
    # `from tirage import …`, for a notebook.
    "": BASE | {"people", "quotas", "chances", "lottery", "randomness", "journal", "assembly", "report"},
}
"""Room → rooms that it may import, itself aside; "" is `tirage/__init__.py`."""

LIBRARIES: dict[str, set[str]] = {
    "duckdb": {"people"},
    "jinja2": {"report"},
    "numpy": {"lottery"},
    "ortools": {"solving"},
    "pandas": {"people"},
    "python_calamine": {"people"},
    "py_arkworks_bls12381": {"randomness"},
    "pydantic": {"rules"},
    "pydantic_core": {"rules"},
    "weasyprint": {"report"},
    "xlsxwriter": {"people", "report"},
    "yaml": {"quotas", "rules"},
    "cryptography": {"journal"},
    "rfc3161_client": {"journal"},
    "rich": {"cli"},
    "segno": {"report"},
    "typer": {"cli"},
}
"""Library → rooms that may import it. What is not here and not in the standard library may not be used."""

DISTRIBUTIONS = {
    "cryptography": "rfc3161-client",
    "pydantic_core": "pydantic",
    "rfc3161_client": "rfc3161-client",
    "python_calamine": "python-calamine",
    "yaml": "pyyaml",
}
"""Import name → name in pyproject.toml, where they differ."""
OPTIONAL = {"cryptography", "py_arkworks_bls12381", "rfc3161_client", "weasyprint"}
"""Libraries of extras: `beacon`, a second opinion on what the verifier checks itself; `pdf`; `stamp`."""

CHANCE_AND_CLOCK = {"random", "secrets", "uuid", "time", "sched", "timeit"}
"""Modules of the standard library that the core has no use for."""
SURROUNDINGS = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "os.urandom"}
CALLS = {"now", "utcnow", "today", "hash", "__import__", "import_module"}
"""The clock by way of datetime; the hash of a text, which changes with every process; imports in disguise."""
ALLOWED = {
    "": {"import_module"},  # the names of its table, on first use
    "randomness": {"secrets"},  # a key, a contribution
    "messages": {"import_module"},  # its own modules, by name
}
OUTSIDE_WORLD = {PACKAGE / "verify" / "command.py"}
"""The verifier's own command line stands outside the core, as cli does."""


def room(source: Path) -> str:
    """`people` for tirage/people/pool.py, `solving` for tirage/solving.py, "" for tirage/__init__.py."""
    first = source.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py") if first != "__init__.py" else ""


def imported(tree: ast.Module, package: str) -> Iterator[str]:
    """Full dotted names of all that a module of `package` imports: `a.b.c` for `from a.b import c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def package_of(source: Path) -> str:
    return ".".join(source.relative_to(SRC).parent.parts)


def rooms_imported(tree: ast.Module, package: str) -> set[str]:
    """Rooms of tirage; what stands in `tirage/__init__.py` itself counts as ""."""
    names = [name.split(".") for name in imported(tree, package)]
    rooms = {[*name, ""][1] for name in names if name[0] == "tirage"}
    return {name if name in MAY_IMPORT else "" for name in rooms}


def libraries_imported(tree: ast.Module, package: str) -> set[str]:
    roots = {name.split(".")[0] for name in imported(tree, package)}
    return roots - sys.stdlib_module_names - {"tirage"}


def disturbances(tree: ast.Module, package: str) -> set[str]:
    """Ways by which chance, the clock or the environment could get into a module."""
    names = set(imported(tree, package))
    found = {
        name for name in names if name.split(".")[0] in CHANCE_AND_CLOCK or name.startswith("numpy.random")
    }
    found |= names & SURROUNDINGS
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found |= {ast.unparse(node)} & (SURROUNDINGS | {"np.random", "numpy.random"})
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            found |= {called} & CALLS
    return found


@cache
def read(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"), str(source))


def name_of(source: Path) -> str:
    return str(source.relative_to(PACKAGE))


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(source) for source in SOURCES if not ast.get_docstring(read(source))] == []


def test_a_room_imports_only_the_rooms_it_may() -> None:
    faults = [
        f"{name_of(source)} must not import {other or 'tirage'}"
        for source in SOURCES
        for other in sorted(rooms_imported(read(source), package_of(source)) - {room(source)})
        if other not in MAY_IMPORT[room(source)]
    ]
    assert faults == []


def test_a_library_stays_in_its_room() -> None:
    faults = [
        f"{name_of(source)} must not import {library}"
        for source in SOURCES
        for library in sorted(libraries_imported(read(source), package_of(source)))
        if room(source) not in LIBRARIES.get(library, set())
    ]
    assert faults == []


def test_neither_chance_nor_clock_nor_environment_gets_in() -> None:
    core = [source for source in SOURCES if room(source) != "cli" and source not in OUTSIDE_WORLD]
    faults = [
        f"{name_of(source)} has {found}: the core is pure"
        for source in core
        for found in sorted(disturbances(read(source), package_of(source)))
        if found.split(".")[0] not in ALLOWED.get(room(source), ())
    ]
    assert faults == []


def test_the_tables_name_what_exists() -> None:
    assert {room(source) for source in SOURCES} == set(MAY_IMPORT)
    assert set.union(*MAY_IMPORT.values(), *LIBRARIES.values()) <= set(MAY_IMPORT)


def test_no_two_rooms_go_round_in_a_circle_but_people_and_quotas() -> None:
    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            ahead += new if (new := MAY_IMPORT[ahead.pop()] - seen) else ()
            seen |= new
        return seen

    assert {name for name in MAY_IMPORT if name in reached(name)} == {"people", "quotas"}


def test_the_declared_dependencies_are_those_in_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split("[<>=]", words)[0] for words in project["dependencies"]}
    used = set().union(*(libraries_imported(read(source), package_of(source)) for source in SOURCES))
    assert {DISTRIBUTIONS.get(name, name) for name in used - OPTIONAL} == declared
    extra = [words for name in ("beacon", "pdf", "stamp") for words in project["optional-dependencies"][name]]
    assert {re.split("[<>=]", words)[0] for words in extra} == {
        DISTRIBUTIONS.get(name, name) for name in OPTIONAL
    }
    assert used >= OPTIONAL
    assert set(extra) <= set(project["optional-dependencies"]["dev"])


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import random", "random"),
        ("def f():\n    from secrets import token_hex", "secrets.token_hex"),
        ("import uuid as u", "uuid"),
        ("import time", "time"),
        ("from os import environ", "os.environ"),
        ("import os\nos.environ.get('LANG')", "os.environ"),
        ("import os\nos.getenv('LANG')", "os.getenv"),
        ("import os\nos.urandom(8)", "os.urandom"),
        ("from datetime import datetime as d\nd.now()", "now"),
        ("import datetime\ndatetime.date.today()", "today"),
        ("import numpy as np\nnp.random.default_rng()", "np.random"),
        ("from numpy.random import default_rng", "numpy.random.default_rng"),
        ("{hash('a'): 1}", "hash"),
        ("__import__('random')", "__import__"),
        ("import importlib\nimportlib.import_module('random')", "import_module"),
    ],
)
def test_a_hole_in_the_wall_is_seen(code: str, found: str) -> None:
    assert found in disturbances(ast.parse(code), "tirage.chances")


@pytest.mark.parametrize(
    ("code", "package", "rooms"),
    [
        ("from tirage.people.pool import read", "tirage.chances", {"people"}),
        ("from tirage import people, errors", "tirage.chances", {"people", "errors"}),
        ("import tirage.people.pool", "tirage.chances", {"people"}),
        ("import tirage", "tirage.verify", {""}),
        ("from tirage import __version__", "tirage.verify", {""}),
        ("from . import lines", "tirage.verify", {"verify"}),
        ("from .lines import H", "tirage.verify", {"verify"}),
        ("from ..randomness.lines import H", "tirage.verify", {"randomness"}),
        ("from .. import solving", "tirage.verify", {"solving"}),
        ("from .people import pool", "tirage", {"people"}),
        ("if TYPE_CHECKING:\n    from tirage.cli import main", "tirage.chances", {"cli"}),
    ],
)
def test_every_way_of_importing_a_room_is_seen(code: str, package: str, rooms: set[str]) -> None:
    assert rooms_imported(ast.parse(code), package) == rooms


def loaded_after(code: str) -> set[str]:
    """Top-level modules that a fresh Python has loaded after `code`."""
    tell = "import json, sys; json.dump(sorted({name.split('.')[0] for name in sys.modules}), sys.stderr)"
    command = [sys.executable, "-W", "ignore", "-c", f"{code}\n{tell}"]
    child = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return set(json.loads(child.stderr))


def test_an_import_costs_no_solver() -> None:
    assert loaded_after("import tirage").isdisjoint({"pandas", "ortools", "numpy", "typer", "rich"})


def test_every_public_name_is_there_on_first_use() -> None:
    assert [name for name in tirage.__all__ if not hasattr(tirage, name)] == []


@pytest.mark.parametrize("words", [["--help"], ["draw", "panel", "--help"], ["verify", "--help"]])
def test_help_costs_no_solver(words: list[str]) -> None:
    code = (
        "from tirage.cli import main\n"
        f"try:\n    code = main({words!r})\n"
        "except SystemExit as stop:\n    code = stop.code\n"
        "assert not code, code"
    )
    assert loaded_after(code).isdisjoint({"pandas", "ortools", "numpy"})
