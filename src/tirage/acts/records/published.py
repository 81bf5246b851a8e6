"""What another program published of its draw, held against what was possible on the same pool and quotas.

The leximin lottery of that pool is drawn up as for a draw of our own, and the checker, which has no solver,
goes through its certificate: the best possible least chance is proved and no opinion. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tirage.analysis.published.chances import Compared, ComparedCurve, compare_chances, compare_curve
from tirage.analysis.published.panels import JudgedPanel, JudgedPanels, judge_panel, judge_panels
from tirage.assembly.record import Dossier
from tirage.discretion import brief
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.certificate import Certificate
from tirage.dossier.layout import CERTIFICATE
from tirage.draws.claims import proofs_of
from tirage.draws.draw_up import draw_up, opening, plan
from tirage.draws.lottery import Lottery, Request
from tirage.errors import QuotasImpossible, Refused, within
from tirage.people.published.model import Published
from tirage.people.published.read import Said, read_published
from tirage.program import TOOL
from tirage.progress import SILENT, Progress
from tirage.quotas.model import Quotas
from tirage.quotas.read import QuotaFile
from tirage.shown import Shown
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.verify import verify

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_SEATS = 1_000_000
NO_TIME = "2000-01-01T00:00:00Z"
"""The time of a record that is made to be checked and is nobody's draw."""
SPENT = Fraction(1, 1000)
"""Seats by which the chances that a file states may miss those of a panel, in decimals."""
Checked = Literal["held", "failed", "unchecked"]
Contradiction = Literal[
    "panel.size",
    "panel.quotas",
    "panel.households",
    "panels.size",
    "panels.quotas",
    "panels.households",
    "panels.total",
    "panels.drawn",
    "stated.panels",
    "stated.total",
]
"""What is published and cannot be so, or breaks the rules that were published with it."""


@dataclass(repr=False, frozen=True, slots=True)
class BestLottery:
    """The leximin lottery of that pool under those quotas."""

    chances: Mapping[str, Fraction]
    """Everyone's chance, by pid; 0 for whom no panel can hold."""
    least: Fraction
    """The smallest of those above 0."""
    bound: Fraction
    """No lottery gives everybody who can be drawn more."""
    never: tuple[str, ...]
    """pids that no panel can hold, under any lottery."""
    unproved: int
    """Levels whose bound is an integer program's word, more than what its tree shows."""
    checked: Checked
    """What the checker said of its certificate, panels and chances."""
    checks: int
    """Checks that it made."""
    panels: int
    ranges: tuple[tuple[int, int], ...]
    """By quota: the fewest and the most seats that one of its panels gives."""
    expected: tuple[Fraction, ...]
    """By quota: the seats that its chances give on average."""
    files: Mapping[str, bytes]
    """A dossier of a rehearsal with this lottery, without `private/`, by path."""

    def __repr__(self) -> str:
        return brief(self, people=len(self.chances), panels=self.panels)


@dataclass(repr=False, frozen=True, slots=True)
class PublishedAudit(Shown):
    """A published draw, and what can be said of it."""

    published: Published
    panel: JudgedPanel | None
    """The people drawn; None where no file says who they are."""
    lottery: JudgedPanels | None
    """The panels that one was drawn of; None where they were not published."""
    chances: Mapping[str, Fraction] | None
    """By pid, as the panels give them, else as a file states them; None where neither is known."""
    apart: Fraction | None
    """The largest difference between a chance as stated and as the panels give it; None unless both are."""
    best: BestLottery | None
    """None without quotas, and where no panel can meet them."""
    impossible: bool
    """Whether no panel of this pool can meet the quotas."""
    compared: Compared | None
    curves: tuple[ComparedCurve, ...]

    def __repr__(self) -> str:
        return brief(self, people=len(self.published.file.pool.people), seats=self.published.seats)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Everything published that cannot be so, or breaks the rules published with it."""
        return tuple(_contradictions(self))

    def to_frame(self) -> DataFrame:
        """One row a person, indexed by `id`: `chance` as published and `best`, as floats to look at.

        A column is missing where it is not known.
        """
        from pandas import DataFrame, Index

        pids = [person.pid for person in self.published.file.pool.people]
        known = {"chance": self.chances, "best": self.best.chances if self.best else None}
        columns = {
            name: [float(each.get(pid, Fraction(0))) for pid in pids]
            for name, each in known.items()
            if each is not None
        }
        return DataFrame(columns, index=Index(pids, name="id"))


def audit_published(
    files: Iterable[str | Path] | str | Path,
    *,
    seats: int | None = None,
    household: Sequence[str] | None = None,
    id_column: str | None = None,
    manner: Manner = AS_IT_COMES,
    progress: Progress = SILENT,
) -> PublishedAudit:
    """What can be said of a draw that another program published, and what was possible there.

    `files`: in any order, known by their content (docs/en/audit-others.md), or a folder of them; `seats`:
    None for those of the panels published; `household`: columns of the address, None for one called
    `household` where there is one; `id_column`: of the ids, where it is none of the usual names.
    Raises InputInvalid with every defect of the files.
    """
    paths = [files] if isinstance(files, str | Path) else list(files)
    if seats is not None:
        within("--seats", seats, 1, MOST_SEATS)
    homes = None if household is None else tuple(household)
    given = read_published(paths, Said(seats, homes, id_column, manner))
    pool, quotas = given.file.pool, given.quotas
    best, impossible = None, False
    if quotas is not None:
        try:
            best = _best(given, quotas, progress)
        except QuotasImpossible:
            impossible = True
    chances = given.panels.chances() if given.panels else given.stated
    apart = None
    if given.panels and given.stated:
        apart = max(abs(chance - (chances or {}).get(pid, 0)) for pid, chance in given.stated.items())
    grain = Fraction(1, len(given.panels.members)) if given.panels and not given.panels.weights else None
    return PublishedAudit(
        given,
        None if given.panel is None else judge_panel(given.panel, pool, quotas),
        None if given.panels is None else judge_panels(given.panels, pool, quotas, given.panel),
        chances,
        apart,
        best,
        impossible,
        compare_chances(chances, best.chances, grain) if best and chances is not None else None,
        tuple(compare_curve(curve, best.chances) for curve in given.curves) if best else (),
    )


def _best(given: Published, quotas: Quotas, progress: Progress) -> BestLottery:
    pool = given.file.pool
    request = Request(given.seats, "leximin", rehearsal=True)
    lottery = draw_up(pool, quotas, request, progress=progress)
    chances = {
        pool.people[person].pid: chance
        for members, chance in zip(lottery.profiles.members, lottery.realised.chances, strict=True)
        for person in members
    }
    chances = {person.pid: chances[person.pid] for person in pool.people}
    first = next(level for level in lottery.realised.levels if level.value)
    progress.step("checks", 0, 0)
    files, checked, checks = _verified(given, quotas, request, lottery)
    unproved = 0
    if files:
        unproved = sum(each.open for each in proofs_of(Certificate.from_bytes(files[CERTIFICATE])))
    features = {person.pid: person.features for person in pool.people}
    counts = [quotas.count(features[pid] for pid in panel) for panel in set(lottery.panels)]
    return BestLottery(
        chances,
        min(chance for chance in chances.values() if chance),
        first.bound,
        tuple(pid for pid, chance in chances.items() if not chance),
        unproved,
        checked,
        checks,
        len(lottery.panels),
        tuple((min(column), max(column)) for column in zip(*counts, strict=True)),
        tuple(
            sum((chances[pid] for pid in features if bound.counts(features[pid])), Fraction(0))
            for bound in quotas.bounds
        ),
        files,
    )


def _verified(
    given: Published, quotas: Quotas, request: Request, lottery: Lottery
) -> tuple[Mapping[str, bytes], Checked, int]:
    """The files of a rehearsal with that lottery, what the checker makes of them, and by how many checks."""
    announced = QuotaFile(quotas, "", sha256(canonical(quotas.document())), "utf-8")
    try:
        changes = plan(given.file, announced, request, lottery)
    except Refused:
        # Chances too small for any number of panels: the bound stands, and nobody else has gone through it.
        return {}, "unchecked", 0
    whole = changes.after((opening(rehearsal=True),))
    files = dict(Dossier(Path(), {}, ()).after(whole, time=NO_TIME, tool=TOOL).files)
    found = verify(files)
    made = sum(check.status == "ok" for check in found.checks)
    return files, "failed" if any(c.status == "failed" for c in found.checks) else "held", made


def _contradictions(found: PublishedAudit) -> Iterator[Contradiction]:
    seats = found.published.seats
    if found.panel is not None:
        yield from _if(found.panel.size != seats, "panel.size")
        yield from _if(found.panel.unmet, "panel.quotas")
        yield from _if(found.panel.shared, "panel.households")
    if found.lottery is not None:
        yield from _if(set(found.lottery.sizes) != {seats}, "panels.size")
        yield from _if(found.lottery.unmet, "panels.quotas")
        yield from _if(found.lottery.shared, "panels.households")
        yield from _if(not found.lottery.adds_up, "panels.total")
        yield from _if(found.lottery.drawn == (), "panels.drawn")
    stated = found.published.stated
    if stated is not None:
        yield from _if(found.apart is not None and found.apart > SPENT, "stated.panels")
        total = sum(stated.values(), Fraction(0))
        yield from _if(abs(total - seats) > SPENT * len(stated), "stated.total")


def _if(is_so: object, code: Contradiction) -> tuple[Contradiction, ...]:
    return (code,) if is_so else ()
