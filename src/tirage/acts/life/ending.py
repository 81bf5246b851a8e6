"""How an act ends otherwise than it was meant to, how an assembly ends, and the end of the private folder.

A plan may be declared void while nobody can know what it would draw. From then on its result stands, on the
record and published, and an objection to it stands on the same record. Nothing is ever taken out. A plan of
letters or of the panel that is void is the end of its dossier: its files stay, and no other plan can take
their place. One of replacements or of a renewal leaves the seats open; the next has the next number.

Where the term of everyone ends, the next assembly is opened in the folder `next` of the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.commit import commit
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.life.term import leaving
from tirage.acts.records.marks import is_marked
from tirage.acts.records.publish import words
from tirage.acts.regulation.keeping import check_values
from tirage.assembly import lineage
from tirage.assembly.record import Dossier, exists, load
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.disk import PRIVATE, private_files
from tirage.dossier.entries import Contested, Erase, Void
from tirage.dossier.layout import NEXT
from tirage.dossier.layout import RESULTS as OF_SEATS
from tirage.dossier.outcome import Changes
from tirage.dossier.scratch import destroy
from tirage.draws.chance import PUBLIC
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.note import Note
from tirage.people.engines.opening import sweep
from tirage.people.private.leaks import leaks
from tirage.rules.sections import CoolingOff
from tirage.shown import Shown
from tirage.tabular.cells import clean

RESULTS = ("letters", "standby", "alternates", *OF_SEATS.values())
LONGEST = 1000
"""Characters of a reason."""
MOST_MONTHS = 1200
"""The longest cooling-off."""


@dataclass(frozen=True, slots=True)
class Erased:
    """A dossier without its private folder."""

    dossier: Dossier
    files: int
    """How many were destroyed this time."""
    notes: tuple[Note, ...] = ()
    """What else has to be: by somebody who can reach it."""


@dataclass(frozen=True, slots=True)
class NextAssembly(Shown):
    """The assembly that follows one that has ended."""

    former: Dossier
    """The dossier that has ended, as it stands or, in a dry run, as it would."""
    cooling: CoolingOff
    written: bool

    @property
    def path(self) -> Path:
        """The folder of the next assembly."""
        return self.former.path / NEXT


def declare_void(
    folder: str | Path, reason: str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> Dossier:
    """Declare the plan that waits for its chance void; the dossier after it.

    Raises Refused without such a plan, once it is drawn, once its seed can be known, and where the reason
    names somebody; InputInvalid for a reason that is no sentence.
    """
    return _record(folder, lambda dossier, time: void(dossier, reason, time), clock, tool, consent)


def contest(
    folder: str | Path, reason: str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> Dossier:
    """Put on the record that the last result is contested; the dossier after it.

    Raises Refused where nothing was drawn yet and where the reason names somebody; InputInvalid for a reason
    that is no sentence.
    """
    return _record(folder, lambda dossier, _: contested(dossier, reason), clock, tool, consent)


def erase(folder: str | Path, reason: str, *, clock: Clock, tool: str, consent: Consent = AGREED) -> Erased:
    """Destroy the private folder and put that on the record, in one act; done again, what is private since.

    Raises Refused while a plan waits for its chance and where the reason names somebody; InputInvalid for a
    reason that is no sentence.
    """
    dossier = load(Path(folder))
    if dossier.pending is not None:
        raise Refused("erase.pending", act=dossier.pending)
    notes = sweep(dossier.path / PRIVATE)
    if all(entry.type != "erase" for entry in dossier.entries):
        files = private_files(dossier.path)
        changes = Changes({}, (Erase(reason=read_reason(reason)).as_act(),))
        after = _record(folder, lambda _, __: changes, clock, tool, consent, erases=True)
        return Erased(after, len(files), notes)
    return Erased(dossier, destroy(dossier.path), notes)


def open_next(
    dossier: Dossier,
    *,
    clock: Clock,
    tool: str,
    cooling_off: int | None = None,
    dry: bool = False,
    consent: Consent = AGREED,
) -> NextAssembly:
    """End the term of everyone who sits, and open the next assembly inside this dossier.

    Both in one act; a dossier that ended and whose next assembly is not there has it opened. `cooling_off`:
    months for former members, where no `tirage.yaml` says them. With `dry` nothing is written. Raises
    Refused before the day, for a next assembly that is there, and for months that are not those of the rules.
    """
    path = dossier.path / NEXT
    if exists(path):
        raise Refused("next.opened", path=str(path))
    if path.exists():
        raise Refused("dossier.exists", path=str(path))
    cooling = _cooling(dossier, cooling_off)
    fixed = {f"cooling_off.{key}": months for key, months in cooling.model_dump().items()}
    check_values(dossier, fixed, "tirage draw renewal")
    time = clock(rehearsal=dossier.rehearsal)
    closed = dossier.state.closed is not None
    ended = Changes({}, () if closed else leaving(dossier.state, date.fromisoformat(time[:10])))
    after = dossier.after(ended, time=time, tool=tool)
    files = lineage.opening(after, cooling, time=time, tool=tool)
    if not dry:
        if not closed:
            values = {"members": len(dossier.state.seated), "path": str(path)}
            conduct.ask(consent, Question("close", values), dossier)
        after = commit(after, following=files)
    return NextAssembly(after, cooling, written=not dry)


def _cooling(dossier: Dossier, months: int | None) -> CoolingOff:
    """The periods that the rules say, or the months given where there are no rules."""
    announced = lineage.announced(dossier.path)
    if announced is None:
        return CoolingOff(members=_months(months or 0))
    if months is not None and months != announced.members:
        raise Refused("next.two_periods", months=months, members=announced.members)
    return announced


def _months(months: int) -> int:
    if not 0 <= months <= MOST_MONTHS:
        limits = {"value": months, "lowest": 0, "highest": MOST_MONTHS}
        raise InputInvalid([Defect("option.range", "--cooling-off", values=limits)])
    return months


def void(dossier: Dossier, reason: str, time: str) -> Changes:
    """The last plan declared void; Refused without one, once it is drawn, and once its seed can be known.

    A plan whose beacon would draw alone, and that nobody attested before its round, is never drawn: so void.
    """
    said = read_reason(reason)
    now = dossier.ceremony
    if dossier.is_void(now.act):
        raise Refused("void.again")
    if dossier.is_drawn(now.act):
        raise Refused("void.drawn", act=now.act)
    due = now.terms.due
    known = time >= due if due is not None else PUBLIC in now.values
    # What nobody attested before its round can never be drawn: void is the only way on.
    if known and is_marked(dossier, now):
        raise Refused("void.seed", act=now.act)
    return Changes({}, (Void(act=now.act, plan=now.plan_hash, reason=said).as_act(),))


def contested(dossier: Dossier, reason: str) -> Changes:
    """The last result contested; Refused where nothing was drawn yet."""
    said = read_reason(reason)
    drawn = (each for each in reversed(dossier.entries) if each.type in RESULTS and "act" in each.body)
    entry = next(drawn, None)
    if entry is None:
        raise Refused("contest.nothing")
    body = Contested(act=str(entry.body["act"]), entry=sha256(entry.data), reason=said)
    return Changes({}, (body.as_act(),))


def _record(
    folder: str | Path,
    act: Callable[[Dossier, str], Changes],
    clock: Clock,
    tool: str,
    consent: Consent,
    *,
    erases: bool = False,
) -> Dossier:
    """The dossier after an act with a reason, published for ever: Refused where it names somebody."""
    dossier = load(Path(folder))
    changes = act(dossier, clock(rehearsal=dossier.rehearsal))
    kind, body = changes.acts[0]
    check_nameless(str(body["reason"]), dossier)
    conduct.ask(consent, Question(kind, {"act": body.get("act", ""), "path": str(folder)}), dossier)
    time = clock(rehearsal=dossier.rehearsal)
    return commit(dossier.after(changes, time=time, tool=tool), erases=erases)


def check_nameless(reason: str, dossier: Dossier) -> None:
    """Refused where a reason, which is published for ever, names somebody."""
    if leaks({"reason.json": canonical({"reason": reason})}, dossier.path, words(dossier.files)):
        raise Refused("ending.names")


def read_reason(text: str, longest: int = LONGEST) -> str:
    """A reason as it is kept, of so many characters; InputInvalid for one that is no sentence."""
    reason = " ".join(clean(text).split())
    if not reason or len(reason) > longest or not reason.isprintable():
        raise InputInvalid([Defect("ending.reason", "--reason", values={"longest": longest})])
    return reason
