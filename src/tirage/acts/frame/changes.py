"""The files and the entries of a closed frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tirage.acts.frame.accepting import frame_entry
from tirage.acts.frame.inputs import FrameInputs
from tirage.acts.frame.parting import Divided
from tirage.discretion import brief
from tirage.dossier import entries
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.geography import PublishedGeography
from tirage.dossier.layout import ANNOUNCED, EXCLUSIONS, FRAME, GEOGRAPHY, KEY, PEOPLE, ROLLS, RULES
from tirage.dossier.outcome import Act, Changes
from tirage.people.frame.findings import FrameFinding
from tirage.people.frame.reading import Roll
from tirage.people.frame.sealing import Sealed
from tirage.people.frame.tally import Tally
from tirage.people.guards.struck import ListFigures
from tirage.people.ids import key_hash
from tirage.people.private.key import key_file
from tirage.people.received import rolls_csv
from tirage.rules.model import RollRules


def opening(inputs: FrameInputs) -> tuple[Act, ...]:
    """The entry that opens a dossier of its own; none for one that is open already."""
    if inputs.opened is not None:
        return ()
    return (entries.Open(spec=SPEC, rehearsal=inputs.rehearsal).as_act(),)


def places(rules: RollRules) -> PublishedGeography | None:
    """The tables of places that the rules tell apart, as they are published; None where there are none."""
    if not rules.geographies:
        return None
    tables = [
        {
            "name": table.name,
            "sha256": table.sha256,
            "source": table.source,
            "places": [
                {
                    "label": place.label,
                    "population": place.population,
                    "tiles": [{"column": column, "row": row} for column, row in place.tiles],
                }
                for place in table.places.values()
            ],
        }
        for table in rules.geographies
    ]
    return PublishedGeography.model_validate({"spec": SPEC, "tables": tables})


@dataclass(repr=False, frozen=True, slots=True)
class Made:
    """What was made of the people of the lists."""

    people: Divided
    private: Path
    """private/frame.parquet, where it stands now."""
    lists: Sequence[ListFigures]
    """Of exclusion."""
    ledger: bytes
    """Row by row, whom they leave out."""

    def __repr__(self) -> str:
        return brief(self, lists=len(self.lists))


def changes(
    inputs: FrameInputs,
    rolls: Sequence[Roll],
    sealed: Sealed,
    tally: Tally,
    findings: Sequence[FrameFinding],
    made: Made,
) -> Changes:
    """The frame, its rules, the quotas as announced, and the key."""
    published = canonical(inputs.rules.published())
    counts = {"read": tally.read, "kept": tally.kept, "excluded": tally.excluded}
    document = {
        **counts,
        "spec": SPEC,
        "rules": sha256(published),
        "root": made.people.root,
        "people": sealed.people,
        "causes": tally.causes,
        "lists": [asdict(each) for each in tally.lists],
        "strata": [
            {"code": code, "labels": list(labels), "people": count} for code, labels, count in sealed.strata
        ],
        **({"parts": made.people.parts} if made.people.parts else {}),
    }
    files = {
        RULES: published,
        ROLLS: rolls_csv(rolls),
        FRAME: canonical(document),
        ANNOUNCED: canonical(inputs.quotas.quotas.document()),
        KEY: key_file(inputs.key),
        **({EXCLUSIONS: made.ledger} if made.lists else {}),
    }
    geography = places(inputs.rules)
    if geography is not None:
        files[GEOGRAPHY] = geography.data
    frame = frame_entry(
        findings,
        inputs.accepted,
        geography,
        {
            **_declared(inputs, sealed),
            **({"parts": len(made.people.files)} if made.people.parts else {}),
            **({"exclusions": [asdict(each) for each in made.lists]} if made.lists else {}),
        },
        **counts,
        sha256=sha256(files[FRAME]),
        rules=sha256(published),
        pids=made.people.pids,
        root=made.people.root,
        people=sealed.people,
        causes=dict(tally.causes),
        decisions=inputs.decisions.sha256,
    )
    acts: tuple[Act, ...] = (
        *opening(inputs),
        entries.Key(hash=key_hash(inputs.key)).as_act(),
        entries.Rolls(
            sha256=sha256(files[ROLLS]),
            files=len(rolls),
            read=tally.read,
            set_aside=sum(roll.set_aside for roll in rolls),
        ).as_act(),
        frame.as_act(),
        ("quotas", {"sha256": sha256(files[ANNOUNCED]), **inputs.quotas.on_record()}),
    )
    return Changes(files, acts, {**made.people.files, PEOPLE: made.private})


def _declared(inputs: FrameInputs, sealed: Sealed) -> dict[str, object]:
    """Of addresses that are no household; nothing where nobody lives at one."""
    found = sealed.homes.addresses
    return {"no_household": inputs.declared.sha256, "addresses": found} if found else {}
