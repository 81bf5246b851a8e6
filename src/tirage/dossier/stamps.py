"""What third parties attest: time-stamps (RFC 3161), and the key of a journal that has witnesses (C2SP).

Nothing here speaks to a network: a request is a file to send, a reply a file that came back. Time-stamps need
rfc3161-client, the extra `stamp`; the key needs cryptography, the extra `witness`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from tirage.errors import Refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def request(statement: bytes) -> bytes:
    """The request, DER, for a stamp on `statement`: SHA-256, with certificates, without a nonce.

    The same statement always gives the same bytes. Refused where rfc3161-client is not installed.
    """
    try:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
    except ImportError as error:
        raise Refused("stamp.extra") from error
    return (
        TimestampRequestBuilder()
        .data(statement)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=False)
        .cert_request(cert_request=True)
        .build()
        .as_bytes()
    )


def stamped(reply: bytes, statements: Iterable[bytes], authority: bytes) -> tuple[bytes, datetime]:
    """Which of the statements a reply stamps, and when; its certificates lead to one of `authority` (PEM).

    Refused for a reply on none of them, by another authority, or that is none; ValueError where `authority`
    holds no certificate.
    """
    try:
        from cryptography.x509 import load_pem_x509_certificates
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    except ImportError as error:
        raise Refused("stamp.extra") from error
    verifier = VerifierBuilder(roots=load_pem_x509_certificates(authority)).build()
    try:
        response = decode_timestamp_response(reply)
        time = response.tst_info.gen_time
    except ValueError as error:
        raise Refused("stamp.form") from error
    for statement in statements:
        try:
            verifier.verify_message(response, statement)
        except VerificationError:
            continue
        return statement, time
    raise Refused("stamp.false")


def public_key(secret: bytes) -> str:
    """The Ed25519 key of a secret of 32 bytes, 64 hex digits; Refused where cryptography is not installed."""
    return _key(secret).public_key().public_bytes_raw().hex()


def sign(secret: bytes, message: bytes) -> bytes:
    """The signature of a message, 64 bytes, the same every time; Refused as above."""
    return _key(secret).sign(message)


def _key(secret: bytes) -> Ed25519PrivateKey:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise Refused("witness.extra") from error
    return Ed25519PrivateKey.from_private_bytes(secret)
