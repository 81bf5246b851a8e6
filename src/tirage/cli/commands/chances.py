"""`tirage chances`: everyone's chance before a draw, the ways to be fair side by side, or from end to end."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.options import (
    DECISIONS,
    ENCODING,
    EXCLUDE,
    HIDDEN,
    NO_HOUSEHOLD,
    SHEET,
    FairnessChoice,
    HiddenChoice,
    columns,
    manner,
    read_guards,
    typed_options,
)
from tirage.cli.output import Output, output

if TYPE_CHECKING:
    from tirage.acts.inputs import DrawOptions

app = typer.Typer()


@app.command("chances", help="help.chances")
def chances(
    context: typer.Context,
    pool: Annotated[Path, typer.Argument(metavar="POOL", help="help.pool.needed", show_default=False)],
    seats: Annotated[int, typer.Option("--seats", metavar="K", help="help.seats")],
    quotas: Annotated[
        Path | None, typer.Option("--quotas", metavar="FILE", help="help.quotas.optional")
    ] = None,
    panels: Annotated[int | None, typer.Option("--panels", metavar="M", help="help.panels")] = None,
    fairness: Annotated[
        FairnessChoice, typer.Option("--fairness", help="help.fairness")
    ] = FairnessChoice.leximin,
    household: Annotated[
        str | None, typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
    ] = None,
    id_column: Annotated[str | None, typer.Option("--id", metavar="COLUMN", help="help.id")] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
    compare: Annotated[bool, typer.Option("--compare", help="help.compare")] = False,
    declared: Annotated[
        str | None, typer.Option("--declared", metavar="CRITERION[,CRITERION]", help="help.declared")
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.svg", help="help.picture")
    ] = None,
    letters: Annotated[
        Path | None, typer.Option("--letters", metavar="FILE", help="help.letters_file")
    ] = None,
    crossings: Annotated[bool, typer.Option("--crossings", help="help.crossings")] = False,
    census: Annotated[
        Path | None, typer.Option("--census", metavar="FILE", help="help.coverage.census")
    ] = None,
) -> None:
    _check_together(context, output(), comparing=compare)
    from tirage.acts.inputs import DrawOptions

    read = (columns(household), id_column, manner(encoding, sheet, hidden))
    guards = read_guards(decisions, exclude, no_household, output(), hidden)
    asked = DrawOptions(pool, quotas, seats, panels, fairness.value, *read, guards=guards)
    if compare:
        _compare(asked, declared, picture)
    elif letters is not None:
        _end_to_end(asked, letters)
    else:
        _chances(asked, census, crossings=crossings or census is not None)


def _check_together(context: typer.Context, talk: Output, *, comparing: bool) -> None:
    """Reject display options that exclude each other, and those that the chosen one does not heed."""
    ways = typed_options(context, {"compare", "letters", "crossings"})
    if len(ways) > 1:
        raise typer.BadParameter(talk.text("option.one", options=", ".join(ways.values())))
    code, unheeded = (
        ("option.apart", {"fairness"}) if comparing else ("option.needs", {"declared", "picture"})
    )
    if typed := typed_options(context, unheeded):
        raise typer.BadParameter(talk.text(code, options=", ".join(typed.values())))


def _chances(asked: "DrawOptions", census: Path | None, *, crossings: bool) -> None:
    talk = output()
    from tirage.acts.inputs import look
    from tirage.analysis.chances import planned_chances
    from tirage.cli.progress import Bar
    from tirage.report.pages import chances
    from tirage.report.summary import summarise

    given = look(asked)
    talk.tell(given.notes)
    with Bar(talk) as bar:
        plan = planned_chances(given.pool, given.quotas.quotas, given.request, census, progress=bar)
    talk.tell(plan.notes)
    found = summarise(plan.files)
    talk.show(chances.page(found, plan.files, plan.coverage, talk.wording, crossings=crossings))


def _compare(asked: "DrawOptions", declared: str | None, picture: Path | None) -> None:
    talk = output()
    from tirage.acts.inputs import look
    from tirage.analysis import objectives
    from tirage.cli.progress import Bar
    from tirage.dossier.system.outputs import write_over
    from tirage.report.pages import compare
    from tirage.report.pictures.strips import svg

    given = look(asked)
    talk.tell(given.notes)
    names = objectives.declared_criteria(columns(declared), given.pool.criteria)
    with Bar(talk) as bar:
        found = objectives.compare(
            given.pool, given.quotas.quotas, given.request.seats, asked.panels, declared=names, progress=bar
        )
    if picture is not None:
        write_over(picture.parent, {picture.name: svg(found, talk.language)}, make=True)
    talk.show(compare.page(found, talk.wording, picture))


def _end_to_end(asked: "DrawOptions", file: Path) -> None:
    talk = output()
    from tirage.acts.inputs import look
    from tirage.analysis.end_to_end import again, expected, groups
    from tirage.analysis.letter_counts import read_counts, volunteers
    from tirage.cli.progress import Bar
    from tirage.draws.draw_up import draw_up
    from tirage.errors import Defect, InputInvalid, attempt
    from tirage.report.pages import end_to_end

    defects: list[Defect] = []
    given = attempt(defects, lambda: look(asked))
    talk.tell(given.notes if given else ())
    quotas = given.quotas.quotas if given else None
    people = volunteers(given.pool, given.quotas.quotas) if given else {}
    counts = attempt(defects, lambda: read_counts(file, asked.manner, quotas, people))
    if given is None or counts is None:
        raise InputInvalid(defects)
    with Bar(talk) as bar:
        lottery = draw_up(given.pool, given.quotas.quotas, given.request, progress=bar)
        seats, fairness = given.request.seats, given.request.fairness
        others = again(given.pool, given.quotas.quotas, seats, fairness, bar)
    found = groups(counts, people, expected(given.pool, lottery), seats, others.between)
    talk.show(end_to_end.page(found, others, len(given.pool.people), seats, fairness, talk.wording))
