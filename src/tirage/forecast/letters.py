"""Letters: how many each stratum gets, and what a wave promises (letters allocated, volunteers expected).

A stream's letters follow its seats and its answers; inside a stream a stratum gets letters in proportion
to people · response^(−α), from the same chance of a letter for all (α = 0) to the same number of volunteers
expected for all (α = 1). Whole numbers by controlled rounding: no stratum and no category is a letter off.

Two answers stand side by side for what a wave promises. A formula: the volunteers of a category are a sum of
beta-binomial counts, taken as one with the same mean and variance. A simulation: letter after letter by
Pólya's urn, which is the beta-binomial itself, then the quotas on the pool so made. In every pool tried the
quotas could be met as soon as each category alone had volunteers enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from itertools import islice
from math import exp, floor, lgamma, log, sqrt

from tirage.randomness.simulation import numbers
from tirage.solvers.integer import SumRow, integer_program

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
        rows = [SumRow(range(len(loose)), round(total) - sum(base), round(total) - sum(base))]
        for criterion in range(criteria):
            for category in dict.fromkeys(cell.labels[criterion] for cell in cells):
                inside = [i for i, cell in enumerate(cells) if cell.labels[criterion] == category]
                share = sum((shares[cells[i].code] for i in inside), Fraction(0))
                given = sum(base[i] for i in inside)
                rows.append(
                    SumRow(
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


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters to people of the same features, and what is expected of them."""

    features: tuple[str, ...]
    """Categories known before any answer, by criterion; "" where only the answer tells."""
    letters: int
    answered: float
    """Beta prior: volunteers so far, in letters' worth."""
    silent: float
    """Beta prior: letters without a volunteer, likewise; the undeliverable are among them."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Volunteers of one category."""

    criterion: str
    category: str
    minimum: int
    mean: float
    low: float
    """One time in twenty there are fewer."""
    enough: float
    """Probability of at least `minimum` volunteers."""


def expectations(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    minimums: Mapping[tuple[str, str], int],
    answers: Mapping[str, Mapping[str, float]],
    already: Mapping[tuple[str, str], int],
) -> tuple[Expectation, ...]:
    """By the formula, one a category, in the order of `minimums`.

    `answers`: criterion → category → share among volunteers, for what only the answers tell; `already`: those
    who volunteered in earlier waves.
    """
    found = []
    for (criterion, category), minimum in minimums.items():
        place = criteria.index(criterion)
        share = answers.get(criterion, {}).get(category, 0.0) if criterion in answers else 1.0
        own = [batch for batch in batches if criterion in answers or batch.features[place] == category]
        mean, variance = _moments(own)
        # A thinned count: each volunteer has the category with probability `share`.
        mean, variance = mean * share, variance * share**2 + mean * share * (1 - share)
        letters = sum(batch.letters for batch in own)
        had = already.get((criterion, category), 0)
        found.append(
            Expectation(
                criterion,
                category,
                minimum,
                had + mean,
                had + max(0.0, mean - 1.645 * sqrt(variance)),
                at_least(minimum - had, letters, mean, variance),
            )
        )
    return tuple(found)


def _moments(batches: Sequence[Batch]) -> tuple[float, float]:
    """Mean and variance of the volunteers from independent beta-binomial batches."""
    mean = variance = 0.0
    for batch in batches:
        weight = batch.answered + batch.silent
        share = batch.answered / weight
        own = batch.letters * share
        mean += own
        variance += own * (1 - share) * (weight + batch.letters) / (weight + 1)
    return mean, variance


def at_least(wanted: int, letters: int, mean: float, variance: float) -> float:
    """P(V ≥ wanted) of the beta-binomial V on 0…letters with this mean and variance.

    >>> at_least(0, 10, 1, 1), at_least(11, 10, 1, 1)
    (1.0, 0.0)
    >>> round(at_least(1, 2, 1, 0.5), 6)
    0.75
    """
    if wanted <= 0:
        return 1.0
    if wanted > letters or mean <= 0:
        return 0.0
    if mean >= letters:
        return 1.0
    share = mean / letters
    binomial = letters * share * (1 - share)
    # How far answers cling together: 0 is independent, 1 all or none.
    clinging = (variance / binomial - 1) / (letters - 1) if letters > 1 else 0.0
    clinging = min(max(clinging, 1e-9), 1 - 1e-9)
    a, b = share * (1 - clinging) / clinging, (1 - share) * (1 - clinging) / clinging
    below = sum(exp(_log_probability(v, letters, a, b)) for v in range(wanted))
    return min(1.0, max(0.0, 1.0 - below))


def _log_probability(v: int, n: int, a: float, b: float) -> float:
    """Of v out of n under a beta-binomial."""
    if a + b > 1e7:
        # So close to the binomial that the beta functions would cancel.
        share = a / (a + b)
        return lgamma(n + 1) - lgamma(v + 1) - lgamma(n - v + 1) + v * log(share) + (n - v) * log(1 - share)
    return (
        (lgamma(n + 1) - lgamma(v + 1) - lgamma(n - v + 1))
        + (lgamma(v + a) + lgamma(n - v + b) - lgamma(n + a + b))
        - (lgamma(a) + lgamma(b) - lgamma(a + b))
    )


@dataclass(frozen=True, slots=True)
class Simulated:
    """What happened in simulated waves."""

    pools: int
    met: int
    """Pools in which the quotas could be met."""
    volunteers: tuple[int, ...]
    """Of each pool, ascending."""


def simulate(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    answers: Mapping[str, Mapping[str, float]],
    already: Sequence[tuple[str, ...]],
    can_be_met: Callable[[Sequence[tuple[str, ...]]], bool],
    *,
    pools: int,
    name: str,
) -> Simulated:
    """`pools` waves, the same ones for the same `name`; `can_be_met` judges a pool by everyone's features."""
    met, sizes = 0, []
    for number in range(pools):
        people = [*already, *_wave(batches, criteria, answers, numbers(name, str(number)))]
        sizes.append(len(people))
        met += can_be_met(people)
    return Simulated(pools, met, tuple(sorted(sizes)))


def _wave(
    batches: Sequence[Batch],
    criteria: Sequence[str],
    answers: Mapping[str, Mapping[str, float]],
    chance: Iterator[float],
) -> Iterator[tuple[str, ...]]:
    """The volunteers of one wave, by their features."""
    for batch in batches:
        yes, no = batch.answered, batch.silent
        for value in islice(chance, batch.letters):
            if value * (yes + no) < yes:
                yes += 1
                yield tuple(
                    _one_of(answers[criterion], next(chance)) if criterion in answers else feature
                    for criterion, feature in zip(criteria, batch.features, strict=True)
                )
            else:
                no += 1


def _one_of(shares: Mapping[str, float], value: float) -> str:
    """The category that a number from 0 to 1 falls on."""
    value *= sum(shares.values())
    for category, share in shares.items():
        value -= share
        if value < 0:
            return category
    return list(shares)[-1]
