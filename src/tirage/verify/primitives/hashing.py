"""A message to a point of G1: BLS12381G1_XMD:SHA-256_SSWU_RO of RFC 9380, in plain integers.

The message is expanded to two numbers, each is mapped to a curve y² = x³ + Ax + B, from there to y² = x³ + 4,
and the sum of both into the group of order r. The map between the two curves is an isogeny of degree 11. The
RFC lists its 53 coefficients (appendix E.2); here it is computed from the polynomial of its kernel by Kohel's
formulas (thesis, Berkeley 1996, §2.4): five coefficients, and they give the same map.
"""

from __future__ import annotations

from hashlib import sha256

from .curve import G1, add, multiply, p, root

A = 0x144698A3B8E9433D693A02C96D4982B0EA985383EE66A8D8E8981AEFD881AC98936F8DA0E0F97F5CF428082D584C1D
B = 0x12E2908D11688030018B12E8753EEE3B2016C1F0F24F4070A0B9C14FCEF35EF55A23215A316CEAA5D1CC48E98E172BE0
Z = 11
KERNEL = (
    0x133341FB0962A34CB0504A9C4FADA0A5090D38679B4C040D5D1C3AFB023A3409FCC0815FEA66D8B02BBEF9C8B5A66E07,
    0x264908AF037BCEDE00D054CF5D4775E83EB6CF63C76B969F8ED174FB59FCFF78D201F46F6CFC4ED6552E59CE75177B0,
    0x1335C502C1F54C49ACEEA65E87FD7203BA0F626F305FC0CFD606A5DAE9F3C8E81A4B3B69600129FABD307C69BF319D39,
    0x94440F65F408A6E930E16E3E92DD17BF60D6E9679A8D3D58593DE55AC23703042D609537EB3549AAC234D896CA82944,
    0x4AFE09D5CF4956A23B6B71F59D2B3407B415A774B7BE81BBB6FA99CBC798E0AC98BA725A5BC328016B1C268B4766E85,
    1,
)
"""Of the isogeny, from the constant upwards: its square is the RFC's x_den."""
_COFACTOR = 0xD201000000010001


def hash_to_g1(message: bytes, domain: bytes) -> G1:
    """The point of a message under a domain of at most 255 bytes."""
    data = _expand(message, domain)
    numbers = (int.from_bytes(data[:64], "big") % p, int.from_bytes(data[64:], "big") % p)
    one, other = (_isogeny(*_swu(number)) for number in numbers)
    return multiply(add(one, other), _COFACTOR)


def _expand(message: bytes, domain: bytes) -> bytes:
    """expand_message_xmd with SHA-256, 128 bytes (RFC 9380 §5.3.1)."""
    tail = domain + bytes([len(domain)])
    first = sha256(bytes(64) + message + (128).to_bytes(2, "big") + b"\0" + tail).digest()
    block, blocks = bytes(32), []
    for i in range(1, 5):
        mixed = bytes(a ^ b for a, b in zip(first, block, strict=True))
        block = sha256(mixed + bytes([i]) + tail).digest()
        blocks.append(block)
    return b"".join(blocks)


def _swu(u: int) -> tuple[int, int]:
    """The simplified SWU map to y² = x³ + Ax + B (RFC 9380 §6.6.2)."""
    square = Z * u * u % p
    low = (square * square + square) % p
    x = -B * pow(A, -1, p) * (1 + pow(low, -1, p)) if low else B * pow(Z * A, -1, p)
    y = root(x**3 + A * x + B)
    if y is None:
        x = square * x
        # The one or the other is a square.
        y = root(x**3 + A * x + B) or 0
    return x % p, y if y % 2 == u % 2 else -y % p


def _isogeny(x: int, y: int) -> tuple[int, int]:
    """The image on y² = x³ + 4: X(x)/11² and y·X′(x)/11³, where X comes from l = ψ′/ψ, ψ the kernel's."""
    derivatives = [_value(KERNEL, x)]
    coefficients: tuple[int, ...] = KERNEL
    for _ in range(3):
        coefficients = tuple(i * c for i, c in enumerate(coefficients))[1:]
        derivatives.append(_value(coefficients, x))
    inverse = pow(derivatives[0], -1, p)
    first, second, third = (each * inverse % p for each in derivatives[1:])
    l0, l1 = first, second - first**2
    l2 = third - 3 * first * second + 2 * first**3
    f0, f1, f2 = x**3 + A * x + B, 3 * x * x + A, 6 * x
    image = 11 * x + 2 * KERNEL[4] - 4 * f0 * l1 - 2 * f1 * l0
    slope = 11 - 6 * f1 * l1 - 4 * f0 * l2 - 2 * f2 * l0
    return image * pow(11**2, -1, p) % p, y * slope * pow(11**3, -1, p) % p


def _value(coefficients: tuple[int, ...], x: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * x + coefficient) % p
    return total
