"""Who is to bring chance to an act, and which round of the beacon: fixed in its plan, before any of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tirage.errors import Refused
from tirage.randomness.beacon import CHAIN, PUBLIC_KEY, due_time

PUBLIC = "public"
"""The contributor whose value is rolled in public."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan says of chance: the public roll always, and what is asked for beside it."""

    sealed: Mapping[str, str] = field(default_factory=dict)
    """Commitment by contributor, for those who made theirs before the plan and reveal it afterwards."""
    round: int | None = None
    """Round of the beacon."""

    @property
    def plain(self) -> bool:
        """Whether the public roll is all."""
        return not self.sealed and self.round is None

    @property
    def contributors(self) -> list[dict[str, str]]:
        """The plan's `contributors`, in ascending order of their ids."""
        sealed = [{"id": name, "kind": "sealed", "commit": commit} for name, commit in self.sealed.items()]
        return sorted([*sealed, {"id": PUBLIC, "kind": PUBLIC}], key=lambda each: each["id"])

    @property
    def beacon(self) -> dict[str, object] | None:
        """The plan's `beacon`."""
        if self.round is None:
            return None
        return {"chain": CHAIN, "public_key": PUBLIC_KEY, "round": self.round}

    @property
    def due(self) -> str | None:
        """UTC time at which the round is published, from when on nothing else is taken."""
        return None if self.round is None else due_time(self.round)

    def check_future(self, time: str) -> None:
        """Refused when the round is known already at the time of the plan: the plan could be made for it."""
        if self.due is not None and self.due <= time:
            raise Refused("ceremony.past", round=self.round, due=self.due, time=time)

    def check_unused(self, before: Iterable[Terms]) -> None:
        """Refused when a commitment stands in an earlier plan: what hides behind it may be known by now."""
        used = {commit for terms in before for commit in terms.sealed.values()}
        if again := sorted(name for name, commit in self.sealed.items() if commit in used):
            raise Refused("ceremony.used", names=", ".join(again))


PLAIN = Terms()


def read_terms(plan: Mapping[str, Any]) -> Terms:
    """The terms of a plan that stands."""
    sealed = {each["id"]: each["commit"] for each in plan["contributors"] if each["kind"] == "sealed"}
    beacon = plan["beacon"]
    return Terms(sealed, None if beacon is None else beacon["round"])
