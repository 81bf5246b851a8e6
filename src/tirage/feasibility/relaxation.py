"""The least change of quotas with which a panel exists, or with which everybody is on some panel.

Seats, people and households stay as they are; only limits move, each no further than it may. The least
change is that of one integer program over compositions, in which each limit may be missed by what it gives.
Then come other changes, who would be on no panel, and the least change that leaves nobody out, each as far as
an effort of its own goes.

That nobody is left out is decided by a small program over the changes alone, which begins with no change.
What it proposes is tried on the pool; where that falls short, the reason (`shortfall`) is one more row of the
program. As the rows are true of every change that works, the first proposal that works is the least
(Benders 1962).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tirage.chances.instance import Instance
from tirage.chances.rising import Unproved
from tirage.feasibility.change_programs import Found, Movable, least, proposal
from tirage.feasibility.conflicts import Conflicts, all_conflicts, has_panel
from tirage.feasibility.demands import Demand, Side, in_row_order
from tirage.feasibility.effort import Effort
from tirage.feasibility.reach import Composition, never_drawn
from tirage.feasibility.shortfall import Change, Shortfall, Shortfalls, relaxed

UNIT = 720_720
"""Weight of a seat that a maximum is raised by; every number up to 16 divides it."""
LEAST, OTHER, LEFT, EVERYONE = 60.0, 1.0, 2.0, 2.0
"""Units of effort for the least change; for each one more; for who is left out, of all; for the least that
leaves nobody out."""
REASONS = 40
"""Profiles without a chance whose reasons are asked for at a time."""

NO_CONFLICT = Conflicts((), complete=True)

Changes = tuple[tuple[Demand, int], ...]
"""A change, in row order."""


def weight(side: Side, limit: int) -> int:
    """What a seat of change weighs, in parts of `UNIT`: 1, and for a minimum l 1 + 2/l, rounded.

    To lower a minimum of 1 is three times as grave as to raise a maximum, a minimum of 10 hardly more grave.

    >>> weight("maximum", 9) / UNIT, weight("minimum", 1) / UNIT, weight("minimum", 10) / UNIT
    (1.0, 3.0, 1.2)
    """
    return UNIT if side == "maximum" else UNIT + (4 * UNIT + limit) // (2 * limit)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Quotas that hold together."""

    changes: Changes
    """Seats that each changed limit gives, in row order; none where the quotas held together as they were."""
    never: tuple[int, ...] | None
    """Profiles that would be on no panel; None where the effort did not suffice to tell."""
    proved: bool = True
    """Whether there is none less; False where the effort did not suffice to tell."""


@dataclass(frozen=True, slots=True)
class Relaxations:
    """Changes that lead to quotas with a panel, side by side."""

    least: tuple[Relaxation, ...]
    """The least first; then the least that leaves some limit of each one before unchanged."""
    everyone: Relaxation | None
    """The least with which everybody is on some panel who can be; it may be one of `least`. None where the
    effort did not suffice, and where there is no way out at all."""
    hopeless: tuple[int, ...] | None
    """Profiles that are on no panel whatever limits are changed as far as they may; None: not known."""
    blocked: Conflicts
    """The conflicts that are left where all limits have given all they may: none, if there is a way out."""
    cut_short: bool = False
    """Whether there may be more changes than those of `least`, for want of effort."""


def least_change(instance: Instance, movable: Sequence[Movable]) -> tuple[Changes, bool] | Conflicts:
    """The least change with which a panel exists; the conflicts where no change within the limits has one.

    With it, whether it is proved the least: where the effort does not suffice, it is the best that was found.
    Raises Unproved where none was.
    """
    search = _Search(instance, movable)
    found = search.changed(Effort(LEAST), ())
    return search.blocked() if found is None else (_in_order(found.change), found.proved)


def relaxations(
    instance: Instance,
    movable: Sequence[Movable],
    alternatives: int,
    first: Callable[[Changes, bool], object] = lambda *_: None,
) -> Relaxations:
    """Up to `alternatives` least changes, and the least that leaves nobody out.

    `first` is told the least change of all as soon as it is known, and whether it is proved to be the least.
    Raises Unproved where no change that works is found within the effort.
    """
    search = _Search(instance, movable)
    least_of_all = search.changed(Effort(LEAST), ())
    if least_of_all is None:
        return Relaxations((), None, (), search.blocked())
    found = [least_of_all]
    first(_in_order(found[0].change), found[0].proved)
    cut_short = False
    while found[-1].change and len(found) < alternatives:
        try:
            change = search.changed(Effort(OTHER), [each.change for each in found])
        except Unproved:
            cut_short = True
            break
        if change is None:
            break
        found.append(change)
    ways = tuple(map(search.relaxation, found))
    # Last, for most panels that the narrower limits allow are known by now.
    hopeless = search.hopeless()
    everyone = None if hopeless is None else search.everyone(hopeless)
    return Relaxations(ways, everyone, hopeless, NO_CONFLICT, cut_short)


def _in_order(change: Change) -> Changes:
    return tuple(sorted(change.items(), key=lambda each: in_row_order(each[0])))


class _Search:
    """Answers about one pool and its limits; each is kept for the later ones."""

    def __init__(self, instance: Instance, movable: Sequence[Movable]) -> None:
        self._instance = instance
        self._movable = movable
        self._loosest = relaxed(instance, {each.demand: each.room for each in movable})
        self._known: list[Shortfall] = []
        self._never: dict[Changes, tuple[int, ...]] = {}
        self._met: list[Composition] = []
        self._left = Effort(LEFT)

    def blocked(self) -> Conflicts:
        """The conflicts that are left where every limit gives all it may."""
        return all_conflicts(self._loosest)

    def changed(self, effort: Effort, avoiding: Sequence[Change]) -> Found | None:
        """The least change that works; None where there is none within the limits.

        `avoiding`: it leaves some limit unchanged that each of these changes. Raises Unproved.
        """
        return least(self._instance, self._movable, avoiding, effort.program)

    def hopeless(self) -> tuple[int, ...] | None:
        """Profiles that are on no panel whatever is changed; None where the effort did not suffice."""
        try:
            return never_drawn(self._loosest, self._met, program=self._left.program)
        except Unproved:
            return None

    def relaxation(self, found: Found) -> Relaxation:
        """A change that works, with the profiles it leaves out as far as the effort goes."""
        changes = _in_order(found.change)
        try:
            return Relaxation(changes, self._never_under(found.change, self._left), found.proved)
        except Unproved:
            return Relaxation(changes, None, found.proved)

    def everyone(self, hopeless: Collection[int]) -> Relaxation | None:
        """The least change that works with which all but the hopeless are on some panel; None: not found."""
        effort = Effort(EVERYONE)
        reaching = set(range(len(self._instance.sizes))) - set(hopeless)
        shortfalls = Shortfalls(self._instance)
        try:
            while (change := proposal(self._movable, self._known, effort.program)) is not None:
                reasons = list(self._reasons(change, reaching, shortfalls, effort))
                if not reasons:
                    return self.relaxation(Found(change, proved=True))
                self._known += reasons
        except Unproved:
            return None
        return None

    def _never_under(self, change: Change, effort: Effort) -> tuple[int, ...]:
        """Profiles that are on no panel after a change."""
        changes = _in_order(change)
        if changes not in self._never:
            trial = relaxed(self._instance, change)
            self._never[changes] = never_drawn(trial, self._met, program=effort.program)
        return self._never[changes]

    def _reasons(
        self, change: Change, reaching: Collection[int], shortfalls: Shortfalls, effort: Effort
    ) -> Iterable[Shortfall]:
        """Why a change does not work: no panel at all, or profiles to be reached that are on none."""
        trial = relaxed(self._instance, change)
        if not has_panel(trial, effort.program):
            yield shortfalls.find(change, effort)
            return
        missing = [t for t in self._never_under(change, effort) if t in reaching]
        yield from dict.fromkeys(shortfalls.find(change, effort, t) for t in missing[:REASONS])
