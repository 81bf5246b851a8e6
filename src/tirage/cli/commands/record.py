"""`tirage record …`: what came back, who left; the work is in `answers` and `departures`."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output

file_argument = typer.Argument(metavar="FILE", show_default=False, help="help.record.file")
dir_option = typer.Option("--dir", metavar="DIR", help="help.dir")
group = typer.Typer(help="help.record", no_args_is_help=True)


@group.command("responses", help="help.record.responses")
def responses(
    file: Annotated[Path, file_argument],
    folder: Annotated[Path, dir_option] = Path(),
    deadline: Annotated[
        datetime | None,
        typer.Option("--deadline", metavar="DATE", formats=["%Y-%m-%d"], help="help.deadline"),
    ] = None,
) -> None:
    talk = output()
    from tirage.cli.answers import responses as work

    work(file, folder, deadline.date() if deadline else None, talk)


@group.command("undelivered", help="help.record.undelivered")
def undelivered(
    file: Annotated[Path, file_argument],
    folder: Annotated[Path, dir_option] = Path(),
) -> None:
    talk = output()
    from tirage.cli.answers import undelivered as work

    work(file, folder, talk)


def _of_a_person(kind: str) -> None:
    """`record withdrawal PERSON [DIR]` and its like."""

    def command(
        person: Annotated[
            str, typer.Argument(metavar="PERSON", show_default=False, help="help.record.person")
        ],
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", show_default=False, help="help.dir")
        ] = Path(),
        cause: Annotated[str, typer.Option("--cause", metavar="CODE", help="help.record.cause")] = "",
        day: Annotated[
            datetime | None,
            typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="help.record.date"),
        ] = None,
        evidence: Annotated[
            Path | None, typer.Option("--evidence", metavar="FILE", help="help.record.evidence")
        ] = None,
        volunteer: Annotated[bool, typer.Option("--volunteer", help="help.record.volunteer")] = False,
    ) -> None:
        talk = output()
        if kind in {"acceptance", "absence"} and (cause or volunteer):
            raise typer.BadParameter(talk.text("option.departures", options="--cause, --volunteer"))
        from tirage.cli.departures import Said, record

        said = Said(kind, person, cause, _day(day), evidence, volunteer)
        record(folder, said, talk)

    group.command(kind, help=f"help.record.{kind}")(command)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


for _kind in ("withdrawal", "removal", "death", "moved", "age-limit", "refusal", "acceptance", "absence"):
    _of_a_person(_kind)
