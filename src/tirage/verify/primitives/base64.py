"""Base64 (RFC 4648 §4) in its one form."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def decoded(text: str) -> bytes:
    """The bytes that a text stands for; none for what is no base64, or not the form that bytes have.

    >>> decoded("YQ=="), decoded("YR=="), decoded("YQ")
    (b'a', b'', b'')
    """
    data = b64decode(text) if len(text) % 4 == 0 and _BASE64.fullmatch(text) else b""
    return data if b64encode(data).decode() == text else b""
