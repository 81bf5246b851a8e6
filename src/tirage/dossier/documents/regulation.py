"""The regulation of a draw, as it was adopted."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from tirage.dossier.documents.document import Document, Spec
from tirage.dossier.documents.part import Sparing
from tirage.dossier.entries import Number

Sentence = Annotated[str, StringConstraints(min_length=1)]


class PublishedParagraph(Sparing):
    """A numbered paragraph: what it says, and the rules that it fixes."""

    number: Number
    """Its place among all, from 1; spec/regulation.json has what each is about."""
    title: Sentence
    text: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """Sentences, in the language of the document."""
    values: dict[str, Any]
    """Key as of `tirage.yaml` → its value, as of `public/rules.json` where that has it; null for none."""
    items: tuple[Sentence, ...] = ()
    """What is listed under the sentences."""


class PublishedRegulation(Document):
    """The regulation that later acts keep to.

    docs/formats.md says what a schema cannot: the paragraphs are those of spec/regulation.json, each with
    exactly its keys.
    """

    FILE = "public/regulation-N.json"
    spec: Spec
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]
    """Of titles, sentences and lists."""
    paragraphs: Annotated[tuple[PublishedParagraph, ...], Field(min_length=1)]

    def differing(self, other: PublishedRegulation) -> tuple[int, ...]:
        """Numbers of the paragraphs that say something else in `other`, or fix something else."""
        return tuple(
            own.number for own, its in zip(self.paragraphs, other.paragraphs, strict=True) if own != its
        )
