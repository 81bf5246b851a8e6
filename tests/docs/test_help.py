"""Every command and option has its help in both languages, and stands in the documentation."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from tirage.cli import main
from tirage.cli.app import build
from tirage.cli.talk import Talk
from tirage.messages import LANGUAGES, TEXTS, Language

ROOT = Path(__file__).parents[2]
DOCUMENTATION = "\n".join(
    page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
)


def commands(language: Language) -> dict[str, Any]:
    """`draw panel` → the command, groups included, with its help in one language."""
    root: Any = typer.main.get_command(build(Talk(language, as_json=False)))
    found: dict[str, Any] = {"": root}
    for name, command in root.commands.items():
        found[name] = command
        found |= {f"{name} {inner}": each for inner, each in getattr(command, "commands", {}).items()}
    return found


TYPERS_OWN = {"help", "install_completion", "show_completion"}
"""Options whose help typer writes, in English only; completion is kept all the same."""

NAMES = sorted(commands("en"))


def test_the_commands_are_these() -> None:
    expected = [
        *("", "alternates", "anchor", "chances", "check", "contest"),
        *("draw", "draw letters", "draw panel", "draw renewal", "draw replacements", "erase", "explain"),
        *("frame", "history", "init", "letters", "letters plan", "proof", "publish"),
        *("quotas", "quotas build", "quotas check", "quotas explain", "quotas relax"),
        *(
            "record",
            "record absence",
            "record acceptance",
            "record age-limit",
            "record death",
            "record moved",
            "record refusal",
            "record removal",
        ),
        *("record responses", "record undelivered", "record withdrawal", "replay", "report"),
        *("seed", "seed beacon", "seed commit", "seed drop", "seed reveal", "seed show"),
        *("simulate", "status"),
        *("synth", "synth answers", "synth cards", "synth pool", "synth roll", "term", "verify", "void"),
    ]
    assert expected == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_options_have_help_in_both_languages(name: str) -> None:
    helps = {}
    for language in LANGUAGES:
        command = commands(language)[name]
        helps[language] = {"": command.help} | {
            each.name: each.help for each in command.params if each.name not in TYPERS_OWN
        }
        assert all(helps[language].values()), helps[language]
        known = {texts[language] for code, texts in TEXTS.items() if code.startswith("help.")}
        assert set(helps[language].values()) <= known
    assert not [key for key in helps["fr"] if helps["fr"][key] == helps["en"][key]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_help_is_printed_wherever_the_language_stands(
    name: str, language: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    expected = commands(language)[name].help
    for typed in ([*name.split(), "--lang", language, "--help"], [*name.split(), "-h", "--lang", language]):
        assert main(typed) == 0
        assert expected in " ".join(capsys.readouterr().out.split(" ")).replace("\n  ", " ")


def test_completion_of_the_shell_is_kept() -> None:
    assert TYPERS_OWN - {"help"} <= {each.name for each in commands("en")[""].params}
    asked = {"_TIRAGE_COMPLETE": "complete_bash", "COMP_WORDS": "tirage dr", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from tirage.cli import main; main([])"],
        capture_output=True,
        text=True,
        env={**os.environ, **asked},
        check=False,
    )
    assert done.stdout.split() == ["draw"], done.stderr


def test_nothing_typed_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    said = capsys.readouterr()
    assert "verify" in said.out + said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_commands_and_options_are_documented(name: str) -> None:
    assert f"tirage {name}" in DOCUMENTATION
    options = {
        option for each in commands("en")[name].params for option in each.opts if option.startswith("--")
    }
    undocumented = {
        o for o in options - {"--help"} if not re.search(re.escape(o) + r"(?![a-z-])", DOCUMENTATION)
    }
    assert not undocumented


@pytest.mark.parametrize("code", range(7))
def test_exit_codes_are_documented(code: int) -> None:
    assert re.search(rf"^\| *`?{code}`? *\|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "typed", [["--help"], ["draw", "panel", "--help"], ["--version"], ["verify", "--help"]]
)
def test_help_comes_without_solver_or_tables(typed: list[str]) -> None:
    code = (
        "import sys; from tirage.cli import main; main(sys.argv[1:]);"
        "heavy = {'numpy', 'pandas', 'ortools', 'yaml', 'python_calamine', 'rich.table', 'tirage.solving'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *typed], check=True, capture_output=True, text=True)
    assert done.stdout
    assert done.stderr.strip() == "[]"
