"""What the paragraphs of a regulation say, in the words of whoever decides on it: every value, no key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from tirage.i18n.catalogue import Language
from tirage.quotas.model import Quotas
from tirage.randomness.rolls import HAND, roll_form
from tirage.rules.model import RollRules, Rules
from tirage.rules.regulation import entering, living
from tirage.rules.regulation.words import Words

Told: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Sentences, and what is listed under them."""


def told(code: str, rules: Rules, quotas: Quotas, language: Language) -> Told:
    """The sentences of a paragraph, and its list."""
    words = Words(code, language)
    if code in entering.LISTED and isinstance(rules, RollRules):
        return tuple(_SAID[code](rules, words)), tuple(entering.LISTED[code](rules, words))
    if code == "quotas":
        return tuple(_quotas(quotas, words)), ()
    return tuple(_SAID.get(code, _always)(rules, words)), ()


def _always(_rules: Rules, words: Words) -> Iterator[str]:
    """A paragraph that every regulation has in the same words."""
    yield words.sentence()


def _assembly(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence(name=rules.name)
    yield words.known("organiser", rules.organiser)
    yield words.known("city", rules.city)
    yield words.known("timezone", rules.timezone)


def _seats(rules: Rules, words: Words) -> Iterator[str]:
    yield words.sentence(seats=rules.seats)


def _quotas(quotas: Quotas, words: Words) -> Iterator[str]:
    if not quotas.bounds:
        yield words.sentence("none")
        return
    yield words.sentence(quotas=len(quotas.bounds))
    if quotas.crossings:
        yield words.sentence("crossings")


def _fairness(rules: Rules, words: Words) -> Iterator[str]:
    name = rules.drawing.fairness
    yield words.sentence(name=name, seeks=words.of(f"fairness.{name}.seeks"))
    yield words.sentence("protects", protects=words.of(f"fairness.{name}.protects"))
    yield words.sentence("costs", costs=words.of(f"fairness.{name}.costs"))
    yield words.sentence("proved")


def _panels(rules: Rules, words: Words) -> Iterator[str]:
    panels = rules.drawing.panels
    yield words.sentence("needed") if panels is None else words.sentence(panels=panels)
    yield words.sentence("each")


def _roll(rules: Rules, words: Words) -> Iterator[str]:
    form = roll_form(rules.drawing.roll)
    assert form is not None, "rules that were read"
    if form.by_hand:
        yield words.sentence("hand")
    elif not form.count:
        yield words.sentence("words")
    else:
        kind = "dice" if form.lowest else "numbers"
        yield words.sentence(kind, count=form.count, highest=str(form.highest) * form.width, form=form.name)
    if rules.drawing.roll == HAND and isinstance(rules, RollRules):
        yield words.sentence("letters")
    yield words.sentence("once")


_SAID: Mapping[str, Callable[..., Iterator[str]]] = {
    "assembly": _assembly,
    "seats": _seats,
    "fairness": _fairness,
    "panels": _panels,
    "roll": _roll,
    **entering.SAID,
    **living.SAID,
}
"""Code of a paragraph → its sentences, of rules; one that is not here says the same of every assembly."""
