"""Closing the frame: read every list, merge duplicates, fix and hash the people who may get a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from tirage.acts.commit import extend
from tirage.acts.frame.accepting import needless, refused
from tirage.acts.frame.changes import Made, changes
from tirage.acts.frame.homes import write_large
from tirage.acts.frame.inputs import FrameInputs, FrameOptions, frame_rules, read_inputs
from tirage.acts.frame.parting import divided
from tirage.acts.frame.settling import settle
from tirage.acts.interface import AGREED, Clock, Consent, Note, Question
from tirage.acts.scratch import store_in
from tirage.assembly import cooling
from tirage.assembly.record import Dossier
from tirage.dossier.disk import PRIVATE
from tirage.dossier.people import BY_ITSELF, Division
from tirage.errors import Defect, InputInvalid
from tirage.people.engines.kept import Shelf, Tables, shelf
from tirage.people.frame import eligibility, findings
from tirage.people.frame.findings import FrameFinding
from tirage.people.frame.reading import Roll, counted, read_rolls
from tirage.people.frame.sealing import Sealed, identify, leave_out, seal
from tirage.people.frame.store import Store
from tirage.people.frame.tally import Tally, tally
from tirage.people.guards.declared import said_of
from tirage.people.guards.struck import ListFigures, ledger_csv
from tirage.progress import Progress, Silent
from tirage.rules.model import RollRules
from tirage.rules.templates import RULES
from tirage.shown import Shown
from tirage.tabular.files import Manner, files_of

NO_OPTIONS = FrameOptions()
KEPT = "entries"
"""In `private/`: what was read of the lists, from the try that asks to the one that closes."""
WORTH_KEEPING = 20_000_000
"""Bytes of lists from which on they are not read twice: fewer are read in seconds."""
NAMED = 3
"""Of the files given, those that a finding names."""


@dataclass(frozen=True, slots=True)
class ClosedFrame(Shown):
    """A frame that is on record, or in a dry run what it would be."""

    dossier: Dossier
    sealed: Sealed
    root: str
    """Of the tree of all leaves; another key would make another."""
    tally: Tally
    strata: tuple[str, ...]
    """Criteria that the strata are made of, after the stream."""
    findings: tuple[FrameFinding, ...]
    """What is serious, and was accepted."""
    accepted: Mapping[str, str]
    """Cause → the reason for which it was."""
    lists: tuple[ListFigures, ...]
    """Of exclusion."""
    notes: tuple[Note, ...]
    """What else is remarkable: decisions about no case, people of a list of exclusion who are on no roll…"""
    dry: bool = False
    """Whether nothing was closed."""


def close_frame(  # noqa: PLR0913 - what an organiser can say of a frame
    folder: str | Path,
    files: Iterable[str | Path],
    options: FrameOptions = NO_OPTIONS,
    *,
    clock: Clock,
    tool: str,
    processes: int = 1,
    progress: Progress | None = None,
    consent: Consent = AGREED,
    division: Division = BY_ITSELF,
    dry: bool = False,
) -> ClosedFrame:
    """Close the sampling frame of the folder, which has its rules, on rolls and cards.

    `files`: files or folders of files; `processes`: how many may share the reading, where the files are large
    enough for that; `division`: how many people one file holds; `dry`: nothing is
    asked and nothing closed, all else is as it would be.

    Raises InputInvalid with every defect; where something serious is found whose cause is not accepted; and
    where a doubtful duplicate has no decision: the table to decide in is then written to `private/`. Refused
    where a frame is closed already.
    """
    folder, progress, given = Path(folder), progress or Silent(), [*files]
    names = [str(given[0])] if len(given) == 1 else [Path(each).name for each in given]
    where = ", ".join(names[:NAMED]) + (", …" if len(given) > NAMED else "")
    inputs = read_inputs(folder, options)
    rules = inputs.rules
    with (
        store_in(folder, options.engine) as (scratch, store),
        shelf(folder / PRIVATE / KEPT, scratch / KEPT, WORTH_KEEPING, for_later=dry) as entries,
    ):
        read = partial(_taken_in, store, entries, sorted(files_of(given)), rules, options.manner)
        rolls, tables = read(tool=tool, processes=processes, progress=progress)
        found = findings.of_files(rolls, frame_rules(rules).streams, rules.known_electors, rules.geographies)
        stops = refused(found, inputs.accepted, where)
        progress.step("frame.duplicates", 0, 0)
        called = {roll.sha256: Path(roll.file).name for roll in rolls}
        settled = settle(
            store, folder, inputs.decisions, options, rules.reference_date, stops, called, tables=tables
        )
        progress.step("frame.seal", 0, 0)
        time = clock(rehearsal=inputs.rehearsal)
        lines, private = scratch / "frame.csv", scratch / "frame.parquet"
        sealed = _sealed(store, inputs, settled.excluded, time, lines, private)
        counts = tally(store, rolls)
        if defects := empty(sealed, counts, rules, str(folder / RULES)):
            raise InputInvalid([*defects, *stops])
        write_large(store, folder, sealed.homes, options.language)
        found += findings.of_frame(sealed, counts, frame_rules(rules), settled.missing, rules.small_cells)
        if defects := (*refused(found, inputs.accepted, where), *needless(found, inputs.accepted)):
            raise InputInvalid(defects)
        ledger = ledger_csv(store, settled.listed, settled.struck, called, options.language)
        store.close()  # files are moved out of the scratch folder
        people = divided(lines, division)
        made = Made(people, private, settled.lists, ledger)
        outcome = changes(inputs, rolls, sealed, counts, found, made)
        opened = inputs.opened or Dossier(folder, {}, ())
        asked = {"people": sealed.people, "files": len(rolls), "path": str(folder)}
        if not dry:
            consent(Question("frame", asked, inputs.opened, rehearsal=inputs.rehearsal))
        dossier = opened if dry else extend(opened, outcome, time=time, tool=tool)
        of_files = tuple(note for roll in rolls for note in roll.notes)
        homes = sealed.homes
        apart = said_of(inputs.declared, homes.missed, homes.addresses, homes.declared)
        notes = (*of_files, *settled.notes, *findings.remarks(rolls), *apart)
    of_all = (counts, rules.strata, found, inputs.accepted, settled.lists, notes)
    return ClosedFrame(dossier, sealed, people.root, *of_all, dry=dry)


def empty(sealed: Sealed, counts: Tally, rules: RollRules, file: str) -> tuple[Defect, ...]:
    """A defect for each stream of the rules that nobody is in, or for a frame of nobody.

    `file`: the rules, as the user named them.
    """
    filled = {labels[0] for _, labels, _ in sealed.strata}
    values = {"causes": counted(counts.causes) or "—", "path": file}
    if not rules.streams and not sealed.people:
        return (Defect("frame.nobody", file, values=values),)
    return tuple(
        Defect("frame.stream.empty", file, None, f"streams.{name}", {**values, "stream": name})
        for name in rules.streams
        if name not in filled
    )


def _taken_in(  # noqa: PLR0913 - what is said of every file
    store: Store,
    entries: Shelf,
    paths: Sequence[Path],
    rules: RollRules,
    manner: Manner,
    *,
    tool: str,
    processes: int,
    progress: Progress,
) -> tuple[tuple[Roll, ...], Tables]:
    """Read every list into the store: the facts of each file, and what was found in the entries before."""
    rolls, taken = read_rolls(
        paths,
        entries,
        on=rules.reference_date,
        columns=rules.columns,
        geographies=rules.geographies or None,
        manner=manner,
        tool=tool,
        processes=processes,
        progress=progress,
        away=store.away,
    )
    if store.away is None:
        store.take_in(taken)
    return rolls, Tables(entries, entries.sums(taken))


def _sealed(
    store: Store, inputs: FrameInputs, excluded: Mapping[int, str], time: str, lines: Path, private: Path
) -> Sealed:
    """The frame of the people in the store; `excluded`: person → cause; written to `lines` and `private`."""
    rules = frame_rules(inputs.rules)
    eligibility.assign(store, rules, excluded)
    identify(store, inputs.key)
    if inputs.opened is not None:
        day = date.fromisoformat(time[:10])
        if cooled := cooling.left_out(inputs.opened, day, "frame"):
            leave_out(store, cooled)
    return seal(store, rules, lines, private, inputs.declared.homes)
