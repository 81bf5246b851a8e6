"""Quota rows, numbered from 0 in the order of `public/quotas.json`."""

from __future__ import annotations

from dataclasses import dataclass

from .documents import Malformed, parse_json
from .shapes import exactly, is_count, is_text, list_of, record, shaped

_CATEGORY = {"name": is_text, "minimum": is_count, "maximum": is_count}
_CRITERION = {"name": is_text, "categories": list_of(record(_CATEGORY))}
_QUOTAS = {"spec": exactly("tirage/1"), "criteria": list_of(record(_CRITERION))}


@dataclass(frozen=True, slots=True)
class Quotas:
    """The rows, column by column."""

    criteria: tuple[str, ...]
    """Names of the criteria."""
    rows: tuple[tuple[str, str], ...]
    """(criterion, category) of each row."""
    minimum: tuple[int, ...]
    maximum: tuple[int, ...]
    index: tuple[dict[str, int], ...]
    """For each criterion, row number by category."""

    def outside(self, seats: list[int]) -> str:
        """The first row whose seats are outside its quota, such as `age 60+: 3 (0–2)`; else empty."""
        for row, taken in enumerate(seats):
            if not self.minimum[row] <= taken <= self.maximum[row]:
                return f"{' '.join(self.rows[row])}: {taken} ({self.minimum[row]}–{self.maximum[row]})"
        return ""


def read_quotas(data: bytes) -> Quotas:
    """The quotas of a canonical document; Malformed for names used twice or a minimum above its maximum."""
    criteria = shaped(parse_json(data), _QUOTAS)["criteria"]
    names = tuple(criterion["name"] for criterion in criteria)
    if len(set(names)) < len(names):
        raise Malformed("repeated", " ".join(names))
    rows: list[tuple[str, str]] = []
    limits: list[tuple[int, int]] = []
    index: list[dict[str, int]] = []
    for criterion in criteria:
        index.append({})
        for category in criterion["categories"]:
            if category["name"] in index[-1]:
                raise Malformed("repeated", category["name"])
            if category["minimum"] > category["maximum"]:
                raise Malformed("minimum-above-maximum", category["name"])
            index[-1][category["name"]] = len(rows)
            rows.append((criterion["name"], category["name"]))
            limits.append((category["minimum"], category["maximum"]))
    minimum, maximum = (tuple(column) for column in zip(*limits, strict=True)) if limits else ((), ())
    return Quotas(names, tuple(rows), minimum, maximum, tuple(index))
