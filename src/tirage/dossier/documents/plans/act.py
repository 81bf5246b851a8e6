"""What every plan says: of which act it is, and who brings chance to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StringConstraints, WithJsonSchema

from tirage.dossier.documents.document import Document, Spec
from tirage.dossier.documents.part import Part
from tirage.dossier.entries import Hash, Id

PUBLIC = "public"
_ID = "^[A-Za-z0-9._:+/-]+$"


def _not_public(name: str) -> str:
    if name == PUBLIC:
        raise ValueError("no name of a sealed contributor")
    return name


SealedId = Annotated[
    Id,
    AfterValidator(_not_public),
    WithJsonSchema({"type": "string", "pattern": _ID, "not": {"const": PUBLIC}}),
]


def _fits(form: str) -> str:
    digits = re.fullmatch("([0-9]+)(?:d.|x1(0+))", form)
    if digits and int(digits[1]) * len(digits[2] or "0") > MOST_DIGITS:
        raise ValueError("more digits than a value has")
    return form


MOST_DIGITS = 64
"""Digits of a roll at most."""
RollFormName = Annotated[
    str,
    StringConstraints(pattern="^([1-9][0-9]?d[2-9]|[1-9][0-9]?x10{1,9}|words|hand)$"),
    AfterValidator(_fits),
]


class PublicRoll(Part):
    """What is rolled in public, after the plan."""

    id: Literal["public"]
    kind: Literal["public"]
    form: RollFormName
    """What the roll looks like: `NdF`, N dice with the faces 1 to F; `NxM`, N numbers from 0 to M − 1, M a
    power of ten, with as many digits each; `words`; or `hand`, a number of a panel and no seed. 64 digits at
    most; 2^50 outcomes or more unless there is a beacon, or it is by hand."""


class SealedValue(Part):
    """A value that was committed before the plan and is revealed after it."""

    id: SealedId
    kind: Literal["sealed"]
    commit: Hash
    """H("commit", id, value)."""


class BeaconRound(Part):
    """A round of drand quicknet that lies in the future of the plan."""

    chain: Literal["52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"]
    """Chain hash of drand quicknet."""
    public_key: Literal[
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec"
        "758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ]
    round: Annotated[StrictInt, Field(ge=1, le=10_000_000_000)]
    """Round r is due at Unix time 1692803367 + 3(r − 1)."""


class ActPlan(Document):
    """The plan of an act: who brings chance to it."""

    FILE = "public/…plan.json"
    ACROSS: ClassVar[Mapping[str, Any]] = {
        "anyOf": [
            {"properties": {"contributors": {"minItems": 1}}},
            {"properties": {"beacon": {"type": "object"}}},
        ],
        "oneOf": [
            {"properties": {"rehearsal": {"const": False}, "stage": {"not": {"pattern": "^test/"}}}},
            {"properties": {"rehearsal": {"const": True}, "stage": {"pattern": "^test/"}}},
        ],
    }

    spec: Spec
    """Version of the rules of chance and of these files."""
    act: str
    stage: str
    """Name that the stage seed is made with: the act, in a rehearsal after `test/`."""
    rehearsal: StrictBool
    """True for a rehearsal, which draws nothing that counts."""
    contributors: tuple[PublicRoll | SealedValue, ...]
    """Who is to bring chance, in ascending order of ids, no two alike: the public roll, and those who have
    committed to a value."""
    beacon: BeaconRound | None
    """Null, or a round of drand quicknet that lies in the future of the plan."""

    @property
    def name(self) -> str:
        """The act as the journal names it: `panel`, `letters/1`, …"""
        return self.act
