"""The curve BLS12-381 in plain integers: points of G1, and whether a product of pairings is 1.

Only what the signature of a beacon needs, in a fraction of a second; it holds no secret that its time could
tell. p is the field's prime, r the order of the groups, z the curve's parameter without its sign.

Fp2 = Fp[u] with u² = −1, (a, b) standing for a + bu. Fp12 = Fp2[w] with w⁶ = 1 + u, as six coefficients.
G1 lies on y² = x³ + 4 over Fp, G2 on y² = x³ + 4(1 + u) over Fp2; None is the point at infinity.
Constants: draft-irtf-cfrg-pairing-friendly-curves, §4.2.1.
"""

from __future__ import annotations

p = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
r = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
z = 0xD201000000010000

Fp2 = tuple[int, int]
Fp12 = list[Fp2]
G1 = tuple[int, int] | None
G2 = tuple[Fp2, Fp2]

GENERATOR: G2 = (
    (
        0x024AA2B2F08F0A91260805272DC51051C6E47AD4FA403B02B4510B647AE3D1770BAC0326A805BBEFD48056C8C121BDB8,
        0x13E02B6052719F607DACD3A088274F65596BD0D09920B61AB5DA61BBDC7F5049334CF11213945D57E5AC7D055D042B7E,
    ),
    (
        0x0CE5D527727D6E118CC9CDC6DA2E351AADFD9BAA8CBDD3A76D429A695160D12C923AC9CC3BACA289E193548608B82801,
        0x0606C4A02EA734CC32ACD2B02BC28B99CB3E287E85A763AF267492AB572E99AB3F370D275CEC1DA1AAA9075FF05F79BE,
    ),
)
"""Of G2."""
_COMPRESSED, _INFINITY, _LARGER = 0x80, 0x40, 0x20
"""The three highest bits of a compressed point."""


class NotAPoint(Exception):
    """Bytes that stand for no point of G1."""


# --- G1 ---------------------------------------------------------------------------------------------------


def read_g1(data: bytes) -> G1:
    """A point of G1 from its compressed form of 48 bytes; NotAPoint for anything else."""
    if len(data) != 48 or not data[0] & _COMPRESSED:
        raise NotAPoint
    x = int.from_bytes(data, "big") % 2**381
    if data[0] & _INFINITY:
        if x or data[0] & _LARGER:
            raise NotAPoint
        return None
    y = root(x**3 + 4)
    if x >= p or y is None:
        raise NotAPoint
    point = (x, y if (y > p - y) == bool(data[0] & _LARGER) else p - y)
    if multiply(point, r) is not None:
        # On the curve, but outside the group of order r.
        raise NotAPoint
    return point


def root(square: int) -> int | None:
    """A square root modulo p, which is 3 modulo 4; None where there is none."""
    found = pow(square, (p + 1) // 4, p)
    return found if (found * found - square) % p == 0 else None


def add(one: G1, other: G1) -> G1:
    """The sum of two points of y² = x³ + 4."""
    if one is None or other is None:
        return one or other
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        if (y1 + y2) % p == 0:
            return None
        slope = 3 * x1 * x1 * pow(2 * y1, -1, p)
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, p)
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def multiply(point: G1, times: int) -> G1:
    """A point added to itself, `times` ≥ 0 in all."""
    total: G1 = None
    for bit in f"{times:b}":
        total = add(total, total)
        if bit == "1":
            total = add(total, point)
    return total


# --- Fp2 and Fp12 -----------------------------------------------------------------------------------------


def mul(x: Fp2, y: Fp2) -> Fp2:
    """Product in Fp2."""
    return (x[0] * y[0] - x[1] * y[1]) % p, (x[0] * y[1] + x[1] * y[0]) % p


def _sub(x: Fp2, y: Fp2) -> Fp2:
    return (x[0] - y[0]) % p, (x[1] - y[1]) % p


def _over(x: Fp2, y: Fp2) -> Fp2:
    norm = pow(y[0] * y[0] + y[1] * y[1], -1, p)
    return mul(x, (y[0] * norm % p, -y[1] * norm % p))


def _mul12(f: Fp12, g: Fp12) -> Fp12:
    product = [(0, 0)] * 11
    for i, (a, b) in enumerate(f):
        if a or b:
            for j, (c, d) in enumerate(g):
                x, y = product[i + j]
                product[i + j] = (x + a * c - b * d, y + a * d + b * c)
    # w⁶ = 1 + u.
    for i in range(5):
        (x, y), (a, b) = product[i], product[i + 6]
        product[i] = (x + a - b, y + a + b)
    return [(x % p, y % p) for x, y in product[:6]]


def _power(f: Fp12, exponent: int) -> Fp12:
    total = f
    for bit in f"{exponent:b}"[1:]:
        total = _mul12(total, total)
        if bit == "1":
            total = _mul12(total, f)
    return total


# --- The pairing ------------------------------------------------------------------------------------------


def is_one(*pairs: tuple[G1, G2]) -> bool:
    """Whether the product of e(P, Q) over these pairs is 1; a pair with infinity counts for nothing.

    It is when f, the product of the Miller loops, has f^((p¹² − 1)/r) = 1. As r divides p⁴ − p² + 1, that is
    when g = f^((p² + 1)·(p⁴ − p² + 1)/r) is its own conjugate: without odd powers of w.
    """
    total: Fp12 = [(1, 0), *[(0, 0)] * 5]
    for point, other in pairs:
        if point is not None:
            total = _mul12(total, _miller(point, other))
    # To the power of p²: w becomes w·(1 + u)^((p² − 1)/6), and (1 + u)^(p + 1) = 2.
    turn = pow(2, (p - 1) // 6, p)
    raised = [(a * pow(turn, i, p) % p, b * pow(turn, i, p) % p) for i, (a, b) in enumerate(total)]
    final = _power(_mul12(raised, total), (p**4 - p**2 + 1) // r)
    return final[1::2] == [(0, 0)] * 3


def _miller(point: tuple[int, int], other: G2) -> Fp12:
    """f_{z,Q}(P), up to factors that the final power makes 1."""
    value: Fp12 = [(1, 0), *[(0, 0)] * 5]
    moving = other
    for bit in f"{z:b}"[1:]:
        value = _mul12(value, value)
        value, moving = _step(value, moving, moving, point)
        if bit == "1":
            value, moving = _step(value, moving, other, point)
    return value


def _step(value: Fp12, one: G2, two: G2, point: tuple[int, int]) -> tuple[Fp12, G2]:
    """The value times the line through two points of G2 (the tangent, where they are one), and their sum.

    A point (x, y) of G2 stands for (x/w², y/w³) on G1's own curve; the line there, times w³, has three terms.
    """
    (x1, y1), (x2, y2) = one, two
    if one == two:
        a, b = mul(x1, x1)
        slope = _over((3 * a, 3 * b), (2 * y1[0], 2 * y1[1]))
    else:
        slope = _over(_sub(y2, y1), _sub(x2, x1))
    x = _sub(_sub(mul(slope, slope), x1), x2)
    y = _sub(mul(slope, _sub(x1, x)), y1)
    at_x = (-slope[0] * point[0] % p, -slope[1] * point[0] % p)
    line = [_sub(mul(slope, x1), y1), (0, 0), at_x, (point[1], 0), (0, 0), (0, 0)]
    return _mul12(value, line), (x, y)
