"""The independent verifier, called from Python."""

from __future__ import annotations

from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.verify import NotADossier, Report
from tirage.verify.command import reports


def verify_dossier(path: str | Path) -> tuple[Report, ...]:
    """What the independent verifier finds in a dossier, a pack or a ZIP of one, at `path`.

    The first report is that of the dossier, the others are those of the next assemblies in it. `report.ok` is
    whether every check passed; `report.checks` are all of them, with their numbers and what was found. Raises
    InputInvalid where there is no dossier; a dossier that does not hold raises nothing.
    """
    try:
        return tuple(reports(Path(path), None))
    except NotADossier as error:
        raise InputInvalid([Defect("dossier.missing", str(path))]) from error
