"""Addresses that the printing house has put right, taken back: new files for it, and a line of the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import Clock, Note
from tirage.assembly.letters import basis
from tirage.assembly.record import Dossier, load
from tirage.dossier.entries import Addresses
from tirage.dossier.layout import corrected_path, mailing_path
from tirage.dossier.outcome import Changes
from tirage.errors import Refused
from tirage.i18n.languages import FALLBACK, Language
from tirage.people.letters.corrections import read_corrections, wave_of
from tirage.people.letters.mailing import names_of_titles, read_mailing
from tirage.tabular.files import AS_IT_COMES, Manner, shown
from tirage.tabular.headers import naming
from tirage.tabular.tables import read_table


@dataclass(frozen=True, slots=True)
class RecordedAddresses:
    """Corrections that are on record."""

    dossier: Dossier
    wave: int
    round: int
    rows: int
    """Letters with a line that is another."""
    letters: int
    """Of the wave."""
    to_correct: int
    """Letters with a line that is still too long."""
    notes: tuple[Note, ...] = ()


def record_addresses(
    folder: str | Path,
    file: str | Path,
    *,
    clock: Clock,
    tool: str,
    manner: Manner = AS_IT_COMES,
    language: Language = FALLBACK,
) -> RecordedAddresses:
    """Take back the file of a wave with lines of addresses that were put right.

    The files for the printing house are written anew beside those that were; the record has the hash of
    `file` and how many letters have another line. Raises InputInvalid with every defect, such as a letter of
    which anything else is another; Refused without letters.
    """
    dossier = load(Path(folder))
    waves = len(basis(dossier).before)
    if not waves:
        raise Refused("responses.no_letters", path=dossier.path)
    done = Counter(each.wave for each in dossier.bodies(Addresses))
    now = [
        read_mailing(dossier.private(corrected_path(wave, done[wave]) if done[wave] else mailing_path(wave)))
        for wave in range(1, waves + 1)
    ]
    titles = [title for title, name in names_of_titles().items() if name == "code"]
    table = read_table(Path(file), manner, naming(titles))
    name = str(shown(Path(file)))
    wave = wave_of(table, name, now)
    found = read_corrections(table, name, now[wave - 1])
    number = done[wave] + 1
    sent = found.mailing(language)
    files = sent.files(corrected_path(wave, number))
    said = Addresses(wave=wave, round=number, rows=found.rows, source=table.sha256)
    after = conduct.record(dossier, Changes(files, (said.as_act(),)), clock=clock, tool=tool)
    return RecordedAddresses(
        after, wave, number, found.rows, len(found.letters), sent.to_correct, table.notes
    )
