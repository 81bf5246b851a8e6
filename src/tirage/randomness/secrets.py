"""A dossier's key: the one secret, made once, kept in `private/` (SPEC §3)."""

from __future__ import annotations

import secrets

BYTES = 32


def new_key() -> bytes:
    """32 bytes that nobody can guess."""
    return secrets.token_bytes(BYTES)


def new_contribution() -> str:
    """64 hex digits that nobody can guess, for a guarantor to keep until they are revealed (SPEC §4)."""
    return secrets.token_bytes(BYTES).hex()
