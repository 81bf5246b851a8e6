"""The act that closes the sampling frame: who may be drawn is fixed, hashed and counted before any chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.disk import digest
from tirage.dossier.layout import ANNOUNCED, FRAME, KEY, PEOPLE, PIDS, RULES
from tirage.dossier.merkle import root_of_hashes
from tirage.dossier.outcome import Act, Changes
from tirage.errors import Defect
from tirage.people.frame import eligibility
from tirage.people.frame.eligibility import FrameRules, RollCriterion, Stream
from tirage.people.frame.sealing import Sealed, identify, leave_out, seal
from tirage.people.frame.store import Roll, Store, counted
from tirage.people.ids import key_hash
from tirage.people.rolls.lists import CARDS
from tirage.quotas.read import QuotaFile
from tirage.rules.model import Rules
from tirage.rules.values import OLDEST

_NATIONALITY = {"any": "", "French": "FR", "EU": "EU", "non-EU": "OTHER"}
EVERYONE = Stream("", ("roll", "cards"), 16, OLDEST)
"""Where the rules name no stream: everyone of 16 or more."""


@dataclass(frozen=True, slots=True)
class ClosedFrame:
    """A frame that is closed, before it is recorded."""

    outcome: Changes
    sealed: Sealed
    causes: Mapping[str, int]
    """Rows that are not in the frame, by cause."""


def frame_rules(rules: Rules) -> FrameRules:
    """The rules of an assembly as the frame needs them."""
    blocks = tuple(
        Stream(name, each.sources, each.ages.lowest, each.ages.highest, _NATIONALITY[each.nationality])
        for name, each in rules.streams.items()
    )
    traits = tuple(
        RollCriterion(name, each.origin, each.geography == "paris-sectors", tuple(each.categories.items()))
        for name, each in rules.criteria.items()
        if each.origin != "answers"
    )
    return FrameRules(rules.reference_date, blocks or (EVERYONE,), traits, rules.strata, rules.household)


@dataclass(frozen=True, slots=True)
class FrameInputs:
    """What a frame is closed under."""

    rules: Rules
    quotas: QuotaFile
    key: bytes
    decisions: str
    """Hash of the file in which a person decided on doubtful duplicates; empty where there is none."""
    rehearsal: bool
    cooled: Mapping[str, str] = field(default_factory=dict)
    """Cause by pid of those whom former assemblies leave out."""


def close(
    store: Store, rolls: Sequence[Roll], terms: FrameInputs, excluded: Mapping[int, str], scratch: Path
) -> ClosedFrame:
    """The frame of the people in the store, once duplicates are merged; `excluded`: person → cause."""
    rules, quotas, key = terms.rules, terms.quotas, terms.key
    plain = frame_rules(rules)
    eligibility.assign(store, plain, excluded)
    identify(store, key)
    if terms.cooled:
        leave_out(store, terms.cooled)
    sealed = seal(store, plain, scratch / "frame.csv", scratch / "frame.parquet", root_of_hashes)
    causes, lists = _counts(store, rolls)
    published = canonical(rules.published())
    counts = {
        "read": sum(roll.read for roll in rolls),
        "kept": sealed.people,
        "excluded": sum(causes.values()),
    }
    document = {
        **counts,
        "spec": "tirage/1",
        "rules": sha256(published),
        "root": sealed.root,
        "people": sealed.people,
        "causes": causes,
        "lists": lists,
        "strata": [
            {"code": code, "labels": list(labels), "people": people} for code, labels, people in sealed.strata
        ],
    }
    files = {
        RULES: published,
        FRAME: canonical(document),
        ANNOUNCED: canonical(quotas.quotas.document()),
        KEY: f"{key.hex()}\n".encode(),
    }
    large = {PIDS: scratch / "frame.csv", PEOPLE: scratch / "frame.parquet"}
    body = {
        **counts,
        "sha256": sha256(files[FRAME]),
        "rules": document["rules"],
        "pids": digest(large[PIDS]),
        "root": sealed.root,
        "people": sealed.people,
        "causes": causes,
        "decisions": terms.decisions,
    }
    acts: tuple[Act, ...] = (
        ("open", {"spec": "tirage/1", "rehearsal": terms.rehearsal}),
        ("key", {"hash": key_hash(key)}),
        *(("roll", roll.body()) for roll in rolls),
        ("frame", body),
        ("quotas", {"sha256": sha256(files[ANNOUNCED]), **quotas.on_record()}),
    )
    return ClosedFrame(Changes(files, acts, large), sealed, causes)


def empty(closed: ClosedFrame, rules: Rules, file: str) -> tuple[Defect, ...]:
    """A defect for each stream of the rules that nobody is in, or for a frame of nobody.

    `file`: the rules, as the user named them.
    """
    filled = {labels[0] for _, labels, _ in closed.sealed.strata}
    values = {"causes": counted(closed.causes) or "—", "path": file}
    if not rules.streams and not closed.sealed.people:
        return (Defect("frame.nobody", file, values=values),)
    return tuple(
        Defect("frame.stream.empty", file, None, f"streams.{name}", {**values, "stream": name})
        for name in rules.streams
        if name not in filled
    )


def _counts(store: Store, rolls: Sequence[Roll]) -> tuple[dict[str, int], list[dict[str, object]]]:
    """Rows that are not in the frame by cause, and rows by list: read = kept + excluded everywhere."""
    causes: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for roll in rolls:
        causes.update(roll.causes)
        read.update(roll.kept)
        # Of a row that cannot be read, only its file's list is known.
        read[roll.list or min(roll.kept, default=CARDS)] += roll.set_aside
    causes.update(
        dict(
            store.rows("select cause, count(*) from assigned where cause <> '' group by cause order by cause")
        )
    )
    rows, people = store.one("select count(*) from persons"), store.one("select count(*) from assigned")
    causes[eligibility.DUPLICATE] += rows - people
    kept: dict[str, int] = dict(
        store.rows("select list, count(*) from assigned where cause = '' group by list order by list")
    )
    lists = [
        {
            "list": name,
            "read": read[name],
            "kept": kept.get(name, 0),
            "excluded": read[name] - kept.get(name, 0),
        }
        for name in sorted(read)
        if read[name]
    ]
    return {cause: causes[cause] for cause in sorted(causes) if causes[cause]}, lists
