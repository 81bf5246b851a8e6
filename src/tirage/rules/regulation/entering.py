"""The paragraphs on who can be drawn and who gets a letter: § 3 to § 11."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from tirage.people.guards.exclusions import CAUSES
from tirage.rules.model import FileRules, RollRules, Rules
from tirage.rules.regulation.words import Words
from tirage.rules.sections import CoolingOff, Criterion, Presumed


def _lists(rules: Rules, words: Words) -> Iterator[str]:
    if not isinstance(rules, RollRules):
        yield words.sentence("file")
        return
    yield words.sentence()
    if rules.known_electors:
        yield words.sentence("expected", known=words.joined(_expected(rules, words)))
    if rules.columns:
        columns = (
            words.sentence("column", header=header, means=means) for header, means in rules.columns.items()
        )
        yield words.sentence("columns", columns=words.joined(columns))


def _expected(rules: RollRules, words: Words) -> Iterator[str]:
    for each in rules.known_electors:
        word = "expected.place" if each.place else "expected.list"
        yield words.sentence(word, list=each.list, place=each.place, electors=each.electors)


def _streams(rules: Rules, words: Words) -> Iterator[str]:
    if isinstance(rules, RollRules):
        yield words.sentence() if rules.streams else words.sentence("none")
    else:
        yield words.sentence("file")


def _each_stream(rules: RollRules, words: Words) -> Iterator[str]:
    for name, each in rules.streams.items():
        sources = words.of("regulation.and").join(words.sentence(source) for source in each.sources)
        ages, nationality = words.ages(each.ages), words.sentence(f"nationality.{each.nationality}")
        yield words.sentence(
            "one", name=name, seats=each.seats, sources=sources, ages=ages, nationality=nationality
        )


def _age(rules: Rules, words: Words) -> Iterator[str]:
    assert isinstance(rules, RollRules | FileRules)
    yield words.known("day", rules.reference_date)


def _person(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence()
    yield words.sentence("published" if rules.ids == "published" else "alias")


def _exclusions(rules: Rules, words: Words) -> Iterator[str]:
    causes = rules.exclusions if isinstance(rules, RollRules) else tuple(CAUSES)
    if causes:
        yield words.sentence(causes=", ".join(words.cause(each) for each in causes))
    else:
        yield words.sentence("none")
    cooling = rules.cooling_off or CoolingOff()
    yield (
        words.sentence("members", months=cooling.members)
        if cooling.members
        else words.sentence("members.none")
    )
    yield (
        words.sentence("invited", months=cooling.invited)
        if cooling.invited
        else words.sentence("invited.none")
    )


def _criteria(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence() if isinstance(rules, RollRules) else words.sentence("file")
    if rules.geography is not None:
        yield words.sentence("geography", name=rules.geography)


def _each_criterion(rules: RollRules, words: Words) -> Iterator[str]:
    for name, each in rules.criteria.items():
        table = each.table.name if each.table else each.geography or ""
        origin = words.sentence(f"from.{each.origin}", table=table)
        found = ", ".join(_category(each, category, words) for category in each.categories)
        said = words.sentence("one", name=name, origin=origin)
        yield words.counted(said, found) if found else said


def _category(criterion: Criterion, name: str, words: Words) -> str:
    """`18-24 (aged 18 to 24)`; a name alone stands for itself."""
    means = criterion.meaning(name)
    if criterion.origin == "age":
        means = words.ages_of(means)
    return name if means == name else f"{name} ({means})"


def _letters(rules: Rules, words: Words) -> Iterator[str]:
    if not isinstance(rules, RollRules):
        yield words.sentence("file")
        return
    letters = rules.letters
    yield words.sentence(letters=letters.total)
    if letters.weights:
        yield words.sentence("weights", weights=words.joined(_rows(letters.weights, str, words)))
    else:
        strata = ", ".join(rules.strata)
        yield words.sentence("strata", strata=strata) if strata else words.sentence("strata.none")
        yield (
            words.sentence("alpha", alpha=str(letters.alpha))
            if letters.alpha
            else words.sentence("alpha.none")
        )
    yield words.sentence("drawn")


def _homes(rules: Rules, words: Words) -> Iterator[str]:
    if isinstance(rules, RollRules):
        parts = ", ".join(words.of(f"report.household.{part}") for part in rules.household)
        yield words.sentence(parts=parts)
    else:
        assert isinstance(rules, FileRules)
        columns = ", ".join(rules.household)
        yield words.sentence("file", columns=columns) if columns else words.sentence("none")


def _response(rules: Rules, words: Words) -> Iterator[str]:
    if not isinstance(rules, RollRules):
        yield words.of("regulation.letters.file")
        return
    letters = rules.letters
    shares = {"response": words.share(letters.response), "undeliverable": words.share(letters.undeliverable)}
    yield words.sentence(**shares, prior=letters.prior)
    if letters.rates:
        yield words.sentence("rates", rates=words.joined(_rows(letters.rates, words.share, words)))
    if letters.answers:
        yield words.sentence("answers", answers=words.joined(_rows(letters.answers, words.share, words)))
    yield _forecast(letters.presumed, words)


def _forecast(presumed: Presumed, words: Words) -> str:
    plain = {"response": presumed.response, "undeliverable": presumed.undeliverable}
    shares = {"categories": words.share(presumed.categories), "strata": words.share(presumed.strata)}
    return words.sentence("forecast", **plain, **shares, answers=presumed.answers)


def _rows(
    said: Mapping[str, Mapping[str, int]] | Mapping[str, Mapping[str, Fraction]],
    shown: Callable[..., str],
    words: Words,
) -> Iterator[str]:
    """`age (18-24: 5%, 25-39: 6%)`, criterion by criterion."""
    for name, each in said.items():
        rows = (words.counted(category, shown(value)) for category, value in each.items())
        yield f"{name} ({', '.join(rows)})"


SAID: Mapping[str, Callable[..., Iterator[str]]] = {
    "lists": _lists,
    "streams": _streams,
    "age": _age,
    "person": _person,
    "exclusions": _exclusions,
    "criteria": _criteria,
    "letters": _letters,
    "homes": _homes,
    "response": _response,
}
LISTED: Mapping[str, Callable[[RollRules, Words], Iterator[str]]] = {
    "streams": _each_stream,
    "criteria": _each_criterion,
}
"""Paragraphs with a list under their sentences, where there are rolls."""
