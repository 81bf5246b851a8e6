"""The steps behind `tirage draw replacements`: what is open, the plan, the draw, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tirage.assembly import openings, panel, record
from tirage.assembly.conflicts import impossible
from tirage.assembly.life import Life, read_life
from tirage.assembly.mandate import leaving, next_end
from tirage.assembly.openings import Opening
from tirage.assembly.outcome import Outcome
from tirage.assembly.panel import MOST_PANELS, Request
from tirage.assembly.paths import POOL, PRIVATE_POOL, of_act
from tirage.assembly.residual import first_pool
from tirage.assembly.tables import csv_rows
from tirage.cli import show_life
from tirage.cli.ceremonies import explain
from tirage.cli.clock import now, tool
from tirage.cli.options import PLAIN, Ways, whole
from tirage.cli.panels import Roll, drawn
from tirage.cli.progress import Bar
from tirage.cli.succession import open_next
from tirage.cli.talk import Talk
from tirage.cli.terms import check_apart, read_terms
from tirage.errors import Refused
from tirage.journal import dossier
from tirage.journal.chain import head
from tirage.people.private import pick


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left to choose where the record says the rest."""

    policy: str = "residual"
    panels: int | None = None
    """None: as many as the panel's lottery had."""
    relax: bool = False
    ways: Ways = PLAIN
    only: tuple[str, ...] = ()
    """Whose seats, of those that are open; none: all of them."""
    renewal: bool = False
    """Whether a term has ended, even of a cohort in which nobody sat any more."""


def fill(folder: Path, choice: Choice, roll: Roll, talk: Talk) -> None:
    """The draw of open seats: its plan, then its chance, then who takes them."""
    found = record.load(folder)
    act = _pending(found)
    if act is None:
        then = f"tirage draw replacements {folder}"
        check_apart(roll, talk, then, rehearsal=found.rehearsal)
        act, outcome = _planned(found, choice, talk)
        found = _fixed(found, outcome, choice)
    elif choice != Choice():
        raise Refused("life.planned", act=act)
    _go_on(found, act, roll, talk)


def _go_on(found: record.Record, act: str, roll: Roll, talk: Talk) -> None:
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
    folder: Path, choice: Choice, roll: Roll, talk: Talk, *, cooling: int | None = None, dry: bool = False
) -> None:
    """The end of a cohort's term, and the draw of its seats with all others that are open.

    Where everyone leaves, the next assembly is opened; `cooling`: months, where no rules say it.
    """
    found = record.load(folder)
    life = read_life(found.files, found.entries)
    if life.closed is not None or (_pending(found) is None and _everyone(found, life)):
        if roll is not None or choice != Choice():
            raise Refused("next.nothing_drawn")
        open_next(found, life, cooling, talk, dry=dry)
        return
    if cooling is not None:
        raise Refused("next.partial")
    if _pending(found) is None and not life.renewing:
        time = now(rehearsal=found.rehearsal)
        ended = leaving(life, date.fromisoformat(time[:10]))
        choice = replace(choice, renewal=True)
        after = record.appended(found, ended, time=time, tool=tool())
        if dry:
            _dry_run(after, choice, talk)
            return
        check_apart(roll, talk, f"tirage draw renewal {folder}", rehearsal=found.rehearsal)
        # Nobody leaves before there is a plan that fills the seats.
        act, outcome = _planned(after, choice, talk)
        if ended:
            found = record.extend(found, Outcome({}, ended), time=time, tool=tool())
        _go_on(_fixed(found, outcome, choice), act, roll, talk)
        return
    if dry:
        dry_run(folder, choice, talk)
    else:
        fill(folder, choice, roll, talk)


def _everyone(found: record.Record, life: Life) -> bool:
    """Whether what is due is the end of the term of all."""
    today = date.fromisoformat(now(rehearsal=found.rehearsal)[:10])
    end = next_end(life, today)
    return end is not None and end.cohort is None


def dry_run(folder: Path, choice: Choice, talk: Talk) -> None:
    """What the draw would be; nothing is written."""
    _dry_run(record.load(folder), choice, talk)


def _dry_run(found: record.Record, choice: Choice, talk: Talk) -> None:
    if (act := _pending(found)) is not None:
        raise Refused("life.planned", act=act)
    opening = _opening(found, choice, talk)
    files = _plan(found, opening, choice, talk).files
    show_life.draw(talk, record.Record(found.path, {**found.files, **files}, found.entries), opening.act)


def leave_vacant(folder: Path, talk: Talk) -> None:
    """Record that no one fits the open seats, and why."""
    found = record.load(folder)
    time = now(rehearsal=found.rehearsal)
    life = read_life(found.files, found.entries)
    opening = openings.open_seats(found.files, life, head(found.entries), today=date.fromisoformat(time[:10]))
    act = openings.unfilled(opening)
    found = record.extend(found, Outcome({}, (act,)), time=time, tool=tool())
    show_life.vacant(talk, found, act[1])


def _pending(found: record.Record) -> str | None:
    """The draw of seats that is planned and not done; Refused while the panel itself is not drawn."""
    read_life(found.files, found.entries)
    return found.pending


def _opening(found: record.Record, choice: Choice, talk: Talk) -> Opening:
    life: Life = read_life(found.files, found.entries)
    today = date.fromisoformat(now(rehearsal=found.rehearsal)[:10])
    opening = openings.open_seats(
        found.files, life, head(found.entries), choice.only, today=today, renewal=choice.renewal
    )
    if choice.policy == "like-for-like":
        opening = openings.alike(opening, first_pool(found.files))
    elif choice.policy == "alternates-first":
        opening = openings.alternates_first(opening, life)
        if opening.among == openings.EVERYONE:
            talk.say("life.alternates.short")
    if choice.relax:
        opening = openings.relax(opening)
    if not opening.possible:
        talk.say("life.impossible")
        raise impossible(opening.instance, opening.quotas)
    return opening


def _plan(found: record.Record, opening: Opening, choice: Choice, talk: Talk) -> Outcome:
    """The plan of an opening, its lottery as fair as the panel's."""
    fixed = found.plan["inputs"]
    panels = whole("--panels", choice.panels or int(fixed["panels"]), 1, MOST_PANELS)
    asked = Request(1, fixed["fairness"], panels, found.rehearsal, read_terms(choice.ways))
    request = opening.request(asked)
    with Bar(talk) as bar:
        lottery = panel.draw_up(opening.pool, opening.quotas, request, progress=bar)
    return openings.plan(opening, request, lottery)


def _planned(found: record.Record, choice: Choice, talk: Talk) -> tuple[str, Outcome]:
    """The draw of the open seats and its plan, which is not on the record yet."""
    opening = _opening(found, choice, talk)
    terms = read_terms(choice.ways)
    terms.check_unused(found.terms)
    terms.check_future(now(rehearsal=found.rehearsal))
    return opening.act, _plan(found, opening, choice, talk)


def _fixed(found: record.Record, outcome: Outcome, choice: Choice) -> record.Record:
    """The dossier with a plan in it."""
    time = now(rehearsal=found.rehearsal)
    read_terms(choice.ways).check_future(time)
    return record.extend(found, outcome, time=time, tool=tool())


def _drawn(found: record.Record, act: str, roll: Roll) -> record.Record:
    own = of_act(found.files, act)
    time = now(rehearsal=found.rehearsal)
    outcome = drawn(own, found.acts, _private(found, own), roll, time).placed(act)
    return record.extend(found, outcome, time=time, tool=tool())


def _private(found: record.Record, own: Mapping[str, bytes]) -> bytes:
    """The rows of `private/pool.csv` of those who may be drawn."""
    place = {row[0]: i for i, row in enumerate(csv_rows(found.files[POOL])[1:])}
    private = dossier.read_private(found.path, PRIVATE_POOL)
    return pick(private, [place[row[0]] for row in csv_rows(own[POOL])[1:]])
