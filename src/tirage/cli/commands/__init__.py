"""Where each command is written: a command line reads the module of what is typed, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import typer

ROOMS: Mapping[str, tuple[str, ...]] = {
    "init": ("init",),
    "plan": ("plan",),
    "prepare": ("prepare",),
    "frame": ("frame",),
    "check": ("check",),
    "explain": ("explain",),
    "chances": ("chances",),
    "term": ("term",),
    "alternates": ("alternates",),
    "members": ("members",),
    "simulate": ("simulate",),
    "status": ("status",),
    "verify": ("verify", "replay"),
    "audit": ("audit",),
    "report": ("report",),
    "dossier": ("history", "proof", "anchor", "void", "contest", "erase", "publish", "export"),
    "ceremony": ("ceremony",),
}
"""Modules of commands that are typed by themselves, in the order of the help, and their commands."""
DRAW = "draw"
DRAWS: Mapping[str, tuple[str, ...]] = {
    "draw": ("panel",),
    "letters": ("letters",),
    "replacements": ("replacements", "standby", "renewal"),
}
"""Modules of what comes after `tirage draw`."""
GROUPS = ("letters", "quotas", "record", "seed", "synth")
"""Modules of what comes after one word more, which is the module's name."""


def named(arguments: Sequence[str]) -> tuple[str, ...]:
    """The words of a command line that say which command it is; none where all may have to be known.

    >>> named(["draw", "panel", "--help"]), named(["draw", "--help"]), named(["--lang", "fr", "draw"])
    (('draw', 'panel'), ('draw',), ())
    """
    first, second = (*arguments, "", "")[:2]
    if first == DRAW:
        return (first, second) if any(second in names for names in DRAWS.values()) else (first,)
    return (first,) if first in GROUPS or any(first in names for names in ROOMS.values()) else ()


def fill(app: typer.Typer, words: Sequence[str] = ()) -> None:
    """Add the command that words name to the application, or all of them where there are none."""
    for module in _holding(ROOMS, words[:1]):
        app.add_typer(module.app)
    if not words or words[0] == DRAW:
        drawing = typer.Typer(help="help.draw", no_args_is_help=True)
        for module in _holding(DRAWS, words[1:]):
            drawing.add_typer(module.drawing)
        app.add_typer(drawing, name=DRAW)
    for name in GROUPS:
        if not words or words[0] == name:
            app.add_typer(_module(name).group, name=name)


def _holding(rooms: Mapping[str, tuple[str, ...]], words: Sequence[str]) -> Iterator[Any]:
    return (_module(room) for room, names in rooms.items() if not words or words[0] in names)


def _module(name: str) -> Any:  # noqa: ANN401 - a module, of which each has its own commands
    return import_module(f"{__name__}.{name}")
