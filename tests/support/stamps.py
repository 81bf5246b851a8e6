"""A time-stamping authority by hand (RFC 3161): whoever has a key can say any time."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from support.witnesses import base64

SIGNED_DATA, STAMP = "2a864886f70d010702", "2a864886f70d0109100104"
CONTENT_TYPE, DIGEST = "2a864886f70d010903", "2a864886f70d010904"
SHA_256, ECDSA = "608648016503040201", "2a8648ce3d040302"


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    length = [size] if size < 128 else [0x81, size] if size < 256 else [0x82, size >> 8, size & 255]
    return bytes([tag, *length]) + content


def oid(digits: str) -> bytes:
    return der(6, bytes.fromhex(digits))


class Authority:
    """An authority that the organiser has made up."""

    def __init__(self) -> None:
        self._key = ec.derive_private_key(7, ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Stamps")])
        made = x509.CertificateBuilder(name, name, self._key.public_key(), 1)
        made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        made = made.not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        self._certificate = made.sign(self._key, SHA256()).public_bytes(Encoding.DER)

    @property
    def key(self) -> str:
        """As a file of trusted keys has it."""
        return f"sha256:{sha256(self._certificate).hexdigest()}"

    def reply(self, said: bytes, time: str) -> bytes:
        """The reply to a request to stamp this, at that time (`2024-03-03T12:40:00Z`)."""
        hashed = der(0x30, oid(SHA_256))
        moment = time.translate(str.maketrans("", "", "-:T")).encode()
        imprint = der(0x30, hashed, der(4, sha256(said).digest()))
        info = der(0x30, der(2, b"\1"), oid("2a0304"), imprint, der(2, b"\1"), der(0x18, moment))
        kind = der(0x30, oid(CONTENT_TYPE), der(0x31, oid(STAMP)))
        attributes = kind + der(0x30, oid(DIGEST), der(0x31, der(4, sha256(info).digest())))
        signature = self._key.sign(der(0x31, attributes), ec.ECDSA(SHA256()))
        signed_by = der(0x30, oid(ECDSA))
        who = der(0x30, der(2, b"\1"))
        signer = der(0x30, der(2, b"\1"), who, hashed, der(0xA0, attributes), signed_by, der(4, signature))
        content = der(0x30, oid(STAMP), der(0xA0, der(4, info)))
        certificates = der(0xA0, self._certificate)
        data = der(0x30, der(2, b"\3"), der(0x31, hashed), content, certificates, der(0x31, signer))
        token = der(0x30, oid(SIGNED_DATA), der(0xA0, data))
        return der(0x30, der(0x30, der(2, b"\0")), token)

    def anchor(self, entries: list[bytes], time: str) -> dict[str, Any]:
        """The body of an anchor: the head of these entries, stamped."""
        head = sha256(entries[-1]).hexdigest()
        reply = self.reply(f"tirage1|anchor|{head}".encode(), time)
        return {"head": head, "id": "tsa", "stamp": base64(reply)}
