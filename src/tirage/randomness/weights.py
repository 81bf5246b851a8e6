"""Tickets of unequal weight: who comes first, with a chance in proportion to weights (SPEC §5).

A ticket is a number U between 0 and 1; with E = −log₂ U and a weight w, whoever has the smallest E/w of some
people is the first with the chance w over the sum of their weights, and so on for the second: successive
sampling (Efraimidis, Spirakis: Weighted random sampling with a reservoir, Information Processing Letters 97,
2006). Here all of it is done in integers, and with one weight for all the order is that of the tickets.
"""

from __future__ import annotations

PLACES = 64
"""Binary places of a logarithm."""
ALL = 1 << 256
"""Tickets that there are."""
_TWO = 2 << PLACES


def logarithm(ticket: str) -> int:
    """−log₂ of 1 − ticket/2^256 in 2^64ths, by squaring: never falls as the ticket grows.

    >>> logarithm("0" * 64), logarithm("8" + "0" * 63) == 1 << 64, logarithm("f" * 64) == 256 << 64
    (0, True, True)
    """
    x = ALL - int(ticket, 16)
    n = x.bit_length() - 1
    m = x >> (n - PLACES) if n >= PLACES else x << (PLACES - n)
    fraction = 0
    for _ in range(PLACES):
        m = m * m >> PLACES
        fraction <<= 1
        if m >= _TWO:
            m >>= 1
            fraction |= 1
    return ((256 - n) << PLACES) - fraction


def key(ticket: str, weight: int) -> int:
    """What people stand in the order of, the smallest first; equal ones by ticket, then by pid.

    >>> key("8" + "0" * 63, 2) == 1 << 63
    True
    """
    return logarithm(ticket) // weight
