"""The screens of a journal's witnesses: who they are, a checkpoint for them, what they have cosigned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tirage.acts.records.witnesses import Named
from tirage.dossier.chain import head
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.wording import Wording


def named(found: Named, wording: Wording) -> Document:
    """Who witnesses the journal from now on, and what they must be told."""
    policy = found.policy
    names = ", ".join(each.name for each in policy.witnesses)
    blocks = (
        wording.paragraph("witness.done", names=names, quorum=policy.quorum),
        wording.paragraph("witness.log", origin=found.origin),
        Paragraph(f"  {found.key}", "lead"),
        wording.paragraph("witness.next", path=found.dossier.path),
        wording.head(found.dossier.entries),
    )
    return _document("witnesses", found, blocks, {"witnesses": names, "quorum": policy.quorum}, wording)


def checkpoint(found: Named, out: Path, wording: Wording) -> Document:
    """The checkpoint that was written."""
    size = len(found.dossier.entries)
    blocks = (
        wording.paragraph("witness.written", path=out, size=size),
        wording.paragraph("witness.send", path=found.dossier.path, out=out),
    )
    return _document("checkpoint", found, blocks, {"size": size}, wording)


def cosigned(found: Named, size: int, wording: Wording) -> Document:
    """The cosignatures that are on record now."""
    blocks = (wording.paragraph("witness.recorded", size=size), wording.head(found.dossier.entries))
    return _document("cosigned", found, blocks, {"size": size}, wording)


def _document(
    name: str, found: Named, blocks: Iterable[Block], said: Mapping[str, object], wording: Wording
) -> Document:
    data = {
        "dossier": str(found.dossier.path),
        "origin": found.origin,
        "log": found.key,
        **said,
        "journal_head": head(found.dossier.entries),
    }
    return Document(name, wording.language, "", (Section(name, "", tuple(blocks)),), data)
