"""What is believed of the response to letters: a rate for the city, and what strata have of their own.

A letter that arrives in stratum s brings a volunteer with probability

    rate_s = base_s · exp(city + Σ effects of its categories) · own_s

`base_s` is what the rules say; the others are 1 in the mean. City and effects are normal before anything came
back; own_s is a gamma. Letters and volunteers of all waves so far correct them: own_s is summed out, which
leaves negative binomial counts, and city and effects are taken as normal around their most probable values
(Laplace), which is near enough as soon as a few dozen volunteers answered, and exact before any letter. So a
stratum learns from its own letters, from its categories and from the whole city, each as far as it is known
better. The part of letters that come back is one beta for the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from tirage.forecast.waves.variates import Floats, gammas, normals, shares
from tirage.rules.sections import Presumed

MOST_RATE = 0.98
"""No stratum is believed to answer more often."""
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """A stratum, and the letters to it that had time to come back."""

    labels: tuple[str, ...]
    """Its stream, then its categories."""
    base: float
    """Volunteers expected from a letter that arrives, above 0: of the rules."""
    letters: int = 0
    undelivered: int = 0
    volunteers: int = 0

    @property
    def arrived(self) -> int:
        """Letters that did not come back."""
        return max(self.letters - self.undelivered, self.volunteers)


@dataclass(frozen=True, slots=True)
class Belief:
    """City and effects as they are believed; the strata in the order in which they were given."""

    belonging: Floats
    """1 where a stratum (row) has an effect (column); the first column is the city's."""
    base: Floats
    """By stratum."""
    middle: Floats
    """City and effects: most probable values, as logarithms."""
    spread: Floats
    """Lower triangle of their covariance (Cholesky)."""
    own: tuple[float, Floats, Floats]
    """Shape of own_s before any letter (0: strata have nothing of their own); letters arrived; volunteers."""
    comes_back: tuple[float, float]
    """Beta of the part of letters that come back: those that did, those that did not, in letters' worth."""

    def rates(self, futures: int, name: tuple[str, ...]) -> Floats:
        """Volunteers from a letter that arrives, shape (futures, strata)."""
        steps = normals((*name, "city"), futures, len(self.middle)) @ self.spread.T
        believed = self.base * np.exp((self.middle + steps) @ self.belonging.T)
        shape, arrived, volunteers = self.own
        if shape:
            normal = normals((*name, "own"), futures, len(self.base))
            believed = believed * gammas(shape + volunteers, normal) / (shape + arrived * believed)
        return np.minimum(believed, MOST_RATE)

    def delivered(self, futures: int, name: tuple[str, ...]) -> Floats:
        """Part of the letters that arrive, shape (futures, 1)."""
        return shares(self.comes_back, (*name, "delivered"), futures)[:, 1:]


def believe(sent: Sequence[Sent], presumed: Presumed, response: float, undeliverable: float) -> Belief:
    """What priors and letters so far say together; `response` and `undeliverable` are those of the rules."""
    belonging, deviations = _effects(sent, presumed, response)
    base = np.array([each.base for each in sent], dtype=np.float64)
    arrived = np.array([each.arrived for each in sent], dtype=np.float64)
    volunteers = np.array([each.volunteers for each in sent], dtype=np.float64)
    shape = _shape(float(presumed.strata))
    middle, precision = _most_probable(belonging, deviations**2, base * arrived, volunteers, shape)
    spread = np.linalg.cholesky(np.linalg.inv(precision))
    back, letters = sum(each.undelivered for each in sent), sum(each.letters for each in sent)
    worth = max(presumed.undeliverable, 1)
    comes_back = (worth * undeliverable + back, worth * (1 - undeliverable) + letters - back)
    return Belief(belonging, base, middle, spread, (shape or 0.0, arrived, volunteers), comes_back)


def _effects(sent: Sequence[Sent], presumed: Presumed, response: float) -> tuple[Floats, Floats]:
    """Who has which effect, and the standard deviation of each, as a logarithm."""
    rate, worth = min(max(response, 1e-3), 0.999), max(presumed.response, 1)
    columns = [np.ones(len(sent))]
    deviations = [log1p((1 - rate) / (rate * (worth + 1))) ** 0.5]
    own = log1p(float(presumed.categories) ** 2 / 3) ** 0.5
    for place in range(len(sent[0].labels) if sent else 0):
        categories = sorted({each.labels[place] for each in sent})
        if own and len(categories) > 1:
            for category in categories:
                columns.append(np.array([float(each.labels[place] == category) for each in sent]))
                deviations.append(own)
    return np.stack(columns, axis=1), np.array(deviations)


def _shape(most: float) -> float | None:
    """Shape of a gamma of mean 1 that is uniform's `1 ± most` in variance; None for no difference at all."""
    return 3 / most**2 if most else None


def _most_probable(
    belonging: Floats, variances: Floats, hoped: Floats, volunteers: Floats, shape: float | None
) -> tuple[Floats, Floats]:
    """Most probable effects and their precision, by Newton's method; `hoped`: volunteers if nothing differs.

    Before any letter the effects have the mean that makes their exponentials 1 in the mean.
    """
    mean, prior = -variances / 2, np.diag(1 / variances)
    found = mean.copy()

    def lost(effects: Floats) -> float:
        """Minus the logarithm of the density, but for a constant."""
        logs = belonging @ effects
        expected = hoped * np.exp(np.clip(logs, -30, 30))
        data = expected if shape is None else (shape + volunteers) * np.log1p(expected / shape)
        return float((data - volunteers * logs).sum() + ((effects - mean) ** 2 / variances).sum() / 2)

    for _ in range(_STEPS):
        expected = hoped * np.exp(np.clip(belonging @ found, -30, 30))
        shrunk = np.ones_like(expected) if shape is None else shape / (shape + expected)
        taken = volunteers if shape is None else volunteers + shape
        fitted = expected if shape is None else taken * expected / (shape + expected)
        slope = belonging.T @ (volunteers - fitted) - (found - mean) / variances
        step = np.linalg.solve(prior + belonging.T @ (belonging * (expected * shrunk)[:, None]), slope)
        size, before = 1.0, lost(found)
        while lost(found + size * step) > before + 1e-12 and size > 1e-6:
            size /= 2
        found = found + size * step
        if np.abs(step).max() < 1e-9:
            break
    expected = hoped * np.exp(np.clip(belonging @ found, -30, 30))
    weight = expected if shape is None else expected * shape / (shape + expected)
    return found, prior + belonging.T @ (belonging * weight[:, None])
