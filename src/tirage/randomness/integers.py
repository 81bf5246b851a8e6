"""A whole number below n, every one equally likely (SPEC §5).

A hash is a number below 2^256. When n does not divide 2^256, the highest ones would make the small
remainders a little likelier: such a hash is passed over for the next one (`H("int", stage, 1)`, then 2, …).
"""

from __future__ import annotations

from itertools import count

from tirage.randomness.lines import H

LIMIT = 2**256


def uniform(stage: str, n: int) -> int:
    """A number from 0 to n − 1; the same for the same stage and n.

    Raises ValueError unless 1 ≤ n ≤ 2^256.

    >>> uniform("1f4e599cd29672e62edff2144a2cc17c5331f45ff114d9f6c95752455c37aa0a", 1000)
    227
    """
    if not 1 <= n <= LIMIT:
        raise ValueError(f"n must be from 1 to 2^256, not {n}")
    fair = LIMIT - LIMIT % n
    return next(x % n for j in count() if (x := int(H("int", stage, str(j)), 16)) < fair)
