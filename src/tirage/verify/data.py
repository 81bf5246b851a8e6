"""Normative data (`tirage/spec`) and texts: read from the source tree, a wheel, or the one-file verifier.

In the one-file verifier the folder `spec` lies beside the package, as it does in `tirage`.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


@cache
def specified(name: str) -> Any:  # noqa: ANN401 - whatever the document holds
    """The JSON document `spec/NAME.json`; OSError where there is none."""
    return json.loads(_bytes(_PACKAGE.parent / "spec" / f"{name}.json"))


@cache
def texts(language: str) -> dict[str, dict[str, Any]]:
    """`sentences`, `words` and `phrases` by code, of `locale/LANGUAGE.toml`, typeset.

    `~` is a no-break space, an apostrophe a curved one; a phrase with forms is a table of them.
    """
    parts = tomllib.loads(_bytes(_PACKAGE / "locale" / f"{language}.toml").decode())
    return {name: {code: _typeset(said) for code, said in part.items()} for name, part in parts.items()}


def _typeset(said: str | dict[str, str]) -> str | dict[str, str]:
    if isinstance(said, dict):
        return {form: str(_typeset(each)) for form, each in said.items()}
    return said.replace("~", "\u00a0").replace("'", "\u2019")


def _bytes(path: Path) -> bytes:
    """The bytes of a file of this package, which may lie in a ZIP archive."""
    loader: Any = __loader__  # type: ignore[name-defined]
    data: bytes = loader.get_data(str(path))
    return data
