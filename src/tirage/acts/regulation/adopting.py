"""The regulation of a folder with rules: as it would be adopted, as it was, and its adoption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.frame.inputs import disagreements
from tirage.acts.interface import AGREED, Clock, Consent, Question
from tirage.acts.later import check_tolerance, ruled
from tirage.acts.life.ending import check_nameless, read_reason
from tirage.acts.regulation.adopted import adopted
from tirage.assembly import lineage, record
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.regulation import PublishedRegulation
from tirage.dossier.entries import ChangedRegulation, Regulation
from tirage.dossier.layout import REGULATION
from tirage.dossier.outcome import Changes
from tirage.dossier.system.places import check_place
from tirage.draws import draw_up
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.languages import FALLBACK, Language
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas
from tirage.rules.model import RollRules
from tirage.rules.read import read_rules
from tirage.rules.regulation.paragraphs import paragraphs
from tirage.rules.templates import RULES, quota_file

LONGEST = 500
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Written:
    """A regulation, and whether it binds."""

    path: Path
    document: PublishedRegulation
    entry: Regulation | None = None
    """That adopted it; None of a draft."""
    rehearsal: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the document."""
        return sha256(self.document.data)


def written(folder: str | Path, language: Language = FALLBACK) -> Written:
    """The regulation of a folder: as it was adopted, or as its rules and quotas would have it now.

    Raises InputInvalid with every defect of rules and quotas; Refused where there are no rules.
    """
    path = Path(folder)
    dossier = record.load(path) if record.exists(path) else None
    found = None if dossier is None else adopted(dossier)
    if dossier is not None and found is not None:
        return Written(path, found.document, found.entry, dossier.rehearsal)
    return Written(path, drafted(path, language))


def drafted(folder: Path, language: Language) -> PublishedRegulation:
    """What rules and quotas say now; InputInvalid with every defect of both."""
    file = folder / RULES
    if not file.exists():
        raise Refused("regulation.nothing", path=file)
    rules = read_rules(file)
    name = quota_file(rules, folder)
    quotas = Quotas(())
    if name is not None or isinstance(rules, RollRules):
        read = read_quotas(name, seats=rules.seats)
        quotas = read.quotas
        if isinstance(rules, RollRules) and (defects := disagreements(rules, read, file)):
            raise InputInvalid(defects)
    check_tolerance(ruled(rules), quotas)
    found = [
        {
            "number": each.number,
            "title": each.title,
            "text": list(each.text),
            "items": list(each.items),
            "values": dict(each.values),
        }
        for each in paragraphs(rules, quotas, language)
    ]
    return PublishedRegulation.model_validate({"spec": SPEC, "language": language, "paragraphs": found})


def adopt(  # noqa: PLR0913 - what is said of an adoption
    folder: str | Path,
    *,
    clock: Clock,
    tool: str,
    day: date | None = None,
    reason: str | None = None,
    rehearsal: bool = False,
    language: Language = FALLBACK,
    consent: Consent = AGREED,
) -> Written:
    """Adopt the regulation that rules and quotas of the folder make, on a day (None: today).

    Raises Refused once something else is on record, for the regulation that is in force already and where the
    reason names somebody; InputInvalid for a day to come, and for an adoption anew without a reason.
    """
    path = Path(folder)
    check_place(path, home=True)
    document = drafted(path, language)
    dossier = _opened(path, clock, tool, rehearsal=rehearsal)
    today = conduct.today_of(dossier, clock)
    if day is not None and day > today:
        raise InputInvalid([Defect("regulation.day", "--on", values={"day": day, "today": today})])
    entry = _entry(dossier, document, day or today, reason)
    name = REGULATION.format(entry.edition)
    changed = list(entry.changed) if isinstance(entry, ChangedRegulation) else []
    said = {"edition": entry.edition, "day": entry.date, "digest": entry.sha256, "changed": changed}
    after = conduct.record(
        dossier,
        Changes({name: document.data}, (entry.as_act(),)),
        clock=clock,
        tool=tool,
        consent=consent,
        question=Question("regulation.again" if changed else "regulation", {**said, "path": str(path)}),
    )
    return Written(path, document, entry, after.rehearsal)


def _opened(path: Path, clock: Clock, tool: str, *, rehearsal: bool) -> Dossier:
    """The dossier before the act, opened where there was none; Refused where more than that is on record."""
    if not record.exists(path):
        opening = Changes({}, (draw_up.opening(rehearsal=rehearsal),))
        return Dossier(path, {}, ()).after(opening, time=clock(rehearsal=rehearsal), tool=tool)
    dossier = record.load(path)
    if not lineage.is_opened(dossier):
        raise Refused("regulation.late", path=str(path))
    if rehearsal and not dossier.rehearsal:
        raise Refused("regulation.rehearsal")
    return dossier


def _entry(dossier: Dossier, document: PublishedRegulation, day: date, reason: str | None) -> Regulation:
    """The entry of a first edition, or of one that changes the one before."""
    digest, before = sha256(document.data), adopted(dossier)
    if before is None:
        if reason is not None:
            raise Refused("regulation.first")
        return Regulation(edition=1, date=day, sha256=digest)
    changed = document.differing(before.document)
    if not changed:
        raise Refused("regulation.same", day=before.entry.date)
    if day < before.entry.date:
        raise InputInvalid(
            [Defect("regulation.earlier", "--on", values={"day": day, "last": before.entry.date})]
        )
    if reason is None:
        numbers = ", ".join(map(str, changed))
        raise InputInvalid([Defect("regulation.reason", "--reason", values={"changed": numbers})])
    said = read_reason(reason, LONGEST)
    check_nameless(said, dossier)
    edition = before.entry.edition + 1
    return ChangedRegulation(edition=edition, date=day, sha256=digest, changed=changed, reason=said)
