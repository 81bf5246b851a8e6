"""What the documentation names exists: files behind links, targets of make, options of tirage."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml
from support.pages import BLOCK, commands

from tirage.cli import main

ROOT = Path(__file__).parents[1]
FOLDERS = ("*.md", "docs/**/*.md", "examples/*/*.md", "bench/*.md", "bench/pools/*.md")
PAGES = sorted(page for pattern in FOLDERS for page in ROOT.glob(pattern))
GROUPS = {"draw", "letters", "quotas", "record", "seed", "synth"}
"""Commands that have commands."""


def links(text: str) -> list[str]:
    """Targets of links and pictures that lie in the repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text))
    return [target.split("#")[0] for target in found if not re.match(r"[a-z]+:|#", target)]


def typed_on(pages: list[Path], program: str) -> list[tuple[str, list[str]]]:
    """(page, words after the program's name)."""
    return [
        (str(page.relative_to(ROOT)), words[1:])
        for page in pages
        for words in commands(page.read_text(encoding="utf-8"))
        if words and Path(words[0]).name == program
    ]


def test_what_a_link_names_is_there() -> None:
    assert PAGES
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in links(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_target_of_make_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    typed = [(page, word) for page, words in typed_on(PAGES, "make") for word in words if "=" not in word]
    assert typed
    assert [(page, word) for page, word in typed if word not in targets] == []


def test_every_command_has_the_options_that_are_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    @cache
    def options(command: tuple[str, ...]) -> set[str]:
        code = main([*command, "--help"])
        said = capsys.readouterr()
        return set(re.findall(r"--[a-z-]+", said.out)) if code == 0 else set()

    typed = typed_on(PAGES, "tirage")
    assert len(typed) > 50
    faults = [
        (page, shlex.join(words))
        for page, words in typed
        if not (known := options(tuple(words[: 2 if words[0] in GROUPS else 1])))
        or not {word.split("=")[0] for word in words if word.startswith("--")} <= known
    ]
    assert faults == []


def test_the_readers_of_this_test_see_what_is_there() -> None:
    text = (
        "[a](b.md#c) [d](https://e.f) [g](#h)\n```console\n$ tirage verify x \\\n  --json # why\nout\n```\n"
    )
    assert links(text) == ["b.md"]
    assert list(commands(text)) == [["tirage", "verify", "x", "--json"]]


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [page.name[:4] for page in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert len(set(numbers)) == len(numbers)
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        assert page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")


def test_the_citation_is_one_that_a_program_reads() -> None:
    """Citation File Format 1.2.0: its required keys, people with names, and references with a year."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["license"] == project["license"]
    for each in cited["references"]:
        assert {"type", "title", "authors", "year"} <= set(each)
        assert all({"family-names", "given-names"} == set(person) for person in each["authors"])
