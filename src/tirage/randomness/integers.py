"""A whole number that every value below n is as likely to be (SPEC §5)."""

from __future__ import annotations

from itertools import count

from tirage.randomness.lines import H

LIMIT = 2**256


def uniform(stage: str, n: int) -> int:
    """A number from 0 to n − 1; hashes that would favour the small ones are passed over.

    Raises ValueError unless 1 ≤ n ≤ 2^256.

    >>> uniform("1f4e599cd29672e62edff2144a2cc17c5331f45ff114d9f6c95752455c37aa0a", 1000)
    227
    """
    if not 1 <= n <= LIMIT:
        raise ValueError(f"n must be from 1 to 2^256, not {n}")
    fair = LIMIT - LIMIT % n
    return next(x % n for j in count() if (x := int(H("int", stage, str(j)), 16)) < fair)
