"""A chain of links: the head is public, and each link is shown when its turn has come (SPEC §4).

The last link is the secret. Each of the others is H("link", the one after it), the head is H("link", the
first): whoever has the head can tell that a link is the next, and not which comes after it.
"""

from __future__ import annotations

from tirage.randomness.lines import H

NONE = "none"
"""In place of a link, where there is no chain."""


def head_of(secret: str, count: int) -> str:
    """The head of a chain of so many links.

    >>> head_of("00", 2) == H("link", H("link", "00"))
    True
    """
    for _ in range(count):
        secret = H("link", secret)
    return secret


def next_link(value: str, before: str, most: int) -> str | None:
    """The link after `before`, from the secret or from any link after it; None where it is none of the chain.

    `most`: links of the chain that are not shown yet.

    >>> next_link("00", head_of("00", 5), 5) == head_of("00", 4)
    True
    """
    for _ in range(most):
        if (back := H("link", value)) == before:
            return value
        value = back
    return None


def succession_seed(stage_seed: str, number: int, link: str = NONE) -> str:
    """The stage that puts people in order for one succession, from 1."""
    return H("successor", stage_seed, str(number), link)
