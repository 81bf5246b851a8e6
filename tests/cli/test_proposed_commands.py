"""Whatever command a screen proposes is typed into a shell as it stands, in a folder with a name of people's.

The shell splits the line into words; tirage takes them in this process.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, plan_options
from support.journey import begun, frame

from tirage.cli import main

pytestmark = pytest.mark.asked

FOLDER, BEGINS = "mon dossier d'été", "mon dossier d"
COMMAND = re.compile(
    r"(?:(?<=: )|^ *)tirage [a-z]+(?: (?:\"[^\"\n]*\"|'(?:[^'\n]|'\"'\"')*'|[^\s;«»()]+))*", re.MULTILINE
)
"""After a colon, or on a line of its own: elsewhere a sentence only speaks of one."""
END = re.compile(r"[.,:]?$|[.,:] .*$")


@pytest.fixture
def shell(tool: Callable[[str], str]) -> Callable[[str], list[str]]:
    """The words after `tirage` of a line, as a shell takes them; it must take the line whole."""
    name = tool("sh")

    def words(line: str) -> list[str]:
        script = f"tirage() {{ printf '%s\\0' \"$@\"; }}\n{line}\n"
        done = subprocess.run([name, "-e", "-c", script], check=True, capture_output=True, text=True)
        assert done.stderr == "", line
        return done.stdout.split("\0")[:-1]

    return words


def proposed(said: str) -> list[str]:
    """The commands on a screen, up to where their sentence ends."""
    return sorted({END.sub("", each.strip()) for each in COMMAND.findall(said.replace("\u00a0", " "))})


class Typist:
    """Types commands, and tries every other one that is proposed while it does."""

    def __init__(
        self, shell: Callable[[str], list[str]], said: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        self._shell, self._said, self._folder = shell, said, str(folder)
        self.tried: set[str] = set()

    def __call__(self, *words: object, code: int = 0) -> None:
        """Type it, then what its screen proposes, which must find the folder and be understood."""
        self._said.readouterr()
        assert main([*map(str, words)]) == code, (words, self._said.readouterr().err)
        captured = self._said.readouterr()
        for line in proposed(captured.out + captured.err):
            if line not in self.tried:
                self.tried.add(line)
                self._try(line)

    def _try(self, line: str) -> None:
        typed = self._shell(line)
        if BEGINS in line:
            assert [word for word in typed if word.startswith(self._folder)], line
        code = main([*typed, "--lang", "en"])
        said = self._said.readouterr()
        # A word in capitals stands for something; all else is a whole command.
        if not re.search(r"\b[A-ZÉ]{2,}\b", line.replace(self._folder, "")):
            assert code not in {1, 2}, (line, said.err)
            assert "dossier.missing" not in said.err, line


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody, in the one where a command writes what has no place of its own."""
    folder = tmp_path / FOLDER
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def types(shell: Callable[[str], list[str]], capsys: pytest.CaptureFixture[str], home: Path) -> Typist:
    return Typist(shell, capsys, home)


def test_what_is_proposed_from_volunteers_to_the_next_assembly(
    home: Path, types: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = home / "tirage d'essai"
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")  # with its no-break spaces and quotes
    types("status", home / "un autre")
    types("draw", "panel", PETIT / "volontaires.csv", "--out", out, *plan_options(lang="fr"))
    types("status", out)
    types("draw", "panel", PETIT / "volontaires.csv", "--out", out, *plan_options(fairness="maximin"), code=6)
    types("erase", out, "--reason", "Fin", "--yes", code=6)
    types("draw", "panel", "--out", out, "--seed", DICE, "--yes")
    types("status", out)
    # One of those whose seat nobody else can take.
    member = (out / "public/panel.csv").read_text(encoding="utf-8").split()[2]
    types("record", "withdrawal", member, out, "--yes")
    types("status", out)
    types("draw", "replacements", out, code=4)
    types("draw", "replacements", out, "--relax")
    types("anchor", out)
    types("history", out)
    assert sum(BEGINS in line for line in types.tried) >= 6, types.tried


def test_what_is_proposed_from_the_rolls_to_the_letters(home: Path, types: Typist) -> None:
    dossier, files = begun(home, 60)
    types("status", dossier)
    assert frame(dossier, files, "--yes") == 0
    types("frame", *files, "--dossier", dossier, code=6)
    types("status", dossier)
    types("draw", "letters", "--dossier", dossier)
    types("status", dossier)
    assert len(types.tried) >= 2, types.tried
