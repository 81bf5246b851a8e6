"""A dossier's key: the one secret, made once, kept in `private/` (SPEC §3)."""

from __future__ import annotations

import secrets

BYTES = 32


def new_key() -> bytes:
    """32 bytes that nobody can guess."""
    return secrets.token_bytes(BYTES)
