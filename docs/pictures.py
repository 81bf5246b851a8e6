"""Takes the pictures of the main screens, as they are in a terminal of 80 columns, in both languages.

`python docs/pictures.py` writes docs/images/screen-*.svg; tests/test_pictures.py compares them with new ones.
The example of six seats is drawn for them, at a time, with a key and by a program that never change, so that
a picture changes when its screen does.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from tirage import program
from tirage.cli import clock, main
from tirage.cli.progress import Bar
from tirage.draws import certificate

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
PETIT = ROOT / "examples" / "petit"
WIDTH = 80
START = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)
TOOL = f"tirage 1.0 {'0' * 64} ortools 9.14"
QUOTAS = "--quotas quotas.csv --seats 6 --household adresse"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@dataclass(frozen=True, slots=True)
class Screen:
    """A command, and how many lines of what it shows are on its picture."""

    name: str
    """Of its picture; empty where there is none."""
    typed: str
    lines: int


SCREENS = (
    Screen("help", "tirage --help", 30),
    Screen("check", f"tirage quotas check volontaires.csv {QUOTAS}", 30),
    Screen("plan", f"tirage draw panel volontaires.csv {QUOTAS} --dossier dossier", 48),
    Screen("drawn", f'tirage draw panel --dossier dossier --seed "{DICE}" --yes', 26),
    Screen("verify", "tirage verify dossier", 26),
    Screen("", 'tirage record withdrawal "{member}" dossier --date 2027-03-01 --yes', 0),
    Screen("status", "tirage status dossier", 24),
)


class Window(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """As `TextIO` has it."""
        return True

    def reconfigure(self, **_: object) -> None:
        """As that of a terminal: what it cannot show is of no concern here."""


@contextmanager
def _unchanging() -> Iterator[None]:
    """Times, keys and program that are the same whenever a picture is taken."""
    ticks = iter(range(10_000))
    keys = iter(range(10_000))

    def told(**_: bool) -> str:
        return (START + timedelta(minutes=next(ticks))).strftime("%Y-%m-%dT%H:%M:%SZ")

    def drawn(size: int) -> bytes:
        return next(keys).to_bytes(size, "big")

    window = {"COLUMNS": str(WIDTH), "LINES": "50", "TERM": "xterm-256color"}
    with (
        mock.patch.object(clock, "system_clock", told),
        mock.patch.object(secrets, "token_bytes", drawn),
        mock.patch.object(program, "TOOL", TOOL),
        mock.patch.object(certificate, "SOLVER", TOOL.rsplit(maxsplit=1)[-1]),
        mock.patch.object(Bar, "step", return_value=None),
        mock.patch.dict(os.environ, window),
    ):
        yield


def _shown(typed: str, language: str) -> str:
    """What a command shows, colours too; AssertionError where it fails."""
    window = Window()
    with mock.patch.object(sys, "stdout", window), mock.patch.object(sys, "stderr", window):
        code = main([*shlex.split(typed)[1:], "--lang", language])
    assert code == 0, window.getvalue()
    return window.getvalue()


def _drawn(screen: Screen, typed: str, shown: str) -> str:
    """The picture, as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {typed.removesuffix(' --yes')}", "bold"))
    for line in shown.rstrip("\n").split("\n")[: screen.lines]:
        console.print(Text.from_ansi(line), overflow="fold")
    whole = console.export_svg(title="", theme=DIMMED_MONOKAI, unique_id=f"screen-{screen.name}")
    # No picture asks another computer for a font.
    return re.sub(r"\s*(?:@font-face \{.*?\}(?=\n)|<!--.*?-->)", "", whole, flags=re.DOTALL).rstrip() + "\n"


def pictures() -> Mapping[str, str]:
    """Each picture by the name of its file."""
    found: dict[str, str] = {}
    before = Path.cwd()
    for language in ("en", "fr"):
        with tempfile.TemporaryDirectory() as name, _unchanging():
            os.chdir(name)
            try:
                for file in ("quotas.csv", "volontaires.csv"):
                    Path(file).write_bytes((PETIT / file).read_bytes())
                for screen in SCREENS:
                    typed = screen.typed.replace("{member}", _member())
                    shown = _shown(typed, language)
                    if screen.name:
                        found[f"screen-{screen.name}.{language}.svg"] = _drawn(screen, typed, shown)
            finally:
                os.chdir(before)
    return found


def _member() -> str:
    """The first member of the panel, once it is drawn."""
    panel = Path("dossier/public/panel.csv")
    return panel.read_text(encoding="ascii").split("\n")[1].split(",")[0][:10] if panel.exists() else ""


if __name__ == "__main__":
    for file, picture in pictures().items():
        (IMAGES / file).write_text(picture, encoding="utf-8", newline="\n")
