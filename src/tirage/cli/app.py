"""The application: commands put together, errors turned into sentences and exit codes."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from tirage.cli import commands, where
from tirage.cli.output import SPEAKING, Lang, Output, chosen_language
from tirage.cli.signals import Signals
from tirage.errors import TirageError
from tirage.i18n.catalogue import Language, catalogue
from tirage.progress import LISTENER

INTERRUPTED, USAGE = 130, 2
"""Exit codes of Ctrl-C, which typer has caught, and of a line that cannot be understood."""
TYPERS = {
    "help": "help.help",
    "install_completion": "help.completion.install",
    "show_completion": "help.completion.show",
}
"""Typer's own options, whose help it writes in English."""
HELP = ["-h", "--help"]
WRITERS = {"ceremony", "init", "report", "synth"}
"""Commands, and a group, whose only data are the files that they write."""


class Commands(TyperGroup):
    """All commands. Typer would count a reader who has had enough as a failure."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """Run the command; when nobody reads its output any more, all is well."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Nothing more is written, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None


def run(arguments: list[str], signals: Signals) -> int:
    """Parse, run, and say what went wrong, if anything did; returns the exit code.

    Raises KeyboardInterrupt when a signal ended the command.
    """
    talk = Output(chosen_language(arguments), as_json="--json" in arguments)
    SPEAKING.set(talk)
    LISTENER.set(talk.say)
    try:
        # What a command returns is nothing; the number is that of a help, of a version or of Ctrl-C.
        ended = build(talk.language, commands.named(arguments)).main(
            args=arguments, prog_name="tirage", standalone_mode=False
        )
    except TirageError as error:
        if signals.heard:  # a library that drops exceptions may have read something wrong meanwhile
            raise KeyboardInterrupt from None
        talk.error(error)
        return error.exit_code
    except TyperException as error:
        _say_usage(error, talk)
        return USAGE
    except SystemExit as stop:  # completion of the shell
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:  # noqa: BLE001 - the last line before a traceback, which nobody at the desk can read
        if signals.heard:  # libraries that are not Python have errors of their own for it
            raise KeyboardInterrupt from None
        said = "unexpected" if where.is_on_record(arguments) else "unexpected.nothing"
        talk.say(said, kind=_kind(error), place=_place(error))
        return TirageError.exit_code
    if ended == INTERRUPTED:
        raise KeyboardInterrupt
    return int(ended or 0)


def _say_usage(error: Any, talk: Output) -> None:  # noqa: ANN401 - typer's own types are private
    """What cannot be understood of a command line; the help where no command is named."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" or str(error).startswith("Missing command"):
        typer.echo(context.get_help(), err=True)
        return
    if context is not None:
        from tirage.cli.helping import usage

        typer.echo(usage(context.command, context, talk.language), err=True)
        talk.say("usage.help", command=f"{context.command_path} --help")
    from tirage.cli.usage import sentence

    talk.say("usage", what=sentence(error, talk.language))


def _kind(error: Exception) -> str:
    """The class of an error, and the system's name of it. Never its text, which may quote a person."""
    code = errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _place(error: Exception) -> str:
    """`draws/draw_up.py:120`: the last line of tirage that ran; the last of all where none is known."""
    frames = [*traceback.walk_tb(error.__traceback__)]
    # By the names of modules: where their files lie is told in more ways than one.
    named = [(str(frame.f_globals.get("__name__")), line) for frame, line in frames]
    own = [(name.removeprefix("tirage."), line) for name, line in named if name.startswith("tirage.")]
    if own:
        return f"{own[-1][0].replace('.', '/')}.py:{own[-1][1]}"
    return f"{Path(frames[-1][0].f_code.co_filename).name}:{frames[-1][1]}" if frames else "?"


@cache
def build(language: Language, words: tuple[str, ...] = ()) -> TyperGroup:
    """The command that `words` name, or all of them, with help in one language."""
    from tirage.cli.helping import page

    command = typer.main.get_command(_assembled(words))
    assert isinstance(command, TyperGroup)
    for path, each in _all(command, ()):
        where.add_option(each, path)
        each.params += _common(as_json=not isinstance(each, TyperGroup) and path[0] not in WRITERS)
        each.get_help = partial(page, each, language=language)  # type: ignore[method-assign]
        # Typer makes the option of its help once, for the first who asks.
        for thing in (each, *each.get_params(typer.Context(each, help_option_names=HELP))):
            code = TYPERS.get(getattr(thing, "name", None) or "", thing.help or "")  # type: ignore[union-attr]
            if (said := catalogue(language).get(code)) is not None:
                thing.help = said.template  # type: ignore[union-attr]
    return command


def _assembled(words: tuple[str, ...]) -> typer.Typer:
    """The application of typer; help still by code."""
    app = typer.Typer(
        cls=Commands,
        callback=_root,
        help="help.tirage",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": HELP},
    )
    commands.fill(app, words)
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
