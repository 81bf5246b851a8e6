"""What an index shows of tirage: the README with links that lead somewhere, and addresses, from one constant.

A hook of hatchling: `[tool.hatch.metadata.hooks.custom]` in `pyproject.toml` says where the project is found.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(\]\()(?![a-z]+:|#)([^)\s]+\))")
_PLACES = {
    "Homepage": "",
    "Documentation": "/docs/en/officials.md",
    "Installation": "/docs/en/install.md",
    "Changelog": "/CHANGELOG.md",
    "Security": "/SECURITY.md",
}


def absolute(text: str, address: str) -> str:
    """Markdown whose links to files of the repository are links under `address`.

    >>> absolute("[a](docs/b.md#c) [d](https://e.f) [g](#h)", "https://x.example")
    '[a](https://x.example/docs/b.md#c) [d](https://e.f) [g](#h)'
    """
    return _LINK.sub(rf"\g<1>{address}/\g<2>", text)


class Metadata(MetadataHookInterface):
    """Long description and addresses."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Both are written into `metadata`, the table `project`."""
        address: str = self.config["address"]
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute(text, address)}
        metadata["urls"] = {name: address + place for name, place in _PLACES.items()}
