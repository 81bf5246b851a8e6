"""The term of an assembly: how long it sits, and who leaves at each end of a term.

A term of `months` begins on `start`. With one cohort everyone leaves at its end (`succession`). With C
cohorts one of them leaves every `months` / C months, in turn, and its seats are drawn anew while the others
stay: no seat is held for longer than `months`; the first cohorts leave sooner, once. Whoever takes a seat
takes over its cohort. Each cohort is a miniature of the assembly: of every quota row it has its share of the
seats, as nearly as whole seats allow. At the `last` end, if there is one, everyone leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import Clock
from tirage.assembly.ends import next_end
from tirage.assembly.lineage import announced_term
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import features_of, first_pool, first_quotas
from tirage.assembly.state import AssemblyState
from tirage.assembly.term import Term
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import COHORTS
from tirage.dossier.outcome import Act, Changes
from tirage.draws.kinds import kinds_in_row
from tirage.errors import Refused
from tirage.quotas.model import Quotas
from tirage.randomness.seeds import rings_seed, ticket
from tirage.rules.model import LONGEST, SHORTEST
from tirage.rules.templates import RULES
from tirage.solvers.integer import LinearRow, SumRow, integer_program
from tirage.tabular.writing import csv_text

LIMIT = 20.0
"""Deterministic time of the search for cohorts."""


@dataclass(frozen=True, slots=True)
class TermRecorded:
    """A term that was put on the record."""

    dossier: Dossier
    term: Term
    sizes: tuple[int, ...]
    """Seats of each cohort, the first to leave first."""


def record(  # noqa: PLR0913 - what an organiser can say of a term
    folder: str | Path,
    *,
    clock: Clock,
    tool: str,
    start: date | None = None,
    months: int | None = None,
    cohorts: int | None = None,
    by_rules: bool = False,
    last: int | None = None,
) -> TermRecorded:
    """Put the term on the record, with its cohorts; what is None is as the `tirage.yaml` of the dossier says.

    Raises Refused where neither says when the term begins or how long it lasts, and as `begin` does.
    """
    dossier = load(Path(folder))
    term = _announced(dossier.path, start, months, cohorts, last, by_rules=by_rules)
    held = features_of(first_pool(dossier.files), (seat.pid for seat in dossier.state.seats))
    panel = next(entry for entry in dossier.entries if entry.type == "panel")
    changes = begin(dossier.state, term, first_quotas(dossier.files), held, panel.data)
    after = conduct.record(dossier, changes, clock=clock, tool=tool)
    seats = after.state.seats
    numbers = range(1, term.cohorts + 1) if term.cohorts > 1 else [0]
    return TermRecorded(
        after, term, tuple(sum(seat.cohort == number for seat in seats) for number in numbers)
    )


def _announced(
    path: Path,
    start: date | None,
    months: int | None,
    cohorts: int | None,
    last: int | None,
    *,
    by_rules: bool,
) -> Term:
    """The term that is meant; Refused where nobody says when it begins or how long it lasts."""
    rules = announced_term(path)
    if rules is not None:
        start, months = start or rules.start, months if months is not None else rules.months
        cohorts, last = (
            (rules.cohorts if cohorts is None else cohorts),
            (rules.last if last is None else last),
        )
    if start is None or months is None:
        raise Refused("term.unsaid", path=str(path / RULES))
    leavers = {"moved": rules.moved, "age_limit": rules.age_limit} if rules else {}
    by_rules = by_rules or (rules is not None and rules.by_rules)
    return Term(start, months, 1 if cohorts is None else cohorts, by_rules, last or 0, **leavers)


def begin(
    life: AssemblyState, mandate: Term, quotas: Quotas, features: Sequence[Sequence[str]], entry: bytes
) -> Changes:
    """The act that records the term, with the cohorts of a partial renewal.

    `features` are those of who holds each seat, in the order of `life.seats`; `entry` is the panel's entry in
    the journal, whose chance nobody knew beforehand. Raises Refused for a term that is none, a second one,
    more cohorts than seats, and months that the cohorts do not share evenly.
    """
    life.check_open()
    if life.term is not None:
        raise Refused("term.twice")
    if mandate.months < 1 or not (SHORTEST <= mandate.months <= LONGEST or mandate.by_rules):
        raise Refused("term.months", months=mandate.months, shortest=SHORTEST, longest=LONGEST)
    if not 1 <= mandate.cohorts <= len(life.seats):
        raise Refused("term.cohorts", cohorts=mandate.cohorts, seats=len(life.seats))
    if mandate.last < 0 or (mandate.cohorts == 1 and mandate.last > 1):
        raise Refused("term.last", last=mandate.last)
    if mandate.months % mandate.cohorts:
        raise Refused("term.uneven", cohorts=mandate.cohorts, months=mandate.months)
    body: dict[str, object] = {
        "start": mandate.start.isoformat(),
        "months": mandate.months,
        "end": mandate.end().isoformat(),
        "cohorts": mandate.cohorts,
        "by_rules": mandate.by_rules,
        "sha256": "",
        **mandate.ruled,
    }
    if mandate.cohorts == 1:
        return Changes({}, (("term", body),))
    found = split(quotas, features, mandate.cohorts)
    stage = rings_seed(sha256(entry))
    numbered = _people(found, [seat.pid for seat in life.seats], features, stage)
    data = csv_text([("pid", "cohort"), *((pid, str(number)) for pid, number in sorted(numbered.items()))])
    return Changes({COHORTS: data.encode()}, (("term", {**body, "sha256": sha256(data.encode())}),))


def split(
    quotas: Quotas, features: Sequence[Sequence[str]], cohorts: int
) -> dict[tuple[str, ...], list[int]]:
    """For each kind of people how many go into each cohort, so that each is a miniature.

    Of every row a cohort has its share of the seats rounded down or up; where that cannot be, as few seats
    beyond as possible, over all rows and cohorts.
    """
    kinds = sorted({tuple(each) for each in features})
    sizes = [sum(tuple(each) == kind for each in features) for kind in kinds]
    places = range(cohorts)
    bounds = [(0, size) for size in sizes for _ in places]
    rows: list[SumRow | LinearRow] = []
    for t, size in enumerate(sizes):
        rows.append(SumRow([t * cohorts + c for c in places], size, size))
    for c in places:
        share = len(features) // cohorts + (c < len(features) % cohorts)
        rows.append(SumRow([t * cohorts + c for t in range(len(kinds))], share, share))
    for row, seats in zip(quotas.bounds, quotas.count(features), strict=True):
        own = kinds_in_row(kinds, row)
        low, high = seats // cohorts, -(-seats // cohorts)
        for c in places:
            members = [*(t * cohorts + c for t in own), len(bounds)]
            bounds.append((0, seats))
            ones = [1] * len(own)
            rows.append(LinearRow(members, [*ones, 1], low, 2 * len(features)))
            rows.append(LinearRow(members, [*ones, -1], -len(features), high))
    objective = [0] * (len(kinds) * cohorts) + [-1] * (len(bounds) - len(kinds) * cohorts)
    values = integer_program(bounds, rows, objective, limit=LIMIT).values
    assert values is not None, "any division into parts of these sizes is a solution"
    return {kind: list(values[t * cohorts : (t + 1) * cohorts]) for t, kind in enumerate(kinds)}


def leaving(life: AssemblyState, today: date) -> tuple[Act, ...]:
    """The acts that end the term that is due, of a cohort or of everyone.

    Each is dated the day due, or the first day after it that the record allows: nobody leaves before being
    drawn, nor, where a departure waited for this end, before it was recorded. Raises Refused without a term,
    before the day, and once everyone has left.
    """
    life.check_open()
    end = next_end(life, today)
    if end is None:
        raise Refused("term.none")
    day = end.day.isoformat()
    if today < end.day:
        raise Refused("term.early", date=day, today=today.isoformat())
    since = {seat.pid: seat.since for seat in life.seats}
    if end.cohort is None:
        last = max([day, *(since[pid] for pid in end.pids)])
        return (("close", {"date": last, "members": len(end.pids)}),)
    said: dict[str, object] = {"kind": "term", "cause": "", "evidence": ""}
    leave: list[Act] = [("vacancy", {"pid": pid, **said, "date": max(day, since[pid])}) for pid in end.pids]
    # With them go those who have moved or are too old, where the rules let them stay until now.
    waited = {pid: body for pid, body in sorted(life.leaving_at_end.items()) if pid not in end.pids}
    later: list[Act] = [
        ("vacancy", {**body.document(), "date": max(day, life.told[pid])}) for pid, body in waited.items()
    ]
    return (*leave, *later)


def _people(
    found: dict[tuple[str, ...], list[int]],
    pids: Sequence[str],
    features: Sequence[Sequence[str]],
    stage: str,
) -> dict[str, int]:
    """Cohort by pid: within each kind people are taken in ticket order."""
    numbered: dict[str, int] = {}
    for kind, counts in found.items():
        alike = [pid for pid, each in zip(pids, features, strict=True) if tuple(each) == kind]
        ordered = iter(sorted(alike, key=lambda pid: (ticket(stage, pid), pid)))
        for number, count in enumerate(counts, 1):
            numbered |= {next(ordered): number for _ in range(count)}
    return numbered
