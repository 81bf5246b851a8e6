"""How many letters each stratum gets (algorithms.md §7).

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

from tirage.solving import Span, integer_program

# Powers in decimal: the same digits on every machine.
_EXACTLY = Context(prec=40)
_PARTS = 10**12


@dataclass(frozen=True, slots=True)
class Cell:
    """One stratum before its letters are known."""

    code: str
    stream: str
    labels: tuple[str, ...]
    """Its category of each criterion that letters are spread by."""
    eligible: int
    response: Fraction
    """Volunteers expected from one letter, above 0."""


def allocate(cells: Sequence[Cell], total: int, alpha: Fraction, seats: Mapping[str, int]) -> dict[str, int]:
    """Letters by stratum, `total` in all, or everyone where there are not so many people.

    `seats` of each stream; a stream without seats gets none.
    """
    letters: dict[str, int] = {}
    by_stream = _shared(_stream_weights(cells, seats), _capacity(cells), Fraction(total))
    whole = _largest_remainder(by_stream)
    for stream, count in whole.items():
        own = [cell for cell in cells if cell.stream == stream]
        weights = {cell.code: cell.eligible * _power(cell.response, alpha) for cell in own}
        capacity = {cell.code: cell.eligible for cell in own}
        letters |= _controlled(own, _shared(weights, capacity, Fraction(count)))
    return {cell.code: letters[cell.code] for cell in cells}


def _stream_weights(cells: Sequence[Cell], seats: Mapping[str, int]) -> dict[str, Fraction]:
    """Seats over the response of the stream's people: equal hope for a seat of every stream."""
    found: dict[str, Fraction] = {}
    for stream in dict.fromkeys(cell.stream for cell in cells):
        own = [cell for cell in cells if cell.stream == stream and cell.eligible]
        people = sum(cell.eligible for cell in own)
        answers = sum((cell.eligible * cell.response for cell in own), Fraction(0))
        found[stream] = Fraction(seats.get(stream, 0) * people) / answers if answers else Fraction(0)
    return found


def _capacity(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in cells:
        found[cell.stream] = found.get(cell.stream, 0) + cell.eligible
    return found


def _power(response: Fraction, alpha: Fraction) -> Fraction:
    """response^(−α), to twelve decimals."""
    base = _EXACTLY.divide(Decimal(response.numerator), Decimal(response.denominator))
    exponent = _EXACTLY.divide(Decimal(-alpha.numerator), Decimal(alpha.denominator))
    return Fraction(int(_EXACTLY.power(base, exponent) * _PARTS), _PARTS)


def _shared(
    weights: Mapping[str, Fraction], capacity: Mapping[str, int], total: Fraction
) -> dict[str, Fraction]:
    """`total` in proportion to the weights, nobody above capacity: what is over goes to the others."""
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
    whole = {name: floor(share) for name, share in shares.items()}
    missing = round(sum(shares.values())) - sum(whole.values())
    by_remainder = sorted(shares, key=lambda name: (whole[name] - shares[name], name))
    return whole | {name: whole[name] + 1 for name in by_remainder[:missing]}


def _controlled(cells: Sequence[Cell], shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Each share down or up, so that the total of each category goes down or up too.

    Over three criteria or more there may be no such rounding: then the categories of the last criterion are
    let go, and so on.
    """
    base = [floor(shares[cell.code]) for cell in cells]
    loose = [i for i, cell in enumerate(cells) if shares[cell.code].denominator > 1]
    place = {i: number for number, i in enumerate(loose)}
    total = sum(shares.values(), Fraction(0))
    # The larger the remainder, the sooner a letter more; in whole numbers for the solver.
    wishes = [int((shares[cells[i].code] - base[i]) * 1000) for i in loose]
    for criteria in range(len(cells[0].labels) if cells else 0, -1, -1):
        rows = [Span(range(len(loose)), round(total) - sum(base), round(total) - sum(base))]
        for criterion in range(criteria):
            for category in dict.fromkeys(cell.labels[criterion] for cell in cells):
                inside = [i for i, cell in enumerate(cells) if cell.labels[criterion] == category]
                share = sum((shares[cells[i].code] for i in inside), Fraction(0))
                given = sum(base[i] for i in inside)
                rows.append(
                    Span(
                        [place[i] for i in inside if i in place], floor(share) - given, -floor(-share) - given
                    )
                )
        answer = integer_program([(0, 1)] * len(loose), rows, wishes, limit=2.0)
        if answer.values is not None:
            return {
                cell.code: base[i] + (answer.values[place[i]] if i in place else 0)
                for i, cell in enumerate(cells)
            }
    return {}
