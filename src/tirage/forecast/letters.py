"""Forecast of a wave of letters, given the letters and answers of a dossier so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, prod

from tirage.assembly.letters import (
    Basis,
    basis,
    check_basis,
    known_features,
    last_responses,
    stratum_by_pid,
    stream_category,
)
from tirage.assembly.record import Dossier
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.layout import FRAME
from tirage.draws.draw_up import group
from tirage.feasibility.conflicts import has_panel
from tirage.forecast.allocation import MILLION, Stratum, allocate, by_stream
from tirage.forecast.volunteers import EVERYONE, Batch, Expectation, Simulated, expectations, simulate
from tirage.forecast.weighted import expected_letters, inverse
from tirage.people.letters.answers import ACCEPTED
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas
from tirage.rules.model import RollRules

SURE = 0.95
"""Probability for each category with which a wave is held to be large enough."""
LEAST_RATE = Fraction(1, 1000)
"""Volunteers from a letter that are expected anywhere."""
OTHER_TOTALS = (Fraction(7, 10), Fraction(1), Fraction(14, 10))
OTHER_ALPHAS = (Fraction(0), Fraction(1, 2), Fraction(1))
"""The scenarios beside a forecast: its letters times these, with each of these exponents."""


@dataclass(frozen=True, slots=True)
class LettersSoFar:
    """Everything that is known before the next wave."""

    rules: RollRules
    quotas: Quotas
    strata: tuple[Stratum, ...]
    """Strata with the people who may still get a letter, and the response to be expected by now."""
    people: Mapping[str, int]
    """People by stratum."""
    priors: Mapping[str, tuple[float, float]]
    """Stratum → beta prior of its response: volunteers and silent letters so far, first prior included."""
    volunteers: tuple[tuple[str, ...], ...]
    """Features of those who volunteered so far, by criterion of the quotas."""
    basis: Basis

    @property
    def weights(self) -> Mapping[str, int] | None:
        """Weight of the people of each stratum; None where the rules have no weights."""
        weights, named = self.rules.letters.weights, self.rules.strata
        if not weights:
            return None
        return {
            each.code: prod(
                weights.get(criterion, {}).get(category, 1)
                for criterion, category in zip(named, each.labels, strict=True)
            )
            for each in self.strata
        }

    @property
    def proposed(self) -> dict[str, dict[str, int]]:
        """Weights that would make up for the rates of the rules, by criterion of `strata` and category.

        Nothing where the rules weigh already, or rates leave nothing to make up for.
        """
        letters, found = self.rules.letters, {}
        for name, rates in letters.rates.items():
            if letters.weights or name not in self.rules.strata:
                continue
            place = self.rules.strata.index(name)
            categories = sorted({stratum.labels[place] for stratum in self.strata})
            known = {each: max(rates.get(each, letters.response), LEAST_RATE) for each in categories}
            if len(set(known.values())) > 1:
                found[name] = inverse(known)
        return found

    @property
    def seats(self) -> Mapping[str, int]:
        """Seats by stream; of "" alone where the rules have no streams."""
        return {name: stream.seats for name, stream in self.rules.streams.items()} or {"": self.rules.seats}

    @property
    def unforeseen(self) -> tuple[str, ...]:
        """Criteria of the quotas of which neither the lists nor the rules say anything before the answers."""
        return tuple(each.name for each in self.quotas.criteria if not _is_foreseen(self, each.name))


@dataclass(frozen=True, slots=True)
class Forecast:
    """Letters by stratum, and the volunteers expected of them."""

    letters: Mapping[str, int]
    """By stratum; those to be expected, where people weigh."""
    asked: int
    """Letters asked for; `total` is less where not so many people may get one."""
    alpha: Fraction
    streams: Mapping[str, int] | None
    """Letters by stream, where people weigh; None where letters are shared out by stratum."""
    expected: tuple[Expectation, ...]

    @property
    def total(self) -> int:
        """Letters in all."""
        return sum(self.letters.values())

    @property
    def weakest(self) -> Expectation:
        """The category that is likeliest to lack volunteers."""
        return min(self.expected, key=lambda each: (each.enough, each.criterion, each.category))


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of the next wave, and its alternatives."""

    so_far: LettersSoFar
    chosen: Forecast
    simulated: Simulated | None
    scenarios: tuple[Forecast, ...]
    needed: int
    """Letters with which every category has volunteers enough, as of `letters_needed`."""


def letters_so_far(
    dossier: Dossier, rules: RollRules, quotas: Quotas, eligible: Mapping[str, tuple[int, int]]
) -> LettersSoFar:
    """Letters, volunteers and response of each stratum; Refused where a file is not the one on record.

    `eligible`: stratum → (people, those who may still get a letter).
    """
    rests_on = basis(dossier)
    check_basis(dossier, rests_on)
    counted = PublishedFrame.from_bytes(dossier.files[FRAME]).strata
    stratum_of = stratum_by_pid(dossier, len(rests_on.before))
    sent = Counter(stratum_of.values())
    accepted = Counter(stratum_of[row[0]] for row in last_responses(dossier)[1:] if row[1] == ACCEPTED)
    strata, priors = [], {}
    for each in counted:
        code, (stream, *labels) = each.code, each.labels
        before = _response(rules, (stream, *labels))
        response = _expected(before, rules.letters.prior, sent[code], accepted[code])
        yes = float(before) * rules.letters.prior + accepted[code]
        priors[code] = (yes, max(rules.letters.prior + sent[code] - yes, 1e-6))
        strata.append(Stratum(code, stream, tuple(labels), eligible.get(code, (0, 0))[1], response))
    people = {each.code: each.people for each in counted}
    volunteers = _volunteers(dossier, quotas)
    return LettersSoFar(rules, quotas, tuple(strata), people, priors, volunteers, rests_on)


def _expected(before: Fraction, prior: int, sent: int, accepted: int) -> int:
    """Volunteers expected from a million letters: `prior` letters' worth of `before`, and what came back."""
    answered = (before * prior + accepted) / (prior + sent) if prior + sent else before
    return floor(max(answered, LEAST_RATE) * MILLION)


def _response(rules: RollRules, labels: tuple[str, ...]) -> Fraction:
    """Volunteers expected of one letter of the first wave; letters that do not arrive are counted in."""
    response = rules.letters.response
    for criterion, rates in rules.letters.rates.items():
        if criterion in rules.strata:
            category = labels[1 + rules.strata.index(criterion)]
        else:
            category = stream_category(rules, criterion, labels[0])
        response = response * rates.get(category, rules.letters.response) / (rules.letters.response or 1)
    return max(LEAST_RATE, min(response, Fraction(1)) * (1 - rules.letters.undeliverable))


def _volunteers(dossier: Dossier, quotas: Quotas) -> tuple[tuple[str, ...], ...]:
    """Features of everyone who accepted so far; none where the quotas have criteria that were not asked."""
    header, *rows = last_responses(dossier)
    places = [header.index(each.name) for each in quotas.criteria if each.name in header]
    if len(places) < len(quotas.criteria):
        return ()
    return tuple(tuple(row[i] for i in places) for row in rows if row[1] == ACCEPTED)


def forecast(now: LettersSoFar, total: int, alpha: Fraction) -> Forecast:
    """What `total` letters promise, by the formula; `alpha` as of `allocate`."""
    streams, weights = None, now.weights
    if weights is None:
        letters = allocate(now.strata, total, alpha, now.seats)
    else:
        streams = by_stream(now.strata, total, now.seats)
        letters = expected_letters(now.strata, weights, streams)
    minimums = {
        (bound.criterion, bound.category): bound.minimum
        for criterion in now.quotas.criteria
        if _is_foreseen(now, criterion.name)
        for bound in criterion.bounds
    } or {EVERYONE: now.rules.seats}
    names = [criterion.name for criterion in now.quotas.criteria]
    already: Counter[tuple[str, str]] = Counter()
    for features in now.volunteers:
        already.update([EVERYONE, *zip(names, features, strict=True)])
    expected = expectations(_batches(now, letters), names, minimums, _answers(now), already)
    return Forecast(letters, total, alpha, streams, expected)


def letters_needed(now: LettersSoFar, alpha: Fraction) -> int:
    """The fewest letters with which every category has volunteers enough, with a probability of 0.95.

    All that may be sent, where not even these suffice.
    """
    most = sum(stratum.eligible for stratum in now.strata)
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if forecast(now, middle, alpha).weakest.enough >= SURE:
            high = middle
        else:
            low = middle + 1
    return low


def rehearse(now: LettersSoFar, letters: Mapping[str, int], pools: int) -> Simulated:
    """`pools` simulated waves of these letters by stratum, and how often the quotas can be met."""
    names = tuple(criterion.name for criterion in now.quotas.criteria)

    def can_be_met(people: Sequence[tuple[str, ...]]) -> bool:
        if len(people) < now.rules.seats:
            return False
        persons = tuple(Person(f"{i:09}", features, "") for i, features in enumerate(people))
        return has_panel(group(Pool(names, persons), now.quotas, now.rules.seats).instance)

    batches = _batches(now, letters)
    name = f"letters-{now.basis.wave}"
    return simulate(batches, names, _answers(now), now.volunteers, can_be_met, pools=pools, name=name)


def outlook(now: LettersSoFar, chosen: Forecast, pools: int) -> Outlook:
    """The forecast that was asked for, in `pools` simulated waves too, and the scenarios beside it."""
    simulated = rehearse(now, chosen.letters, pools) if pools else None
    alphas = OTHER_ALPHAS if now.weights is None else (chosen.alpha,)
    scenarios = tuple(
        forecast(now, round(chosen.total * share), alpha) for share in OTHER_TOTALS for alpha in alphas
    )
    return Outlook(now, chosen, simulated, scenarios, letters_needed(now, chosen.alpha))


def _is_foreseen(now: LettersSoFar, criterion: str) -> bool:
    """Whether the lists or the rules say anything of a criterion before the answers come."""
    rule = now.rules.criteria.get(criterion)
    if rule is None:
        return False
    return criterion in now.rules.strata or rule.origin == "stream" or criterion in now.rules.letters.answers


def _answers(now: LettersSoFar) -> dict[str, dict[str, float]]:
    """Criterion → category → share of the volunteers, for criteria that the lists do not tell."""
    found: dict[str, dict[str, float]] = {}
    for criterion in now.quotas.criteria:
        shares = now.rules.letters.answers.get(criterion.name)
        if shares is not None:
            found[criterion.name] = {name: float(share) for name, share in shares.items()}
        elif not _is_foreseen(now, criterion.name):
            # Nothing is known: as the quotas want it, so that it neither helps nor harms.
            total = sum(bound.minimum + bound.maximum for bound in criterion.bounds) or 1
            found[criterion.name] = {b.category: (b.minimum + b.maximum) / total for b in criterion.bounds}
    return found


def _batches(now: LettersSoFar, letters: Mapping[str, int]) -> list[Batch]:
    """The letters of each stratum, with the prior of their response."""
    return [
        Batch(
            known_features(now.rules, now.quotas, (stratum.stream, *stratum.labels)),
            letters[stratum.code],
            *now.priors[stratum.code],
        )
        for stratum in now.strata
    ]
