"""Which dossier a command is about: the one that is named, else the one that somebody stands in.

Every command of a dossier takes `--dossier DIR`. Those that read one take it as a word too, as auditors type
it: `tirage verify DIR`. What else is taken is an older spelling, and stands in no help.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from tirage.cli.output import output

DOSSIER = typer.Option("--dossier", metavar="DIR", help="help.dossier_option", show_default=False)
"""The one option that names a dossier."""
READERS = frozenset({"verify", "replay", "report", "status", "history", "publish"})
"""Commands that read a dossier, which may be named by a word alone."""
JOURNAL = "journal"
_SIGNS = (JOURNAL, "tirage.yaml")
"""What a dossier has from its first day on."""
_APART = frozenset({("init",), ("audit",), ("prepare",), ("draw", "panel"), ("seed", "commit")})
"""Commands that see to it themselves, or whose folder is no dossier."""
_PARAMETERS = ("folder", "dossier")
"""What the functions of commands call the dossier that they are about."""


def dossier(named: Path | None = None, beside: Path | None = None) -> Path:
    """The folder that is named, once; else the nearest one upwards that is a dossier, or the one here.

    `beside`: the same in another spelling.
    """
    return found(named, beside) or Path()


def found(named: Path | None = None, beside: Path | None = None) -> Path | None:
    """The same; None where none is named, and none is around."""
    if named is not None and beside is not None and named.resolve() != beside.resolve():
        raise typer.BadParameter(output().text("option.two_dossiers", one=str(named), other=str(beside)))
    given = named if named is not None else beside
    return standing_in() if given is None else given


def is_dossier(words: Sequence[Path]) -> bool:
    """Whether what is named is one dossier, or stands for one that is not there, and no other files."""
    first, *others = words
    if others:
        return False
    if first.is_dir():
        return any((first / sign).exists() for sign in _SIGNS) or not any(first.iterdir())
    return str(first) != "-" and (not first.exists() or first.suffix.lower() == ".zip")


def dossier_in(words: Sequence[Path], named: Path | None) -> Path:
    """The dossier that words name, if any do, or an option; else the nearest one upwards."""
    if len(words) > 1:
        raise typer.BadParameter(output().text("option.two_dossiers", one=str(words[0]), other=str(words[1])))
    return dossier(named, words[0] if words else None)


def standing_in() -> Path | None:
    """The nearest folder upwards from here that is a dossier."""
    here = Path()
    whole = here.resolve()
    for up, folder in enumerate((whole, *whole.parents)):
        if any((folder / sign).exists() for sign in _SIGNS):
            return here.joinpath(*[".."] * up)
    return None


def is_on_record(words: Sequence[str]) -> bool:
    """Whether a dossier with a journal is named in a command, or is around here."""
    named = [Path(part) for word in words for part in {word, word.partition("=")[2]} if part]
    return any(_has_journal(path) for path in (*named, standing_in() or Path()))


def _has_journal(folder: Path) -> bool:
    # What is typed may be no path at all, or one that the system refuses to look at.
    with suppress(OSError, ValueError):
        return (folder / JOURNAL).is_dir()
    return False


def new(named: Path | None = None, beside: Path | None = None) -> Path:
    """The folder of a dossier that is to be made; the one here where none is named."""
    return Path() if (named, beside) == (None, None) else dossier(named, beside)


def add_option(command: Any, path: tuple[str, ...]) -> None:  # noqa: ANN401 - typer's own types are private
    """Give a command of a dossier the option that names it, and what else is taken for it."""
    own = next((each for each in command.params if each.name in _PARAMETERS), None)
    if own is None or path in _APART or path[0] == "synth":
        return
    own.default, own.required = None, False
    if "--dossier" in own.opts:
        command.callback = _placed(command.callback, own.name)
        return
    option = _option()
    own.hidden = path[0] not in READERS
    command.params.append(option)
    command.callback = _placed(command.callback, own.name, option.name)


def _option() -> Any:  # noqa: ANN401 - as above
    def options(named_dossier: Annotated[Path | None, DOSSIER] = None) -> None:
        pass

    alone = typer.Typer(add_completion=False)
    alone.command()(options)
    command: Any = typer.main.get_command(alone)
    return next(each for each in command.params if each.name == "named_dossier")


def _placed(callback: Callable[..., Any], own: str, option: str = "") -> Callable[..., Any]:
    """The command, told which dossier it is about."""

    def run(**given: Any) -> Any:  # noqa: ANN401 - as above
        named, beside = given.pop(option, None), given[own]
        given[own] = dossier(named and Path(named), beside and Path(beside))
        return callback(**given)

    return run
