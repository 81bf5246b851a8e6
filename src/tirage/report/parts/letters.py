"""What was serious in the lists; letters and what came back, by wave and by each criterion of the strata."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.analysis.statistics import wilson
from tirage.dossier.chain import bodies, groups
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.entries import Frame, Letters, ListOfExclusion, OverFindings, Volunteers
from tirage.dossier.layout import (
    ANNOUNCED,
    FRAME,
    RULES,
    answers_path,
    drawn_path,
    numbers_of,
    strata_path,
    wave_of,
)
from tirage.draws.documents import csv_rows, wave_strata
from tirage.people.frame.findings import FrameFinding
from tirage.people.guards.struck import ListFigures
from tirage.people.letters.answers import ACCEPTED, UNDELIVERED
from tirage.quotas.model import published
from tirage.report.causes import cause as in_words
from tirage.report.document import Block, Column, Paragraph, Section, Table
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave of letters."""

    number: int
    planned: int
    drawn: int | None
    """Letters drawn; None before the draw, and where the guarantors' part is not here."""
    answers: Mapping[str, int]
    """Answers by status so far, a refusal's cause left out."""

    @property
    def accepted(self) -> int:
        """Volunteers."""
        return self.answers.get(ACCEPTED, 0)

    @property
    def delivered(self) -> int:
        """Letters that did not come back."""
        return (self.drawn or 0) - self.answers.get(UNDELIVERED, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """The people of one category: who they are, who got a letter, who accepted."""

    criterion: str
    """Empty for the streams."""
    category: str
    people: int
    letters: int
    undelivered: int
    volunteers: int

    @property
    def delivered(self) -> int:
        """Letters that did not come back."""
        return self.letters - self.undelivered


def waves(files: Mapping[str, bytes]) -> tuple[Wave, ...]:
    """Every wave that is planned, in order."""
    statuses = _statuses(files)
    found = []
    for number in numbers_of(files, strata_path):
        planned = wave_strata(files[strata_path(number)]).total
        path = drawn_path(number)
        pids = [row[0] for row in csv_rows(files[path])[1:]] if path in files else None
        answers = Counter(statuses[pid].partition(":")[0] for pid in pids or () if pid in statuses)
        found.append(
            Wave(number, planned, None if pids is None else len(pids), dict(sorted(answers.items())))
        )
    return tuple(found)


def parts(files: Mapping[str, bytes]) -> tuple[Part, ...]:
    """Streams if there are any, then each criterion of the strata, its categories in the order of the quotas.

    Needs the guarantors' part.
    """
    strata = PublishedFrame.from_bytes(files[FRAME]).strata
    labels = {stratum.code: stratum.labels for stratum in strata}
    statuses = _statuses(files)
    drawn = [row for n in numbers_of(files, drawn_path) for row in csv_rows(files[drawn_path(n)])[1:]]
    stratum_of, written = {row[0]: row[1] for row in drawn}, [pid for pid, _ in drawn]
    people = Counter({stratum.code: stratum.people for stratum in strata})
    letters = Counter(stratum_of[pid] for pid in written)
    returned, accepted = (
        Counter(stratum_of[pid] for pid in written if statuses.get(pid) == status)
        for status in (UNDELIVERED, ACCEPTED)
    )
    criteria = ("", *json.loads(files[RULES]).get("strata", ()))
    order = _order(files)
    found = []
    for place, criterion in enumerate(criteria):
        categories = {label[place] for label in labels.values()} - ({""} if not criterion else set())
        for category in sorted(categories, key=lambda name: (order.get((criterion, name), len(order)), name)):
            codes = [code for code, label in labels.items() if label[place] == category]
            sums = (sum(count[code] for code in codes) for count in (people, letters, returned, accepted))
            found.append(Part(criterion, category, *sums))
    return tuple(found)


def _order(files: Mapping[str, bytes]) -> dict[tuple[str, str], int]:
    """(criterion, category) → its place in the quotas announced before the letters; streams, in the rules."""
    streams = [("", each["name"]) for each in json.loads(files[RULES]).get("streams", ())]
    quotas = published(json.loads(files[ANNOUNCED]))
    names = [(each.name, category) for each in quotas.criteria for category in each.categories]
    return {name: place for place, name in enumerate([*streams, *names])}


def _statuses(files: Mapping[str, bytes]) -> dict[str, str]:
    """pid → status, by the last round, which has all answers so far."""
    rounds = numbers_of(files, answers_path)
    if not rounds:
        return {}
    rows = csv_rows(files[answers_path(rounds[-1])])[1:]
    return {row[0]: row[1] for row in rows}


def letters(dossier: VerifiedDossier, wording: Wording) -> Iterator[Block]:
    """The waves, then people, letters and volunteers by each criterion that letters were spread by."""
    found = waves(dossier.files)
    if not found:
        yield wording.paragraph("report.letters.none", "note")
        return
    frame = dossier.last(Frame)
    yield from struck(getattr(frame, "exclusions", ()), wording)
    yield _waves(found, wording)
    yield wording.paragraph("report.interval", "note")
    yield from _later(dossier, wording)
    if any(wave.drawn is None for wave in found):
        yield wording.paragraph("report.letters.undrawn", "note")
    criterion = None
    rows: list[Part] = []
    for part in (*parts(dossier.files), None):
        if part is None or part.criterion != criterion:
            if rows:
                yield _parts(rows, wording)
            rows = []
        if part is not None:
            criterion = part.criterion
            rows.append(part)
    for name, table in dossier.tables.items():
        said = {"criterion": name, "name": table.name, "source": table.source or "—"}
        yield wording.paragraph(
            "report.letters.places", "note", **said, places=len(table.places), hash=groups(table.sha256)
        )


def _later(dossier: VerifiedDossier, wording: Wording) -> Iterator[Block]:
    """Of the waves that were sent while the assembly sat: what they were for, and the chance of a letter."""
    begun = next(
        (i for i, entry in enumerate(dossier.entries) if entry.type == "panel"), len(dossier.entries)
    )
    numbers = [wave_of(wave.act) for wave in bodies(dossier.entries[begun:], Letters)]
    if not numbers:
        return
    joined = sum(each.kept for each in dossier.bodies(Volunteers))
    yield wording.paragraph("report.letters.later", "note", waves=len(numbers), joined=joined)
    for number in numbers:
        strata = wave_strata(dossier.files[strata_path(number)])
        eligible = sum(could for _, _, could in strata.rows)
        chance = wording.percent(strata.total / max(1, eligible), 1)
        said = {"wave": number, "letters": strata.total, "eligible": eligible, "chance": chance}
        yield wording.paragraph("report.letters.chance", "note", **said)


def _waves(found: tuple[Wave, ...], wording: Wording) -> Table:
    """One row a wave: letters, undelivered, answers and volunteers."""
    rows = tuple(
        (
            wave.number,
            wave.planned,
            wave.drawn,
            wave.answers.get("undelivered", 0),
            wave.accepted,
            sum(wave.answers.values()) - wave.accepted - wave.answers.get("undelivered", 0),
            *_rate(wave.accepted, wave.delivered),
        )
        for wave in found
    )
    columns = (
        wording.column("wave", "count"),
        wording.column("planned", "count"),
        wording.column("letters", "count"),
        wording.column("undelivered", "count"),
        wording.column("volunteers", "count"),
        wording.column("others", "count"),
        wording.column("rate", "percent"),
        wording.column("low", "percent"),
        wording.column("high", "percent"),
    )
    return Table("waves", wording.text("report.caption.waves"), columns, rows, "cards")


def _parts(found: list[Part], wording: Wording) -> Table:
    """Shares of the frame, the letters and the volunteers, category by category."""
    rows = tuple(
        (
            each.category,
            each.people,
            each.letters,
            each.undelivered,
            each.volunteers,
            *_rate(each.volunteers, each.delivered),
        )
        for each in found
    )
    columns = (
        wording.column("category"),
        wording.column("residents", "count"),
        wording.column("letters", "count"),
        wording.column("undelivered", "count"),
        wording.column("volunteers", "count"),
        wording.column("rate", "percent"),
        wording.column("low", "percent"),
        wording.column("high", "percent"),
    )
    name = found[0].criterion
    caption = (
        wording.text("report.caption.part", name=name) if name else wording.text("report.caption.streams")
    )
    return Table("letters", caption, columns, rows, "cards")


def _rate(hits: int, trials: int) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """A rate and its interval; its ends in hundredths of a percent, as they are shown: rounded once."""
    if not trials:
        return None, None, None
    low, high = (Fraction(round(end * 10_000), 10_000) for end in wilson(hits, trials))
    return Fraction(hits, trials), low, high


def struck(lists: Sequence[ListFigures | ListOfExclusion], wording: Wording) -> Iterator[Paragraph]:
    """A sentence for each list of people who were left out, with its hash."""
    for each in lists:
        said = {"rows": each.rows, "matched": each.matched, "decided": each.decided, "people": each.people}
        cause = in_words(each.list, wording)
        yield wording.paragraph("report.exclusions", list=cause, **said, hash=groups(each.sha256))


def findings(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """The section of the findings on record; none where there are none."""
    frame = dossier.last(Frame)
    if isinstance(frame, OverFindings):
        found = [
            FrameFinding(each.cause, each.subject, each.places, each.count, each.against)
            for each in frame.findings
        ]
        reasons = {each.cause: each.reason for each in frame.accepted}
        yield Section("findings", wording.text("report.title.findings"), accepted(found, reasons, wording))


def accepted(
    found: Sequence[FrameFinding], reasons: Mapping[str, str], wording: Wording
) -> tuple[Block, ...]:
    """A sentence, and a line for each finding: its cause, what was found, why it was accepted."""
    columns = (
        wording.column("code"),
        wording.column("found"),
        Column("reason", wording.text("report.column.accepted_for")),
    )
    rows = tuple(
        (each.cause, wording.text(each.note.code, **each.note.values), reasons.get(each.cause, ""))
        for each in found
    )
    first = wording.paragraph("report.findings", count=len(found))
    return first, Table("findings", wording.text("report.caption.findings"), columns, rows, "cards")
