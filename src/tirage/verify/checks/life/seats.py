"""The life of an assembly against its record and its later draws. Checks 10.1 to 10.7 and 10.10 to 10.13."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...kernel import Files, Inapplicable, Table
from ...primitives.lines import hash_of
from ...reading.acts import LATER, OF_MEMBER, STANDBY, STATED
from ...reading.documents import Malformed
from ...reading.journal import is_lived, kinds, later_plans, may_say
from ...report import Said, faulty, judged, skipped
from ..chance.plan import Plan
from ..lottery.quotas import Quotas
from ..record.joined import JOINED
from ..record.journal import Entry
from ..scope import Scope
from .later import files_of
from .life import Life
from .remains import Pools, judge_pool, judge_quotas, judge_seats, unmet_rows
from .snapshot import Snapshot
from .terms import FILE as COHORTS
from .terms import strange

LIFE = Table(JOINED)
POOL = "guarantors/pool.csv"
_MOST_CORRECTIONS = 10
"""That are shown."""


@dataclass(frozen=True, slots=True)
class LaterDraw:
    """A later draw whose plan can be read."""

    moment: Snapshot
    """The assembly as it was."""
    plan: Plan
    files: Files
    """The draw's own, under the names of the panel's."""


def has_term(files: Files) -> bool:
    """Whether a term is on record."""
    return is_lived(files) and "term" in kinds(files)


def has_cohorts(files: Files) -> bool:
    """Whether a term has cohorts, or cannot be read."""
    return has_term(files) and may_say(files, "term", "sha256")


def has_alternates(files: Files) -> bool:
    """Whether a list of alternates is on record."""
    return is_lived(files) and "alternates" in kinds(files)


def has_unavailable(files: Files) -> bool:
    """Whether volunteers without a seat were kept out of the draws to come."""
    return is_lived(files) and "unavailable" in kinds(files)


def has_correction(files: Files) -> bool:
    """Whether something on record was put right."""
    return is_lived(files) and "correction" in kinds(files)


def has_term_correction(files: Files) -> bool:
    """Whether a term was corrected, or may have been."""
    corrections = [files[name] for name in files if name.endswith("-correction.json")]
    return has_correction(files) and any(b'"type":"term"' in each for each in corrections)


def has_later_plans(files: Files) -> bool:
    """Whether seats were drawn later."""
    return is_lived(files) and bool(later_plans(files))


@LIFE.fact()
def after(journal: list[Entry]) -> Counter[str]:
    """Types of what is on record after the panel."""
    begun = next((i for i, entry in enumerate(journal) if entry.type == "panel"), len(journal))
    later = journal[begun + 1 :]
    return Counter(
        entry.type
        for entry in later
        if entry.type in STATED or LATER.fullmatch(entry.act) or STANDBY.fullmatch(entry.act)
    )


@LIFE.check("later", due=is_lived)
def say_later(after: Counter[str]) -> Said:
    """How many of each, where there are any."""
    if not after:
        raise Inapplicable
    return judged(True, got=", ".join(f"{count} {kind}" for kind, count in sorted(after.items())))


@LIFE.fact("life.members")
def life(after: Counter[str], journal: list[Entry], files: Files) -> Life:
    """The assembly as all entries make it, where something is on record after the panel."""
    if not after:
        raise Inapplicable
    found = Life(files)
    for entry in journal:
        found.take(entry)
    return found


@LIFE.check("life.members", "journal/", due=is_lived)
def check_members(life: Life, after: Counter[str]) -> Said:
    """Only members leave, accept or are absent."""
    return faulty(life.members, checked=sum(after[kind] for kind in OF_MEMBER))


@LIFE.check("life.term", "journal/", due=has_term)
def check_term(life: Life) -> Said:
    """Who leaves at each end of a term, and when."""
    if life.terms.body is not None:
        return faulty(life.terms.faults, checked=life.terms.ends)
    if not life.terms.faults:
        raise Inapplicable
    return faulty(life.terms.faults)


@LIFE.check("life.cohorts", COHORTS, due=has_cohorts)
def check_cohorts(life: Life, journal: list[Entry], files: Files, quotas: Quotas | None = None) -> Said:
    """Each seat has the cohort that follows from the panel's seed and the tickets."""
    body = life.terms.body
    if body is None or body["cohorts"] == 1:
        raise Inapplicable
    own = hash_of(files.get(COHORTS, b""))
    if own != body["sha256"]:
        return judged(False, got=own, expected=body["sha256"])
    if quotas is None or POOL not in files:
        return skipped("no-pool")
    try:
        panel = next(entry.body for entry in journal if entry.type == "panel")
        rehearsal = any(entry.body["rehearsal"] for entry in journal if entry.type == "open")
        faults = strange(life.terms, panel, files[POOL], quotas, rehearsal=rehearsal)
    except Malformed as fault:
        faults = [fault.shown]
    return faulty(faults, checked=body["cohorts"])


@LIFE.check("life.alternates", "journal/", due=has_alternates)
def check_alternates(life: Life) -> Said:
    """Who may be on a list, and in which order."""
    if not life.lists.known:
        raise Inapplicable
    return faulty(life.lists.faults, checked=len(life.lists.known))


@LIFE.note("beyond.alternates")
def say_alternates(life: Life) -> list[Said]:
    """The number of the list that holds."""
    return [skipped(str(life.lists.holds[0]))] if life.lists.known else []


@LIFE.check("life.tickets", "journal/", skip_file="", due=has_alternates)
def check_tickets(life: Life, files: Files, first: Pools | None = None) -> Said:
    """Each list has the first tickets of its kinds."""
    if not life.lists.known:
        raise Inapplicable
    if first is None or POOL not in files:
        return skipped("no-pool")
    return faulty(life.lists.unticketed(first), checked=len(life.lists.known))


@LIFE.check("life.once", "journal/", due=is_lived)
def check_once(life: Life) -> Said:
    """Nobody sits twice, and no one is drawn who is out."""
    return faulty(life.once, checked=len(life.since) + len(life.left))


@LIFE.check("life.evidence", "journal/", due=has_unavailable)
def check_evidence(life: Life, after: Counter[str]) -> list[Said]:
    """Nobody is kept out of the draws to come without evidence, or for what only a member can do."""
    kept_out = after["unavailable"]
    return [faulty(life.unproven, checked=kept_out)] if kept_out else []


@LIFE.check("life.corrected", "journal/", due=has_correction)
def check_corrected(life: Life) -> list[Said]:
    """What was put right could be."""
    count = life.corrections.count
    return [faulty(life.corrections.faults, checked=count)] if count else []


@LIFE.check("life.amended", "journal/", due=has_term_correction)
def check_amended(life: Life) -> list[Said]:
    """A term that is corrected ends later than that day, and no seat is taken back."""
    count = life.terms.amended
    return [faulty(life.terms.unlawful, checked=count)] if count else []


@LIFE.note("beyond.corrected")
def say_corrected(life: Life, journal: list[Entry]) -> list[Said]:
    """The corrections, each with its reason: that there was a mistake is the organiser's word."""
    made = [entry for entry in journal if entry.type == "correction"]
    shown = [f"{each.file} ({each.body['reason']})" for each in made[:_MOST_CORRECTIONS]]
    shown += ["…"] if len(made) > _MOST_CORRECTIONS else []
    return [skipped(", ".join(shown))] if shown else []


@LIFE.fact()
def first(files: Files, quotas: Quotas) -> Pools:
    """The pools that later draws are from."""
    return Pools(files, quotas)


@LIFE.fact()
def later_draws(life: Life, files: Files) -> list[LaterDraw]:
    """Each later draw whose plan can be read."""
    moments = [(moment, moment.plan) for moment in life.moments if moment.plan is not None]
    return [LaterDraw(moment, plan, files_of(files, moment.entry.act)) for moment, plan in moments]


@LIFE.fact()
def judged_draws(later_draws: list[LaterDraw], scope: Scope) -> list[LaterDraw]:
    """Those of them that are looked into: what an earlier one was drawn from, no later act changes."""
    return [each for each in later_draws if scope.has(each.plan.act)]


@LIFE.check("life.vacancies", "journal/", due=is_lived)
def check_openings(life: Life, later_draws: list[LaterDraw], plan: Plan | None = None) -> Said:
    """Each draw fills seats open at the time, and follows from all before it, by the panel's households."""
    faults = []
    for draw in later_draws:
        moment, before = draw.moment, draw.plan.before
        seats = list(_in_turn(moment, plan))
        if before["vacancies"] != seats or draw.plan.seats != len(moment.drawn):
            faults.append(_vacancies_differ(moment.entry.act, before["vacancies"], moment))
        if plan is not None and draw.plan.household != plan.household:
            faults.append(f"{moment.entry.act}: {', '.join(draw.plan.household)}")
        if before["journal"] != moment.entry.prev:
            faults.append(f"{moment.entry.act}: {before['journal'][:16]} ≠ {moment.entry.prev[:16]}")
    for moment in life.moments:
        entry = moment.entry
        if not moment.drawn:
            faults.append(f"{entry.file}: none")
        if entry.type == "unfilled" and entry.body["vacancies"] != list(moment.vacant):
            faults.append(_vacancies_differ(entry.file, entry.body["vacancies"], moment))
    return faulty(faults, checked=len(later_draws))


def _in_turn(moment: Snapshot, plan: Plan | None) -> tuple[str, ...]:
    """Whose seats a draw is to fill: all that are open, or as many as was fixed, those open for longest.

    Some of them, whichever, where it is on record that no one fits all of them; or as many as can be filled,
    where the plan says so, by a rule that 10.8 checks. Seats whose holders' term has ended are drawn together
    with all others.
    """
    if moment.plan is not None and moment.plan.before.get("filling"):
        return moment.drawn
    if moment.entry.act.startswith("renewal/") or plan is None:
        return moment.vacant
    return moment.drawn if moment.unfilled else moment.vacant[: plan.later["batch"]]


def _vacancies_differ(where: str, said: list[str], moment: Snapshot) -> str:
    return f"{where}: {', '.join(said)} ≠ {', '.join(moment.vacant)}"


def of_each(draws: list[LaterDraw], name: str, judge: Callable[[LaterDraw], Said]) -> list[Said]:
    """One line a later draw, of the file of that name."""
    found = []
    for draw in draws:
        try:
            said = judge(draw)
        except Malformed as fault:
            said = judged(False, got=fault.shown)
        found.append(replace(said, file=f"{draw.moment.entry.act} {name}"))
    return found


@LIFE.check("life.sitting", due=has_later_plans)
def check_sitting(judged_draws: list[LaterDraw], quotas: Quotas, first: Pools) -> list[Said]:
    """The published seats of those who stay are theirs."""
    return of_each(
        judged_draws,
        "sitting.csv",
        lambda each: judge_seats(each.files, each.moment, quotas, first.at(each.moment.pool)),
    )


@LIFE.check("life.quotas", due=has_later_plans)
def check_quotas(judged_draws: list[LaterDraw], quotas: Quotas, files: Files) -> list[Said]:
    """The quotas of the open seats are those of the panel less those who stay."""
    return of_each(judged_draws, "quotas.json", lambda each: judge_quotas(each.files, files, each.plan))


@LIFE.check("life.pool", due=has_later_plans)
def check_pool(judged_draws: list[LaterDraw], first: Pools) -> list[Said]:
    """Those who can be drawn are those of the pool whom nothing keeps out."""

    def judge(each: LaterDraw) -> Said:
        return judge_pool(each.files, each.moment, first.at(each.moment.pool), each.plan)

    return of_each(judged_draws, "pool.csv", judge)


@LIFE.note("beyond.seats")
def say_some(later_draws: list[LaterDraw], plan: Plan | None = None) -> list[Said]:
    """Draws of seats that the organiser chose among those that no one fitted all together."""
    chosen = [
        each.moment for each in later_draws if each.moment.unfilled and not each.plan.before.get("filling")
    ]
    chosen = [moment for moment in chosen if moment.drawn != moment.vacant]
    shown = [f"{moment.entry.act} {len(moment.drawn)}/{len(moment.vacant)}" for moment in chosen]
    return [skipped(", ".join(shown))] if shown else []


@LIFE.note("beyond.vacant")
def say_vacant(life: Life, quotas: Quotas) -> list[Said]:
    """Seats that are open today."""
    return [skipped(", ".join(life.vacant))] if life.vacant and not life.closed else []


@LIFE.note("beyond.unmet")
def say_unmet(life: Life, quotas: Quotas, first: Pools) -> list[Said]:
    """Quota rows that those who sit today do not meet."""
    pool = None if life.closed else first.at(life.joins.pool)
    if pool is None:
        return []
    try:
        unmet = unmet_rows(quotas, pool, frozenset(life.since))
    except Malformed:
        return []
    return [skipped("; ".join(unmet))] if unmet else []
