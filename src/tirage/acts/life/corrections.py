"""Put right what was recorded by mistake of a person: who it was, the day, the kind, or that it was at all.

Nothing is erased: the mistake and what puts it right stay on the record, and from there on what is so counts.
A departure can be put right as long as no seats are drawn since: from then on somebody's chance rests on it.
No draw rests on an acceptance or an absence. A term is put right by `acts.life.term.amend`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.life.departures import Recorded, Statement, bodies_of, causes_of, check_cause, record_absence
from tirage.acts.life.evidence import keep
from tirage.acts.life.persons import pid_of
from tirage.acts.life.plausible import doubts_of_day
from tirage.assembly.departures import CORRECTABLE, CORRECTION, DEPARTURES, KINDS, Said, in_force, in_words
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import references_in
from tirage.assembly.state import read_state
from tirage.dossier.chain import Entry
from tirage.dossier.entries import Body, Correction, CorrectionInstead, Instead
from tirage.dossier.layout import RESULTS
from tirage.dossier.outcome import Changes
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.note import Note
from tirage.tabular.files import read_bytes

REASONS = ("typing", "confusion", "information", "decision")
"""Why an entry was wrong: a slip, one person taken for another, what was known later, a decision."""
OF_PERSONS = REASONS[:3]
_NOTHING = "correction.nothing"


@dataclass(frozen=True, slots=True)
class Right:
    """What is so instead, as far as it is other than what was recorded; by itself: nothing at all."""

    person: str | None = None
    kind: str | None = None
    """A name in `KINDS`."""
    day: date | None = None
    cause: str | None = None

    @property
    def said(self) -> bool:
        """Whether something is so instead."""
        return self != Right()


def correct(  # noqa: PLR0913 - what an organiser can say of a mistake
    folder: str | Path,
    person: str,
    *,
    reason: str,
    clock: Clock,
    tool: str,
    right: Right = Right(),
    number: int | None = None,
    evidence: str | Path | None = None,
    consent: Consent = AGREED,
) -> Recorded:
    """Put right what was last recorded of a person, who is named as `persons.pid_of` takes them.

    `number`: of the act that was wrong, where it is not the last one of that person. Raises Refused where
    nothing of the person can be put right, as `stated` has it, and as `departures.record` does for what is so
    instead; InputInvalid for another reason than those of the list. Nothing is written then.
    """
    check_reason(reason, OF_PERSONS)
    dossier = load(Path(folder))
    today = conduct.today_of(dossier, clock)
    found = stated(dossier, pid_of(dossier, person), number)
    check_cause(right.cause or "", causes_of(dossier.files))
    pid = pid_of(dossier, right.person) if right.person else str(found.entry.body["pid"])
    data = read_bytes(Path(evidence)) if evidence is not None else None
    kept = keep(dossier, data, (pid, CORRECTION, found.name))
    bodies = corrections(
        dossier, found, replace(right, person=pid) if right.said else right, reason, kept.digest, today
    )
    changes = Changes(kept.files, tuple(body.as_act() for body in bodies))
    question = asked(dossier, found.entry, bodies[0], reason)
    if right.day is not None:
        question = replace(question, doubts=doubts_of_day(dossier, right.day, today, departs=False))
    after = conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question)
    return Recorded(after, bodies[0])


def check_reason(reason: str, known: Sequence[str]) -> None:
    """InputInvalid for a reason that is not in the closed list; what was typed is not repeated."""
    if reason not in known:
        raise InputInvalid([Defect("correct.reason", "--reason", values={"known": ", ".join(known)})])


def stated(dossier: Dossier, pid: str, number: int | None = None) -> Said:
    """What is on record of a person and can be put right: the last of it, or the act of that number.

    Raises Refused where there is none, for a departure that another one followed or that was the end of a
    term, and for one since which seats were drawn.
    """
    dossier.state.check_open()
    entries = dossier.entries
    panel = next(entry.number for entry in entries if entry.type == "panel")
    found = [
        said
        for said in in_force(entries)
        if said.entry.number > panel
        and said.entry.type in CORRECTABLE - {"term"}
        and said.entry.body["pid"] == pid
    ]
    meant = [said for said in found if number is None or said.entry.number == number]
    if not meant:
        raise Refused("correct.none", pid=pid)
    said = meant[-1]
    if said.entry.type in DEPARTURES:
        left = [each for each in found if each.entry.type in DEPARTURES]
        if left[-1] != said:
            raise Refused("correct.last", pid=pid, number=left[-1].entry.number)
        if _ends_term(dossier, said.entry):
            raise Refused("correct.term", pid=pid)
        if any(_rests_on(later, said.entry) for later in entries[said.entry.number :]):
            raise Refused("correct.planned", pid=pid)
    return said


def corrections(
    dossier: Dossier, found: Said, right: Right, reason: str, evidence: str, today: date
) -> tuple[Body, ...]:
    """The bodies of the entries that put something right, the correction first; raises as `correct` does."""
    values = {"entry": found.name, "reason": reason}
    undone = Correction.model_validate({**values, "evidence": evidence})
    if not right.said:
        return (undone,)
    before = found.entry.body
    pid, own = str(right.person or before["pid"]), str(before.get("kind", found.entry.type))
    kind = KINDS[right.kind or own]
    same = pid == before["pid"]
    proof = evidence or (str(before["evidence"]) if same else "")
    cause = str(before.get("cause", "")) if right.cause is None else right.cause
    day = right.day or date.fromisoformat(str(before["date"]))
    said = Statement(pid, day, cause if kind.departs else "", proof)
    without = dossier.after(Changes({}, (undone.as_act(),)), time=dossier.entries[-1].time, tool="tirage")
    state = without.state
    outside = kind.departs and pid not in state.seated
    allowed = before.get("allowed")
    instead, *more = (
        (record_absence(state, said, allowed, today),)
        if kind.name == "absence" and isinstance(allowed, int)
        else bodies_of(without, kind, said, today, volunteer=outside)
    )
    if (instead.type, instead.document()) == (found.entry.type, dict(before)):
        raise Refused("correct.same", pid=pid)
    body = Instead.model_validate({"type": instead.type, "body": instead.document()})
    return (CorrectionInstead.model_validate({**values, "evidence": "", "instead": body}), *more)


def asked(dossier: Dossier, before: Entry, body: Body, reason: str) -> Question:
    """What is asked before something is put right: what is on record, and what it would be."""
    references = references_in(dossier.files)
    after: Note | str = Note(_NOTHING)
    if isinstance(body, CorrectionInstead):
        document = body.instead.body.document()
        after = in_words(replace(before, type=body.instead.type, body=document), references)
    values = {
        "number": before.number,
        "before": in_words(before, references),
        "after": after,
        "reason": Note(f"correction.reason.{reason}"),
    }
    return Question("correction", values, pid=str(before.body.get("pid", "")))


def _rests_on(later: Entry, said: Entry) -> bool:
    """Whether a draw rests on a departure: of any seats; of who waits for the end of a term, a renewal."""
    kind, _, number = str(later.body.get("act", "")).partition("/")
    seats = kind in RESULTS or later.type in {"successor", "passed"}
    return bool(number) and seats and (kind == "renewal" or said.type != "leaving")


def _ends_term(dossier: Dossier, entry: Entry) -> bool:
    """Whether the departure is the end of a term, of a cohort or of one who waited for it."""
    if entry.type != "vacancy":
        return False
    before = dossier.entries[: entry.number - 1]
    waited = read_state(dossier.files, before).leaving_at_end.get(str(entry.body["pid"]))
    return entry.body["kind"] == "term" or (waited is not None and waited.kind == entry.body["kind"])
