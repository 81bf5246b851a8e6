"""The draws of a dossier, and what the journal has of each: plan, result, and the acts that led there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tirage.dossier.chain import Entry
from tirage.dossier.documents.plans import ActPlan
from tirage.dossier.entries import Contested, Drawn, Letters, Plan, Standby, Term
from tirage.dossier.layout import PLAN, POOL, files_of_draw, path_in_draw
from tirage.errors import Refused
from tirage.report.deeds.standby import successions
from tirage.report.summary import Outline, Summary, outline, summarise
from tirage.report.verified import VerifiedDossier

STANDBY, SUCCESSIONS = "standby", "successions"
COHORTS = "cohorts"
"""The draw of who leaves together; the others are called as the journal calls them."""


@dataclass(frozen=True)
class DrawOnRecord:
    """One draw that has its result, and the dossier that it stands in."""

    act: str
    """`panel`, `letters/2`, `replacements/1`, `renewal/1`, `cohorts`, `standby/1`, or `successions/1`: the
    seats that this standby has filled."""
    dossier: VerifiedDossier
    entries: tuple[Entry, ...]
    """From the result of the draw before, which is not among them, to the result of this one, the last."""

    @property
    def kind(self) -> str:
        """`panel`, `letters`, `replacements`, `renewal`, `cohorts`, `standby` or `successions`."""
        return self.act.partition("/")[0]

    @property
    def number(self) -> int:
        """Of the wave, the replacements or the renewal; 1 where there is one at most."""
        return int(self.act.partition("/")[2] or 1)

    @property
    def seats(self) -> bool:
        """Whether it gave seats."""
        return self.kind not in {"letters", COHORTS, STANDBY, SUCCESSIONS}

    @property
    def result(self) -> Entry:
        """The entry that holds the result."""
        return self.entries[-1]

    @property
    def known(self) -> tuple[Entry, ...]:
        """All that the journal had up to the result."""
        return self.dossier.entries[: self.result.number]

    @property
    def then(self) -> VerifiedDossier:
        """The dossier as its journal stood with this result: what came later is no fact of this draw."""
        return replace(self.dossier, entries=self.known)

    @property
    def planned(self) -> str:
        """The act whose plan it is drawn by: cohorts by that of the panel, successions by a standby's."""
        return {COHORTS: "panel", SUCCESSIONS: f"{STANDBY}/{self.number}"}.get(self.kind, self.act)

    @cached_property
    def plan_entry(self) -> Entry:
        """The entry that fixed what was drawn from."""
        act = self.planned
        return next(
            entry
            for entry in reversed(self.known)
            if isinstance(found := entry.content, Plan) and found.act == act
        )

    @property
    def plan(self) -> ActPlan:
        """The plan itself."""
        return ActPlan.from_bytes(self.dossier.files[path_in_draw(PLAN, self.planned)])

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files of a draw of seats, by their paths in that of the panel."""
        return files_of_draw(self.dossier.files, self.act)

    @cached_property
    def outline(self) -> Outline:
        """What the public files tell of a draw of seats."""
        return self.summary if POOL in self.files else outline(self.files, self.known, self.act)

    @cached_property
    def summary(self) -> Summary:
        """Figures of a draw of seats; its pool is here."""
        return summarise(self.files, self.known, self.act)

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Reference by pid of the people of the pool of the panel, as far as the files tell of them."""
        return self.dossier.references

    @property
    def contests(self) -> tuple[Contested, ...]:
        """What was said against it, whenever that was."""
        return tuple(each for each in self.dossier.bodies(Contested) if each.act == self.act)


def draws(dossier: VerifiedDossier) -> tuple[DrawOnRecord, ...]:
    """Every draw that has its result, in the order of the journal."""
    found: list[DrawOnRecord] = []
    start = 0
    for place, entry in enumerate(dossier.entries, 1):
        match entry.content:
            case Letters(act=act) | Drawn(act=act) | Standby(act=act):
                pass
            case Term(sha256=drawn) if drawn:
                act = COHORTS
            case _:
                continue
        found.append(DrawOnRecord(act, dossier, dossier.entries[start:place]))
        start = place
    found += _successions(dossier)
    return tuple(sorted(found, key=lambda draw: draw.result.number))


def _successions(dossier: VerifiedDossier) -> Iterator[DrawOnRecord]:
    """The seats that each standby has filled so far, as one deed."""
    for begun in (entry for entry in dossier.entries if entry.type == STANDBY):
        act = str(begun.body["act"])
        if own := successions(dossier.entries, act):
            entries = dossier.entries[begun.number : own[-1].number]
            yield DrawOnRecord(act.replace(STANDBY, SUCCESSIONS), dossier, entries)


def turns(draw: DrawOnRecord) -> tuple[Entry, ...]:
    """The entries of a deed of successions: who took a seat, or that no one fitted."""
    return successions(draw.entries, draw.planned)


def find(dossier: VerifiedDossier, act: str = "") -> DrawOnRecord:
    """The draw of that name, the last one where none is given; Refused where there is none."""
    found = draws(dossier)
    if not found:
        raise Refused("report.not_drawn")
    if not act:
        return found[-1]
    named = next((each for each in found if each.act == act), None)
    if named is None:
        raise Refused("report.no_act", act=act, known=", ".join(each.act for each in found))
    return named
