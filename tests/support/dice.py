"""Twenty dice for a test, made from words: the same words, the same dice."""

from __future__ import annotations

from hashlib import sha256


def rolled(*words: object) -> str:
    """A roll of the form `20d6`."""
    digest = sha256(" ".join(map(str, words)).encode()).digest()
    return " ".join(str(byte % 6 + 1) for byte in digest[:20])
