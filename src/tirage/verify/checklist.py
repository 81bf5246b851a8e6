"""The checklist of SPEC §10, from the files of a dossier to a report. Pure: bytes in, report out.

(1) documents and journal · (2) the plan precedes its chance · (3) contributions · (4) beacon ·
(5) seed · (6) tickets · (7) lottery and chances · (8) certificate · (9) number and panel ·
(10) later acts · (11) what is not checked here. `checks.NUMBERS` numbers each check under these.
"""

from __future__ import annotations

from array import array
from collections.abc import Generator, Mapping
from fractions import Fraction

from .checks.certificate.certificate import Certificate, read_certificate
from .checks.certificate.levels import check_levels, check_outcome, check_proofs
from .checks.certificate.objectives import check_objective, is_programmed, objective_codes
from .checks.certificate.proofs import FILE as CERTIFICATE
from .checks.certificate.proofs import check_best
from .checks.chance.contributions import check_fresh, dropped
from .checks.chance.draw import check_chance, check_draw, check_seed, few_digits
from .checks.chance.plan import FILE as PLAN
from .checks.chance.plan import Plan, check_balance, check_hashes, check_plan, first
from .checks.citizen_proof import check_proof
from .checks.life.later import check_later
from .checks.life.life import check_life
from .checks.lottery.chances import Chances, check_chances, check_rings, check_slots
from .checks.lottery.lottery import FILE as LOTTERY
from .checks.lottery.lottery import check_form, check_members, check_numbering
from .checks.lottery.pool import Pool, check_pool
from .checks.lottery.quotas import Quotas, read_quotas
from .checks.lottery.tables import COUNTS, SEATS, check_counts, check_seats
from .checks.record.anchors import check_anchors
from .checks.record.changes import check_changes
from .checks.record.ending import check_ending
from .checks.record.journal import Entry, check_journal, head, kinds
from .checks.record.succession import ALONE, Family, check_succession
from .checks.roll.answers import check_answers
from .checks.roll.frame import check_frame
from .checks.roll.letters import check_letters
from .due import OF_A_DRAW, guarded, unsaid
from .kernel import OF_A_FRAME, Check, Report, compared, faulty, judged, skipped
from .primitives.lines import hash_of
from .reading.documents import Malformed, parse_json
from .reading.dossier import Unsafe, check_names, has_guarantors
from .reading.litter import is_litter
from .reading.pack import left_out

Checks = Generator[Check, None, None]
POOL = "guarantors/pool.csv"
QUOTAS = "public/quotas.json"


def verify(
    files: Mapping[str, bytes],
    proof: tuple[str, bytes] | None = None,
    family: Family = ALONE,
) -> Report:
    """Everything that can be checked of a dossier, from its files by path (`public/plan.json`, …).

    `proof`: name and bytes of a citizen's proof, to be checked against the files; `family`: the assemblies
    before and after. Never raises for what the files hold: what cannot be read is a failed check.
    """
    litter = sorted(filter(is_litter, files))
    if litter:
        files = {name: files[name] for name in files if not is_litter(name)}
    found = list(_checks(files, family))
    found += [skipped("beyond.litter", ", ".join(litter))] if litter else []
    found += unsaid(files, found)
    if proof:
        found += guarded("proof.form", check_proof(proof[1], files, proof[0]), None, proof[0])
    checks = sorted(found, key=lambda check: _order(check.number))
    return Report(tuple(checks), head(files), _rehearsal(files), "panel" in kinds(files))


def refused(unsafe: Unsafe) -> Report:
    """The report of a dossier with a file that must not be opened: one failed check."""
    check = judged("files.known", False, got=unsafe.word, file=unsafe.path)
    return Report((check,), "", rehearsal=False, drawn=False)


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _checks(files: Mapping[str, bytes], family: Family) -> Checks:
    yield from guarded("files.known", check_names(files), None)
    yield from guarded("documents.canonical", _canonical(files), None)
    entries = yield from guarded("documents.shape", check_journal(files), [], "journal/")
    yield from guarded("next.link", check_succession(files, entries, family), None, "journal/")
    framed = "frame" in kinds(files)
    opened = [kind for kind in kinds(files) if kind != "anchor"] == ["open"]
    plan = None
    if not (framed or opened) or "pool" in kinds(files):
        reading = check_plan(files.get(PLAN), _of_panel(entries))
        plan = yield from guarded("order.plan", reading, None, PLAN)
    yield from guarded("hash", check_hashes(files, entries, plan), None)
    if not opened:
        yield from guarded("counts.balance", check_balance(entries), None, "journal/")
    yield from guarded("contributions.fresh", check_fresh(entries), None, "journal/")
    yield from guarded("quotas.changes", check_changes(files, entries), None, "journal/")
    yield from guarded("order.end", check_ending(files, entries), None, "journal/")
    yield from guarded("anchors", check_anchors(entries), None, "journal/")
    if framed:
        frame = yield from guarded("frame.people", check_frame(files, entries), None)
        yield from guarded("letters.drawn", check_letters(files, entries, frame), None)
        yield from guarded("responses.letters", check_answers(files, entries), None)
    if opened or (framed and "pool" not in kinds(files)):
        yield judged("later", True, got="none")
        yield from guarded("files.known", _beyond(files, plan, entries), None)
        return
    quotas = yield from guarded("documents.shape", _quotas(files), None, QUOTAS)
    if plan is None or quotas is None:
        # What the plan would have asked for, such as a beacon, nobody knows.
        yield from (skipped(code, "blocked") for code in OF_A_DRAW if code not in OF_A_FRAME)
    else:
        yield from _draw(files, plan, quotas, _of_panel(entries))
    yield from guarded("life.members", check_life(files, entries, quotas), None, "journal/")
    yield from guarded("life.draw", check_later(files, entries, _draw), None, "journal/")
    yield from guarded("files.known", _beyond(files, plan, entries), None)


def _of_panel(entries: list[Entry]) -> list[Entry]:
    """What is said of the panel, and of everything before any draw."""
    return [entry for entry in entries if entry.act in {"", "panel"}]


def _canonical(files: Mapping[str, bytes]) -> Checks:
    faults = []
    names = sorted(name for name in files if name.endswith(".json"))
    for name in names:
        try:
            parse_json(files[name])
        except Malformed as fault:
            faults.append(f"{name} ({fault.shown})")
    yield faulty("documents.canonical", faults, checked=len(names))


def _quotas(files: Mapping[str, bytes]) -> Generator[Check, None, Quotas | None]:
    try:
        return read_quotas(files.get(QUOTAS, b""))
    except Malformed as fault:
        yield judged("documents.shape", False, got=fault.shown, file=QUOTAS)
        return None


def _draw(files: Mapping[str, bytes], plan: Plan, quotas: Quotas, entries: list[Entry]) -> Checks:
    """(3) to (9), given a plan and quotas."""
    contributions = yield from guarded("contributions.hash", check_chance(plan, entries), None, "journal/")
    if contributions is not None:
        yield from guarded("seed.seed", check_seed(plan, entries, contributions), None, "journal/")
    certificate = yield from guarded("certificate.form", _certificate(files, plan), None, CERTIFICATE)
    reading = check_pool(files, quotas, plan.people, plan.household)
    pool = yield from guarded("pool.form", reading, None, POOL)
    yield from guarded("pool.counts", check_counts(files, quotas, pool, plan.people), None, COUNTS)
    yield from guarded("lottery.form", _lottery(files, plan, quotas, pool, certificate), None, LOTTERY)
    people: list[str] = []
    if contributions is not None:
        people = yield from guarded("panel.number", check_draw(files, plan, entries, contributions), [])
    if first(entries, "panel") is None:
        yield from (skipped(code, "not-drawn") for code in ("panel.seats", "panel.counted"))
    else:
        seats = check_seats(files.get(SEATS, b""), quotas, pool, people, plan.seats)
        yield from guarded("panel.seats", seats, None, SEATS)


def _certificate(files: Mapping[str, bytes], plan: Plan) -> Generator[Check, None, Certificate | None]:
    try:
        certificate = read_certificate(files.get(CERTIFICATE, b""))
    except Malformed as fault:
        yield judged("certificate.form", False, got=fault.shown, file=CERTIFICATE)
        return None
    got = f"{certificate.fairness}, {certificate.seats}, {certificate.panels}"
    yield compared("certificate.form", got, f"{plan.fairness}, {plan.seats}, {plan.panels}", CERTIFICATE)
    return certificate


def _lottery(
    files: Mapping[str, bytes], plan: Plan, quotas: Quotas, pool: Pool | None, certificate: Certificate | None
) -> Checks:
    """(6), (7) and (8)."""
    data = files.get(LOTTERY, b"")
    counts: array[int] | None = None
    readable = yield from check_form(data, plan.panels, plan.seats)
    yield from check_numbering(data, plan.inputs_hash)
    if readable:
        counts = yield from check_members(data, pool, quotas)
    else:
        yield from (
            skipped(f"lottery.{part}", "blocked", LOTTERY) for part in ("pool", "quotas", "households")
        )
    slack = certificate.slack if certificate is not None else Fraction(0)
    chances = yield from check_chances(
        files.get("guarantors/chances.csv"), pool, counts, quotas, plan.seats, slack
    )
    yield from check_slots(chances, plan.panels, exact=not slack)
    yield from check_rings(pool, counts, chances, plan.inputs_hash)
    yield from _proofs(certificate, pool, quotas, counts, chances, data)


def _proofs(
    certificate: Certificate | None,
    pool: Pool | None,
    quotas: Quotas,
    counts: array[int] | None,
    chances: Chances | None,
    lottery: bytes,
) -> Checks:
    codes = ["certificate.proof", "certificate.chances", "certificate.achieved", "certificate.ends"]
    if certificate is None:
        codes += ["certificate.levels", "certificate.best", "certificate.range", "certificate.objective"]
    else:
        codes += objective_codes(certificate)
        codes += ["certificate.best"] if is_programmed(certificate) else []
    why = "no-pool" if pool is None and certificate is not None else "blocked"
    whole = certificate is not None and (yield from check_levels(certificate, pool))
    if certificate is not None and pool is not None and whole:
        weighed = yield from check_proofs(certificate, pool, quotas)
        codes.remove("certificate.proof")
        if chances is not None and counts is not None:
            yield from check_outcome(certificate, chances, counts, certificate.panels)
            weighed |= yield from check_objective(certificate, pool, quotas, chances.target)
            codes = [code for code in codes if code == "certificate.best"]
        best = list(check_best(weighed, pool, lottery if counts is not None else None))
        yield from best
        codes = [code for code in codes if code != "certificate.best" or not best]
    yield from (skipped(code, why, CERTIFICATE) for code in codes)


def _beyond(files: Mapping[str, bytes], plan: Plan | None, entries: list[Entry]) -> Checks:
    """(11): what no file can show, and what this dossier leaves open."""
    yield skipped("beyond.head", head(files))
    yield skipped("beyond.times", "")
    if "panel" in kinds(files):
        yield skipped("beyond.chance", "")
    if names := dropped(entries):
        yield skipped("beyond.dropped", names)
    if few := few_digits(entries):
        yield skipped("beyond.digits", few)
    yield skipped("beyond.pool", str(plan.people) if plan else "")
    yield skipped("beyond.received", "")
    announced, final = files.get("public/quotas-announced.json"), files.get("public/quotas.json")
    if announced and final and announced != final:
        yield skipped("beyond.announced", f"{hash_of(announced)[:16]} → {hash_of(final)[:16]}")
    if not has_guarantors(files):
        yield skipped("beyond.guarantors", "")
    if missing := left_out(files):
        yield skipped("beyond.left-out", ", ".join(sorted(missing)))
    yield skipped("beyond.private", "")


def _rehearsal(files: Mapping[str, bytes]) -> bool:
    """Whether a document of the record says so, however broken the rest: a rehearsal is never whispered."""
    said = (b'"rehearsal":true', b'"stage":"test/')
    names = ("journal/0001-open.json", "public/plan.json")
    return any(mark in files.get(name, b"") for mark in said for name in names)
