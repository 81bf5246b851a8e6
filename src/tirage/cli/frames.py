"""The steps behind `tirage frame`: read every list, settle who is who, close the frame, say what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.acts import frame
from tirage.acts.frame import FrameInputs
from tirage.assembly import cooling, lineage, record
from tirage.assembly.scratch import scratch_in
from tirage.cli.clock import now, tool
from tirage.cli.output import Output
from tirage.cli.progress import Bar
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import KEY
from tirage.dossier.outcome import Changes
from tirage.errors import Defect, InputInvalid, Refused
from tirage.people.frame import duplicates, eligibility, review
from tirage.people.frame.alarms import alarms
from tirage.people.frame.store import Roll, Store, read_roll, settled
from tirage.people.ids import KEY_BYTES
from tirage.processes import available, spread
from tirage.quotas.read import read_quotas
from tirage.randomness.secrets import new_key
from tirage.rules.model import Rules
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES
from tirage.tabular.files import size_of

if TYPE_CHECKING:
    from tirage.people.frame.duplicates import Doubt


REVIEW = "private/review.csv"


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """The options of `tirage frame`, as they were typed."""

    files: Sequence[Path]
    folder: Path
    decisions: Path | None
    exclude: Mapping[str, Path]
    key: Path | None
    rehearsal: bool


def close(asked: FrameOptions, talk: Output) -> None:
    """Close the frame, or say what a person has to decide first."""
    opened = _opened(asked)
    terms, decided = _terms(asked, opened)
    with scratch_in(asked.folder) as scratch, Bar(talk) as bar, closing(Store(scratch)) as store:
        rolls = _read(asked, terms, scratch, bar)
        store.take_in(sorted(scratch.glob("*.csv")))
        bar.step("frame.duplicates", 0, 0)
        _settle(store, asked, decided)
        eligibility.gather(store)
        excluded, unmatched = eligibility.match(store, asked.exclude, terms.rules.reference_date)
        bar.step("frame.seal", 0, 0)
        time = now(rehearsal=terms.rehearsal)
        if opened is not None:
            day = date.fromisoformat(time[:10])
            terms = replace(terms, cooled=cooling.left_out(opened, day, framed=True))
        closed = frame.close(store, rolls, terms, excluded, scratch)
        store.close()  # files are moved out of the scratch folder
        if defects := frame.empty(closed, terms.rules, str(asked.folder / RULES)):
            raise InputInvalid(defects)
        found = _recorded(asked.folder, opened, closed.outcome, time)
    for cause, count in unmatched.items():
        if count:
            talk.say("frame.unmatched", cause=cause, count=count)
    for alarm in alarms(closed.sealed, frame.frame_rules(terms.rules)):
        talk.say("frame.alarm" if alarm.expected else "frame.empty", **asdict(alarm))
    _show(closed, found, asked.folder, talk)


def _opened(asked: FrameOptions) -> record.Dossier | None:
    """The next assembly that the frame is for, once it was opened; None for a dossier of its own."""
    lineage.check_place(asked.folder)
    if not record.exists(asked.folder):
        return None
    found = record.load(asked.folder)
    if not lineage.is_opened(found):
        raise Refused("frame.done", path=asked.folder)
    if asked.rehearsal and not found.rehearsal:
        raise Refused("next.rehearsal")
    # Before any roll is read.
    cooling.check_ids(found, framed=True)
    return found


def _recorded(folder: Path, opened: record.Dossier | None, outcome: Changes, time: str) -> record.Dossier:
    if opened is None:
        return record.begin(folder, outcome, time=time, tool=tool())
    # The next assembly is open already.
    later = Changes(outcome.files, outcome.acts[1:], outcome.large)
    return record.extend(opened, later, time=time, tool=tool())


def _read(asked: FrameOptions, terms: FrameInputs, scratch: Path, bar: Bar) -> tuple[Roll, ...]:
    """Every file, as entries in the scratch folder."""
    paths = sorted(asked.files)
    one = partial(
        read_roll,
        on=terms.rules.reference_date,
        mapping={means: header for header, means in terms.rules.columns.items()},
    )
    targets = [(path, scratch / f"{number:05}.csv") for number, path in enumerate(paths)]
    sizes = [size_of(path) for path in paths]
    return settled(paths, spread(one, targets, sizes, available(), bar, "frame.read"))


def _terms(asked: FrameOptions, opened: record.Dossier | None) -> tuple[FrameInputs, dict[str, str]]:
    """Rules, quotas, key and decisions, with the defects of all of them."""
    defects: list[Defect] = []
    rules = quotas = None
    decided: tuple[dict[str, str], str] = ({}, "")
    try:
        rules = read_rules(asked.folder / RULES)
        quotas = read_quotas(asked.folder / rules.quotas, seats=rules.seats)
        defects += (
            Defect(
                "frame.exclusion.cause",
                "--exclude",
                values={"cause": cause, "known": ", ".join(rules.exclusions)},
            )
            for cause in asked.exclude
            if cause not in rules.exclusions
        )
    except InputInvalid as error:
        defects += error.defects
    try:
        decided = review.read_decisions(asked.decisions) if asked.decisions else decided
    except InputInvalid as error:
        defects += error.defects
    if rules is not None and opened is not None:
        defects += _cooling(rules, opened, asked.folder)
    key = _key(asked.key, defects) if opened is None else _same_key(asked, opened, defects)
    if defects or rules is None or quotas is None:
        raise InputInvalid(defects)
    rehearsal = asked.rehearsal if opened is None else opened.rehearsal
    return FrameInputs(rules, quotas, key, decided[1], rehearsal), decided[0]


def _cooling(rules: Rules, opened: record.Dossier, folder: Path) -> list[Defect]:
    """The periods of cooling-off are those that the assembly was opened under."""
    fixed = lineage.cooling_off(opened)
    if lineage.periods(rules) == fixed:
        return []
    values = {"members": fixed.members, "invited": fixed.invited}
    return [Defect("rules.cooling_off", str(folder / RULES), None, "cooling_off", values)]


def _same_key(asked: FrameOptions, opened: record.Dossier, defects: list[Defect]) -> bytes:
    """The key of the former assembly, by which a person has the same id; a new one where it is gone."""
    path = asked.folder / KEY
    if not path.exists() and not lineage.cooling_off(opened).any:
        return _key(asked.key, defects)
    key = _key(path, defects)
    if asked.key is not None and _key(asked.key, defects) != key:
        defects.append(Defect("frame.key.other", str(asked.key)))
    return key


def _key(path: Path | None, defects: list[Defect]) -> bytes:
    if path is None:
        return new_key()
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        defects.append(Defect("frame.key", str(path)))
    return key


def _settle(store: Store, asked: FrameOptions, decided: Mapping[str, str]) -> None:
    """Merge duplicates; where a doubt has no decision, write the table for it and stop."""
    doubts = duplicates.find(store)
    open_ = [doubt for doubt in doubts if doubt.case not in decided]
    if open_:
        path = _write_review(asked, doubts, decided)
        raise InputInvalid([Defect("frame.doubts", str(path), values={"count": len(open_), "path": path})])
    duplicates.merge(store, decided)


def _write_review(asked: FrameOptions, doubts: Sequence[Doubt], decided: Mapping[str, str]) -> Path:
    """The table of doubts; one that stands there with decisions in it is left alone."""
    private = asked.folder / "private"
    private.mkdir(mode=0o700, exist_ok=True)
    path = next(
        path
        for number in range(1, 10_000)
        if not (path := private / f"review{f'-{number}' if number > 1 else ''}.csv").exists()
    )
    path.write_bytes(review.review_csv(doubts, decided))
    path.chmod(0o600)
    return path


def _show(closed: frame.ClosedFrame, found: record.Dossier, folder: Path, talk: Output) -> None:
    if talk.as_json:
        sealed = closed.sealed
        talk.data(
            {
                "people": sealed.people,
                "households": sealed.households,
                "root": sealed.root,
                "excluded": dict(closed.causes),
                "strata": [
                    {"code": code, "labels": labels, "people": n} for code, labels, n in sealed.strata
                ],
                "journal_head": head(found.entries),
            }
        )
        return
    console = talk.console()
    console.print(
        talk.text("frame.title", people=closed.sealed.people, strata=len(closed.sealed.strata)), style="bold"
    )
    console.print(_by_label(closed, talk))
    for cause, count in closed.causes.items():
        console.print(talk.text("frame.cause", cause=cause, count=count), soft_wrap=True)
    console.print(talk.text("frame.households", count=closed.sealed.households), soft_wrap=True)
    console.print(talk.text("frame.root"), groups(closed.sealed.root), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(found.entries)), soft_wrap=True)
    console.print()
    console.print(talk.text("frame.next", path=folder), soft_wrap=True)


def _by_label(closed: frame.ClosedFrame, talk: Output) -> object:
    """People by category of each criterion of the strata."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    counts: dict[tuple[int, str], int] = {}
    for _, labels, people in closed.sealed.strata:
        for place, label in enumerate(labels):
            counts[place, label] = counts.get((place, label), 0) + people
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.category"))
    table.add_column(talk.text("frame.people"), justify="right")
    table.add_column("%", justify="right")
    total = max(1, closed.sealed.people)
    before = 0
    for (place, label), people in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        if place != before:
            table.add_section()
        before = place
        table.add_row(Text(label or "—"), Text(str(people)), Text(f"{100 * people / total:.1f}"))
    return table
