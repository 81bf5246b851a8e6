"""Allocation of letters: how many each stratum gets.

A stream's letters follow its seats and its answers; inside a stream a stratum gets letters in proportion
to people · response^(−α), from the same chance of a letter for all (α = 0) to the same number of volunteers
expected for all (α = 1). Whole numbers by controlled rounding: no stratum and no category is a letter off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from math import floor

from tirage.solvers.integer import SumRow, integer_program

# Powers in decimal: the same digits on every machine.
_EXACTLY = Context(prec=40)
_PARTS = 10**12


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum before its letters are known."""

    code: str
    stream: str
    labels: tuple[str, ...]
    """Its category of each criterion that letters are spread by."""
    eligible: int
    response: Fraction
    """Volunteers expected from one letter, above 0."""


def allocate(
    strata: Sequence[Stratum], total: int, alpha: Fraction, seats: Mapping[str, int]
) -> dict[str, int]:
    """Letters by stratum, `total` in all, or everyone where there are not so many people.

    `seats` of each stream; a stream without seats gets none.
    """
    letters: dict[str, int] = {}
    by_stream = _shared(_stream_weights(strata, seats), _capacity(strata), Fraction(total))
    whole = _largest_remainder(by_stream)
    for stream, count in whole.items():
        own = [stratum for stratum in strata if stratum.stream == stream]
        weights = {stratum.code: stratum.eligible * _power(stratum.response, alpha) for stratum in own}
        capacity = {stratum.code: stratum.eligible for stratum in own}
        letters |= _controlled(own, _shared(weights, capacity, Fraction(count)))
    return {stratum.code: letters[stratum.code] for stratum in strata}


def _stream_weights(strata: Sequence[Stratum], seats: Mapping[str, int]) -> dict[str, Fraction]:
    """Weight of each stream: its seats over the mean response of its people; hopes for a seat are equal."""
    found: dict[str, Fraction] = {}
    for stream in dict.fromkeys(stratum.stream for stratum in strata):
        own = [stratum for stratum in strata if stratum.stream == stream and stratum.eligible]
        people = sum(stratum.eligible for stratum in own)
        answers = sum((stratum.eligible * stratum.response for stratum in own), Fraction(0))
        found[stream] = Fraction(seats.get(stream, 0) * people) / answers if answers else Fraction(0)
    return found


def _capacity(strata: Sequence[Stratum]) -> dict[str, int]:
    """Eligible people by stream."""
    found: dict[str, int] = {}
    for stratum in strata:
        found[stratum.stream] = found.get(stratum.stream, 0) + stratum.eligible
    return found


def _power(response: Fraction, alpha: Fraction) -> Fraction:
    """response^(−α), to twelve decimals."""
    base = _EXACTLY.divide(Decimal(response.numerator), Decimal(response.denominator))
    exponent = _EXACTLY.divide(Decimal(-alpha.numerator), Decimal(alpha.denominator))
    return Fraction(int(_EXACTLY.power(base, exponent) * _PARTS), _PARTS)


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


def _controlled(strata: Sequence[Stratum], shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Each share down or up, so that the total of each category goes down or up too.

    Over three criteria or more there may be no such rounding: then the categories of the last criterion are
    let go, and so on.
    """
    base = [floor(shares[stratum.code]) for stratum in strata]
    loose = [i for i, stratum in enumerate(strata) if shares[stratum.code].denominator > 1]
    # The larger the remainder, the sooner a letter more; in whole numbers for the solver.
    wishes = [int((shares[strata[i].code] - base[i]) * 1000) for i in loose]
    for criteria in range(len(strata[0].labels) if strata else 0, -1, -1):
        rows = _rounding_rows(strata, [shares[each.code] for each in strata], loose, criteria)
        answer = integer_program([(0, 1)] * len(loose), rows, wishes, limit=2.0)
        if answer.values is not None:
            up = dict(zip(loose, answer.values, strict=True))
            return {stratum.code: base[i] + up.get(i, 0) for i, stratum in enumerate(strata)}
    return {}


def _rounding_rows(
    strata: Sequence[Stratum], shares: Sequence[Fraction], loose: Sequence[int], criteria: int
) -> list[SumRow]:
    """Bounds on how many shares are rounded up: in all, and by category of the first `criteria` criteria.

    The variables are the strata `loose`, in their order, whose shares are not whole.
    """
    place = {i: number for number, i in enumerate(loose)}
    up = round(sum(shares, Fraction(0))) - sum(map(floor, shares))
    rows = [SumRow(range(len(loose)), up, up)]
    for criterion in range(criteria):
        for category in dict.fromkeys(stratum.labels[criterion] for stratum in strata):
            inside = [i for i, stratum in enumerate(strata) if stratum.labels[criterion] == category]
            share = sum((shares[i] for i in inside), Fraction(0))
            given = sum(floor(shares[i]) for i in inside)
            variables = [place[i] for i in inside if i in place]
            rows.append(SumRow(variables, floor(share) - given, -floor(-share) - given))
    return rows
