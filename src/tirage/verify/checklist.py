"""The checklist of SPEC §10, from the files of a dossier to a report. Pure: bytes in, report out.

(1) documents and journal · (2) the plan precedes its chance · (3) contributions · (4) beacon · (5) seed ·
(6) tickets · (7) lottery and chances · (8) certificate · (9) number and panel · (10) later acts ·
(11) what is not checked here · (12) a citizen's proof. `spec/checks.json` numbers each check under these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .checks.beyond import BEYOND
from .checks.certificate.certificate import CERTIFICATE
from .checks.certificate.cumulated import CUMULATED
from .checks.certificate.cuts import CUTS
from .checks.certificate.highest import HIGHEST
from .checks.certificate.levels import LEVELS
from .checks.certificate.objectives import OBJECTIVE
from .checks.chance.beacon import BEACON
from .checks.chance.contributions import CONTRIBUTIONS
from .checks.chance.draw import NUMBER, SEED
from .checks.chance.plan import HASHES, PLAN
from .checks.life.fixed import FIXED, by_need
from .checks.life.later import check_later
from .checks.lottery.chances import CHANCES
from .checks.lottery.delivered import DELIVERED
from .checks.lottery.had import Earlier
from .checks.lottery.lottery import LOTTERY
from .checks.lottery.meetings import MEETINGS
from .checks.lottery.needed import NEEDED
from .checks.lottery.pool import POOL
from .checks.lottery.quotas import QUOTAS
from .checks.lottery.receipts import RECEIPTS
from .checks.lottery.rings import RINGS
from .checks.lottery.tables import TABLES
from .checks.no_panel import NO_PANEL, is_apart
from .checks.nobody import NOBODY
from .checks.received import RECEIVED
from .checks.record.anchors import ANCHORS
from .checks.record.causes import CAUSES
from .checks.record.changes import ANNOUNCED, CHANGES
from .checks.record.ending import ENDING
from .checks.record.files import FILES
from .checks.record.ids import IDS
from .checks.record.journal import JOURNAL
from .checks.record.marks import MARKS, Marks
from .checks.record.succession import ALONE, SUCCESSION, Family
from .checks.record.witnesses import WITNESSES
from .checks.regulation import REGULATION
from .checks.roll.answers import ANSWERS
from .checks.roll.findings import FINDINGS
from .checks.roll.frame import FRAME
from .checks.roll.geography import PLACES
from .checks.roll.kept import KEPT
from .checks.roll.letters import check_letters
from .checks.roll.promised import Roll
from .checks.roll.rules import FILE as RULES_FILE
from .checks.roll.rules import RULES
from .checks.roll.strata import STRATA
from .checks.scope import EVERYTHING, Scope
from .checks.standby.plan import check_standbys
from .checks.standby.said import SUCCESSIONS
from .kernel import Files, Known, Table
from .primitives.held import Renamed, Unsafe
from .reading.journal import head, is_framed, is_of_seats, kinds
from .reading.litter import is_litter
from .report import Check, Report, judged, line
from .trust import Trust

RECORD = Table(
    FILES, JOURNAL, REGULATION, SUCCESSION, CHANGES, ENDING, ANCHORS, WITNESSES, MARKS, IDS, CAUSES
)
"""What is checked of every dossier."""
ROLL = Table(RULES, PLACES, RECEIVED, FRAME, FINDINGS, STRATA, ANNOUNCED, ANSWERS, KEPT)
"""What is checked of one that begins with a roll, beside its letters."""
OF_PART = ("frame.counts", "frame.parts", "frame.part", "frame.people", "frame.root")
"""What is said of a frame of which one part is looked at."""
PLANNED = Table(PLAN, HASHES)
"""What a plan and the record say of each other, and of the files."""
DRAW = Table(
    BEACON,
    CONTRIBUTIONS,
    SEED,
    NUMBER,
    CERTIFICATE,
    POOL,
    TABLES,
    LOTTERY,
    CHANCES,
    RINGS,
    DELIVERED,
    NEEDED,
    HIGHEST,
    MEETINGS,
    CUTS,
    LEVELS,
    OBJECTIVE,
    CUMULATED,
)
"""(3) to (9) of a draw of seats whose plan and quotas can be read."""

LIVED = Table(NOBODY, SUCCESSIONS)
"""What is checked of an assembly that sits: who leaves, who comes."""


def verify(
    files: Mapping[str, bytes],
    proof: tuple[str, bytes] | None = None,
    family: Family = ALONE,
    trust: Trust = frozenset(),
    jobs: int = 1,
) -> Report:
    """Everything that can be checked of a dossier, from its files by path (`public/plan.json`, …).

    `proof`: name and bytes of a citizen's proof, to be checked against the files; `family`: the assemblies
    before and after; `trust`: the keys that whoever verifies trusts, as `read_trust` gives them; `jobs`:
    processes that share the reading of a frame's people. Never
    raises for what the files hold: what cannot be read is a failed check, and a file that changes while it
    is verified is the only one.
    """
    try:
        return _verified(files, proof, family, trust, jobs)
    except Unsafe as unsafe:
        return refused(unsafe)


def _verified(
    files: Files, proof: tuple[str, bytes] | None, family: Family, trust: Trust, jobs: int
) -> Report:
    if is_apart(files):
        return Report(tuple(NO_PANEL.run({"files": files})), "", rehearsal=False, drawn=False)
    litter = sorted(filter(is_litter, files))
    if litter:
        files = Renamed(files, {name: name for name in files if not is_litter(name)}, {})
    known = _begun(files, family, trust, litter) | {"jobs": jobs}
    found = list(_checks(known, EVERYTHING))
    if proof:
        from .checks.citizen_proof import PROOF

        given = {"files": files, "name": proof[0], "proof_data": proof[1], "journal": known["journal"]}
        found += PROOF.run(given)
    checks = sorted(found, key=_place)
    return Report(tuple(checks), head(files), _rehearsal(files), "panel" in kinds(files))


def foreseen(
    files: Mapping[str, bytes], since: int, family: Family = ALONE, unread: Collection[str] = ()
) -> tuple[Check, ...]:
    """The checks that fail in a dossier as it would stand, of those that its last entries can make fail.

    `since`: how many entries there were before; `unread`: files that are there, and too large to be read
    once more: what needs them is not checked.
    """
    own = Renamed(files, {name: name for name in files if not is_litter(name)}, {})
    known = _begun(own, family, frozenset(), [])
    scope = Scope(tuple(RECORD.derive(known, "journal", [])[since:]), frozenset(unread))
    return tuple(check for check in _checks(known, scope) if check.status == "failed")


def _begun(files: Files, family: Family, trust: Trust, litter: list[str]) -> Known:
    """What is given, before anything is derived."""
    return {
        "files": files,
        "family": family,
        "trust": trust,
        "litter": litter,
        "act": "panel",
        "jobs": 1,
        "part": None,
    }


def one_part(files: Mapping[str, bytes], number: int) -> Report:
    """What can be checked of a dossier's frame with one part of its people, counted from 1, and no other.

    The journal holds together; the parts that `frame.json` names lead to the root on record; this one is the
    file named, ascends, and has the root named. Nothing is said of the other parts, nor across parts.
    """
    own = Renamed(files, {name: name for name in files if not is_litter(name)}, {})
    known = _begun(own, ALONE, frozenset(), []) | {"part": number}
    try:
        found = [*JOURNAL.run(known), *Table(JOURNAL, ROLL).run(known, OF_PART.__contains__)]
    except Unsafe as unsafe:
        return refused(unsafe)
    checks = sorted(found, key=_place)
    return Report(tuple(checks), head(own), _rehearsal(own), "panel" in kinds(own))


def _place(check: Check) -> list[int]:
    return [int(part) for part in check.number.split(".")]


def refused(unsafe: Unsafe) -> Report:
    """The report of a dossier with a file that must not be opened: one failed check."""
    check = line("files.known", judged(False, got=unsafe.word, file=unsafe.path))
    return Report((check,), "", rehearsal=False, drawn=False)


def _checks(known: Known, scope: Scope) -> Iterator[Check]:
    known["scope"] = scope
    yield from RECORD.run(known, scope.wants)
    if scope.unread:
        names = [name for name in known["files"] if name not in scope.unread]
        known["files"] = Renamed(known["files"], {name: name for name in names}, {})
    files = known["files"]
    journal = known["journal"] = RECORD.derive(known, "journal", [])
    marks = known["marks"] = RECORD.derive(known, "marks", Marks({}))
    known["entries"] = [entry for entry in journal if entry.act in {"", "panel"}]
    if scope.of_beginning:
        yield from _beginning(known, scope)
    elif is_of_seats(files):
        for table, fact in ((PLANNED, "plan"), (QUOTAS, "quotas")):
            table.derive(known, fact)
        known |= {"rounds": None, "frame": None}
    if is_of_seats(files):
        yield from LIVED.run(known, scope.wants)
        yield from check_standbys(files, journal, marks, scope)
    later = journal if is_of_seats(files) else []
    yield from check_later(files, later, _later_draw, marks, scope, by_need=by_need(files, later=True))
    yield from FIXED.run(known, scope.wants)
    if scope.fresh is None:
        # What cannot be checked does not fail.
        yield from BEYOND.run(known)


def _beginning(known: Known, scope: Scope) -> Iterator[Check]:
    """The rules, the roll and its letters, and the panel's draw."""
    files, journal = known["files"], known["journal"]
    yield from PLANNED.run(known)
    if is_framed(files):
        yield from ROLL.run(known)
        roll = Roll(*(ROLL.derive(known, name) for name in ("frame", "frame_document", "rules")))
        yield from check_letters(files, journal, roll, known["marks"])
    elif RULES_FILE in files:
        yield from RULES.run(known)
    if is_of_seats(files):
        # Of a roll alone, and then derived by now.
        known |= {name: None for name in ("rounds", "frame") if name not in known}
        known["by_need"] = by_need(files, later=False)
        known["earlier"] = Earlier(files)
        yield from _draw(known, scope)
        yield from RECEIPTS.run(known)


def _draw(known: Known, scope: Scope) -> Iterator[Check]:
    """A draw of seats; where its plan cannot be read, nobody knows what that would have asked for."""
    yield from QUOTAS.run(known)
    readable = PLANNED.derive(known, "plan") and QUOTAS.derive(known, "quotas")
    # What is derived of one draw, nobody needs once its lines are said.
    act = str(known["act"])
    yield from DRAW.run({**known}, lambda code: scope.wants_of(act, code)) if readable else DRAW.blocked()


def _later_draw(known: Known, scope: Scope) -> Iterator[Check]:
    yield from PLANNED.run(known)
    yield from _draw(known, scope)


def _rehearsal(files: Mapping[str, bytes]) -> bool:
    """Whether a document of the record says so, however broken the rest: a rehearsal is never whispered."""
    said = (b'"rehearsal":true', b'"stage":"test/')
    names = ("journal/0001-open.json", "public/plan.json")
    return any(mark in files.get(name, b"") for mark in said for name in names)
