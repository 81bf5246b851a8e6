"""`tirage draw panel` and `tirage chances`."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from tirage import __version__
from tirage.cli import options
from tirage.cli.language import Lang
from tirage.cli.talk import Talk
from tirage.errors import Refused

MOST_PANELS = 1_000_000
MOST_SEATS = 1_000_000


class FairnessChoice(StrEnum):
    """What `--fairness` takes."""

    leximin = "leximin"
    maximin = "maximin"


def register(app: typer.Typer, drawing: typer.Typer, talk: Talk) -> None:
    """Add the commands, their help in the language of `talk`."""
    t = talk.text
    quotas_option = typer.Option("--quotas", help=t("help.quotas"))
    seats_option = typer.Option("--seats", help=t("help.seats"))
    panels_option = typer.Option("--panels", help=t("help.panels"))
    fairness_option = typer.Option("--fairness", help=t("help.fairness"))
    household_option = typer.Option("--household", metavar="COLUMN[,COLUMN]", help=t("help.household"))
    id_option = typer.Option("--id", metavar="COLUMN", help=t("help.id"))
    encoding_option = typer.Option("--encoding", help=t("help.encoding"))
    lang_option = typer.Option("--lang", help=t("help.lang"))
    json_option = typer.Option("--json", help=t("help.json"))

    @drawing.callback()
    def _group() -> None:
        pass

    @drawing.command("panel", help=t("help.draw.panel"))
    def panel(
        pool: Annotated[Optional[Path], typer.Argument(help=t("help.pool"), show_default=False)] = None,
        quotas: Annotated[Optional[Path], quotas_option] = None,
        seats: Annotated[Optional[int], seats_option] = None,
        seed: Annotated[Optional[str], typer.Option("--seed", metavar="TEXT", help=t("help.seed"))] = None,
        number: Annotated[Optional[str], typer.Option("--number", metavar="N", help=t("help.number"))] = None,
        out: Annotated[Optional[Path], typer.Option("--out", metavar="DIR", help=t("help.out"))] = None,
        panels: Annotated[int, panels_option] = 1000,
        fairness: Annotated[FairnessChoice, fairness_option] = FairnessChoice.leximin,
        household: Annotated[Optional[str], household_option] = None,
        id_column: Annotated[Optional[str], id_option] = None,
        encoding: Annotated[Optional[str], encoding_option] = None,
        rehearsal: Annotated[bool, typer.Option("--rehearsal", help=t("help.rehearsal"))] = False,
        lang: Annotated[Optional[Lang], lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        if seed is not None and number is not None:
            raise typer.BadParameter(t("option.both"))
        roll = seed if seed is not None else options.number_drawn(number)
        if pool is None:
            record = _finish(_here(out), roll, talk)
        else:
            inputs = _inputs(talk, pool, quotas, seats, panels, fairness, household, id_column, encoding, rehearsal)
            target = out or Path(f"dossier-{pool.stem}{'-TEST' if rehearsal else ''}")
            record = _begin(target, inputs, roll, talk)
        _show(talk, record)

    @app.command("chances", help=t("help.chances"))
    def chances(
        pool: Annotated[Path, typer.Argument(help=t("help.pool.needed"))],
        quotas: Annotated[Path, quotas_option],
        seats: Annotated[int, seats_option],
        panels: Annotated[int, panels_option] = 1000,
        fairness: Annotated[FairnessChoice, fairness_option] = FairnessChoice.leximin,
        household: Annotated[Optional[str], household_option] = None,
        id_column: Annotated[Optional[str], id_option] = None,
        encoding: Annotated[Optional[str], encoding_option] = None,
        lang: Annotated[Optional[Lang], lang_option] = None,
        as_json: Annotated[bool, json_option] = False,
    ) -> None:
        from tirage.cli import show
        from tirage.report.summary import summarise

        inputs = _inputs(talk, pool, quotas, seats, panels, fairness, household, id_column, encoding, False)
        files = _planned(inputs, talk).files
        summary = summarise(files)
        if talk.as_json:
            talk.data(show.summary_document(summary, files, everyone=True))
        else:
            show.chances(talk, summary, files)


def _here(out: Path | None) -> Path:
    return out if out is not None else Path()


def _inputs(
    talk: Talk,
    pool: Path,
    quotas: Path | None,
    seats: int | None,
    panels: int,
    fairness: FairnessChoice,
    household: str | None,
    id_column: str | None,
    encoding: str | None,
    rehearsal: bool,
) -> Any:
    """The pool, the quotas and the request, as given; says how the files were read."""
    from tirage.assembly.panel import Request
    from tirage.people.pool import read_pool
    from tirage.quotas.files import read_quotas

    if quotas is None or seats is None:
        raise typer.BadParameter(talk.text("option.missing", options="--quotas, --seats"))
    request = Request(
        options.whole("--seats", seats, 1, MOST_SEATS),
        fairness.value,
        options.whole("--panels", panels, 1, MOST_PANELS),
        rehearsal,
    )
    quota_file = read_quotas(quotas, seats=request.seats, encoding=encoding)
    people = read_pool(
        pool, quota_file.quotas, id_column=id_column, household=options.columns(household), encoding=encoding
    )
    talk.say("note.encoding", file=people.source.name, encoding=people.source.encoding, rows=people.source.read)
    if quota_file.ignored_columns:
        talk.say("note.ignored", file=quota_file.name, columns=", ".join(quota_file.ignored_columns))
    homes = people.households
    if homes.columns:
        talk.say(
            "note.households",
            columns=", ".join(homes.columns),
            households=homes.households,
            members=homes.members,
            unknown=homes.unknown,
        )
    return people, quota_file, request


def _planned(inputs: Any, talk: Talk) -> Any:
    """The plan's files and acts, worked out with a bar."""
    from tirage.assembly.panel import draw_up, plan
    from tirage.cli.progress import Bar

    pool, quotas, request = inputs
    with Bar(talk) as bar:
        lottery = draw_up(pool, quotas.quotas, request, progress=bar)
    return plan(pool, quotas, request, lottery)


def _begin(path: Path, inputs: Any, roll: str | int | None, talk: Talk) -> Any:
    """A new dossier; or, where one stands already, the same plan gone on with."""
    import json

    from tirage.assembly import panel, record
    from tirage.assembly.paths import PLAN, PRIVATE_POOL

    pool, quotas, request = inputs
    if record.exists(path):
        _check_same(record.load(path), panel.inputs(pool, quotas.quotas, request), request.rehearsal)
        return _finish(path, roll, talk)
    planned = _planned(inputs, talk)
    outcomes = [planned]
    if roll is not None:
        talk.say("note.at_once")
        _explain(roll, talk)
        document = json.loads(planned.files[PLAN])
        outcomes.append(panel.draw(planned.files, document, planned.files[PRIVATE_POOL], roll))
    return record.create(path, outcomes, time=_now(), tool=_tool())


def _check_same(existing: Any, inputs: dict[str, object], rehearsal: bool) -> None:
    asked = {**inputs, "rehearsal": rehearsal}
    fixed = {**existing.plan["inputs"], "rehearsal": existing.plan["rehearsal"]}
    differences = ", ".join(key for key in sorted(asked) if asked[key] != fixed[key])
    if differences:
        raise Refused("draw.other_plan", path=str(existing.path), differences=differences)


def _finish(path: Path, roll: str | int | None, talk: Talk) -> Any:
    """The draw of a plan that is fixed; without a roll, the plan as it stands."""
    from tirage.assembly import panel, record
    from tirage.assembly.paths import PRIVATE_POOL
    from tirage.journal import dossier

    existing = record.load(path)
    if existing.drawn is not None:
        raise Refused("draw.done", number=existing.drawn["number"])
    existing.check_unaltered()
    if roll is None:
        return existing
    _explain(roll, talk)
    outcome = panel.draw(existing.files, existing.plan, dossier.read_private(path, PRIVATE_POOL), roll)
    return record.extend(existing, outcome, time=_now(), tool=_tool())


def _explain(roll: str | int, talk: Talk) -> None:
    """Say by which rule a text counts, and warn of a short roll."""
    from tirage.randomness.seeds import ENOUGH_DIGITS, contribution_value

    if isinstance(roll, int) or not roll.strip():
        return
    counted = contribution_value(roll)
    if counted.rule == "text":
        talk.say("note.text")
        digits = sum(character.isdigit() for character in roll)
    else:
        digits = counted.digits
    talk.say("note.value", value=counted.value)
    if digits < ENOUGH_DIGITS:
        talk.say("note.digits", digits=digits)


def _show(talk: Talk, record: Any) -> None:
    from tirage.cli import show
    from tirage.journal.chain import head
    from tirage.report.summary import summarise

    summary = summarise(record.files, record.acts)
    if talk.as_json:
        talk.data(
            {
                **show.summary_document(summary, record.files),
                "dossier": str(record.path),
                "journal_head": head(record.entries),
            }
        )
    else:
        show.panel(talk, summary, record.files, record.path, head(record.entries))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tool() -> str:
    return f"tirage {__version__}"
