"""Time-stamps by a third party (RFC 3161): the request, and the check of the reply.

Nothing here speaks to a network: the request is a file to send, the reply a file that came back. Needs
rfc3161-client, the extra `stamp`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tirage.errors import Refused


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
