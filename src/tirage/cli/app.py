"""The application: commands put together, errors turned into sentences and exit codes."""

import errno
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tirage import __version__
from tirage.cli.commands.alternates import register as register_alternates
from tirage.cli.commands.check import register as register_check
from tirage.cli.commands.dossier import register as register_keeping
from tirage.cli.commands.draw import register as register_draw
from tirage.cli.commands.explain import register as register_fairness
from tirage.cli.commands.frame import register as register_frame
from tirage.cli.commands.init import register as register_init
from tirage.cli.commands.letters import register as register_letters
from tirage.cli.commands.quotas import register as register_quotas
from tirage.cli.commands.record import register as register_record
from tirage.cli.commands.replacements import register as register_replacements
from tirage.cli.commands.report import register as register_report
from tirage.cli.commands.seed import register as register_seed
from tirage.cli.commands.simulate import register as register_simulate
from tirage.cli.commands.status import register as register_status
from tirage.cli.commands.synth import register as register_synth
from tirage.cli.commands.term import register as register_term
from tirage.cli.commands.verify import register as register_audit
from tirage.cli.language import Lang, chosen
from tirage.cli.signals import Signals
from tirage.cli.talk import Output
from tirage.errors import TirageError

INTERRUPTED = 130


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
    talk = Output(chosen(arguments), as_json="--json" in arguments)
    try:
        build(talk)(args=arguments, prog_name="tirage")
    except TirageError as error:
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


def build(talk: Output) -> typer.Typer:
    """The commands, with their help in one language."""
    app = typer.Typer(
        cls=Commands,
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
    def _root(
        version: Annotated[bool, version_option] = False,  # noqa: FBT002
        lang: Annotated[Lang | None, typer.Option("--lang", help=talk.text("help.lang"))] = None,
    ) -> None:
        pass

    drawing = typer.Typer(help=talk.text("help.draw"), no_args_is_help=True)
    app.add_typer(drawing, name="draw")
    register_init(app, talk)
    register_frame(app, talk)
    register_check(app, talk)
    register_letters(app, drawing, talk)
    register_quotas(app, talk)
    register_fairness(app, talk)
    register_draw(app, drawing, talk)
    register_replacements(drawing, talk)
    register_record(app, talk)
    register_term(app, talk)
    register_alternates(app, talk)
    register_simulate(app, talk)
    register_seed(app, talk)
    register_status(app, talk)
    register_audit(app, talk)
    register_report(app, talk)
    register_keeping(app, talk)
    register_synth(app, talk)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"tirage {__version__}")
        raise typer.Exit
