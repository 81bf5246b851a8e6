"""Small extracts for the tests: a synthetic person in each layout, cell by cell as the real files are."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tirage.people.rolls.entries import RejectedRow, RollEntry
from tirage.people.rolls.extract import NO_MAPPING, Extract, open_extract
from tirage.people.rolls.survey import Survey, survey

ON = date(2026, 9, 1)

ROLL_A = {
    "code de l'ugle": "75115",
    "libellé de l'ugle": "Paris 15e Arrondissement",
    "libellé du type de liste": "Liste principale",
    "nom de naissance": "LE GOFF",
    "nom d'usage": "MARTIN",
    "prénoms": "Zoé, Anne",
    "sexe": "F",
    "date de naissance": "03/05/1961",
    "code commune de naissance": "29019",
    "libellé commune de naissance": "Brest",
    "code département de naissance": "29",
    "pays de naissance": "FRANCE",
    "libellé nationalité": "Française",
    "numéro de voie": "12 bis",
    "libellé de voie": "rue de la Paix",
    "complément 1": "Bât. B",
    "complément 2": "",
    "lieu-dit": "",
    "code postal": "75015",
    "commune": "PARIS",
    "pays": "FRANCE",
    "code du bureau de vote": "75056_1512",
    "libellé du bureau de vote": "École",
    "code circonscription législative du bureau de vote": "12",
    "libellé canton du bureau de vote": "",
    "libellé circonscription métropolitaine du bureau de vote": "",
    "numéro d'ordre dans le bureau de vote": "7",
}

ROLL_B = {
    "TypeListe": "LP",
    "InfoListe": "",
    "DateCreationListe": "31/08/2026",
    "CodeDepartement": "75",
    "CodeCommune": "115",
    "NomCommune": "PARIS 15",
    "NoElecteurGeneral": "7",
    "Sexe": "F",
    "NomdeNaissance": "LE GOFF",
    "NomDusage": "MARTIN",
    "Prenoms": "Zoé, Anne",
    "DateDeNaissance": "03/05/1961",
    "NomComNaissance": "Brest",
    "DeptNaissance": "29",
    "PaysNaissance": "FRANCE",
    "Nationalite": "",
    "NomBureauDeVote": "École",
    "NoBureauDeVote": "0012",
    "CodeCanton": "",
    "CodeCirconscription": "",
    "ComplementDeLocalisation1": "Bât. B",
    "ComplementDeLocalisation2": "",
    "NumeroVoie": "12 bis",
    "TypeVoie": "rue",
    "LibelleVoie": "de la Paix",
    "LieuDit": "",
    "CodePostal": "75015",
    "VilleLocalite": "PARIS",
    "Pays": "FRANCE",
}

CARD = {
    "numero_carte": "CC-000123",
    "civilite": "Mme",
    "nom": "Le Goff",
    "prenom": "Zoé",
    "date_naissance": "1961-05-03",
    "adresse": "12 bis rue de la Paix",
    "complement": "",
    "code_postal": "75 015",
    "ville": "Paris",
    "courriel": "zoe@example.org",
    "telephone": "0600000000",
    "date_inscription": "2026-01-01",
    "nationalite": "Algérienne",
    "representant_legal": "",
}

Rows = Sequence[Mapping[str, str]]


def csv_of(rows: Rows, delimiter: str = ";", end: str = "\n") -> str:
    """The rows as the REU writes them: every cell that is not empty is quoted, but for the last."""
    header = list(rows[0])
    lines = [delimiter.join(header)]
    for row in rows:
        cells = ['"' + row[name].replace('"', '""') + '"' if row[name] else "" for name in header]
        last = row[header[-1]]
        lines.append(delimiter.join([*cells[:-1], last if last.isalnum() else cells[-1]]))
    return end.join(lines) + end


def write(
    folder: Path, rows: Rows, name: str = "com75115_LP_31-08-2026.csv", encoding: str = "utf-8", **form: str
) -> Path:
    """A file of these rows."""
    path = folder / name
    path.write_bytes(csv_of(rows, **form).encode(encoding))
    return path


def read(
    path: Path, mapping: Mapping[str, str] = NO_MAPPING, rows: int = 3
) -> tuple[list[RollEntry], list[RejectedRow]]:
    """All entries and all that is aside, in small batches."""
    entries: list[RollEntry] = []
    aside: list[RejectedRow] = []
    with open_extract(path, on=ON, mapping=mapping) as extract:
        for batch in extract.batches(rows):
            entries += batch.entries
            aside += batch.aside
    return entries, aside


def one(folder: Path, base: Mapping[str, str], **changes: str) -> RollEntry:
    """The entry of one row, `changes` by header."""
    entries, aside = read(write(folder, [{**base, **changes}]))
    assert not aside
    return entries[0]


def cause(folder: Path, base: Mapping[str, str], **changes: str) -> str:
    """Why one row is set aside."""
    entries, aside = read(write(folder, [{**base, **changes}]))
    assert not entries
    assert aside[0].line == 2
    return aside[0].cause


def opened(path: Path, **options: object) -> Extract:
    """The extract, its rows unread."""
    with open_extract(path, on=ON, **options) as extract:  # type: ignore[arg-type]
        return extract


def surveyed(path: Path, **options: object) -> Survey:
    """The survey of a file."""
    return survey(path, on=ON, **options)  # type: ignore[arg-type]


def remarked(found: Survey) -> dict[str, int]:
    """Remark → rows."""
    return {each.code: each.count for each in found.remarks}


def blocked(found: Survey) -> dict[str, int]:
    """Defect → rows."""
    return {each.code: each.count for each in found.defects}


def text_stream(text: str) -> io.BytesIO:
    """A file in memory."""
    return io.BytesIO(text.encode())
