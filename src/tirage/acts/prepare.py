"""From a spreadsheet as it comes to the volunteers that `draw panel` takes: `recodage.yaml` in between.

The step where most mistakes are made is a file that a person reads, corrects and can be asked about; its hash
goes to the journal with the pool.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tirage.acts.interface import Note
from tirage.acts.ruled import file_rules
from tirage.assembly import record
from tirage.discretion import brief
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.disk import write_all
from tirage.dossier.entries import Pool
from tirage.dossier.layout import MADE_FROM, VOLUNTEERS
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.catalogue import Language
from tirage.people.intake import apply
from tirage.people.intake.apply import Prepared, Tallies, faults, tallies
from tirage.people.intake.decide import Place, Question, decide, questions
from tirage.people.intake.merge import merged
from tirage.people.intake.model import Recoding
from tirage.people.intake.rows import Sheet, below
from tirage.people.intake.understand import Wanted, understand
from tirage.people.pool.read import check_volunteers
from tirage.quotas.read import read_quotas
from tirage.rules.model import FileRules
from tirage.rules.nodes import Written
from tirage.rules.recoding import RECODING, parse_recoding, recoding_text
from tirage.rules.templates import RULES, quota_file
from tirage.tabular.encodings import decode
from tirage.tabular.files import AS_IT_COMES, Manner, read_bytes, shown, why_unwritable, write_whole
from tirage.tabular.grid import Grid, read_grid
from tirage.tabular.writing import csv_text


@dataclass(repr=False, frozen=True, slots=True)
class Draft:
    """What is understood of a file, with what was decided before; nothing is written yet."""

    folder: Path
    file: Path
    grid: Grid
    wanted: Wanted
    recoding: Recoding
    changed: bool
    """Whether it is other than what stands in `recodage.yaml`."""
    written: Written | None
    """Where its keys stand; None where there is no such file yet."""

    def __repr__(self) -> str:
        return brief(self, pending=len(self.recoding.pending))

    @property
    def sheet(self) -> Sheet:
        """The rows below the header; InputInvalid where it is not on the line that the recoding says."""
        recoding = self.recoding
        found = below(self.grid.sheets.get(recoding.sheet.value, ()), int(recoding.header.value))
        if found is None:
            raise InputInvalid([self.defect("recoding.header", ("header",), {"line": recoding.header.value})])
        return found

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of how the sheet was read."""
        return self.grid.remarks(self.recoding.sheet.value)

    @property
    def tallies(self) -> Tallies:
        """How often what stands in the columns of the criteria."""
        return tallies(self.sheet, self.recoding, self.wanted.day)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can say."""
        return tuple(questions(self.recoding, self.sheet, self.tallies, self.wanted))

    @property
    def ignored(self) -> tuple[str, ...]:
        """Columns of which nothing is made."""
        recoding = self.recoding
        used = {recoding.id.value, *recoding.keep, *(each.value for each in recoding.household.values())}
        used |= {each.column.value for each in recoding.criteria.values()}
        return tuple(title for title in self.sheet.titles if title not in used)

    def defect(self, code: str, place: tuple[str, ...], values: Mapping[str, object]) -> Defect:
        """One at a place of the recoding."""
        said = {**values, "file": self.file.name, "key": ".".join(place)}
        if self.written is None:
            return Defect(code, str(self.folder / RECODING), None, ".".join(place), said)
        return self.written.defect(code, place, said)


@dataclass(repr=False, frozen=True, slots=True)
class Made:
    """What came of a draft."""

    draft: Draft
    prepared: Prepared | None
    """The volunteers; None as long as something is to be decided."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.prepared.rows) if self.prepared else 0)


def read(folder: str | Path, file: str | Path, manner: Manner = AS_IT_COMES) -> Draft:
    """What can be told of a file under the rules and quotas of `folder`, over what was decided before.

    Raises InputInvalid with every defect of the file, the rules, the quotas and the recoding; Refused where
    there are no rules, or the volunteers are on record already.
    """
    folder, file = Path(folder), Path(file)
    rules = _rules(folder)
    quotas = read_quotas(quota_file(rules, folder), seats=rules.seats)
    wanted = Wanted(quotas.quotas.criteria, rules.household, rules.reference_date)
    grid = read_grid(read_bytes(file), shown(file), manner)
    fresh = understand(grid, wanted)
    path = folder / RECODING
    if not path.exists():
        return _checked(Draft(folder, shown(file), grid, wanted, fresh, changed=True, written=None))
    said, _ = decode(read_bytes(path), str(path))
    old, written = parse_recoding(said, str(path))
    now = merged(old, fresh, grid, wanted)
    return _checked(Draft(folder, shown(file), grid, wanted, now, changed=now != old, written=written))


def _checked(draft: Draft) -> Draft:
    """The draft; InputInvalid where its sheet cannot be read as it is, or is no sheet of volunteers."""
    draft.grid.remarks(draft.recoding.sheet.value)
    check_volunteers(draft.sheet.titles, draft.grid.file)
    return draft


def decided(draft: Draft, answers: Mapping[Place, str]) -> Draft:
    """The draft with what somebody has said of its questions; nothing is written."""
    said = decide(draft.recoding, answers)
    # A column that was chosen has values of its own.
    recoding = merged(said, understand(draft.grid, draft.wanted), draft.grid, draft.wanted)
    return _checked(replace(draft, recoding=recoding, changed=True))


def finish(draft: Draft, language: Language) -> Made:
    """Write the recoding where it is new, and once nothing in it is open the volunteers.

    Raises InputInvalid with all in it that the file or the quotas do not have; nothing is written then.
    """
    recoding, sheet = draft.recoding, draft.sheet
    found = [draft.defect(*each) for each in faults(sheet, recoding, draft.wanted)]
    if found:
        raise InputInvalid(found)
    path = draft.folder / RECODING
    if draft.changed:
        said = recoding_text(recoding, draft.tallies, draft.ignored, language)
        write_whole(path, said.encode("utf-8"))
    if recoding.pending:
        return Made(draft, None)
    prepared = apply.apply(sheet, recoding, draft.wanted.day)
    _keep(draft.folder, _files(draft.grid, prepared, path.read_bytes()))
    return Made(draft, prepared)


def _rules(folder: Path) -> FileRules:
    rules = file_rules(folder)
    if rules is None:
        raise Refused("prepare.no_rules", path=folder / RULES)
    if record.exists(folder) and record.load(folder).bodies(Pool):
        raise Refused("prepare.planned", path=folder)
    return rules


def _files(grid: Grid, prepared: Prepared, recoding: bytes) -> dict[str, bytes]:
    listed = csv_text([prepared.header, *prepared.rows]).encode("utf-8-sig")
    made = {
        "source": {"name": grid.name, "sha256": grid.sha256, "encoding": grid.encoding},
        "recoding": sha256(recoding),
        "volunteers": sha256(listed),
        "read": prepared.read,
        "causes": dict(prepared.causes),
    }
    return {VOLUNTEERS: listed, MADE_FROM: canonical(made)}


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put them into `private/`, in the place of those of a former run."""
    try:
        for name in files:
            (folder / name).unlink(missing_ok=True)
        write_all(folder, files)
    except OSError as error:
        raise InputInvalid([why_unwritable(folder, error)]) from error
