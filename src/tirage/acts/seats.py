"""The open seats of an assembly, made into a draw: whom from, under which quotas, fixed by what record.

The draw itself is that of the panel (`panel.draw_up`, `panel.planned`, `panel.draw`): a few seats instead of
all, the residual quotas instead of the quotas, those who remain instead of the pool.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tirage.assembly.remaining import among, features_of, first_pool, first_quotas, remaining
from tirage.assembly.state import AssemblyState
from tirage.chances.floor import Unproved
from tirage.chances.instance import Instance
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import PLAN, QUOTAS, SITTING
from tirage.dossier.outcome import Act, Changes
from tirage.draws.documents import seats_csv
from tirage.draws.draw_up import check_panels, group, planned
from tirage.draws.impossible import impossible
from tirage.draws.kinds import differing_criteria
from tirage.draws.lottery import Lottery, Request
from tirage.draws.relax import least_moves
from tirage.errors import QuotasImpossible, Refused
from tirage.feasibility.conflicts import has_panel, minimal_conflict
from tirage.feasibility.explanation import argue
from tirage.people.pool.files import pool_csv
from tirage.people.pool.model import Pool
from tirage.quotas.amendments import amended
from tirage.quotas.model import Quotas, residual

EVERYONE = "everyone"


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
    sitting: bytes
    """`public/sitting.csv`: the seats that count as held, beside the quotas of the whole panel."""
    journal: str
    """Head of the journal that this follows from."""
    whole: Quotas
    """What the whole panel has to meet."""
    among: str = EVERYONE
    """`everyone`; `alternates/N`: those on list N; `alike/D`: those who differ in D criteria at most from
    someone who left."""
    relaxed: Mapping[str, object] | None = None
    """What gives way and why, where no one fits otherwise."""

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
        before = {
            "among": self.among,
            "journal": self.journal,
            "relaxed": self.relaxed,
            "sitting": sha256(self.sitting),
            "vacancies": list(self.vacancies),
        }
        return replace(asked, seats=len(self.vacancies), act=self.act, before=before)


def open_seats(
    files: Mapping[str, bytes],
    life: AssemblyState,
    journal: str,
    only: Sequence[str] = (),
    *,
    today: date,
    renewal: bool = False,
) -> SeatDraw:
    """The draw of all seats that are open, or of those that these people left, if there are `only` some.

    It is a renewal where a term has ended; `renewal`: of a cohort in which nobody sat any more. Refused where
    no seat is open, for someone whose seat is not, for a renewal of some seats only, and from the day on
    which the term of everyone ends.
    """
    life.check_open()
    over = life.term.over if life.term is not None else None
    if over is not None and today >= over:
        raise Refused("life.ended", end=over.isoformat())
    if not life.vacant:
        raise Refused("life.no_vacancy")
    if unknown := sorted(set(only) - set(life.vacant)):
        raise Refused("life.not_open", pids=", ".join(unknown))
    kind = "renewal" if renewal or life.renewing else "replacements"
    if only and kind == "renewal":
        raise Refused("life.all_together")
    vacancies = tuple(pid for pid in life.vacant if not only or pid in only)
    return opening(files, life, journal, f"{kind}/{life.draws[kind] + 1}", vacancies)


def opening(
    files: Mapping[str, bytes], life: AssemblyState, journal: str, act: str, vacancies: tuple[str, ...]
) -> SeatDraw:
    """The draw of these seats of an assembly in which the others stay.

    Other open seats count as if whoever left them sat there still: a draw makes good what its own departures
    have cost, and the quotas can be met as before once the others are drawn.
    """
    pool, quotas = first_pool(files), first_quotas(files)
    held = features_of(pool, life.counted(vacancies))
    return SeatDraw(
        act,
        vacancies,
        remaining(pool, life),
        residual(quotas, held),
        seats_csv(files[QUOTAS], held),
        journal,
        quotas,
    )


def alternates_first(found: SeatDraw, life: AssemblyState) -> SeatDraw:
    """The same draw among the alternates on record, where they can fill the seats; else as it was.

    Raises Refused where none are on record.
    """
    if not life.lists:
        raise Refused("alternates.none")
    listed = set(life.alternates)
    people = [person for person in found.pool.people if person.pid in listed]
    narrowed = replace(found, pool=among(found.pool, people), among=f"alternates/{life.lists}")
    return narrowed if narrowed.possible else found


def alike(found: SeatDraw, pool: Pool) -> SeatDraw:
    """The same draw among those most like the people who left: the first distance at which it is possible.

    `pool` is that of the panel. Raises QuotasImpossible where not even everyone together fits.
    """
    left = [person.features for person in pool.people if person.pid in found.vacancies]
    for most in range(len(pool.criteria) + 1):
        near = [
            each
            for each in found.pool.people
            if min(differing_criteria(each.features, gone) for gone in left) <= most
        ]
        nearest = replace(found, pool=among(found.pool, near), among=f"alike/{most}")
        if nearest.possible:
            return nearest
    raise impossible(found.instance, found.quotas)


def relax(found: SeatDraw) -> SeatDraw:
    """The same draw under the least change of its quotas that makes it possible.

    The same where it is possible as it is; QuotasImpossible where no change helps, too few people being left.
    """
    if found.possible:
        return found
    try:
        moves = least_moves(found.pool, found.quotas, found.whole, len(found.vacancies))
    except Unproved as error:
        raise Refused("relax.unproved") from error
    if not isinstance(moves, tuple):
        raise QuotasImpossible("quotas.impossible", **moves)
    reason = {"moves": [move.document() for move in moves], "proof": disproof(found)}
    return replace(found, quotas=amended(found.quotas, moves), relaxed=reason)


def disproof(found: SeatDraw) -> dict[str, object] | None:
    """The addition that shows in integers that no one fits; None where only whole seats make it so."""
    instance = found.instance
    argument = argue(instance, minimal_conflict(instance))
    if argument is None:
        return None
    proof = argument.proof
    return {
        "nu": str(proof.seats),
        "quotas": {str(q): str(price) for q, price in proof.quotas.items() if price},
        "households": {str(h): str(price) for h, price in proof.households.items() if price},
    }


def unfilled(found: SeatDraw) -> Act:
    """The act that leaves the seats open for now, with the reason why; Refused where they can be filled."""
    if found.possible:
        raise Refused("life.possible")
    body = {
        "vacancies": list(found.vacancies),
        "people": len(found.pool.people),
        "pool": sha256(pool_csv(found.pool)),
        "quotas": sha256(canonical(found.quotas.document())),
        "proof": disproof(found),
    }
    return ("unfilled", body)


def plan(found: SeatDraw, request: Request, lottery: Lottery) -> Changes:
    """The files and the act that fix everything of the draw but chance; `request` is that of the opening.

    Refused as `panel.check_panels` says.
    """
    check_panels(lottery)
    files = {**planned(found.pool, found.quotas, request, lottery), SITTING: found.sitting}
    return Changes(files, (("plan", {"act": found.act, "sha256": sha256(files[PLAN])}),)).placed(found.act)
