"""The draw of seats as an act with chance.

A panel, replacements and a renewal are one act: some people are seated, and the open seats are drawn under
the quotas that are left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tirage.dossier.layout import POOL, files_of_draw, pool_path, private_of_pool
from tirage.dossier.outcome import Changes
from tirage.draws import draw_up
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.draws.documents import csv_rows
from tirage.people.pool.files import pick

if TYPE_CHECKING:
    from tirage.assembly.record import Dossier


@dataclass(frozen=True, slots=True)
class SeatAct:
    """The draw of seats as an act with chance: of a panel, of replacements, of a renewal."""

    name: str
    command: str
    sources: ChanceSources = PUBLIC_ROLL
    prepare: Callable[[Dossier], Changes] = lambda _: Changes({})
    """Works the plan out, where there is none yet."""

    def plan(self, dossier: Dossier) -> Changes:
        """The lottery, and everything that it follows from."""
        return self.prepare(dossier)

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        """The people who take the seats."""
        own = files_of_draw(dossier.files, self.name)
        pool = pool_path(dossier.files)
        private = dossier.private(private_of_pool(pool))
        if own[POOL] != dossier.files[pool]:
            place = {row[0]: i for i, row in enumerate(csv_rows(dossier.files[pool])[1:])}
            private = pick(private, [place[row[0]] for row in csv_rows(own[POOL])[1:]])
        return draw_up.draw(own, private, chance).placed(self.name)
