"""What each key of a `tirage.yaml` allows and all of them together do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import prod

from tirage.rules.model import RollRules, Rules
from tirage.rules.sections import LONGEST, MOST_PRODUCT, MOST_WEIGHT, OF_HEALTH, SHORTEST, Criterion
from tirage.rules.values import Ages, read_ages
from tirage.tabular.cells import quoted

Place = tuple[str | int, ...]
"""The keys down to a value."""
Conflict = tuple[str, Place, dict[str, object]]


def conflicts(rules: Rules) -> Iterator[Conflict]:
    """Code, place and values of each defect."""
    if rules.seats < 1:
        yield "rules.seats.none", ("seats",), {"found": rules.seats}
    if rules.replacing.batch == 0:
        yield "rules.replacements.batch", ("replacements", "batch"), {"found": 0}
    for name in rules.tolerance:
        # A key of a published document.
        if not name.isascii():
            yield "later.accent", ("replacements", "tolerance"), {"found": quoted(name)}
    yield from _standby_conflicts(rules)
    if rules.replacing.policy == "cumulated" and rules.drawing.fairness != "leximin":
        yield "rules.replacements.cumulated", ("replacements", "policy"), {"fairness": rules.drawing.fairness}
    yield from _term_conflicts(rules)
    yield from _cause_conflicts(rules)
    if isinstance(rules, RollRules):
        yield from _roll_conflicts(rules)


def _roll_conflicts(rules: RollRules) -> Iterator[Conflict]:
    """What the sections of rolls and letters do not allow together."""
    total = sum(stream.seats for stream in rules.streams.values())
    if rules.streams and total != rules.seats:
        yield "rules.streams.seats", ("streams",), {"total": total, "seats": rules.seats}
    for name in rules.strata:
        criterion = rules.criteria.get(name)
        if criterion is None or criterion.origin == "answers":
            known = [name for name, each in rules.criteria.items() if each.origin != "answers"]
            yield "rules.strata", ("strata",), {"found": quoted(name), "known": ", ".join(known)}
    if rules.household and "address" not in rules.household:
        yield "rules.household", ("household",), {"found": ", ".join(rules.household)}
    yield from _rates_and_shares(rules)
    yield from _weight_conflicts(rules)
    for name, criterion in rules.criteria.items():
        yield from _criterion_conflicts(name, criterion, rules)
    for name in _loose(rules):
        yield "rules.criterion.loose", ("criteria", name), {"key": quoted(name)}


def _loose(rules: RollRules) -> Iterator[str]:
    """Criteria that the lists tell and by which letters are not spread."""
    for name, criterion in rules.criteria.items():
        if criterion.origin not in {"answers", "stream"} and name not in rules.strata:
            yield name


def _rates_and_shares(rules: RollRules) -> Iterator[Conflict]:
    """Rates of what the lists do not tell, and shares of what they do."""
    for key, named in (("rates", rules.letters.rates), ("answers", rules.letters.answers)):
        for name in named:
            own = rules.criteria.get(name)
            if own is None or (own.origin == "answers") != (key == "answers"):
                yield f"rules.letters.{key}", ("letters", key, name), {"found": quoted(name)}
            elif key == "rates":
                yield from _rate_conflicts(name, own, named[name])


def _rate_conflicts(name: str, criterion: Criterion, rates: Iterable[str]) -> Iterator[Conflict]:
    """Rates of categories that the criterion does not have."""
    if criterion.geography is not None and criterion.table is None:
        return
    known = criterion.places or tuple(criterion.categories)
    for category in rates:
        if category not in known:
            values: dict[str, object] = {"found": quoted(category), "known": ", ".join(known)}
            yield "rules.letters.category", ("letters", "rates", name, category), values


def _weight_conflicts(rules: RollRules) -> Iterator[Conflict]:
    """Weights of what is no stratum, that are no weights, or beside another way to favour people."""
    # A criterion that ought to be a stratum is named for that alone.
    loose = set(_loose(rules))
    for name, weights in rules.letters.weights.items():
        place: Place = ("letters", "weights", name)
        if name not in rules.strata:
            if name not in loose:
                values: dict[str, object] = {"found": quoted(name), "known": ", ".join(rules.strata) or "—"}
                yield "rules.letters.weights", place, values
            continue
        own = rules.criteria.get(name)
        known = () if own is None else own.places or tuple(own.categories)
        for category, weight in weights.items():
            values = {"found": quoted(category), "known": ", ".join(known)}
            if category not in known:
                yield "rules.letters.weights.category", (*place, category), values
            elif not 1 <= weight <= MOST_WEIGHT:
                values = {"found": weight, "most": MOST_WEIGHT}
                yield "rules.letters.weights.range", (*place, category), values
    heaviest = prod(max(weights.values(), default=1) for weights in rules.letters.weights.values())
    if heaviest > MOST_PRODUCT:
        values = {"found": heaviest, "most": MOST_PRODUCT}
        yield "rules.letters.weights.product", ("letters", "weights"), values
    if rules.letters.weights and rules.letters.alpha:
        yield "rules.letters.weights.alpha", ("letters", "alpha"), {"found": str(rules.letters.alpha)}


def _cause_conflicts(rules: Rules) -> Iterator[Conflict]:
    """Causes of departure that would tell of somebody's health."""
    for place, cause in enumerate(rules.causes):
        # Stems of three letters begin other words too: ill, psy.
        long = tuple(stem for stem in OF_HEALTH if len(stem) > 3)
        if any(word in OF_HEALTH or word.startswith(long) for word in cause.split("-")):
            yield "rules.cause.health", ("causes", place), {"found": quoted(cause)}


def _standby_conflicts(rules: Rules) -> Iterator[Conflict]:
    """Standby and alternates: none of either, or beside a policy that does not go with them."""
    named = rules.replacing.alternates
    if named is not None and (named.count is None) == (named.confidence is None):
        yield "rules.alternates.one", ("replacements", "alternates"), {}
    elif named is not None and named.count == 0:
        yield "rules.alternates.none", ("replacements", "alternates", "count"), {"found": 0}
    standby, place = rules.replacing.standby, ("replacements", "standby")
    if standby is None:
        return
    for key, found in (("seats", standby.seats), ("months", standby.months)):
        if found < 1:
            yield "rules.standby.none", (*place, key), {"key": key, "found": found}
    if rules.replacing.policy != "residual":
        yield "rules.standby.policy", place, {"found": rules.replacing.policy}


def _term_conflicts(rules: Rules) -> Iterator[Conflict]:
    term = rules.term
    if term is None:
        return
    if term.months < 1 or not (SHORTEST <= term.months <= LONGEST or term.by_rules):
        limits = {"shortest": SHORTEST, "longest": LONGEST}
        yield "rules.term.months", ("term", "months"), {"found": term.months, **limits}
    cohorts = 1 if term.cohorts is None else term.cohorts
    if not 1 <= cohorts <= max(1, rules.seats):
        yield "rules.term.cohorts", ("term", "cohorts"), {"found": cohorts, "seats": rules.seats}
    elif term.months % cohorts:
        yield "rules.term.uneven", ("term", "cohorts"), {"found": cohorts, "months": term.months}
    if term.cohorts == 1 and term.last > 1:
        yield "rules.term.last", ("term", "last"), {"found": term.last}


def _criterion_conflicts(name: str, criterion: Criterion, rules: RollRules) -> Iterator[Conflict]:
    place: Place = ("criteria", name)
    placed = criterion.origin in {"address", "registration"}
    if placed != (criterion.geography is not None):
        yield "rules.geography", place, {"key": quoted(name), "origin": criterion.origin}
    wanted = {"sex": {"F", "M"}, "stream": set(rules.streams), "age": None}.get(criterion.origin, set())
    if wanted is not None and set(criterion.categories.values()) != wanted:
        found = ", ".join(criterion.categories.values()) or "—"
        yield "rules.categories", place, {"found": quoted(found), "wanted": ", ".join(sorted(wanted)) or "—"}
    if criterion.origin == "age":
        yield from _age_conflicts(name, criterion, rules)


def _age_conflicts(name: str, criterion: Criterion, rules: RollRules) -> Iterator[Conflict]:
    """Bands that leave out or count twice an age that some stream takes."""
    bands = [(category, read_ages(text)) for category, text in criterion.categories.items()]
    unreadable = [category for category, ages in bands if ages is None]
    for category in unreadable:
        place: Place = ("criteria", name, "categories", category)
        yield "rules.age", place, {"key": quoted(category), "found": quoted(criterion.categories[category])}
    if unreadable:
        return
    streams = [stream.ages for stream in rules.streams.values()] or [Ages(0, 0)]
    lowest, highest = min(ages.lowest for ages in streams), max(ages.highest for ages in streams)
    for age in range(lowest, highest + 1) if rules.streams else ():
        inside = [category for category, ages in bands if ages and ages.lowest <= age <= ages.highest]
        taken = any(ages.lowest <= age <= ages.highest for ages in streams)
        if taken and len(inside) != 1:
            code = "rules.ages.overlap" if inside else "rules.ages.gap"
            yield code, ("criteria", name), {"age": age, "found": ", ".join(inside) or "—"}
            return
