"""Chances of whole panels on a pool too large for every panel to be listed."""

from __future__ import annotations

from dataclasses import replace

from support.instances import tight
from support.realising import grouped

from tirage.chances.leximin import chance_by_profile
from tirage.chances.objectives.choose import target_chances
from tirage.chances.proof import bound
from tirage.chances.whole.columns import mixture
from tirage.lottery.rounding import apportion, within_a_place
from tirage.solvers.integer import Status, integer_program


def test_a_tight_pool_has_exact_levels_in_small_numbers_and_panels_to_less_than_a_place() -> None:
    """58 people, six of whom the rows alone would promise far more: every level is closed by cuts."""
    instance = grouped(tight(24)).instance
    promised = target_chances(instance, "leximin")
    found = mixture(instance, "leximin", promised)
    narrowed = replace(instance, cuts=found.cuts)
    assert found.aimed.levels[0].value < promised.levels[0].value
    for number, level in enumerate(found.aimed.levels):
        before = chance_by_profile(found.aimed.levels[:number], instance)
        assert level.value == level.bound == bound(level.proof, narrowed, before)
    for cut in found.cuts:
        weights = [0] * len(instance.sizes)
        for t, weight in zip(cut.members, cut.weights, strict=True):
            weights[t] = weight
        assert max(map(abs, weights)) < 1000
        best = integer_program([(0, size) for size in instance.sizes], instance.rows, weights)
        assert (best.status, best.bound) == (Status.FOUND, cut.upper)
    expected = [chance * size for chance, size in zip(found.aimed.chances, instance.sizes, strict=True)]
    panels = apportion(found.compositions, found.weights, expected, 1000, instance)
    assert len(panels) == 1000
    assert within_a_place(panels, expected)
    assert not within_a_place(panels[:-1] * 2, expected)
