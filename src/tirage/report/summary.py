"""Everything that is said of a draw, taken from the files of its dossier and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tirage.chances.instance import MILLIONTHS
from tirage.discretion import brief
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, bodies
from tirage.dossier.documents.certificate import (
    Certificate,
    ObjectiveCertificate,
)
from tirage.dossier.documents.document import sorted_document
from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.entries import Drawn, DrawnBySeed, Rolled
from tirage.dossier.layout import CERTIFICATE, CHANCES, COUNTS, PANEL, PLAN, POOL, QUOTAS, SEATS
from tirage.draws.claims import nobodys, proofs_of
from tirage.draws.documents import csv_rows
from tirage.lottery.panel_count import MOST_PANELS, NEAR, enough_panels
from tirage.quotas.model import BoundCount, published
from tirage.report.guarantee import Guarantee, guarantee
from tirage.shown import Shown

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Extreme:
    """The smallest or the largest chance, as the panels of the lottery give it."""

    panels: int
    """Panels of the lottery that hold these people."""
    people: int
    """How many people have this chance."""
    features: tuple[str, ...]
    """The features of the first of them, in the order of the criteria."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """The chances that the certificate speaks of, which the panels give as closely as so many can."""

    least: Fraction
    """The smallest of those whom some panel can hold."""
    largest: Fraction
    deviation: Fraction
    """The most by which a chance given is off, as a share of the chance aimed at; 1 for one in no panel."""


@dataclass(frozen=True, slots=True)
class Draw:
    """The chance and its result."""

    by: str
    """`seed` or `hand`."""
    number: int
    text: str | None
    """What was rolled in public."""
    value: str | None
    seed: str | None
    panel: tuple[str, ...]


@dataclass(repr=False, frozen=True, slots=True, kw_only=True)
class Outline:
    """What the public files tell of a draw, before or after its chance."""

    seats: int
    people: int
    panels: int
    fairness: str
    rehearsal: bool
    quotas: tuple[BoundCount, ...]
    plan_hash: str
    draw: Draw | None

    def __repr__(self) -> str:
        return brief(self, seats=self.seats, people=self.people, panels=self.panels)


@dataclass(repr=False, frozen=True, slots=True, kw_only=True)
class Summary(Outline, Shown):
    """A draw with what only its pool and its chances tell."""

    least: Extreme
    greatest: Extreme
    aimed: Aimed
    """Beside the two chances given."""
    enough: int | None
    """Panels that bring everyone's chance to within `panel_count.NEAR`; None where a million may not."""
    never: tuple[str, ...]
    """pids that no valid panel holds: their chance is 0 in every lottery."""
    unplaced: tuple[str, ...]
    """pids that could be drawn, but whose chance is less than one panel of this lottery."""
    always: tuple[str, ...]
    """pids that every panel holds."""
    guarantee: Guarantee | None
    """None where nothing is claimed of the least chance: goldilocks and nash."""
    objective: Mapping[str, Any] | None
    """What is sought beyond the least chances, as the certificate has it (docs/formats.md)."""
    unproved: tuple[str, ...]
    """What is not proved here: numbers of levels, names of proofs of the objective."""
    largest_gap: Fraction
    """The largest difference between a level's bound and its chance."""

    def to_frame(self) -> DataFrame:
        """Every quota: one row a category, indexed by `criterion` and `category`.

        `volunteers`, `minimum`, `seats` (those obtained; missing before the draw) and `maximum` count people.
        """
        from pandas import DataFrame

        columns = [each.name for each in fields(BoundCount)]
        return DataFrame(map(asdict, self.quotas), columns=columns).set_index(["criterion", "category"])


def outline(files: Mapping[str, bytes], entries: Iterable[Entry] = (), act: str = "panel") -> Outline:
    """What the public files of a draw tell; `entries`: the journal, which says how `act` was drawn."""
    plan = SeatsPlan.from_bytes(files[PLAN])
    return Outline(
        seats=plan.inputs.seats,
        people=plan.people,
        panels=plan.inputs.panels,
        fairness=plan.inputs.fairness,
        rehearsal=plan.rehearsal,
        quotas=_quota_lines(files),
        plan_hash=sha256(files[PLAN]),
        draw=_draw(files, list(entries), act),
    )


def summarise(files: Mapping[str, bytes], entries: Iterable[Entry] = (), act: str = "panel") -> Summary:
    """The summary of a draw's files; `entries`: the journal, which says how the number of `act` was drawn."""
    known = outline(files, entries, act)
    certificate = Certificate.from_bytes(files[CERTIFICATE])
    rows = csv_rows(files[CHANCES])[1:]
    chances = [(row[0], int(row[1])) for row in rows]
    never = nobodys(files, certificate)
    possible = [(row[0], int(row[1])) for row in rows if row[2] != "0"]
    features = {row[0]: tuple(row[2:]) for row in csv_rows(files[POOL])[1:]}
    panels = known.panels
    drawable = sorted({count for _, count in possible})
    return Summary(
        **{each.name: getattr(known, each.name) for each in fields(known)},
        least=_extreme(drawable[0], possible, features),
        greatest=_extreme(drawable[-1], possible, features),
        aimed=_aimed(rows, panels),
        enough=_enough(rows, panels),
        never=never,
        unplaced=tuple(row[0] for row in rows if row[1] == "0" and row[2] != "0"),
        always=tuple(pid for pid, count in chances if count == panels),
        guarantee=guarantee(files, certificate),
        objective=_claimed(certificate),
        unproved=tuple(each.about for each in proofs_of(certificate) if each.open),
        largest_gap=max(
            (Fraction(level.bound) - Fraction(level.value) for level in certificate.levels),
            default=Fraction(0),
        ),
    )


def _quota_lines(files: Mapping[str, bytes]) -> tuple[BoundCount, ...]:
    """Categories with limits, with volunteers unless a pack leaves these out, and with seats once drawn."""
    bounds = published(json.loads(files[QUOTAS])).bounds
    volunteers = _column(files, COUNTS, 2) or [None] * len(bounds)
    seats = _column(files, SEATS, 3) or [None] * len(bounds)
    return tuple(
        BoundCount(row.criterion, row.category, came, row.minimum, sat, row.maximum)
        for row, came, sat in zip(bounds, volunteers, seats, strict=True)
    )


def _column(files: Mapping[str, bytes], name: str, place: int) -> list[int | None]:
    """A column of a table that counts; nothing where it is not there."""
    return [int(row[place]) for row in csv_rows(files[name])[1:]] if name in files else []


def _extreme(
    count: int, chances: Sequence[tuple[str, int]], features: Mapping[str, tuple[str, ...]]
) -> Extreme:
    people = [pid for pid, panels in chances if panels == count]
    return Extreme(count, len(people), features[people[0]])


def _aimed(rows: Sequence[Sequence[str]], panels: int) -> Aimed:
    """`rows` of `chances.csv`; somebody has a chance. What they had before counts with it, where it does."""
    alike = {tuple(row[1:]): row for row in rows if row[2] != "0"}.values()
    found = {(int(row[1]), Fraction(row[2]), _had(row)) for row in alike}
    chances = [chance for _, chance, _ in found]
    off = max(abs(Fraction(count, panels) - chance) / (chance + had) for count, chance, had in found)
    return Aimed(min(chances), max(chances), off)


def _had(row: Sequence[str]) -> Fraction:
    """What somebody had in the draws before, where that counts; else 0."""
    return Fraction(int(row[3]), MILLIONTHS) if row[3:] else Fraction(0)


def _enough(rows: Sequence[Sequence[str]], panels: int) -> int | None:
    """By the rule of `panel_count`; ten times as many where the search missed it with as many as that."""
    alike = {tuple(row[2:]): row for row in rows}.values()
    aimed = [(Fraction(row[2]), _had(row)) for row in alike]
    enough = enough_panels([chance for chance, _ in aimed], [had for _, had in aimed])
    if enough == panels and _aimed(rows, panels).deviation > NEAR:
        enough = 10 * panels if 10 * panels <= MOST_PANELS else None
    return enough


def _claimed(certificate: Certificate) -> dict[str, Any] | None:
    return sorted_document(certificate.objective) if isinstance(certificate, ObjectiveCertificate) else None


def _draw(files: Mapping[str, bytes], entries: Sequence[Entry], act: str) -> Draw | None:
    """How the number came about, and who was drawn; None before the draw."""
    if PANEL not in files:
        return None
    rolled = next((each for each in bodies(entries, Rolled) if each.act == act), None)
    drawn = next(each for each in bodies(entries, Drawn) if each.act == act)
    panel = tuple(row[0] for row in csv_rows(files[PANEL])[1:])
    return Draw(
        by=drawn.by,
        number=drawn.number,
        text=rolled.text if rolled else None,
        value=rolled.value if rolled else None,
        seed=drawn.seed if isinstance(drawn, DrawnBySeed) else None,
        panel=panel,
    )


def criteria(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The criteria's names, in the order of the quotas."""
    return tuple(criterion["name"] for criterion in json.loads(files[QUOTAS])["criteria"])
