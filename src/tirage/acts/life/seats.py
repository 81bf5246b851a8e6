"""The draws of seats after the panel: replacements for those who left, and the renewal of a cohort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tirage.acts.commit import extend
from tirage.acts.conduct import Conducted, conduct, today_of
from tirage.acts.inputs import NO_CHANCE_OPTIONS, ChanceOptions, read_panels, read_sources
from tirage.acts.interface import AGREED, Clock, Consent, Dice, Note
from tirage.acts.later import keep
from tirage.acts.life.ending import NextAssembly, open_next
from tirage.acts.life.persons import pid_of
from tirage.acts.life.standby import succeed
from tirage.acts.life.term import leaving
from tirage.acts.life.ways_out import possible
from tirage.acts.regulation.keeping import check_rules, paragraphs_named
from tirage.acts.seating import SeatAct
from tirage.assembly import record
from tirage.assembly.ends import next_end
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import alternates_first, current_pool, filled, open_seats
from tirage.assembly.state import AssemblyState
from tirage.dossier.chain import head
from tirage.dossier.layout import is_draw_of_seats
from tirage.dossier.outcome import Changes
from tirage.draws import draw_up, seat_draw
from tirage.draws.lottery import Request
from tirage.draws.seat_draw import EVERYONE, SeatDraw
from tirage.errors import Refused, told
from tirage.i18n.shell import as_typed
from tirage.progress import SILENT, Progress


@dataclass(frozen=True, slots=True)
class SeatOptions:
    """What is left to choose where the record says the rest."""

    policy: str | None = None
    """`residual`, `cumulated`: among all who are left; `like-for-like`, `alternates-first`: among some of
    them. None: what the plan of the panel has fixed, which nothing else may contradict."""
    panels: int | None = None
    """None: as many as `lottery.panel_count` finds enough."""
    relax: bool = False
    """Whether quotas give way, as little as possible, where no one fits otherwise."""
    chance: ChanceOptions = NO_CHANCE_OPTIONS
    fill: bool = False
    """Whether as many seats are drawn as can be filled together, where no one fits all of them."""
    only: tuple[str, ...] = ()
    """Whose seats, where it is on record that no one fits all open ones together; none: those of the rule."""


@dataclass(frozen=True, slots=True)
class RenewalOptions:
    """What is left to choose at the end of a term."""

    panels: int | None = None
    relax: bool = False
    fill: bool = False
    leave_vacant: bool = False
    """Whether the term of the cohort ends and its seats stay open, where no one fits them."""
    chance: ChanceOptions = NO_CHANCE_OPTIONS
    cooling_off: int | None = None
    """Months for former members where everyone leaves, and no rules say them."""

    @property
    def seats(self) -> SeatOptions:
        """Those of the draw."""
        return SeatOptions(panels=self.panels, relax=self.relax, fill=self.fill, chance=self.chance)


def replace_members(  # noqa: PLR0913 - what an organiser can say of open seats
    folder: str | Path,
    options: SeatOptions = SeatOptions(),
    dice: Dice = None,
    *,
    key: Path | None = None,
    clock: Clock,
    tool: str,
    progress: Progress = SILENT,
    consent: Consent = AGREED,
) -> Conducted:
    """The draw of open seats: its plan; once that is fixed, its chance, and who takes them.

    Where a standby has these seats to fill, whoever comes next takes each of them; `key`: the file of the
    guarantor who keeps its links. Refused then with any option, since nothing is left to choose.
    """
    dossier = record.load(folder)
    if dossier.pending is None and dossier.state.due:
        if options != SeatOptions() or dice is not None:
            raise Refused("standby.options", seats=len(dossier.state.due))
        return succeed(dossier, key, clock=clock, tool=tool, consent=consent)
    if key is not None:
        raise Refused("standby.nobody_due")
    return _conducted(dossier, options, dice, _Desk(clock, tool, progress, consent))


def foresee(
    folder: str | Path, options: SeatOptions = SeatOptions(), *, clock: Clock, progress: Progress = SILENT
) -> Conducted:
    """The draw of open seats as it would be planned; nothing is written."""
    return _foreseen(record.load(folder), options, clock, progress)


def renew(  # noqa: PLR0913 - what an organiser can say at the end of a term
    folder: str | Path,
    options: RenewalOptions = RenewalOptions(),
    dice: Dice = None,
    *,
    dry: bool = False,
    clock: Clock,
    tool: str,
    progress: Progress = SILENT,
    consent: Consent = AGREED,
) -> Conducted | NextAssembly:
    """The end of a cohort's term, and the draw of its seats with all others that are open.

    Where everyone leaves nothing is drawn, and the next assembly is opened. `dry`: nothing is written.
    """
    dossier = record.load(folder)
    state = dossier.state
    if _everyone_leaves(dossier, state, clock):
        if dice is not None or options.leave_vacant or options.seats != SeatOptions():
            raise Refused("next.nothing_drawn")
        months = options.cooling_off
        return open_next(dossier, cooling_off=months, dry=dry, clock=clock, tool=tool, consent=consent)
    if options.cooling_off is not None:
        raise Refused("next.partial")
    due = dossier.pending is None and not state.renewing
    if due:
        # Written with the plan: nobody leaves before there is one that fills the seats.
        time = clock(rehearsal=dossier.rehearsal)
        ended = leaving(state, date.fromisoformat(time[:10]))
        dossier = dossier.after(Changes({}, ended), time=time, tool=tool)
    if options.leave_vacant:
        return _left_vacant(dossier, clock=clock, tool=tool, renewal=due)
    if dry:
        return _foreseen(dossier, options.seats, clock, progress, renewal=due)
    at = _Desk(clock, tool, progress, consent)
    return _conducted(dossier, options.seats, dice, at, renewal=due)


def leave_vacant(folder: str | Path, *, clock: Clock, tool: str) -> Conducted:
    """Record that no one fits the open seats, and why; Refused where they can be filled."""
    return _left_vacant(record.load(folder), clock=clock, tool=tool)


def _left_vacant(dossier: Dossier, *, clock: Clock, tool: str, renewal: bool = False) -> Conducted:
    """The same of a dossier in which a term may just have ended; both are written together."""
    if dossier.pending is not None:
        raise Refused("life.pending", act=dossier.pending)
    time = clock(rehearsal=dossier.rehearsal)
    state, today = dossier.state, date.fromisoformat(time[:10])
    top = head(dossier.entries)
    draw = open_seats(dossier.files, state, top, today=today, renewal=renewal, together=True)
    changes = Changes({}, (seat_draw.unfilled(draw),))
    return Conducted(extend(dossier, changes, time=time, tool=tool), "unfilled")


def _everyone_leaves(dossier: Dossier, state: AssemblyState, clock: Clock) -> bool:
    """Whether what is due is the end of the term of all, which no draw follows."""
    if state.closed is not None or dossier.pending is not None:
        return state.closed is not None
    end = next_end(state, today_of(dossier, clock))
    return end is not None and end.cohort is None


class _Desk(NamedTuple):
    """What a command brings to every act."""

    clock: Clock
    tool: str
    progress: Progress
    consent: Consent


def _conducted(
    dossier: Dossier, options: SeatOptions, dice: Dice, at: _Desk, *, renewal: bool = False
) -> Conducted:
    """The draw that is planned, or that of the open seats; `renewal`: a term has just ended."""
    if (name := _pending(dossier)) is not None:
        if options != SeatOptions():
            raise Refused("life.planned", act=name)
        act = _act(dossier, name)
        return conduct(dossier, act, dice, clock=at.clock, tool=at.tool, consent=at.consent)
    check_rules(dossier)
    with paragraphs_named(dossier):
        draw, notes = _open_draw(dossier, options, at.clock, renewal=renewal)
        options = replace(options, chance=_as_planned(dossier, options.chance))
    sources = read_sources(options.chance)
    act = replace(_act(dossier, draw.act), sources=sources, prepare=_plan(draw, options, at.progress))
    with told(notes):
        done = conduct(dossier, act, dice, clock=at.clock, tool=at.tool, consent=at.consent)
    return replace(done, notes=(*notes, *done.notes))


def _foreseen(
    dossier: Dossier, options: SeatOptions, clock: Clock, progress: Progress, *, renewal: bool = False
) -> Conducted:
    if (name := _pending(dossier)) is not None:
        raise Refused("life.planned", act=name)
    draw, notes = _open_draw(dossier, options, clock, renewal=renewal)
    with told(notes):
        planned = _plan(draw, options, progress)(dossier)
    # Files alone: without an entry there is neither a time nor a tool.
    return Conducted(dossier.after(Changes(planned.files), time="", tool=""), draw.act, notes)


def _pending(dossier: Dossier) -> str | None:
    """The draw of seats that is planned and not done; Refused while the panel itself, or letters, are not."""
    name = dossier.pending if dossier.state.seats else None
    if name is not None and not is_draw_of_seats(name):
        raise Refused("life.pending", act=name)
    return name


def _act(dossier: Dossier, name: str) -> SeatAct:
    return SeatAct(name, f"tirage draw {name.partition('/')[0]} {as_typed(dossier.path)}")


def _open_draw(
    dossier: Dossier, options: SeatOptions, clock: Clock, *, renewal: bool
) -> tuple[SeatDraw, tuple[Note, ...]]:
    """Whom the seats are drawn from, and under which quotas; QuotasImpossible where no one fits."""
    state, today = dossier.state, today_of(dossier, clock)
    top = head(dossier.entries)
    only = tuple(pid_of(dossier, person) for person in options.only)
    draw = open_seats(dossier.files, state, top, only, today=today, renewal=renewal)
    notes: tuple[Note, ...] = ()
    if options.fill:
        asked = len(draw.vacancies)
        draw = filled(dossier.files, state, draw)
        if draw.filling:
            seats = len(draw.vacancies)
            notes = (Note("life.filled", {"count": asked - seats, "seats": seats}),)
    policy = keep("--policy", options.policy, dossier.plan.later.policy)
    if draw.act.startswith("renewal/"):
        # Nobody is more like a whole cohort than others; but what people had of chance counts here too.
        policy = "residual"
    if policy == "like-for-like":
        draw = seat_draw.alike(draw, current_pool(dossier.files))
    elif policy == "alternates-first":
        draw = alternates_first(draw, state)
        if draw.drawn_from == EVERYONE:
            notes += (Note("life.alternates.short"),)
    with told(notes):
        return possible(dossier.files, draw, relax=options.relax), notes


def _as_planned(dossier: Dossier, chance: ChanceOptions) -> ChanceOptions:
    """Who brings chance, by the form of roll that the plan of the panel has fixed; Refused for another."""
    return replace(chance, roll=keep("--roll", chance.roll, dossier.plan.later.roll))


def _plan(draw: SeatDraw, options: SeatOptions, progress: Progress) -> Callable[[Dossier], Changes]:
    """The plan of a draw, its lottery as fair as the panel's."""

    def plan(dossier: Dossier) -> Changes:
        fixed = dossier.plan.later
        panels = keep("--panels", read_panels(options.panels), fixed.panels)
        chance = read_sources(_as_planned(dossier, options.chance))
        request = draw.request(Request(1, fixed.fairness, panels, dossier.rehearsal, chance))
        while True:
            lottery = draw_up.draw_up(draw.pool, draw.quotas, request, progress=progress)
            try:
                return seat_draw.plan(draw, request, lottery)
            except Refused as refused:
                # Whole panels cannot give somebody the chance aimed at: ten times as many are lawful then.
                if refused.code != "panels.too_few" or request.panels is None:
                    raise
                request = replace(request, panels=10 * request.panels)

    return plan
