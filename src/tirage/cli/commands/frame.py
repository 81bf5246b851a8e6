"""`tirage frame`: close the sampling frame."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import (
    ENCODING,
    ENGINE,
    HIDDEN,
    MASTER,
    MEMORY,
    SCRATCH,
    SHEET,
    THREADS,
    WORK,
    HiddenChoice,
    engine,
    lists_by_cause,
    manner,
)
from tirage.cli.output import output

app = typer.Typer()

files_argument = typer.Argument(metavar="FILE…", help="help.frame.files", show_default=False)


@app.command("frame", help="help.frame")
def frame(
    files: Annotated[list[Path], files_argument],
    folder: Annotated[Path, typer.Option("--dossier", metavar="DIR", help="help.dir")] = Path(),
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE", help="help.decisions")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="CAUSE=FILE", help="help.exclude")
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="CAUSE=REASON", help="help.accept")
    ] = None,
    no_household: Annotated[
        Path | None, typer.Option("--no-household", metavar="FILE", help="help.frame.no_household")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="help.key")] = None,
    encoding: Annotated[str | None, ENCODING] = None,
    sheet: Annotated[str | None, SHEET] = None,
    hidden: Annotated[HiddenChoice | None, HIDDEN] = None,
    name: Annotated[str | None, ENGINE] = None,
    threads: Annotated[int | None, THREADS] = None,
    memory: Annotated[str | None, MEMORY] = None,
    scratch: Annotated[Path | None, SCRATCH] = None,
    master: Annotated[str | None, MASTER] = None,
    work: Annotated[str | None, WORK] = None,
    rehearsal: Annotated[bool, typer.Option("--rehearsal", help="help.rehearsal")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.frame.dry")] = False,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    lists = lists_by_cause(exclude, talk)
    accepted: dict[str, str] = {}
    for each in accept or []:
        cause, _, reason = each.partition("=")
        if not reason.strip() or cause.strip() in accepted:
            raise typer.BadParameter(talk.text("option.accept", found=each[:60]))
        accepted[cause.strip()] = reason
    from tirage.acts.frame.close import close_frame
    from tirage.acts.frame.inputs import FrameOptions
    from tirage.cli.progress import Bar
    from tirage.processes import available
    from tirage.report.pages.frame import page

    how = manner(encoding, sheet, hidden)
    works = engine(name, threads, memory, scratch, master, work)
    options = FrameOptions(
        decisions, lists, key, rehearsal, talk.language, no_household, accepted, how, works
    )
    with Bar(talk) as bar:
        at = at_desk(talk, sure=yes, bar=bar)
        how_many = threads or available()
        found = close_frame(folder, files, options, processes=how_many, progress=bar, dry=dry_run, **at)
    talk.tell(found.notes)
    talk.show(page(found, talk.wording))
