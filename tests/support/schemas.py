"""The published JSON Schemas, as the package ships them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

import tirage

FOLDER = Path(tirage.__file__).parent / "spec" / "schemas"


def schema(name: str) -> dict[str, Any]:
    """The schema of a document, `plan` for example."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


@cache
def output_validator(kind: str) -> Draft202012Validator:
    """The validator of a command's data, by their kind; FileNotFoundError where no schema is published."""
    return Draft202012Validator(schema(f"output/{kind}"))


def misfits(document: Any) -> list[str]:
    """What a document printed with `--json` has that its schema forbids; nothing where it fits."""
    kind, _, version = str(document.get("tirage")).partition("/")
    if version != "1":
        return [f"no kind and version: {sorted(document)}"]
    if kind == "report":
        return []
    plain = json.loads(json.dumps(document))
    return [
        f"{kind}{error.json_path[1:]}: {error.message[:300]}"
        for error in output_validator(kind).iter_errors(plain)
    ]
