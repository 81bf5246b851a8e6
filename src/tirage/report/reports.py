"""The reports on a dossier, by kind."""

from __future__ import annotations

from tirage.report.document import Document
from tirage.report.pages import Kind, letters, life, proces_verbal, public, quotas
from tirage.report.pages.proces_verbal import NO_SCENE, Scene
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def report(kind: Kind, dossier: VerifiedDossier, wording: Wording, scene: Scene = NO_SCENE) -> Document:
    """The report; Refused where the dossier has not come so far. `scene`: of the proces-verbal alone."""
    if kind is Kind.proces_verbal:
        return proces_verbal.page(dossier, wording, scene)
    pages = {
        Kind.quotas: quotas.page,
        Kind.public: public.page,
        Kind.letters: letters.page,
        Kind.life: life.page,
    }
    return pages[kind](dossier, wording)
