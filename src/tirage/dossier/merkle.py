"""Inclusion: the root of a frame and the proof that one person was in the hat (SPEC §9, RFC 6962 §2.1).

A leaf is hashed after a byte 0, a node after a byte 1, so that no leaf can pass for a node. A tree of n
leaves splits at the largest power of two below n; the root commits to every leaf and to their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256


def root(leaves: Iterable[bytes]) -> str:
    """The root of the leaves in their order, 64 hex digits; SHA-256 of nothing where there is none.

    >>> root([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return root_of_hashes(map(leaf_hash, leaves))


def root_of_hashes(hashes: Iterable[bytes]) -> str:
    """The same from the leaves' own hashes, SHA-256 of a byte 0 and the leaf.

    One pass, with as many hashes in memory as the tree is high.
    """
    # Perfect subtrees of falling size, as the binary digits of the number of leaves so far.
    peaks: list[bytes] = []
    for number, leaf in enumerate(hashes, 1):
        peaks.append(leaf)
        while number % 2 == 0:
            right = peaks.pop()
            peaks.append(_node(peaks.pop(), right))
            number //= 2
    if not peaks:
        return sha256(b"").hexdigest()
    top = peaks.pop()
    while peaks:
        top = _node(peaks.pop(), top)
    return top.hex()


class Tree:
    """A tree kept whole, for whoever asks for many paths."""

    def __init__(self, hashes: Iterable[bytes]) -> None:
        """`hashes`: of the leaves, as `leaf_hash` makes them, or of subtrees of one size but for the last."""
        level = list(hashes)
        self._levels = [level]
        while len(level) > 1:
            # A node without a sibling rises as it is.
            level = [
                _node(*pair) if len(pair := level[i : i + 2]) == 2 else pair[0]
                for i in range(0, len(level), 2)
            ]
            self._levels.append(level)

    @property
    def root(self) -> str:
        """64 hex digits; SHA-256 of nothing where there is no leaf."""
        top = self._levels[-1]
        return top[0].hex() if top else sha256(b"").hexdigest()

    def path(self, index: int) -> tuple[str, ...]:
        """The siblings from leaf `index` up to the root; IndexError where there is no such leaf."""
        if not 0 <= index < len(self._levels[0]):
            raise IndexError(index)
        siblings = []
        for level in self._levels[:-1]:
            if (beside := index ^ 1) < len(level):
                siblings.append(level[beside].hex())
            index //= 2
        return tuple(siblings)


def proof(leaves: Iterable[bytes], index: int) -> tuple[str, ...]:
    """The siblings from leaf `index` up to the root; IndexError where there is no such leaf."""
    return Tree(map(leaf_hash, leaves)).path(index)


def consistency(leaves: Sequence[bytes], old: int) -> tuple[str, ...]:
    """The hashes that lead from the root of the first `old` leaves to that of all (RFC 6962 §2.1.2).

    None where there is nothing to show: of no leaf, and of all of them. ValueError for more than there are.
    """
    if not 0 <= old <= len(leaves):
        raise ValueError(old)
    hashes = [leaf_hash(leaf) for leaf in leaves]
    return tuple(each.hex() for each in _shown(hashes, old, known=True)) if old else ()


def _shown(hashes: Sequence[bytes], old: int, *, known: bool) -> Iterator[bytes]:
    """SUBPROOF; `known`: whether who reads it has the root of these first `old` leaves."""
    if old == len(hashes):
        yield from [] if known else [bytes.fromhex(root_of_hashes(hashes))]
        return
    half = 1 << (len(hashes) - 1).bit_length() - 1
    if old <= half:
        yield from _shown(hashes[:half], old, known=known)
        yield bytes.fromhex(root_of_hashes(hashes[half:]))
    else:
        yield from _shown(hashes[half:], old - half, known=False)
        yield bytes.fromhex(root_of_hashes(hashes[:half]))


def root_by(leaf: bytes, index: int, count: int, siblings: Sequence[str]) -> str | None:
    """The root that a proof leads to, for leaf `index` of `count`; None for a proof of another shape."""
    if not 0 <= index < count:
        return None
    digest, last, rest = leaf_hash(leaf), count - 1, list(map(bytes.fromhex, siblings))
    while last:
        if index % 2 or index < last:
            if not rest:
                return None
            beside = rest.pop(0)
            digest = _node(beside, digest) if index % 2 else _node(digest, beside)
        index, last = index // 2, last // 2
    return None if rest else digest.hex()


def leaf_hash(data: bytes) -> bytes:
    """What stands for a leaf in its tree, 32 bytes."""
    return sha256(b"\0" + data).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
