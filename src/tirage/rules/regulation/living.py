"""The paragraphs on the assembly once it sits, and on what is published of it: § 17 to § 24."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tirage.rules.model import Rules
from tirage.rules.regulation.words import Words
from tirage.rules.sections import TermRules


def _open_seats(rules: Rules, words: Words) -> Iterator[str]:
    replacing = rules.replacing
    yield words.sentence(replacing.policy)
    yield (
        words.sentence("together")
        if replacing.batch is None
        else words.sentence("batch", seats=replacing.batch)
    )
    if replacing.prefer:
        yield words.sentence(replacing.prefer)
    yield words.sentence("same")


def _tolerance(rules: Rules, words: Words) -> Iterator[str]:
    named = rules.tolerance
    if not any(named.values()):
        yield words.sentence("none")
        return
    yield words.sentence()
    if named.get(""):
        yield words.sentence("rest", seats=named[""])
    for name, seats in named.items():
        if name:
            yield words.sentence("of", criterion=name, seats=seats)


def _standby(rules: Rules, words: Words) -> Iterator[str]:
    found = rules.replacing.standby
    if found is None:
        yield words.sentence("none")
        return
    yield words.sentence(seats=found.seats, months=found.months)
    yield words.sentence(found.order)


def _alternates(rules: Rules, words: Words) -> Iterator[str]:
    found = rules.replacing.alternates
    if found is None:
        yield words.sentence("none")
        return
    if found.count is not None:
        yield words.sentence("count", count=found.count)
    if found.confidence is not None:
        yield words.sentence("confidence", share=words.share(found.confidence))
    if found.dropout is None:
        yield words.sentence("learnt")
    else:
        yield words.sentence("dropout", share=words.share(found.dropout))


def _departures(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence(causes=", ".join(words.cause(each) for each in rules.causes))
    term = rules.term or TermRules(months=0)
    yield words.sentence(f"moved.{term.moved}")
    yield words.sentence(f"age_limit.{term.age_limit}")
    yield (
        words.sentence("absences", count=term.absences) if term.absences else words.sentence("absences.none")
    )


def _term(rules: Rules, words: Words) -> Iterator[str]:
    term = rules.term
    if term is None:
        yield words.sentence("none")
        return
    yield words.sentence(months=term.months)
    yield words.known("start", term.start)
    if term.by_rules:
        yield words.sentence("by_rules")


def _cohorts(rules: Rules, words: Words) -> Iterator[str]:
    term = rules.term
    if rules.cohorts == 1:
        yield words.sentence("one")
    else:
        yield words.sentence(cohorts=rules.cohorts)
    if term is not None and term.last:
        yield words.sentence("last", number=term.last)


def _publication(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence()
    yield words.sentence("small", people=rules.small_cells)


SAID: Mapping[str, Callable[..., Iterator[str]]] = {
    "open-seats": _open_seats,
    "tolerance": _tolerance,
    "standby": _standby,
    "alternates": _alternates,
    "departures": _departures,
    "term": _term,
    "cohorts": _cohorts,
    "publication": _publication,
}
