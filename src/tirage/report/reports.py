"""The reports on a dossier, by kind."""

from __future__ import annotations

from pathlib import Path

from tirage.acts.records.few_apart import acts_of, apart
from tirage.dossier.layout import COUNTS, path_in_draw
from tirage.i18n.languages import Language
from tirage.report.deeds.draws import find
from tirage.report.document import Document
from tirage.report.opened import read_verified
from tirage.report.pages import Kind, deed, letters, life, public, quotas, roster
from tirage.report.pages.deed import NO_SCENE, Scene
from tirage.report.parts.small_cells import discreet
from tirage.report.rendering.interface import Format, render
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def report(
    kind: Kind, dossier: VerifiedDossier, wording: Wording, scene: Scene = NO_SCENE, act: str = ""
) -> Document:
    """The report, in the time zone of the dossier; Refused where that has not come so far.

    `scene` and `act` are of the procès-verbal alone: what happened in the room, and of which draw it is; by
    itself of the last (`deeds.draws.draws` has them all).
    """
    wording = wording.at(dossier.zone)
    if kind is Kind.quotas:
        # For the guarantors, who have the pool.
        return quotas.page(dossier, wording)
    if kind is Kind.proces_verbal:
        drawn = find(dossier, act)
        # Beside the papers of an earlier draw its counts would tell of a few.
        told = apart(dossier.files, acts_of(dossier.entries), dossier.fewest)
        hidden = {"volunteers"} if path_in_draw(COUNTS, drawn.act) in told else set()
        return discreet(deed.page(drawn, wording, scene), dossier.fewest, wording, hidden)
    pages = {
        Kind.public: public.page,
        Kind.letters: letters.page,
        Kind.life: life.page,
        Kind.members: roster.page,
    }
    return discreet(pages[kind](dossier, wording), dossier.fewest, wording)


def make_report(
    folder: str | Path,
    kind: Kind | str = Kind.quotas,
    shape: Format | str = Format.html,
    *,
    language: Language = "en",
    census: str | Path | None = None,
    scene: Scene = NO_SCENE,
    act: str = "",
) -> bytes:
    """A report on the dossier at `folder`, which is verified first: the bytes of its file.

    `kind`: `quotas`, `proces-verbal`, `public`, `letters`, `life` or `members`; `shape`: `html`, `pdf`,
    `docx`, `xlsx`, `json` or `md`; `census`: a table to compare the panel with; `scene`: place, date and
    people, and
    `act`: the draw (`panel`, `letters/1`, `replacements/2`, `renewal/1`, `cohorts`; by itself the last), both
    for the procès-verbal alone. Raises VerificationFailed where a check fails, Refused where the dossier has
    not come so far and for a PDF without weasyprint.
    """
    dossier = read_verified(Path(folder), Path(census) if census else None)
    return render(report(Kind(kind), dossier, Wording(language), scene, act), Format(shape))
