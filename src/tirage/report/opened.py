"""A dossier or a pack on the disk, as a folder or as a ZIP file, for whoever only reads it.

A ZIP file is read by the verifier's own reader: nothing is unpacked on the disk, and no path or size that the
file states is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tirage.assembly.lineage import announced_small_cells, chain_from, formers
from tirage.assembly.record import Dossier, load
from tirage.dossier.chain import FOLDER, read_chain
from tirage.dossier.files import read
from tirage.errors import Refused, VerificationFailed
from tirage.quotas.census.table import read_census
from tirage.report.verified import Unverified, VerifiedDossier, verified_dossier
from tirage.verify import Family, verify
from tirage.verify.primitives.held import Memory, Unsafe
from tirage.verify.reading.archive import Archive
from tirage.verify.reading.dossier import NEXT, Halfway, NotADossier
from tirage.verify.reading.dossier import read as read_pack
from tirage.verify.reading.pack import FILE


def read_verified(path: Path, census: Path | None = None) -> VerifiedDossier:
    """A dossier or a pack on the disk, checked here and now; Unverified where a check fails."""
    files = _pack(path) or read(path)
    verified = verify(files, None, Family(_formers(path)))
    found = verified_dossier(files, verified, read_census(census) if census else None)
    return replace(found, fewest=announced_small_cells(path))


def chain_in(path: Path) -> tuple[Dossier, ...]:
    """The assemblies of a chain from the one at `path` on, of a ZIP file too.

    Raises what `lineage.chain_from` does, and Unverified for a ZIP file that cannot be read as a dossier.
    """
    if not path.is_file():
        return chain_from(path)
    found: list[Dossier] = []
    try:
        archive, inner = Archive(path), ""
        while not found or NEXT in archive.following(archive.root + inner.removesuffix(f"{NEXT}/")):
            files = dict(archive.opened(archive.root + inner, Memory()))
            found.append(_dossier(path, files))
            inner += f"{NEXT}/"
    except (Halfway, NotADossier, Unsafe) as error:
        raise Unverified(1) from error
    return tuple(found)


def _dossier(path: Path, files: Mapping[str, bytes]) -> Dossier:
    journal = {name: data for name, data in files.items() if name.startswith(FOLDER)}
    return Dossier(path, files, tuple(read_chain(journal)))


def _pack(path: Path) -> Mapping[str, bytes] | None:
    """The files of a pack, its list included, which says what was left out; None for what is no pack."""
    try:
        if path.is_file():
            archive = Archive(path)
            return dict(archive.opened(archive.root, Memory()))
        return read_pack(path) if (path / FILE).exists() else None
    except (Halfway, NotADossier, Unsafe) as error:
        raise Unverified(1) from error


def _formers(path: Path) -> tuple[Mapping[str, bytes], ...]:
    """The files of the former assemblies; nothing where there are none, or they are not around this one."""
    try:
        return () if path.is_file() else tuple(former.files for former in formers(load(path)))
    except (Refused, VerificationFailed):
        return ()
