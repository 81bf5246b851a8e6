"""Counts of so few people that they could be recognised: one rule, for packs and for reports."""

from __future__ import annotations

from collections.abc import Iterable

FEWEST = 5
"""People that what everybody may read counts at least, or none, where the rules do not say."""


def has_small(counts: Iterable[int], fewest: int) -> bool:
    """Whether a count is of somebody, and of fewer people than `fewest`.

    >>> has_small([0, 12], 5), has_small([0, 4], 5), has_small([4], 0)
    (False, True, False)
    """
    return any(0 < count < fewest for count in counts)
