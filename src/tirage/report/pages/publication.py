"""The screen once a pack is written: its files, those left out, and the checks its reader cannot make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tirage.acts.export import Exported
from tirage.acts.records.publish import Pack
from tirage.dossier.chain import head
from tirage.dossier.entries import Pool
from tirage.dossier.layout import LOTTERY
from tirage.report.document import Block, Document, Items, Section, chained
from tirage.report.parts import disclosure
from tirage.report.publication import INDEX, Published
from tirage.report.wording import Wording


def page(packs: Sequence[Pack], wording: Wording) -> Document:
    """The packs of an assembly and of those that follow it."""
    sections = tuple(Section("pack", "", tuple(_said(pack, wording))) for pack in packs)
    return Document("pack", wording.language, "", sections, chained([_values(pack) for pack in packs]))


def _values(pack: Pack) -> dict[str, object]:
    return {
        "pack": str(pack.path),
        "for": pack.choice.reader,
        "files": sorted(pack.files),
        "left_out": dict(pack.choice.left_out),
        "searched": pack.searched,
        "not_checked": list(pack.not_checked),
        "disclosed": disclosure.data(pack.disclosed),
        "few_seats": pack.few_seats,
        "journal_head": head(pack.dossier.entries),
    }


def _said(pack: Pack, wording: Wording) -> Iterator[Block]:
    reader = wording.text(f"pack.reader.{pack.choice.reader}")
    yield wording.paragraph("publish.done", "lead", reader=reader, files=len(pack.files), path=pack.path)
    yield wording.paragraph("publish.searched" if pack.searched else "publish.erased")
    for why, code in (("reader", "publish.left_out"), ("small-cells", "publish.small")):
        names = ", ".join(name for name, reason in pack.choice.left_out.items() if reason == why)
        if names:
            yield wording.paragraph(code, names=names, fewest=pack.fewest)
    yield wording.paragraph("publish.unchecked", numbers=", ".join(pack.not_checked) or "—")
    if LOTTERY in pack.files:
        own_ids = any(pool.ids == "published" for pool in pack.dossier.bodies(Pool))
        yield from disclosure.blocks(pack.disclosed, wording, own_ids=own_ids, few=pack.few_seats)
    yield wording.head(pack.dossier.entries)


def exported(written: Exported, wording: Wording) -> Document:
    """The screen once a draw stands in the form of another program."""
    numbers = {"people": written.people, "path": written.path}
    blocks: list[Block] = [wording.paragraph(f"export.done.{written.form}", "lead", **numbers)]
    if written.panels:
        blocks.append(wording.paragraph("export.panels", panels=written.panels, file=written.listed))
    blocks += [Items(written.files), wording.paragraph("export.guarantors")]
    values = {
        "path": str(written.path),
        "format": written.form,
        "files": list(written.files),
        "people": written.people,
        "panels": written.panels,
    }
    return Document("export", wording.language, "", (Section("written", "", tuple(blocks)),), values)


def everything(written: Published, wording: Wording) -> Document:
    """The screen once all that can be published stands in one folder."""
    blocks: tuple[Block, ...] = (
        wording.paragraph("published.done", "lead", files=len(written.files), path=written.path),
        Items(written.files),
        wording.paragraph("published.next", path=written.path / INDEX),
    )
    values = {"path": str(written.path), "files": list(written.files)}
    return Document("publication", wording.language, "", (Section("written", "", blocks),), values)
