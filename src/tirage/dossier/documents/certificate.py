"""The certificate: what each level of people is given, and the proof that no lottery gives more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from tirage.dossier.documents.document import Document, Panels, Spec
from tirage.dossier.documents.part import Part, Sparing
from tirage.dossier.documents.proofs import ByRows, Cut, Natural, NotNegative
from tirage.dossier.entries import Count, Number

Ratio = Annotated[str, StringConstraints(pattern="^(0|[1-9][0-9]*)(/[1-9][0-9]*)?$", max_length=2000)]
"""A fraction in lowest terms."""


class Level(Part):
    """People who are given the same chance."""

    value: Ratio
    """The chance given to these people."""
    bound: Ratio
    """What the proof shows no lottery can exceed for them, given the levels before."""
    achieved: Annotated[str, StringConstraints(pattern="^(0|[1-9][0-9]*)/[1-9][0-9]*$")]
    """Fewest panels that one of them is in, over m; not reduced."""
    people: Number
    profiles: Annotated[tuple[Count, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True})]
    """Profile numbers, ascending."""
    proof: ByRows


class Had(Part):
    """People of a level who had as much of chance before."""

    millionths: Count
    """What they had in the draws before, each rounded down."""
    people: Number
    panels: Count
    """Fewest panels that one of them is in."""


class UncappedLevel(Level, Sparing):
    """A level among all lotteries."""

    had: Annotated[tuple[Had, ...], Field(min_length=1)] | None = None
    """Only where what people had of chance before counts, in ascending order: then value and bound are of
    the sum, and whoever had more than the value is given nothing."""


class ImpossibleLevel(UncappedLevel):
    """People whom no panel can hold."""

    value: Literal["0"]


class Floor(Part):
    """The smallest chance of those who can be drawn, and the largest that it could be."""

    value: Ratio
    """The first level that is not 0."""
    bound: Ratio
    """What no lottery gives everyone who can be drawn."""
    proof: ByRows


class Capped(Part):
    """The best floor, and the least largest chance that goes with it."""

    cap: Ratio
    """The largest chance of the levels."""
    bound: Ratio
    """What somebody has at least, where everyone has the floor."""
    mean: NotNegative
    """λ, what everyone weighs besides."""
    proof: ByRows
    floor: Floor


class Goldilocks(Part):
    """Smallest and largest chance as close together as (n⁺/k)·cap + (k/n⁺)/floor can bring them."""

    cap: Ratio
    """The largest chance of the levels."""
    floor: Floor
    """The first level that is not 0, and the most that any lottery has."""
    value: Ratio
    """That sum."""
    bound: Ratio
    """What it is for every lottery, at least."""
    mean: NotNegative
    """λ, what everyone weighs besides."""
    proof: ByRows


class Nash(Part):
    """The largest product of the chances of all who can be drawn."""

    scale: Natural
    """S: a person of chance p weighs S/p, rounded up."""
    bound: Ratio
    """How many times larger the geometric mean of another lottery can be, at most."""
    proof: ByRows


_NO_CUTS = {"properties": {"cuts": False}}
_BY_ROWS = {"properties": {"proof": _NO_CUTS}}


class Certificate(Document, Sparing):
    """What each level of people is given, and the proof that no lottery gives more.

    The lotteries are those on this pool and these quotas. docs/formats.md has the arithmetic.
    Fractions are in lowest terms.
    """

    FILE = "public/certificate.json"
    ACROSS: ClassVar[Mapping[str, Any]] = {
        "if": {"properties": {"method": {"const": "polytope"}}},
        "then": {
            "properties": {
                "cuts": False,
                "levels": {"items": _BY_ROWS},
                "objective": {"properties": {**_BY_ROWS["properties"], "floor": _BY_ROWS}},
            }
        },
    }

    spec: Spec
    fairness: str
    """What was asked for, and nothing else."""
    method: Literal["polytope", "columns"]
    """polytope: every bound follows from the quotas. columns: whole panels do not have the relaxation's
    chances; some bounds rest on cuts."""
    seats: Number
    panels: Panels
    levels: tuple[Level, ...]
    """In the order of their proofs. leximin, capped, goldilocks: they hold every profile once. nash: those of
    value 0 only."""
    never: Count
    """People in no panel of this lottery."""
    always: Count
    """People in every panel of this lottery."""
    solver: Annotated[str, StringConstraints(pattern="^ortools [0-9A-Za-z.+-]{1,30}$")] = ""
    """The solver that found this, and its version; older certificates do not say it."""
    cuts: Annotated[tuple[Cut, ...], Field(min_length=1)] | None = None
    """What the proofs rest on beyond the quotas; only where one does. A proof names them by number."""


class LevelsCertificate(Certificate):
    """Of leximin and of maximin: the levels are all that is claimed."""

    fairness: Literal["leximin", "maximin"]
    levels: Annotated[tuple[UncappedLevel, ...], Field(min_length=1)]


class ObjectiveCertificate(Certificate):
    """With what is claimed beyond the levels, and the proof of it."""

    objective: Capped | Goldilocks | Nash


class CappedCertificate(ObjectiveCertificate):
    """Of capped: leximin under the least cap that the best floor allows."""

    fairness: Literal["capped"]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    objective: Capped


class GoldilocksCertificate(ObjectiveCertificate):
    """Of goldilocks: leximin under a cap."""

    fairness: Literal["goldilocks"]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    objective: Goldilocks


class NashCertificate(ObjectiveCertificate):
    """Of nash: the levels are those whom no panel can hold."""

    fairness: Literal["nash"]
    levels: tuple[ImpossibleLevel, ...]
    objective: Nash
