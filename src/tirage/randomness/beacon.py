"""A public beacon: drand's network quicknet, whose rounds nobody can know before their time (SPEC §4).

The League of Entropy signs the number of each round with a key that its members hold in shares, and publishes
the signature when the round is due, every three seconds. The network's constants are pinned here (source:
drand-client, `lib/defaults.ts`; drand, `common/chain/info_test.go`); its chain hash covers all the others.

>>> chain_hash() == CHAIN
True
>>> due(1), due_time(1000), first_round(GENESIS + 4)
(1692803367, '2023-08-23T15:59:24Z', 3)
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
PUBLIC_KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""A compressed point of G2, 96 bytes."""
GROUP_HASH = "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"
GENESIS = 1692803367
"""Unix time of round 1."""
PERIOD = 3
"""Seconds from one round to the next."""
LAST = 10**10
"""The highest round that is taken, due in the year 2974: its time is still a date."""
DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
"""How the scheme bls-unchained-g1-rfc9380 maps a message to a point of G1."""
_SIGNATURE = re.compile(r"[0-9a-f]{96}")


def chain_hash() -> str:
    """SHA-256 of the constants, by which drand names the network."""
    numbers = PERIOD.to_bytes(4, "big") + GENESIS.to_bytes(8, "big")
    return sha256(numbers + bytes.fromhex(PUBLIC_KEY + GROUP_HASH) + b"quicknet").hexdigest()


def due(number: int) -> int:
    """Unix time at which a round, counted from 1, is published."""
    return GENESIS + (number - 1) * PERIOD


def due_time(number: int) -> str:
    """The same as a UTC time to the second, in the journal's form."""
    return datetime.fromtimestamp(due(number), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first_round(moment: int) -> int:
    """The first round that is due at a Unix time or after it."""
    return max(1, 1 - (GENESIS - moment) // PERIOD)


def is_signature(text: str) -> bool:
    """Whether a text could be a signature: 96 lower-case hex digits."""
    return _SIGNATURE.fullmatch(text) is not None


def randomness(signature: str) -> str:
    """What drand publishes beside a signature: its SHA-256.

    >>> randomness(
    ...     "b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df9557"
    ...     "1de8e8e402a0cc48871c7089a2b3af4b"
    ... )
    '1466a6cd24e327188770752f6134001c64d6efcc590ccc26b721611ad96f165a'
    """
    return sha256(bytes.fromhex(signature)).hexdigest()


def verified(number: int, signature: str, public_key: str = PUBLIC_KEY) -> bool | None:
    """Whether a signature is genuine: of this round, under the key; None without the extra `beacon`.

    e(signature, −g2) · e(H(SHA-256(round)), key) = 1, the point at infinity being no signature.
    """
    try:
        from py_arkworks_bls12381 import GT, G1Point, G2Point
    except ImportError:
        return None
    try:
        # Refuses what is no point of the curve, or of its subgroup.
        point = G1Point.from_compressed_bytes(bytes.fromhex(signature))
    except ValueError:
        return False
    if point == G1Point.identity():
        return False
    message = G1Point.hash_to_curve(sha256(number.to_bytes(8, "big")).digest(), DOMAIN)
    key = G2Point.from_compressed_bytes(bytes.fromhex(public_key))
    return GT.pairing_check([point, message], [-G2Point(), key])
