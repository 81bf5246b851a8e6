"""Allocation of letters: how many each stratum gets.

A stream's letters follow its seats and its answers; inside a stream a stratum gets letters in proportion
to people · response^(−α), from the same chance of a letter for all (α = 0) to the same number of volunteers
expected for all (α = 1). Whole numbers by largest remainders, then by swaps that bring the categories nearer
to their shares. All of it in integers (docs/formats.md), so that anyone computes the same letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

RULE: Final = "shares/1"
"""The name of this rule in a plan."""
WEIGHTED: Final = "weights/1"
"""The name of the rule by which letters are shared out to streams alone, and people weigh."""
MILLION = 10**6
_PARTS = 10**12
_MOST_SWAPPED = 500
"""Shares that are not whole, in one stream, up to which letters are swapped."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum before its letters are known."""

    code: str
    stream: str
    labels: tuple[str, ...]
    """Its category of each criterion that letters are spread by."""
    eligible: int
    response: int
    """Volunteers expected from a million letters, above 0."""


def allocate(
    strata: Sequence[Stratum],
    total: int,
    alpha: Fraction,
    seats: Mapping[str, int],
    homes: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Letters by stratum, `total` in all, or everyone where there are not so many people.

    `seats` of each stream; a stream without seats gets none. `homes` of each stratum, where these are the
    room that there is, not the people.
    """
    letters: dict[str, int] = {}
    room = {each.code: each.eligible for each in strata} if homes is None else homes
    inside: dict[str, int] = {}
    for each in strata:
        inside[each.stream] = inside.get(each.stream, 0) + room[each.code]
    for stream, count in by_stream(strata, total, seats, inside).items():
        own = [stratum for stratum in strata if stratum.stream == stream]
        weights = {each.code: Fraction(each.eligible * _power(each.response, alpha)) for each in own}
        capacity = {stratum.code: room[stratum.code] for stratum in own}
        letters |= _balanced(own, _shared(weights, capacity, Fraction(count)))
    return {stratum.code: letters[stratum.code] for stratum in strata}


def by_stream(
    strata: Sequence[Stratum], total: int, seats: Mapping[str, int], room: Mapping[str, int]
) -> dict[str, int]:
    """Letters by stream, `total` in all, or as many as there is room for; `room` of each stream."""
    shares = _shared(_stream_weights(strata, seats), room, Fraction(total))
    return _largest_remainder(shares)


def _stream_weights(strata: Sequence[Stratum], seats: Mapping[str, int]) -> dict[str, Fraction]:
    """Weight of each stream: its seats over the mean response of its people; hopes for a seat are equal."""
    found: dict[str, Fraction] = {}
    for stream in dict.fromkeys(stratum.stream for stratum in strata):
        own = [stratum for stratum in strata if stratum.stream == stream and stratum.eligible]
        people = sum(stratum.eligible for stratum in own)
        answers = sum(stratum.eligible * stratum.response for stratum in own)
        found[stream] = Fraction(seats.get(stream, 0) * people) / answers if answers else Fraction(0)
    return found


def people_of(strata: Sequence[Stratum]) -> dict[str, int]:
    """People who may still get a letter, by stream."""
    found: dict[str, int] = {}
    for stratum in strata:
        found[stratum.stream] = found.get(stratum.stream, 0) + stratum.eligible
    return found


def _power(response: int, alpha: Fraction) -> int:
    """(response / a million)^(−α) in parts of 10^12, rounded down.

    >>> _power(250_000, Fraction(1, 2))
    2000000000000
    """
    above, root = alpha.numerator, alpha.denominator
    return _root(_PARTS**root * MILLION**above // response**above, root)


def _root(number: int, degree: int) -> int:
    """The integer part of a root, by Newton's method from above."""
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _shared(
    weights: Mapping[str, Fraction], capacity: Mapping[str, int], total: Fraction
) -> dict[str, Fraction]:
    """`total` in proportion to the weights, none above its capacity: the surplus goes to the others."""
    shares = dict.fromkeys(weights, Fraction(0))
    open_ = {name for name, weight in weights.items() if weight}
    rest = min(total, Fraction(sum(capacity[name] for name in open_)))
    while open_:
        unit = rest / sum(weights[name] for name in open_)
        full = {name for name in open_ if unit * weights[name] >= capacity[name]}
        if not full:
            return shares | {name: unit * weights[name] for name in open_}
        shares |= {name: Fraction(capacity[name]) for name in full}
        rest -= sum(capacity[name] for name in full)
        open_ -= full
    return shares


def _largest_remainder(shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Each share down, or up where its remainder is among the largest; equal ones in the order of names."""
    whole = {name: floor(share) for name, share in shares.items()}
    missing = round(sum(shares.values())) - sum(whole.values())
    by_remainder = sorted(shares, key=lambda name: (whole[name] - shares[name], name))
    return whole | {name: whole[name] + 1 for name in by_remainder[:missing]}


def _balanced(strata: Sequence[Stratum], shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Each share down or up: by largest remainders, then swap after swap while one makes things better.

    What is made small is the sum of the squares of what each stratum and each category has beyond its share.
    """
    letters = _largest_remainder(shares)
    loose = sorted((each for each in strata if shares[each.code].denominator > 1), key=lambda each: each.code)
    if len(loose) <= _MOST_SWAPPED:
        up = [letters[each.code] > shares[each.code] for each in loose]
        parts = [floor((shares[each.code] - floor(shares[each.code])) * MILLION) for each in loose]
        beyond = _Beyond(loose, up, parts)
        while beyond.swap():
            pass
        letters |= {
            each.code: floor(shares[each.code]) + rounded for each, rounded in zip(loose, up, strict=True)
        }
    return letters


class _Beyond:
    """What strata and categories have beyond their shares, in millionths of a letter."""

    def __init__(self, strata: Sequence[Stratum], up: list[bool], parts: Sequence[int]) -> None:
        """`up`: which shares are rounded up, changed in place; `parts`: what is left of each share."""
        self._up = up
        self._groups = [((i,), *enumerate(stratum.labels)) for i, stratum in enumerate(strata)]
        self._sums: dict[tuple[object, ...], int] = {}
        for groups, rounded, part in zip(self._groups, up, parts, strict=True):
            self._add(groups, MILLION * rounded - part)

    def swap(self) -> bool:
        """Take a letter from one stratum for another, the pair that helps most; False where none helps."""
        fewer = sorted((self._change(i, -1), i) for i, rounded in enumerate(self._up) if rounded)
        more = sorted((self._change(i, 1), i) for i, rounded in enumerate(self._up) if not rounded)
        most = 2 * MILLION * max(len(groups) - 1 for groups in self._groups) if self._groups else 0
        best = (0, -1, -1)
        for down, i in fewer:
            for gain, j in more:
                if down + gain - most > best[0]:
                    break
                common = len(set(self._groups[i]) & set(self._groups[j]))
                best = min(best, (down + gain - 2 * MILLION * common, i, j))
        change, i, j = best
        if change == 0:
            return False
        self._up[i], self._up[j] = False, True
        self._add(self._groups[i], -MILLION)
        self._add(self._groups[j], MILLION)
        return True

    def _change(self, stratum: int, letters: int) -> int:
        """What a letter more (1) or fewer (−1) adds to the sum of squares, over a million."""
        return sum(MILLION + 2 * letters * self._sums[group] for group in self._groups[stratum])

    def _add(self, groups: tuple[tuple[object, ...], ...], millionths: int) -> None:
        for group in groups:
            self._sums[group] = self._sums.get(group, 0) + millionths
