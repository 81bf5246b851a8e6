"""The application: commands put together, errors turned into sentences and exit codes."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from tirage.cli.commands import (
    alternates,
    ceremony,
    chances,
    check,
    dossier,
    draw,
    explain,
    frame,
    init,
    letters,
    prepare,
    quotas,
    record,
    replacements,
    report,
    seed,
    simulate,
    status,
    synth,
    term,
    verify,
)
from tirage.cli.output import SPEAKING, Lang, Output, chosen_language
from tirage.cli.signals import Signals
from tirage.errors import TirageError
from tirage.i18n.catalogue import Language, catalogue
from tirage.i18n.typography import visible
from tirage.progress import LISTENER

INTERRUPTED = 130
ROOMS = (
    init,
    prepare,
    frame,
    check,
    explain,
    chances,
    term,
    alternates,
    simulate,
    status,
    verify,
    report,
    dossier,
    ceremony,
)
"""Modules of commands that are typed by themselves, in the order of the help."""
DRAWS = (draw, letters, replacements)
"""Modules of what comes after `tirage draw`."""
GROUPS = {"letters": letters, "quotas": quotas, "record": record, "seed": seed, "synth": synth}
"""Modules of what comes after one word more."""
WRITERS = {"ceremony", "init", "report", "synth"}
"""Commands, and a group, whose only data are the files that they write."""


class Commands(TyperGroup):
    """All commands. Typer would count a reader who has had enough as a failure, and repeat any sign."""

    def make_context(self, *given: Any, **more: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """The line as it is parsed; an error of usage repeats what was typed so that no terminal obeys it."""
        with _repeated_visibly():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """Run the command; when nobody reads its output any more, all is well."""
        try:
            with _repeated_visibly():
                return super().invoke(ctx)
        except BrokenPipeError:
            # Nothing more is written, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None


@contextmanager
def _repeated_visibly() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if isinstance(message := getattr(error, "message", None), str):
            error.message = visible(message)  # type: ignore[attr-defined]
        raise


def run(arguments: list[str], signals: Signals) -> int:
    """Parse, run, and say what went wrong, if anything did; returns the exit code.

    Raises KeyboardInterrupt when a signal ended the command.
    """
    talk = Output(chosen_language(arguments), as_json="--json" in arguments)
    SPEAKING.set(talk)
    LISTENER.set(talk.say)
    try:
        build(talk.language).main(args=arguments, prog_name="tirage")
    except TirageError as error:
        if signals.heard:  # a library that drops exceptions may have read something wrong meanwhile
            raise KeyboardInterrupt from None
        talk.error(error)
        return error.exit_code
    except SystemExit as stop:
        # Typer has made this of a KeyboardInterrupt, and says nothing.
        if stop.code == INTERRUPTED:
            raise KeyboardInterrupt from None
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:  # noqa: BLE001 - the last line before a traceback, which nobody at the desk can read
        if signals.heard:  # libraries that are not Python have errors of their own for it
            raise KeyboardInterrupt from None
        talk.say("unexpected", kind=_kind(error), place=_place(error))
        return TirageError.exit_code
    return 0


def _kind(error: Exception) -> str:
    """The class of an error, and the system's name of it. Never its text, which may quote a person."""
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _place(error: Exception) -> str:
    """`draws/draw_up.py:120`: the last line of tirage that ran."""
    package = Path(__file__).parents[1]
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(package)
    ]
    last = frames[-1]
    return f"{Path(last.filename).relative_to(package).as_posix()}:{last.lineno}"


@cache
def build(language: Language) -> TyperGroup:
    """The commands, with their help in one language."""
    command = typer.main.get_command(_assembled())
    assert isinstance(command, TyperGroup)
    for path, each in _all(command, ()):
        each.params += _common(as_json=not isinstance(each, TyperGroup) and path[0] not in WRITERS)
        for thing in (each, *each.params):
            # Typer's own options keep their help, which is English.
            if (said := catalogue(language).get(thing.help or "")) is not None:  # type: ignore[union-attr]
                thing.help = said.template  # type: ignore[union-attr]
    return command


def _assembled() -> typer.Typer:
    """The application of typer: rooms, what comes after `draw`, and groups; help still by code."""
    app = typer.Typer(
        cls=Commands,
        callback=_root,
        help="help.tirage",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    drawing = typer.Typer(help="help.draw", no_args_is_help=True)
    for module in DRAWS:
        drawing.add_typer(module.drawing)
    for module in ROOMS:
        app.add_typer(module.app)
    app.add_typer(drawing, name="draw")
    for name, module in GROUPS.items():
        app.add_typer(module.group, name=name)
    return app


def _version(asked: bool) -> None:
    if asked:
        from tirage.program import TOOL

        typer.echo(TOOL)
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="help.version", is_eager=True, callback=_version),
    ] = False,
) -> None:
    pass


def _all(
    command: TyperGroup | TyperCommand, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], TyperGroup | TyperCommand]]:
    """A command and those in it, each with the words that it is typed by."""
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from _all(each, (*path, name))


def _common(*, as_json: bool) -> list[Any]:
    """The options of every command: read before the line is parsed (`run`), so no command takes them."""

    def options(
        lang: Annotated[Lang | None, typer.Option("--lang", help="help.lang")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="help.json")] = False,  # noqa: FBT002
    ) -> None:
        pass

    alone = typer.Typer(add_completion=False)
    alone.command()(options)
    wanted = {"lang", "as_json"} if as_json else {"lang"}
    found = [each for each in typer.main.get_command(alone).params if each.name in wanted]
    for each in found:
        each.expose_value = False
    return found
