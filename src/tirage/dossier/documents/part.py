"""What every part of a document is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Frozen, and of exactly the keys that it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, validate_by_name=True)

    def document(self) -> dict[str, Any]:
        """The JSON document, as the dossier keeps it."""
        return self.model_dump(mode="json", by_alias=True)
