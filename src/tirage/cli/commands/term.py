"""`tirage term`: how long the assembly sits."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import DAYS
from tirage.cli.output import output

app = typer.Typer()


@app.command("term", help="help.term")
def term(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    start: Annotated[
        datetime | None,
        typer.Option("--start", metavar="DATE", formats=DAYS, help="help.term.start"),
    ] = None,
    months: Annotated[int | None, typer.Option("--months", metavar="N", help="help.term.months")] = None,
    cohorts: Annotated[int | None, typer.Option("--cohorts", metavar="C", help="help.term.cohorts")] = None,
    last: Annotated[int | None, typer.Option("--last", metavar="N", help="help.term.last")] = None,
    by_rules: Annotated[bool, typer.Option("--by-rules", help="help.term.rules")] = False,
    correct: Annotated[
        str | None, typer.Option("--correct", metavar="CODE", help="help.term.correct")
    ] = None,
    evidence: Annotated[
        Path | None, typer.Option("--evidence", metavar="FILE", help="help.record.evidence")
    ] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    from tirage.acts.life.term import amend, record
    from tirage.report.pages.term import page

    if correct is not None:
        if cohorts is not None:
            raise typer.BadParameter(talk.text("correct.cohorts"), param_hint="--cohorts")
        corrected = amend(
            folder,
            reason=correct,
            start=start.date() if start else None,
            months=months,
            last=last,
            by_rules=by_rules,
            evidence=evidence,
            **at_desk(talk, sure=yes),
        )
        talk.show(page(corrected, talk.wording))
        return
    recorded = record(
        folder,
        start=start.date() if start else None,
        months=months,
        cohorts=cohorts,
        by_rules=by_rules,
        last=last,
        **at_desk(talk, sure=yes),
    )
    talk.show(page(recorded, talk.wording))
