"""From an instance to chances that a lottery has, and the compositions of its panels.

The chances of the quota polytope come first. Where panels have them, the work is done and the bounds
need no solver to be believed; where they do not, column generation finds what panels can have.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from tirage.chances.instance import Instance
from tirage.chances.leximin import Level, until_floor
from tirage.chances.objectives.choose import Fairness, Objective, target_chances
from tirage.chances.rising import Unproved
from tirage.lottery.bundles import Composition
from tirage.lottery.halving import Halved, halve
from tirage.lottery.panel_count import panel_count
from tirage.lottery.rounding import apportion, quantise, within_a_place
from tirage.progress import Progress

if TYPE_CHECKING:
    from tirage.chances.trees.prove import ProvedCut
    from tirage.lottery.preference.exchanges import Preference

Method = Literal["polytope", "columns"]


@dataclass(frozen=True, slots=True)
class Realised:
    """Chances with their proofs, and panels that have them."""

    method: Method
    """`polytope`: proved in integers; `columns`: some bounds rest on an integer program."""
    levels: tuple[Level, ...]
    chances: tuple[Fraction, ...]
    """The chance aimed at, by profile."""
    compositions: tuple[Composition, ...]
    """One a panel, in no order that means anything."""
    objective: Objective | None = None
    """The objective beyond levels, with its proof."""
    cuts: tuple[ProvedCut, ...] = ()
    """What the proofs rest on beyond the rows, by the numbers that they name."""


def realise(
    instance: Instance,
    fairness: Fairness,
    panels: int | None,
    workers: Executor,
    progress: Progress,
    preference: Preference | None = None,
) -> Realised:
    """Chances and a lottery of `panels` panels (None: `panel_count`); the quotas are known to have a panel.

    `preference`: which panels are preferred, of those that give the same chances.
    Raises `rising.Unproved` when the solver's answers cannot be proved, which no known pool does.
    """
    found = _realised(instance, fairness, panels, workers, progress)
    if preference is None:
        return found
    from tirage.lottery.preference.exchanges import preferred

    return replace(found, compositions=preferred(found.compositions, preference, progress))


def _realised(
    instance: Instance, fairness: Fairness, panels: int | None, workers: Executor, progress: Progress
) -> Realised:
    progress.step("chances", 0, 0)
    aimed = target_chances(instance, fairness)
    count = panels or panel_count(aimed.chances, instance.given)
    halved = _halved(aimed.chances, instance, count, workers, progress)
    if halved.exact:
        return Realised("polytope", aimed.levels, aimed.chances, halved.compositions, aimed.objective)
    if fairness in {"leximin", "maximin"}:
        from tirage.chances.whole.columns import mixture

        mixed = mixture(instance, fairness, aimed, halved.compositions, progress=progress)
    else:
        from tirage.chances.whole.cuts import within_hull

        mixed = within_hull(instance, fairness, aimed, halved.compositions, progress=progress)
    aimed = mixed.aimed
    expected = _expected(aimed.chances, instance)
    # Whole panels have other chances, which may need another number of them.
    count = panels or panel_count(aimed.chances, instance.given)
    compositions = apportion(mixed.compositions, mixed.weights, expected, count, instance)
    if fairness == "maximin":
        aimed = replace(aimed, levels=tuple(until_floor(aimed.levels)))
    progress.step("proofs", 0, 0)
    from tirage.chances.trees.prove import Prover

    aimed, cuts = Prover(replace(instance, cuts=mixed.cuts)).target(aimed)
    if not all(level.near for level in aimed.levels):
        raise Unproved
    # What rows alone prove, and panels have to less than a place, is the polytope's, however it was found.
    method: Method = "columns" if cuts or not within_a_place(compositions, expected) else "polytope"
    return Realised(method, aimed.levels, aimed.chances, compositions, aimed.objective, cuts)


def _halved(
    chances: Sequence[Fraction], instance: Instance, panels: int, workers: Executor, progress: Progress
) -> Halved:
    counts = quantise(_expected(chances, instance), panels, instance)
    if counts is None:
        return Halved((), False)
    return halve(counts, panels, instance, workers, progress)


def _expected(chances: Sequence[Fraction], instance: Instance) -> list[Fraction]:
    return [chance * size for chance, size in zip(chances, instance.sizes, strict=True)]
