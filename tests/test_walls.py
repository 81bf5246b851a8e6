"""The walls that hold the house up: who may import what, and where chance, clock and environment may enter.

The layers are the architecture: data move up as they are read, and a room imports only those below it. A new
room, or a dependency on another library, is a line here first; every import counts, inside functions and
under TYPE_CHECKING too.
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

DRAWN = {"tirage.report.pages.draw", "tirage.report.rendering.terminal"}
"""The screen of a panel."""
UNDRAWN = (
    *("acts.frame", "acts.letters", "acts.life", "acts.records", "rules.model", "rules.regulation"),
    *("people.engines", "people.frame", "people.letters", "people.geography", "people.rolls.collection"),
    *("assembly.state", "draws.impossible", "draws.relax", "draws.seat_draw", "feasibility.relaxation"),
    *("chances.trees", "chances.whole", "chances.objectives.goldilocks", "lottery.preference"),
    *("forecast", "quotas.yaml_file", "tabular.books.read", "verify.command", "verify.checks.citizen_proof"),
)
"""What is read when a way of an act needs it, and not before."""

LAYERS = (
    "__main__",
    "cli",
    # `from tirage import …`, for a notebook.
    "",
    # Nothing below may ask what time it is.
    "clock",
    # What an act or an analysis has found, as a page.
    "report",
    # Writing: plan, chance, result, entry.
    "acts",
    "analysis",
    "forecast",
    # Reading a dossier back.
    "assembly",
    "draws",
    "dossier",
    "rules",
    "lottery",
    "feasibility",
    "chances",
    "people",
    "quotas",
    "tabular",
    "browser",
    "verify",
    "synth",
    "solvers",
    "randomness",
    "processes",
    "errors",
    "i18n",
    "progress",
    "program",
    "discretion",
    # A result knows that a notebook shows it; what is shown is made in `report`.
    "shown",
)
"""Rooms from the top of the house down: each imports those below it, never one above. "" is the interface."""

BASE = {"discretion", "errors", "i18n", "progress", "shown"}
"""What every room but the sealed ones may use."""

SEALED: dict[str, set[str]] = {
    # Profiles and numbers, never names.
    "chances": BASE | {"solvers"},
    "lottery": BASE | {"solvers", "chances"},
    "feasibility": BASE | {"solvers", "chances"},
    # Bytes, hashes and files; knows no act.
    "dossier": BASE,
    "randomness": set(),
    "solvers": set(),
    # Invented people; what they look like is nobody's business but its own.
    "synth": set(),
    # The checker shares nothing with what it checks.
    "verify": set(),
    # The page takes the checker's words and numbers, and none of its code.
    "browser": BASE | {"verify"},
    "i18n": set(),
    "processes": {"errors", "progress"},
    "progress": set(),
    "program": set(),
    "discretion": set(),
    "shown": set(),
    # `str(error)` is a sentence.
    "errors": {"i18n", "shown"},
}
"""Rooms with a wall of their own, and all that they may import."""

CHECKED = {"cli", "acts", "report", "browser"}
"""The rooms that may ask the checker: a report carries what it found, in its words."""

CROWDED = {"acts", "cli/commands", "report/pages"}
"""Folders with more than twelve modules: one an act, one a command, one a page."""

ENGINES = {
    # What is typed of one.
    "cli/options.py",
    # What is read travels as an engine's file.
    "people/frame/reading.py",
    # What an earlier run found is taken from its shelf.
    "people/frame/duplicates.py",
    # A few people of private/frame.parquet.
    *("people/letters/mailing.py", "people/pool/volunteers.py"),
    *(f"people/private/{name}.py" for name in ("directory", "lookup", "rows")),
}
"""The modules outside the acts that know of engines, and why."""
ENGINES_USE = {"frame", "identity", "ids", "rolls"}
"""What an engine may import of `people`: the protocol, and what a row is."""

TERMINAL = {f"report/rendering/terminal/{name}.py" for name in ("__init__", "blocks", "tables", "wrapping")}
LIBRARIES: dict[str, set[str]] = {
    "babel": {"i18n"},
    "docx": {"report"},
    "duckdb": {f"people/engines/duckdb/{name}.py" for name in ("entries", "refusals", "store")},
    "filelock": {"dossier"},
    "jinja2": {"report"},
    # When a notebook asks, in analysis, draws, forecast and report: Lottery.matrix and every `to_frame`.
    "numpy": {"analysis", "chances", "draws", "forecast", "lottery", "people", "solvers"},
    "ortools": {"solvers"},
    "pandas": {
        *("acts/records/published.py", "analysis", "draws", "forecast", "people", "report", "tabular"),
    },
    "python_calamine": {"tabular"},
    "py_arkworks_bls12381": {"randomness"},
    "pyarrow": {f"people/engines/spark/{name}.py" for name in ("session", "store", "workers")},
    "pyspark": {
        f"people/engines/spark/{name}.py" for name in ("ingest", "place", "said", "session", "store")
    },
    "pydantic": {"dossier", "rules"},
    "pydantic_core": {"rules"},
    "weasyprint": {"report"},
    "xlsxwriter": {"people", "report"},
    "yaml": {"quotas", "rules", "tabular"},
    "cryptography": {"dossier"},
    "rfc3161_client": {"dossier"},
    "rich": {
        "cli",
        *(f"report/rendering/terminal/{name}.py" for name in ("__init__", "blocks", "tables", "wrapping")),
    },
    "segno": {"report"},
    "sqlglot": {"people/engines/spark/translate.py"},
    "typer": {"cli"},
}
"""Library → rooms, or single modules, that may import it. No other may be used but the standard library."""

DISTRIBUTIONS = {
    "pydantic_core": "pydantic",
    "rfc3161_client": "rfc3161-client",
    "python_calamine": "python-calamine",
    "docx": "python-docx",
    "pyspark": "pyspark-client",
    "yaml": "pyyaml",
}
"""Import name → name in pyproject.toml, where they differ."""
OPTIONAL = {
    *("cryptography", "py_arkworks_bls12381", "pyarrow", "pyspark", "rfc3161_client", "sqlglot", "weasyprint")
}
"""Libraries of extras: `beacon`, a second opinion on a signature; `pdf`; `spark`; `stamp`; `witness`."""
READ_BY_PYTHON = {"tzdata"}
"""Data that the standard library reads: `zoneinfo`, where the system has no zones."""

CHANCE_AND_CLOCK = {"random", "secrets", "uuid", "time", "sched", "timeit"}
"""Modules of the standard library that the core has no use for."""
SURROUNDINGS = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "os.urandom"}
CALLS = {"now", "utcnow", "today", "hash", "__import__", "import_module"}
"""The clock by way of datetime; the hash of a text, which changes with every process; imports in disguise."""
ALLOWED = {
    "": {"import_module"},  # the names of its table, on first use
    "cli": {"import_module"},  # the module of the command that is typed
    "clock": {"now"},  # given to an act by the command line or a notebook, never read by one
    "solvers": {"time"},  # an interrupted start is waited for; no answer depends on it
    "dossier": {"time"},  # who holds a lock, or a file open, is waited for; no byte depends on it
    "randomness": {"secrets"},  # a key, a contribution
}
OUTSIDE_WORLD = {PACKAGE / "verify" / "command.py"}
"""The verifier's own command line stands outside the core, as cli does."""


def room(source: Path) -> str:
    """`people` for tirage/people/pool/read.py, "" for tirage/__init__.py."""
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


def allowed(here: str) -> set[str]:
    """The rooms that a room may import."""
    below = set(LAYERS[LAYERS.index(here) + 1 :])
    return SEALED.get(here, below if here in CHECKED else below - {"verify"})


def package_of(source: Path) -> str:
    return ".".join(source.relative_to(SRC).parent.parts)


def rooms_imported(tree: ast.Module, package: str) -> set[str]:
    """Rooms of tirage; what stands in `tirage/__init__.py` itself counts as ""."""
    names = [name.split(".") for name in imported(tree, package)]
    rooms = {[*name, ""][1] for name in names if name[0] == "tirage"}
    return {name if name in LAYERS else "" for name in rooms}


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


def test_the_house_of_the_readme_is_this_one() -> None:
    text = (SRC.parent / "README.md").read_text(encoding="utf-8").partition("## The house\n")[2]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")][1:]
    place = {name: row for row, names in enumerate(rows) for name in re.findall(r"`(\w+)(?:/|\.py)`", names)}
    there = {each.stem for each in PACKAGE.iterdir() if each.is_dir() or each.suffix == ".py"}
    assert place.keys() == {name for name in there if not name.startswith("__")}
    upward = [
        f"{name_of(source)} imports {other}, which stands above it"
        for source in SOURCES
        for other in sorted(rooms_imported(read(source), package_of(source)) - {""})
        if room(source) in place and place[other] < place[room(source)]
    ]
    assert upward == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(source) for source in SOURCES if not ast.get_docstring(read(source))] == []


def test_a_room_imports_only_the_rooms_it_may() -> None:
    faults = [
        f"{name_of(source)} must not import {other or 'tirage'}"
        for source in SOURCES
        for other in sorted(rooms_imported(read(source), package_of(source)) - {room(source)})
        if other not in allowed(room(source))
    ]
    assert faults == []


def test_a_library_stays_in_its_room() -> None:
    faults = [
        f"{name_of(source)} must not import {library}"
        for source in SOURCES
        for library in sorted(libraries_imported(read(source), package_of(source)))
        if not {room(source), name_of(source)} & LIBRARIES.get(library, set())
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
    assert {room(source) for source in SOURCES} == set(LAYERS)
    known = set(LAYERS) | {name_of(source) for source in SOURCES}
    assert set.union(set(SEALED), CHECKED, *SEALED.values(), *LIBRARIES.values()) <= known


def test_no_two_modules_go_round_in_a_circle() -> None:
    names = {dotted(source) for source in SOURCES}
    below = {}
    for source in SOURCES:
        name = dotted(source)
        targets = imported(read(source), package_of(source))
        below[name] = {found for each in targets if (found := module_of(each, names)) not in {name, None}}
    while free := [name for name, under in below.items() if not under & set(below)]:
        for name in free:
            del below[name]
    assert sorted(below) == []


def test_a_draw_from_a_file_reads_nothing_of_rolls_rules_and_later_draws() -> None:
    """Each import is paid by every command that reaches it: these a panel of volunteers has no use for."""
    sources = {dotted(source): source for source in SOURCES}
    names = {*sources}
    found, left = set(), {"tirage.cli.app", "tirage.cli.commands.draw", "tirage.acts.panel", *DRAWN}
    while left:
        name = left.pop()
        found.add(name)
        top = [node for node in read(sources[name]).body if isinstance(node, ast.Import | ast.ImportFrom)]
        at_once = imported(ast.Module(top, []), package_of(sources[name]))
        left |= {each for target in at_once if (each := module_of(target, names))} - found
    for apart in UNDRAWN:
        assert [name for name in sorted(found) if f"{name}.".startswith(f"tirage.{apart}.")] == []


def test_an_engine_is_chosen_by_acts_and_by_nobody_else() -> None:
    engines = "tirage.people.engines"
    known = {
        name_of(source)
        for source in SOURCES
        if any(f"{name}.".startswith(f"{engines}.") for name in imported(read(source), package_of(source)))
    }
    inside = {name_of(source) for source in (PACKAGE / "people/engines").rglob("*.py")}
    assert {name for name in known - inside if not name.startswith("acts/")} <= ENGINES
    for name in inside:
        below = {
            each
            for each in imported(read(PACKAGE / name), package_of(PACKAGE / name))
            if each.startswith("tirage.people.") and not each.startswith(f"{engines}.")
        }
        assert {each.removeprefix("tirage.people.").split(".")[0] for each in below} <= ENGINES_USE


def dotted(source: Path) -> str:
    return ".".join(source.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def module_of(target: str, names: set[str]) -> str | None:
    """The module that `a.b.c` is, or is a name of; a package that holds it is not meant."""
    return target if target in names else parent if (parent := target.rpartition(".")[0]) in names else None


def test_no_folder_has_more_than_twelve_modules() -> None:
    counts: dict[str, int] = {}
    for source in SOURCES:
        if source.name != "__init__.py":
            folder = source.parent.relative_to(PACKAGE).as_posix()
            counts[folder] = counts.get(folder, 0) + 1
    assert {folder for folder, count in counts.items() if count > 12} <= CROWDED


def test_the_declared_dependencies_are_those_in_use() -> None:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = described["project"]
    declared = {re.split("[<>=]", words)[0] for words in project["dependencies"]}
    used = set().union(*(libraries_imported(read(source), package_of(source)) for source in SOURCES))
    assert {DISTRIBUTIONS.get(name, name) for name in used - OPTIONAL} == declared - READ_BY_PYTHON
    assert declared >= READ_BY_PYTHON
    extra = [
        words
        for name in ("beacon", "pdf", "spark", "stamp", "witness")
        for words in project["optional-dependencies"][name]
    ]
    assert {re.split("[<>=]", words)[0] for words in extra} == {
        DISTRIBUTIONS.get(name, name) for name in OPTIONAL
    }
    assert used >= OPTIONAL
    tools = {re.split("[<>=]", words)[0] for words in described["dependency-groups"]["dev"]}
    assert tools >= {re.split("[<>=]", words)[0] for words in extra}


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
        ("from tirage.people.pool.read import read", "tirage.chances", {"people"}),
        ("from tirage import people, errors", "tirage.chances", {"people", "errors"}),
        ("import tirage.people.pool.read", "tirage.chances", {"people"}),
        ("import tirage", "tirage.verify", {""}),
        ("from tirage import __version__", "tirage.verify", {""}),
        ("from . import lines", "tirage.verify", {"verify"}),
        ("from .lines import H", "tirage.verify", {"verify"}),
        ("from ..randomness.lines import H", "tirage.verify", {"randomness"}),
        ("from .. import solvers", "tirage.verify", {"solvers"}),
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
    assert loaded_after("import tirage").isdisjoint({"babel", "pandas", "ortools", "numpy", "typer", "rich"})


def test_every_public_name_is_there_on_first_use() -> None:
    assert [name for name in tirage.__all__ if not hasattr(tirage, name)] == []


@pytest.mark.parametrize("words", [["--help"], ["draw", "panel", "--help"], ["verify", "--help"]])
def test_help_costs_no_solver_and_no_model(words: list[str]) -> None:
    code = (
        "from tirage.cli import main\n"
        f"try:\n    code = main({words!r})\n"
        "except SystemExit as stop:\n    code = stop.code\n"
        "assert not code, code\n"
        # Typer itself may load pydantic; the models of ours take longer than all of it.
        "import sys\n"
        "assert {'tirage.dossier.entries', 'tirage.rules.model'}.isdisjoint(sys.modules)"
    )
    assert loaded_after(code).isdisjoint({"babel", "pandas", "ortools", "numpy", "yaml", "duckdb"})
