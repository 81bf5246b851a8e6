"""`tirage record …`: what came back, who left."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tirage.assembly.departures import KINDS, Kind
from tirage.cli.clock import now, tool
from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import (
    DAYS,
    DECISIONS,
    ENCODING,
    EXCLUDE,
    HIDDEN,
    NO_HOUSEHOLD,
    SHEET,
    HiddenChoice,
    manner,
    read_guards,
)
from tirage.cli.output import output

file_argument = typer.Argument(metavar="FILE", show_default=False, help="help.record.file")
answers_argument = typer.Argument(metavar="[FILE]", show_default=False, help="help.record.answers")
dir_option = typer.Option("--dossier", metavar="DIR", help="help.dir")
group = typer.Typer(help="help.record", no_args_is_help=True)


@group.command("responses", help="help.record.responses")
def responses(
    file: Annotated[Path | None, answers_argument] = None,
    folder: Annotated[Path, dir_option] = Path(),
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    deadline: Annotated[
        datetime | None,
        typer.Option("--deadline", metavar="DATE", formats=DAYS, help="help.deadline"),
    ] = None,
) -> None:
    talk = output()
    from tirage.acts.letters.responses import record_responses
    from tirage.report.pages.responses import page

    day = deadline.date() if deadline else None
    how = manner(encoding, sheet, hidden)
    found = record_responses(folder, file, clock=now, tool=tool(), deadline=day, manner=how)
    talk.tell(found.notes)
    talk.show(page(found.dossier, found.round, talk.wording))


@group.command("undelivered", help="help.record.undelivered")
def undelivered(
    file: Annotated[Path, file_argument],
    folder: Annotated[Path, dir_option] = Path(),
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
) -> None:
    talk = output()
    from tirage.acts.letters.responses import record_undelivered
    from tirage.report.pages.responses import page

    how = manner(encoding, sheet, hidden)
    found = record_undelivered(folder, file, clock=now, tool=tool(), manner=how)
    talk.tell(found.notes)
    talk.show(page(found.dossier, found.round, talk.wording))


@group.command("addresses", help="help.record.addresses")
def addresses(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", show_default=False, help="help.record.addresses.file")
    ],
    folder: Annotated[Path, dir_option] = Path(),
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
) -> None:
    talk = output()
    from tirage.acts.letters.addresses import record_addresses
    from tirage.report.pages.addresses import page

    how = manner(encoding, sheet, hidden)
    found = record_addresses(folder, file, clock=now, tool=tool(), manner=how, language=talk.language)
    talk.tell(found.notes)
    talk.show(page(found, talk.wording))


@group.command("volunteers", help="help.record.volunteers")
def volunteers(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", show_default=False, help="help.record.newcomers")
    ] = None,
    folder: Annotated[Path, dir_option] = Path(),
    id_column: Annotated[
        str | None, typer.Option("--id", metavar="COLUMN", help="help.id", show_default=False)
    ] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    decisions: Annotated[Path | None, DECISIONS] = None,
    exclude: Annotated[list[str] | None, EXCLUDE] = None,
    no_household: Annotated[Path | None, NO_HOUSEHOLD] = None,
) -> None:
    talk = output()
    guards = read_guards(decisions, exclude, no_household, talk, hidden)
    from tirage.acts.pool.joining import join
    from tirage.acts.pool.newcomers import JoinOptions
    from tirage.report.pages.joined import page

    asked = JoinOptions(file, id_column, manner(encoding, sheet, hidden), guards)
    joined = join(folder, asked, clock=now, tool=tool())
    talk.tell(joined.notes)
    talk.show(page(joined, talk.wording))


def _of_a_person(kind: Kind) -> None:
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
            typer.Option("--date", metavar="DATE", formats=DAYS, help="help.record.date"),
        ] = None,
        evidence: Annotated[
            Path | None, typer.Option("--evidence", metavar="FILE", help="help.record.evidence")
        ] = None,
        volunteer: Annotated[bool, typer.Option("--volunteer", help="help.record.volunteer")] = False,
        yes: Annotated[bool, YES] = False,
    ) -> None:
        talk = output()
        if not kind.departs and (cause or volunteer):
            raise typer.BadParameter(talk.text("option.departures", options="--cause, --volunteer"))
        from tirage.acts.life.departures import record
        from tirage.report.pages.departure import page

        recorded = record(
            folder,
            kind.name,
            person,
            day=day.date() if day else None,
            cause=cause,
            evidence=evidence,
            volunteer=volunteer,
            **at_desk(talk, sure=yes),
        )
        talk.show(page(recorded, talk.wording))

    group.command(kind.name, help=f"help.record.{kind.name}")(command)


@group.command("correction", help="help.record.correction")
def correction(
    person: Annotated[str, typer.Argument(metavar="PERSON", show_default=False, help="help.record.person")],
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", show_default=False, help="help.dir")] = Path(),
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="CODE", help="help.correct.reason")],
    act: Annotated[int | None, typer.Option("--act", metavar="N", help="help.correct.act")] = None,
    other: Annotated[
        str | None, typer.Option("--instead", metavar="PERSON", help="help.correct.instead")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="help.correct.kind")] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", metavar="DATE", formats=DAYS, help="help.correct.date")
    ] = None,
    cause: Annotated[str | None, typer.Option("--cause", metavar="CODE", help="help.record.cause")] = None,
    evidence: Annotated[
        Path | None, typer.Option("--evidence", metavar="FILE", help="help.record.evidence")
    ] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(talk.text("correct.kind", known=", ".join(KINDS)), param_hint="--kind")
    from tirage.acts.life.corrections import Right, correct
    from tirage.report.pages.departure import corrected

    right = Right(other, kind, day.date() if day else None, cause)
    desk = at_desk(talk, sure=yes)
    found = correct(folder, person, reason=reason, right=right, number=act, evidence=evidence, **desk)
    talk.show(corrected(found, talk.wording))


for _kind in KINDS.values():
    _of_a_person(_kind)
