"""Every volunteer's receipt, a page each, with the list of whose is whose: what an organiser sends out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tirage.acts.proofs.citizen_proof import Receipt, keep, receipts
from tirage.assembly.record import load
from tirage.dossier.packs import write_folder
from tirage.i18n.languages import Language
from tirage.people.pool.files import private_csv
from tirage.people.pool.model import PrivateTable
from tirage.progress import SILENT, Progress
from tirage.report.pages.citizen_proof import html

LIST = "receipts.csv"


@dataclass(frozen=True, slots=True)
class WrittenReceipts:
    """What was written, and where."""

    path: Path
    """The folder of the pages and of their list."""
    count: int
    """Volunteers, a page each."""
    head: str
    """Head of the journal of which the receipts are."""


def write_receipts(
    folder: str | Path,
    out: str | Path | None = None,
    *,
    language: Language = "en",
    progress: Progress = SILENT,
) -> WrittenReceipts:
    """Write the receipt of every volunteer, all of them or none, with their list `receipts.csv`.

    `out`: a new folder; by default `private/receipts-NNNN` of the dossier, NNNN the number of the last entry
    of the journal. Raises Refused where there is no pool yet, and where other files are in the way.
    """
    dossier = load(Path(folder))
    made = {_name(each): each for each in receipts(dossier, progress)}
    pages = {name: html(each.proof, language) for name, each in made.items()}
    rows = {name: _row(name, each) for name, each in made.items()}
    pages[LIST] = private_csv(PrivateTable(("file", "reference", "id"), rows))
    if out is None:
        place = keep(dossier, pages)
    else:
        write_folder(place := Path(out), pages)
    return WrittenReceipts(place, len(made), next(iter(made.values())).proof.document["head"])


def _row(name: str, receipt: Receipt) -> tuple[str, ...]:
    return name, receipt.reference, str(receipt.proof.document["pid"])


def _name(receipt: Receipt) -> str:
    """A name that every system takes, whatever an own id is made of."""
    return f"receipt-{quote(receipt.reference, safe='')}.html"
