"""A wave and its alternatives: other letters, other ways to share them out, fewer people who answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from tirage.discretion import brief
from tirage.draws.draw_up import group
from tirage.feasibility.conflicts import has_panel
from tirage.forecast.letters import Forecast, LettersSoFar, letters_needed, on_their_way, share_out
from tirage.forecast.waves.variates import Floats
from tirage.forecast.waves.volunteers import Simulated
from tirage.people.pool.model import Person, Pool
from tirage.shown import Shown

if TYPE_CHECKING:
    from pandas import DataFrame

OTHER_TOTALS = (Fraction(7, 10), Fraction(1), Fraction(14, 10))
OTHER_ALPHAS = (Fraction(0), Fraction(1, 2), Fraction(1))
OTHER_RATES = (Fraction(1, 2), Fraction(3, 4), Fraction(1))
"""The scenarios beside a forecast: its letters times these, with each of these exponents; and if so many
times as many people as expected answer."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Other letters, and other people."""

    letters: int
    alpha: Fraction
    together: float
    """As of `Forecast`."""
    answering: tuple[float, ...]
    """The same, if `OTHER_RATES` times as many people as expected answer, in the city as a whole."""


@dataclass(repr=False, frozen=True, slots=True)
class Outlook(Shown):
    """The forecast of the next wave, and its alternatives."""

    so_far: LettersSoFar
    chosen: Forecast
    simulated: Simulated | None
    scenarios: tuple[Scenario, ...]
    needed: int
    """Letters with which a panel exists with a probability of 0.95, as of `letters_needed`."""
    response: tuple[float, float, float]
    """Volunteers from a letter sent, in the city as a whole: expected; one time in twenty below, above."""

    def __repr__(self) -> str:
        return brief(self, letters=self.chosen.total, scenarios=len(self.scenarios), needed=self.needed)

    def to_frame(self) -> DataFrame:
        """What is expected of the wave: one row a category, indexed by `criterion` and `category`.

        `minimum`: seats; `mean` and `low`: volunteers, and how many there are fewer than one time in twenty;
        `enough`: the probability of as many as `minimum`. Both names are empty in the row of everyone.
        """
        from pandas import DataFrame

        return DataFrame(map(asdict, self.chosen.expected)).set_index(["criterion", "category"])


def rehearse(now: LettersSoFar, chosen: Forecast, pools: int) -> Simulated:
    """`pools` simulated waves in which every category is enough, and how often the solver finds a panel."""
    names = tuple(criterion.name for criterion in now.quotas.criteria)

    def can_be_met(people: Sequence[tuple[str, ...]]) -> bool:
        persons = tuple(Person(f"{i:09}", features, "") for i, features in enumerate(people))
        return has_panel(group(Pool(names, persons), now.quotas, now.rules.seats).instance)

    return now.futures.confirm(chosen.pools, can_be_met, pools)


def outlook(now: LettersSoFar, chosen: Forecast, pools: int) -> Outlook:
    """The forecast asked for, `pools` of its futures put to the solver, and the scenarios beside it."""
    simulated = rehearse(now, chosen, pools) if pools else None
    needed = letters_needed(now, chosen.sending.alpha)
    most = now.all_homes
    totals = {min(round(chosen.sending.total * share), most) for share in OTHER_TOTALS} | {needed}
    others = [(total, chosen.sending.alpha) for total in totals]
    if now.weights is None and chosen.total < most:
        others += [(chosen.sending.total, alpha) for alpha in OTHER_ALPHAS]
    scenarios = tuple(_scenario(now, total, alpha) for total, alpha in sorted(set(others)))
    ends = np.quantile(_response_of_all(now), (0.05, 0.95))
    response = (float(_response_of_all(now).mean()), float(ends[0]), float(ends[1]))
    return Outlook(now, chosen, simulated, scenarios, needed, response)


def _scenario(now: LettersSoFar, total: int, alpha: Fraction) -> Scenario:
    """What would happen with so many letters, and if fewer people answer."""
    futures, letters = now.futures, on_their_way(now, share_out(now, total, alpha))
    together = float(futures.has_panel(futures.pools(letters)).mean())
    response = _response_of_all(now)
    answering = tuple(
        float(futures.has_panel(futures.pools(letters, float(rate) * response.mean() / response)).mean())
        for rate in OTHER_RATES
    )
    return Scenario(int(letters.trials.sum()) if now.weights is None else total, alpha, together, answering)


def _response_of_all(now: LettersSoFar) -> Floats:
    return now.futures.response(np.array([now.people[each.code] for each in now.strata], dtype=np.int64))
