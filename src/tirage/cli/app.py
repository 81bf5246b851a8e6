"""The application: commands put together, errors turned into sentences and exit codes."""

import os
import sys
from typing import Annotated

import typer

from tirage import __version__
from tirage.cli.audit import register as register_audit
from tirage.cli.draw import register as register_draw
from tirage.cli.language import chosen
from tirage.cli.talk import Talk
from tirage.errors import TirageError

INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """Parse, run, and say what went wrong, if anything did; returns the exit code."""
    talk = Talk(chosen(arguments), as_json="--json" in arguments)
    try:
        build(talk)(args=arguments, prog_name="tirage")
    except TirageError as error:
        talk.error(error)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has had enough; nothing more is written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        talk.say("interrupted")
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as error:  # noqa: BLE001 - the last line before a traceback, which nobody at the desk can read
        # Never the text of the error, which may quote a person.
        talk.say("unexpected", kind=type(error).__name__)
        return TirageError.exit_code
    return 0


def build(talk: Talk) -> typer.Typer:
    """The commands, with their help in one language."""
    app = typer.Typer(
        help=talk.text("help.tirage"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    version_option = typer.Option(
        "--version", help=talk.text("help.version"), is_eager=True, callback=_print_version
    )

    @app.callback()
    def _root(version: Annotated[bool, version_option] = False) -> None:  # noqa: FBT002
        pass

    drawing = typer.Typer(help=talk.text("help.draw"), no_args_is_help=True)
    app.add_typer(drawing, name="draw")
    register_draw(app, drawing, talk)
    register_audit(app, talk)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"tirage {__version__}")
        raise typer.Exit
