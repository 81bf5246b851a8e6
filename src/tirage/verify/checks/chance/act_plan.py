"""The plan of an act that is no draw of seats: who brings chance, and what it follows from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...primitives.lines import hash_of
from ...reading.shapes import Shape, exactly, is_flag
from .beacon import Beacon, is_beacon
from .contributions import Contributors, are_contributors, form_of, read_contributors

HEAD: Mapping[str, Shape] = {
    "spec": exactly("tirage/2"),
    "rehearsal": is_flag,
    "contributors": are_contributors,
    "beacon": is_beacon,
}
"""What every plan says, besides its act, its stage and its inputs."""


@dataclass(frozen=True, slots=True)
class ActPlan:
    """A plan as read."""

    act: str
    stage: str
    rehearsal: bool
    contributors: Contributors
    form: str
    """Of the public roll; empty where there is none."""
    beacon: Beacon | None
    inputs: Mapping[str, Any]
    digest: str
    """SHA-256 of the file."""
    file: str


def act_plan(plan: Mapping[str, Any], data: bytes, act: str, file: str) -> ActPlan:
    """The plan of a document in its form, of these bytes; Malformed for contributors in another order."""
    return ActPlan(
        act,
        plan["stage"],
        plan["rehearsal"],
        read_contributors(plan["contributors"]),
        form_of(plan["contributors"]),
        Beacon(**plan["beacon"]) if plan["beacon"] else None,
        plan["inputs"],
        hash_of(data),
        file,
    )
