"""`tirage explain`: a way to be fair, a code of an error or a check of the verifiers, in plain words."""

from typing import Annotated

import typer

from tirage.cli.options import FairnessChoice
from tirage.cli.output import output

app = typer.Typer()


@app.command("explain", help="help.explain")
def explain(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[FAIRNESS|CODE]", help="help.explain.what", show_default=False),
    ] = None,
) -> None:
    talk = output()
    from tirage.report.pages import codes
    from tirage.report.pages import explain as pages

    fairness = [each.value for each in FairnessChoice]
    if what is None:
        talk.show(pages.overview(fairness, talk.wording))
    elif what.lower() in fairness:
        talk.show(pages.page(what.lower(), talk.wording))
    else:
        talk.show(codes.page(what, talk.wording))
