"""Signatures under the key of a certificate (RFC 5280, RFC 8017, RFC 5480): RSA and ECDSA.

Of a certificate only its key is read: who it belongs to, whether it holds, and whom it leads to, is not
checked here. Its fingerprint is shown, to be compared.
"""

from __future__ import annotations

from hashlib import new

from . import ecdsa
from .der import BITS, NAME, OCTETS, SEQUENCE, Value, inside, number, value

HASHES = {
    "608648016503040201": "sha256",
    "608648016503040202": "sha384",
    "608648016503040203": "sha512",
}
"""Names of hashes by the hexadecimal digits of their object identifiers."""
_RSA = "2a864886f70d010101"
_EC = "2a8648ce3d0201"
_ALGORITHMS = {
    _RSA: "",
    "2a864886f70d01010b": "sha256",
    "2a864886f70d01010c": "sha384",
    "2a864886f70d01010d": "sha512",
    "2a8648ce3d040302": "sha256",
    "2a8648ce3d040303": "sha384",
    "2a8648ce3d040304": "sha512",
}
"""Hash of each kind of signature that is known; empty where it stands elsewhere."""
_CURVES = {"2a8648ce3d030107": ecdsa.P256, "2b81040022": ecdsa.P384}
_LARGEST = 1024
"""Bytes of a modulus."""
_LARGEST_EXPONENT = 2**32


def hash_named(algorithm: Value) -> str | None:
    """Name of a hash by its AlgorithmIdentifier; None for one that is not known."""
    return HASHES.get(_name(algorithm))


def is_signed(
    certificate: Value, algorithm: Value, hash_name: str, message: bytes, signature: bytes
) -> bool | None:
    """Whether the key of a certificate has signed a message; None for a kind of key or signature not known.

    `hash_name` counts where the AlgorithmIdentifier names none. ValueError for what is no certificate.
    """
    kind = _name(algorithm)
    if kind not in _ALGORITHMS:
        return None
    fields = inside(inside(certificate)[0])
    # A version, with a tag of its own, may come before serial, signature, issuer, validity and subject.
    (key_kind, key) = inside(fields[6 if fields[0].tag == 0xA0 else 5])
    if key.tag != BITS or key.content[:1] != b"\0":
        raise ValueError(key.tag)
    digest = new(_ALGORITHMS[kind] or hash_name, message).digest()
    if _name(key_kind) == _RSA and kind.startswith(_RSA[:-2]):
        return _is_rsa(key.content[1:], _ALGORITHMS[kind] or hash_name, digest, signature)
    curve = _CURVES.get(inside(key_kind)[1].content.hex()) if _name(key_kind) == _EC else None
    if curve is None or kind.startswith(_RSA[:-2]):
        return None
    r, s = map(number, inside(value(signature)))
    return ecdsa.is_genuine(curve, key.content[1:], digest, r, s)


def _is_rsa(key: bytes, hash_name: str, digest: bytes, signature: bytes) -> bool | None:
    """RSASSA-PKCS1-v1_5."""
    modulus, exponent = map(number, inside(value(key)))
    size = (modulus.bit_length() + 7) // 8
    if size > _LARGEST or exponent >= _LARGEST_EXPONENT:
        return None
    named = next(bytes.fromhex(each) for each, name in HASHES.items() if name == hash_name)
    info = _der(SEQUENCE, _der(SEQUENCE, _der(NAME, named) + b"\5\0") + _der(OCTETS, digest))
    padded = b"\0\1" + b"\xff" * (size - len(info) - 3) + b"\0" + info
    own = pow(int.from_bytes(signature, "big"), exponent, modulus) if modulus else 0
    return size >= len(info) + 11 and len(signature) == size and own.to_bytes(size, "big") == padded


def _name(algorithm: Value) -> str:
    """The object identifier of an AlgorithmIdentifier, in hexadecimal digits."""
    named = inside(algorithm)[0]
    if named.tag != NAME:
        raise ValueError(named.tag)
    return named.content.hex()


def _der(tag: int, content: bytes) -> bytes:
    """A value of less than 128 bytes."""
    return bytes([tag, len(content)]) + content
