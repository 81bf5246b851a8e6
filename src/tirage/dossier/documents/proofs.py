"""Proofs in integers: prices of rows, and trees of branchings (docs/formats.md has the arithmetic)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictInt, StringConstraints, WithJsonSchema

from tirage.dossier.documents.part import Part, Sparing

_PLACE = "^(0|[1-9][0-9]*)$"
_NATURAL = "^[1-9][0-9]*$"
_NOT_ZERO = "^-?[1-9][0-9]*$"

Whole = Annotated[str, StringConstraints(pattern="^(0|-?[1-9][0-9]*)$", max_length=1000)]
NotNegative = Annotated[str, StringConstraints(pattern=_PLACE, max_length=1000)]
Natural = Annotated[str, StringConstraints(pattern=_NATURAL, max_length=1000)]
NotZero = Annotated[str, StringConstraints(pattern=_NOT_ZERO, max_length=1000)]
Place = Annotated[str, StringConstraints(pattern=_PLACE)]


def _by_place(pattern: str, **more: int) -> WithJsonSchema:
    """Numbers by the numbers of what they belong to."""
    values = {"type": "string", "pattern": pattern, "maxLength": 1000}
    keys = {"pattern": _PLACE}
    return WithJsonSchema({"type": "object", **more, "propertyNames": keys, "additionalProperties": values})


Prices = Annotated[dict[Place, NotZero], _by_place(_NOT_ZERO)]
NaturalPrices = Annotated[dict[Place, Natural], _by_place(_NATURAL)]
_Count = Annotated[StrictInt, Field(ge=0)]
_Ascending = Annotated[tuple[_Count, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True})]


class ByRows(Sparing):
    """Prices that any reader can check; zeros left out."""

    nu: Whole
    """ν, the price of a seat."""
    quotas: Prices
    """μ by number of the quota row."""
    households: NaturalPrices
    """η by number of the household class."""
    cuts: Annotated[NaturalPrices, Field(min_length=1), _by_place(_NATURAL, minProperties=1)] | None = None
    """γ by number of the cut; only where there is one."""


class Leaf(ByRows):
    """Integers that show that nothing is left where all branchings on the way hold."""

    d: NotNegative
    """D, times which the weights count; 0 where nothing is left whatever they are."""
    branchings: Prices
    """β by number of the branching on the way, the root's being 0: above 0 on its lower side, else below."""


class ByCell(Part):
    """A branching: those whom all of these quota rows count have `most` seats at most, or more."""

    rows: _Ascending
    most: _Count


class ByProfiles(Part):
    """A branching: these profiles have `most` seats together at most, or more."""

    profiles: _Ascending
    most: _Count


Tree = Annotated[tuple[ByCell | ByProfiles | Leaf, ...], Field(min_length=1)]
"""A leaf; or a branching, all nodes of its lower side, then all nodes of its upper side."""


class Cut(Part):
    """What the weighted seats of a valid panel are not above, beyond what the quotas say."""

    weights: Annotated[dict[Place, NotZero], Field(min_length=1), _by_place(_NOT_ZERO, minProperties=1)]
    """By number of the profile; zeros left out."""
    best: Whole
    """What no panel is above."""
    proved: Whole
    """What the tree shows: `best`, or more where the tree would be too large."""
    tree: Tree
    """It may use the cuts before this one, as far as they are proved."""


class Disproof(Part):
    """Why there is no panel, in integers."""

    tree: Tree
    """With weights of 0: each of its leaves shows less than nothing."""
