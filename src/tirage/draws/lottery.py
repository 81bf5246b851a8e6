"""What a draw of seats is asked for, and the lottery that it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from tirage.chances.instance import Profiles
from tirage.chances.objectives.choose import Fairness
from tirage.discretion import brief
from tirage.draws.chance import PUBLIC_ROLL, ChanceSources
from tirage.lottery.realise import Realised
from tirage.randomness.rolls import DEFAULT
from tirage.shown import Shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class LaterDraws:
    """What every later draw of seats keeps to."""

    fairness: Fairness = "leximin"
    panels: int | None = None
    """None: as many as the chances need."""
    policy: str = "residual"
    """`residual`, `cumulated`, `like-for-like` or `alternates-first`."""
    roll: str = DEFAULT
    batch: int | None = None
    """Seats that a draw of replacements fills at most, those open for longest; None: all that are open."""
    cohorts: int = 1
    """Of the term, when it comes on record."""
    tolerance: Mapping[str, int] = field(default_factory=dict)
    """Criterion → seats by which they may miss its limits, of "" where it is not named; empty: none."""

    standby: Mapping[str, object] | None = None
    """Seats, months and order of a standby, as the plan has them; None where there is none."""

    alternates: Mapping[str, object] | None = None
    """Count, confidence and dropout of lists of alternates, as the plan has them; None: there is none."""

    prefer: str | None = None
    """Of all panels that give the same chances: those in which members can be followed (`repairable`), or
    those that hold the most combinations of two categories (`diverse`)."""

    def document(self) -> dict[str, object]:
        """As a plan has it."""
        return {
            "fairness": self.fairness,
            "panels": self.panels,
            "policy": self.policy,
            "roll": self.roll,
            "batch": self.batch,
            "cohorts": self.cohorts,
            **({"tolerance": dict(self.tolerance)} if self.tolerance else {}),
            **({"standby": dict(self.standby)} if self.standby else {}),
            **({"alternates": dict(self.alternates)} if self.alternates else {}),
            **({"prefer": self.prefer} if self.prefer else {}),
        }


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, apart from the files."""

    seats: int
    """k, 1 or more."""
    fairness: Fairness = "leximin"
    panels: int | None = None
    """m, from 1 to MOST_PANELS; None: as many as `lottery.panel_count` finds enough."""
    rehearsal: bool = False
    terms: ChanceSources = PUBLIC_ROLL
    """Who brings chance; nothing of the lottery depends on it."""
    act: str = "panel"
    """The draw of seats that this is, `replacements/1` for example."""
    later: LaterDraws | None = None
    """What the plan of a panel fixes for all later draws (None: as fair as the panel, by the same roll).
    No chance depends on it; which panels give the chances does where some are preferred."""
    before: Mapping[str, object] = field(default_factory=dict)
    """What a later act depends on besides, for its inputs."""
    given: Mapping[str, int] | None = None
    """Millionths of chance that everyone in the pool had before, by pid; None where that does not count."""


@dataclass(repr=False, frozen=True, slots=True)
class Lottery(Shown):
    """Everyone's chance and the numbered panels, before anything is published."""

    profiles: Profiles
    realised: Realised
    panels: tuple[tuple[str, ...], ...]
    """pids of each panel, ascending; the panel's number is its place."""
    pids: tuple[str, ...]
    """Everyone, in the order of the pool."""
    given: Mapping[str, int] | None = None
    """As in the request."""

    def __repr__(self) -> str:
        seats = len(self.panels[0]) if self.panels else 0
        return brief(self, people=len(self.pids), panels=len(self.panels), seats=seats)

    def count_by_pid(self) -> dict[str, int]:
        """Panels that hold a person, for those in one at least."""
        return Counter(chain.from_iterable(self.panels))

    def to_frame(self) -> DataFrame:
        """Everyone's chance: one row a person, in the order of `pids`, indexed by `pid`.

        `panels`: how many of the panels hold the person. `chance`: the chance that these panels give,
        `panels` over the number of panels. `aimed`: the chance aimed at, which they come as close to as so
        many panels can. Both are floats, to look at and to plot; the exact ones are in `realised.chances`, as
        Fractions.
        """
        from pandas import DataFrame, Index

        counts = self.count_by_pid()
        aimed = dict.fromkeys(self.pids, 0.0)
        for members, chance in zip(self.profiles.members, self.realised.chances, strict=True):
            aimed |= {self.pids[person]: float(chance) for person in members}
        panels = [counts.get(pid, 0) for pid in self.pids]
        columns = {
            "panels": panels,
            "chance": [count / len(self.panels) for count in panels],
            "aimed": list(aimed.values()),
        }
        return DataFrame(columns, index=Index(self.pids, name="pid"))

    def matrix(self) -> NDArray[np.bool_]:
        """The panels as an m × n matrix: True at [number, i] where panel `number` holds `pids[i]`."""
        import numpy as np

        place = {pid: i for i, pid in enumerate(self.pids)}
        held = np.zeros((len(self.panels), len(self.pids)), dtype=np.bool_)
        for number, panel in enumerate(self.panels):
            held[number, [place[pid] for pid in panel]] = True
        return held
