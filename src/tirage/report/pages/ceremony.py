"""The screens of `tirage seed …`: a commitment, and how far the chance of a plan has come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tirage.acts.ceremony import CeremonyState, Committed
from tirage.assembly.record import Dossier
from tirage.dossier.chain import head
from tirage.draws.chance import PUBLIC, Ceremony
from tirage.randomness.beacon import CHAIN
from tirage.randomness.rolls import HAND
from tirage.report.causes import draw_name
from tirage.report.document import Document, Paragraph, Section
from tirage.report.parts.rolls import how
from tirage.report.wording import Wording


def committed(kept: Committed, wording: Wording) -> Document:
    """A secret that is kept, and the commitment that hides it."""
    values = {"name": kept.name, "commit": kept.commit, "file": str(kept.file)}
    section = Section("commitment", "", (wording.paragraph("ceremony.committed", **values),))
    return Document("commitment", wording.language, "", (section,), values)


def page(state: CeremonyState, wording: Wording) -> Document:
    """How far the chance of the last plan has come, and the next step."""
    dossier = state.dossier
    values = _values(dossier, dossier.ceremony, state.genuine)
    step = wording.paragraph(_next(values), "lead", path=dossier.path, **how(dossier, wording))
    sections = (
        Section("ceremony", "", tuple(_blocks(values, wording.at(dossier.zone)))),
        Section("next", "", (step,)),
    )
    title = wording.text("ceremony.title", act=draw_name(str(values["act"]), wording))
    rehearsal = wording.text("show.rehearsal") if dossier.rehearsal else ""
    return Document("ceremony", wording.language, title, sections, values, rehearsal=rehearsal)


def _values(dossier: Dossier, state: Ceremony, genuine: bool | None) -> dict[str, Any]:
    sources, chance = state.terms, state.chance() if state.complete else None
    due = {"chain": CHAIN, "round": sources.round, "due": sources.due}
    return {
        "dossier": str(dossier.path),
        "act": state.act,
        "form": sources.form,
        "rehearsal": dossier.rehearsal,
        "plan": state.plan_hash,
        "contributors": [
            {
                "id": name,
                "commit": sources.sealed.get(name),
                "status": _status(state, name),
                "value": state.values.get(name),
            }
            for name in sorted({PUBLIC, *sources.sealed})
        ],
        "beacon": {**due, "signature": state.signature, "checked": genuine} if sources.round else None,
        "seed": chance.facts["seed"] if chance else None,
        "stage_seed": chance.stage_seed if chance else None,
        "drawn": dossier.is_drawn(state.act),
        "journal_head": head(dossier.entries),
    }


def _status(state: Ceremony, name: str) -> str:
    if name in state.missing:
        return "missing"
    return "dropped" if name in state.dropped else "given"


def _blocks(values: dict[str, Any], wording: Wording) -> Iterator[Paragraph]:
    yield wording.digest("show.plan", values["plan"])
    for each in values["contributors"]:
        kind = "sealed" if each["commit"] else PUBLIC
        brief = {name: (each[name] or "")[:16] for name in ("commit", "value")}
        yield wording.paragraph(f"ceremony.{kind}.{each['status']}", name=each["id"], **brief)
    if beacon := values["beacon"]:
        checked = {None: "awaited", True: "checked", False: "false"}[beacon["checked"]]
        said = {"round": str(beacon["round"]), "due": wording.moment(beacon["due"])}
        yield wording.paragraph(f"ceremony.beacon.{checked}", **said)
    if values["seed"]:
        yield wording.digest("show.seed", values["seed"])
    yield wording.digest("show.head", values["journal_head"])


def _next(values: dict[str, Any]) -> str:
    """The sentence of what comes next, by the state."""
    act = str(values["act"]).partition("/")[0]
    if not values["drawn"] and values["form"] == HAND:
        return "status.next.panel.roll" if act == "panel" else "status.next.replacements.roll"
    return f"ceremony.next.{_step(values, act)}"


def _step(values: dict[str, Any], act: str) -> str:
    if values["drawn"]:
        return "drawn"
    if values["seed"]:
        return act
    waiting = [each for each in values["contributors"] if each["status"] == "missing"]
    if any(each["commit"] for each in waiting):
        return "reveal"
    return "dice" if waiting else "beacon"
