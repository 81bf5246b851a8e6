"""How many letters each stratum gets: the rule `shares/1`, computed anew in integers (docs/formats.md).

Nothing here is measured or solved: streams by their seats and answers, strata by people · response^(−α),
remainders to the largest, then swaps that bring the categories nearer to their shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from .rules import LetterRules, Rules

MILLION = 10**6
PARTS = 10**12
LEAST = Fraction(1, 1000)
"""The least response that is expected anywhere."""
MOST_SWAPPED = 500
"""Strata of one stream whose shares are not whole, up to which letters are swapped."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum before a wave."""

    code: str
    labels: tuple[str, ...]
    """Its stream, then its categories."""
    eligible: int
    response: int
    """Volunteers expected from a million letters."""
    room: int
    """Letters that may go to it: people, or homes where the plan counts these."""


def expected(rules: Rules, labels: Sequence[str], sent: int, accepted: int) -> int:
    """Volunteers expected from a million letters: what the rules say, and what came back."""
    letters = rules.letters
    before = _of_rules(rules, letters, labels)
    weight = letters.prior + sent
    answered = (before * letters.prior + accepted) / weight if weight else before
    return floor(max(answered, LEAST) * MILLION)


def _of_rules(rules: Rules, letters: LetterRules, labels: Sequence[str]) -> Fraction:
    base = letters.response
    found = base
    for criterion in dict.fromkeys(name for name, _ in letters.rates):
        category = rules.label(criterion, labels) or ""
        found = found * letters.rates.get((criterion, category), base) / (base or 1)
    return max(LEAST, min(found, Fraction(1)) * (1 - letters.undeliverable))


def allocated(strata: Sequence[Stratum], total: int, alpha: Fraction, rules: Rules) -> dict[str, int]:
    """Letters by stratum."""
    streams = _streams(strata, rules)
    letters = dict.fromkeys((each.code for each in strata), 0)
    for name, count in by_stream(strata, total, rules).items():
        own = streams[name]
        wanted = {each.code: Fraction(each.eligible * power(each.response, alpha)) for each in own}
        letters |= balanced(own, shared(wanted, {each.code: each.room for each in own}, count))
    return letters


def by_stream(strata: Sequence[Stratum], total: int, rules: Rules) -> dict[str, int]:
    """Letters of each stream."""
    streams = _streams(strata, rules)
    weights = {name: _weight(rules.streams[name].seats, inside) for name, inside in streams.items()}
    room = {name: sum(each.room for each in inside) for name, inside in streams.items()}
    return rounded(shared(weights, room, total))


def _streams(strata: Sequence[Stratum], rules: Rules) -> dict[str, list[Stratum]]:
    return {name: [each for each in strata if each.labels[0] == name] for name in rules.streams}


def _weight(seats: int, inside: Iterable[Stratum]) -> Fraction:
    """Seats of a stream over the mean response of its people."""
    found = [(each.eligible, each.eligible * each.response) for each in inside]
    answers = sum(hoped for _, hoped in found)
    return Fraction(seats * sum(people for people, _ in found), answers) if answers else Fraction(0)


def power(response: int, alpha: Fraction) -> int:
    """(a million / response)^α in parts of 10^12, rounded down.

    >>> power(250_000, Fraction(1, 2)), power(1000, Fraction(1))
    (2000000000000, 1000000000000000)
    """
    p, q = alpha.numerator, alpha.denominator
    target = PARTS**q * MILLION**p // response**p
    low, high = 0, 1 << (target.bit_length() // q + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**q <= target else (low, middle)
    return low


def shared(weights: Mapping[str, Fraction], room: Mapping[str, int], total: int) -> dict[str, Fraction]:
    """The total in proportion to the weights, none above its room: what is over goes to the others."""
    shares = dict.fromkeys(weights, Fraction(0))
    still = [name for name, weight in weights.items() if weight]
    rest = min(total, sum(room[name] for name in still))
    while still:
        weight = sum(weights[name] for name in still)
        full = [name for name in still if rest * weights[name] >= room[name] * weight]
        if not full:
            return shares | {name: rest * weights[name] / weight for name in still}
        shares |= {name: Fraction(room[name]) for name in full}
        rest -= sum(room[name] for name in full)
        still = [name for name in still if name not in set(full)]
    return shares


def rounded(shares: Mapping[str, Fraction]) -> dict[str, int]:
    """Each share down, or up where its remainder is among the largest; equal ones by name."""
    whole = {name: floor(share) for name, share in shares.items()}
    over = int(sum(shares.values())) - sum(whole.values())
    order = sorted(shares, key=lambda name: (whole[name] - shares[name], name))
    return whole | {name: whole[name] + 1 for name in order[:over]}


def balanced(strata: Sequence[Stratum], shares: Mapping[str, Fraction]) -> dict[str, int]:
    """The shares rounded, and letters swapped between strata as long as the best swap helps."""
    letters = rounded(shares)
    loose = sorted((each for each in strata if shares[each.code].denominator > 1), key=lambda each: each.code)
    if len(loose) > MOST_SWAPPED:
        return letters
    groups = [[("", each.code), *enumerate(each.labels[1:])] for each in loose]
    beyond: dict[object, int] = {}
    for each, mine in zip(loose, groups, strict=True):
        share = shares[each.code]
        part = (share.numerator % share.denominator) * MILLION // share.denominator
        for group in mine:
            beyond[group] = beyond.get(group, 0) + (letters[each.code] > share) * MILLION - part
    while (pair := _best(loose, groups, beyond, letters, shares)) is not None:
        for stratum, change in zip(pair, (-1, 1), strict=True):
            letters[loose[stratum].code] += change
            for group in groups[stratum]:
                beyond[group] += change * MILLION
    return letters


def _best(
    loose: Sequence[Stratum],
    groups: Sequence[Sequence[object]],
    beyond: Mapping[object, int],
    letters: Mapping[str, int],
    shares: Mapping[str, Fraction],
) -> tuple[int, int] | None:
    """(fewer, more): the swap that lowers the sum of squares most, the first of equal ones; None for none."""
    fewer: list[tuple[int, int]] = []
    more: list[tuple[int, int]] = []
    for i, each in enumerate(loose):
        up = letters[each.code] > shares[each.code]
        change = sum(MILLION + (-2 if up else 2) * beyond[group] for group in groups[i])
        (fewer if up else more).append((change, i))
    best, pair = 0, None
    for i_change, i in sorted(fewer, key=lambda each: each[1]):
        mine = set(groups[i])
        for j_change, j in more:
            if i_change + j_change - 2 * MILLION * (len(mine) - 1) >= best:
                continue
            change = i_change + j_change - 2 * MILLION * len(mine.intersection(groups[j]))
            if change < best:
                best, pair = change, (i, j)
    return pair
