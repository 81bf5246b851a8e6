"""`tirage prepare`: from a spreadsheet as it comes to the list of volunteers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli import where
from tirage.cli.asking import Asking, in_terminal
from tirage.cli.options import ENCODING, HIDDEN, HiddenChoice, manner
from tirage.cli.output import Output, output
from tirage.errors import InputInvalid

if TYPE_CHECKING:
    from tirage.acts.pool.prepare import Draft
    from tirage.people.intake.decide import Question

LATER = "?"
"""The answer of somebody who cannot say it now."""

app = typer.Typer()

file_argument = typer.Argument(metavar="FILE", help="help.prepare.file", show_default=False)


@app.command("prepare", help="help.prepare")
def prepare(
    file: Annotated[Path, file_argument],
    dossier: Annotated[Path | None, where.DOSSIER] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    update: Annotated[bool, typer.Option("--update", help="help.prepare.update")] = False,
) -> None:
    talk = output()
    from tirage.acts.pool import prepare as act
    from tirage.report.pages.prepare import page

    draft = act.read(where.dossier(dossier), file, manner(encoding, hidden=hidden), update=update)
    talk.tell(draft.notes)
    # Columns first: which values there are depends on them.
    while in_terminal() and (answers := _answers(draft, talk)):
        draft = act.decided(draft, answers)
    made = act.finish(draft, talk.language)
    talk.show(page(made, talk.wording))
    if made.prepared is None:
        raise typer.Exit(InputInvalid.exit_code)


def _answers(draft: "Draft", talk: Output) -> dict[tuple[str, ...], str]:
    """What somebody says of everything that is open; of the columns alone, as long as one of them is."""
    from tirage.people.intake.decide import CONFIRMED

    asked = draft.questions
    columns = [each for each in asked if each.kind not in {"value", "aside"}]
    asking, said = Asking(talk), {}
    for question in columns or asked:
        words = _asked(question, talk)
        if question.proposed and asking.yes(words):
            said[question.place] = question.proposed if question.options else CONFIRMED
        elif question.options and (answer := _chosen(question, asking, talk)) != LATER:
            said[question.place] = answer
    return said


def _asked(question: "Question", talk: Output) -> str:
    """The question; a cause in words."""
    from tirage.report.causes import cause

    named = {"name": cause(question.place[-1], talk.wording)} if question.kind == "aside" else {}
    return talk.text(f"prepare.ask.{question.kind}", **{**question.values, **named})


def _chosen(question: "Question", asking: Asking, talk: Output) -> str:
    words = talk.text(f"prepare.choose.{question.kind}", **question.values)
    special = {"-": talk.text("prepare.ask.left_out"), "number": talk.text("prepare.ask.number")}
    special |= {order: talk.text(f"prepare.ask.{order}") for order in ("day-first", "month-first")}
    options = {option: special.get(option, "") for option in question.options}
    return asking.choice(words, {**options, LATER: talk.text("prepare.ask.later")}, LATER)
