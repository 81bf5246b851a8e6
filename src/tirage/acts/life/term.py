"""The term of an assembly: how long it sits, and who leaves at each end of a term.

A term of `months` begins on `start`. With one cohort everyone leaves at its end (`ending.open_next`). With C
cohorts one of them leaves every `months` / C months, in turn, and its seats are drawn anew while the others
stay: no seat is held for longer than `months`; the first cohorts leave sooner, once. A new member takes over
the cohort of the seat. Cohorts are drawn by ticket and balanced (`randomness.cohorts`): of every quota row
each has its share of the seats, as nearly as may be. At the `last` end, if there is one, everyone leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.later import keep
from tirage.acts.life.corrections import REASONS, asked, check_reason
from tirage.acts.life.evidence import keep as evidence_of
from tirage.acts.life.plausible import doubts_of_term
from tirage.acts.regulation.keeping import check_rules, check_values, paragraphs_named
from tirage.assembly.departures import CORRECTION, Said, in_force
from tirage.assembly.ends import next_end
from tirage.assembly.lineage import announced_term
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import current_pool, features_of, first_quotas
from tirage.assembly.state import AssemblyState
from tirage.assembly.term import Term
from tirage.dossier.canonical import sha256
from tirage.dossier.entries import Close, CorrectionInstead, Vacancy, read_body
from tirage.dossier.layout import COHORTS, PANEL
from tirage.dossier.outcome import Act, Changes
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.randomness.cohorts import draw_cohorts, root_of
from tirage.rules.sections import LONGEST, SHORTEST
from tirage.rules.templates import RULES
from tirage.shown import Shown
from tirage.tabular.files import read_bytes
from tirage.tabular.writing import csv_text


@dataclass(frozen=True, slots=True)
class TermRecorded(Shown):
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
    consent: Consent = AGREED,
) -> TermRecorded:
    """Put the term on the record, with its cohorts; a value that is None is read from `tirage.yaml`.

    Raises Refused where neither says when the term begins or how long it lasts, and as `begin` does.
    """
    dossier = load(Path(folder))
    dossier.state.check_open()
    fixed = dossier.plan.later.cohorts
    term = _announced(dossier.path, start, months, cohorts, last, fixed, by_rules=by_rules)
    check_rules(dossier)
    check_values(dossier, _adoptable(term), "tirage term")
    with paragraphs_named(dossier):
        changes = begin(dossier, term)
    values = {"start": term.start.isoformat(), "months": term.months, "cohorts": term.cohorts}
    doubts = doubts_of_term(term, conduct.today_of(dossier, clock))
    question = Question("term", {**values, "end": term.end().isoformat()}, doubts=doubts)
    after = conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question)
    return TermRecorded(after, term, _sizes(after, term))


def _announced(
    path: Path,
    start: date | None,
    months: int | None,
    cohorts: int | None,
    last: int | None,
    fixed: int,
    *,
    by_rules: bool,
) -> Term:
    """The term that is meant, of the `fixed` cohorts where nobody names others.

    Refused where nobody says when it begins or how long it lasts.
    """
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
    return Term(start, months, fixed if cohorts is None else cohorts, by_rules, last or 0, **leavers)


def _adoptable(term: Term) -> Mapping[str, object]:
    """What a regulation fixes of a term, by its keys."""
    said = {"start": term.start.isoformat(), "months": term.months, "by_rules": term.by_rules}
    said |= {"last": term.last, "moved": term.moved, "age_limit": term.age_limit}
    return {f"term.{key}": value for key, value in said.items()}


def begin(dossier: Dossier, term: Term) -> Changes:
    """The entry of the term, and the file of the cohorts of a partial renewal.

    A seat has the cohort that was drawn for whom the panel's draw gave it to. Raises Refused for a term that
    is none, a second one, other cohorts than were fixed with the panel, more than seats, and months that the
    cohorts do not share evenly.
    """
    state = dossier.state
    state.check_open()
    if state.term is not None:
        raise Refused("term.twice")
    if not 1 <= term.cohorts <= len(state.seats):
        raise Refused("term.cohorts", cohorts=term.cohorts, seats=len(state.seats))
    keep("--cohorts", term.cohorts, dossier.plan.later.cohorts)
    check_shape(term, usual=SHORTEST <= term.months <= LONGEST or term.by_rules)
    if term.cohorts == 1:
        return Changes({}, (_entry(term, ""),))
    panel = next(entry for entry in dossier.entries if entry.type == "panel")
    drawn = [row[0] for row in csv_rows(dossier.files[PANEL])[1:]]
    quotas = first_quotas(dossier.files)
    rows_of = {
        pid: tuple(place for place, row in enumerate(quotas.bounds) if row.counts(features))
        for pid, features in zip(drawn, features_of(current_pool(dossier.files), drawn), strict=True)
    }
    root, width = root_of(panel.body), len(quotas.bounds)
    cohorts = draw_cohorts(rows_of, width, term.cohorts, root, rehearsal=dossier.rehearsal)
    held = {seat.pid: cohorts[pid] for seat, pid in zip(state.seats, drawn, strict=True)}
    rows = [("pid", "cohort"), *((pid, str(number)) for pid, number in sorted(held.items()))]
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


def amend(  # noqa: PLR0913 - what an organiser can say of a term
    folder: str | Path,
    *,
    reason: str,
    clock: Clock,
    tool: str,
    start: date | None = None,
    months: int | None = None,
    last: int | None = None,
    by_rules: bool = False,
    evidence: str | Path | None = None,
    consent: Consent = AGREED,
) -> TermRecorded:
    """Put right when the term began or how long it lasts, or extend it by a decision, with its evidence.

    From then on its ends to come are those of the new term. Raises Refused as `corrected_term` does;
    InputInvalid for a reason that is not in the list. Nothing is written then.
    """
    check_reason(reason, REASONS)
    dossier = load(Path(folder))
    today = conduct.today_of(dossier, clock)
    before = term_in_force(dossier)
    data = read_bytes(Path(evidence)) if evidence is not None else None
    kept = evidence_of(dossier, data, ("term", CORRECTION, before.name))
    term = corrected_term(dossier, reason, start, months, last, today, by_rules=by_rules)
    if reason == "decision" and not kept.digest:
        raise Refused("correct.undecided")
    body = correction_of_term(before, term, reason, kept.digest)
    changes = Changes(kept.files, (body.as_act(),))
    question = replace(asked(dossier, before.entry, body, reason), doubts=doubts_of_term(term, today))
    after = conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question)
    return TermRecorded(after, term, _sizes(after, term))


def term_in_force(dossier: Dossier) -> Said:
    """The last word of the record on the term; Refused without one, and once everyone has left."""
    dossier.state.check_open()
    terms = [said for said in in_force(dossier.entries) if said.entry.type == "term"]
    if not terms:
        raise Refused("correct.no_term")
    return terms[-1]


def corrected_term(
    dossier: Dossier,
    reason: str,
    start: date | None,
    months: int | None,
    last: int | None,
    today: date,
    *,
    by_rules: bool = False,
) -> Term:
    """The term as it would be from now on; None: as it was.

    Raises Refused for one that is as it was or none, one of which an end to come would be past, while the
    seats of an end are still to be drawn, and once a renewal was drawn, for another start or an earlier end.
    """
    state = dossier.state
    state.check_open()
    was = state.term
    assert was is not None, "asked of a term only"
    term = replace(
        was,
        start=start or was.start,
        months=was.months if months is None else months,
        last=was.last if last is None else last,
        by_rules=was.by_rules or by_rules,
    )
    if term == was:
        raise Refused("correct.same_term")
    if state.renewing:
        raise Refused("correct.renewing")
    usual = SHORTEST <= term.months <= LONGEST or term.by_rules or reason == "decision"
    usual |= term.months == was.months
    check_shape(term, usual=usual)
    if state.renewals and (
        term.start != was.start or term.months < was.months or (term.last or inf) < (was.last or inf)
    ):
        raise Refused("correct.renewed")
    due = min([term.end(state.renewals + 1), *([term.over] if term.over else [])])
    if due <= today:
        raise Refused("correct.past", date=due, today=today)
    return term


def correction_of_term(before: Said, term: Term, reason: str, evidence: str) -> CorrectionInstead:
    """The body of the entry that puts a term right."""
    kind, body = _entry(term, str(before.entry.body["sha256"]))
    values = {"entry": before.name, "reason": reason, "evidence": evidence}
    return CorrectionInstead.model_validate({**values, "instead": {"type": kind, "body": body}})


def check_shape(term: Term, *, usual: bool) -> None:
    """Refused for months and a last end that are none; `usual`: whether so long a term may be."""
    if term.months < 1 or not usual:
        raise Refused("term.months", months=term.months, shortest=SHORTEST, longest=LONGEST)
    if term.last < 0 or (term.cohorts == 1 and term.last > 1):
        raise Refused("term.last", last=term.last)
    if term.months % term.cohorts:
        raise Refused("term.uneven", cohorts=term.cohorts, months=term.months)


def _sizes(dossier: Dossier, term: Term) -> tuple[int, ...]:
    """Seats of each cohort, the first to leave first."""
    numbers = range(1, term.cohorts + 1) if term.cohorts > 1 else [0]
    return tuple(sum(seat.cohort == number for seat in dossier.state.seats) for number in numbers)


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
        raise Refused("term.early", date=end.day, today=today)
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
