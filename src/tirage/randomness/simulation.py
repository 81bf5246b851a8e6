"""A stream of numbers for simulations: what might happen, never what does.

No draw uses it: a draw takes tickets and `uniform` (SPEC §5). It is here so that simulations give the same
figures on every machine, and so that no library's generator enters the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count, islice
from struct import unpack

from tirage.randomness.lines import line

_SCALE = 2.0**-64


def numbers(*name: str) -> Iterator[float]:
    """Endless floats in [0, 1), the same for the same name.

    >>> [round(next(numbers("example", "1")), 4) for _ in range(2)]
    [0.3379, 0.3379]
    """
    for block in _blocks(*name):
        yield from (value * _SCALE for value in unpack(">4Q", block))


def octets(numbers: int, *name: str) -> bytes:
    """The first so many numbers of the same stream before they are scaled: eight bytes each, big-endian.

    >>> octets(2, "example", "1")[:4].hex()
    '5681bdbc'
    """
    return b"".join(islice(_blocks(*name), -(-numbers // 4)))[: 8 * numbers]


def _blocks(*name: str) -> Iterator[bytes]:
    start = line("simulation", *name) + b"|"
    for block in count():
        yield sha256(start + str(block).encode("ascii")).digest()
