"""`tirage record …`: what came back, who left; the work is in `answers` and `departures`."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.language import Lang
from tirage.cli.talk import Output


def register(app: typer.Typer, talk: Output) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    file_argument = typer.Argument(metavar="FILE", show_default=False, help=t("help.record.file"))
    dir_option = typer.Option("--dir", metavar="DIR", help=t("help.dir"))
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))
    group = typer.Typer(help=t("help.record"), no_args_is_help=True)
    app.add_typer(group, name="record")

    @group.callback()
    def _group(lang: Annotated[Lang | None, lang_option] = None) -> None:
        pass

    @group.command("responses", help=t("help.record.responses"))
    def responses(
        file: Annotated[Path, file_argument],
        folder: Annotated[Path, dir_option] = Path(),
        deadline: Annotated[
            datetime | None,
            typer.Option("--deadline", metavar="DATE", formats=["%Y-%m-%d"], help=t("help.deadline")),
        ] = None,
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli.answers import responses as work

        work(file, folder, deadline.date() if deadline else None, talk)

    @group.command("undelivered", help=t("help.record.undelivered"))
    def undelivered(
        file: Annotated[Path, file_argument],
        folder: Annotated[Path, dir_option] = Path(),
        lang: Annotated[Lang | None, lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli.answers import undelivered as work

        work(file, folder, talk)

    for kind in ("withdrawal", "removal", "death", "moved", "age-limit", "refusal", "acceptance", "absence"):
        _of_a_person(group, kind, talk)


def _of_a_person(group: typer.Typer, kind: str, talk: Output) -> None:
    """`record withdrawal PERSON [DIR]` and its like."""
    t = talk.text

    def command(
        person: Annotated[
            str, typer.Argument(metavar="PERSON", show_default=False, help=t("help.record.person"))
        ],
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", show_default=False, help=t("help.dir"))
        ] = Path(),
        cause: Annotated[str, typer.Option("--cause", metavar="CODE", help=t("help.record.cause"))] = "",
        day: Annotated[
            datetime | None,
            typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help=t("help.record.date")),
        ] = None,
        evidence: Annotated[
            Path | None, typer.Option("--evidence", metavar="FILE", help=t("help.record.evidence"))
        ] = None,
        volunteer: Annotated[bool, typer.Option("--volunteer", help=t("help.record.volunteer"))] = False,
        lang: Annotated[Lang | None, typer.Option("--lang", help=t("help.lang"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=t("help.json"))] = False,
    ) -> None:
        if kind in {"acceptance", "absence"} and (cause or volunteer):
            raise typer.BadParameter(t("option.departures", options="--cause, --volunteer"))
        from tirage.cli.departures import Said, record

        said = Said(kind, person, cause, _day(day), evidence, volunteer)
        record(folder, said, talk)

    group.command(kind, help=t(f"help.record.{kind}"))(command)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
