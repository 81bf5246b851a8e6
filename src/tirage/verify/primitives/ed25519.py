"""Ed25519 signatures, checked with plain integers (RFC 8032 §5.1.7): no secret is ever handled here.

>>> key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
>>> signature = bytes.fromhex(
...     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
...     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
... )
>>> is_genuine(key, b"", signature), is_genuine(key, b"x", signature)
(True, False)
"""

from __future__ import annotations

from hashlib import sha512

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, P - 2, P) % P
_ROOT = pow(2, (P - 1) // 4, P)
"""A square root of −1."""

Point = tuple[int, int, int, int]
"""(X, Y, Z, T) with x = X/Z, y = Y/Z and xy = T/Z."""


def is_genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature of 64 bytes was made of the message with the secret behind a key of 32 bytes."""
    public = _point(key)
    if public is None or len(signature) != 64 or _is_small(public):
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % ORDER
    x, y, z, t = public
    # R = s·B − h·A, in its only encoding.
    own = _add(_times(scalar, _BASE), _times(challenge, (P - x, y, z, P - t)))
    return _encoded(own) == signature[:32]


def _is_small(point: Point) -> bool:
    """Whether a point has an order of 8 at most: as a key, it signs whatever one likes."""
    return _encoded(_times(8, point)) == _encoded((0, 1, 1, 0))


def _point(data: bytes) -> Point | None:
    """The point of an encoding; None where there is none, or another encoding of it."""
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    y, odd = number % 2**255, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * _ROOT % P
    if x * x % P != square or (x == 0 and odd):
        return None
    x = P - x if x % 2 != odd else x
    return (x, y, 1, x * y % P)


def _encoded(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * _D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point = _add(point, point)
        scalar >>= 1
    return total


def _base() -> Point:
    found = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert found is not None, "the base point is one"
    return found


_BASE = _base()
