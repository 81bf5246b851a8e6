"""`tirage quotas explain`: why no panel meets the quotas, or that some panel does."""

from __future__ import annotations

import typer

from tirage.cli.conflicts import lines, sentence
from tirage.cli.options import DrawOptions
from tirage.cli.reading import read
from tirage.cli.talk import Output
from tirage.draws.draw_up import group
from tirage.draws.impossible import explain as explained
from tirage.errors import QuotasImpossible


def explain(asked: DrawOptions, talk: Output) -> None:
    """Say why, on stdout, and exit as for quotas that cannot be met; or say that they hold together."""
    inputs = read(asked, talk)
    quotas = inputs.quotas.quotas
    found = explained(group(inputs.pool, quotas, asked.seats).instance, quotas)
    holds = not found["conflicts"]
    if talk.as_json:
        for conflict in found["conflicts"]:
            conflict["text"] = sentence(talk, conflict)
        talk.data({"holds": holds, **found})
    elif holds:
        talk.console().print(talk.text("conflict.holds", **found), soft_wrap=True)
    else:
        console = talk.console()
        for line in lines(talk, found):
            console.print(line, soft_wrap=True)
    if not holds:
        raise typer.Exit(QuotasImpossible.exit_code)
