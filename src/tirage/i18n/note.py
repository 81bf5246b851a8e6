"""A sentence that is still to be spoken: its code, and the values in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the person at the desk, which is no error."""

    code: str
    """Stable name, such as `note.value`; the catalogue has its text."""

    values: Mapping[str, object] = field(default_factory=dict)
