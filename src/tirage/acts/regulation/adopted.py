"""The regulation that a dossier was adopted under, read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tirage.assembly import lineage
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.regulation import PublishedParagraph, PublishedRegulation
from tirage.dossier.entries import Regulation
from tirage.dossier.layout import REGULATION
from tirage.errors import Refused


@dataclass(frozen=True, slots=True)
class Adopted:
    """An edition of the regulation, and the entry that has its hash."""

    entry: Regulation
    document: PublishedRegulation
    final: bool
    """Whether it cannot be adopted anew."""
    path: Path
    """Of the dossier."""

    @property
    def paragraphs(self) -> Mapping[str, PublishedParagraph]:
        """By each key of the rules, the paragraph that fixes it."""
        return {key: each for each in self.document.paragraphs for key in each.values}


def adopted(dossier: Dossier) -> Adopted | None:
    """The last edition; None where none was adopted. Refused where its file is not the one on record."""
    entries = dossier.bodies(Regulation)
    if not entries:
        return None
    last = entries[-1]
    name = REGULATION.format(last.edition)
    data = dossier.files.get(name, b"")
    if (got := sha256(data)) != last.sha256:
        raise Refused("draw.altered", file=name, expected=last.sha256, got=got)
    return Adopted(last, PublishedRegulation.from_bytes(data), not lineage.is_opened(dossier), dossier.path)
