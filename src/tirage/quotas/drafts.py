"""Quotas as a file states them, before they are known to be sound, and the defects found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from tirage.errors import Defect, InputInvalid

if TYPE_CHECKING:
    from tirage.quotas.amendments import Amendment


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file."""

    line: int | None = None
    """From 1."""
    key: str | None = None
    """Column header or YAML key, as a message shows it."""
    position: int | None = None
    """Character in the line, from 1; known in YAML only."""


@dataclass(frozen=True, slots=True)
class BoundDraft:
    """One category or cell; None for a bound that the file does not give, or gives wrongly."""

    name: str
    place: Place
    minimum: int | None
    maximum: int | None
    min_flex: int | None = None
    max_flex: int | None = None


@dataclass(slots=True)
class CriterionDraft:
    """One criterion or crossing, and the bounds found so far under their whole names."""

    name: str
    place: Place
    bounds: list[BoundDraft] = field(default_factory=list)
    shares: list[Fraction] = field(default_factory=list)
    """In percent, of the categories that have one."""
    sound: bool = True
    """False once a category was left out for a defect: sums would then mislead."""


@dataclass(slots=True)
class Drafts:
    """Everything that a file of quotas states."""

    criteria: list[CriterionDraft] = field(default_factory=list)
    crossings: list[CriterionDraft] = field(default_factory=list)
    changes: tuple[Amendment, ...] = ()
    source: str = ""
    """Where the figures come from."""
    note: str = ""


class Findings:
    """The defects of one file, collected so that they are reported at once."""

    def __init__(self, file: str, defects: tuple[Defect, ...] = ()) -> None:
        self.file = file
        self.defects = list(defects)

    def add(self, code: str, place: Place, **values: object) -> None:
        """Note one defect; the key and, in YAML, the character position of its place are among the values."""
        here = {"key": place.key, "position": place.position}
        values |= {name: value for name, value in here.items() if value is not None}
        self.defects.append(Defect(code, self.file, place.line, place.key, values))

    def in_order(self) -> list[Defect]:
        """All defects, in the order of their lines."""
        return sorted(self.defects, key=lambda defect: defect.line or 0)

    def stop(self) -> NoReturn:
        """Raise InputInvalid with all defects."""
        raise InputInvalid(self.in_order())
