"""From a spreadsheet as it comes to the list that the next act takes: a recoding in between.

Volunteers who signed up, for `draw panel`; or answers to letters, for `record responses`. The step where
most mistakes are made is a file that a person reads, corrects and can be asked about; its hash goes to the
journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tirage.acts.interface import Note
from tirage.acts.pool.preparing import Road, road_of
from tirage.discretion import brief
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.system.outputs import write_over
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.catalogue import Language
from tirage.people.intake import apply
from tirage.people.intake.apply import Prepared, Tallies, faults, tallies
from tirage.people.intake.decide import Place, Question, decide, questions
from tirage.people.intake.merge import merged
from tirage.people.intake.model import Recoding
from tirage.people.intake.remarks import Remark, remarks
from tirage.people.intake.rows import Sheet, below
from tirage.people.intake.understand import understand
from tirage.people.intake.words import JOIN
from tirage.people.pool.read import check_volunteers
from tirage.rules.nodes import Written
from tirage.rules.recoding import parse_recoding, recoding_text
from tirage.tabular.encodings import decode
from tirage.tabular.files import AS_IT_COMES, Manner, read_bytes, shown
from tirage.tabular.grid import Grid, read_grid
from tirage.tabular.writing import csv_text


@dataclass(repr=False, frozen=True, slots=True)
class Draft:
    """What is understood of a file, with what was decided before; nothing is written yet."""

    folder: Path
    file: Path
    road: Road
    grid: Grid
    recoding: Recoding
    changed: bool
    """Whether it is other than what stands in the file of the recoding."""
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
        return tallies(self.sheet, self.recoding, self.road.wanted)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only a person can say."""
        return tuple(questions(self.recoding, self.sheet, self.tallies, self.road.wanted))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person should hear beside the questions."""
        return tuple(remarks(self.sheet, self.recoding, self.road.wanted))

    @property
    def ignored(self) -> tuple[str, ...]:
        """Columns of which nothing is made."""
        recoding = self.recoding
        said = {recoding.id.value, *recoding.keep, *(each.value for each in recoding.household.values())}
        said |= {each.column.value for each in recoding.criteria.values()}
        used = said | {part for title in said for part in title.split(JOIN)}
        sheet = self.sheet
        return tuple(title for title in sheet.titles if title not in used and any(sheet.column(title)))

    def defect(self, code: str, place: tuple[str, ...], values: Mapping[str, object]) -> Defect:
        """One at a place of the recoding."""
        said = {**values, "file": self.file.name, "key": ".".join(place)}
        if self.written is None:
            return Defect(code, str(self.folder / self.road.recoding), None, ".".join(place), said)
        return self.written.defect(code, place, said)


@dataclass(repr=False, frozen=True, slots=True)
class Made:
    """What came of a draft."""

    draft: Draft
    prepared: Prepared | None
    """The list; None as long as something is to be decided."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.prepared.rows) if self.prepared else 0)


def read(
    folder: str | Path, file: str | Path, manner: Manner = AS_IT_COMES, *, update: bool = False
) -> Draft:
    """What can be told of a file under the rules and quotas of `folder`, over what was decided before.

    `update`: take over the decisions on another file, or on this one before it changed; only what is new in
    it is asked then. Raises InputInvalid with every defect of the file, the rules, the quotas and the
    recoding; Refused where there are no rules, the volunteers are on record, or the recoding is of another
    file.
    """
    folder, file = Path(folder), Path(file)
    road = road_of(folder)
    grid = read_grid(read_bytes(file), shown(file), manner)
    path, former = folder / road.recoding, folder / road.former
    written: Written | None = None
    if path.exists():
        old, written = _parsed(path)
        if old.sha256 != grid.sha256 and not update:
            kind = "changed" if old.file == grid.name else "other"
            raise Refused(f"prepare.{kind}", file=grid.name, recoding=road.recoding, former=old.file)
    elif road.former and former.exists():
        old, _ = _parsed(former)
    else:
        fresh = understand(grid, road.wanted)
        return _checked(Draft(folder, shown(file), road, grid, fresh, changed=True, written=None))
    road = road_of(folder, old.geographies)
    now = merged(old, understand(grid, road.wanted), grid, road.wanted)
    changed = written is None or now != old
    return _checked(Draft(folder, shown(file), road, grid, now, changed=changed, written=written))


def _checked(draft: Draft) -> Draft:
    """The draft; InputInvalid where its sheet cannot be read as it is, or is no sheet of people."""
    draft.grid.remarks(draft.recoding.sheet.value)
    check_volunteers(draft.sheet.titles, draft.grid.file)
    return draft


def _parsed(path: Path) -> tuple[Recoding, Written]:
    said, _ = decode(read_bytes(path), str(path))
    return parse_recoding(said, str(path))


def decided(draft: Draft, answers: Mapping[Place, str]) -> Draft:
    """The draft with what somebody has said of its questions; nothing is written."""
    said = decide(draft.recoding, answers)
    # A column that was chosen has values of its own.
    wanted = draft.road.wanted
    recoding = merged(said, understand(draft.grid, wanted), draft.grid, wanted)
    return _checked(replace(draft, recoding=recoding, changed=True))


def finish(draft: Draft, language: Language) -> Made:
    """Write the recoding where it is new, and once nothing in it is open the list.

    Raises InputInvalid with all in it that the file or the quotas do not have; nothing is written then.
    """
    recoding, sheet, road = draft.recoding, draft.sheet, draft.road
    found = [draft.defect(*each) for each in faults(sheet, recoding, road.wanted)]
    if found:
        raise InputInvalid(found)
    prepared = None if recoding.pending else apply.apply(sheet, recoding, road.wanted)
    if prepared is not None:
        road.check(prepared, draft.file)
    said = _recoding(draft, language)
    files = {road.recoding: said} if draft.changed else {}
    if prepared is not None:
        # In the place of those of a former run.
        files |= _files(draft, prepared, said)
    if files:
        write_over(draft.folder, files, make=True)
    return Made(draft, prepared)


def _recoding(draft: Draft, language: Language) -> bytes:
    """The file of the recoding, as it is or as it will be."""
    if not draft.changed:
        return (draft.folder / draft.road.recoding).read_bytes()
    answers = draft.road.sent is not None
    return recoding_text(draft.recoding, draft.tallies, draft.ignored, language, answers=answers).encode()


def _files(draft: Draft, prepared: Prepared, recoding: bytes) -> dict[str, bytes]:
    grid, road = draft.grid, draft.road
    listed = csv_text([prepared.header, *prepared.rows]).encode("utf-8-sig")
    made = {
        "source": {"name": grid.name, "sha256": grid.sha256, "encoding": grid.encoding},
        "recoding": sha256(recoding),
        "volunteers": sha256(listed),
        "read": prepared.read,
        "causes": dict(prepared.causes),
        "lines": list(prepared.lines),
    }
    return {road.listed: listed, road.made_from: canonical(made)}
