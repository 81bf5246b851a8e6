"""What every part of a document is."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer


class Part(BaseModel):
    """Frozen, and of exactly the keys that it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, validate_by_name=True)

    def document(self) -> dict[str, Any]:
        """The JSON document, as the dossier keeps it."""
        return self.model_dump(mode="json", by_alias=True)


class Sparing(Part):
    """A part some keys of which, those with a default, are written only where they are used.

    Documents that know nothing of such a key are what they were before there was one, to the byte.
    """

    @model_serializer(mode="wrap")
    def _as_used(self, whole: SerializerFunctionWrapHandler) -> dict[str, object]:
        found: dict[str, object] = whole(self)
        unused = [
            name
            for name, field in type(self).model_fields.items()
            if not field.is_required() and not getattr(self, name)
        ]
        return {name: value for name, value in found.items() if name not in unused}
