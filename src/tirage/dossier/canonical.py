r"""Documents as bytes: one way to write each, so that a hash names it (SPEC §2).

Canonical JSON is RFC 8785 without floats: keys in order, no spaces, UTF-8, nothing at the end. What two
programs could write differently is refused rather than repaired: a float, an integer of 2^53 or more, text
that is not in NFC, a character that Unicode 14.0 does not have, a key beyond ASCII.

>>> canonical({"b": [1, None, True], "a": "é"})
b'{"a":"\xc3\xa9","b":[1,null,true]}'
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from unicodedata import is_normalized

from tirage.errors import Defect, InputInvalid, typed
from tirage.i18n.assigned import unassigned

LARGEST = 2**53 - 1
"""Integers beyond this are written as strings: a browser would round them."""


def canonical(document: object) -> bytes:
    """The bytes of a document of mappings, lists, tuples, strings, integers, booleans and None.

    Raises ValueError for anything else, and for what this module's docstring lists.
    """
    plain = _plain(document)
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def sha256(data: bytes) -> str:
    """Lower-case hex SHA-256 of bytes, 64 characters.

    >>> sha256(b"")
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return hashlib.sha256(data).hexdigest()


def _plain(value: object) -> object:
    match value:
        case None | bool():
            return value
        case int():
            return _integer(value)
        case str():
            return _text(value)
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise ValueError(f"no place in a canonical document: {type(value).__name__}")


def _integer(value: int) -> int:
    if abs(value) > LARGEST:
        raise ValueError(f"an integer of 2^53 or more: {value}")
    return int(value)


def _text(value: str) -> str:
    if not is_normalized("NFC", value):
        raise ValueError(f"text that is not in NFC: {value!r}")
    # A lone surrogate has no UTF-8; the encoder's own error is a ValueError too.
    value.encode("utf-8")
    if (sign := unassigned(value)) is not None:
        values = {"text": typed(value), "sign": f"U+{ord(sign):04X}"}
        raise InputInvalid([Defect("text.unassigned", "-", values=values)])
    return str(value)


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise ValueError(f"a key that is not ASCII text: {key!r}")
    return str(key)
