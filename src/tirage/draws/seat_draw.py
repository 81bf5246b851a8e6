"""Open seats as a draw: who may be drawn, and the quotas that are left. Pure: no record, no clock.

The draw itself is that of the panel, `draw_up` and all: a few seats instead of all of them, the residual
quotas instead of the quotas, the volunteers who remain instead of the pool.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tirage.chances.instance import Instance
from tirage.chances.rising import Unproved
from tirage.chances.trees.prove import disproof as no_panel
from tirage.chances.trees.tree import Leaf, Tree
from tirage.discretion import brief
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import SITTING
from tirage.dossier.outcome import Act, Changes
from tirage.draws.certificate import tree_document
from tirage.draws.draw_up import group, plan_seats
from tirage.draws.kinds import differing_criteria
from tirage.draws.lottery import Lottery, Request
from tirage.draws.relax import least_moves, least_weight_of
from tirage.errors import QuotasImpossible, Refused
from tirage.feasibility.conflicts import has_panel, minimal_conflict
from tirage.feasibility.demands import only
from tirage.feasibility.explanation import argue
from tirage.people.pool.files import pool_csv
from tirage.people.pool.households import among
from tirage.people.pool.model import Person, Pool
from tirage.quotas.amendments import amended
from tirage.quotas.model import Quotas

EVERYONE = "everyone"


@dataclass(repr=False, frozen=True, slots=True)
class Earlier:
    """What everybody had of chance in the draws before, where a draw makes up for it."""

    draws: tuple[Mapping[str, str], ...]
    """`act`, and the hash of its `chances`, in the order of the record."""
    millionths: Mapping[str, int]
    """By pid, of those who were in the pool of one."""

    def __repr__(self) -> str:
        return brief(self, draws=len(self.draws), people=len(self.millionths))


@dataclass(frozen=True, slots=True)
class SeatDraw:
    """Seats to be drawn, before anything is worked out."""

    act: str
    """`replacements/1`, …"""
    vacancies: tuple[str, ...]
    """Who held the seats, in the order of the record."""
    pool: Pool
    """Who may be drawn."""
    quotas: Quotas
    """What the open seats must meet; relaxed, if that was decided."""
    held_seats: bytes
    """`public/sitting.csv`: the seats that count as held, beside the quotas of the whole panel."""
    journal: str
    """Head of the journal that this follows from."""
    whole: Quotas
    """What the whole panel has to meet."""
    drawn_from: str = EVERYONE
    """`everyone`; `alternates/N`: those on list N; `alike/D`: those who differ in D criteria at most from
    someone who left."""
    relaxed: Mapping[str, object] | None = None
    """What gives way and why, where no one fits otherwise."""
    earlier: Earlier | None = None
    """None where what people had of chance before does not count."""
    filling: Mapping[str, object] | None = None
    """Why these seats are drawn and no others (`draws.seats.filling`), where no one fitted all of them."""

    @property
    def instance(self) -> Instance:
        """The draw in numbers."""
        return group(self.pool, self.quotas, len(self.vacancies)).instance

    @property
    def possible(self) -> bool:
        """Whether the open seats can be filled."""
        return has_panel(self.instance)

    def request(self, asked: Request) -> Request:
        """The request of this draw; what was `asked` for stays."""
        before: dict[str, object] = {
            "among": self.drawn_from,
            "journal": self.journal,
            "relaxed": self.relaxed,
            "sitting": sha256(self.held_seats),
            "vacancies": list(self.vacancies),
            **({"filling": self.filling} if self.filling else {}),
        }
        given = None
        if self.earlier is not None:
            before["cumulated"] = list(self.earlier.draws)
            given = {each.pid: self.earlier.millionths.get(each.pid, 0) for each in self.pool.people}
        return replace(asked, seats=len(self.vacancies), act=self.act, before=before, given=given)


def alike(draw: SeatDraw, pool: Pool) -> SeatDraw:
    """The same draw among those most like the people who left: the first distance at which it is possible.

    `pool` is that of the panel. Where not even everyone together fits, it is of everyone: `relax` may help.
    """
    left = [person.features for person in pool.people if person.pid in draw.vacancies]
    for most in range(len(pool.criteria) + 1):
        near = [
            each
            for each in draw.pool.people
            if min(differing_criteria(each.features, gone) for gone in left) <= most
        ]
        nearest = replace(draw, pool=among(draw.pool, near), drawn_from=f"alike/{most}")
        if nearest.possible:
            break
    return nearest


def fitting(draw: SeatDraw) -> tuple[Person, ...]:
    """Who meets the quotas of a draw of one seat: a composition of one seat is one person."""
    return tuple(
        each
        for each in draw.pool.people
        if all(row.minimum <= row.counts(each.features) <= row.maximum for row in draw.quotas.bounds)
    )


def relax(draw: SeatDraw) -> SeatDraw:
    """The same draw under the least change of its quotas that makes it possible.

    The same where it is possible as it is; QuotasImpossible where no change helps, Refused where the search
    was stopped before one was found.
    """
    if draw.possible:
        return draw
    try:
        found = least_moves(draw.pool, draw.quotas, draw.whole, len(draw.vacancies))
    except Unproved as error:
        raise Refused("life.relax_unproved") from error
    if not isinstance(found, tuple):
        raise QuotasImpossible("quotas.impossible", **found, open=True)
    moves, proved = found
    least = least_weight_of(draw.pool, draw.quotas, draw.whole, len(draw.vacancies), moves)
    reason = {
        "moves": [move.document() for move in moves],
        "proof": disproof(draw),
        **({"least": least} if least else {}),
        **({} if proved or (least and least["proved"] == least["weight"]) else {"stopped": True}),
    }
    return replace(draw, quotas=amended(draw.quotas, moves), relaxed=reason)


def disproof(draw: SeatDraw) -> dict[str, object] | None:
    """The tree that shows in integers that no one fits, of one leaf where an addition does; None without."""
    instance = draw.instance
    conflict = minimal_conflict(instance)
    argument = argue(instance, conflict)
    tree: Tree | None
    if argument is not None:
        tree = (Leaf(0, argument.proof, {}),)
    else:
        # The conflict alone makes the smallest tree; where it does not, the other rows may help.
        bare = only(instance, conflict.demands, households=conflict.households)
        tree = no_panel(bare) or no_panel(instance)
    return None if tree is None else {"tree": tree_document(tree)}


def unfilled(draw: SeatDraw) -> Act:
    """The act that leaves the seats open for now, with the reason why; Refused where they can be filled."""
    if draw.possible:
        raise Refused("life.possible")
    body = {
        "vacancies": list(draw.vacancies),
        "people": len(draw.pool.people),
        "pool": sha256(pool_csv(draw.pool)),
        "quotas": sha256(canonical(draw.quotas.document())),
        "proof": disproof(draw),
    }
    return ("unfilled", body)


def plan(draw: SeatDraw, request: Request, lottery: Lottery) -> Changes:
    """The files and the act that fix everything of the draw but chance; `request` is that of the draw.

    Refused as `check_panels` says.
    """
    return plan_seats(draw.pool, draw.quotas, request, lottery, {SITTING: draw.held_seats})
