"""Whatever command a text proposes is typed as it stands, in a folder with a space: it draws nothing.

A hint is a whole harmless command, or holds a placeholder that is refused. What cannot be undone asks first,
and here nobody is there to say yes.
"""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest
from support.commands import draw, on_disk
from support.journey import begun, frame
from support.texts import TEXTS

from tirage.cli import main
from tirage.i18n.catalogue import LANGUAGES, catalogue, text
from tirage.i18n.note import Note
from tirage.i18n.shell import as_typed

pytestmark = pytest.mark.asked

COMMAND = re.compile(r"\btirage (?:[a-z]+\b)(?:\"[^\"]*\"|'[^']*'|[^;«»()\n])*")
SHELL = re.compile(r"\{[a-z]+:typed\}")
OUTCOMES = (
    "-panel.json",
    "-letters.json",
    "-replacement.json",
    "-contribution.json",
    "-vacancy.json",
    "-term.json",
)
"""Endings of the entries that decide something."""


def filled(code: str, language: str, dossier: Path) -> str:
    """The text with values such as it may have; every path is the dossier's."""
    said = catalogue(language)[code]
    names = {name for each in said.sentences() for _, name, _, _ in Formatter().parse(each) if name}
    values: dict[str, object] = defaultdict(lambda: 1)
    values |= dict.fromkeys(names, 1)
    given = {
        "given": text("roll.given.seed", language),
        "how": Note("roll.how.words"),
        "draw": "replacements",
        "then": f"tirage draw panel --dossier {as_typed(dossier)}",
        "pid": "V01",
    }
    paths = dict.fromkeys(("path", "former", "next"), dossier)
    return text(code, language, **{**values, **{k: v for k, v in {**given, **paths}.items() if k in names}})


def hints(language: str, dossier: Path) -> set[str]:
    """The commands in the texts of a language, the help of commands left out."""
    codes = [code for code in TEXTS if "tirage " in " ".join(catalogue(language)[code].sentences())]
    said = [filled(code, language, dossier) for code in codes]
    found = {hint.rstrip(" .,:\u00a0") for words in said for hint in COMMAND.findall(words)}
    # Up to a comma or a point where a sentence goes on.
    return found | {re.split(r"[,:.](?:\s|\u00a0|$)|\u00a0[:;]", hint)[0] for hint in found}


def decided(folder: Path) -> list[str]:
    return sorted(name for name in on_disk(folder) if name.endswith(OUTCOMES))


def type_all(commands: set[str], folder: Path) -> int:
    """Type every command that a shell would take; how many were known to tirage."""
    before, done = decided(folder), 0
    for command in sorted(commands):
        try:
            words = shlex.split(command)[1:]
        except ValueError:
            continue
        done += main([*words, "--lang", "en"]) != 2
        assert decided(folder) == before, command
    return done


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_hint_of_any_text_decides_anything(
    language: str,
    tmp_path: Path,
    pool: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    waiting = tmp_path / "mon dossier"
    assert draw(pool, waiting, lang=language) == 0
    commands = hints(language, waiting)
    assert len(commands) > 60
    assert any(shlex.quote(str(waiting)) in command for command in commands)
    assert type_all(commands, waiting) > 30
    capsys.readouterr()


@pytest.mark.slow
def test_no_hint_of_any_text_decides_anything_before_the_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    dossier, files = begun(tmp_path)
    assert frame(dossier, files, "--yes") == 0
    assert main(["draw", "letters", "--dossier", str(dossier)]) == 0
    assert type_all(hints("fr", dossier), dossier) > 30
    capsys.readouterr()


def test_a_folder_with_a_space_is_proposed_as_it_is_typed(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mon dossier"
    assert draw(pool, out) == 0
    assert f"tirage draw panel --dossier '{out}' --seed" in " ".join(capsys.readouterr().out.split())
    for words in (["status", str(out)], ["anchor", str(out)]):
        assert main([*words, "--lang", "en"]) == 0
        assert f"'{out}'" in " ".join(capsys.readouterr().out.split())
    assert draw(pool, out, fairness="maximin") == 6
    assert f"--dossier '{out}' --seed" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_path_after_a_command_is_quoted(language: str) -> None:
    names = "draw|seed|verify|status|record|letters|anchor|history|frame|term"
    bare = re.compile(rf"tirage (?:{names})\b[^.;«»]*\{{(path|former)\}}")
    said = {code: " ".join(each.sentences()) for code, each in catalogue(language).items()}
    assert [code for code, words in said.items() if bare.search(words)] == []


@pytest.mark.parametrize(
    ("word", "platform", "typed"),
    [
        ("d", "linux", "d"),
        ("mon dossier", "linux", "'mon dossier'"),
        ("d$HOME;rm", "linux", "'d$HOME;rm'"),
        ("-d", "linux", "./-d"),
        ("mon dossier", "win32", '"mon dossier"'),
        ("C:\\tirage\\d", "win32", "C:\\tirage\\d"),
        ("d&del", "win32", '"d&del"'),
        ("été", "win32", '"été"'),
    ],
)
def test_each_platform_has_its_quotes(word: str, platform: str, typed: str) -> None:
    assert as_typed(word, platform) == typed
