"""Lotteries over whole panels, as column generation and separation find them."""

from __future__ import annotations

from dataclasses import dataclass

from tirage.chances.objectives.choose import Target
from tirage.solvers.integer import LinearRow

Composition = tuple[int, ...]
"""Seats by profile."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Chances with their proofs, and compositions that have them when drawn with these weights."""

    aimed: Target
    compositions: tuple[Composition, ...]
    weights: tuple[float, ...]
    """One a composition, summing to 1."""
    cuts: tuple[LinearRow, ...]
    """What holds for every composition beyond the rows, by the numbers that the proofs name."""
