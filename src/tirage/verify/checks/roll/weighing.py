"""Tickets of people who weigh (SPEC §5): ⌊L/w⌋, with L = −log₂(1 − ticket/2^256) in 2^64ths, in integers."""

from __future__ import annotations

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
