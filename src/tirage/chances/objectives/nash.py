"""The lottery with the largest product of everyone's chances, to the last digits of floating point.

Each row has a price, and a person whose rows cost s has the chance p = 1/s, or 1 if that is above; the right
prices are those at which every row sums to what it may. A primal-dual interior-point method finds them (Boyd
& Vandenberghe, Convex Optimization, §11.7), in as many equations as there are rows. All of it is in Python's
own floating point, the same on every processor.

How far from the optimum that is, integers prove: for the chances q of any lottery Σ n_t·q_t/p_t ≤ B/S, and a
geometric mean is not above the mean (docs/formats.md, objective).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import inf, sqrt
from operator import add

from tirage.chances.floor import by_rows, limits
from tirage.chances.instance import Instance
from tirage.chances.proof import RowProof
from tirage.chances.rising import Unproved

PARTS = 10**9
"""A chance is rounded to this many parts."""
SCALE = 10**12
"""S."""
STEPS = 150
TIGHTER = 0.15
"""What a step leaves of the product of a price and the room it is paid for."""
SHORT = 0.995
"""How much of the way to a limit a step may go."""
DONE = 1e-13
"""Where prices times rooms are this near to nothing, the search ends."""
RIDGE = 1e-11
"""Added to the equations, for each unit of their own: rows that repeat each other stay apart."""
CLOSE = 1e-7
"""Seats, for each seat of the panel, by which a row may miss what it should sum to."""


@dataclass(frozen=True, slots=True)
class Product:
    """Chances of the largest product, and how near they are to it."""

    chances: tuple[Fraction, ...]
    """By profile."""
    bound: Fraction
    """No lottery has a geometric mean of chances more than this many times larger; 1 or more."""
    proof: RowProof
    scale: int = SCALE
    """S, to which the proof's integers refer."""


def nash(instance: Instance, never: Collection[int]) -> Product:
    """The Nash lottery on the quota polytope, among all but `never`, the profiles that no panel holds.

    Raises `rising.Unproved` where no good prices were found.
    """
    prices = [round(price * SCALE) for price in _Prices(instance, never).solve()]
    proof = by_rows(dict(enumerate(prices)), instance)
    chances = tuple(
        Fraction(0) if t in never else Fraction(_parts(weight), PARTS)
        for t, weight in enumerate(proof.weights(instance))
    )
    return Product(chances, product_bound(chances, proof, instance), proof)


def product_bound(chances: Sequence[Fraction], proof: RowProof, instance: Instance) -> Fraction:
    """How many times larger the geometric mean of another lottery's chances can be, at most."""
    people, most = 0, proof.upper_bound(instance)
    for size, chance, weight in zip(instance.sizes, chances, proof.weights(instance), strict=True):
        if chance:
            people += size
            most += size * max(0, -(-SCALE * chance.denominator // chance.numerator) - weight)
    return max(Fraction(1), Fraction(most, people * SCALE))


def _parts(weight: int) -> int:
    """The chance of a person of this cost, in parts, rounded."""
    return PARTS if weight <= SCALE else max(1, (2 * SCALE * PARTS + weight) // (2 * weight))


@dataclass(slots=True)
class _Limited:
    """A number, the room to each of its limits, and the price of each; no price where there is no limit."""

    value: float
    low: float
    high: float
    below: float
    above: float

    def stiffness(self) -> float:
        """The rise of both prices together for each unit of the value."""
        return self.below / self.low + self.above / self.high

    def pull(self, target: float) -> float:
        """The difference of both prices at which each price times its room is `target`."""
        return (target / self.high if self.above else 0.0) - (target / self.low if self.below else 0.0)

    def moves(self, move: float, target: float) -> tuple[float, float, float]:
        """A move of the value, and the moves of the prices below and above that go with it."""
        below = (target - self.below * move) / self.low - self.below if self.below else 0.0
        above = (target + self.above * move) / self.high - self.above if self.above else 0.0
        return move, below, above

    def longest(self, move: float, below: float, above: float) -> float:
        """The number of such moves to the first limit."""
        ways = ((self.low, -move), (self.high, move), (self.below, -below), (self.above, -above))
        return min((far / speed for far, speed in ways if speed > 0), default=inf)

    def go(self, part: float, move: float, below: float, above: float) -> None:
        """Move by `part` of the step; the rooms and the prices follow."""
        self.value += part * move
        self.low += part * move
        self.high -= part * move
        self.below += part * below
        self.above += part * above


class _Prices:
    """Prices of rows, stepped to where the chances that follow from them meet every row."""

    def __init__(self, instance: Instance, never: Collection[int]) -> None:
        self._seats = instance.seats
        self._sizes = {t: size for t, size in enumerate(instance.sizes) if t not in never}
        rows = limits(instance)
        self._terms: dict[int, list[tuple[int, int]]] = {t: [] for t in self._sizes}
        for number, row in enumerate(rows):
            for t, weight in row.terms():
                if t in self._sizes:
                    self._terms[t].append((number, weight))
        people = sum(self._sizes.values())
        # At first everyone has the same chance; that it is below 1 is all that limits it.
        even = min(0.9, instance.seats / people)
        self._chances = {t: _Limited(even, even, 1 - even, 0.0, 1.0) for t in self._sizes}
        self._prices = [1 / even, *(0.0 for _ in rows[1:])]
        self._sums: list[_Limited | float] = []
        for number, row in enumerate(rows):
            upper, half = float(row.upper), float(row.upper - row.lower) / 2
            if row.lower == row.upper:
                self._sums.append(upper)
            elif number <= len(instance.quotas):
                self._sums.append(_Limited(upper - half, half, half, 1.0, 1.0))
            else:
                self._sums.append(_Limited(upper - 1, inf, 1.0, 0.0, 1.0))

    def solve(self) -> list[float]:
        """The prices, in the order of `Instance.rows`; raises Unproved."""
        for _ in range(STEPS):
            apart = self._apart()
            if apart < DONE and max(map(abs, self._missing())) < DONE * self._seats:
                break
            self._step(TIGHTER * apart)
        if max(map(abs, self._missing())) > CLOSE * self._seats:
            raise Unproved
        return [
            price if isinstance(total, float) or total.below else max(0.0, price)
            for price, total in zip(self._prices, self._sums, strict=True)
        ]

    def _limited(self) -> list[_Limited]:
        return [*self._chances.values(), *(each for each in self._sums if isinstance(each, _Limited))]

    def _apart(self) -> float:
        """The mean of prices of limits times the room to them."""
        products = [
            price * room
            for each in self._limited()
            for price, room in ((each.below, each.low), (each.above, each.high))
            if price
        ]
        return _total(products) / len(products)

    def _missing(self) -> list[float]:
        """By row, how far the chances are above what it sums to."""
        missing = [-(each if isinstance(each, float) else each.value) for each in self._sums]
        for t, size in self._sizes.items():
            for number, weight in self._terms[t]:
                missing[number] += weight * size * self._chances[t].value
        return missing

    def _step(self, target: float) -> None:
        """One Newton step of the prices, towards a product of `target` for each price and its room."""
        count = len(self._prices)
        right, bend = self._missing(), [[0.0] * (i + 1) for i in range(count)]
        pulls: dict[int, tuple[float, float]] = {}
        for t, size in self._sizes.items():
            chance, terms = self._chances[t], self._terms[t]
            cost = _total(weight * self._prices[number] for number, weight in terms)
            stiff = 1 / chance.value**2 + chance.stiffness()
            pulls[t] = pull, _ = 1 / chance.value - cost - chance.pull(target), stiff
            for place, (i, weight) in enumerate(terms):
                right[i] += weight * size * pull / stiff
                for j, other in terms[: place + 1]:
                    bend[i][j] += weight * other * size / stiff
        for number, total in enumerate(self._sums):
            if isinstance(total, _Limited):
                soft = 1 / total.stiffness()
                bend[number][number] += soft
                right[number] -= (self._prices[number] - total.pull(target)) * soft
        self._move(_solved(bend, right), pulls, target)

    def _move(self, step: Sequence[float], pulls: dict[int, tuple[float, float]], target: float) -> None:
        """As far along a step of the prices as no limit is reached."""
        moves: list[tuple[_Limited, tuple[float, float, float]]] = []
        for t, (pull, stiff) in pulls.items():
            move = (pull - _total(weight * step[number] for number, weight in self._terms[t])) / stiff
            moves.append((self._chances[t], self._chances[t].moves(move, target)))
        for number, total in enumerate(self._sums):
            if isinstance(total, _Limited):
                move = (step[number] + self._prices[number] - total.pull(target)) / total.stiffness()
                moves.append((total, total.moves(move, target)))
        part = min(1.0, SHORT * min(each.longest(*change) for each, change in moves))
        self._prices = [price + part * each for price, each in zip(self._prices, step, strict=True)]
        for each, change in moves:
            each.go(part, *change)


def _total(terms: Iterable[float]) -> float:
    """The sum, one term after the other: what `sum` makes of floats is not the same in every Python."""
    return reduce(add, terms, 0.0)


def _solved(lower: list[list[float]], right: list[float]) -> list[float]:
    """x with A·x = right, A symmetric and positive, given by its lower triangle, which is used up."""
    size = len(right)
    for i, row in enumerate(lower):
        row[i] *= 1 + RIDGE
        for j in range(i + 1):
            other = lower[j]
            value = row[j] - _total(map(float.__mul__, row[:j], other[:j]))
            if j < i:
                row[j] = value / other[j]
            else:
                row[i] = sqrt(max(value, RIDGE * RIDGE))
    x = list(right)
    for i in range(size):
        x[i] = (x[i] - _total(map(float.__mul__, lower[i][:i], x[:i]))) / lower[i][i]
    for i in reversed(range(size)):
        x[i] = (x[i] - _total(lower[k][i] * x[k] for k in range(i + 1, size))) / lower[i][i]
    return x
