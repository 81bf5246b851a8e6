"""The sentences of one paragraph, by the last word of their codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tirage.i18n.catalogue import Language, catalogue, text
from tirage.i18n.numbers import day, percent
from tirage.people.guards.exclusions import CAUSES
from tirage.rules.values import ENDLESS, Ages, read_ages


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of the codes `regulation.CODE` and `regulation.CODE.WORD`."""

    code: str
    language: Language

    def sentence(self, word: str = "", /, **values: object) -> str:
        """A sentence of this paragraph."""
        return text(f"regulation.{self.code}{f'.{word}' if word else ''}", self.language, **values)

    def of(self, code: str, **values: object) -> str:
        """A text that is not of this paragraph."""
        return text(code, self.language, **values)

    def known(self, word: str, value: object) -> str:
        """What is said of a value, a day in words, or that there is none."""
        if value is None:
            return self.sentence(f"{word}.none")
        return self.sentence(word, value=day(str(value), self.language) if isinstance(value, date) else value)

    def cause(self, code: str) -> str:
        """A cause as papers call it; one of the rules' own as it stands."""
        meant = next((cause for cause, words in CAUSES.items() if code in words), code)
        known = catalogue(self.language).get(f"report.cause.{meant}")
        return known.template if known else code

    def counted(self, name: object, value: object) -> str:
        """`18-24: 5%`"""
        return f"{name}{self.of('regulation.colon')}{value}"

    def share(self, value: Fraction) -> str:
        """A share in percent, with no more decimals than it has, two at most."""
        digits = next((each for each in (0, 1) if value * 100 * 10**each % 1 == 0), 2)
        return percent(value, self.language, digits)

    def ages(self, value: Ages) -> str:
        """`18 ans et plus`, `16 à 17 ans`."""
        if value.highest >= ENDLESS:
            return self.of("regulation.ages.from", lowest=value.lowest)
        return self.of("regulation.ages.range", lowest=value.lowest, highest=value.highest)

    def ages_of(self, means: str) -> str:
        """The same of a text such as `65+`, or the text."""
        found = read_ages(means)
        return means if found is None else self.ages(found)

    def joined(self, said: Iterable[str]) -> str:
        """Some things, with semicolons between them."""
        return ("\u00a0; " if self.language == "fr" else "; ").join(said)
