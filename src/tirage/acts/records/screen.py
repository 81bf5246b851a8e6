"""The page for the screen of a room: the dossier, as one reader may have it, in a page that computes from it.

The page draws nothing and writes nothing. It takes what falls in public, reckons with the engine of the
browser's verifier what follows under the plan, and afterwards says whether the command has come to the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tirage.acts.records.publish import sealed
from tirage.assembly.lineage import announced_small_cells
from tirage.assembly.record import Dossier, load
from tirage.browser.build import ceremony
from tirage.dossier.packs import Reader, write_file, zipped
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.languages import COMPLETE, FALLBACK, Language

NAME = "ceremony.html"
_HASHED = ("journal", "public", "guarantors")
"""Folders of a dossier that have the files of its journal and no others."""
_MODES = {"public": 0o666, "guarantors": 0o640, "auditors": 0o640}
"""Of the page, by whom it is for: what guarantors have is not for everybody on a computer."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that was written."""

    dossier: Dossier
    act: str
    """The act that it shows: the one whose plan was fixed last."""
    path: Path
    reader: Reader


def write_screen(
    folder: str | Path, out: str | Path | None = None, *, reader: Reader = "guarantors", language: Language
) -> Screen:
    """Write the page for the act planned last, to the new file `out`, or beside the dossier's folders.

    `reader`: with the guarantors' part the page counts the seats of any panel; without it, as for the public,
    the page may be given to anyone. Raises Refused where no plan is fixed, where it is void or that of a
    standby, which has no panels to show, and where something private would be in the page; InputInvalid where
    it may not be written there; VerificationFailed where the dossier does not verify.
    """
    dossier = load(folder)
    act = _planned_last(dossier)
    place = Path(out) if out is not None else Path(folder) / NAME
    if any(place.resolve().is_relative_to((Path(folder) / part).resolve()) for part in _HASHED):
        raise InputInvalid([Defect("report.inside", str(place))])
    _, files, _ = sealed(dossier, reader, announced_small_cells(dossier.path))
    spoken = language if language in COMPLETE else FALLBACK
    write_file(place, ceremony(zipped("dossier", files), spoken), _MODES[reader])
    return Screen(dossier, act, place, reader)


def _planned_last(dossier: Dossier) -> str:
    act = dossier.ceremony.act
    if dossier.is_void(act):
        raise Refused("screen.void", act=act)
    if (kind := act.partition("/")[0]) in {"standby", "alternates"}:
        raise Refused(f"screen.{kind}", act=act)
    return act
