"""ECDSA signatures on the curves P-256 and P-384 (FIPS 186-5 §6.4), checked with plain integers."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[int, int, int]
"""(X, Y, Z) with x = X/Z² and y = Y/Z³; Z = 0 for the point at infinity."""
_INFINITY: Point = (1, 1, 0)


class Curve(NamedTuple):
    """y² = x³ − 3x + b modulo p, and a point (x, y) of prime order n."""

    p: int
    b: int
    n: int
    x: int
    y: int

    @property
    def size(self) -> int:
        """Bytes of a coordinate."""
        return (self.p.bit_length() + 7) // 8


P256 = Curve(
    2**256 - 2**224 + 2**192 + 2**96 - 1,
    0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
P384 = Curve(
    2**384 - 2**128 - 2**96 + 2**32 - 1,
    0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
    0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
    0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F,
)


def is_genuine(curve: Curve, key: bytes, digest: bytes, r: int, s: int) -> bool:
    """Whether (r, s) was made of a digest with the secret behind an uncompressed point."""
    size = curve.size
    if len(key) != 2 * size + 1 or key[0] != 4:
        return False
    x, y = int.from_bytes(key[1 : size + 1], "big"), int.from_bytes(key[size + 1 :], "big")
    on_curve = max(x, y) < curve.p and (y * y - x**3 + 3 * x - curve.b) % curve.p == 0
    if not (on_curve and 1 <= r < curve.n and 1 <= s < curve.n):
        return False
    # The digest is no longer than the order for the pairs that are in use; else its first bits count.
    number = int.from_bytes(digest, "big") >> max(0, 8 * len(digest) - curve.n.bit_length())
    inverse = pow(s, -1, curve.n)
    of_base = _times(curve, number * inverse % curve.n, (curve.x, curve.y, 1))
    found = _add(curve, of_base, _times(curve, r * inverse % curve.n, (x, y, 1)))
    return found[2] != 0 and found[0] * pow(found[2], -2, curve.p) % curve.p % curve.n == r


def _times(curve: Curve, scalar: int, point: Point) -> Point:
    total = _INFINITY
    while scalar:
        if scalar & 1:
            total = _add(curve, total, point)
        point = _add(curve, point, point)
        scalar >>= 1
    return total


def _add(curve: Curve, one: Point, other: Point) -> Point:
    if not one[2]:
        return other
    if not other[2]:
        return one
    p = curve.p
    (x1, y1, z1), (x2, y2, z2) = one, other
    u1, u2 = x1 * z2 * z2 % p, x2 * z1 * z1 % p
    s1, s2 = y1 * z2**3 % p, y2 * z1**3 % p
    h, r = (u2 - u1) % p, (s2 - s1) % p
    if not h:
        return _INFINITY if r else _double(curve, one)
    h2 = h * h % p
    h3, v = h2 * h % p, u1 * h2 % p
    x = (r * r - h3 - 2 * v) % p
    return x, (r * (v - x) - s1 * h3) % p, h * z1 * z2 % p


def _double(curve: Curve, point: Point) -> Point:
    p = curve.p
    x, y, z = point
    s, m = 4 * x * y * y % p, 3 * (x * x - z**4) % p
    new = (m * m - 2 * s) % p
    return new, (m * (s - new) - 8 * y**4) % p, 2 * y * z % p
