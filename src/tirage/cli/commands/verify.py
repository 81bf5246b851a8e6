"""`tirage verify` and `tirage replay`."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli.output import output
from tirage.errors import Refused, VerificationFailed

MOST_TRIALS = 100_000
MOST_JOBS = 256
MOST_PARTS = 65_536


app = typer.Typer()

dossier_argument = typer.Argument(metavar="DIR", help="help.dossier", show_default=False)


@app.command("verify", help="help.verify")
def verify(
    dossier: Annotated[Path | None, dossier_argument] = None,
    proof: Annotated[Path | None, typer.Option("--proof", metavar="FILE", help="help.verify.proof")] = None,
    trust: Annotated[
        list[Path] | None, typer.Option("--trust", metavar="FILE", help="help.verify.trust")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, max=MOST_JOBS, metavar="N", help="help.verify.jobs")
    ] = 1,
    part: Annotated[
        int | None, typer.Option("--part", min=1, max=MOST_PARTS, metavar="N", help="help.verify.part")
    ] = None,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="help.export")] = None,
) -> None:
    talk = output()
    from tirage.verify import texts
    from tirage.verify.command import main

    if export is not None:
        _export(export)
        raise typer.Exit
    language = talk.language if talk.language in texts.LANGUAGES else "en"
    arguments = [str(dossier or Path()), "--lang", language, *(["--json"] if talk.as_json else [])]
    arguments += ["--jobs", str(jobs), *(["--part", str(part)] if part else [])]
    arguments += ["--proof", str(proof)] if proof else []
    arguments += [word for path in trust or () for word in ("--trust", str(path))]
    raise typer.Exit(main(arguments))


@app.command("replay", help="help.replay")
def replay(
    dossier: Annotated[Path | None, dossier_argument] = None,
    trials: Annotated[int, typer.Option("--trials", min=0, max=MOST_TRIALS, help="help.trials")] = 0,
) -> None:
    talk = output()
    from tirage.acts.records.replay import replay as again
    from tirage.report.pages.replay import page

    done = again(dossier or Path(), trials)
    talk.show(page(done, talk.wording))
    if not all(each.ok for each in done):
        # The steps are the one document on stdout, so the error is talk.
        talk.say("replay.bad")
        talk.say("replay.bad.remedy")
        raise typer.Exit(VerificationFailed.exit_code)


def _export(target: Path) -> None:
    """One of the two verifiers as a file: the page for a browser where the name says so, else the program."""
    from tirage.browser.build import built
    from tirage.dossier.system.names import check_name
    from tirage.dossier.system.outputs import write_over
    from tirage.verify.export import zipapp
    from tirage.verify.program import Incomplete

    check_name(target)
    try:
        data, mode = (built(), 0o666) if target.suffix == ".html" else (zipapp(), 0o777)
    except Incomplete as error:
        raise Refused("export.incomplete", missing=str(error.filename)) from None
    write_over(target.parent, {target.name: data}, mode, make=True)
