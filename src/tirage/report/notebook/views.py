"""What a notebook shows of a result: the page of the command that has it, or a small one of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tirage.acts.ceremony import CeremonyState
from tirage.acts.conduct import Conducted
from tirage.acts.frame.close import ClosedFrame
from tirage.acts.frame.inputs import EVERYONE
from tirage.acts.letters.responses import RecordedRound
from tirage.acts.life.alternates import Alternates, planned
from tirage.acts.life.departures import Recorded
from tirage.acts.life.ending import NextAssembly
from tirage.acts.life.members import People
from tirage.acts.life.term import TermRecorded
from tirage.acts.proofs.citizen_proof import CitizenProof
from tirage.acts.records.audit import Audited
from tirage.acts.records.published import PublishedAudit
from tirage.acts.records.replay import Replayed
from tirage.analysis.chances import PlannedChances
from tirage.analysis.objectives import Comparison
from tirage.assembly.record import Dossier
from tirage.discretion import brief
from tirage.draws.lottery import Lottery
from tirage.errors import TirageError
from tirage.forecast.outlook import Outlook
from tirage.forecast.simulation import Simulation
from tirage.i18n.languages import Language
from tirage.people.frame.findings import of_files
from tirage.people.pool.model import Pool, PoolFile
from tirage.people.rolls.collection import SurveyedFiles
from tirage.quotas.model import Quotas
from tirage.quotas.read import QuotaFile
from tirage.report.document import Document, Picture, Section
from tirage.report.pages import (
    alternates,
    audit,
    ceremony,
    chances,
    check,
    citizen_proof,
    compare,
    departure,
    draw,
    error,
    frame,
    history,
    inputs,
    letters_plan,
    letters_wave,
    members,
    next_assembly,
    published,
    replay,
    responses,
    seats,
    simulation,
    standby,
    term,
    verified,
)
from tirage.report.pictures.lives import chart
from tirage.report.rendering.html import filled
from tirage.report.summary import Summary, summarise
from tirage.report.wording import Wording
from tirage.verify import Report

Page = Callable[[Any, Wording], Document]


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A result as a page, in one language."""

    document: Document

    def __repr__(self) -> str:
        return brief(self, sections=len(self.document.sections))

    def _repr_html_(self) -> str:
        """One `div`, to stand among others: it styles nothing outside it and has neither script nor id."""
        return filled("fragment.html.j2", self.document).decode()


def show(result: object, language: Language = "en") -> View:
    """What a notebook shows of a result, in `language`; by itself the value of a cell is shown in English.

    Takes every result that shows itself, several of a kind, and the reports of `verify_dossier`; what the
    desk is to be told (`notes`) stands below. It holds no more of anyone than the screen of the command.
    Raises TypeError for anything else.
    """
    first = result[0] if isinstance(result, tuple | list) and result else result
    kind = type(first)
    found = next((page for known, page in _pages().items() if issubclass(kind, known)), None)
    if found is None:
        raise TypeError(f"nothing is known to be shown of {kind.__name__}")
    wording = Wording(language)
    document = found(result, wording)
    # The next step is a command to be typed, which is no use here.
    kept = tuple(each for each in document.sections if each.key != "next")
    notes = tuple(wording.paragraph(each.code, "note", **each.values) for each in getattr(first, "notes", ()))
    return View(replace(document, sections=(*kept, Section("notes", "", notes)) if notes else kept))


def markup(result: object) -> str:
    """The HTML of a result, in English."""
    return show(result)._repr_html_()


@cache
def _pages() -> Mapping[type[Any], Page]:
    """Kind of result → its page."""
    return {
        Lottery: inputs.lottery,
        Pool: inputs.pool,
        PoolFile: lambda found, wording: inputs.pool(found.pool, wording),
        Quotas: inputs.quotas,
        QuotaFile: lambda found, wording: inputs.quotas(found.quotas, wording),
        Summary: inputs.summary,
        Report: lambda found, wording: verified.page(_several(found), wording),
        PlannedChances: _chances,
        Comparison: compare.page,
        Outlook: letters_plan.page,
        Simulation: _simulation,
        SurveyedFiles: _survey,
        ClosedFrame: frame.page,
        RecordedRound: lambda found, wording: responses.page(found.dossier, found.round, wording),
        Conducted: _conducted,
        Recorded: departure.page,
        TermRecorded: term.page,
        NextAssembly: next_assembly.page,
        CeremonyState: ceremony.page,
        Alternates: alternates.page,
        People: lambda found, wording: members.page(found, wording, names=False),
        Audited: lambda found, wording: audit.page(_several(found), wording),
        PublishedAudit: published.page,
        Replayed: lambda found, wording: replay.page(_several(found), wording),
        CitizenProof: lambda found, wording: citizen_proof.page(found, None, wording),
        Dossier: lambda found, wording: history.page([found], wording),
        TirageError: error.page,
    }


def _several(found: object) -> Sequence[Any]:
    return found if isinstance(found, Sequence) else [found]


def _chances(found: PlannedChances, wording: Wording) -> Document:
    return chances.page(summarise(found.files), found.files, found.coverage, wording)


def _simulation(found: Simulation, wording: Wording) -> Document:
    """The figures, and the chart that the command writes to a file."""
    page = simulation.page(found, None, wording)
    title = wording.text("simulate.chart")
    picture = Picture("lives", chart(found.whole, title).decode(), title)
    return replace(page, sections=(*page.sections, Section("chart", "", (picture,))))


def _survey(found: SurveyedFiles, wording: Wording) -> Document:
    return check.page(found, of_files(found.surveys, (EVERYONE,), (), ()), wording)


def _conducted(found: Conducted, wording: Wording) -> Document:
    """By the kind of act, as its command shows it."""
    kind = found.act.partition("/")[0]
    if kind == "letters":
        return letters_wave.page(found.dossier, wording)
    if kind == "alternates":
        return alternates.page(planned(found.dossier, found.act), wording)
    if kind == "panel":
        return draw.page(found.dossier, wording)
    page = standby.page if kind == "standby" else seats.page
    return page(found.dossier, found.act, wording)
