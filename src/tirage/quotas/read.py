"""Quotas from any file that states them: our YAML, the peers' CSV, or the same table in XLSX or ODS."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.errors import Defect, InputInvalid
from tirage.i18n.note import Note
from tirage.quotas.checks import build, check, check_crossings
from tirage.quotas.csv_file import is_header, read_csv
from tirage.quotas.drafts import Drafts, Findings
from tirage.quotas.model import Quotas, parts
from tirage.shown import Shown
from tirage.tabular.cells import fold
from tirage.tabular.encodings import TWICE, decode
from tirage.tabular.files import AS_IT_COMES, Manner, read_bytes, shown
from tirage.tabular.kinds import check as check_kind
from tirage.tabular.kinds import is_archive
from tirage.tabular.tables import parse

if TYPE_CHECKING:
    from tirage.quotas.amendments import Amendment

PEOPLE = frozenset({"id", "pid", "identifiant", "unique_id", "uid", "nom", "prenom", "surname", "first name"})
"""Columns of a table of people, folded."""
_YAML_TOP = re.compile(r"^(tirage|criteria)\s*:", re.MULTILINE)


@dataclass(repr=False, frozen=True, slots=True)
class QuotaFile(Shown):
    """Quotas, and the file that they were read from."""

    quotas: Quotas
    name: str
    """File name, without its folder."""
    sha256: str
    """Hash of the file's bytes."""
    encoding: str
    """`utf-8`, `utf-8-sig`, `utf-16`, `cp1252`, …; `xlsx`, `ods` or `xls` for a workbook."""
    ignored_columns: tuple[str, ...] = ()
    """Columns of a table that say nothing about quotas."""
    changes: tuple[Amendment, ...] = ()
    """Changes that led to these quotas, as the file states them, oldest first."""
    source: str = ""
    """Where the figures come from, as the file says."""
    note: str = ""
    """What else the file says."""
    notes: tuple[Note, ...] = ()
    """What is to be said of how the file was read."""

    def __repr__(self) -> str:
        return f"QuotaFile({self.name!r}, {self.quotas!r})"

    def on_record(self) -> dict[str, object]:
        """What a journal says of the file: its hash, and the changes that led to it where there are any."""
        changes = {"changes": [each.document() for each in self.changes]} if self.changes else {}
        return {"source": self.sha256, **changes}


NO_QUOTAS = QuotaFile(
    Quotas(()), "", hashlib.sha256(b'{"criteria":[],"spec":"tirage/2"}').hexdigest(), "utf-8"
)
"""A draw without quotas: as a file, it is the document on record that says so."""


class QuotasInvalid(InputInvalid):
    """A file of quotas with defects, and what can be known of its criteria all the same."""

    def __init__(self, defects: Sequence[Defect], known: Quotas) -> None:
        super().__init__(defects)
        self.known = known
        """The criteria whose categories could all be read, without any bound: enough to judge a pool by."""


def read_quotas(path: str | Path | None, *, seats: int, manner: Manner = AS_IT_COMES) -> QuotaFile:
    """The quotas in `path` for a panel of `seats`; none at all where it is None.

    YAML by its extension or by a line `tirage:` or `criteria:`; anything else is a table. Of several
    sheets the only one with limits is read. `manner`: what is said of the file, the rest is found out.
    Raises InputInvalid with every defect of the file; QuotasInvalid where its criteria could be read.
    """
    if path is None:
        return NO_QUOTAS
    data = read_bytes(Path(path))
    path, file = shown(path), str(shown(path))
    check_kind(data, file)
    manner = _own(manner, data)
    text, kind = ("", "") if is_archive(data) else decode(data, file, manner.encoding)
    ignored: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    if text and is_yaml(path, text):
        findings = Findings(file)
        from tirage.quotas.yaml_file import read_yaml

        drafts = read_yaml(text, seats, findings)
    else:
        table, defects = parse(data, path, manner, is_header, choosing=True)
        _check_quotas(table.header, file)
        findings = Findings(file, tuple(defects))
        drafts, ignored, meant = read_csv(table, seats, findings)
        kind, notes = table.encoding, table.notes + meant
    check(drafts.criteria, seats, findings)
    check_crossings(drafts, seats, findings)
    if findings.defects:
        raise QuotasInvalid(findings.in_order(), _known(drafts, seats))
    digest = hashlib.sha256(data).hexdigest()
    return QuotaFile(
        build(drafts), path.name, digest, kind, ignored, drafts.changes, drafts.source, drafts.note, notes
    )


def is_yaml(path: Path, text: str) -> bool:
    """Whether quotas stand in a file as YAML, by its name or by a line `tirage:` or `criteria:`."""
    return path.suffix.lower() in {".yaml", ".yml"} or bool(_YAML_TOP.search(text))


def _own(manner: Manner, data: bytes) -> Manner:
    """What is said of the volunteers' file, but for its encoding where these bytes are UTF-8."""
    if manner.encoding is None or manner.encoding.strip().casefold() == TWICE or data.isascii():
        return manner
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return replace(manner, encoding=None)
    return manner


def _check_quotas(header: Sequence[str], file: str) -> None:
    """InputInvalid where the table has ids and no limits, and is one of people."""
    if not is_header(header) and any(fold(name) in PEOPLE for name in header):
        raise InputInvalid([Defect("quotas.is_pool", file)])


def _known(drafts: Drafts, seats: int) -> Quotas:
    """The sound criteria of drafts, every category free."""
    return Quotas.of(
        {
            each.name: {bound.name: (0, seats) for bound in each.bounds}
            for each in drafts.criteria
            if each.sound
            and each.name
            and len(parts(each.name)) == 1
            and all(bound.name for bound in each.bounds)
        }
    )
