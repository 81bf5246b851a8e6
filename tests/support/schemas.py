"""The published JSON Schemas, as the package ships them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tirage

FOLDER = Path(tirage.__file__).parent / "spec" / "schemas"


def schema(name: str) -> dict[str, Any]:
    """The schema of a document, `plan` for example."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found
