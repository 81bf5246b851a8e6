"""The screen of `tirage alternates`: whom to keep in touch with, and what the choice is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tirage.acts.life.alternates import Alternates
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import head
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.forecast.alternates import Chosen
from tirage.forecast.dropouts import ALL, Dropouts
from tirage.quotas.model import Quotas
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.parts.rolls import how
from tirage.report.wording import Wording


def page(found: Alternates, wording: Wording) -> Document:
    """The alternates, and whether they are on the record."""
    chosen, dropouts = found.chosen, found.dropouts
    rates = _rates(dropouts, found.quotas)
    facts = {"dropout": dropouts.document(), "rates": rates, "recorded": found.list is not None}
    values = {**asdict(chosen), **facts, "journal_head": head(found.dossier.entries)}
    counts = {"count": len(chosen.pids), "people": chosen.people, "seats": found.seats}
    title = wording.text("alternates.title", **counts)
    blocks = (*_said(chosen, dropouts, rates, wording), *_kept(found, wording))
    return Document("alternates", wording.language, title, (Section("alternates", "", blocks),), values)


def _rates(dropouts: Dropouts, quotas: Quotas) -> list[dict[str, Any]]:
    """Rate by category, and of how many members it was learnt; all of them first."""
    categories = [(each.name, category) for each in quotas.criteria for category in each.categories]
    found: list[dict[str, Any]] = []
    for criterion, category in [ALL, *categories] if dropouts.learnt else [ALL]:
        past = dropouts.learnt.get((criterion, category))
        rate = dropouts.rate(criterion, category) if category else dropouts.overall
        counts = {"left": past.left if past else 0, "members": past.members if past else 0}
        found.append({"criterion": criterion, "category": category, "rate": float(rate), **counts})
    return found


def _said(
    chosen: Chosen, dropouts: Dropouts, rates: list[dict[str, Any]], wording: Wording
) -> Iterator[Paragraph]:
    code = "flat" if dropouts.flat is not None else "learnt" if dropouts.learnt else "prior"
    for kind, each in zip((code, *["category"] * len(rates)), rates, strict=False):
        said = {**each, "rate": wording.percent(each["rate"])}
        yield wording.paragraph(f"alternates.rate.{kind}", **said)
    ways = ("designed", "scaled", "random", "everyone")
    worth = {way: wording.percent(getattr(chosen, way) / chosen.tried) for way in ways}
    yield wording.paragraph("alternates.worth", tried=chosen.tried, **worth)
    yield wording.paragraph("alternates.pids", pids=", ".join(chosen.pids))


def _kept(found: Alternates, wording: Wording) -> Iterator[Block]:
    dossier = found.dossier
    if not found.act:
        yield wording.paragraph("alternates.note", path=dossier.path)
        return
    if found.list is not None:
        yield wording.paragraph("alternates.recorded", list=str(found.list))
        first = dossier.plan.later.policy == "alternates-first"
        code = "alternates.first" if first else "alternates.all"
        yield wording.paragraph(code, path=dossier.path)
    else:
        yield wording.digest("show.plan", sha256(dossier.files[path_in_draw(PLAN, found.act)]))
        yield wording.paragraph("alternates.next.roll", path=dossier.path, **how(dossier, wording))
    yield wording.head(dossier.entries)
