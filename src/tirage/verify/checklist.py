"""The checklist of SPEC §10, from the files of a dossier to a report. Pure: bytes in, report out.

(1) documents and journal · (2) the plan precedes its chance · (3) contributions · (4) beacon ·
(5) seed · (6) tickets · (7) lottery and chances · (8) certificate · (9) number and panel ·
(10) later acts · (11) what is not checked here. `checks.NUMBERS` numbers each check under these.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from .checks.certificate.certificate import CERTIFICATE
from .checks.certificate.levels import LEVELS
from .checks.certificate.objectives import OBJECTIVE
from .checks.chance.beacon import BEACON
from .checks.chance.contributions import CONTRIBUTIONS, dropped
from .checks.chance.draw import NUMBER, SEED, few_digits
from .checks.chance.plan import HASHES, PLAN, Plan
from .checks.citizen_proof import check_proof
from .checks.life.later import check_later
from .checks.life.life import check_life
from .checks.lottery.chances import CHANCES
from .checks.lottery.lottery import LOTTERY
from .checks.lottery.pool import POOL
from .checks.lottery.quotas import QUOTAS
from .checks.lottery.tables import TABLES
from .checks.record.anchors import check_anchors
from .checks.record.changes import check_changes
from .checks.record.ending import check_ending
from .checks.record.journal import Entry, check_balance, check_fresh, check_journal, head, is_of_seats, kinds
from .checks.record.succession import ALONE, Family, check_succession
from .checks.roll.answers import check_answers
from .checks.roll.frame import check_frame
from .checks.roll.letters import check_letters
from .due import guarded, unsaid
from .kernel import Check, Known, Report, Table
from .legacy import faulty, judged, skipped
from .primitives.lines import hash_of
from .reading.documents import Malformed, parse_json
from .reading.dossier import Unsafe, check_names, has_guarantors
from .reading.litter import is_litter
from .reading.pack import left_out

Checks = Generator[Check, None, None]
PLANNED = Table(PLAN, HASHES)
"""What a plan and its record say of each other."""
DRAW = Table(
    BEACON, CONTRIBUTIONS, SEED, NUMBER, CERTIFICATE, POOL, TABLES, LOTTERY, CHANCES, LEVELS, OBJECTIVE
)
"""(3) to (9) of a draw of seats whose plan and quotas can be read."""


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
    of_panel = [entry for entry in entries if entry.act in {"", "panel"}]
    known: Known = {"files": files, "act": "panel", "entries": of_panel, "journal": entries}
    yield from PLANNED.run(known)
    yield from check_balance(files, entries)
    yield from guarded("contributions.fresh", check_fresh(entries), None, "journal/")
    yield from guarded("quotas.changes", check_changes(files, entries), None, "journal/")
    yield from guarded("order.end", check_ending(files, entries), None, "journal/")
    yield from guarded("anchors", check_anchors(entries), None, "journal/")
    if framed:
        frame = yield from guarded("frame.people", check_frame(files, entries), None)
        yield from guarded("letters.drawn", check_letters(files, entries, frame), None)
        yield from guarded("responses.letters", check_answers(files, entries), None)
    plan = PLANNED.derive(known, "plan")
    if not is_of_seats(files):
        yield judged("later", True, got="none")
        yield from guarded("files.known", _beyond(files, plan, entries), None)
        return
    yield from _draw(known)
    quotas = QUOTAS.derive(known, "quotas")
    yield from guarded("life.members", check_life(files, entries, quotas), None, "journal/")
    yield from guarded("life.draw", check_later(files, entries, _draw_later), None, "journal/")
    yield from guarded("files.known", _beyond(files, plan, entries), None)


def _draw(known: Known) -> Iterator[Check]:
    """A draw of seats, after its plan; nobody knows what a plan would have asked for that cannot be read."""
    yield from QUOTAS.run(known)
    readable = PLANNED.derive(known, "plan") and QUOTAS.derive(known, "quotas")
    yield from DRAW.run(known) if readable else DRAW.blocked()


def _draw_later(known: Known) -> Iterator[Check]:
    yield from PLANNED.run(known)
    yield from _draw(known)


def _canonical(files: Mapping[str, bytes]) -> Checks:
    faults = []
    names = sorted(name for name in files if name.endswith(".json"))
    for name in names:
        try:
            parse_json(files[name])
        except Malformed as fault:
            faults.append(f"{name} ({fault.shown})")
    yield faulty("documents.canonical", faults, checked=len(names))


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
