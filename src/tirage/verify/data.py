"""Normative data (`tirage/spec`) and texts: read from the source tree, a wheel, or the one-file verifier.

In the one-file verifier the folder `spec` lies beside the package, as it does in `tirage`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


@cache
def specified(name: str) -> Any:  # noqa: ANN401 - whatever the document holds
    """The JSON document `spec/NAME.json`; OSError where there is none."""
    return json.loads(_bytes(_PACKAGE.parent / "spec" / f"{name}.json"))


@cache
def texts(language: str) -> dict[str, dict[str, str]]:
    """`sentences`, `words` and `phrases` by code, of `texts/LANGUAGE.json`."""
    found: dict[str, dict[str, str]] = json.loads(_bytes(_PACKAGE / "texts" / f"{language}.json"))
    return found


def _bytes(path: Path) -> bytes:
    """The bytes of a file of this package, which may lie in a ZIP archive."""
    loader: Any = __loader__  # type: ignore[name-defined]
    data: bytes = loader.get_data(str(path))
    return data
