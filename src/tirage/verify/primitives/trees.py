"""Trees of RFC 6962: the root of leaves, and the root that a path leads to (SPEC §9)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice

_AT_ONCE = 1024
"""Leaves of a whole tree that are held at a time: a power of two."""


def leaf_hash(leaf: bytes) -> bytes:
    """What stands for a leaf in its tree."""
    return sha256(b"\0" + leaf).digest()


def root_of(digests: Iterable[bytes]) -> str:
    """The root, from the leaves' hashes: pairs level by level, the odd one out rises as it is."""
    left = iter(digests)
    tops = []
    while some := list(islice(left, _AT_ONCE)):
        tops.append(top_of(some))
    return top_of(tops).hex() if tops else sha256(b"").hexdigest()


def top_of(level: list[bytes]) -> bytes:
    """The root of one leaf or more, from their hashes; or of subtrees of one size but for the last."""
    while len(level) > 1:
        above = [sha256(b"\1" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = above + level[len(level) - len(level) % 2 :]
    return level[0]


def root_by(leaf: bytes, index: int, count: int, siblings: list[str]) -> str:
    """The root that a path leads to; empty for a path of another length than the tree has."""
    if index >= count:
        return ""
    digest = leaf_hash(leaf)
    left = [bytes.fromhex(each) for each in siblings]
    place, last = index, count - 1
    while last:
        # The last node of a level that is alone there rises as it is.
        if place < last or place % 2:
            if not left:
                return ""
            beside = left.pop(0)
            pair = beside + digest if place % 2 else digest + beside
            digest = sha256(b"\1" + pair).digest()
        place, last = place // 2, last // 2
    return "" if left else digest.hex()
