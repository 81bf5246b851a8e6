"""A published document: from bytes to its model, and back to the same bytes.

`Document.from_bytes` tells the forms of a document apart, `Document.data` gives its canonical bytes. The
published schemas are made from the models: the docstrings of classes and fields are the descriptions there.
`ACROSS` is what a schema says across keys; reading does not ask for it, the verifier does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import Field, StrictInt

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.part import Part
from tirage.errors import VerificationFailed

Spec = Literal["tirage/2"]
SPEC: Final = "tirage/2"
"""Version of the rules of chance and of published documents."""
Panels = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Fairness = Literal["leximin", "maximin", "capped", "goldilocks", "nash"]


class Document(Part):
    """A document, or the forms of one: the classes below it."""

    FILE: ClassVar[str]
    """Its place in a dossier."""
    ACROSS: ClassVar[Mapping[str, Any]] = {}
    """JSON Schema of what holds across keys."""

    @classmethod
    def forms(cls) -> tuple[type[Self], ...]:
        """Every form that a document of this class can have."""
        return tuple(form for each in cls.__subclasses__() for form in each.forms()) or (cls,)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The document that these bytes are; VerificationFailed where they have none of its forms."""
        for form in cls.forms():
            with suppress(ValueError):
                return form.model_validate_json(data)
        raise VerificationFailed("document.form", file=cls.FILE, got=sha256(data))

    @property
    def data(self) -> bytes:
        """The canonical bytes."""
        return canonical(self.document())


def sorted_document(part: Part) -> dict[str, Any]:
    """The JSON document of a part, its keys in the order of the canonical bytes."""
    found: dict[str, Any] = json.loads(canonical(part.document()))
    return found
