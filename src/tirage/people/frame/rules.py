"""What the frame needs to know of an assembly's rules, in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Block:
    """A stream: a block of seats with people of its own."""

    name: str
    sources: tuple[str, ...]
    """`roll`, `cards`."""
    youngest: int
    oldest: int
    nationality: str = ""
    """`FR`, `EU`, `OTHER`; empty for any."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A criterion that the lists tell."""

    name: str
    origin: str
    """`sex`, `age`, `address`, `registration`, `stream`."""
    by_sector: bool = False
    """Of a place: sectors, not arrondissements."""
    values: tuple[tuple[str, str], ...] = ()
    """(category, what it stands for): F or M, a stream, ages as `18-24` or `65+`."""


@dataclass(frozen=True, slots=True)
class FrameRules:
    """How people become members of the frame."""

    reference: date
    """Ages are those of this day."""
    blocks: tuple[Block, ...]
    """In order; one at least."""
    traits: tuple[Trait, ...]
    strata: tuple[str, ...]
    """Traits by which strata are made, in order."""
    household: tuple[str, ...]
    """`address`, `door`, `surname`."""
