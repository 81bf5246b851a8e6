"""What a public lottery discloses: whose category an outsider may read off who sits with whom.

Every panel meets the quotas, so a sum over the people of a category hardly varies from panel to panel. Seen
as a matrix of m panels and n people, the lottery has directions of little variance: its last singular
vectors. There are as many as the quotas say, and they separate the categories. Names are not needed for
that; whoever knows the categories of a few people has those of many, under their aliases.

The measure is what stands there, for somebody who knows how to look: the indicator of each category is
projected on these directions and on those that vary no more, and a person counts as readable whose own
category comes out largest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tirage.dossier.layout import LOTTERY, POOL
from tirage.draws.documents import csv_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PEOPLE = 2_000
"""More are not measured: the work grows with the cube of their number."""
_AT_ONCE = 10_000
"""Panels that are looked at together."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What the lottery tells of one criterion."""

    criterion: str
    people: int
    readable: int
    """People whose category comes out."""
    guess: int
    """People whose category is right if everyone is said to be of the commonest one, which counts tell."""


def disclosed(files: Mapping[str, bytes]) -> tuple[Disclosed, ...]:
    """Criterion by criterion, what the panel's lottery discloses; nothing where it cannot be measured.

    `files`: of a dossier; the pool tells what is true. Not measured without it, nor for too many people.
    """
    if LOTTERY not in files or POOL not in files:
        return ()
    (_, _, *criteria), *people = csv_rows(files[POOL])
    if not criteria or not 2 <= len(people) <= MOST_PEOPLE:
        return ()
    place = {row[0]: number for number, row in enumerate(people)}
    panels = [[place[pid] for pid in line.split(",")] for line in files[LOTTERY].decode("ascii").split()]
    columns = [[row[2 + c] for row in people] for c in range(len(criteria))]
    directions = 1 + sum(len(set(column)) - 1 for column in columns)
    vectors = _last_vectors(panels, len(people), directions)
    return tuple(
        Disclosed(name, len(people), _readable(vectors, column), max(Counter(column).values()))
        for name, column in zip(criteria, columns, strict=True)
    )


def _last_vectors(panels: Sequence[Sequence[int]], people: int, directions: int) -> NDArray[Any]:
    """An orthonormal basis of the directions in which the panels vary least, one row a person."""
    import numpy as np

    products = np.zeros((people, people))
    for held in _matrices(panels, people):
        products += held.T @ held
    counts = products.diagonal()
    variation = products - np.outer(counts, counts) / len(panels)
    values, vectors = np.linalg.eigh(variation)  # ascending: the last singular vectors come first
    # Directions that vary alike are all taken or none: which of them come first is the computer's whim.
    most = values[min(directions, people) - 1] + 1e-9 * max(values[-1], 1)
    found: NDArray[Any] = vectors[:, values <= most]
    return found


def _matrices(panels: Sequence[Sequence[int]], people: int) -> Iterator[NDArray[Any]]:
    import numpy as np

    for start in range(0, len(panels), _AT_ONCE):
        some = panels[start : start + _AT_ONCE]
        held = np.zeros((len(some), people))
        for number, panel in enumerate(some):
            held[number, list(panel)] = 1
        yield held


def _readable(vectors: NDArray[Any], column: Sequence[str]) -> int:
    """People whose own category is the largest once each category is seen through the vectors."""
    import numpy as np

    names = sorted(set(column))
    own = np.array([names.index(value) for value in column])
    indicators = (own[:, None] == np.arange(len(names))).astype(float)
    seen = vectors @ (vectors.T @ indicators)
    # A tie tells nothing: what is no clear difference counts for nobody.
    others = np.where(indicators == 1, -np.inf, seen).max(axis=1, initial=-np.inf)
    return int((seen[np.arange(len(own)), own] > others + 1e-9).sum()) if len(names) > 1 else 0
