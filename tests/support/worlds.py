"""Invented cities that answer letters in their own way, to be forecast: what is promised, and what happens.

A world has a response of its own, categories and strata that differ, shares of diplomas and letters that come
back. All of it is uniform or Dirichlet, and none of it made by the code that forecasts.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

import numpy as np

from tirage.assembly.letters import Basis
from tirage.forecast.allocation import Stratum
from tirage.forecast.letters import LettersSoFar, share_out
from tirage.forecast.waves.response import Sent
from tirage.quotas.model import Quotas
from tirage.rules.model import RollRules
from tirage.rules.read import parse_rules

SECTORS, AGES, SEXES = 6, ("18-34", "35-59", "60 et plus"), ("Femme", "Homme")
DIPLOMAS = {"aucun": 6, "bac": 24, "supérieur": 70}
"""Percent of the volunteers, as the rules expect them."""
RESPONSE, BACK = 0.06, 0.09
PEOPLE = 3000
"""Of each stratum."""
ALPHA = Fraction(1, 2)
RULES = f"""
tirage: dossier/1
name: Monde
timezone: Europe/Paris
seats: 40
reference_date: 2027-03-01
quotas: quotas.yaml
criteria:
  genre: {{from: sex, categories: {{Femme: F, Homme: M}}}}
  âge: {{from: age, categories: {{18-34: 18-34, 35-59: 35-59, 60 et plus: 60+}}}}
  secteur: {{from: address, geography: paris-sectors}}
  diplôme: {{from: answers}}
strata: [secteur, âge, genre]
letters:
  total: 1500
  alpha: 1/2
  response: {RESPONSE:.0%}
  undeliverable: {BACK:.0%}
  answers: {{diplôme: {{{", ".join(f"{name}: {share} %" for name, share in DIPLOMAS.items())}}}}}
"""
QUOTAS = Quotas.of(
    {
        "genre": {"Femme": (19, 21), "Homme": (19, 21)},
        "âge": {"18-34": (11, 13), "35-59": (16, 18), "60 et plus": (10, 12)},
        "secteur": {f"s{i}": (6, 8) for i in range(SECTORS)},
        "diplôme": {"aucun": (6, 8), "bac": (9, 11), "supérieur": (22, 24)},
    }
)
STRATA = tuple(product((f"s{i}" for i in range(SECTORS)), AGES, SEXES))


def rules(**presumed: object) -> RollRules:
    """The rules, with another section `forecast` of the letters."""
    found = parse_rules(RULES, "tirage.yaml")
    assert isinstance(found, RollRules)
    own = found.letters.presumed.model_copy(update=presumed)
    return found.model_copy(update={"letters": found.letters.model_copy(update={"forecast": own})})


People = list[tuple[str, ...]]
"""Everyone's features."""


@dataclass(frozen=True)
class World:
    """One city: what a letter brings in each stratum, and who answers."""

    rates: tuple[float, ...]
    """Volunteers from a letter that arrives."""
    back: float
    diplomas: tuple[float, ...]

    def answer(self, letters: tuple[int, ...], dice: random.Random) -> tuple[list[Sent], People]:
        """What a wave brings: letters by stratum, and the volunteers' features."""
        sent, volunteers = [], []
        for stratum, rate, count in zip(STRATA, self.rates, letters, strict=True):
            back = sum(dice.random() < self.back for _ in range(count))
            came = sum(dice.random() < rate for _ in range(count - back))
            sector, age, sex = stratum
            sent.append(Sent(("", sector, age, sex), RESPONSE, count, back, came))
            for _ in range(came):
                (diploma,) = dice.choices(tuple(DIPLOMAS), self.diplomas)
                volunteers.append((sex, age, sector, diploma))
        return sent, volunteers


def world(width: float, number: int, *, differing: float = 0.2, worth: int = 100) -> World:
    """The world of this number: its response is up to `width` more or less than expected, uniformly.

    Categories and strata are up to `differing` more or less; diplomas are known like those of `worth` people.
    """
    dice = random.Random(f"{width} {number}")

    def about(most: float) -> float:
        return 1 + most * (2 * dice.random() - 1)

    city = RESPONSE * about(width)
    own = {name: about(differing) for stratum in STRATA for name in stratum}
    rates = tuple(city * own[sector] * own[age] * own[sex] * about(differing) for sector, age, sex in STRATA)
    shares = [dice.gammavariate(worth * share / 100, 1) for share in DIPLOMAS.values()]
    return World(rates, BACK * about(0.25), tuple(share / sum(shares) for share in shares))


def at_first(known: RollRules) -> LettersSoFar:
    """Before the first letter."""
    strata = tuple(Stratum("/".join(each), "", each, PEOPLE, int(RESPONSE * 910_000)) for each in STRATA)
    sent = tuple(Sent(("", *each), RESPONSE) for each in STRATA)
    return LettersSoFar(
        known,
        QUOTAS,
        strata,
        {each.code: PEOPLE for each in strata},
        sent,
        (0,) * len(strata),
        (),
        (),
        Basis("a" * 64, "b" * 64, ()),
        {each.code: PEOPLE for each in strata},
    )


def after(now: LettersSoFar, sent: list[Sent], volunteers: People) -> LettersSoFar:
    """Once a wave came back."""
    left = tuple(
        replace(stratum, eligible=stratum.eligible - own.letters)
        for stratum, own in zip(now.strata, sent, strict=True)
    )
    basis = replace(now.basis, before=("c" * 64,))
    now = replace(now, homes={each.code: each.eligible for each in left})
    return replace(
        now, strata=left, sent=tuple(sent), volunteers=tuple(volunteers), ready=tuple(volunteers), basis=basis
    )


def letters_of(now: LettersSoFar, total: int) -> tuple[int, ...]:
    """So many letters, by stratum."""
    sending = share_out(now, total, ALPHA)
    return tuple(sending.letters[each.code] for each in now.strata)


def often(city: World, letters: tuple[int, ...], had: People, times: int, number: int) -> float:
    """How often a panel exists once these letters are sent to this city too, out of so many `times`.

    Every category must have volunteers enough; those of earlier waves, `had`, are counted.
    """
    dice = np.random.default_rng(number)
    rates = np.array(city.rates) * (1 - city.back)
    came = dice.binomial(letters, rates, (times, len(rates)))
    diplomas = dice.multinomial(came.sum(axis=1), city.diplomas)
    enough = came.sum(axis=1) + len(had) >= 40
    for bound, before in zip(QUOTAS.bounds, QUOTAS.count(had), strict=True):
        ((criterion, category),) = bound.where
        if criterion == 3:
            new = diplomas[:, tuple(DIPLOMAS).index(category)]
        else:
            own = [(sex, age, sector)[criterion] == category for sector, age, sex in STRATA]
            new = came[:, own].sum(axis=1)
        enough &= new + before >= bound.minimum
    return float(enough.mean())
