"""Everything that a frame is closed under, but its lists; read with all defects at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tirage.acts.frame.accepting import reasons
from tirage.acts.regulation.keeping import unkept
from tirage.assembly import cooling, lineage, record
from tirage.assembly.record import Dossier
from tirage.discretion import brief
from tirage.dossier.layout import KEY
from tirage.dossier.system.places import check_place
from tirage.errors import Defect, InputInvalid, Refused, attempt
from tirage.i18n.languages import FALLBACK, Language
from tirage.people.engines.options import DEFAULT, EngineOptions
from tirage.people.frame.eligibility import FrameRules, RollCriterion, Stream
from tirage.people.guards.declared import Declared, read_declared
from tirage.people.private.key import read_key, same_key
from tirage.people.review import Decisions, read_decisions
from tirage.quotas.read import QuotaFile, read_quotas
from tirage.rules.model import RollRules
from tirage.rules.read import read_roll_rules
from tirage.rules.templates import RULES, quota_file
from tirage.rules.values import ENDLESS
from tirage.tabular.cells import closest, listed, quoted
from tirage.tabular.files import AS_IT_COMES, Manner

_NATIONALITY = {"any": "", "French": "FR", "EU": "EU", "non-EU": "OTHER"}
EVERYONE = Stream("", ("roll", "cards"), 16, ENDLESS)
"""Where the rules name no stream: everyone of 16 or more."""


@dataclass(frozen=True, slots=True)
class FrameOptions:
    """Choices of a frame that are not in its rules."""

    decisions: str | Path | None = None
    """The table of doubtful duplicates that an earlier try has written, with a decision for each."""
    exclude: Mapping[str, str | Path] = field(default_factory=dict)
    """Cause → list of people to leave out; the rules name the causes."""
    key: str | Path | None = None
    """A file with the key of the ids, 64 hex digits; by default a new key."""
    rehearsal: bool = False
    """Whether nothing in the dossier will count."""
    language: Language = FALLBACK
    """Of the table of doubtful duplicates."""
    no_household: str | Path | None = None
    """A list of addresses at which people share no household."""
    accept: Mapping[str, str] = field(default_factory=dict)
    """Cause of a serious finding → the reason for which the frame is closed all the same: published."""
    manner: Manner = AS_IT_COMES
    """How the lists are to be read; what it says of hidden rows holds for lists of exclusion too."""
    engine: EngineOptions = DEFAULT
    """What works on the rows of the lists."""


@dataclass(repr=False, frozen=True, slots=True)
class FrameInputs:
    """Everything that a frame is closed under, but its lists."""

    rules: RollRules
    quotas: QuotaFile
    key: bytes
    decisions: Decisions
    """Of doubtful duplicates, by a person."""
    accepted: Mapping[str, str]
    """Cause of a serious finding → why the frame is closed all the same; sorted."""
    declared: Declared
    """Addresses that are no household."""
    rehearsal: bool
    opened: Dossier | None
    """Where a next assembly was opened or a regulation adopted; None where nothing is on record."""

    def __repr__(self) -> str:
        return brief(self)


def read_inputs(folder: Path, options: FrameOptions) -> FrameInputs:
    """The inputs of a frame in `folder`, which has its rules and no frame yet.

    Raises InputInvalid with the defects of all of them; Refused where a frame is closed already.
    """
    opened = _opened(folder, rehearsal=options.rehearsal)
    accepted, defects = reasons(options.accept)
    quotas = None
    rules = attempt(defects, lambda: read_roll_rules(folder / RULES))
    if rules is not None:
        own = rules
        quotas = attempt(defects, lambda: read_quotas(quota_file(own, folder), seats=own.seats))
        defects += (*_unknown(options.exclude, own), *_cooling(own, opened))
        defects += disagreements(own, quotas, folder / RULES)
        defects += unkept(opened, own, None if quotas is None else quotas.quotas, folder)
    decisions = attempt(defects, lambda: read_decisions(options.decisions))
    key = attempt(defects, lambda: _key(options.key, opened))
    declared = attempt(defects, lambda: read_declared(options.no_household))
    if defects or rules is None or quotas is None or decisions is None or key is None or declared is None:
        raise InputInvalid(defects)
    rehearsal = options.rehearsal if opened is None else opened.rehearsal
    return FrameInputs(rules, quotas, key, decisions, accepted, declared, rehearsal, opened)


def frame_rules(rules: RollRules) -> FrameRules:
    """The rules of an assembly as the frame needs them."""
    streams = tuple(
        Stream(name, each.sources, each.ages.lowest, each.ages.highest, _NATIONALITY[each.nationality])
        for name, each in rules.streams.items()
    )
    criteria = tuple(
        RollCriterion(name, each.origin, each.table, tuple(each.categories.items()))
        for name, each in rules.criteria.items()
        if each.origin != "answers"
    )
    return FrameRules(rules.reference_date, streams or (EVERYONE,), criteria, rules.strata, rules.household)


def _opened(folder: Path, *, rehearsal: bool) -> Dossier | None:
    """What was opened in the folder, a next assembly or a regulation; None where it has no journal."""
    check_place(folder, home=True)
    if not record.exists(folder):
        return None
    opened = record.load(folder)
    if not lineage.is_opened(opened):
        raise Refused("frame.done", path=folder)
    if rehearsal and not opened.rehearsal:
        raise Refused("next.rehearsal" if lineage.follows(opened) else "regulation.rehearsal")
    # Before any roll is read.
    cooling.check_ids(opened, "frame")
    return opened


def disagreements(rules: RollRules, quotas: QuotaFile | None, path: Path) -> list[Defect]:
    """The defects of rules and quotas together; `quotas`: None where these have defects of their own."""
    nowhere = [] if quotas is None else _nowhere(rules, quotas)
    return [*_ids(rules, path), *_unkept(rules, quotas, path), *nowhere]


def _unknown(causes: Iterable[str], rules: RollRules) -> list[Defect]:
    """A defect for each cause of exclusion that the rules do not have."""
    known = ", ".join(rules.exclusions)
    return [
        Defect("frame.exclusion.cause", "--exclude", values={"cause": cause, "known": known})
        for cause in causes
        if cause not in rules.exclusions
    ]


def _nowhere(rules: RollRules, quotas: QuotaFile) -> list[Defect]:
    """A defect for each criterion with quotas for categories that nobody on the lists can have."""
    found = []
    for each in quotas.quotas.criteria:
        rule = rules.criteria.get(each.name)
        known = () if rule is None or rule.origin == "answers" else rule.places or tuple(rule.categories)
        strange = [category for category in each.categories if known and category not in known]
        if strange:
            meant = rule.table.by_label(strange[0]) if rule is not None and rule.table else ""
            values = {
                "found": listed(strange),
                "known": listed(known),
                "closest": meant or closest(strange[0], known),
                "count": len(strange),
            }
            found.append(Defect("frame.quotas.category", quotas.name, None, quoted(each.name), values))
    return found


def _cooling(rules: RollRules, opened: Dossier | None) -> list[Defect]:
    """A defect where the periods of cooling-off are others than those that the assembly was opened under."""
    if opened is None or not lineage.follows(opened):
        return []
    if lineage.periods(rules) == (fixed := lineage.cooling_off(opened)):
        return []
    values = {"members": fixed.members, "invited": fixed.invited}
    return [Defect("rules.cooling_off", str(opened.path / RULES), None, "cooling_off", values)]


def _ids(rules: RollRules, path: Path) -> list[Defect]:
    """A defect where what stands in a roll would be published."""
    return [Defect("rules.ids", str(path), None, "ids")] if rules.ids == "published" else []


def _unkept(rules: RollRules, quotas: QuotaFile | None, path: Path) -> list[Defect]:
    """A defect where streams have seats of their own and no quota would keep them."""
    kept = quotas is None or quotas.quotas.criteria or len(rules.streams) < 2
    return [] if kept else [Defect("rules.streams.unkept", str(path), None, "streams")]


def _key(path: str | Path | None, opened: Dossier | None) -> bytes:
    """The key of the former assembly, by which a person has the same id; a new one where it is gone."""
    if opened is None:
        return read_key(path)
    own = opened.path / KEY
    return same_key(path, own) if own.exists() or lineage.cooling_off(opened).any else read_key(path)
