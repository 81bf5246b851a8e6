"""Every command and option has its help in both languages, and stands in the documentation."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.texts import TEXTS

from tirage.cli import main
from tirage.cli.app import build
from tirage.cli.commands import named
from tirage.cli.helping import STAGES
from tirage.i18n.catalogue import COMPLETE, Language, catalogue

ROOT = Path(__file__).parents[2]
DOCUMENTATION = "\n".join(
    page.read_text(encoding="utf-8") for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
)


@cache
def commands(language: Language) -> dict[str, Any]:
    """`draw panel` → the command, groups included, with its help in one language."""
    root: Any = build(language)
    found: dict[str, Any] = {"": root}
    for name, command in root.commands.items():
        found[name] = command
        found |= {f"{name} {inner}": each for inner, each in getattr(command, "commands", {}).items()}
    return found


NAMES = sorted(commands("en"))


def test_the_commands_are_these() -> None:
    expected = [
        *("", "alternates", "anchor", "audit", "ceremony", "chances", "check", "contest"),
        *(
            "draw",
            "draw letters",
            "draw panel",
            "draw renewal",
            "draw replacements",
            "draw standby",
            "erase",
            "explain",
            "export",
        ),
        *(
            "frame",
            "history",
            "init",
            "letters",
            "letters models",
            "letters plan",
            "members",
            "plan",
            "prepare",
            "proof",
            "publish",
        ),
        *("quotas", "quotas build", "quotas check", "quotas explain", "quotas relax"),
        *(
            "record",
            "record absence",
            "record acceptance",
            "record addresses",
            "record age-limit",
            "record correction",
            "record moved",
            "record refusal",
        ),
        *("record responses", "record undelivered", "record volunteers", "record withdrawal"),
        *("replay", "report"),
        *("seed", "seed beacon", "seed commit", "seed drop", "seed reveal", "seed show"),
        *("simulate", "status"),
        *("synth", "synth answers", "synth cards", "synth pool", "synth roll", "term", "verify", "void"),
    ]
    assert expected == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name])
def test_a_command_is_found_without_the_others(name: str) -> None:
    words = name.split()
    root: Any = build("en", named([*words, "--dossier", "DIR"]))
    found = root.commands[words[0]]
    whole = commands("en")[name]
    for word in words[1:]:
        found = found.commands[word]
    assert [each.opts for each in found.params] == [each.opts for each in whole.params]
    assert list(root.commands) == words[:1] or len(words) == 1


def helps(language: Language) -> dict[tuple[str, str], str | None]:
    """(command, option, or nothing for the command itself) → its help."""
    return {
        (name, option): words
        for name, command in commands(language).items()
        for option, words in [
            ("", command.help),
            *((each.name, each.help) for each in command.params),
        ]
    }


def test_commands_and_options_have_help_in_both_languages() -> None:
    for language in COMPLETE:
        known = {texts[language] for code, texts in TEXTS.items() if code.startswith("help.")}
        assert [key for key, words in helps(language).items() if not words or words not in known] == []
    english = helps("en")
    assert [key for key, words in helps("fr").items() if words == english[key]] == []


def printed(typed: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints, its lines joined."""
    assert main(typed) == 0, typed
    return " ".join(capsys.readouterr().out.split(" ")).replace("\n  ", " ")


@pytest.mark.parametrize("language", COMPLETE)
def test_every_help_is_printed_in_the_language_asked_for(
    language: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    faults = [
        name
        for name, command in commands(language).items()
        if command.help not in printed([*name.split(), "--lang", language, "--help"], capsys)
    ]
    assert faults == []


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("name", ["", "draw", "draw panel", "record refusal", "verify"])
def test_help_is_printed_wherever_the_language_stands(
    name: str, language: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    expected = commands(language)[name].help
    for help_option in ("--help", "-h"):
        for typed in (
            [*name.split(), help_option, "--lang", language],
            [*name.split(), "--lang", language, help_option],
            ["--lang", language, *name.split(), help_option],
        ):
            assert expected in printed(typed, capsys)


def test_completion_of_the_shell_is_kept() -> None:
    assert {"install_completion", "show_completion"} <= {each.name for each in commands("en")[""].params}
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


def examples(name: str, language: Language) -> list[str]:
    """The lines that are shown as an example of a command."""
    return catalogue(language)[".".join(("example", "tirage", *name.split()))].template.splitlines()


def test_every_command_stands_in_one_stage() -> None:
    staged = [name for names in STAGES.values() for name in names]
    assert sorted(staged) == sorted(commands("en")[""].commands)


@pytest.mark.parametrize("language", COMPLETE)
def test_every_command_has_an_example_that_it_understands(language: Language) -> None:
    """The line is parsed as it stands, by the command that it is the example of or by one of its own."""
    for name in NAMES:
        for line in examples(name, language):
            assert line.startswith(f"tirage {name}".strip())
            command, typed = commands(language)[""], shlex.split(line)[1:]
            while inner := getattr(command, "commands", {}):
                command = inner[typed.pop(0)]
            command.make_context("tirage", typed)


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_help_is_as_wide_as_the_window_and_nothing_is_cut(
    language: Language, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name, command in commands(language).items():
        assert main([*name.split(), "--lang", language, "--help"]) == 0
        said = capsys.readouterr().out
        lines = [line for line in said.splitlines() if line.strip() not in examples(name, language)]
        words = [word for line in lines for word in line.split()]
        assert [line for line in lines if len(line) > width and len(line.split()) > 1] == [], name
        for each in command.params:
            if not each.hidden:
                assert set((each.help or "").split()) <= set(words), (name, each.name)
        assert not re.search(r"\.\.\.$|<(str|path|int|list)|\[default|Usage:.*\.\.\.", said), name
        if language == "fr":
            assert not re.search(r"\b(Usage|Show this|Commands|FILE|DIR|COLUMN|required)\b", said), name


MISTYPED = {
    "vérif": "vérif",
    "verfy": "verify",
    "draw panel --seat 3": "--seats",
    "draw panel --seats": "--seats",
    "verify --json=3": "--json",
    "status a b c": "b c",
    "quotas check": "",
    "report --kind pv": "proces-verbal",
    "synth roll d --people x": "--people",
    "synth roll d --people 1.5": "--people",
    "simulate --years 0": "1",
    "void": "--reason",
    "anchor --quorum 0": "1",
}


@pytest.mark.parametrize("typed", MISTYPED)
def test_what_is_mistyped_is_said_in_french_when_french_is_asked_for(
    typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "fr", *typed.split()]) == 2
    said = capsys.readouterr().err
    assert "Utilisation" in said or "Commande non comprise" in said
    assert MISTYPED[typed] in said
    assert not re.search(
        r"\b(Usage|Error|Try|Invalid|value|Missing|No such|Input|should|Option|option requires|Got)\b", said
    )
    assert "Traceback" not in said


def test_a_line_that_a_terminal_would_obey_is_repeated_visibly(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in (["\x1b[2J"], ["status", "a", "\x1b[2J"], ["--\x1b[2J"], ["report", "--kind", "\x1b[2J"]):
        assert main(typed) == 2
        assert "\x1b" not in capsys.readouterr().err


def test_commands_and_options_are_documented() -> None:
    assert [name for name in NAMES if name and f"tirage {name}" not in DOCUMENTATION] == []
    options = {
        option
        for name, command in commands("en").items()
        if name
        for each in command.params
        for option in each.opts
        if option.startswith("--")
    }
    assert len(options) > 50
    assert sorted(options - {"--help"} - set(re.findall(r"--[a-z-]+", DOCUMENTATION))) == []


def test_exit_codes_are_documented() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [code for code in range(7) if re.search(rf"^\| *`?{code}`? *\|", readme, re.MULTILINE)]
    assert rows == list(range(7))


@pytest.mark.parametrize(
    "typed", [["--help"], ["draw", "panel", "--help"], ["--version"], ["verify", "--help"]]
)
def test_help_comes_without_solver_or_tables(typed: list[str]) -> None:
    code = (
        "import sys; from tirage.cli import main; main(sys.argv[1:]);"
        "heavy = {'numpy', 'pandas', 'ortools', 'yaml', 'python_calamine', 'rich.table',"
        "'tirage.solvers.integer'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *typed], check=True, capture_output=True, text=True)
    assert done.stdout
    assert done.stderr.strip() == "[]"
