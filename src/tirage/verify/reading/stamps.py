"""The reply of a time-stamping authority (RFC 3161): what it stamps, when, and whether it is signed.

It is a signed-data of CMS (RFC 5652) with the certificates that it brings, in any order. What is checked is
that the key of one of them signed it. Whose certificate that is, and whether an authority vouches for it, no
file can tell: `openssl ts -verify` does, with the authority's own certificate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new, sha256

from ..primitives.certificates import hash_named, is_signed
from ..primitives.der import NAME, OCTETS, SEQUENCE, SET, TIME, Value, inside, number, value
from ..primitives.times import LATEST
from .documents import Malformed

_SIGNED_DATA = "2a864886f70d010702"
_STAMP = "2a864886f70d0109100104"
_CONTENT_TYPE, _DIGEST = "2a864886f70d010903", "2a864886f70d010904"
_GRANTED = {0, 1}
_MOST = 10
"""Certificates."""
_TIME = re.compile(rb"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:\.[0-9]+)?Z")
WRONG = "RFC 3161"


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """What a reply says."""

    imprint: bytes
    """SHA-256 of what was stamped."""
    time: int
    """Seconds since 1970."""
    signed: bool | None
    """By the key of a certificate in it; None where no such key can be checked here."""
    key: str
    """SHA-256 of that certificate, 64 hex digits; empty where none is known to have signed."""


def read_stamp(reply: bytes) -> TimeStamp:
    """The stamp of a reply; Malformed for what is none."""
    try:
        return _read(reply)
    except (ValueError, IndexError) as error:
        raise Malformed("wrong-value", WRONG) from error


def _read(reply: bytes) -> TimeStamp:
    status, token = inside(value(reply))
    if number(inside(status)[0]) not in _GRANTED:
        raise ValueError("declined")
    kind, wrapped = inside(token)
    data = inside(inside(wrapped, 0xA0)[0])
    content = inside(data[2])
    if (kind.tag, kind.content.hex()) != (NAME, _SIGNED_DATA) or content[0].content.hex() != _STAMP:
        raise ValueError("no stamp")
    (info,) = inside(content[1], 0xA0)
    if info.tag != OCTETS:
        raise ValueError(info.tag)
    imprint, time = _info(info.content)
    certificates = [
        each
        for part in data[3:]
        if part.tag == 0xA0
        for each in inside(part, 0xA0)
        # Others than those of X.509 have tags of their own.
        if each.tag == SEQUENCE
    ]
    (signer,) = inside(data[-1], SET)
    signed, key = _signed(signer, info.content, certificates[:_MOST])
    return TimeStamp(imprint, time, signed, key)


def _info(data: bytes) -> tuple[bytes, int]:
    """What was stamped, and when."""
    fields = inside(value(data))
    algorithm, imprint = inside(fields[2])
    if hash_named(algorithm) != "sha256" or imprint.tag != OCTETS or fields[4].tag != TIME:
        raise ValueError("imprint")
    match = _TIME.fullmatch(fields[4].content)
    if match is None:
        raise ValueError("time")
    year, month, day, hour, minute, second = map(int, match.groups())
    time = int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())
    if not 0 <= time <= LATEST:
        raise ValueError(time)
    return imprint.content, time


def _signed(signer: Value, content: bytes, certificates: list[Value]) -> tuple[bool | None, str]:
    """Whether a SignerInfo is of the content under one of the certificates, and the SHA-256 of that one."""
    _, _, digest_by, attributes, signed_by, signature, *_ = inside(signer)
    if attributes.tag != 0xA0 or signature.tag != OCTETS:
        raise ValueError(attributes.tag)
    hash_name = hash_named(digest_by)
    if hash_name is None:
        return None, ""
    said = {each[0].content.hex(): inside(each[1], SET) for each in map(inside, inside(attributes, 0xA0))}
    (kind,), (digest,) = said.get(_CONTENT_TYPE, []), said.get(_DIGEST, [])
    if kind.content.hex() != _STAMP or digest.content != new(hash_name, content).digest():
        return False, ""
    # What is signed are the attributes as the set that they are (RFC 5652 §5.4).
    message = bytes([SET]) + attributes.whole[1:]
    unknown = not certificates
    for certificate in certificates:
        found = is_signed(certificate, signed_by, hash_name, message, signature.content)
        if found:
            return True, sha256(certificate.whole).hexdigest()
        unknown = unknown or found is None
    return (None if unknown else False), ""
