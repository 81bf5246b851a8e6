"""Which dossier a command is about: the one that is named, else the one that somebody stands in."""

from __future__ import annotations

from pathlib import Path

import typer

from tirage.cli.output import output

DOSSIER = typer.Option("--dossier", metavar="DIR", help="help.dossier_option", show_default=False)
"""The one option that names a dossier."""
_SIGNS = ("journal", "tirage.yaml")
"""What a dossier has from its first day on."""


def dossier(named: Path | None = None, beside: Path | None = None) -> Path:
    """The folder that is named, once; else the nearest one upwards that is a dossier, or the one here.

    `beside`: the same in another spelling.
    """
    if named is not None and beside is not None and named.resolve() != beside.resolve():
        raise typer.BadParameter(output().text("option.two_dossiers", one=str(named), other=str(beside)))
    given = named if named is not None else beside
    return standing_in() if given is None else given


def standing_in() -> Path:
    """The nearest folder upwards from here that is a dossier; this one where none is."""
    here = Path()
    whole = here.resolve()
    for up in range(len(whole.parents) + 1):
        folder = whole if not up else whole.parents[up - 1]
        if any((folder / sign).exists() for sign in _SIGNS):
            return here.joinpath(*[".."] * up)
    return here


def new(named: Path | None = None, beside: Path | None = None) -> Path:
    """The folder of a dossier that is to be made; the one here where none is named."""
    return dossier(named, beside) if (named, beside) != (None, None) else Path()
