"""What an entry `alternates` of the journal says (docs/formats.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .shapes import Shape, is_count, is_hash, is_text, list_of, record

_RATE = re.compile(r"(0|1|[1-9][0-9]{0,17}/[1-9][0-9]{0,17})?")


def _is_rate(value: object) -> bool:
    """A fraction from 0 to 1 as text, or empty."""
    return isinstance(value, str) and bool(_RATE.fullmatch(value))


_TALLY = record(
    {
        **dict.fromkeys(("criterion", "category"), is_text),
        **dict.fromkeys(("left", "members"), is_count),
    }
)
LIST: Mapping[str, Shape] = {
    "list": is_count,
    "sha256": is_hash,
    "count": is_count,
    "people": is_count,
    "confidence": _is_rate,
    "dropout": record({"flat": _is_rate, "learnt": list_of(_TALLY)}),
    "tried": is_count,
    "repaired": record(dict.fromkeys(("designed", "scaled", "random", "everyone"), is_count)),
}
