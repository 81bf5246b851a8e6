"""The facts of a file, or its defects, as text: how they come back from the machine that read it."""

from __future__ import annotations

import json
from typing import Any

from tirage.errors import Defect
from tirage.people.frame.reading import Roll, roll_of, said_of


def written(found: Roll | tuple[Defect, ...]) -> str:
    """JSON, with nothing of a row in it but what an error says."""
    if isinstance(found, Roll):
        return json.dumps({"roll": said_of(found)}, default=str)
    defects = [
        [each.code, each.file, each.line, each.column, dict(each.values), [*each.lines]] for each in found
    ]
    return json.dumps({"defects": defects}, default=str)


def read(text: str) -> Roll | tuple[Defect, ...]:
    """What `written` wrote."""
    found: dict[str, Any] = json.loads(text)
    if (facts := found.get("roll")) is not None:
        return roll_of(facts)
    return tuple(
        Defect(code, file, line, column, values, tuple(lines))
        for code, file, line, column, values, lines in found["defects"]
    )
