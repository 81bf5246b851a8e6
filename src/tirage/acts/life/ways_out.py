"""What can still be done about open seats that no one fits: only what helps is offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tirage.acts.interface import Note
from tirage.assembly.remaining import holders
from tirage.draws import seat_draw
from tirage.draws.impossible import unfillable
from tirage.draws.relax import can_relax
from tirage.draws.seat_draw import SeatDraw
from tirage.draws.seats.filling import can_fill
from tirage.errors import QuotasImpossible, told
from tirage.quotas.model import Quotas

WAYS = {
    (True, True): "life.impossible",
    (True, False): "life.impossible.relax",
    (False, True): "life.impossible.fill",
    (False, False): "life.impossible.vacant",
}
"""The sentence of the ways out: by whether quotas can give way, and whether some seats can be filled."""


def possible(files: Mapping[str, bytes], draw: SeatDraw, *, relax: bool) -> SeatDraw:
    """A draw that somebody fits: as it is or, with `relax`, under the least change of its quotas.

    QuotasImpossible otherwise, with the ways out that there are. `files`: those of the dossier.
    """
    if draw.possible:
        return draw
    if not relax:
        with told(ways_out(files, draw)):
            raise unfillable(draw.instance, draw.quotas)
    try:
        return seat_draw.relax(draw)
    except QuotasImpossible:
        with told(ways_out(files, draw)):
            raise


def ways_out(files: Mapping[str, bytes], draw: SeatDraw) -> tuple[Note, ...]:
    """What helps of letting quotas give way, filling fewer seats and leaving all open; and why not the first.

    Either no panel of the people who remain has that many seats, whatever the quotas, so that people are too
    few; or the limits in the way may not move (`min_flex`, `max_flex`), as those of a stream.
    """
    seats = len(draw.vacancies)
    loose = can_relax(draw.pool, draw.quotas, draw.whole, seats)
    some = can_fill(draw, holders(files, draw))
    offered = Note(WAYS[loose, some], {"seats": seats})
    if loose:
        return (offered,)
    # Without any quotas only seats and households are left.
    free = replace(draw, quotas=Quotas(())).possible
    return (Note("life.unrelaxable" if free else "life.too_few", {"seats": seats}), offered)
