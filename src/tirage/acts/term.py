"""The term of an assembly: how long it sits, and who leaves at each end of a term.

A term of `months` begins on `start`. With one cohort everyone leaves at its end (`ending.open_next`). With C
cohorts one of them leaves every `months` / C months, in turn, and its seats are drawn anew while the others
stay: no seat is held for longer than `months`; the first cohorts leave sooner, once. A new member takes over
the cohort of the seat. Each cohort is a miniature of the assembly: of every quota row it has its share of the
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
from tirage.dossier.entries import Close, Vacancy, read_body
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
    """Put the term on the record, with its cohorts; a value that is None is read from `tirage.yaml`.

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
    leavers: dict[str, str] = {}
    if rules is not None:
        start = rules.start if start is None else start
        months = rules.months if months is None else months
        cohorts = rules.cohorts if cohorts is None else cohorts
        last = rules.last if last is None else last
        by_rules |= rules.by_rules
        leavers = {"moved": rules.moved, "age_limit": rules.age_limit}
    if start is None or months is None:
        raise Refused("term.unsaid", path=str(path / RULES))
    return Term(start, months, 1 if cohorts is None else cohorts, by_rules, last or 0, **leavers)


def begin(
    state: AssemblyState, term: Term, quotas: Quotas, features: Sequence[Sequence[str]], entry: bytes
) -> Changes:
    """The entry of the term, and the file of the cohorts of a partial renewal.

    `features`: of the holder of each seat, in the order of `state.seats`. `entry`: the panel's entry in the
    journal, whose chance nobody knew beforehand. Raises Refused for a term that is none, a second one,
    more cohorts than seats, and months that the cohorts do not share evenly.
    """
    state.check_open()
    if state.term is not None:
        raise Refused("term.twice")
    if term.months < 1 or not (SHORTEST <= term.months <= LONGEST or term.by_rules):
        raise Refused("term.months", months=term.months, shortest=SHORTEST, longest=LONGEST)
    if not 1 <= term.cohorts <= len(state.seats):
        raise Refused("term.cohorts", cohorts=term.cohorts, seats=len(state.seats))
    if term.last < 0 or (term.cohorts == 1 and term.last > 1):
        raise Refused("term.last", last=term.last)
    if term.months % term.cohorts:
        raise Refused("term.uneven", cohorts=term.cohorts, months=term.months)
    if term.cohorts == 1:
        return Changes({}, (_entry(term, ""),))
    counts = split(quotas, features, term.cohorts)
    stage = rings_seed(sha256(entry))
    cohorts = _people(counts, [seat.pid for seat in state.seats], features, stage)
    rows = [("pid", "cohort"), *((pid, str(number)) for pid, number in sorted(cohorts.items()))]
    data = csv_text(rows).encode()
    return Changes({COHORTS: data}, (_entry(term, sha256(data)),))


def _entry(term: Term, cohorts: str) -> Act:
    """The entry of a term; `cohorts`: hash of their file, empty where everyone leaves together."""
    body = {
        "start": term.start,
        "months": term.months,
        "end": term.end(),
        "cohorts": term.cohorts,
        "by_rules": term.by_rules,
        "sha256": cohorts,
    }
    return read_body("term", {**body, **term.ruled}).as_act()


def split(
    quotas: Quotas, features: Sequence[Sequence[str]], cohorts: int
) -> dict[tuple[str, ...], list[int]]:
    """How many people of each kind go into each cohort, so that every cohort is a miniature of the assembly.

    `features`: of every member. Of every row a cohort has its share of the seats rounded down or up; where
    that cannot be, as few seats beyond as possible, over all rows and cohorts.
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


def leaving(state: AssemblyState, today: date) -> tuple[Act, ...]:
    """The entries that end the term that is due, of a cohort or of everyone.

    Each is dated the day due, or the first day after it that the record allows: nobody leaves before being
    drawn, nor, where a departure waited for this end, before it was recorded. Raises Refused without a term,
    before the day, and once everyone has left.
    """
    state.check_open()
    end = next_end(state, today)
    if end is None:
        raise Refused("term.none")
    if today < end.day:
        raise Refused("term.early", date=end.day.isoformat(), today=today.isoformat())
    day, since = end.day.isoformat(), {seat.pid: date.fromisoformat(seat.since) for seat in state.seats}
    if end.cohort is None:
        last = max([end.day, *(since[pid] for pid in end.pids)])
        return (Close(date=last, members=len(end.pids)).as_act(),)
    leave = [
        Vacancy(pid=pid, kind="term", cause="", date=max(end.day, since[pid]), evidence="")
        for pid in end.pids
    ]
    # With them go those who have moved or are too old, where the rules let them stay until now.
    later = [
        Vacancy.model_validate({**body.document(), "date": max(day, state.told[pid])})
        for pid, body in sorted(state.leaving_at_end.items())
        if pid not in end.pids
    ]
    return tuple(body.as_act() for body in (*leave, *later))


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
