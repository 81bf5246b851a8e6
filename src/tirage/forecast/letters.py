"""Forecast of a wave of letters, given the letters and answers of a dossier so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import floor, prod

import numpy as np

from tirage.assembly.letters import (
    Basis,
    basis,
    check_basis,
    last_responses,
    stratum_by_pid,
    stream_category,
    waiting_waves,
)
from tirage.assembly.record import Dossier
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.layout import FRAME
from tirage.forecast.allocation import MILLION, Stratum, allocate, by_stream, people_of
from tirage.forecast.waves.beliefs import futures_of, unforeseen
from tirage.forecast.waves.response import Sent
from tirage.forecast.waves.volunteers import Expectation, Futures, Letters, Pools
from tirage.forecast.weighted import expected_letters, inverse
from tirage.people.letters.answers import ACCEPTED, UNDELIVERED
from tirage.quotas.model import Quotas
from tirage.rules.model import RollRules

SURE = 0.95
"""Probability that a panel exists, with which a wave is held to be large enough."""
LEAST_RATE = Fraction(1, 1000)
"""Volunteers from a letter that are expected anywhere."""
FINE = 250
"""The letters needed are found to within one in so many."""


@dataclass(frozen=True)
class LettersSoFar:
    """Everything that is known before the next wave."""

    rules: RollRules
    quotas: Quotas
    strata: tuple[Stratum, ...]
    """Strata with the people who may still get a letter, and the response by which letters are shared out."""
    people: Mapping[str, int]
    """People by stratum."""
    sent: tuple[Sent, ...]
    """By stratum, the letters of which answers are on record."""
    waiting: tuple[int, ...]
    """By stratum, letters drawn since the last answers were recorded: theirs are still to come."""
    volunteers: tuple[tuple[str, ...], ...]
    """Features of those who volunteered so far, by criterion of the quotas."""
    ready: tuple[tuple[str, ...], ...]
    """Of those, who can still be drawn: nobody who sits or has sat, nor is unavailable."""
    basis: Basis
    homes: Mapping[str, int]
    """Homes of which somebody may still get a letter, by stratum; each in that of one of its people."""

    @property
    def all_homes(self) -> int:
        """Letters that can be drawn in all."""
        return sum(self.homes.values())

    @cached_property
    def futures(self) -> Futures:
        """Simulated futures, in which any number of letters can be tried."""
        return futures_of(
            ("letters", str(self.basis.wave)),
            self.rules,
            self.quotas,
            self.sent,
            self.waiting,
            self.volunteers,
            self.ready,
        )

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
        """Criteria of the quotas of which neither lists, rules nor answers say anything yet."""
        return unforeseen(self.rules, self.quotas, self.volunteers)


@dataclass(frozen=True, slots=True)
class Sending:
    """Letters by stratum, as the rule shares them out."""

    letters: Mapping[str, int]
    """By stratum; those to be expected, where people weigh."""
    asked: int
    """Letters asked for; `total` is less where there are not so many people or homes."""
    homes: int | None
    """Homes that letters can go to, where more were asked for than they take; else None."""
    alpha: Fraction
    streams: Mapping[str, int] | None
    """Letters by stream, where people weigh; None where letters are shared out by stratum."""

    @property
    def total(self) -> int:
        """Letters in all."""
        return sum(self.letters.values())


@dataclass(frozen=True, slots=True)
class Forecast:
    """Letters, and what they are likely to bring."""

    sending: Sending
    expected: tuple[Expectation, ...]
    together: float
    """Probability that a panel exists: that everyone and all categories are enough at once."""
    pools: Pools = field(repr=False, compare=False)

    @property
    def total(self) -> int:
        """Letters in all."""
        return self.sending.total

    @property
    def weakest(self) -> Expectation:
        """The category that is likeliest to lack volunteers."""
        return min(self.expected, key=lambda each: (each.enough, each.criterion, each.category))


def letters_so_far(
    dossier: Dossier,
    rules: RollRules,
    quotas: Quotas,
    eligible: Mapping[str, tuple[int, int]],
    homes: Mapping[str, int],
    gone: Collection[str] = (),
) -> LettersSoFar:
    """Letters, volunteers and response of each stratum; Refused where a file is not the one on record.

    `eligible`: stratum → (people, those who may still get a letter); `homes`: stratum → the homes
    of which somebody may; `gone`: volunteers by pid who cannot be
    drawn any more.
    """
    rests_on = basis(dossier)
    check_basis(dossier, rests_on)
    counted = PublishedFrame.from_bytes(dossier.files[FRAME]).strata
    waves = len(rests_on.before)
    stratum_of = stratum_by_pid(dossier, waves)
    answered = stratum_by_pid(dossier, waves - waiting_waves(dossier))
    sent, known = Counter(stratum_of.values()), Counter(answered.values())
    status = {row[0]: row[1] for row in last_responses(dossier)[1:]}
    accepted, back = (
        Counter(stratum_of[pid] for pid, each in status.items() if each == wanted)
        for wanted in (ACCEPTED, UNDELIVERED)
    )
    strata, history = [], []
    for each in counted:
        code, (stream, *labels) = each.code, each.labels
        arriving = _response(rules, (stream, *labels))
        before = max(LEAST_RATE, min(arriving, Fraction(1)) * (1 - rules.letters.undeliverable))
        response = _expected(before, rules.letters.prior, sent[code], accepted[code])
        strata.append(Stratum(code, stream, tuple(labels), eligible.get(code, (0, 0))[1], response))
        rate = float(min(max(arriving, LEAST_RATE), Fraction(1)))
        history.append(Sent((stream, *labels), rate, known[code], back[code], accepted[code]))
    return LettersSoFar(
        rules=rules,
        quotas=quotas,
        strata=tuple(strata),
        people={each.code: each.people for each in counted},
        sent=tuple(history),
        waiting=tuple(sent[each.code] - known[each.code] for each in counted),
        volunteers=_volunteers(dossier, quotas),
        ready=_volunteers(dossier, quotas, gone),
        basis=rests_on,
        homes={each.code: homes.get(each.code, 0) for each in counted},
    )


def _expected(before: Fraction, prior: int, sent: int, accepted: int) -> int:
    """Volunteers expected from a million letters: `prior` letters' worth of `before`, and what came back.

    The rule by which letters are shared out (docs/formats.md), and no forecast.
    """
    answered = (before * prior + accepted) / (prior + sent) if prior + sent else before
    return floor(max(answered, LEAST_RATE) * MILLION)


def _response(rules: RollRules, labels: tuple[str, ...]) -> Fraction:
    """Volunteers expected of one letter that arrives, before any wave; above 1 where rates multiply so."""
    response = rules.letters.response
    for criterion, rates in rules.letters.rates.items():
        if criterion in rules.strata:
            category = labels[1 + rules.strata.index(criterion)]
        else:
            category = stream_category(rules, criterion, labels[0])
        response = response * rates.get(category, rules.letters.response) / (rules.letters.response or 1)
    return response


def _volunteers(dossier: Dossier, quotas: Quotas, gone: Collection[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Features of those who accepted so far, but the `gone`; none where criteria were not asked."""
    header, *rows = last_responses(dossier)
    places = [header.index(each.name) for each in quotas.criteria if each.name in header]
    if len(places) < len(quotas.criteria):
        return ()
    return tuple(tuple(row[i] for i in places) for row in rows if row[1] == ACCEPTED and row[0] not in gone)


def share_out(now: LettersSoFar, total: int, alpha: Fraction) -> Sending:
    """`total` letters by stratum, or as many as there are homes for; `alpha` as of `allocate`."""
    found = _shared_out(now, total, alpha, None)
    planned, room = (found.letters, now.homes) if found.streams is None else (found.streams, _by_stream(now))
    if found.total <= now.all_homes and all(planned[name] <= room[name] for name in planned):
        return found
    return _shared_out(now, total, alpha, now.all_homes)


def _shared_out(now: LettersSoFar, asked: int, alpha: Fraction, homes: int | None) -> Sending:
    """The letters by their rule; `homes`: how many there are, where they are the room that letters have."""
    total = asked if homes is None else min(asked, homes)
    if now.weights is None:
        room = None if homes is None else now.homes
        return Sending(allocate(now.strata, total, alpha, now.seats, room), asked, homes, alpha, None)
    streams = by_stream(
        now.strata, total, now.seats, people_of(now.strata) if homes is None else _by_stream(now)
    )
    return Sending(expected_letters(now.strata, now.weights, streams), asked, homes, alpha, streams)


def _by_stream(now: LettersSoFar) -> dict[str, int]:
    """Homes by stream."""
    found = dict.fromkeys((each.stream for each in now.strata), 0)
    for each in now.strata:
        found[each.stream] += now.homes[each.code]
    return found


def forecast(now: LettersSoFar, sending: Sending) -> Forecast:
    """What these letters promise, all categories together and one by one."""
    futures = now.futures
    pools = futures.pools(on_their_way(now, sending))
    together = float(futures.has_panel(pools).mean())
    return Forecast(sending, futures.expectations(pools), together, pools)


def on_their_way(now: LettersSoFar, sending: Sending) -> Letters:
    """Letters by stratum; where people weigh, everyone's chance of one."""
    letters = np.array([sending.letters[each.code] for each in now.strata], dtype=np.int64)
    if sending.streams is None:
        return Letters(letters, np.ones(len(letters)))
    people = np.array([each.eligible for each in now.strata], dtype=np.int64)
    return Letters(people, letters / np.maximum(people, 1))


def letters_needed(now: LettersSoFar, alpha: Fraction) -> int:
    """The fewest letters with which a panel exists with a probability of 0.95, to within one in `FINE`.

    All that may be sent, where not even these suffice.
    """

    def sure(total: int) -> bool:
        futures = now.futures
        pools = futures.pools(on_their_way(now, share_out(now, total, alpha)))
        return bool(futures.has_panel(pools).mean() >= SURE)

    most = now.all_homes
    low, high = -1, min(max(now.rules.letters.total, 1), most)
    while high < most and not sure(high):
        low, high = high, min(2 * high, most)
    while high - low > max(1, high // FINE):
        middle = (low + high) // 2
        low, high = (low, middle) if sure(middle) else (middle, high)
    return high
