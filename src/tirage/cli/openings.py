"""The steps behind `tirage draw replacements`: what is open, the plan, the draw, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tirage.acts import seats
from tirage.acts.ending import open_next
from tirage.acts.seats import SeatDraw
from tirage.acts.term import leaving
from tirage.assembly import record
from tirage.assembly.ends import next_end
from tirage.assembly.remaining import first_pool
from tirage.assembly.state import AssemblyState, read_state
from tirage.cli import show_life
from tirage.cli.ceremonies import explain
from tirage.cli.clock import now, tool
from tirage.cli.options import NO_CHANCE_OPTIONS, ChanceOptions, whole
from tirage.cli.output import Output
from tirage.cli.panels import Roll, drawn
from tirage.cli.progress import Bar
from tirage.cli.terms import check_apart, read_terms
from tirage.dossier import files
from tirage.dossier.chain import head
from tirage.dossier.layout import POOL, PRIVATE_POOL, files_of_draw
from tirage.dossier.outcome import Changes
from tirage.draws import draw_up
from tirage.draws.documents import csv_rows
from tirage.draws.draw_up import MOST_PANELS
from tirage.draws.impossible import impossible
from tirage.draws.lottery import Request
from tirage.errors import Refused
from tirage.people.pool.files import pick
from tirage.report.pages.next_assembly import page


@dataclass(frozen=True, slots=True)
class ReplacementsOptions:
    """What is left to choose where the record says the rest."""

    policy: str = "residual"
    panels: int | None = None
    """None: as many as the panel's lottery had."""
    relax: bool = False
    ways: ChanceOptions = NO_CHANCE_OPTIONS
    only: tuple[str, ...] = ()
    """Whose seats, of those that are open; none: all of them."""
    renewal: bool = False
    """Whether a term has ended, even of a cohort in which nobody sat any more."""


def fill(folder: Path, choice: ReplacementsOptions, roll: Roll, talk: Output) -> None:
    """The draw of open seats: its plan, then its chance, then who takes them."""
    found = record.load(folder)
    act = _pending(found)
    if act is None:
        then = f"tirage draw replacements {folder}"
        check_apart(roll, talk, then, rehearsal=found.rehearsal)
        act, outcome = _planned(found, choice, talk)
        found = _fixed(found, outcome, choice)
    elif choice != ReplacementsOptions():
        raise Refused("life.planned", act=act)
    _go_on(found, act, roll, talk)


def _go_on(found: record.Dossier, act: str, roll: Roll, talk: Output) -> None:
    """The draw of a plan that is fixed, once all of its chance is in."""
    found.check_unaltered(act)
    if isinstance(roll, str):
        found.check_fresh(roll)
    if roll is not None:
        explain(roll, talk)
    if roll is not None or found.ceremony.complete:
        found = _drawn(found, act, roll)
    show_life.draw(talk, found, act)


def renew(
    folder: Path,
    choice: ReplacementsOptions,
    roll: Roll,
    talk: Output,
    *,
    cooling: int | None = None,
    dry: bool = False,
) -> None:
    """The end of a cohort's term, and the draw of its seats with all others that are open.

    Where everyone leaves, the next assembly is opened; `cooling`: months, where no rules say it.
    """
    found = record.load(folder)
    life = read_state(found.files, found.entries)
    if life.closed is not None or (_pending(found) is None and _everyone(found, life)):
        if roll is not None or choice != ReplacementsOptions():
            raise Refused("next.nothing_drawn")
        talk.show(page(open_next(found, clock=now, tool=tool(), cooling_off=cooling, dry=dry), talk.wording))
        return
    if cooling is not None:
        raise Refused("next.partial")
    if _pending(found) is None and not life.renewing:
        time = now(rehearsal=found.rehearsal)
        ended = leaving(life, date.fromisoformat(time[:10]))
        choice = replace(choice, renewal=True)
        after = found.after(Changes({}, ended), time=time, tool=tool())
        if dry:
            _dry_run(after, choice, talk)
            return
        check_apart(roll, talk, f"tirage draw renewal {folder}", rehearsal=found.rehearsal)
        # Nobody leaves before there is a plan that fills the seats.
        act, outcome = _planned(after, choice, talk)
        if ended:
            found = record.extend(found, Changes({}, ended), time=time, tool=tool())
        _go_on(_fixed(found, outcome, choice), act, roll, talk)
        return
    if dry:
        dry_run(folder, choice, talk)
    else:
        fill(folder, choice, roll, talk)


def _everyone(found: record.Dossier, life: AssemblyState) -> bool:
    """Whether what is due is the end of the term of all."""
    today = date.fromisoformat(now(rehearsal=found.rehearsal)[:10])
    end = next_end(life, today)
    return end is not None and end.cohort is None


def dry_run(folder: Path, choice: ReplacementsOptions, talk: Output) -> None:
    """What the draw would be; nothing is written."""
    _dry_run(record.load(folder), choice, talk)


def _dry_run(found: record.Dossier, choice: ReplacementsOptions, talk: Output) -> None:
    if (act := _pending(found)) is not None:
        raise Refused("life.planned", act=act)
    opening = _opening(found, choice, talk)
    files = _plan(found, opening, choice, talk).files
    show_life.draw(talk, record.Dossier(found.path, {**found.files, **files}, found.entries), opening.act)


def leave_vacant(folder: Path, talk: Output) -> None:
    """Record that no one fits the open seats, and why."""
    found = record.load(folder)
    time = now(rehearsal=found.rehearsal)
    life = read_state(found.files, found.entries)
    opening = seats.open_seats(found.files, life, head(found.entries), today=date.fromisoformat(time[:10]))
    act = seats.unfilled(opening)
    found = record.extend(found, Changes({}, (act,)), time=time, tool=tool())
    show_life.vacant(talk, found, act[1])


def _pending(found: record.Dossier) -> str | None:
    """The draw of seats that is planned and not done; Refused while the panel itself is not drawn."""
    read_state(found.files, found.entries)
    return found.pending


def _opening(found: record.Dossier, choice: ReplacementsOptions, talk: Output) -> SeatDraw:
    life: AssemblyState = read_state(found.files, found.entries)
    today = date.fromisoformat(now(rehearsal=found.rehearsal)[:10])
    opening = seats.open_seats(
        found.files, life, head(found.entries), choice.only, today=today, renewal=choice.renewal
    )
    if choice.policy == "like-for-like":
        opening = seats.alike(opening, first_pool(found.files))
    elif choice.policy == "alternates-first":
        opening = seats.alternates_first(opening, life)
        if opening.among == seats.EVERYONE:
            talk.say("life.alternates.short")
    if choice.relax:
        opening = seats.relax(opening)
    if not opening.possible:
        talk.say("life.impossible")
        raise impossible(opening.instance, opening.quotas)
    return opening


def _plan(found: record.Dossier, opening: SeatDraw, choice: ReplacementsOptions, talk: Output) -> Changes:
    """The plan of an opening, its lottery as fair as the panel's."""
    fixed = found.plan["inputs"]
    panels = whole("--panels", choice.panels or int(fixed["panels"]), 1, MOST_PANELS)
    asked = Request(1, fixed["fairness"], panels, found.rehearsal, read_terms(choice.ways))
    request = opening.request(asked)
    with Bar(talk) as bar:
        lottery = draw_up.draw_up(opening.pool, opening.quotas, request, progress=bar)
    return seats.plan(opening, request, lottery)


def _planned(found: record.Dossier, choice: ReplacementsOptions, talk: Output) -> tuple[str, Changes]:
    """The draw of the open seats and its plan, which is not on the record yet."""
    opening = _opening(found, choice, talk)
    terms = read_terms(choice.ways)
    terms.check_unused(found.terms)
    terms.check_future(now(rehearsal=found.rehearsal))
    return opening.act, _plan(found, opening, choice, talk)


def _fixed(found: record.Dossier, outcome: Changes, choice: ReplacementsOptions) -> record.Dossier:
    """The dossier with a plan in it."""
    time = now(rehearsal=found.rehearsal)
    read_terms(choice.ways).check_future(time)
    return record.extend(found, outcome, time=time, tool=tool())


def _drawn(found: record.Dossier, act: str, roll: Roll) -> record.Dossier:
    own = files_of_draw(found.files, act)
    time = now(rehearsal=found.rehearsal)
    outcome = drawn(own, found.acts, _private(found, own), roll, time).placed(act)
    return record.extend(found, outcome, time=time, tool=tool())


def _private(found: record.Dossier, own: Mapping[str, bytes]) -> bytes:
    """The rows of `private/pool.csv` of those who may be drawn."""
    place = {row[0]: i for i, row in enumerate(csv_rows(found.files[POOL])[1:])}
    private = files.read_private(found.path, PRIVATE_POOL)
    return pick(private, [place[row[0]] for row in csv_rows(own[POOL])[1:]])
