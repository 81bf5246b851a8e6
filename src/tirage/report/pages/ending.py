"""The screen once a plan is void, a draw contested, or the private folder destroyed."""

from __future__ import annotations

from dataclasses import replace

from tirage.acts.life.ending import Erased
from tirage.assembly.record import Dossier
from tirage.dossier.chain import head
from tirage.dossier.entries import Pool
from tirage.dossier.layout import NEXT
from tirage.report.document import Document, Section
from tirage.report.wording import Wording


def void(dossier: Dossier, wording: Wording) -> Document:
    """The plan is void, and what can be done then."""
    if dossier.drawn is None:
        return _page("void.done", dossier, wording)
    kind = str(dossier.entries[-1].body["act"]).partition("/")[0]
    return _page(f"void.{kind}" if kind in {"standby", "alternates"} else "void.later", dossier, wording)


def contested(dossier: Dossier, wording: Wording) -> Document:
    """The objection is on the record."""
    return _page("contest.done", dossier, wording)


def erased(result: Erased, wording: Wording) -> Document:
    """How many private files were destroyed, and what is out of reach."""
    dossier = result.dossier
    published = any(pool.ids == "published" for pool in dossier.bodies(Pool))
    done = _page("erase.done.published" if published else "erase.done", dossier, wording, files=result.files)
    beyond = ["erase.beyond"]
    beyond += ["erase.beyond.next"] if (dossier.path / NEXT).exists() else []
    beyond += ["erase.beyond.published"] if published else []
    limits = Section("beyond", "", tuple(wording.paragraph(code) for code in beyond))
    data = {**(done.data or {}), "beyond": beyond}
    return replace(done, sections=(*done.sections, limits), data=data)


def _page(code: str, dossier: Dossier, wording: Wording, **values: int) -> Document:
    entry = dossier.entries[-1]
    data = {"dossier": str(dossier.path), "act": entry.type, **entry.body, **values}
    blocks = (wording.paragraph(code, path=dossier.path, **values), wording.head(dossier.entries))
    top = {"journal_head": head(dossier.entries)}
    return Document("ending", wording.language, "", (Section("ending", "", blocks),), {**data, **top})
