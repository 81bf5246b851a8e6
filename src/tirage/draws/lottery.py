"""What a draw of seats is asked for, and the lottery that it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tirage.chances.instance import Profiles
from tirage.chances.objectives.choose import Fairness
from tirage.draws.chance import PUBLIC_ROLL, ChanceSources
from tirage.lottery.realise import Realised

SPEC = "tirage/1"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, apart from the files."""

    seats: int
    """k, 1 or more."""
    fairness: Fairness = "leximin"
    panels: int = 1000
    """m, from 1 to MOST_PANELS."""
    rehearsal: bool = False
    terms: ChanceSources = PUBLIC_ROLL
    """Who brings chance; nothing of the lottery depends on it."""
    act: str = "panel"
    """The draw of seats that this is, `replacements/1` for example."""
    before: Mapping[str, object] = field(default_factory=dict)
    """What a later act depends on besides, for its inputs."""


@dataclass(frozen=True, slots=True)
class Lottery:
    """Everyone's chance and the numbered panels, before anything is published."""

    profiles: Profiles
    realised: Realised
    panels: tuple[tuple[str, ...], ...]
    """pids of each panel, ascending; the panel's number is its place."""
    pids: tuple[str, ...]
    """Everyone, in the order of the pool."""

    def count_by_pid(self) -> dict[str, int]:
        """Panels that hold a person, for those in one at least."""
        counts: dict[str, int] = {}
        for panel in self.panels:
            for pid in panel:
                counts[pid] = counts.get(pid, 0) + 1
        return counts
