"""The body of an entry, and the values that bodies are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, StrictInt, StringConstraints, WithJsonSchema

from tirage.dossier.documents.part import Part

DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CAUSE = "^[a-z][a-z0-9.-]*$"


def _day(value: object) -> date:
    """A day from the one text that stands for it."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or len(value) != len("2026-11-23"):
        raise ValueError("no day")
    return date.fromisoformat(value)


Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
HashOrEmpty = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
Count = Annotated[StrictInt, Field(ge=0)]
Number = Annotated[StrictInt, Field(ge=1)]
Months = Annotated[StrictInt, Field(ge=0, le=1200)]
Id = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9._:+/-]+$")]
Base64 = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9+/]+=*$")]
Day = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "pattern": DAY}),
]
SeatsAct = Annotated[str, StringConstraints(pattern="^(panel|(replacements|renewal)/[1-9][0-9]{0,3})$")]
"""A draw of seats: of the panel, or a later one, counted from 1."""
Wave = Annotated[str, StringConstraints(pattern="^letters/[1-9][0-9]{0,2}$")]
"""A wave of letters, counted from 1."""
StandbyAct = Annotated[str, StringConstraints(pattern="^standby/[1-9][0-9]{0,3}$")]
"""A standby: successors for the seats that open in a period, counted from 1."""
ListAct = Annotated[str, StringConstraints(pattern="^alternates/[1-9][0-9]{0,3}$")]
"""A list of alternates by dice of its own, counted from 1."""
AnyAct = Annotated[
    str,
    StringConstraints(
        pattern="^(panel|(replacements|renewal|standby|alternates)/[1-9][0-9]{0,3}|letters/[1-9][0-9]{0,2})$"
    ),
]
Causes = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_CAUSE)], Count],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _CAUSE},
            "additionalProperties": {"type": "integer", "minimum": 0},
        }
    ),
]
Hashes = Annotated[
    dict[Annotated[str, StringConstraints(pattern=_CAUSE)], Hash],
    WithJsonSchema(
        {
            "type": "object",
            "propertyNames": {"pattern": _CAUSE},
            "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
    ),
]
CauseCode = Annotated[str, StringConstraints(pattern="^([a-z0-9][a-z0-9-]{0,29})?$")]
Reason = Annotated[str, StringConstraints(min_length=1)]
ShortReason = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""Of a decision that is published for ever."""
Rate = Annotated[str, StringConstraints(pattern="^(0|1|[1-9][0-9]{0,17}/[1-9][0-9]{0,17})?$")]
When = Literal["at-once", "end-of-term"]
Limit = Literal["minimum", "maximum"]


class Body(Part):
    """The body of an entry; `TYPE` is that of its entry."""

    TYPE: ClassVar[str]

    @property
    def type(self) -> str:
        """The type of the entry that has this body."""
        return self.TYPE

    @classmethod
    def keys(cls) -> set[str]:
        """The keys of the form: each body has all of them and no other."""
        return set(cls.model_fields)

    def as_act(self) -> tuple[str, Mapping[str, object]]:
        """Type and document, as `Changes` take them."""
        return self.type, self.document()


class Counted(Body):
    """Rows of a file, and what became of them."""

    read: Count
    """Rows read, kept and excluded together."""
    kept: Count
    excluded: Count
    causes: Causes
    """The excluded, by cause."""
