"""`tirage draw replacements` and `draw renewal`: open seats drawn anew."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.desk.consent import YES, at_desk
from tirage.cli.options import BEACON_AT, BEACON_ROUND, CONTRIBUTOR, ROLL, read_dice
from tirage.cli.output import Output, output

if TYPE_CHECKING:
    from tirage.acts.conduct import Conducted
    from tirage.acts.interface import Dice
    from tirage.acts.life.ending import NextAssembly


class PolicyChoice(StrEnum):
    """What `--policy` takes."""

    residual = "residual"
    cumulated = "cumulated"
    like_for_like = "like-for-like"
    alternates_first = "alternates-first"


KEY = typer.Option("--key", metavar="FILE", help="help.standby.key")
drawing = typer.Typer()


@drawing.command("replacements", help="help.draw.replacements")
def replacements(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    policy: Annotated[PolicyChoice | None, typer.Option("--policy", help="help.policy")] = None,
    vacancies: Annotated[
        list[str] | None,
        typer.Option("--vacancy", metavar="PID", help="help.replacements.vacancy"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.replacements.dry")] = False,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="help.number")] = None,
    panels: Annotated[
        int | None, typer.Option("--panels", metavar="M", help="help.replacements.panels")
    ] = None,
    relax: Annotated[bool, typer.Option("--relax", help="help.replacements.relax")] = False,
    fill: Annotated[bool, typer.Option("--fill", help="help.replacements.fill")] = False,
    leave_vacant: Annotated[bool, typer.Option("--leave-vacant", help="help.replacements.vacant")] = False,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    roll: Annotated[str | None, ROLL] = None,
    key: Annotated[Path | None, KEY] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    dice = read_dice(seed, number, talk)
    likewise = ["--policy like-for-like"] if policy is PolicyChoice.like_for_like else []
    relaxing, vacant = ["--relax"] if relax else [], ["--leave-vacant"] if leave_vacant else []
    filling = ["--fill"] if fill else []
    _check_one(talk, relaxing, vacant or likewise)
    _check_one(talk, filling, vacant or relaxing)
    _check_one(talk, ["--vacancy"] if vacancies else [], vacant or filling)
    from tirage.acts.inputs import ChanceOptions
    from tirage.acts.life import seats
    from tirage.cli import clock
    from tirage.cli.progress import Bar

    now, only = clock.now, tuple(pid.strip() for pid in vacancies or ())
    chance = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at, roll)
    options = seats.SeatOptions(policy.value if policy else None, panels, relax, chance, fill, only)
    with Bar(talk) as bar:
        if leave_vacant:
            done = seats.leave_vacant(folder, clock=now, tool=clock.tool())
        elif dry_run:
            done = seats.foresee(folder, options, clock=now, progress=bar)
        else:
            done = seats.replace_members(
                folder, options, dice, key=key, progress=bar, **at_desk(talk, sure=yes, bar=bar)
            )
    _show(done, talk, yes=yes)


@drawing.command("standby", help="help.draw.standby")
def standby(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    key: Annotated[Path | None, KEY] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="REASON", help="help.standby.end")] = None,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    _check_one(talk, ["--end"] if end is not None else [], ["--seed"] if seed is not None else [])
    _check_one(talk, ["--end"] if end is not None else [], ["--key"] if key is not None else [])
    dice = read_dice(seed, None, talk)
    from tirage.acts.inputs import ChanceOptions
    from tirage.acts.life import standby as act
    from tirage.cli.desk.rolling import go_on
    from tirage.report.pages.standby import page

    def again(folder: Path, dice: "Dice") -> "Conducted":
        return act.draw_standby(folder, dice=dice, **at_desk(talk, sure=yes))

    def show(done: "Conducted") -> None:
        talk.tell(done.notes)
        talk.show(page(done.dossier, done.act, talk.wording))

    if end is not None:
        return show(act.lapse(folder, end, **at_desk(talk, sure=yes)))
    chance = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at)
    done = act.draw_standby(folder, key, chance, dice, **at_desk(talk, sure=yes))
    return go_on(done, talk, again, show, asking=not yes)


@drawing.command("renewal", help="help.draw.renewal")
def renewal(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.replacements.dry")] = False,
    seed: Annotated[str | None, typer.Option("--seed", metavar="TEXT", help="help.seed")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="help.number")] = None,
    panels: Annotated[
        int | None, typer.Option("--panels", metavar="M", help="help.replacements.panels")
    ] = None,
    relax: Annotated[bool, typer.Option("--relax", help="help.replacements.relax")] = False,
    fill: Annotated[bool, typer.Option("--fill", help="help.replacements.fill")] = False,
    leave_vacant: Annotated[bool, typer.Option("--leave-vacant", help="help.replacements.vacant")] = False,
    cooling: Annotated[
        int | None, typer.Option("--cooling-off", metavar="MONTHS", help="help.cooling")
    ] = None,
    contributors: Annotated[list[str] | None, CONTRIBUTOR] = None,
    beacon_round: Annotated[int | None, BEACON_ROUND] = None,
    beacon_at: Annotated[str | None, BEACON_AT] = None,
    roll: Annotated[str | None, ROLL] = None,
    yes: Annotated[bool, YES] = False,
) -> None:
    talk = output()
    dice = read_dice(seed, number, talk)
    vacant = ["--leave-vacant"] if leave_vacant else []
    _check_one(talk, ["--relax"] if relax else [], vacant or (["--fill"] if fill else []))
    _check_one(talk, vacant, ["--fill"] if fill else ["--dry-run"] if dry_run else [])
    from tirage.acts.inputs import ChanceOptions
    from tirage.acts.life import seats
    from tirage.cli.progress import Bar

    chance = ChanceOptions(tuple(contributors or ()), beacon_round, beacon_at, roll)
    options = seats.RenewalOptions(panels, relax, fill, leave_vacant, chance, cooling)
    with Bar(talk) as bar:
        done = seats.renew(
            folder, options, dice, dry=dry_run, progress=bar, **at_desk(talk, sure=yes, bar=bar)
        )
    _show(done, talk, yes=yes)


def _check_one(talk: Output, *options: Sequence[str]) -> None:
    """Reject options that exclude each other."""
    if all(options):
        raise typer.BadParameter(talk.text("option.one", options=", ".join(chain(*options))))


def _show(done: "Conducted | NextAssembly", talk: Output, *, yes: bool) -> None:
    from tirage.acts.life import seats
    from tirage.acts.life.ending import NextAssembly
    from tirage.cli.desk.rolling import go_on
    from tirage.report.pages import next_assembly, standby
    from tirage.report.pages.seats import page

    def again(folder: Path, dice: "Dice") -> "Conducted":
        return seats.replace_members(folder, dice=dice, **at_desk(talk, sure=yes))

    def show(done: "Conducted") -> None:
        talk.tell(done.notes)
        shown = standby.page if done.act.startswith("standby/") else page
        talk.show(shown(done.dossier, done.act, talk.wording))

    if isinstance(done, NextAssembly):
        talk.show(next_assembly.page(done, talk.wording))
    else:
        go_on(done, talk, again, show, asking=not yes)
