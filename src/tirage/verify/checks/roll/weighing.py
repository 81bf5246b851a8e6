"""Tickets of people who weigh (SPEC §5): ⌊L/w⌋, with L = −log₂(1 − ticket/2^256) in 2^64ths, in integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge

LENGTH = 10
"""Bytes of a key: L is 2^72 at most."""


def key_of(ticket: bytes, weight: int) -> bytes:
    """What people stand in the order of: big-endian, so that bytes compare as the numbers do."""
    x = 2**256 - int.from_bytes(ticket, "big")
    whole = x.bit_length() - 1
    mantissa = (x << 64) >> whole
    digits = 0
    for _ in range(64):
        mantissa = (mantissa * mantissa) >> 64
        digit = mantissa >> 65
        mantissa >>= digit
        digits = 2 * digits + digit
    logarithm = ((256 - whole) << 64) - digits
    return (logarithm // weight).to_bytes(LENGTH, "big")


def in_order(of_weight: Mapping[int, list[bytes]]) -> Iterator[tuple[bytes, bytes]]:
    """(key, ticket and what follows it) in order, the keys made for those who come to the front alone.

    `of_weight`: weight → tickets of 32 bytes, each with what tells equal ones apart.

    A key never falls as the ticket grows: people of one weight are in the order of their tickets.
    """
    alike = len(of_weight) < 2

    def front(weight: int, tickets: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        for each in tickets:
            yield b"" if alike else key_of(each[:32], weight), each

    for tickets in of_weight.values():
        tickets.sort()
    yield from merge(*(front(weight, tickets) for weight, tickets in sorted(of_weight.items())))
