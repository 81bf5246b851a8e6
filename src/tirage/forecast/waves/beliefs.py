"""The futures of a wave: what is believed of response and answers, before it and after those that came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tirage.assembly.letters import known_features
from tirage.forecast.waves.response import Sent, believe
from tirage.forecast.waves.volunteers import CELLS, FEWEST, FUTURES, Answered, Futures, Letters, Wanted
from tirage.quotas.model import Criterion, Quotas
from tirage.rules.model import RollRules

UNKNOWN = 10
"""Volunteers' worth of the shares of a criterion of which nothing is said: those of the quotas."""


def futures_of(
    name: tuple[str, ...],
    rules: RollRules,
    quotas: Quotas,
    sent: Sequence[Sent],
    waiting: Sequence[int],
    volunteers: tuple[tuple[str, ...], ...],
    ready: tuple[tuple[str, ...], ...],
) -> Futures:
    """Futures by `name`, once `sent` letters brought `volunteers`, of whom some are still `ready`.

    `waiting`: letters to be answered yet.
    """
    letters = rules.letters
    belief = believe(sent, letters.presumed, float(letters.response), float(letters.undeliverable))
    futures = max(FEWEST, min(FUTURES, CELLS // max(len(sent), 1)))
    rates = belief.rates(futures, name) * belief.delivered(futures, name)
    features = [known_features(rules, quotas, each.labels) for each in sent]
    blind = set(unforeseen(rules, quotas, volunteers))
    told = frozenset(i for i, each in enumerate(quotas.criteria) if each.name not in blind)
    wanted = Wanted(quotas, rules.seats, told, ready)
    count = np.array(waiting, dtype=np.int64)
    under_way = Letters(count, np.ones(len(count)))
    return Futures(name, features, rates, under_way, _answers(rules, quotas, volunteers), wanted)


def unforeseen(rules: RollRules, quotas: Quotas, volunteers: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Criteria of the quotas of which neither lists, rules nor answers say anything yet."""
    if volunteers:
        return ()
    said = rules.letters.answers
    return tuple(
        each.name for each in quotas.criteria if not _is_listed(rules, each.name) and each.name not in said
    )


def _is_listed(rules: RollRules, criterion: str) -> bool:
    """Whether the lists tell a criterion."""
    rule = rules.criteria.get(criterion)
    return rule is not None and (criterion in rules.strata or rule.origin == "stream")


def _answers(rules: RollRules, quotas: Quotas, volunteers: Sequence[tuple[str, ...]]) -> list[Answered]:
    """What is known of the criteria that only the answers tell; everyone who answered counts as one."""
    found = []
    for place, criterion in enumerate(quotas.criteria):
        if not _is_listed(rules, criterion.name):
            presumed = _presumed(rules, criterion)
            seen = Counter(features[place] for features in volunteers)
            names = tuple(dict.fromkeys([*presumed, *sorted(seen)]))
            weights = tuple(presumed.get(name, 0.0) + seen[name] for name in names)
            found.append(Answered(place, names, weights))
    return found


def _presumed(rules: RollRules, criterion: Criterion) -> dict[str, float]:
    """Category → weight before any answer, in volunteers' worth."""
    said = rules.letters.answers.get(criterion.name)
    if said is not None:
        worth = max(rules.letters.presumed.answers, 1)
        weights = dict.fromkeys(criterion.categories, 0.0) | {k: float(v) for k, v in said.items()}
    else:
        worth = UNKNOWN
        weights = {b.category: float(b.minimum + b.maximum) for b in criterion.bounds}
    total = sum(weights.values()) or 1.0
    return {name: worth * weight / total for name, weight in weights.items()}
