"""What a public lottery discloses: whose category an outsider may read off who sits with whom.

Every panel meets the quotas, so a sum over the people of a category hardly varies from panel to panel. Seen
as a matrix of m panels and n people, the lottery has directions of little variance: its last singular
vectors. There are as many as the quotas say, and they separate the categories. Names are not needed for
that; whoever knows the categories of a few people has those of many, under their aliases.

The measure is what stands there, for somebody who knows how to look: the indicator of each category is
projected on these directions and on those that vary no more, and a person counts as readable whose own
category comes out largest; who is in none of the panels or in all of them does not vary, and tells nothing.
Later draws are panels of the same people: all lotteries are looked at together too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tirage.dossier.layout import LOTTERY, PANEL, POOL, files_of_draw, path_in_draw
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
    together: int | None = None
    """People whose category comes out of the panel's lottery or of all lotteries together; None for one."""


@dataclass(frozen=True, slots=True)
class _Lottery:
    """The panels of one draw, by numbers of people."""

    panels: Sequence[Sequence[int]]

    def variation(self, people: int) -> NDArray[Any]:
        """How two people go together, from panel to panel: n × n, m times their covariance."""
        import numpy as np

        products = np.zeros((people, people))
        for held in _matrices(self.panels, people):
            products += held.T @ held
        counts = products.diagonal()
        found: NDArray[Any] = products - np.outer(counts, counts) / len(self.panels)
        return found


def disclosed(files: Mapping[str, bytes], acts: Sequence[str] = ("panel",)) -> tuple[Disclosed, ...]:
    """Criterion by criterion, what the lotteries disclose; nothing where it cannot be measured.

    `files`: of a dossier; the pools tell what is true. `acts`: its draws of seats, the panel's first. Not
    measured without the pools, nor for too many people.
    """
    draws = [files_of_draw(files, act) for act in acts]
    draws = [each for each in draws if LOTTERY in each and POOL in each]
    if not draws or acts[0] != "panel" or LOTTERY not in files:
        return ()
    (_, _, *criteria), *rows = csv_rows(draws[0][POOL])
    people = _everyone(draws, criteria)
    if not criteria or not 2 <= len(people) <= MOST_PEOPLE:
        return ()
    place = {pid: number for number, pid in enumerate(people)}
    lotteries = [
        _Lottery([[place[pid] for pid in line.split(",")] for line in each[LOTTERY].decode("ascii").split()])
        for each in draws
    ]
    columns = [[features[c] for features in people.values()] for c in range(len(criteria))]
    directions = 1 + sum(len(set(column)) - 1 for column in columns)
    # The panel's lottery tells nothing of those who joined later.
    first = _Seen(len(rows), len(people), _last_vectors(lotteries[:1], len(rows), directions))
    views = [first]
    if len(draws) > 1:
        views.append(_Seen(len(people), len(people), _last_vectors(lotteries, len(people), directions)))
    found = []
    for name, column in zip(criteria, columns, strict=True):
        read = [view.readable(column) for view in views]
        together = int((read[0] | read[1]).sum()) if len(read) > 1 else None
        commonest = max(Counter(column).values())
        found.append(Disclosed(name, len(people), int(read[0].sum()), commonest, together))
    return tuple(found)


def by_few_seats(files: Mapping[str, bytes], acts: Sequence[str], fewest: int) -> int:
    """People who were drawn later for fewer than `fewest` seats at once: the table of seats tells of them."""
    drawn = (csv_rows(files.get(path_in_draw(PANEL, act), b""))[1:] for act in acts if act != "panel")
    return sum(len(members) for members in drawn if len(members) < fewest)


def _everyone(draws: Sequence[Mapping[str, bytes]], criteria: Sequence[str]) -> dict[str, list[str]]:
    """The features of everyone by pid, those of the panel's pool first; no others than `criteria`."""
    people: dict[str, list[str]] = {}
    for each in draws:
        header, *rows = csv_rows(each[POOL])
        places = [header.index(name, 2) for name in criteria]
        for row in rows:
            people.setdefault(row[0], [row[place] for place in places])
    return people


def _last_vectors(lotteries: Sequence[_Lottery], people: int, directions: int) -> NDArray[Any]:
    """An orthonormal basis of the directions in which the panels vary least, one row a person."""
    import numpy as np

    variation = sum((each.variation(people) for each in lotteries), np.zeros((people, people)))
    varying = np.flatnonzero(variation.diagonal() > 1e-9)
    found = np.zeros((people, 0))
    if varying.size:
        # Ascending: the last singular vectors come first.
        values, vectors = np.linalg.eigh(variation[np.ix_(varying, varying)])
        # Directions that vary alike are all taken or none: which of them come first is the computer's whim.
        most = values[min(directions, varying.size) - 1] + 1e-9 * max(values[-1], 1)
        found = np.zeros((people, int((values <= most).sum())))
        found[varying] = vectors[:, values <= most]
    return found


def _matrices(panels: Sequence[Sequence[int]], people: int) -> Iterator[NDArray[Any]]:
    import numpy as np

    for start in range(0, len(panels), _AT_ONCE):
        some = panels[start : start + _AT_ONCE]
        held = np.zeros((len(some), people))
        for number, panel in enumerate(some):
            held[number, list(panel)] = 1
        yield held


@dataclass(frozen=True, slots=True)
class _Seen:
    """The first `known` people of `people` through some vectors, one row each."""

    known: int
    people: int
    vectors: NDArray[Any]

    def readable(self, column: Sequence[str]) -> NDArray[Any]:
        """Whether each person's own category comes out largest, each seen through the vectors."""
        import numpy as np

        own_column = column[: self.known]
        names = sorted(set(own_column))
        found = np.zeros(self.people, dtype=bool)
        if len(names) < 2:
            return found
        own = np.array([names.index(value) for value in own_column])
        indicators = (own[:, None] == np.arange(len(names))).astype(float)
        seen = self.vectors @ (self.vectors.T @ indicators)
        # A tie tells nothing: what is no clear difference counts for nobody.
        others = np.where(indicators == 1, -np.inf, seen).max(axis=1, initial=-np.inf)
        found[: self.known] = seen[np.arange(len(own)), own] > others + 1e-9
        return found
