"""`tirage explain`: what each way to be fair protects and costs, in plain words."""

from typing import Annotated

import typer

from tirage.cli.options import FairnessChoice
from tirage.cli.output import output

app = typer.Typer()


@app.command("explain", help="help.explain")
def explain(
    fairness: Annotated[
        FairnessChoice | None,
        typer.Argument(metavar="[FAIRNESS]", help="help.explain.fairness", show_default=False),
    ] = None,
) -> None:
    talk = output()
    from tirage.report.pages import explain as pages

    if fairness:
        talk.show(pages.page(fairness.value, talk.wording))
    else:
        talk.show(pages.overview([each.value for each in FairnessChoice], talk.wording))
