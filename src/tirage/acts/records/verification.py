"""The independent verifier, called from Python."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tirage.errors import Defect, InputInvalid, Unfinished
from tirage.verify import Halfway, NotADossier, Report
from tirage.verify.command import reports


def verify_dossier(path: str | Path, trust: Iterable[str] = ()) -> tuple[Report, ...]:
    """What the independent verifier finds in a dossier, a pack or a ZIP of one, at `path`.

    The first report is that of the dossier, the others are those of the next assemblies in it. `report.ok` is
    whether every check passed; `report.checks` are all of them, with their numbers and what was found.
    `trust`: the keys that whoever verifies trusts, `sha256:…` of a certificate of time-stamps or the key of a
    witness (`NAME+ID+BASE64`). Raises InputInvalid where there is no dossier, Unfinished where an act is not
    all in place yet; a dossier that does not hold raises nothing.
    """
    try:
        return tuple(reports(Path(path), None, frozenset(trust)))
    except NotADossier as error:
        raise InputInvalid([Defect("dossier.missing", str(path))]) from error
    except Halfway as error:
        raise Unfinished("verify.unfinished", path=str(path)) from error
