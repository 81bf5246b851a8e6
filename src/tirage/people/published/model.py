"""What was published of a draw, once its files are understood: people, quotas, panels, chances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Literal

from tirage.discretion import brief
from tirage.i18n.note import Note
from tirage.people.pool.model import PoolFile
from tirage.quotas.model import Quotas

Role = Literal[
    "quotas", "people", "selected", "remaining", "panel", "panels", "chances", "curve", "crossings"
]
"""What a file is: limits; everybody; rows of those drawn, and of the others; a list of ids; a lottery;
chances by person; chances without persons; shares of crossings, which nothing here is judged by."""
SeatsFrom = Literal["said", "panel", "panels", "chances"]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file that was given, and what it was taken for."""

    name: str
    role: Role
    sha256: str
    rows: int
    """People, limits, panels or chances, by its role."""


@dataclass(repr=False, frozen=True, slots=True)
class Panels:
    """The panels that a lottery draws one of, in the order of their file."""

    name: str
    members: tuple[tuple[str, ...], ...]
    """Ids, ascending, no one twice."""
    labels: tuple[str, ...]
    """The name of each: as the file has it, else its place from 1."""
    weights: tuple[Fraction, ...] | None = None
    """The probability of each, as written; None: as likely as each other."""
    rounding: Fraction = Fraction(0)
    """By how much the weights may miss 1 because of the decimals that were not written."""

    def __repr__(self) -> str:
        return brief(self, panels=len(self.members))

    @property
    def total(self) -> Fraction:
        """The sum of all probabilities: 1, unless the file says something else."""
        return Fraction(1) if self.weights is None else sum(self.weights, Fraction(0))

    def chances(self) -> dict[str, Fraction]:
        """Everyone's chance who is in a panel: the probabilities of those panels, as they are written."""
        if self.weights is None:
            counts = Counter(chain.from_iterable(self.members))
            return {pid: Fraction(count, len(self.members)) for pid, count in counts.items()}
        found: dict[str, Fraction] = {}
        for members, weight in zip(self.members, self.weights, strict=True):
            for pid in members:
                found[pid] = found.get(pid, Fraction(0)) + weight
        return found


@dataclass(repr=False, frozen=True, slots=True)
class Curve:
    """Chances in ascending order, without a word of whose they are: a published picture, in numbers."""

    name: str
    """As the file has it, `Legacy` for example."""
    chances: tuple[Fraction, ...]

    def __repr__(self) -> str:
        return brief(self, people=len(self.chances))


@dataclass(repr=False, frozen=True, slots=True)
class Published:
    """All that the files say, none of it judged yet."""

    files: tuple[PublishedFile, ...]
    file: PoolFile
    """Everybody who could be drawn; the ids are those of the files, or lines where these have none."""
    quotas: Quotas | None
    """None where no file has any: nothing can be said of them then."""
    seats: int
    seats_from: SeatsFrom
    panel: tuple[str, ...] | None = None
    """The ids of those drawn, ascending; None where no file says it."""
    panels: Panels | None = None
    stated: Mapping[str, Fraction] | None = None
    """Everyone's chance, as a file states it."""
    curves: tuple[Curve, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    """How the files were read."""

    def __repr__(self) -> str:
        return brief(self, files=len(self.files), people=len(self.file.pool.people), seats=self.seats)
