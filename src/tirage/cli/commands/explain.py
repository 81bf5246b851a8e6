"""`tirage explain`: what each way to be fair protects and costs, in plain words."""

from typing import Annotated

import typer

from tirage.cli.options import FairnessChoice
from tirage.cli.output import Output, output

PARTS = ("seeks", "protects", "costs", "example", "when", "source")


app = typer.Typer()


@app.command("explain", help="help.explain")
def explain(
    fairness: Annotated[
        FairnessChoice | None,
        typer.Argument(metavar="[FAIRNESS]", help="help.explain.fairness", show_default=False),
    ] = None,
) -> None:
    talk = output()
    if talk.as_json:
        talk.data(
            _document(talk, fairness) if fairness else [_document(talk, each) for each in FairnessChoice]
        )
    elif fairness:
        _one(talk, fairness)
    else:
        _all(talk)


def _document(talk: Output, fairness: FairnessChoice) -> dict[str, str]:
    return {"fairness": fairness.value, **{part: _words(talk, fairness, part) for part in PARTS}}


def _words(talk: Output, fairness: FairnessChoice, part: str) -> str:
    return talk.text(f"fairness.{fairness.value}.{part}")


def _one(talk: Output, fairness: FairnessChoice) -> None:
    """A paragraph a part, as wide as the terminal is."""
    console = talk.console()
    console.print(fairness.value, style="bold")
    for part in PARTS:
        console.print()
        console.print(talk.text(f"explain.part.{part}", words=_words(talk, fairness, part)))


def _all(talk: Output) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_lines=True)
    for column in ("name", "seeks", "costs"):
        table.add_column(talk.text(f"explain.{column}"), no_wrap=column == "name")
    for fairness in FairnessChoice:
        table.add_row(fairness.value, _words(talk, fairness, "seeks"), _words(talk, fairness, "costs"))
    console = talk.console()
    console.print(table)
    console.print(talk.text("explain.more"))
